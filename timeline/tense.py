"""Past, present, future or none: the tense of the clause around a date that names no year."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from timeline.clause import Clause, Form, Group, Parse


class Tense(StrEnum):
    """The tense of a clause; `NONE` when it has no verb that tells."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


class TenseEvidence(NamedTuple):
    """A tense with the words that show it."""

    tense: Tense
    word: str
    """The words of the verb or cue, verbatim; empty when there are none."""
    offset: int
    """Where they stand in the text, in code points; -1 when there are none."""
    governed: bool
    """Whether a future stands over the date itself, so that even a weekday lies ahead: "will meet on Friday"."""
    from_past: bool = False
    """Whether that future was told of in the past: "said that it would pay"."""
    finite: bool = False
    """Whether a finite verb says so: "will block", not "an attempt to block"."""
    earlier: bool = False
    """Whether it lies before what is being told: "had been built"."""
    perfect: bool = False
    """Whether it is told of the present: "has been built"."""
    aside: bool = False
    """Whether it is told in passing: "the firm, founded in 1838, closed", "the firm that had been founded in 1838"."""
    happened: bool = False
    """Whether the date says when something happened: "died on 10 December", not "called a strike on 10 December"."""
    of_verb: bool = False
    """Whether the date is of what the verb says, not of a noun: "vote on 10 May", not "blame the 10 May fire"."""


LONGEST_AIM = 6
"""How many words there may be between "ahead of" and the end of the date after it."""
LONGEST_OBJECT = 5
"""How many words on an infinitive may hang on a verb: "has called a meeting on Friday to settle it"."""
LONGEST_PLANNER = 10
"""How many words from a plan to its infinitive there may be: "plans by the firm, Calder, to sell"."""
NO_TENSE = TenseEvidence(Tense.NONE, "", -1, governed=False)


def tense_at(text: str, found: Parse, start: int, end: int) -> TenseEvidence:
    """Return the tense of the clause in which the date `text[start:end]` stands, by its sentence taken apart.

    Offsets are code points, half-open.
    """
    first, last = found.words_in(start, end)
    group = governor(found, first)
    tense = tense_of(found, group) if group else Tense.NONE
    if group and tense is Tense.PAST and first < group.first and _is_of_plan(found, group):
        tense = Tense.FUTURE
    if cue := _ahead(found, first, last, tense, group):
        offset, close = found.words[cue[0]].start, found.words[cue[1] - 1].end
        from_past = group is not None and group.modal in found.tokens.of["future_in_past"]
        return TenseEvidence(Tense.FUTURE, text[offset:close], offset, governed=True, from_past=from_past)
    if group is None or tense is Tense.NONE or (not group.first and found.tokens.is_in(0, "commands")):
        return _of_command(text, found, first)
    if tense is Tense.FUTURE and _looks_back(found, group, first):
        tense = Tense.PRESENT
    perfect = tense is Tense.PRESENT and _is_perfect(found, group)
    if perfect:
        tense = Tense.PAST
    offset, close = found.words[group.first].start, found.words[group.head].end
    if tense is Tense.PRESENT and _is_set_for(found, group, first, last):
        tense = Tense.FUTURE
    ahead = tense is Tense.FUTURE or (tense is Tense.PRESENT and _is_plan(found, group, first))
    owned = found.tokens.is_in(last, "possessive_marks")
    governed = ahead and (not owned or _is_set(found, group, (first, last), tense))
    from_past = group.modal in found.tokens.of["future_in_past"]
    finite = group.form is not Form.INFINITIVE
    having = is_having(found, group)
    had = found.tokens.is_in(group.first, "have_forms") and not _is_perfect(found, group)
    earlier = had and group.head > group.first and (group.form is Form.PAST or having)
    told_of = earlier and (having or found.clause_of(group).opener == "relative")
    aside = told_of or (group.form is Form.PARTICIPLE and found.clause_at(group.first) > 0)
    of_verb = _is_of_verb(found, group, first)
    took_place = tense is Tense.PAST and not perfect and of_verb and _happened(found, group, first)
    words = text[offset:close]
    return TenseEvidence(
        tense, words, offset, governed, from_past, finite, earlier, perfect, aside, took_place, of_verb
    )


def ahead(text: str, start: int, end: int) -> TenseEvidence:
    """Return the future that words without a verb have from what stands over them: "The week ahead: rain on Friday"."""
    return TenseEvidence(Tense.FUTURE, text[start:end], start, governed=True)


def _ahead(found: Parse, first: int, last: int, tense: Tense, group: Group | None) -> tuple[int, int] | None:
    """Return the words that put a date ahead: "as soon as", a question, "until" or "by" unless the clause is past."""
    tokens = found.tokens
    if cue := _waiting(found, first):
        return cue
    if group and (cue := _put_off(found, group, first)):
        return cue
    asked = group is not None and group.form in {Form.INFINITIVE, Form.PARTICIPLE} and _is_asked(found, group)
    awaited = group is not None and group.passive and group.base in tokens.of["awaiting_verbs"]
    due = asked or awaited or not _is_over_by(found, group, tense)
    waits = tokens.is_in(first - 1, "until", "deadline") and (due or _is_granted(found, group, last))
    none_yet = awaited or (tense is Tense.PRESENT and group is not None and _is_lacking(found, group, first))
    waits = waits or (tokens.is_in(first - 1, "earliest") and none_yet) or _is_likely(found, group, first, last)
    set_for = awaited and group is not None and _is_set_ahead(found, group, first)
    if tokens.is_in(first - 1, "onset") or _is_arranged_from(found, first) or waits or set_for:
        return first - 1, first
    if first != last and tokens.is_in(last, "deliveries") and not tokens.is_in(last - 1, "weekdays"):
        return last, last + 1
    if group and group.finite and not group.passive and _is_appointed(found, first, last):
        return first - 1, last
    if group and _arranges(found, group, first):
        return group.head, group.head + 1
    if group and group.modal and not group.first:  # "Could we meet on Friday?"
        return 0, group.head + 1
    over = tense is Tense.PAST and group is not None and group.form is Form.PAST  # "was seen as early as May"
    if not over and tokens.is_in(first - 2, "soonest") and tokens.is_in(first - 1, "soonest_marks"):
        return (first - 3 if tokens.is_in(first - 3, "soonest_marks") else first - 2), first
    return None


def _is_over_by(found: Parse, group: Group | None, tense: Tense) -> bool:
    """Tell what had happened by a date from what will have: "the fire spread, killing ten people by Sunday"."""
    if tense is not Tense.NONE or group is None or group.form is not Form.ING:
        return tense is Tense.PAST
    last = next((other for other in reversed(found.groups) if other.head < group.head and other.finite), None)
    return last is not None and tense_of(found, last) is Tense.PAST


def _put_off(found: Parse, group: Group, first: int) -> tuple[int, int] | None:
    """Return the word up to which something is put off: "adjourned until Friday", "put off until a vote in May"."""
    tokens = found.tokens
    reach = range(first - 1, max(first - 1 - LONGEST_AIM, 0), -1)
    until = next((i for i in reach if tokens.is_in(i, "waiting_for")), first - 1)
    verbs = [other for other in found.groups if other.head < until and other.form is not Form.ING]
    over = verbs[-1] if verbs and until < first - 1 else group
    puts_off = over.base in tokens.of["deferring_verbs"] and over.head < until
    return (until, until + 1) if puts_off and tokens.is_in(until, "putting_off") else None


def _is_arranged_from(found: Parse, first: int) -> bool:
    """Tell "cancelled its trains starting Sunday" from "fell for three days starting Sunday"."""
    of = found.tokens.of
    if not found.tokens.is_in(first - 1, "starting"):
        return False
    over = next((group for group in reversed(found.groups) if group.head < first - 1), None)
    return over is not None and (over.base in of["undoing_verbs"] or over.base in of["fixing_verbs"])


def _is_granted(found: Parse, group: Group | None, last: int) -> bool:
    """Tell "gave it until Friday" and "had until Friday to pay" from "had been given until" and "gave talks until"."""
    if group is None or group.head >= last or (group.head > group.first and _had(found, group)):
        return False
    has = found.tokens.is_in(group.head, "have_forms") and found.tokens.is_in(last, "infinitive")
    whom = (
        group.passive or found.tokens.is_in(last, "infinitive") or found.tokens.is_in(group.head + 1, "object_pronouns")
    )
    return has or (whom and group.base in found.tokens.of["granting_verbs"])


def _is_likely(found: Parse, group: Group | None, first: int, last: int) -> bool:
    """Tell whether a date is that of what is or was likely: "said that a vote was unlikely before Friday"."""
    if group is None or group.base not in found.tokens.of["copular_verbs"] or _had(found, group):
        return False
    if found.tokens.is_in(last, "complementizers"):  # "was likely on Friday that"
        return False
    likely = group.head + 1
    while found.tokens.is_in(likely, "intensifiers"):
        likely += 1
    dates = first - 1 - found.tokens.is_in(first - 1, "date_prepositions")
    return found.tokens.is_in(likely, "likely") and dates == likely


def _is_lacking(found: Parse, group: Group, first: int) -> bool:
    """Tell whether there is none of it by now: "is no sign of a thaw before Sunday", "nobody wants one before May"."""
    tokens = found.tokens
    if group.head >= first or group.form is not Form.PRESENT or group.base in tokens.of["stance_verbs"]:
        return False
    begin = found.clauses[found.clause_at(group.first)].first
    lacks = any(tokens.is_in(i, "lacking") for i in range(begin, group.head + 2))
    return lacks and not _is_perfect(found, group) and not tokens.is_in(group.head + 2, "traces")


def _arranges(found: Parse, group: Group, first: int) -> bool:
    """Tell "planned a march on Saturday" from "a march planned at noon"."""
    tokens, bare = found.tokens, group.first == group.head and group.form is not Form.PARTICIPLE
    has_object = group.head + 2 < first and not tokens.is_in(group.head + 1, "prepositions")
    return group.base in tokens.of["arranging_verbs"] and bare and has_object


def _is_appointed(found: Parse, first: int, last: int) -> bool:
    """Tell whether a weekday is what something is set for: "called a strike for Friday"."""
    tokens = found.tokens
    if first == last or not tokens.is_in(first - 1, "purpose"):
        return False
    return found.words[first].text.lower() in tokens.of["weekdays"] and not tokens.is_in(last, "possessive_marks")


def _is_set_ahead(found: Parse, group: Group, first: int) -> bool:
    """Tell "was planned for Friday" from "had been planned for Friday" and "a march planned for Friday was banned"."""
    return group.finite and not _is_over(found, group) and found.tokens.is_in(first - 1, "purpose")


def _is_of_verb(found: Parse, group: Group, first: int) -> bool:
    """Tell "he died on 10 December" from "shares fell before the 10 December vote".

    A date that opens a clause is that of its verb.
    """
    tokens = found.tokens
    beside = group.head == first - 1 and (tokens.is_in(first, "calendar") or tokens.is_in(first + 1, "calendar"))
    beside = beside or (group.head == first - 2 and tokens.is_in(first - 1, "removable"))
    clause = found.clauses[found.clause_at(first)].first
    opens = first - 1 == clause + tokens.is_in(clause, "coordinators")
    if opens or _has_plain_object(found, group, first - 1):
        return beside or tokens.is_in(first - 1, "removable")
    return beside or (group.head < first and tokens.is_in(first - 1, "day_prepositions"))


def _has_plain_object(found: Parse, group: Group, last: int) -> bool:
    """Tell "closed two shops in April" from "called a summit in April" and "announced a cut in supplies in April"."""
    tokens, between = found.tokens, range(group.head + 1, last)
    plain = not any(tokens.is_in(i, "prepositions") or tokens.lexeme(i).event or found.is_date(i) for i in between)
    return 0 < len(between) <= LONGEST_OBJECT and plain and all(map(tokens.is_word, between))


def _happened(found: Parse, group: Group, first: int) -> bool:
    """Tell "he died on 10 December" from "he called a strike on 10 December"."""
    tokens, of = found.tokens, found.tokens.of
    fixes = any(group.base in of[verbs] for verbs in ("arranging_verbs", "awaiting_verbs", "fixing_verbs"))
    fixes = fixes or tokens.is_in(group.head + 1, "awaiting_words", "infinitive")
    ends = group.base in of["ending_verbs"] and group.head >= first - 2  # "in the year ended 31 March"
    return (group.form is Form.PAST or ends) and not fixes


def _waiting(found: Parse, first: int) -> tuple[int, int] | None:
    """Return the words that say what a date is waited for: "ahead of the vote on Friday", "figures due on Friday"."""
    tokens = found.tokens
    word = first - 1 - tokens.is_in(first - 1, "prepositions")
    before = tokens.before_adverbs(word)  # "was due on Friday", "fell more than expected in May"
    if tokens.is_in(word, "awaiting_words") and not tokens.is_in(before, "auxiliary_forms", "measures"):
        return word, word + 1
    begin = found.clauses[found.clause_at(first)].first if found.clauses else first
    for i in range(max(first - LONGEST_AIM, begin), first - 1):
        if tokens.is_in(i, "ahead") and tokens.is_in(i + 1, "genitive"):
            return i, i + 2
    return None


def governor(found: Parse, first: int) -> Group | None:
    """Return the verb group over the word `first`: of its clause, else of the neighbours."""
    if not found.groups:
        return None
    here = found.clause_at(first)
    for clause in reversed(found.clauses[: here + 1]):
        if clause.groups and (group := _nearest(clause, first)):
            return group
    return next((clause.finite for clause in found.clauses[here + 1 :] if clause.finite), None)


def _nearest(clause: Clause, place: int) -> Group | None:
    before = [group for group in clause.groups if group.head < place]
    return before[-1] if before else clause.finite or next(iter(clause.groups), None)


def tense_of(found: Parse, group: Group) -> Tense:
    """Return the tense of a verb group, with the future that a verb gives to what hangs on it."""
    if group.form is Form.FUTURE or group.modal in found.tokens.of["future_in_past"]:
        return Tense.FUTURE
    if group.form is Form.INFINITIVE:
        return _of_infinitive(found, group)
    if group.modal in found.tokens.of["conditional_modals"] and _is_open(found, group):
        return Tense.FUTURE
    if group.form is Form.PARTICIPLE:  # "will stay closed"
        before = next((other for other in found.groups if other.head == group.first - 1), None)
        return tense_of(found, before) if before else Tense.PAST
    if is_having(found, group):
        return Tense.PAST
    if group.form is Form.PRESENT:
        return Tense.FUTURE if _looks_ahead(found, group) else Tense.PRESENT
    return _of_ing(found, group) if group.form is Form.ING else Tense.PAST


def _is_open(found: Parse, group: Group) -> bool:
    """Tell "could reach the coast" from "could have reached it" and "could not be reached"."""
    begin = found.clauses[found.clause_at(group.first)].first
    return not any(
        found.tokens.is_in(i, "have_forms", "negating_adverbs")
        or (i < group.first and found.tokens.is_in(i, "negating_subjects"))
        for i in range(begin, group.head)
    )


def _of_ing(found: Parse, group: Group) -> Tense:
    """Return the tense that an -ing form takes from the verb before it in its clause, or a future from the last."""
    clause = found.clauses[found.clause_at(group.head)]
    before = [other for other in clause.groups if other.head < group.head and other.form is not Form.ING]
    if before:
        return tense_of(found, before[-1])
    last = next((other for other in reversed(found.groups) if other.head < group.head and other.finite), None)
    ahead = last is not None and tense_of(found, last) is Tense.FUTURE  # "will last, with floods expected"
    return Tense.FUTURE if ahead else Tense.NONE


def _looks_ahead(found: Parse, group: Group) -> bool:
    """Tell whether a present verb points at what is to come: "plans to", "is due", "is to", "opens"."""
    tokens = found.tokens
    if group.passive and group.base in tokens.of["awaiting_verbs"]:  # "is expected in June"
        return True
    after = group.head + 1
    while tokens.is_adverb(after):  # "is not due in May"
        after += 1
    if group.base in tokens.of["copular_verbs"] and tokens.is_in(after, "awaiting_words", "open_words"):
        return True
    if group.first == group.head and group.base in tokens.of["scheduled_verbs"] | tokens.of["foreseeing_verbs"]:
        return True
    if (
        group.first == group.head
        and group.base in tokens.of["taking_verbs"]
        and tokens.is_in(group.head + 1, "taken_up")
    ):
        return True  # "takes effect"
    following = next((other for other in found.groups if other.head > group.head), None)
    if following is None or following.form is not Form.INFINITIVE or following.first > group.head + LONGEST_OBJECT:
        return False
    if group.base in found.tokens.of["copular_verbs"] and following.first == group.head + 1:  # "is to meet"
        return True
    return _is_led(found, group, following)


def _is_led(found: Parse, group: Group, infinitive: Group) -> bool:
    """Tell whether a verb, or a word between it and an infinitive, turns that into the future: "ordered them to go"."""
    return any(_is_cue(found, i, "future_words", "future_verbs") for i in range(group.head, infinitive.first))


def _is_asked(found: Parse, infinitive: Group) -> bool:
    """Tell "ordered them to leave by Friday" from "failed to leave by Friday"."""
    before = next((group for group in reversed(found.groups) if group.head < infinitive.first), None)
    near = before is not None and infinitive.first <= before.head + LONGEST_OBJECT + 1
    return before is not None and near and _is_led(found, before, infinitive)


def _looks_back(found: Parse, group: Group, first: int) -> bool:
    """Tell whether what is expected is told by what was: "expect higher sales than in September"."""
    expects = group.base in found.tokens.of["foretelling_verbs"] and group.finite and group.first == group.head
    return expects and found.tokens.has(group.head + 1, first, "looking_back")


def _is_plan(found: Parse, group: Group, first: int) -> bool:
    """Tell whether a present tense with a day says what is planned: "takes office on Monday", "can meet on Friday"."""
    tokens, of = found.tokens, found.tokens.of
    if group.modal:
        return not any(tokens.is_in(i, "have_present") for i in range(group.first, group.head))
    asked = tokens.is_in(group.first - 1, "requests")
    says = any(group.base in of[name] for name in ("reporting_verbs", "speech_verbs", "copular_verbs"))
    awaits = group.base in of["foretelling_verbs"]  # "expects a ruling on Friday"
    awaits = awaits or any(tokens.is_in(i, "reports") for i in range(group.head + 1, group.head + 1 + LONGEST_OBJECT))
    awaits = awaits and not _looks_back(found, group, first)
    return asked or not (group.passive or (says and not awaits))


def _is_set_for(found: Parse, group: Group, first: int, last: int) -> bool:
    """Tell whether a present "be" does no more than date something: "the deadline is Friday", "Friday is a holiday"."""
    tokens = found.tokens
    if first < last == group.first == group.head:  # but not "what happened on Friday is a crime"
        apart = found.group_on(first - 1 - tokens.is_in(first - 1, "prepositions")) is None
        return apart and group.base in tokens.of["copular_verbs"]
    between = range(group.head + 1, first)
    if len(between) == 2 and tokens.is_in(between[0], "particles"):  # "is out on Friday"
        between = between[1:]
    stands = group.head < first and len(between) < 2 and all(tokens.is_in(i, "removable") for i in between)
    return stands and group.base in tokens.of["copular_verbs"] and not tokens.is_in(group.first, "have_present")


def _is_set(found: Parse, group: Group, date: tuple[int, int], tense: Tense) -> bool:
    """Tell whether what a day has is ahead: "will speak at Friday's rally", "train before Friday's match"."""
    first, last = date
    visited, fixture = _is_visited(found, group, first), _is_fixture(found, last)
    if tense is Tense.FUTURE:
        return visited or fixture
    return fixture and (visited or found.tokens.is_in(first - 1, "run_up"))


def _is_fixture(found: Parse, mark: int) -> bool:
    """Tell "Friday's match" from "Friday's ruling", by the few words after the mark of possession."""
    return any(found.tokens.is_in(i, "fixtures") for i in range(mark + 1, mark + 4))


def _is_visited(found: Parse, group: Group, first: int) -> bool:
    """Tell "will speak at Friday's rally" and "will miss Friday's match" from "will appeal Friday's ruling"."""
    at_it = group.base in found.tokens.of["attending_verbs"] and group.head == first - 1
    return at_it or (not group.passive and found.tokens.is_in(first - 1, "removable", "purpose"))


def _of_command(text: str, found: Parse, first: int) -> TenseEvidence:
    """Return a future for "Send it on Tuesday" and "See you Monday": a sentence that begins with a bare verb."""
    tokens = found.tokens
    lexeme = tokens.lexeme(0)
    bare = lexeme.bare and not lexeme.nounlike and not lexeme.past
    if not first or not (bare or tokens.is_in(0, "commands")):
        return NO_TENSE
    word = found.words[0]
    return TenseEvidence(Tense.FUTURE, text[word.start : word.end], word.start, governed=True)


def _is_of_plan(found: Parse, group: Group) -> bool:
    """Tell whether a day before a verb is that of what it plans: "on Friday he was due to meet", "planned to pay"."""
    tokens, of = found.tokens, found.tokens.of
    infinitive = next((other for other in found.groups if other.head > group.head), None)
    if infinitive is None or infinitive.form is not Form.INFINITIVE or _is_over(found, group):
        return False
    if group.base in of["arranging_verbs"] or (group.passive and group.base in of["awaiting_verbs"]):
        return infinitive.first == group.head + 1
    due = group.base in of["copular_verbs"] and tokens.is_in(group.head + 1, "awaiting_words", "set_words")
    return (due and infinitive.first == group.head + 2) or _is_appointed_to(found, group, infinitive)


def _is_appointed_to(found: Parse, be: Group, infinitive: Group) -> bool:
    """Tell "was to meet on Friday" from "had been to meet him", "was to blame" and "the aim was to meet"."""
    if be.base not in found.tokens.of["copular_verbs"] or be.head + 1 != infinitive.first or _is_over(found, be):
        return False
    begin = found.clauses[found.clause_at(be.first)].first
    aim = any(found.tokens.is_in(i, "aims") for i in range(begin, be.first))
    missed = found.tokens.has(infinitive.first, infinitive.head, "have_forms")  # "was to have met"
    return infinitive.base not in found.tokens.of["blaming_verbs"] and not aim and not missed


def _is_over(found: Parse, plan: Group) -> bool:
    """Tell whether a plan has come to nothing: "had planned", "was to open on Friday but was called off"."""
    undone = found.tokens.of["undoing_verbs"]
    return _had(found, plan) or any(group.base in undone for group in found.groups if group.head > plan.head)


def _had(found: Parse, group: Group) -> bool:
    """Tell "had planned" from "planned": nothing says that it was still to come."""
    return found.tokens.is_in(group.first, "have_forms")


def is_having(found: Parse, group: Group) -> bool:
    """Tell "having been refused" from "being refused": it lies before what is told beside it."""
    return group.form is Form.ING and group.head > group.first and found.tokens.is_in(group.first, "have_forms")


def _is_perfect(found: Parse, group: Group) -> bool:
    """Tell "has closed" from "closes": what it says has happened."""
    return group.head > group.first and found.tokens.is_in(group.first, "have_present")


def _of_infinitive(found: Parse, group: Group) -> Tense:
    """Return the tense of an infinitive: that of the verb it hangs on, unless its cue looks ahead by itself."""
    governing = next(
        (g for g in reversed(found.groups) if g.head < group.first and g.form is not Form.INFINITIVE), None
    )
    if governing and governing.form is Form.PAST and _had(found, governing):
        return Tense.PAST  # "had been due to close on Friday"
    if _is_cue(found, group.first - 1, "firm_future", "firm_future") or _is_planned_by(found, group):
        return Tense.FUTURE
    promised = (
        group.base in found.tokens.of["appointed_verbs"]
        and found.tokens.lexeme(group.first - 1).base in found.tokens.of["binding"]
    )
    if promised or (governing and _is_appointed_to(found, governing, group)):
        return Tense.FUTURE
    before = next((g for g in found.groups if g.head == group.first - 1 and g.form is Form.INFINITIVE), None)
    if before:  # "planned to go to work on Friday"
        return _of_infinitive(found, before)
    governing = governing or _of_attempt(found, group)
    return tense_of(found, governing) if governing else Tense.FUTURE


def _of_attempt(found: Parse, infinitive: Group) -> Group | None:
    """Return the verb that tells what came of an attempt: "an attempt to buy it in May failed"."""
    if not found.tokens.has(max(0, infinitive.first - LONGEST_PLANNER), infinitive.first, "attempts"):
        return None
    return next((group for group in found.groups if group.finite and group.first > infinitive.head), None)


def _is_planned_by(found: Parse, infinitive: Group) -> bool:
    """Tell whether an infinitive says what a plan is: "plans by the firm, Calder, to sell", "plans in May to sell"."""
    tokens, place = found.tokens, infinitive.first - 1
    while place > 0 and infinitive.first - place <= LONGEST_PLANNER and not found.group_on(place):
        if tokens.is_in(place, "plans"):
            dated = found.is_date(place + 1 + tokens.is_in(place + 1, "removable"))
            return dated or tokens.is_in(place + 1, "agent")
        place -= 1
    return False


def _is_cue(found: Parse, word: int, words: str, bases: str) -> bool:
    tokens = found.tokens
    return tokens.is_in(word, words) or tokens.lexeme(word).base in tokens.of[bases]
