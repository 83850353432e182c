"""The words of a row: the clause of an event, made to be read alone."""

from __future__ import annotations

import re
from typing import NamedTuple

from timeline.clause import Clause, Form, Group, Parse
from timeline.describe.attach import Head
from timeline.grammar import Grammar

SHORT = 300
"""A sentence of at most so many code points is kept whole when its date stands in the main clause."""

_EMBEDDED = ("relative", "sub", "complement")
_SPACES = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+([,.;:!?)\]”’])")
_DOUBLE = re.compile(r"([,;:])(?:\s*[,;:])+")
_DATELINE = re.compile(
    r"[A-Z][A-Z'’.]+(?: [A-Z'’.]+){0,3}(?:, [\w. ]{2,24})?(?: ?\([A-Za-z]{2,12}\))? ?(?:_|--|—|–|-) ?(?=\S)"
)
_EMPTY_QUOTES = re.compile(r"[“\"]\s*([,.;]?)\s*[”\"]")
_EMPTY_BRACKETS = re.compile(r"\(\s*[,;]?\s*\)|\[\s*\]")
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))


class Draft(NamedTuple):
    """What a row will say, before it is written out."""

    first: int
    """First word, of the parse."""
    last: int
    """One past the last word."""
    subject: str = ""
    """Put before it in square brackets."""
    replaced: int | None = None
    """The word that the subject stands for; None when it is put in front."""
    speaker: str | None = None
    reported: bool = False
    """The event is told by someone, not by the text itself."""


def subject_of(found: Parse, group: Group, grammar: Grammar) -> tuple[int, int]:
    """Return the words of the subject of a verb, half-open; an empty range when none is found."""
    number = found.clause_at(group.first)
    clause = found.clauses[number]
    first = _after_opener(found, clause, grammar)
    if first < group.first and clause.opener != "relative":
        return _noun_phrase(found, first, group.first, grammar)
    if clause.opener == "relative":
        own = _noun_phrase(found, first, group.first, grammar)
        return own if own[0] < own[1] else antecedent(found, clause.first, grammar)
    for earlier in reversed(found.clauses[:number]):
        if earlier.opener in ("relative", "bracket", "quote", "unquote"):
            continue
        if clause.opener == "and":
            if earlier.finite and earlier.opener != "relative":
                return subject_of(found, earlier.finite, grammar)
            if not earlier.groups and earlier.first == 0:
                return _noun_phrase(found, earlier.first, earlier.last, grammar)
        elif not earlier.groups:
            return _noun_phrase(found, _after_opener(found, earlier, grammar), earlier.last, grammar)
        elif earlier.finite and clause.opener == "comma":
            return subject_of(found, earlier.finite, grammar)
    return group.first, group.first


def _after_opener(found: Parse, clause: Clause, grammar: Grammar) -> int:
    """Return the first word of a clause after the word that opens it."""
    of = grammar.words
    i = clause.first
    while i < clause.last and (
        found.words[i].lower in of["coordinators"]
        or (
            clause.opener in ("sub", "relative", "complement")
            and found.words[i].lower in of["subordinators"] | of["relatives"]
        )
        or not (found.words[i].text[0].isalnum() or found.words[i].text[0] in "$£€'’[")
    ):
        i += 1
    return i


def _noun_phrase(found: Parse, first: int, last: int, grammar: Grammar) -> tuple[int, int]:
    """Trim a stretch before a verb to its noun phrase: no opening adverbial, no date, no closing mark."""
    of = grammar.words
    words = found.words
    while last > first and (
        last - 1 in found.masked
        or words[last - 1].lower in of["adverbs"]
        or words[last - 1].lower in of["date_prepositions"]
        or not (words[last - 1].text[0].isalnum() or words[last - 1].text in "])'’\"”")
    ):
        last -= 1
    while first < last and (first in found.masked or words[first].lower in of["opening"] or words[first].text in ",-"):
        first += 1
    while first < last and words[first].lower in of["date_prepositions"] and first + 1 in found.masked:
        first += 1
        while first < last and (first in found.masked or words[first].text == ","):
            first += 1
    return first, last


def antecedent(found: Parse, place: int, grammar: Grammar) -> tuple[int, int]:
    """Return the noun phrase that ends before the word `place`: the antecedent of a relative or participle."""
    of = grammar.words
    words = found.words
    last = place
    while last and not words[last - 1].text[0].isalnum():
        last -= 1
    first = last
    while first:
        word = words[first - 1]
        if first - 1 in found.masked or any(group.first <= first - 1 <= group.head for group in found.groups):
            break
        if word.lower in of["prepositions"] and word.lower != "of":
            break
        if word.lower in of["coordinators"] or word.lower in of["subordinators"] or word.lower in of["relatives"]:
            break
        if not (word.text[0].isalnum() or word.text in "'’-&.$" or word.lower == "'s"):
            break
        first -= 1
        if word.lower in of["determiners"] and (not first or words[first - 1].lower != "of"):
            break
    return first, last


def draft(found: Parse, head: Head, grammar: Grammar, *, alone: bool) -> Draft:
    """Choose the words of an event: the whole sentence, its clause, or the noun phrase.

    `alone` says that the sentence holds no other dated event.
    """
    number = head.clause
    clause = found.clauses[number]
    length = found.words[-1].end - found.words[0].start
    whole = alone and length <= SHORT and not any(c.opener in ("quote", "unquote") for c in found.clauses)
    if head.group is None and (head.attributive or not _is_light(clause, grammar)):
        phrase = _nominal(found, head, grammar)
        if phrase:
            return phrase
    group = head.group if head.group and head.group.finite else None
    group = (
        group or next((g for g in reversed(clause.groups) if g.finite and g.head <= head.word), None) or clause.finite
    )
    if group is None:
        if whole:
            return _sentence(found, grammar)
        if head.group and head.group.form is Form.PARTICIPLE and (phrase := _participle(found, head.group, grammar)):
            return phrase
        if number == 0:
            return _sentence(found, grammar)
        owner = next((c.finite for c in reversed(found.clauses[:number]) if c.finite), None)
        owner = owner or next((c.finite for c in found.clauses[number:] if c.finite), None)
        if owner is None:
            return _sentence(found, grammar)
        group, number = owner, found.clause_at(owner.first)
        clause = found.clauses[number]
    elif (
        head.group
        and head.group.form is Form.PARTICIPLE
        and not alone
        and (phrase := _participle(found, head.group, grammar))
    ):
        return phrase
    said = _saying(found, number, grammar)
    if said is not None and said.base in grammar.words["denial_verbs"]:
        speaker = speaker_of(found, said, grammar)
        return _clause(found, said, found.clause_at(said.first), grammar)._replace(speaker=speaker)
    if said is not None:
        return _told(found, group, number, said, grammar)
    if clause.opener == "sub" and found.words[clause.first].lower in grammar.words["conditional_subordinators"]:
        return _sentence(found, grammar)
    if clause.opener in ("relative", "sub"):
        return _embedded(found, group, number, grammar)
    if whole and clause.opener not in ("and", "stop"):
        return _sentence(found, grammar)
    return _clause(found, group, number, grammar)


def _is_light(clause: Clause, grammar: Grammar) -> bool:
    """Tell whether the verb of a clause says little without the noun: "had a talk", "began with a raid"."""
    return clause.finite is not None and clause.finite.base in grammar.words["light_verbs"]


def _sentence(found: Parse, grammar: Grammar) -> Draft:
    """Take the whole sentence, less an attribution at its end ("officials said")."""
    last, speaker = len(found.words), None
    for number in range(len(found.clauses) - 1, 0, -1):
        clause = found.clauses[number]
        if clause.groups:
            if is_attribution(found, number, grammar):
                last = clause.first
                speaker = speaker_of(found, clause.groups[0], grammar)
            break
    return Draft(0, last, speaker=speaker, reported=speaker is not None)


def is_attribution(found: Parse, number: int, grammar: Grammar) -> bool:
    """Tell whether a clause at the end only names who said the rest: "police said", "said Mr Smith"."""
    clause = found.clauses[number]
    group = clause.finite
    return (
        group is not None
        and group.base in grammar.words["speech_verbs"]
        and clause.opener in ("comma", "unquote", "dash", "quote")
        and number > 0
        and any(earlier.finite for earlier in found.clauses[:number])
        and not any(later.opener == "complement" for later in found.clauses[number + 1 : number + 2])
    )


def speaker_of(found: Parse, group: Group, grammar: Grammar) -> str | None:
    """Return who says it: the subject of a verb of saying, before or after it."""
    clause = found.clauses[found.clause_at(group.first)]
    first = last = 0
    if _after_opener(found, clause, grammar) >= group.first and clause.opener in ("unquote", "comma", "quote"):
        first, last = _noun_phrase(found, group.head + 1, clause.last, grammar)
    if first >= last:
        first, last = subject_of(found, group, grammar)
    if first >= last:
        return None
    return text_of(found, first, last)


def text_of(found: Parse, first: int, last: int) -> str:
    """Return the words `first` to `last` with single spaces, from their offsets."""
    words = found.words[first:last]
    out = words[0].text
    for before, word in zip(words, words[1:], strict=False):
        out += (" " if word.start > before.end else "") + word.text
    return out


def _saying(found: Parse, number: int, grammar: Grammar) -> Group | None:
    """Return the verb of saying that a clause is the content of."""
    clause = found.clauses[number]
    if clause.opener not in ("complement", "and"):
        return None
    for earlier in reversed(found.clauses[:number]):
        if earlier.finite:
            if earlier.finite.base in grammar.words["reporting_verbs"] and clause.opener == "complement":
                return earlier.finite
            if clause.opener == "and" and earlier.opener == "complement":
                continue
            return None
    return None


def _told(found: Parse, group: Group, number: int, said: Group, grammar: Grammar) -> Draft:
    """Cut out what is said, with the speaker's name for a pronoun that can only mean the speaker."""
    first, last = extent(found, number, grammar)
    speaker = speaker_of(found, said, grammar)
    subject = subject_of(found, group, grammar)
    first = max(first, _after_opener(found, found.clauses[number], grammar))
    name = ""
    if speaker and subject[1] - subject[0] == 1 and _means_speaker(found, group, subject[0], said, speaker, grammar):
        name = speaker
    return Draft(first, last, name, subject[0] if name else None, speaker, reported=True)


def _means_speaker(  # noqa: PLR0913 (every word of the pattern counts)
    found: Parse, group: Group, pronoun: int, said: Group, speaker: str, grammar: Grammar
) -> bool:
    """Tell whether the pronoun right after "X said" is X: of the same number, doing something X can do."""
    of = grammar.words
    word = found.words[pronoun].lower
    if speaker.lower().split()[-1] in of["pronouns"] or said.base in of["addressed_verbs"]:
        return False
    plural = " and " in speaker or (
        speaker.endswith("s") and not speaker[-2:-1].isupper() and speaker.split()[-1].islower()
    )
    if word == "they":
        return plural
    if plural:
        return False
    person = speaker.split()[0].lower().rstrip(".") in of["titles"]
    if word == "it":
        return group.base not in of["impersonal_verbs"] and not person
    return word in of["person_pronouns"] and (person or speaker.split()[-1][0].isupper() or len(speaker.split()) > 1)


def _embedded(found: Parse, group: Group, number: int, grammar: Grammar) -> Draft:
    """Cut out a relative or subordinate clause; a relative takes its antecedent as subject."""
    clause = found.clauses[number]
    first, last = extent(found, number, grammar)
    start = _after_opener(found, clause, grammar)
    if clause.opener == "sub":
        return Draft(start, last)
    relative = clause.first if found.words[clause.first].lower in grammar.words["relatives"] else clause.first + 1
    if relative >= group.first - 1 and relative == clause.first:
        begin, end = antecedent(found, clause.first, grammar)
        if begin < end:
            return Draft(max(relative + 1, first), last, text_of(found, begin, end), None)
    if found.words[relative].lower in grammar.words["clause_relatives"]:
        return Draft(relative + 1, last)
    return Draft(antecedent(found, clause.first, grammar)[0], last)


def _participle(found: Parse, group: Group, grammar: Grammar) -> Draft | None:
    """Take a noun with its participle: "a deal reached between X and Y"."""
    first, last = antecedent(found, group.first, grammar)
    if first == last or last != group.first or found.words[last - 1].lower in grammar.words["adverbs"]:
        return _inserted(found, group, grammar)
    end = extent(found, found.clause_at(group.head), grammar)[1]
    later = next((g for g in found.groups if g.finite and group.head < g.first < end), None)
    return Draft(first, later.first if later else end)


def _inserted(found: Parse, group: Group, grammar: Grammar) -> Draft | None:
    """Take a participle between commas with the noun before it: "[The talks] originally planned for March"."""
    clause = found.clauses[found.clause_at(group.head)]
    opens = all(found.words[i].lower in grammar.words["adverbs"] for i in range(clause.first, group.first))
    if clause.opener != "comma" or not opens or clause.first < 2:
        return None
    first, last = antecedent(found, clause.first, grammar)
    return Draft(clause.first, clause.last, text_of(found, first, last)) if first < last else None


def _clause(found: Parse, group: Group, number: int, grammar: Grammar) -> Draft:
    """Cut out a main or coordinate clause; one without a subject of its own takes that of the verb before."""
    first, last = extent(found, number, grammar)
    clause = found.clauses[number]
    start = _after_opener(found, clause, grammar)
    bare = all(
        word.lower in grammar.words["adverbs"]
        or i + start in found.masked
        or word.lower in grammar.words["date_prepositions"]
        or word.text == ","
        for i, word in enumerate(found.words[start : group.first])
    )
    if clause.opener == "bare" and bare:
        return Draft(_after_opener(found, found.clauses[number - 1], grammar), last)
    if first == clause.first and bare and clause.opener != "start":
        begin, end = subject_of(found, group, grammar)
        if begin < end:
            return Draft(start, last, text_of(found, begin, end))
    return Draft(first if first < clause.first else start, last)


def extent(found: Parse, number: int, grammar: Grammar) -> tuple[int, int]:
    """Return the words of a clause with what hangs on it: its subject on the left, its dependents on the right."""
    clauses = found.clauses
    clause = clauses[number]
    left = number
    if clause.opener not in (*_EMBEDDED, "and", "bare"):
        while (
            left and not _is_independent(clauses[left - 1]) and clauses[left].opener not in ("stop", "quote", "unquote")
        ):
            left -= 1
    right = number + 1
    embedded = clause.opener in _EMBEDDED
    while right < len(clauses) and _goes_on(found, clauses, right, grammar, embedded=embedded):
        right += 1
    for number in range(right - 1, number, -1):
        if clauses[number].opener in ("sub", "relative") and not clauses[number].groups:
            right = number  # its verb lies beyond what is kept
    return clauses[left].first, clauses[right - 1].last


def _is_independent(clause: Clause) -> bool:
    return clause.finite is not None and clause.opener not in ("relative", "bracket")


def _goes_on(found: Parse, clauses: tuple[Clause, ...], right: int, grammar: Grammar, *, embedded: bool) -> bool:
    """Tell whether the clause goes on into the stretch `right`."""
    following = clauses[right]
    if following.opener in ("quote", "unquote", "bare") or (
        following.opener == "stop" and found.words[following.first - 1].lower == ";"
    ):
        return False
    if following.finite is not None:
        if is_attribution(found, right, grammar):
            return False
        return following.opener in _EMBEDDED
    if following.opener == "and" and not _has_content(found, following, grammar):
        return False
    if embedded and following.opener in ("comma", "bracket", "dash"):
        after = next((clause for clause in clauses[right + 1 :] if clause.finite), None)
        return after is None or after.opener in _EMBEDDED
    return True


def _has_content(found: Parse, clause: Clause, grammar: Grammar) -> bool:
    """Tell whether a stretch holds more than a joining word and a date."""
    of = grammar.words
    return any(
        found.words[i].text[0].isalnum()
        and i not in found.masked
        and not any(found.words[i].lower in of[name] for name in ("coordinators", "date_prepositions", "adverbs"))
        for i in range(clause.first, clause.last)
    )


def _nominal(found: Parse, head: Head, grammar: Grammar) -> Draft | None:
    """Take the noun phrase of an event noun, when it has a complement that makes it understandable."""
    of = grammar.words
    words = found.words
    last = head.word + 1
    limit = found.clauses[head.clause].last
    while last < limit and not any(group.first == last and group.form is not Form.ING for group in found.groups):
        if words[last].text in ";:?!":
            break
        last += 1
    rest = [i for i in range(head.word + 1, last) if i not in found.masked]
    content = [i for i in rest if words[i].text[0].isalnum() and words[i].lower not in of["date_prepositions"] - {"of"}]
    first = head.word
    while first:
        word = words[first - 1]
        if (
            word.lower in of["prepositions"]
            or word.lower in of["coordinators"]
            or any(g.first <= first - 1 <= g.head for g in found.groups)
        ):
            break
        if not (
            word.text[0].isalnum()
            or word.text in "-'’&."
            or word.lower == "'s"
            or (word.text == "," and first - 2 in found.masked)
        ):
            break
        first -= 1
        if word.lower in of["articles"] or word.lower in of["possessives"]:
            break
    own = [
        i
        for i in range(first, head.word)
        if i not in found.masked and words[i].lower not in of["determiners"] and words[i].text[0].isalnum()
    ]
    if not head.attributive and not content:
        return None
    if len(content) < 2 and len(own) + len(content) < 2:
        return None
    if words[first].lower in of["possessives"]:
        return None
    return Draft(first, last)


def write(text: str, found: Parse, chosen: Draft, head: Head, moment: tuple[int, int], grammar: Grammar) -> str:
    """Write a draft out: without its own date where nothing is lost, and without loose ends."""
    if chosen.first >= chosen.last:
        return ""
    start, end = found.words[chosen.first].start, found.words[chosen.last - 1].end
    if dateline := _DATELINE.match(text, start, end):
        start = dateline.end()
    cuts = [cut for cut in [date_phrase(found, head, *moment, grammar)] if cut and start <= cut[0] and cut[1] <= end]
    pieces: list[str] = []
    at = start
    marks: list[tuple[int, int, str]] = [(*cut, " ") for cut in cuts]
    if chosen.subject and chosen.replaced is not None:
        word = found.words[chosen.replaced]
        marks.append((word.start, word.end, f"[{chosen.subject}]"))
    for begin, stop, instead in sorted(marks):
        if begin >= at:
            pieces += [text[at:begin], instead]
            at = stop
    pieces.append(text[at:end])
    body = "".join(pieces)
    if chosen.subject and chosen.replaced is None:
        body = f"[{chosen.subject}] {_trim_start(body, grammar)}"
    return tidy(body, grammar)


def date_phrase(found: Parse, head: Head, start: int, end: int, grammar: Grammar) -> tuple[int, int] | None:
    """Return the span of a date with its preposition when it can go without loss, else None.

    It stays before a noun of its own, in a range, after "since" or "by", and where its verb is not the main one.
    """
    of = grammar.words
    first, last = found.words_in(start, end)
    words = found.words
    before = words[first - 1].lower if first else ""
    after = words[last].lower if last < len(words) else ""
    if head.attributive or (head.group and not head.group.finite and head.group.form is not Form.INFINITIVE):
        return None
    clause = found.clauses[found.clause_at(first)]
    opens = before in of["removable"] and first - 1 == clause.first and clause.opener != "bracket"
    if after in {"'s", "'", "-"} or (after.isalpha() and not opens and _attributive_next(found, last, grammar)):
        return None
    if first - 1 in found.masked or last in found.masked or after in of["coordinators"] and last + 1 in found.masked:
        return None
    if before in of["coordinators"] and first > 1 and first - 2 in found.masked:
        return None
    if before in of["intensifiers"] and not (first > 1 and words[first - 2].lower in of["date_prepositions"]):
        return words[first - 1].start, end
    if before in of["removable"]:
        begin = first - 1
        if begin and words[begin - 1].lower in of["date_openers"] - {"that", "this"}:
            begin -= 1
        return words[begin].start, end
    if (
        before in of["date_prepositions"]
        or before in of["determiners"]
        or before in of["date_openers"]
        or before in of["prepositions"]
    ):
        return None
    return start, end


def _attributive_next(found: Parse, last: int, grammar: Grammar) -> bool:
    """Tell whether the word after a date is a noun that the date belongs to."""
    word = found.words[last]
    of = grammar.words
    if any(group.first <= last <= group.head for group in found.groups):
        return False
    return word.text[0].islower() and not any(
        word.lower in of[name]
        for name in (
            "prepositions",
            "adverbs",
            "coordinators",
            "subordinators",
            "relatives",
            "determiners",
            "pronouns",
            "infinitive",
        )
    )


def _trim_start(body: str, grammar: Grammar) -> str:
    """Take off marks and joining words that lead nowhere."""
    of = grammar.words
    while True:
        body = body.lstrip(" \t\r\n,;:.!?-–—_*•”)]'’")
        word, _, rest = body.partition(" ")
        if word.rstrip(",").lower() in of["opening"] and rest and (word.lower() != "that" or rest[:1].isupper()):
            body = rest
        else:
            return body


def tidy(body: str, grammar: Grammar) -> str:
    """Return text without dangling words, marks, quotation marks or brackets, with a capital at its head."""
    of = grammar.words
    body = _SPACES.sub(" ", body).replace("``", '"').replace("''", '"')
    body = _EMPTY_QUOTES.sub(r"\1", _EMPTY_BRACKETS.sub(" ", body))
    for opening, closing in _PAIRS:
        body = _balance(body, opening, closing)
    if body.count('"') % 2:
        body = body.replace('"', "")
    if body.startswith("[") and "]" in body:
        inserted, _, rest = body.partition("]")
        body = f"{inserted}] {_trim_start(rest, grammar)}"
    else:
        body = _trim_start(body, grammar)
    while True:
        body = body.rstrip(' ,;:.–—_-([“"') if not body.endswith('"') else body
        head, _, word = body.rpartition(" ")
        if head and word.lower() in of["dangling"]:
            body = head
        else:
            break
    body = _DOUBLE.sub(r"\1", _BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", body)))
    for place, character in enumerate(body):
        if character.isalpha():
            return body[:place] + character.upper() + body[place + 1 :]
    return body


def _balance(body: str, opening: str, closing: str) -> str:
    """Take off marks of a pair that stand alone."""
    depth, drop = [], set()
    for place, character in enumerate(body):
        if character == opening:
            depth.append(place)
        elif character == closing:
            if depth:
                depth.pop()
            else:
                drop.add(place)
    drop.update(depth)
    return "".join(character for place, character in enumerate(body) if place not in drop) if drop else body
