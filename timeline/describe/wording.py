"""Which words of its sentence an event keeps: the sentence, its clause, or a noun phrase."""

from __future__ import annotations

from typing import NamedTuple

from timeline.clause import Clause, Form, Group, Parse
from timeline.clause.tokens import DASHES
from timeline.describe.attach import Head
from timeline.describe.subjects import (
    PRONOUNS,
    after_opener,
    antecedent,
    in_brackets,
    is_named,
    lacks_noun,
    means_speaker,
    speaker_of,
    subject_of,
    text_of,
)

SHORT = 300
"""A sentence of at most so many code points is kept whole when its date stands in the main clause."""

BRIEF = 200
"""A sentence of at most so many code points is kept whole even when its date stands in a subordinate clause."""

LEAST = 4
"""A clause of fewer words of its own, without a name, is not understood alone."""

_EMBEDDED = ("relative", "sub", "complement")
_QUOTED = ("quote", "unquote")


class Draft(NamedTuple):
    """What a row will say, before it is written out."""

    first: int
    """First word, of the parse."""
    last: int
    """One past the last word."""
    subject: str = ""
    """What stands in square brackets: before the words, or for one of them."""
    replaced: tuple[int, int] | None = None
    """The words that `subject` stands for, half-open; None when it stands before the words."""
    speaker: str | None = None
    reported: bool = False
    """The event is told by someone, not by the text itself."""


def draft(found: Parse, head: Head, *, alone: bool) -> Draft:
    """Choose the words of an event; `alone` says that the sentence holds no other dated event.

    A cut that is not certainly safe gives way to the main clause, and that to the sentence.
    """
    length = found.words[-1].end - found.words[0].start
    proposal = _phrase(found, head) if not (alone and length <= SHORT) else None
    if proposal is None or _splits_pair(found, proposal):
        finite = _finite(found.clauses[head.clause], head) or _nearest_verb(found, head.clause)
        proposal = _finite_clause(found, finite, length=length if alone else None) if finite else _sentence(found)
        if not _is_sound(found, proposal, head) or (length <= SHORT and _points_back(found, proposal, alone=alone)):
            whole = _sentence(found) if length <= SHORT else _main(found, head)
            proposal = whole._replace(speaker=proposal.speaker, reported=proposal.reported or whole.reported)
    label = label_ends(found)
    if proposal.first < label <= head.word:
        proposal = proposal._replace(first=label)
    return _less_attribution(found, proposal, head)


def _phrase(found: Parse, head: Head) -> Draft | None:
    """Take the noun phrase or the participle that a date belongs to, where it says enough."""
    if head.group is None and (head.attributive or not _is_light(found, found.clauses[head.clause])):
        return _nominal(found, head)
    if head.group and head.group.form is Form.PARTICIPLE:
        closes = head.group.base in found.tokens.of["closing_verbs"]  # "the quarter ended Sept. 30"
        return None if closes else _participle(found, head.group)
    return None


def _main(found: Parse, head: Head) -> Draft:
    """Take the first main clause, or the sentence where that cannot stand alone or leaves the event out."""
    clause = next((c for c in found.clauses if c.finite and c.opener not in _EMBEDDED), None)
    chosen = _clause(found, clause.finite) if clause and clause.finite else _sentence(found)
    return chosen if _is_sound(found, chosen, head) else _sentence(found)


def _is_sound(found: Parse, chosen: Draft, head: Head) -> bool:
    """Tell whether words hold the event and can stand alone: a verb with its subject, nothing of them cut off."""
    verb = next((g for g in found.groups if g.finite and chosen.first <= g.first < chosen.last), None)
    if verb is None or verb.head >= chosen.last or not chosen.first <= head.word < chosen.last:
        return chosen == _sentence(found)
    if chosen.first == 0:
        return _is_closed(found, chosen)
    before = any(_is_content(found, i, "adverbs") for i in range(chosen.first, verb.first))
    has_subject = is_named(found, chosen.subject) if chosen.subject and chosen.replaced is None else before
    clause = found.clauses[found.clause_at(chosen.first)]
    loose = clause.opener in ("bare", "dash", "bracket")
    if found.tokens.is_in(chosen.first, "relatives") and not found.is_date(chosen.first):
        return False
    if clause.opener == "comma":  # an apposition: ", the day before he left", ", a week later"
        loose = not clause.groups or found.is_date(chosen.first)
    opening = found.group_on(chosen.first)
    return has_subject and not loose and (opening is None or opening.finite) and _is_closed(found, chosen)


def _points_back(found: Parse, chosen: Draft, *, alone: bool) -> bool:
    """Tell whether words cut out of a sentence rest on it: "it rose", or "profit rose" after "the airline said"."""
    tokens, first = found.tokens, after_opener(found, found.clauses[0])
    if chosen.first == 0 or tokens.is_in(first, *PRONOUNS):
        return False
    if chosen.subject:
        return any(chosen.subject.lower() in tokens.of[name] for name in PRONOUNS)
    opener = found.clauses[found.clause_at(chosen.first)].opener
    told = opener == "complement"
    if told and _rests_on_speaker(found, chosen):
        return True
    back = tokens.is_in(chosen.first, "possessives", "demonstratives", *PRONOUNS)
    nobody = opener in _EMBEDDED and any(tokens.is_in(i, "figures") for i in range(chosen.first, chosen.first + 4))
    return (back and (alone or told)) or nobody


def _rests_on_speaker(found: Parse, chosen: Draft) -> bool:
    """Tell whether words say "its" or "he" before they name anyone: "a customer found flaws in its chip"."""
    tokens = found.tokens
    for i in range(chosen.first, chosen.last):
        if tokens.is_in(i, "for_one", "for_many", *PRONOUNS) or tokens.lower(i) == tokens.grammar.owner:
            return True
        if tokens.is_capital(i) and not found.is_date(i):
            return False
    return False


def _is_closed(found: Parse, chosen: Draft) -> bool:
    """Tell whether nothing is missing at the end: no verb of the last noun, no second half of a pair."""
    tokens, after = found.tokens, chosen.last
    if after >= len(tokens) or _splits_pair(found, chosen) or _splits_insertion(found, chosen):
        return after >= len(tokens)
    clause, parted = found.clauses[found.clause_at(after)], not tokens.is_word(after - 1)
    whole = chosen.replaced is not None and chosen.replaced[0] == chosen.replaced[1]  # see `_lacks_object`
    if clause.first == after and clause.opener in ("bare", "quote") and not parted and not whole:
        return False
    joined = parted or tokens.is_in(after - 1, "coordinators")  # "which burned down and which was rebuilt"
    if clause.first == after and clause.opener in _EMBEDDED and (not joined or tokens.lower(after - 1) in DASHES):
        return False  # "the third time that he resigned"
    if clause.opener == "and" or (chosen.subject and parted):
        return True  # another verb of the same subject, or the verb of the noun that the brackets repeat
    later = next((c for c in found.clauses[found.clause_at(after) :] if c.groups), None)
    return (
        later is None or later.opener != "comma" or not later.groups[0].finite or later.groups[0].first != later.first
    )


def _splits_pair(found: Parse, chosen: Draft) -> bool:
    """Tell whether words end in the middle of "kidnapped and presumed killed"."""
    last = found.group_on(chosen.last - 1)
    return found.tokens.is_in(chosen.last, "coordinators") and last is not None and last.form is Form.PARTICIPLE


def _splits_insertion(found: Parse, chosen: Draft) -> bool:
    """Tell whether words end inside an insertion between dashes."""
    dashes = [clause.first for clause in found.clauses if clause.opener == "dash"]
    inside = sum(chosen.first < first < chosen.last for first in dashes)
    return inside % 2 == 1 and any(first >= chosen.last for first in dashes)


def _is_light(found: Parse, clause: Clause) -> bool:
    """Tell whether the verb of a clause says little without the noun: "had a talk", "took part in a raid"."""
    return clause.finite is not None and clause.finite.base in found.tokens.of["light_verbs"]


def _finite(clause: Clause, head: Head) -> Group | None:
    """Return the finite verb over the head in its clause."""
    if head.group and head.group.finite:
        return head.group
    before = [group for group in clause.groups if group.finite and group.head <= head.word]
    return before[-1] if before else clause.finite


def _nearest_verb(found: Parse, number: int) -> Group | None:
    """Return the finite verb of the nearest clause, before rather than after."""
    order = [clause for clause in (*reversed(found.clauses[:number]), *found.clauses[number:]) if clause.finite]
    order.sort(key=lambda clause: clause.opener in ("relative", "sub"))
    return order[0].finite if order else None


def _finite_clause(found: Parse, group: Group, *, length: int | None) -> Draft:
    """Take the clause of a finite verb, or the sentence where that is short; `length` is None to prefer the clause."""
    number = found.clause_at(group.first)
    clause = found.clauses[number]
    of = found.tokens.of
    said = _saying(found, number)
    if said is not None and said.base in of["denial_verbs"]:
        return _clause(found, said)._replace(speaker=speaker_of(found, said))
    if said is not None:
        return _told(found, group, said)
    if clause.opener == "sub" and found.tokens.is_in(clause.first, "conditional_subordinators"):
        return _sentence(found)
    if is_attribution(found, number):  # the date is that of the saying
        return Draft(0, len(found.words), speaker=speaker_of(found, group), reported=True)
    if clause.opener in ("relative", "sub"):
        return _embedded(found, group, brief=length is not None and length <= BRIEF)
    if length is not None and length <= SHORT and clause.opener not in ("and", "stop"):
        return _sentence(found)
    return _clause(found, group)


def _sentence(found: Parse) -> Draft:
    return Draft(0, len(found.words))


def _less_attribution(found: Parse, chosen: Draft, head: Head) -> Draft:
    """Leave out who said it at the end of a whole sentence: "officials said", "said Ann Low, who took over in May"."""
    if chosen.last < len(found.words) or chosen.subject or any(c.opener in _QUOTED for c in found.clauses):
        return chosen
    number = next((n for n in range(len(found.clauses)) if is_attribution(found, n)), 0)
    first = _speaker_begins(found, number) if number else 0
    if first <= head.word or not all(_tells_of_speaker(found, n) for n in range(number + 1, len(found.clauses))):
        return chosen
    verb = found.clauses[number].groups[0]
    return chosen._replace(last=first, speaker=speaker_of(found, verb), reported=True)


def _tells_of_speaker(found: Parse, number: int) -> bool:
    """Tell whether a clause after an attribution can only be about who said it."""
    clause = found.clauses[number]
    joined = clause.opener == "and" and found.tokens.lower(clause.first - 1) != ","
    return clause.opener == "relative" or clause.finite is None or joined


def label_ends(found: Parse) -> int:
    """Return the first word after a date that labels a line or message: "2001 - it", "[16/08/2021, 21:00] Ann: it"."""
    if not any(found.is_date(i) for i in range(min(2, len(found.words)))):
        return 0
    tokens = found.tokens
    dated = next((i for i in range(1, len(found.words)) if not found.is_date(i)), 1)
    set_apart = tokens.lower(dated) in tokens.of["separators"] and not found.is_date(dated + 1)
    if set_apart and (found.is_date(0) or not tokens.is_word(0)):
        return dated + 1
    verb = next((group.first for group in found.groups), 0)
    return max((i + 1 for i in range(verb) if tokens.lower(i) == ":"), default=0)


def _speaker_begins(found: Parse, number: int) -> int:
    """Return the first word of an attribution with its speaker, also one set off: ", Ann Low, its head, said"."""
    clause = found.clauses[number]
    is_bare = clause.groups[0].first == after_opener(found, clause) and not found.tokens.is_word(
        clause.groups[0].head + 1
    )
    while is_bare and number > 1 and found.clauses[number].opener == "comma" and not found.clauses[number - 1].groups:
        number -= 1
    return found.clauses[number].first


def is_attribution(found: Parse, number: int) -> bool:
    """Tell whether a clause after another only names who said it: "police said", "said Mr Smith"."""
    clause = found.clauses[number]
    following = found.clauses[number + 1 : number + 2]
    return (
        clause.finite is not None
        and not (clause.finite.passive or clause.finite.modal)
        and clause.finite.base in found.tokens.of["speech_verbs"]
        and clause.opener in ("comma", "dash", *_QUOTED)
        and any(earlier.finite and earlier.opener != "relative" for earlier in found.clauses[:number])
        and not any(later.opener == "complement" for later in following)
    )


def _saying(found: Parse, number: int) -> Group | None:
    """Return the verb of saying that a clause is the content of."""
    if found.clauses[number].opener != "complement":
        return None
    before = next((clause.finite for clause in reversed(found.clauses[:number]) if clause.finite), None)
    return before if before and before.base in found.tokens.of["reporting_verbs"] else None


def _told(found: Parse, group: Group, said: Group) -> Draft:
    """Cut out what is said, with the speaker's name for a pronoun that can only mean the speaker."""
    number = found.clause_at(group.first)
    first, last = extent(found, number)
    first = max(first, after_opener(found, found.clauses[number]))
    speaker = speaker_of(found, said)
    subject = subject_of(found, group)
    if speaker and subject[1] - subject[0] == 1 and means_speaker(found, group, subject[0], said, speaker):
        return Draft(first, last, speaker, subject, speaker, reported=True)
    return Draft(first, last, speaker=speaker, reported=True)


def _embedded(found: Parse, group: Group, *, brief: bool) -> Draft:
    """Cut out a relative or subordinate clause; a relative pronoun gives way to what it stands for.

    A brief sentence is kept whole unless the pronoun can only stand for its subject.
    """
    number = found.clause_at(group.first)
    clause = found.clauses[number]
    tokens = found.tokens
    first, last = extent(found, number)
    start = after_opener(found, clause)
    if clause.opener == "sub":
        apart = tokens.is_in(clause.first, "parting_subordinators")  # another time than that of the main clause
        rests = any(tokens.is_in(i, "possessives", "demonstratives", *PRONOUNS) for i in range(start, last))
        whole = _says_little(found, start, last) or (brief and (rests or not apart))
        return _sentence(found) if whole else Draft(start, last)
    pronoun = clause.first if tokens.is_in(clause.first, "relatives") else clause.first + 1
    begin, end = antecedent(found, clause.first)
    before = found.clauses[number - 1]
    is_subject = number > 0 and before.opener != "comma" and begin == after_opener(found, before)
    if is_subject and end == clause.first:  # "the number of doctors who", but not "the head of the board, who"
        is_subject = not any(tokens.is_in(i, "genitive") for i in range(begin, end))
    if brief and not is_subject:
        return _sentence(found)
    if tokens.is_in(pronoun, "clause_relatives"):
        return Draft(pronoun + 1, last)
    between = range(pronoun + 1, group.first)
    acts = pronoun == clause.first and begin < end and all(found.is_date(i) or tokens.is_adverb(i) for i in between)
    clear = is_subject or not (
        _is_place_of_noun(found, begin)
        or any(tokens.is_in(i, "genitive", "coordinators") or tokens.lower(i) == "," for i in range(begin - 1, end))
    )
    if acts and clear:
        return Draft(max(pronoun + 1, first), last, text_of(found, begin, end))
    if clear and pronoun == clause.first and begin < end and _lacks_object(found, group, pronoun, last):
        noun = text_of(found, begin, end)
        if tokens.is_in(begin, "determiners"):
            noun = noun[0].lower() + noun[1:]
        return Draft(pronoun + 1, last, noun, (group.head + 1, group.head + 1))
    return _sentence(found)


def _lacks_object(found: Parse, group: Group, pronoun: int, last: int) -> bool:
    """Tell whether a relative pronoun is the object of its clause: "a suit that drivers filed in May"."""
    tokens, after = found.tokens, group.head + 1
    needs = group.base in tokens.of["transitive_verbs"] | tokens.of["object_verbs"]
    if not needs or tokens.is_in(pronoun, "clause_relatives", "possessives"):
        return False  # "the news that prices fell in May"
    names = any(_is_content(found, i, "determiners", "adverbs") for i in range(pronoun + 1, group.first))
    back = any(tokens.is_in(i, *PRONOUNS, "possessives") for i in range(pronoun + 1, group.first))
    inside = found.clause_at(last - 1) == found.clause_at(group.head) == found.clause_at(found.clause_of(group).first)
    single = all(other == group or other.first >= last or other.head < pronoun for other in found.groups)
    bare = after >= last or found.is_date(after) or (tokens.is_in(after, "removable") and not _stands_last(found, last))
    return names and not back and inside and single and bare and not group.passive


def _stands_last(found: Parse, last: int) -> bool:
    """Tell whether a preposition ends words: "that the board talked about in May", "the room she works in"."""
    tokens = found.tokens
    while (
        found.is_date(last - 1)
        or not tokens.is_word(last - 1)
        or (found.is_date(last) and tokens.is_in(last - 1, "removable"))
    ):
        last -= 1
    return tokens.is_in(last - 1, "prepositions")


def _leads_date(found: Parse, word: int) -> bool:
    return found.is_date(word + 1) and found.tokens.is_in(word, "removable")


def _is_place_of_noun(found: Parse, name: int) -> bool:
    """Tell whether a name is where another noun is, so that either may be meant: "ran a shop in Brno, which burned"."""
    tokens = found.tokens
    return tokens.is_capital(name) and tokens.is_in(name - 1, "place_prepositions") and not found.group_on(name - 2)


def is_vague(found: Parse, chosen: Draft) -> bool:
    """Tell whether words cut out of a sentence leave open what they are about: "the effect was lasting", "it grew"."""
    tokens, first = found.tokens, chosen.first
    if first == 0 or tokens.is_in(first, "addressed"):
        return False
    return tokens.lower(first) == tokens.grammar.article or _says_little(found, first, chosen.last)


def _says_little(found: Parse, first: int, last: int) -> bool:
    """Tell whether words name no one and hold hardly more than a verb: "the restriction expires"."""
    words = [i for i in range(first, last) if _is_content(found, i, "determiners", "adverbs", "prepositions")]
    return len(words) < LEAST and not any(map(found.tokens.is_capital, words))


def _participle(found: Parse, group: Group) -> Draft | None:
    """Take a noun with its participle: "a deal reached between X and Y"."""
    first, last = antecedent(found, group.first)
    if first == last or last != group.first or found.tokens.is_in(last - 1, "adverbs"):
        return None
    if found.tokens.is_in(first, "adverbs", "particles"):
        return None  # "up from last year's fully diluted earnings"
    if group.first != group.head or found.tokens.is_in(group.head, "comparing"):
        return None
    if not is_named(found, text_of(found, first, last)):
        return None
    end = extent(found, found.clause_at(group.head))[1]
    later = next((other for other in found.groups if other.finite and group.head < other.first < end), None)
    end = later.first if later else end
    says = any(_is_content(found, i) for i in range(group.head + 1, end))
    return Draft(first, end) if says else None  # "the warrant issued Monday"


def _clause(found: Parse, group: Group) -> Draft:
    """Cut out a main or coordinate clause; one without a subject of its own takes that of the verb before."""
    number = found.clause_at(group.first)
    clause = found.clauses[number]
    first, last = extent(found, number)
    start = after_opener(found, clause)
    inverted = found.tokens.has(group.first + 1, group.head, "subject_pronouns")  # "could you confirm"
    has_subject = inverted or any(_is_content(found, i, "adverbs") for i in range(start, group.first))
    if has_subject and clause.opener == "and" and not any(map(_is_independent, found.clauses[:number])):
        return _sentence(found)  # the last of a list: "units of the army and a lawyer staged a revolt"
    if not has_subject and clause.opener == "bare":
        owner = next((n for n in range(number - 1, 0, -1) if found.clauses[n].opener != "relative"), 0)
        return Draft(after_opener(found, found.clauses[owner]), last)
    if not has_subject and first == clause.first and clause.opener != "start":
        begin, end = subject_of(found, group)
        earlier = found.clauses[: found.clause_at(begin)]
        if found.tokens.is_in(begin - 1, "coordinators") and not any(other.finite for other in earlier):
            return _sentence(found)  # the last of a list
        if found.is_date(start) and clause.opener == "and" and ends_dates(found, clause.first):
            return _sentence(found)  # "Sales in 2020, 2021 and 2022 were flat"
        if begin < end and lacks_noun(found, begin, end):
            return _sentence(found)
        if begin < end and not found.tokens.is_in(begin, "prepositions"):
            return Draft(start, last, text_of(found, begin, end) + _auxiliary(found, group))
    return Draft(min(first, start) if first < clause.first else start, last)


def _auxiliary(found: Parse, group: Group) -> str:
    """Return the auxiliary that a verb shares with one before: "was bombed in 1941 and [was] restored in 1950"."""
    main = (clause for clause in reversed(found.clauses) if clause.opener not in ("relative", "sub"))
    earlier = (
        other for clause in main for other in reversed(clause.groups) if other.finite and other.head < group.first
    )
    before = next((other for other in earlier if not _lacks_auxiliary(found, other)), None)
    shared = before is not None and before.passive and _lacks_auxiliary(found, group)
    return f" {text_of(found, before.first, before.head)}" if before and shared else ""


def _lacks_auxiliary(found: Parse, group: Group) -> bool:
    """Tell whether a verb needs an object, has none, and no auxiliary that would make it a passive."""
    tokens, after = found.tokens, group.head + 1
    leads = any(other.first == after for other in found.groups)  # "tried to leave"
    if group.first != group.head or leads or group.base not in tokens.of["transitive_verbs"]:
        return False
    bare = found.is_date(after) or not tokens.is_word(after) or tokens.is_in(after, "prepositions", "adverbs")
    return bare and tokens.lexeme(group.head).participle


def ends_dates(found: Parse, joint: int) -> bool:
    """Tell whether a date stands before the word that joins another one to it."""
    return found.is_date(joint - 1) or (found.tokens.lower(joint - 1) == "," and found.is_date(joint - 2))


def _is_content(found: Parse, word: int, *besides: str) -> bool:
    """Tell whether a word is neither a mark, a date nor its preposition, nor of the classes `besides`."""
    tokens = found.tokens
    if tokens.is_in(word, "subject_pronouns"):
        return True  # also "there was"
    return tokens.is_word(word) and not found.is_date(word) and not tokens.is_in(word, "date_prepositions", *besides)


# --- How far a clause reaches -------------------------------------------------------------------------------


def extent(found: Parse, number: int) -> tuple[int, int]:
    """Return the words of a clause with what hangs on it: its subject on the left, its dependents on the right."""
    clauses = found.clauses
    left, right = number, number + 1
    if clauses[number].opener not in (*_EMBEDDED, "and", "bare"):
        while left and not _is_independent(clauses[left - 1]) and not _is_parted(found, left):
            left -= 1
    while right < len(clauses) and _goes_on(found, right, embedded=clauses[number].opener in _EMBEDDED):
        if clauses[number].opener == "sub" and _begins_with_ing(clauses[right]):
            break  # it hangs on the main clause: "sang as the bells rang, waving flags"
        if clauses[number].opener == "relative" and _is_alternative(found, clauses[right]):
            break
        right += 1
    for inner in range(number + 1, right):
        if clauses[inner].opener in ("sub", "relative") and not clauses[inner].groups:
            right = _with_verb(found, inner, right)
            break
    return clauses[left].first, clauses[right - 1].last


def _with_verb(found: Parse, inner: int, right: int) -> int:
    """Return where to end for the verb of a clause that an insertion parts from it: "if, by May, sales rise"."""
    clauses = found.clauses
    verb = next((n for n in range(inner + 1, min(right + 2, len(clauses))) if clauses[n].groups), inner)
    parted = all(clauses[n].opener == "comma" for n in range(inner + 1, verb + 1))
    if found.tokens.is_in(clauses[inner].first, "prepositions"):  # "as an activist"
        return right
    return max(right, verb + 1) if inner < verb and parted else inner


def _is_alternative(found: Parse, clause: Clause) -> bool:
    """Tell whether words after a comma join something before: "the panel that ruled, or the full court"."""
    return clause.opener == "and" and clause.finite is None and found.tokens.lower(clause.first - 1) == ","


def _is_parted(found: Parse, number: int) -> bool:
    """Tell whether a clause has nothing to do with what stands before it."""
    return found.clauses[number].opener in ("stop", *_QUOTED) and not in_brackets(found, number)


def _begins_with_ing(clause: Clause) -> bool:
    return bool(clause.groups) and clause.groups[0].form is Form.ING and clause.groups[0].first == clause.first


def _is_independent(clause: Clause) -> bool:
    return clause.finite is not None and clause.opener not in ("relative", "bracket")


def _goes_on(found: Parse, right: int, *, embedded: bool) -> bool:
    """Tell whether a clause goes on into the stretch `right`."""
    following = found.clauses[right]
    tokens = found.tokens
    if following.opener == "bare":
        return tokens.is_in(following.first, "subject_pronouns")  # "the share it reported"
    if following.opener in _QUOTED or tokens.lower(following.first - 1) == ";":
        return False
    if following.finite is not None:
        if is_attribution(found, right) or (embedded and tokens.is_in(following.first - 1, "coordinators")):
            return False  # also "which burned down and which was rebuilt"
        return following.opener in _EMBEDDED or (not embedded and _waits_for_verb(found, right))
    if following.opener == "and":
        return any(_is_content(found, i, "coordinators", "adverbs") for i in range(following.first, following.last))
    if embedded and following.opener in ("comma", "bracket", "dash"):
        after = next((clause for clause in found.clauses[right + 1 :] if clause.finite), None)
        return after is None or after.opener in _EMBEDDED
    return True


def _waits_for_verb(found: Parse, right: int) -> bool:
    """Tell whether what someone says still lacks its verb: "said that the father, a waiter, is ready"."""
    for clause in reversed(found.clauses[:right]):
        if clause.finite or clause.opener == "complement":
            return clause.finite is None
    return False


# --- Events that are nouns ----------------------------------------------------------------------------------


def _nominal(found: Parse, head: Head) -> Draft | None:
    """Take the noun phrase of an event noun, when it has a complement that makes it understandable."""
    tokens = found.tokens
    verbs = {group.first for group in found.groups if group.form is not Form.ING}
    last = head.word + 1
    while last < found.clauses[head.clause].last and last not in verbs and tokens.lower(last) not in ";:?!":
        last += 1
    first = head.word
    while first and _is_modifier(found, first - 1):
        first -= 1
        if tokens.is_in(first, "articles", "possessives"):
            break
    after = range(head.word + 1, last)
    complement = sum(tokens.is_in(i, "genitive") or _is_content(found, i, "prepositions") for i in after)
    modifiers = sum(_is_content(found, i, "determiners") for i in range(first, head.word))
    plain = tokens.is_in(first - 1, "genitive", "coordinators") or (first == head.word and not tokens.is_capital(first))
    bare = plain and not tokens.is_in(first, "determiners") and not found.is_date(first)
    if bare or tokens.is_in(first, "possessives") or not (head.attributive or complement):
        return None
    if tokens.is_in(head.word, "figures"):
        return None  # an amount needs its verb
    return Draft(first, last) if complement + modifiers > 1 else None


def _is_modifier(found: Parse, word: int) -> bool:
    """Tell whether a word belongs to the noun phrase that it stands before."""
    tokens = found.tokens
    if tokens.is_in(word, "prepositions", "coordinators") or found.group_on(word):
        return False
    if tokens.lower(word) == ",":
        return found.is_date(word - 1)
    return tokens.is_word(word) or tokens.lower(word) in "-'&." or tokens.is_in(word, "contraction")
