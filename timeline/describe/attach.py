"""Which verb or event noun of its sentence a date belongs to."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from timeline.clause import Clause, Form, Group, Parse


class Head(NamedTuple):
    """The word that names the event of a date."""

    word: int
    """Index of the word in the parse."""
    clause: int
    """The clause it stands in."""
    group: Group | None
    """Its verb group; None for a noun."""
    attributive: bool = False
    """The date stands before the noun as its own: "Wednesday's ruling"."""


def attach(sentence: Parse, first: int, last: int) -> Head | None:
    """Return the head of the event that the date in the words `first` to `last` belongs to.

    None when the sentence has neither a verb nor an event noun.
    """
    found = _without_periods(sentence)
    first, last = _first_of_list(found, first, last)
    ending = sentence.group_on(first - 1)
    if ending and _belongs_to_period(sentence, ending):
        return _verb(sentence, ending)  # "the year ended Sept. 30"
    return (
        _before_participle(found, first, last)
        or _attributive(found, first, last)
        or _of_date(found, first)
        or _cleft(found, first, last)
        or _in_clause(found, first, last)
        or _elsewhere(found, first)
    )


def _verb(found: Parse, group: Group) -> Head:
    return Head(group.head, found.clause_at(group.head), group)


def _noun(found: Parse, word: int, *, attributive: bool = False) -> Head:
    return Head(word, found.clause_at(word), None, attributive)


def _first_of_list(found: Parse, first: int, last: int) -> tuple[int, int]:
    """Return the first date of a list that a bare one goes on: "won it in 1978, 1979 and again in 1982"."""
    tokens, start, listed = found.tokens, first, (first, last)
    while tokens.lower(last) in ",.;:)" or tokens.is_in(last, "coordinators", "prepositions"):
        place = start - 1 - (tokens.is_in(start - 1, "removable") and not found.is_date(start - 1))
        place -= tokens.is_in(place, "repeating")
        opens = (
            place < start - 1 and tokens.lower(place - 1) == tokens.lower(last) == ","
        )  # ", and in May, after a week,"
        if opens or not (tokens.lower(place) == "," or tokens.is_in(place, "coordinators")):
            return listed  # also ", and in May, after a week,"
        place -= 1 + (tokens.lower(place - 1) == "," and tokens.lower(place) != ",")
        if place < 0 or not found.is_date(place):
            return listed
        start = place
        while found.is_date(start - 1):
            start -= 1
        listed = start, place + 1
    return listed


# --- Words that are no events -------------------------------------------------------------------------------


@lru_cache(maxsize=4)  # neighbouring dates share their sentence
def _without_periods(found: Parse) -> Parse:
    """Leave out the verbs that are no events: "the year ended Sept. 30", "in heavy trading"."""
    no_events = {group for group in found.groups if _belongs_to_period(found, group) or _is_nominal(found, group)}
    if not no_events:
        return found
    clauses = [
        clause._replace(groups=tuple(group for group in clause.groups if group not in no_events))
        for clause in found.clauses
    ]
    return Parse(found.tokens, clauses)


def _belongs_to_period(found: Parse, group: Group) -> bool:
    tokens = found.tokens
    return (
        group.form is Form.PARTICIPLE
        and group.base in tokens.of["closing_verbs"]
        and (found.is_date(group.head - 1) or tokens.is_in(group.head - 1, "calendar"))
    )


def _is_nominal(found: Parse, group: Group) -> bool:
    """Tell whether an -ing form is a plain noun: after an adjective or noun, without an object."""
    tokens = found.tokens
    if group.form is not Form.ING or not group.head:
        return False
    modified = (
        tokens.lower(group.head - 1)[0].isalpha()
        and not found.is_date(group.head - 1)
        and (tokens.is_capital(group.head - 1) or not tokens.lexeme(group.head - 1).base)
        and not tokens.is_in(group.head - 1, "prepositions", "adverbs", "subordinators", "coordinators")
    )
    after = group.head + 1
    alone = not tokens.lower(after).isalpha() or found.is_date(after) or tokens.is_in(after, "prepositions")
    return modified and alone


def _events(found: Parse, first: int, last: int) -> list[int]:
    """Return the event nouns among the words `first` to `last`: no verbs, no dates, no mere modifiers."""
    words = found.tokens.events
    events = words[bisect_left(words, first) : bisect_left(words, last)]
    if not events:
        return events
    verbs = {group.head for group in found.groups if group.form is not Form.ING}
    return [i for i in events if i not in verbs and not _modifies(found, i)]


def _modifies(found: Parse, word: int) -> bool:
    """Tell whether a noun stands before another noun: "campaign poster", "bankruptcy court"."""
    following = word + 1
    tokens = found.tokens
    if following >= len(tokens) or found.is_date(following):
        return False
    text = tokens.words[following].text
    return (
        text.isalpha()
        and text.islower()
        and not tokens.is_in(following, "function_words")
        and not tokens.lexeme(following).base
    )


# --- Places beside the date ---------------------------------------------------------------------------------


def _attributive(found: Parse, first: int, last: int) -> Head | None:
    """Read "Wednesday's ruling" and "the March 2011 crackdown": the date belongs to the noun that follows."""
    tokens = found.tokens
    last += tokens.is_in(last, "possessive_marks")
    possessive = last > 0 and tokens.is_in(last - 1, "possessive_marks")
    compound = last - first == 1 and "-" in tokens.words[first].text
    if not possessive and not compound and not _is_modified(found, first, last):
        return None
    if tokens.lower(last) == "," and tokens.lower(last - 1).isdigit():
        last += 1
    end = last
    verbs = {group.first for group in found.groups if group.form is not Form.ING}
    while (
        end < min(len(tokens), last + 6)
        and end not in verbs
        and (tokens.is_word(end) or tokens.lower(end) in "-'")
        and not tokens.is_in(end, "prepositions", "coordinators", "determiners")
    ):
        end += 1
    events = _events(found, last, end)
    if not events:
        return None
    verb = found.group_on(events[-1] + 1)
    if verb and verb.finite and verb.base in tokens.of["scalar_verbs"]:
        return _verb(found, verb)  # "third-quarter profit rose"
    return _noun(found, events[-1], attributive=True)


def _is_modified(found: Parse, first: int, last: int) -> bool:
    """Tell whether what stands before the date makes it part of a noun phrase."""
    tokens = found.tokens
    if not first:
        return tokens.is_word(last) and not tokens.is_capital(last)
    if tokens.is_in(first - 1, "determiners", "possessive_marks"):
        return True
    return tokens.lower(first - 1).isalpha() and not tokens.is_in(first - 1, "prepositions", "adverbs")


def _before_participle(found: Parse, first: int, last: int) -> Head | None:
    """Read "the recently announced plan" and "a school now located there": a participle right after the date."""
    tokens = found.tokens
    if last >= len(tokens) or found.is_date(last) or tokens.is_in(first - 1, "prepositions"):
        return None
    if group := found.group_on(last):
        return _verb(found, group) if group.form is Form.PARTICIPLE and group.head == last else None
    lexeme = tokens.lexeme(last)
    if not lexeme.participle:
        return None
    return Head(last, found.clause_at(last), Group(last, last, Form.PARTICIPLE, lexeme.base, passive=True))


def _of_date(found: Parse, first: int) -> Head | None:
    """Read "the revolt of 1381": an event noun with its date."""
    tokens = found.tokens
    if first < 2 or not tokens.is_in(first - 1, "genitive"):
        return None
    named = tokens.lexeme(first - 2).event or tokens.is_in(first - 2, "carriers")
    return _noun(found, first - 2) if named else None


def _cleft(found: Parse, first: int, last: int) -> Head | None:
    """Read "it was in 1832 that the law changed"."""
    number = found.clause_at(first)
    verb = found.clauses[number].finite
    if verb is None or verb.base not in found.tokens.of["copular_verbs"] or number + 1 >= len(found.clauses):
        return None
    following = found.clauses[number + 1]
    opens = following.first == last and found.tokens.is_in(last, "cleft_markers")
    if opens and following.finite and found.tokens.is_in(verb.first - 1, "cleft_subjects"):
        return _verb(found, following.finite)
    return None


def _leads(found: Parse, first: int) -> bool:
    """Tell whether the date stands at the head of its clause, with at most its preposition before it."""
    clause = found.clauses[found.clause_at(first)]
    return all(found.tokens.is_in(i, "date_prepositions") for i in range(clause.first, first))


# --- The clause of the date ---------------------------------------------------------------------------------


def _in_clause(found: Parse, first: int, last: int) -> Head | None:
    """Look inside the clause of the date: on its left, then the first finite verb on its right."""
    number = found.clause_at(first)
    clause = found.clauses[number]
    around = next((group for group in found.groups if group.first < first and last <= group.head), None)
    if around and around.head >= clause.last:
        return _verb(found, around)  # 'will now "proceed"'
    left = [group for group in clause.groups if group.head < first]
    nouns = _events(found, clause.first, first)
    if left:
        return _on_the_left(found, left, nouns, first)
    if nouns and _ends_subject(found, nouns[-1], first):
        return _noun(found, nouns[-1])
    right = [group for group in clause.groups if group.head >= last]
    if clause.opener == "and" and not clause.groups and (later := _events(found, last, clause.last)):
        return _noun(found, later[0])  # "and then on August 17 at the battle of"
    if finite := next((group for group in right if group.finite), None):
        return _verb_or_predicate(found, _planned(found, finite), clause.last)
    if nouns and not (number == 0 and _frames(found, nouns[-1])):
        return _noun(found, nouns[-1])
    return _verb(found, right[0]) if right and number and _leads(found, first) else None


def _on_the_left(found: Parse, left: list[Group], nouns: list[int], first: int) -> Head:
    """Choose between the last verb before the date and an event noun that stands closer."""
    verb = _chosen(found, left)
    near = [i for i in nouns if i > left[-1].head]
    if near and _noun_wins(found, verb, near[-1], first):
        return _noun(found, _outer(found, near))
    subjects = [i for i in nouns if i < verb.first]
    if subjects and verb.passive and verb.base in found.tokens.of["awaiting_verbs"]:
        return _noun(found, subjects[-1])
    return _verb_or_predicate(found, verb, first)


def _chosen(found: Parse, left: list[Group]) -> Group:
    """Return the verb of a chain that the date stands with: "began to fall" begins, "plans to sell" sells."""
    of = found.tokens.of
    chosen = left[-1]
    for group in reversed(left[:-1]):
        becomes = group.base in of["becoming_verbs"] and chosen.first - group.head < 7
        if not (chosen.form is Form.INFINITIVE and becomes):
            if chosen.finite or chosen.first - group.head > 1:
                break
            is_due = group.base in of["copular_verbs"] and chosen.first == group.head + 1  # "was to close"
            decided = group.form is Form.PAST and group.base not in of["future_verbs"] and not is_due
            if not (
                chosen.form is Form.ING
                or (chosen.form is Form.INFINITIVE and decided)
                or group.base in of["aspectual_verbs"]
            ):
                break
        chosen = group
    return chosen


def _noun_wins(found: Parse, verb: Group, noun: int, first: int) -> bool:
    """Tell whether an event noun between the verb and the date is the better head.

    So it is for a verb that says little or takes a stand on the event ("condemned the raid on Friday"), and where
    the noun stands right before the date after a preposition ("arrived for talks on Friday").
    """
    tokens = found.tokens
    if verb.base in tokens.of["light_verbs"] and not verb.passive:
        return True
    if tokens.is_in(verb.head, "comparing"):
        return True
    gap = range(noun + 1, first)
    if len(gap) > 1 and not (
        tokens.is_in(noun + 1, "complement_prepositions") and len(gap) <= 7 and all(tokens.lower(i) != "," for i in gap)
    ):
        return False
    if verb.base in tokens.of["stance_verbs"]:
        return True
    for i in range(noun - 1, verb.head, -1):
        if tokens.is_in(i, "prepositions"):
            return tokens.is_in(i, "event_prepositions")
        if found.is_date(i) or not (tokens.lower(i).isalpha() or tokens.lower(i) in "'s-"):
            return False
    return False


def _outer(found: Parse, nouns: list[int]) -> int:
    """Return the event noun that the last one hangs on: "a referendum on the independence of the island"."""
    tokens = found.tokens
    noun = nouns[-1]
    for outer in reversed(nouns[:-1]):
        between = range(outer + 1, noun)
        if not tokens.is_in(outer + 1, "noun_links") or not all(
            tokens.is_word(i) and not tokens.lexeme(i).past and not found.is_date(i) for i in between
        ):
            break
        noun = outer
    return noun


def _ends_subject(found: Parse, noun: int, first: int) -> bool:
    """Tell whether the date closes the subject that an event noun names: "The fall of the city in 1453 ended"."""
    tokens = found.tokens
    gap = range(noun + 1, first)
    if not gap or not tokens.is_in(first - 1, "removable", "genitive"):
        return False
    plain = all(tokens.is_word(i) or tokens.lower(i) in "'’&-." for i in gap)
    return len(gap) == 1 or (tokens.is_in(noun + 1, "genitive") and len(gap) <= 7 and plain)


def _planned(found: Parse, group: Group) -> Group:
    """Return the infinitive that a verb of planning governs, else the verb itself."""
    if group.base not in found.tokens.of["firm_future"]:
        return group
    following = next((other for other in found.groups if other.head > group.head), None)
    adjacent = following and following.form is Form.INFINITIVE and following.first == group.head + 1
    return following if following and adjacent else group


def _frames(found: Parse, noun: int) -> bool:
    """Tell whether a noun only sets the scene: "In trading on Friday, shares rose", not "After the talks on Friday"."""
    place = next((i for i in range(noun - 1, -1, -1) if found.tokens.is_in(i, "prepositions")), None)
    return place is not None and found.tokens.is_in(place, "framing")


def _verb_or_predicate(found: Parse, verb: Group, end: int) -> Head:
    """Return the verb, or for "be" the noun or adjective that it says of its subject."""
    tokens = found.tokens
    if verb.base not in tokens.of["copular_verbs"]:
        return _verb(found, verb)
    if tokens.is_in(verb.head + 1, "levels") and verb.head + 1 < end:  # "was up 5%"
        return Head(verb.head + 1, found.clause_at(verb.head), verb)
    word: int | None = None
    for i in range(verb.head + 1, end):
        if tokens.is_in(i, "contraction"):
            word = None
        elif found.is_date(i) or tokens.is_adverb(i) or tokens.is_in(i, "determiners"):
            if word is not None:
                break
        elif not tokens.lower(i)[0].isalpha() or tokens.is_in(i, "prepositions", "coordinators"):
            break
        else:
            word = i
    return _verb(found, verb) if word is None else Head(word, found.clause_at(verb.head), verb)


# --- Other clauses ------------------------------------------------------------------------------------------


def _elsewhere(found: Parse, first: int) -> Head | None:
    """Look beyond a clause that has no event of its own: back, unless the date opens what follows."""
    if not found.groups and not found.tokens.events:
        return None
    number = found.clause_at(first)
    clauses = found.clauses
    before = list(reversed(clauses[:number]))
    if clauses[number].opener == "comma" and _leads(found, first):
        before.sort(key=lambda clause: clause.opener in {"sub", "relative"})  # ", in 1868" ends the main clause
    elif clauses[number].opener == "comma" and found.tokens.is_in(clauses[number].first, "roles"):
        before.sort(key=lambda clause: clause.opener == "relative")  # "succeeded Tom, who had left, as chair in 1991"
    elif clauses[number].opener == "comma":
        before.sort(key=lambda clause: _is_aside(found, clause))  # ", Mr Low said, from 470 million last year"
    back = (_last_event(found, clause) for clause in before)
    ahead = (
        _verb_or_predicate(found, clause.finite, clause.last)
        for clause in clauses[number + 1 :]
        if clause.finite and clause.opener not in {"relative", "sub"}
    )
    rest = (_last_event(found, clause) for clause in clauses[number:])
    opens = clauses[number].opener in {"start", "stop", "and"}
    return next(filter(None, chain(ahead, back, rest) if opens else chain(back, ahead, rest)), None)


def _is_aside(found: Parse, clause: Clause) -> bool:
    """Tell whether a clause between commas only names who said the rest."""
    finite = clause.finite
    return finite is not None and clause.opener == "comma" and finite.base in found.tokens.of["speech_verbs"]


def _last_event(found: Parse, clause: Clause) -> Head | None:
    """Return the last verb of a clause, or the last event noun of one without a verb."""
    if clause.groups:
        return _verb_or_predicate(found, _chosen(found, list(clause.groups)), clause.last)
    nouns = _events(found, clause.first, clause.last)
    return _noun(found, nouns[-1]) if nouns else None
