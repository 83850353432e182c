"""Where the clauses of a sentence begin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice, pairwise

from timeline.clause.participles import is_ambiguous, with_participles
from timeline.clause.parts import FINITE, Clause, Form, Group
from timeline.clause.tokens import CLOSING_QUOTES, DASHES, OPENING_QUOTES, QUOTES, Tokens

_STRONG = {*";:()", *DASHES}
"""The marks that no clause goes beyond to find its verb."""

_SUBJECT = 9
"""How many words the subject of a clause may have before its verb."""

_PHRASE = 7
"""Fewer words than these in quotation marks are a phrase, not a clause."""


def clauses(tokens: Tokens, groups: list[Group]) -> list[Clause]:
    """Cut a sentence where a clause of its own begins, and settle which -ed forms are participles."""
    return _Bounds(tokens, groups).clauses()


class _Bounds:
    def __init__(self, tokens: Tokens, groups: list[Group]) -> None:
        self.tokens = tokens
        self.groups = groups
        self.firsts = [group.first for group in groups]
        self.finite = [group.first for group in groups if group.form in FINITE]
        self.cutting = [i for i, form in enumerate(tokens.forms) if form.cuts]
        self.places = self._marks_in_places()
        self.inserted = self._bracketed_names()
        self.strong = [i for i in self.cutting if tokens.forms[i].lower in _STRONG and i not in self.inserted]

    def clauses(self) -> list[Clause]:
        cuts = self._cuts()
        found: list[Clause] = []
        rest = iter(self.groups)
        group = next(rest, None)
        for first, last in pairwise([*sorted(cuts), len(self.tokens)]):
            inside: list[Group] = []
            while group is not None and group.head < last:
                inside.append(group)
                group = next(rest, None)
            opener = cuts[first]
            if not inside:
                found.append(Clause(first, last, opener, ()))
                continue
            if opener == "comma" and inside[0].first == first:
                if found[-1].opener == "bracket" and found[-1].groups:
                    opener = "bracket"  # "(built 1890, demolished 1962)"
                elif self._is_listed(last, cuts, found):
                    opener = "and"
                else:
                    inside[0] = self._after_comma(found, inside[0], last, cuts)
            elif self._follows_bracket(found, first, inside[0], cuts.get(last)):
                inside[0] = inside[0]._replace(sure=True)
            if opener == "and":
                inside[0] = self._joined(found, first, inside[0])
            found += self._settle(first, last, opener, inside)
        return self._with_main_verb(found)

    def _after_comma(self, before: list[Clause], group: Group, last: int, cuts: dict[int, str]) -> Group:
        """Return the verb that opens a stretch behind a comma as what the words before it make of it."""
        if self._is_told_by(before, group) or (_is_interrupted(before) and not self._verb_waits(last, cuts)):
            return group._replace(sure=True)
        if self._is_set_apart(before, group):
            return group._replace(form=Form.PARTICIPLE, passive=True)
        return group

    def _with_main_verb(self, found: list[Clause]) -> list[Clause]:
        """Take a participle after a comma for the main verb where there is no other: "The aides, all men, left"."""
        for clause in found:
            if clause.opener not in ("relative", "sub") and clause.finite and not self._only_says(clause):
                return found
        for number, clause in enumerate(found[1:], start=1):
            first = next(iter(clause.groups), None)
            if first and clause.opener == "comma" and first.first == clause.first and self._may_be_past(first):
                verb = first._replace(form=Form.PAST, passive=False, sure=True)
                found[number] = clause._replace(groups=(verb, *clause.groups[1:]))
                return found
        return self._after_relative(found)

    def _after_relative(self, found: list[Clause]) -> list[Clause]:
        """End a relative clause at the main verb: "The doctors who used the drug | declined"."""
        for number, clause in enumerate(found):
            later = (i for i, group in enumerate(clause.groups) if i and self._may_be_past(group))
            place = next(later, None)
            if clause.opener == "relative" and place is not None and number < 2:
                verb = clause.groups[place]._replace(form=Form.PAST, passive=False, sure=True)
                rest = Clause(verb.first, clause.last, "bare", (verb, *clause.groups[place + 1 :]))
                cut = clause._replace(last=verb.first, groups=clause.groups[:place])
                return [*found[:number], cut, rest, *found[number + 1 :]]
        return found

    def _pairs(self, before: list[Clause], first: int, group: Group) -> bool:
        """Tell whether a verb is the second of two participles: "an expert kidnapped and presumed killed"."""
        one = before[-1].groups[-1] if before and before[-1].groups else None
        beside = one is not None and one.head == first - 1 and group.first == first + 1
        return beside and one is not None and one.form is Form.PARTICIPLE and is_ambiguous(self.tokens, group)

    def _joined(self, before: list[Clause], first: int, group: Group) -> Group:
        """Return the verb after "and" as what the words before it make of it."""
        if self._shares_auxiliary(before, first, group):
            return group._replace(passive=True, sure=True)
        if self._pairs(before, first, group) or self._joins_aside(before, first, group):
            return group._replace(form=Form.PARTICIPLE, passive=True)
        return group

    def _shares_auxiliary(self, before: list[Clause], first: int, group: Group) -> bool:
        """Tell whether a verb is the second passive of a subject: "was built in 1976 and bought by Lind in 1989"."""
        one = before[-1].groups[-1] if before and before[-1].groups else None
        if one is None or not (one.finite and one.passive) or not is_ambiguous(self.tokens, group):
            return False
        between = range(first, group.first)
        beside = all(self.tokens.is_adverb(i) or self.tokens.is_in(i, "coordinators") for i in between)
        agent = self.tokens.is_in(group.head + 1, "agent") and group.base not in self.tokens.of["scalar_verbs"]
        return beside and agent

    def _joins_aside(self, before: list[Clause], first: int, group: Group) -> bool:
        """Tell whether a verb is the second of an insertion: ", drawn in 1644 and lost in 1713, is in the museum"."""
        beside = all(map(self.tokens.is_adverb, range(first + 1, group.first)))  # "and finally lost"
        alone = beside and is_ambiguous(self.tokens, group)
        if not alone or not before or not _awaits_verb(before) or _next(self.finite, group.head) is None:
            return False
        opened = next((c for c in reversed(before) if c.opener in ("comma", "start", "stop", "and") and c.groups), None)
        if opened is None or opened.groups[0].form is not Form.PARTICIPLE:
            return False
        return all(map(self.tokens.is_adverb, range(opened.first, opened.groups[0].first)))

    def _is_set_apart(self, before: list[Clause], group: Group) -> bool:
        """Tell a participle with its adjective behind a told verb: "sold the mill, rated unsafe in 2009, to a bank"."""
        tokens, after = self.tokens, group.head + 1
        quality = tokens.is_word(after) and not tokens.is_in(after, "function_words") and after not in tokens.masked
        plain = quality and not tokens.is_capital(after) and not tokens.lower(after).endswith(tokens.grammar.plural)
        told = not _awaits_verb(before) and group.base not in tokens.of["speech_verbs"]
        return plain and told and tokens.lower(after).isalpha() and is_ambiguous(tokens, group)

    def _verb_waits(self, place: int, cuts: dict[int, str]) -> bool:
        """Tell whether the main verb comes behind a later comma: ", built in 1890, burned in 1900, is gone"."""
        verbs = (group for group in self.groups if group.first >= place and cuts.get(group.first) == "comma")
        return any(group.finite and not is_ambiguous(self.tokens, group) for group in verbs)

    def _follows_bracket(self, before: list[Clause], first: int, group: Group, following: str | None) -> bool:
        """Tell whether a subject with words in brackets after it waits for this verb: "Ann Lee (his wife) left in"."""
        closes = group.first == first and self.tokens.lower(first - 1) in {")", "]"}
        alone = following == "and" or _next(self.finite, group.head) is None
        return closes and alone and _awaits_verb(before)

    def _is_told_by(self, before: list[Clause], group: Group) -> bool:
        """Tell whether a verb of saying follows its speaker after a quotation: "...," her lawyer, Ann Low, said on."""
        last = next((clause for clause in reversed(before) if clause.groups or clause.opener != "comma"), None)
        told = last is not None and last.opener == "unquote" and not last.groups
        return told and group.base in self.tokens.of["speech_verbs"]

    def _only_says(self, clause: Clause) -> bool:
        """Tell whether a clause names no more than who said the rest."""
        return (
            clause.opener in ("comma", "unquote")
            and clause.finite is not None
            and not (clause.finite.passive or clause.finite.sure)
            and clause.finite.base in self.tokens.of["speech_verbs"]
        )

    def _may_be_past(self, group: Group) -> bool:
        lexeme = self.tokens.lexeme(group.head)
        return group.form is Form.PARTICIPLE and lexeme.past and not self.tokens.is_in(group.head + 1, "agent")

    def _marks_in_places(self) -> set[int]:
        """Return the marks of a home in the first noun phrase: "The Dover, Del., maker" and "N.J.-based"."""
        tokens = self.tokens
        if tokens.grammar.article not in (tokens.lower(0), tokens.lower(1)):
            return set()
        comma = 2
        while tokens.is_capital(comma):
            comma += 1
        end = comma + 2
        if tokens.lower(end) == "." and tokens.lower(end - 1) in tokens.grammar.abbreviations:
            end += 1
        noun = tokens.words[end + 1].text if end + 1 < len(tokens) else ""
        known = tokens.lower(comma) == "," and tokens.is_capital(comma - 1) and tokens.is_capital(comma + 1)
        goes_on = tokens.lower(end) == "-" or not (tokens.is_in(end + 1, "function_words") or end + 1 in self.firsts)
        marked = known and tokens.lower(end) in {",", "-"} and noun[:1].islower() and goes_on
        return {comma, end} if marked else set()

    # --- Where a clause begins ---------------------------------------------------------------------------

    def _cuts(self) -> dict[int, str]:
        """Return the word at which each stretch begins, with the kind of its boundary."""
        tokens = self.tokens
        cuts = {0: "start"}
        phrases = self._quoted_phrases()
        in_quotes = False
        for i in self.cutting:
            mark = tokens.forms[i].lower
            if i in tokens.masked or i in phrases:
                continue
            if mark in QUOTES:
                in_quotes = mark in OPENING_QUOTES or (mark not in CLOSING_QUOTES and not in_quotes)
                cuts[i if in_quotes else i + 1] = "quote" if in_quotes else "unquote"
            elif mark in "()[]":
                cuts[i + 1] = "bracket"
                cuts.setdefault(i, "bracket")
            elif i in self.places:
                continue
            elif kind := self._kind_of_mark(i, mark):
                cuts[i + 1] = "and" if kind == "comma" and cuts.get(i - 1) == "and" else kind  # "and, by May, he left"
            elif mark.isalpha():
                self._cut_at_word(i, cuts)
        return {cut: kind for cut, kind in cuts.items() if cut < len(tokens)}

    def _kind_of_mark(self, i: int, mark: str) -> str:
        if mark in ";:":
            return "stop"
        if mark in DASHES:
            return "dash"
        return "comma" if mark == "," and not self._is_in_number(i) else ""

    def _is_in_number(self, i: int) -> bool:
        words = self.tokens.words
        return 0 < i < len(words) - 1 and words[i - 1].end == words[i].start and words[i + 1].start == words[i].end

    def _cut_at_word(self, i: int, cuts: dict[int, str]) -> None:
        tokens, classes = self.tokens, self.tokens.forms[i].classes
        if "relatives" in classes and self._verb_ahead(i, len(tokens) if self._tells(i) else _SUBJECT):
            place, kind = self._relative(i)
            if kind:
                cuts[place] = kind
        elif "subordinators" in classes:
            if tokens.is_in(i + 1, "genitive") or self._only_leads(i) or self._compares(i):
                opens = False  # "because of"
            elif i + 1 in tokens.masked:
                opens = self._dates_subject(i + 1)
            else:
                opens = _next(self.firsts, i) == i + 1 or self._verb_ahead(i, _SUBJECT + 3)
            if opens:
                cuts[i] = "sub"
        elif i and "coordinators" in classes and self._joins_clauses(i):
            dates = sum(1 for j in range(i, min(i + _SUBJECT + 5, len(tokens))) if j in tokens.masked)
            if self._verb_ahead(i, len(tokens) if self._dates_clause(i) else _SUBJECT + dates):
                cuts[i] = "and"

    def _tells(self, i: int) -> bool:
        """Tell whether "that" opens what someone says, however long its subject: "said that the owner, Otto Lind, "."""
        tokens = self.tokens
        opens = tokens.is_in(i + 1, "determiners") or tokens.is_capital(i + 1)
        return tokens.is_in(i, "complementizers") and self._reports(i - 1) and opens

    def _dates_clause(self, i: int) -> bool:
        """Tell whether a date leads a clause, however long its subject: ", and in May the ship, ...,"."""
        tokens, first = self.tokens, i + 1
        if tokens.lower(i - 1) != ",":
            return False
        if first + tokens.is_in(first, "removable") in tokens.masked:
            return True
        verb = _next(self.firsts, i)  # ", and with his theory of colour in 1916, he"
        ends = (j for j in range(first, verb or first) if j in tokens.masked and tokens.lower(j + 1) == ",")
        return tokens.is_in(first, "prepositions") and next(ends, None) is not None

    def _only_leads(self, i: int) -> bool:
        """Tell whether a word leads a noun with its date rather than a clause: "after a stroke in 2016 she moved"."""
        verb = _next(self.finite, i)
        if verb is None or i + 1 in self.tokens.masked or not self.tokens.is_in(i, "prepositions"):
            return False
        ends = (j for j in range(i + 2, min(verb, i + _SUBJECT)) if j in self.tokens.masked)
        after = (j + 1 + self.tokens.lexeme(j + 1).event for j in ends)  # "after the 1996 revolt she moved"
        return any(self.tokens.is_in(j, "subject_pronouns", "articles", "possessives") for j in after)

    def _compares(self, i: int) -> bool:
        """Tell either "as" of "as late as February"."""
        tokens = self.tokens
        return any(
            tokens.is_in(first, "soonest_marks") and tokens.is_in(first + 2, "soonest_marks")
            for first in (i, i - 2)
            if first + 3 in tokens.masked
        )

    def _dates_subject(self, i: int) -> bool:
        """Tell whether a date is, or belongs to, the subject of a verb: "as Easter week began", not "until May he"."""
        tokens = self.tokens
        while i in tokens.masked:
            i += 1
        return (i + 1 if tokens.is_in(i, "calendar") else i) in self.finite

    def _relative(self, i: int) -> tuple[int, str]:
        """Return where a relative or "that" clause begins, and its kind; no kind for "that day"."""
        tokens = self.tokens
        preposed = i > 0 and tokens.is_in(i - 1, "prepositions")
        if not tokens.is_in(i, "complementizers"):
            return (i - 1 if preposed else i), "relative"
        if not i or preposed:
            return i, ""
        said = any(map(self._reports, islice(self._back_from(i), 4)))
        if said and i + 1 in self.finite and not self._reports(i - 1):
            said = False  # "said the issues that hurt the firm"
        return i, "complement" if said else "relative"

    def _back_from(self, i: int) -> Iterator[int]:
        """Yield the words before a place, nearest first, but for dates: "told the court on Monday that"."""
        tokens = self.tokens
        for j in range(i - 1, -1, -1):
            if not (j in tokens.masked or (j + 1 in tokens.masked and tokens.is_in(j, "prepositions"))):
                yield j

    def _reports(self, i: int) -> bool:
        return self.tokens.lexeme(i).base in self.tokens.of["reporting_verbs"]

    def _verb_ahead(self, i: int, reach: int) -> bool:
        """Tell whether a finite verb follows before the next strong mark."""
        verb, mark = _next(self.finite, i), _next(self.strong, i)
        if verb is None:
            return False
        reach += sum(i < j < verb for j in self.inserted)
        return verb <= i + reach and (mark is None or verb < mark)

    def _bracketed_names(self) -> set[int]:
        """Return the words of a mere name in brackets, and the brackets: "the Harbour Trust (HT)"."""
        marks = [i for i in self.cutting if self.tokens.forms[i].lower in {"(", ")"}]
        pairs = (
            (one, two)
            for one, two in pairwise(marks)
            if self.tokens.lower(one) == "(" and 1 < two - one < _PHRASE and self.tokens.is_capital(one + 1)
        )
        return {i for one, two in pairs for i in range(one, two + 1)}

    def _quoted_phrases(self) -> set[int]:
        """Return the quotation marks around a mere phrase: "the so-called "Blue Army" of 1919"."""
        marks = [i for i in self.cutting if self.tokens.forms[i].lower in QUOTES]
        phrases: set[int] = set()
        for one, two in pairwise(marks):
            introduced = self.tokens.lower(one - 1) in ",:" if one else not self._is_title(two)
            if one in phrases or introduced or not 1 < two - one <= _PHRASE:
                continue
            verb = _next(self.finite, one)
            if verb is None or verb >= two:
                phrases |= {one, two}
        return phrases

    def _is_title(self, mark: int) -> bool:
        """Tell whether words in quotation marks that open a sentence are a name: ""Brass Moon" sold", not ""No" he"."""
        tokens, after = self.tokens, mark + 1
        verb = next((group for group in self.groups if group.first >= after), None)
        says = verb is None or verb.base in tokens.of["speech_verbs"]
        return tokens.is_word(mark - 1) and tokens.is_word(after) and not says

    def _joins_clauses(self, i: int) -> bool:
        """Tell whether "and" stands between clauses rather than between nouns."""
        tokens = self.tokens
        if tokens.lower(i - 1) == "," or tokens.lower(i + 1) == "," or self._leads_date(i):
            return True
        following = bisect_right(self.firsts, i)
        if following == len(self.groups):
            return False
        group = self.groups[following]
        if not group.finite:
            return group.form is Form.INFINITIVE and group.first == i + 1
        if all(
            tokens.is_adverb(j) or j in tokens.masked or (j + 1 in tokens.masked and tokens.is_in(j, "prepositions"))
            for j in range(i + 1, group.first)
        ):
            return True
        return tokens.is_in(i + 1, "subject_pronouns", "subordinators") or self._has_own_subject(i, following)

    def _leads_date(self, i: int) -> bool:
        """Tell whether a date leads the clause that a word joins: "one fell and in 2018, the town had nine"."""
        tokens = self.tokens
        if i - 1 in tokens.masked and i + 1 in tokens.masked:
            return False  # "sold between 3 and 6 October, days before it was known"
        comma = first = i + 1 + tokens.is_in(i + 1, "prepositions")
        while comma in tokens.masked:
            comma += 1
        if comma == first or tokens.is_in(comma + 1, "coordinators", "relatives"):
            return False
        verb = next((group for group in self.groups if group.first >= comma and group.finite), None)
        if verb is None or self.finite[0] > i or verb.base in tokens.of["speech_verbs"]:
            return False
        if tokens.lower(comma) == ",":
            return verb.first > comma + 1
        return first > i + 1 and self._has_subject(comma, verb) and not self._told_before(i)

    def _has_subject(self, first: int, verb: Group) -> bool:
        """Tell whether nothing but a subject stands between a place and a verb: "in 1995 | the firm | closed"."""
        tokens, subject = self.tokens, range(first, verb.first)
        opens = tokens.is_in(first, "subject_pronouns", "determiners") or tokens.is_capital(first)
        return opens and 0 < len(subject) < _SUBJECT - 4 and all(map(tokens.is_word, subject))

    def _told_before(self, i: int) -> bool:
        """Tell whether a verb of saying stands before a place: "said that in 1990 and in 1995 it had lost money"."""
        before = [group for group in self.groups if group.finite and group.head < i]
        return bool(before) and before[-1].base in self.tokens.of["reporting_verbs"]

    def _has_own_subject(self, i: int, number: int) -> bool:
        """Tell "was closed and its lands were sold" from "said cats and dogs were sold"."""
        tokens, group = self.tokens, self.groups[number]
        before = map(self.groups.__getitem__, range(number - 1, -1, -1))
        earlier = next((other for other in before if other.head < i and other.finite), None)
        if earlier is None or earlier.base in tokens.of["reporting_verbs"] or is_ambiguous(self.tokens, group):
            return False
        subject = range(i + 1, group.first)
        if len(subject) > _SUBJECT - 4 or not all(tokens.is_word(j) or tokens.lower(j) == "'s" for j in subject):
            return False
        if any(tokens.lower(j) in ",;" for j in range(earlier.head, i)):
            return False
        return tokens.is_in(i + 1, "determiners") or tokens.is_capital(i + 1)

    def _is_listed(self, last: int, cuts: dict[int, str], before: list[Clause]) -> bool:
        """Tell whether a stretch is one of several verbs of one subject: "was founded, burned down and was rebuilt"."""
        here = next((n for n in range(len(before) - 1, 0, -1) if before[n].opener == "stop"), 0)
        if not any(clause.finite for clause in before[here:]) or self._has_new_subject(before):
            return False
        inner = False
        for cut in sorted(cut for cut in cuts if cut >= last):
            if cuts[cut] in ("relative", "sub"):
                inner = True
                continue
            joined = cuts[cut] == "and"
            if joined and inner and self.tokens.lower(cut - 1) != ",":
                return False  # it goes on with the inner clause
            if cuts[cut] not in ("and", "comma") or _next(self.finite, cut - 1 + joined) != cut + joined:
                return False
            if joined:
                return True
        return False

    def _has_new_subject(self, before: list[Clause]) -> bool:
        """Tell whether a noun after "and" waits for its verb: "It burned, and the inn, which was old, | was sold"."""
        last = next((n for n in range(len(before) - 1, 0, -1) if before[n].opener == "and"), 0)
        if not 0 < last < len(before) - 1 or not _awaits_verb(before) or not before[last - 1].finite:
            return False  # also "mills in Spain, France, and Italy, | sold two and"
        first = before[last].first + 1
        named = self.tokens.is_in(first, "determiners") or self.tokens.is_capital(first)
        return named and _is_subject(before[last])

    # --- Several verbs in one stretch ---------------------------------------------------------------------

    def _settle(self, first: int, last: int, opener: str, groups: list[Group]) -> list[Clause]:
        """Make one clause of a stretch, or several where verbs follow each other without a boundary word."""
        found: list[Clause] = []
        while True:
            groups = with_participles(self.tokens, groups, opener, first)
            finite = [group for group in groups if group.finite][:2]
            if len(finite) < 2:
                return [*found, Clause(first, last, opener, tuple(groups))]
            cut = finite[1].first if opener == "relative" else self._second_clause(*finite)
            split = next(number for number, group in enumerate(groups) if group.head >= cut)
            found.append(Clause(first, cut, opener, tuple(groups[:split])))
            opener = "complement" if self._is_saying(finite[0]) else "bare"
            first, groups = cut, groups[split:]

    def _second_clause(self, one: Group, two: Group) -> int:
        """Return where the clause of the second verb begins: after a verb of saying, else before its subject."""
        tokens = self.tokens
        if self._is_saying(one):
            return self._after_speech(one, two)
        i = two.first
        while i - 1 > one.head and tokens.is_in(i - 1, "adverbs"):
            i -= 1
        if i - 1 > one.head and tokens.is_in(i - 1, "subject_pronouns"):
            return i - 1
        while i - 1 > one.head and tokens.is_capital(i - 1):
            i -= 1
        if i == two.first:
            while i - 1 > one.head and tokens.lower(i - 1).isalpha() and not tokens.is_in(i - 1, "prepositions"):
                if i - 1 in tokens.masked:
                    return two.first
                i -= 1
                if tokens.is_in(i, "determiners"):
                    break
        return i

    def _is_saying(self, group: Group) -> bool:
        """Tell whether what is said can follow a verb: not so "was declared effective", "was confirmed by tests"."""
        tokens, of, after = self.tokens, self.tokens.of, group.head + 1
        led = tokens.is_in(after, "prepositions") and after + 1 not in tokens.masked
        if group.passive and led:
            return False
        return group.base in of["reporting_verbs"] and not (group.passive and group.base in of["naming_verbs"])

    def _after_speech(self, one: Group, two: Group) -> int:
        """Return where what is said begins: after the verb, who was told, and when."""
        tokens = self.tokens
        i = one.head + 1
        if one.base in tokens.of["addressed_verbs"] and i < two.first and i not in tokens.masked:
            i += 1
        start = i
        while i < two.first and (i in tokens.masked or (i + 1 in tokens.masked and tokens.is_in(i, "prepositions"))):
            i += 1
        return start if tokens.is_in(i, "possessive_marks") else i  # "said last month's fire was no accident"


def _awaits_verb(before: list[Clause]) -> bool:
    """Tell whether no main verb stands before a place, since the last colon, semicolon or "and" with its subject."""
    opens = (n for n in range(len(before) - 1, 0, -1) if before[n].opener == "stop" or _is_subject(before[n]))
    here = next(opens, 0)
    return not any(before[n].finite and not _is_inner(before, n) for n in range(here, len(before)))


def _is_inner(before: list[Clause], number: int) -> bool:
    """Tell whether a clause hangs on a noun or another one, also "and led it" of "who joined it and led it"."""
    clause = before[number]
    if clause.opener == "and" and number and before[number - 1].opener == "relative":
        return clause.groups[:1] != () and clause.groups[0].first == clause.first + 1
    return clause.opener in ("relative", "sub")


def _is_subject(clause: Clause) -> bool:
    return clause.opener == "and" and not clause.groups


def _is_interrupted(before: list[Clause]) -> bool:
    """Tell whether a subject still waits for its verb after an insertion: "The movement, helped by X, contributed"."""
    inserted = any(group.form in (Form.PARTICIPLE, Form.ING) for clause in before[1:] for group in clause.groups)
    return _awaits_verb(before) and (inserted or any(clause.opener == "relative" for clause in before[1:]))


def _next(places: list[int], after: int) -> int | None:
    """Return the first of `places`, which are in order, that lies after a place."""
    found = bisect_right(places, after)
    return places[found] if found < len(places) else None
