"""What puts a date ahead, whatever the tense of its clause: "until Friday", "ahead of the vote on Friday"."""

from __future__ import annotations

from timeline.clause import Form, Group, Parse
from timeline.tense.forms import LONGEST_OBJECT, Tense, had, is_led, is_over, is_perfect, tense_of

LONGEST_AIM = 6
"""How many words there may be between "ahead of" and the end of the date after it."""


def cue_ahead(found: Parse, first: int, last: int, tense: Tense, group: Group | None) -> tuple[int, int] | None:
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
    if group and group.finite and group.head < first and not group.passive and _is_appointed(found, first, last):
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
    moves = tokens.has(over.head + 1, until, "courses")  # "moved lower until Friday"
    puts_off = over.base in tokens.of["deferring_verbs"] and over.head < until and not moves
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
    if group is None or group.head >= last or (group.head > group.first and had(found, group)):
        return False
    has = found.tokens.is_in(group.head, "have_forms") and found.tokens.is_in(last, "infinitive")
    whom = (
        group.passive or found.tokens.is_in(last, "infinitive") or found.tokens.is_in(group.head + 1, "object_pronouns")
    )
    return has or (whom and group.base in found.tokens.of["granting_verbs"])


def _is_likely(found: Parse, group: Group | None, first: int, last: int) -> bool:
    """Tell whether a date is that of what is or was likely: "said that a vote was unlikely before Friday"."""
    if group is None or group.base not in found.tokens.of["copular_verbs"] or had(found, group):
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
    return lacks and not is_perfect(found, group) and not tokens.is_in(group.head + 2, "traces")


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
    return group.finite and not is_over(found, group) and found.tokens.is_in(first - 1, "purpose")


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


def _is_asked(found: Parse, infinitive: Group) -> bool:
    """Tell "ordered them to leave by Friday" from "failed to leave by Friday"."""
    before = next((group for group in reversed(found.groups) if group.head < infinitive.first), None)
    near = before is not None and infinitive.first <= before.head + LONGEST_OBJECT + 1
    return before is not None and near and is_led(found, before, infinitive)
