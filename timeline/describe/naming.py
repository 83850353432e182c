"""Names for the words of a row that stand for someone: put in where they are sure, else told to be open."""

from __future__ import annotations

from timeline.clause import Group, Parse
from timeline.describe.attach import Head
from timeline.describe.drafts import SHORT, Draft, label_ends
from timeline.describe.gapping import gapped
from timeline.describe.left_open import is_stand_in, left_open
from timeline.describe.referents import Referent, Referents
from timeline.describe.soundness import is_vague
from timeline.describe.subjects import PRONOUNS, text_of
from timeline.describe.wording import draft

PRONOUNS_INSIDE = ("for_one", "people_pronouns", "own_pronouns", "plural_pronouns")
"""The classes of the pronouns that a name stands for wherever they are."""


class Naming:
    """Names the subjects of the rows of one document."""

    def __init__(self, referents: Referents) -> None:
        self.referents = referents

    def choose(self, found: Parse, head: Head, place: tuple[int, int], *, alone: bool) -> tuple[Draft, int | None]:
        """Return what a row says of a sentence, with its names, and the first word that it leaves open.

        `place` is where the date stands; `alone` says that the sentence holds no other.
        """
        date = found.words_in(*place)
        parted = gapped(found, *date)
        chosen = self._named(found, parted or draft(found, head, alone=alone))
        astray = _dates_otherwise(found, chosen, *date) or _names_twice(found, chosen)
        astray = astray or self._means_one_left_out(found, chosen)
        if not parted and (astray or self._is_open(found, chosen, alone=alone)):
            whole = Draft(label_ends(found), len(found.words), speaker=chosen.speaker, reported=chosen.reported)
            chosen = self._named(found, whole)
        return self._named_inside(found, chosen)

    def _means_one_left_out(self, found: Parse, chosen: Draft) -> bool:
        """Tell whether "him" or "his" in a row may be a person named before: "Lind left; they sued him"."""
        names, tokens = self.referents.names, found.tokens
        before = range(chosen.first)
        again = any(tokens.is_in(i, "for_one") for i in before)  # the sentence leaves it as open
        if again or not any(names.is_named_by(found, i) and names.is_known_person(found, i) for i in before):
            return False
        waits = self._left_open(found, chosen)
        he = waits is not None and tokens.is_in(waits, "object_pronouns", "for_one")
        return he and found.words[-1].end - found.words[0].start <= SHORT

    def open_speaker(self, found: Parse, speaker: str) -> int | None:
        """Return the word of a speaker who is not named: "he said"; None for one who is."""
        return _place_of(speaker, found, len(found.words), 0) if is_stand_in(speaker, self.referents.grammar) else None

    def _left_open(self, found: Parse, chosen: Draft) -> int | None:
        """Return the first word of a draft that stands for someone or something it does not name."""
        if chosen.subject and is_stand_in(chosen.subject, self.referents.grammar):
            return _place_of(chosen.subject, found, chosen.first, chosen.first)
        place = chosen.replaced or ((chosen.first, chosen.first) if chosen.subject else None)
        return left_open(self.referents.names, found, (chosen.first, chosen.last), place)

    def _named(self, found: Parse, chosen: Draft) -> Draft:
        """Return a draft with the name for a pronoun that is its subject, where that can mean only one."""
        finite = [group for group in found.groups if group.finite]
        main = [group for group in finite if found.clause_of(group).opener != "relative"]
        inside = [group for group in finite if chosen.first <= group.first < chosen.last]
        first = dict.fromkeys((*finite[:1], *main[:1], *inside[:1]))
        later = [verb for verb in inside[1:3] if verb not in first and _has_article(found, verb)]
        for verb in (*first, *later):
            meant = self.referents.opening(found, verb)
            if meant is None or (verb in later and self._is_told(found, chosen, meant)):
                continue
            said = text_of(found, meant.first, meant.last) if meant.first < meant.last else ""
            if chosen.speaker == said:
                chosen = chosen._replace(speaker=meant.name)
            if said and f"{chosen.subject} ".startswith(f"{said} "):  # also "they took" for its verb's sake
                return chosen._replace(subject=meant.name + chosen.subject.removeprefix(said))
            if not chosen.subject and chosen.first <= meant.first <= meant.last <= chosen.last:
                return chosen._replace(subject=meant.name, replaced=(meant.first, meant.last))
        return chosen

    def _named_inside(self, found: Parse, chosen: Draft) -> tuple[Draft, int | None]:
        """Return a draft with the name for a pronoun further inside it, and the first word that is still left open."""
        waits = self._left_open(found, chosen)
        if chosen.subject or waits is None or not found.tokens.is_in(waits, *PRONOUNS_INSIDE):
            return chosen, waits
        meant = self.referents.inside(found, waits)
        if meant is None:
            return chosen, waits
        chosen = chosen._replace(subject=meant.name, replaced=(meant.first, meant.last))
        return chosen, self._left_open(found, chosen)

    def _is_told(self, found: Parse, chosen: Draft, meant: Referent) -> bool:
        """Tell whether what words inside a row stand for stands before them; "the company" may be put in otherwise."""
        before = {word.text for word in found.words[chosen.first : meant.first]}
        return not found.tokens.is_in(meant.first, "articles") or not before.isdisjoint(meant.name.split())

    def _is_open(self, found: Parse, chosen: Draft, *, alone: bool) -> bool:
        """Tell whether words leave open who is meant, and their sentence is short enough to be kept: it may tell."""
        said = chosen.subject
        told = said and not said.islower() and said.lower() not in found.tokens.of["pronouns"]
        if told or found.words[-1].end - found.words[0].start > SHORT or (not alone and _tells_before(found, chosen)):
            return False
        names = self.referents.names
        if any(names.is_named_by(found, i) for i in range(chosen.first, chosen.last)):
            return False
        others = (*range(chosen.first), *range(chosen.last, len(found.words)))
        led = not said and chosen.first > 0 and found.tokens.is_in(chosen.first, "impersonal")  # "and it was used"
        return any(names.is_named_by(found, i) for i in others) or ((alone or led) and is_vague(found, chosen))


def _tells_before(found: Parse, chosen: Draft) -> bool:
    """Tell whether words tell what was at another time than the rest of their sentence: "since records began"."""
    clause, tokens = found.clauses[found.clause_at(chosen.first)], found.tokens
    parts = clause.opener == "sub" and tokens.is_in(clause.first, "parting_subordinators")
    return parts and not tokens.is_in(chosen.first, "possessives", *PRONOUNS)


def _has_article(found: Parse, verb: Group) -> bool:
    """Tell whether an article stands before a verb in its clause, so that its subject can be "the company"."""
    return found.tokens.has(found.clause_of(verb).first, verb.first, "articles")


def _names_twice(found: Parse, chosen: Draft) -> bool:
    """Tell whether a row names its subject or speaker again: "[Marr's bid] gave Marr until May" is no one's deed."""
    if chosen.replaced and chosen.subject != chosen.speaker:
        return False
    names = {word.text for word in found.words[chosen.first : chosen.last] if word.text[0].isupper()}
    possessive = found.tokens.grammar.possessive
    return not names.isdisjoint(word.removesuffix(possessive) for word in chosen.subject.split())


def _dates_otherwise(found: Parse, chosen: Draft, first: int, last: int) -> bool:
    """Tell whether a row has another date instead of its own: "went to Rome in 1884" of "and, in 1889, to Bern"."""
    if chosen.first < last and first < chosen.last:
        return False
    return found.words[-1].end - found.words[0].start <= SHORT and any(
        map(found.is_date, range(chosen.first, chosen.last))
    )


def _place_of(said: str, found: Parse, before: int, otherwise: int) -> int:
    """Return the word that a subject which was taken from its sentence begins with, the last one before a place."""
    first = said.split(maxsplit=1)[0].lower()
    places = (i for i in range(before - 1, -1, -1) if found.tokens.lower(i) == first)
    return next(places, otherwise)
