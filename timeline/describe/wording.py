"""Which words of its sentence an event keeps: the sentence, its clause, or a noun phrase."""

from __future__ import annotations

from timeline.clause import Clause, Form, Group, Parse
from timeline.describe.asides import aside
from timeline.describe.attach import Head
from timeline.describe.attribution import is_attribution, less_attribution
from timeline.describe.clauses import main_clause
from timeline.describe.drafts import EMBEDDED, SHORT, Draft, label_ends, sentence
from timeline.describe.extent import extent
from timeline.describe.nouns import nominal, participle
from timeline.describe.relatives import embedded
from timeline.describe.soundness import is_sound, points_back, splits_pair
from timeline.describe.subjects import (
    after_opener,
    is_denied_in,
    is_disowned,
    is_unproved,
    means_speaker,
    speaker_of,
    subject_of,
)

BRIEF = 200
"""A sentence of at most so many code points is kept whole even when its date stands in a subordinate clause."""


def draft(found: Parse, head: Head, *, alone: bool) -> Draft:
    """Choose the words of an event; `alone` says that the sentence holds no other dated event.

    A cut that is not certainly safe gives way to the main clause, and that to the sentence.
    """
    length = found.words[-1].end - found.words[0].start
    proposal = _aside(found, head) if alone and length <= SHORT else _phrase(found, head)
    if proposal is None or splits_pair(found, proposal):
        finite = _finite(found.clauses[head.clause], head) or _nearest_verb(found, head.clause)
        proposal = _finite_clause(found, finite, length=length if alone else None) if finite else sentence(found)
        if not is_sound(found, proposal, head) or (length <= SHORT and points_back(found, proposal, alone=alone)):
            whole = sentence(found) if length <= SHORT else _main(found, head)
            proposal = whole._replace(speaker=proposal.speaker, reported=proposal.reported or whole.reported)
    label = label_ends(found)
    if proposal.first < label <= head.word:
        proposal = proposal._replace(first=label)
    return less_attribution(found, proposal, head)


def _aside(found: Parse, head: Head) -> Draft | None:
    """Take a participle that is set apart, of which alone the date is: "The bank, founded in 1901, is open"."""
    return aside(found, head.group) if head.group else None


def _phrase(found: Parse, head: Head) -> Draft | None:
    """Take the noun phrase or the participle that a date belongs to, where it says enough."""
    if head.group is None and (head.attributive or not _is_light(found, found.clauses[head.clause])):
        return nominal(found, head)
    if head.group and head.group.form is Form.PARTICIPLE:
        closes = head.group.base in found.tokens.of["closing_verbs"]  # "the quarter ended Sept. 30"
        return None if closes else participle(found, head.group) or _aside(found, head)
    return _aside(found, head)


def _main(found: Parse, head: Head) -> Draft:
    """Take the first main clause, or the sentence where that cannot stand alone or leaves the event out."""
    clause = next((c for c in found.clauses if c.finite and c.opener not in EMBEDDED), None)
    chosen = main_clause(found, clause.finite) if clause and clause.finite else sentence(found)
    return chosen if is_sound(found, chosen, head) else sentence(found)


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
    if is_denied_in(found, number) or is_unproved(found, number):
        return sentence(found)._replace(reported=True)
    said = _saying(found, number)
    denies = said is not None and (said.base in of["denial_verbs"] or is_disowned(found, said))
    if said is not None and (denies or found.tokens.is_in(clause.first, "questions")):
        return main_clause(found, said)._replace(speaker=speaker_of(found, said))
    if said is not None:
        return _told(found, group, said)
    if clause.opener == "sub" and found.tokens.is_in(clause.first, "conditional_subordinators"):
        return sentence(found)
    if is_attribution(found, number):  # the date is that of the saying
        return Draft(0, len(found.words), speaker=speaker_of(found, group), reported=True)
    if clause.opener in ("relative", "sub"):
        return embedded(found, group, brief=length is not None and length <= BRIEF)
    if length is not None and length <= SHORT and clause.opener not in ("and", "stop"):
        return sentence(found)
    return main_clause(found, group)


def _saying(found: Parse, number: int) -> Group | None:
    """Return the verb of saying that a clause is the content of, or goes on with."""
    opens = _opens_content(found, number)
    if found.clauses[opens].opener != "complement":
        return None
    before = next((clause.finite for clause in reversed(found.clauses[:opens]) if clause.finite), None)
    return before if before and before.base in found.tokens.of["reporting_verbs"] else None


def _opens_content(found: Parse, number: int) -> int:
    """Return the clause with the subject of a verb that goes on with it: "said that the owner, Lind, sold it"."""
    clause = found.clauses[number]
    if clause.opener not in ("and", "comma") or clause.finite is None:
        return number
    opens = found.clause_at(subject_of(found, clause.finite)[0])
    parted = any(other.opener in EMBEDDED for other in found.clauses[opens + 1 : number])
    return number if parted else opens


def _told(found: Parse, group: Group, said: Group) -> Draft:
    """Cut out what is said, with the speaker's name for a pronoun that can only mean the speaker."""
    number = found.clause_at(group.first)
    if found.clauses[number].opener != "complement":
        return main_clause(found, group)._replace(speaker=speaker_of(found, said), reported=True)
    first, last = extent(found, number)
    first = max(first, after_opener(found, found.clauses[number]))
    speaker = speaker_of(found, said)
    subject = subject_of(found, group)
    if speaker and subject[1] - subject[0] == 1 and means_speaker(found, group, subject[0], said, speaker):
        return Draft(first, last, speaker, subject, speaker, reported=True)
    return Draft(first, last, speaker=speaker, reported=True)
