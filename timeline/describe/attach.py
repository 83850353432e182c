"""Which verb or event noun of its sentence a date belongs to."""

from __future__ import annotations

from typing import NamedTuple

from timeline.clause import Clause, Form, Group, Parse
from timeline.grammar import Grammar


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


def attach(found: Parse, first: int, last: int, grammar: Grammar) -> Head | None:
    """Return the head of the event that the date in the words `first` to `last` belongs to.

    None when the sentence has neither a verb nor an event noun.
    """
    found = _without_periods(found, grammar)
    return (
        _attributive(found, first, last, grammar)
        or _before_participle(found, first, last, grammar)
        or _of_date(found, first, grammar)
        or _cleft(found, first, last, grammar)
        or _in_clause(found, first, last, grammar)
        or _elsewhere(found, first, grammar)
    )


def _verb(found: Parse, group: Group) -> Head:
    return Head(group.head, found.clause_at(group.head), group)


def _noun(found: Parse, index: int, *, attributive: bool = False) -> Head:
    return Head(index, found.clause_at(index), None, attributive)


def _is_event(found: Parse, index: int, grammar: Grammar) -> bool:
    """Tell whether a word is an event noun, not part of a verb or a date, and not a mere modifier."""
    word = found.words[index]
    if index in found.masked or not grammar.look_up(word.lower).event:
        return False
    return not _modifies(found, index, grammar) and all(
        group.head != index for group in found.groups if group.form is not Form.ING
    )


def _modifies(found: Parse, index: int, grammar: Grammar) -> bool:
    """Tell whether a noun stands before another noun: "campaign poster", "bankruptcy court"."""
    if index + 1 >= len(found.words) or index + 1 in found.masked:
        return False
    following = found.words[index + 1]
    return (
        following.text.isalpha()
        and following.text.islower()
        and following.lower not in grammar.words["function_words"]
        and not grammar.look_up(following.lower).base
    )


def _attributive(found: Parse, first: int, last: int, grammar: Grammar) -> Head | None:
    """Read "Wednesday's ruling" and "the March 2011 crackdown": the date belongs to the noun that follows."""
    words = found.words
    last = _possessed(found, last)
    possessive = last > 0 and words[last - 1].lower in {"'s", "'"}
    compound = "-" in words[last - 1].text and last - first == 1
    if not possessive and not compound and not _is_modified(found, first, last, grammar):
        return None
    if last < len(words) and words[last].text == "," and words[last - 1].text.isdigit():
        last += 1
    head = None
    for i in range(last, min(len(words), last + 6)):
        word = words[i].lower
        if not (words[i].text[0].isalnum() or word in "-'"):
            break
        if (
            word in grammar.words["prepositions"]
            or word in grammar.words["coordinators"]
            or word in grammar.words["determiners"]
        ):
            break
        if any(group.first == i and group.form is not Form.ING for group in found.groups):
            break
        if _is_event(found, i, grammar):
            head = i
    return None if head is None else _noun(found, head, attributive=True)


def _before_participle(found: Parse, first: int, last: int, grammar: Grammar) -> Head | None:
    """Read "the recently announced plan" and "a school now located there": a participle right after the date."""
    if last >= len(found.words) or last in found.masked:
        return None
    if first and found.words[first - 1].lower in grammar.words["prepositions"]:
        return None
    group = next((group for group in found.groups if group.first <= last <= group.head), None)
    if group is not None:
        return _verb(found, group) if group.form is Form.PARTICIPLE and group.head == last else None
    lexeme = grammar.look_up(found.words[last].lower)
    if not lexeme.participle:
        return None
    return Head(last, found.clause_at(last), Group(last, last, Form.PARTICIPLE, lexeme.base, passive=True))


def _of_date(found: Parse, first: int, grammar: Grammar) -> Head | None:
    """Read "the revolt of 1381": an event noun with its date."""
    if first < 2 or found.words[first - 1].lower not in grammar.words["genitive"]:
        return None
    word = found.words[first - 2].lower
    return _noun(found, first - 2) if grammar.look_up(word).event or word in grammar.words["carriers"] else None


def _cleft(found: Parse, first: int, last: int, grammar: Grammar) -> Head | None:
    """Read "it was in 1832 that the law changed"."""
    number = found.clause_at(first)
    clause = found.clauses[number]
    verb = clause.finite
    if verb is None or verb.base != "be" or not verb.first or number + 1 >= len(found.clauses):
        return None
    following = found.clauses[number + 1]
    opens = following.first == last and found.words[last].lower in grammar.words["cleft_markers"]
    if opens and following.finite and found.words[verb.first - 1].lower in grammar.words["cleft_subjects"]:
        return _verb(found, following.finite)
    return None


def _possessed(found: Parse, last: int) -> int:
    return last + 1 if last < len(found.words) and found.words[last].lower in {"'s", "'"} else last


def _is_modified(found: Parse, first: int, last: int, grammar: Grammar) -> bool:
    """Tell whether what stands before the date makes it part of a noun phrase."""
    if not first:
        return last < len(found.words) and found.words[last].text[0].islower()
    before = found.words[first - 1].lower
    of = grammar.words
    return (
        before in of["determiners"]
        or before == "'s"
        or not (before in of["prepositions"] or before in of["adverbs"] or not before.isalpha())
    )


def _in_clause(found: Parse, first: int, last: int, grammar: Grammar) -> Head | None:
    """Look inside the clause of the date: on its left, then the first finite verb on its right."""
    number = found.clause_at(first)
    clause = found.clauses[number]
    left = [group for group in clause.groups if group.head < first]
    nouns = [i for i in range(clause.first, first) if _is_event(found, i, grammar)]
    if left:
        verb = _chosen(found, left, grammar)
        near = [i for i in nouns if i > left[-1].head]
        if near and _noun_wins(found, verb, near[-1], first, grammar):
            return _noun(found, near[-1])
        if verb.passive and verb.base in grammar.words["awaiting_verbs"]:
            subject = [i for i in nouns if i < verb.first]
            if subject:
                return _noun(found, subject[-1])
        return _verb_or_predicate(found, verb, first, grammar)
    right = [group for group in clause.groups if group.head >= last]
    if nouns and _ends_subject(found, nouns[-1], first, grammar):
        return _noun(found, nouns[-1])
    if finite := next((group for group in right if group.finite), None):
        return _verb_or_predicate(found, _planned(found, finite, grammar), clause.last, grammar)
    if nouns and not (number == 0 and _frames(found, nouns[-1], grammar)):
        return _noun(found, nouns[-1])
    return _verb(found, right[0]) if right and number and _leads(found, first, grammar) else None


def _ends_subject(found: Parse, noun: int, first: int, grammar: Grammar) -> bool:
    """Tell whether the date closes the subject that an event noun names: "The fall of the city in 1453 ended"."""
    of = grammar.words
    gap = found.words[noun + 1 : first]
    if not gap or gap[-1].lower not in of["removable"] | {"of"}:
        return False
    return len(gap) == 1 or (
        gap[0].lower == "of" and len(gap) <= 7 and all(word.text[0].isalnum() or word.text in "'’&-." for word in gap)
    )


def _planned(found: Parse, group: Group, grammar: Grammar) -> Group:
    """Return the infinitive that a verb of planning governs, else the verb itself."""
    if group.base not in grammar.words["firm_future"]:
        return group
    following = next((other for other in found.groups if other.head > group.head), None)
    adjacent = following and following.form is Form.INFINITIVE and following.first == group.head + 1
    return following if following and adjacent else group


def _without_periods(found: Parse, grammar: Grammar) -> Parse:
    """Leave out the verbs that are no events: "the year ended Sept. 30", "in heavy trading"."""
    clauses = tuple(
        clause._replace(
            groups=tuple(
                group
                for group in clause.groups
                if not _belongs_to_period(found, group, grammar) and not _is_nominal(found, group, grammar)
            )
        )
        for clause in found.clauses
    )
    return found._replace(clauses=clauses, groups=tuple(group for clause in clauses for group in clause.groups))


def _belongs_to_period(found: Parse, group: Group, grammar: Grammar) -> bool:
    return (
        group.form is Form.PARTICIPLE
        and group.base == "end"
        and (group.head - 1 in found.masked or found.words[group.head - 1].lower in grammar.words["calendar"])
    )


def _is_nominal(found: Parse, group: Group, grammar: Grammar) -> bool:
    """Tell whether an -ing form is a plain noun: after an adjective or noun, without an object."""
    if group.form is not Form.ING or not group.head:
        return False
    of = grammar.words
    before = found.words[group.head - 1]
    after = found.words[group.head + 1].lower if group.head + 1 < len(found.words) else ""
    return (
        before.text[0].isalpha()
        and group.head - 1 not in found.masked
        and not grammar.look_up(before.lower).base
        and before.lower not in of["prepositions"] | of["adverbs"] | of["subordinators"] | of["coordinators"]
        and (not after.isalpha() or after in of["prepositions"] or group.head + 1 in found.masked)
    )


def _frames(found: Parse, noun: int, grammar: Grammar) -> bool:
    """Tell "In trading on Friday, shares rose" from "After the talks on Friday, ...": whether it only sets the scene."""
    of = grammar.words
    for i in range(noun - 1, -1, -1):
        word = found.words[i].lower
        if word in of["prepositions"]:
            return word in of["framing"]
    return False


def _chosen(found: Parse, left: list[Group], grammar: Grammar) -> Group:
    """Return the verb of a chain that the date stands with: "began to fall" begins, "plans to sell" sells."""
    of = grammar.words
    chosen = left[-1]
    for group in reversed(left[:-1]):
        if chosen.form is Form.INFINITIVE and group.base in of["becoming_verbs"] and chosen.first - group.head < 7:
            chosen = group
            continue
        if chosen.form not in (Form.INFINITIVE, Form.ING, Form.PARTICIPLE) or chosen.first - group.head > 1:
            break
        decided = group.form is Form.PAST and chosen.form is Form.INFINITIVE and group.base not in of["future_verbs"]
        if chosen.form is not Form.ING and not decided and group.base not in of["aspectual_verbs"]:
            break
        chosen = group
    return chosen


def _noun_wins(found: Parse, verb: Group, noun: int, first: int, grammar: Grammar) -> bool:
    """Tell whether an event noun between the verb and the date is the better head.

    So it is for a verb that says little or takes a stand on the event ("condemned the raid on Friday"), and where
    the noun stands right before the date after a preposition ("arrived for talks on Friday").
    """
    of = grammar.words
    if verb.base in of["light_verbs"] and not verb.passive:
        return True
    gap = [word.lower for word in found.words[noun + 1 : first]]
    if len(gap) > 1 and not (gap[0] in of["complement_prepositions"] and len(gap) <= 7 and "," not in gap):
        return False
    if verb.base in of["stance_verbs"]:
        return True
    for i in range(noun - 1, verb.head, -1):
        word = found.words[i].lower
        if word in of["prepositions"]:
            return word in of["event_prepositions"]
        if not (word.isalpha() or word in "'s-") or i in found.masked:
            return False
    return False


def _verb_or_predicate(found: Parse, verb: Group, end: int, grammar: Grammar) -> Head:
    """Return the verb, or for "be" the noun or adjective that it says of its subject."""
    if verb.base != "be":
        return _verb(found, verb)
    of = grammar.words
    head = None
    for i in range(verb.head + 1, end):
        word = found.words[i]
        if word.lower == "'s":
            head = None
        elif i in found.masked or word.lower in of["adverbs"] or word.lower in of["determiners"]:
            if head is not None:
                break
        elif not word.text[0].isalpha() or word.lower in of["prepositions"] or word.lower in of["coordinators"]:
            break
        else:
            head = i
    return _verb(found, verb) if head is None else Head(head, found.clause_at(verb.head), verb)


def _elsewhere(found: Parse, first: int, grammar: Grammar) -> Head | None:
    """Look beyond a clause that has no event of its own: back, unless the date opens what follows."""
    number = found.clause_at(first)
    clauses = found.clauses
    before = list(reversed(clauses[:number]))
    if clauses[number].opener == "comma" and _leads(found, first, grammar):
        before.sort(key=lambda clause: clause.opener in {"sub", "relative"})
    back = [_last_event(found, clause, grammar) for clause in before]
    ahead = [
        _verb_or_predicate(found, clause.finite, clause.last, grammar)
        for clause in clauses[number + 1 :]
        if clause.finite and clause.opener not in {"relative", "sub"}
    ]
    rest = [_last_event(found, clause, grammar) for clause in clauses[number:]]
    opens = clauses[number].opener in {"start", "stop", "and"}
    for candidate in [*ahead, *back, *rest] if opens else [*back, *ahead, *rest]:
        if candidate is not None:
            return candidate
    return None


def _leads(found: Parse, first: int, grammar: Grammar) -> bool:
    """Tell whether the date stands at the head of its clause, with at most its preposition before it."""
    clause = found.clauses[found.clause_at(first)]
    return all(word.lower in grammar.words["date_prepositions"] for word in found.words[clause.first : first])


def _last_event(found: Parse, clause: Clause, grammar: Grammar) -> Head | None:
    """Return the last verb of a clause, or the last event noun of one without a verb."""
    if clause.groups:
        return _verb_or_predicate(found, _chosen(found, list(clause.groups), grammar), clause.last, grammar)
    nouns = [i for i in range(clause.first, clause.last) if _is_event(found, i, grammar)]
    return _noun(found, nouns[-1]) if nouns else None
