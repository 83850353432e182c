"""The verb groups of a sentence, from left to right."""

from __future__ import annotations

from timeline.clause.parts import Form, Group
from timeline.clause.tokens import QUOTES, Tokens
from timeline.grammar import Lexeme

_REACH = 5
"""How many words may stand between an auxiliary and its verb."""


def verb_groups(tokens: Tokens) -> list[Group]:
    """Return the verb groups in order.

    A sentence without a finite verb gets one more chance, in which forms that are usually nouns count as verbs:
    "Polls close", "Ruth and Paul meet".
    """
    groups = _Verbs(tokens, lenient=False).find()
    return groups if any(group.finite for group in groups) else _Verbs(tokens, lenient=True).find()


class _Verbs:
    def __init__(self, tokens: Tokens, *, lenient: bool) -> None:
        self.tokens = tokens
        self.lenient = lenient

    def find(self) -> list[Group]:
        found: list[Group] = []
        after = 0
        for i, lexeme in enumerate(self.tokens.lexemes):
            if i < after or (lexeme.participle and self._begins_object(i, found)):
                continue
            if group := self._group_at(i, lexeme) if lexeme.verbal else self._beside_passive(i, lexeme, found):
                found.append(self._share(group, found))
                after = group.head + 1
        return found

    def _group_at(self, i: int, lexeme: Lexeme) -> Group | None:
        if lexeme.capital and self.tokens.is_word(i - 1):
            return None  # part of a name
        classes = lexeme.classes
        if "modals" in classes:
            return self._modal(i, lexeme)
        if "auxiliary_forms" in classes:
            return self._after_auxiliary(i, _form_of(classes))
        if "infinitive" in classes:
            return self._infinitive(i)
        if "contraction" in classes:
            return self._contracted(i)
        group = self._lexical(i, lexeme)
        return group._replace(negated=True) if group and self.tokens.is_in(i - 1, "negations") else group

    def _share(self, group: Group, before: list[Group]) -> Group:
        """Read a participle joined to a passive as one that shares its auxiliary: "was found in 1640 and stolen in".

        It shows what stands between them to be one too: "was shown in 1940, brought back in 1946, and shown again".
        """
        if self._is_gapped(group, before):
            return group._replace(form=before[-1].form, modal=before[-1].modal, passive=True, sure=True)
        alone = group.form is Form.PARTICIPLE and group.first == group.head
        if not alone or self.tokens.lexeme(group.head).past or not self._is_joined(group.first):
            return group
        first = len(before)
        while first and self._is_listed(before[first - 1]):
            first -= 1
        if not (first and before[first - 1].passive and before[first - 1].finite):
            return group
        before[first:] = [other._replace(passive=True, sure=True) for other in before[first:]]
        return group._replace(form=Form.PAST, sure=True)

    def _is_gapped(self, group: Group, before: list[Group]) -> bool:
        """Tell a passive that has only its subject: "a mill was built in 1808 and a church added in 1834"."""
        tokens, after = self.tokens, group.head + 1
        one = before[-1] if before else None
        if one is None or not (one.finite and one.passive and one.first < one.head) or one.negated:
            return False
        may_be = group.form is Form.PAST and group.first == group.head and tokens.lexeme(group.head).participle
        if group.base in tokens.of["speech_verbs"] and group.base not in tokens.of["transitive_verbs"]:
            return False  # "will be closed next year, a spokesman said"
        needs = one.modal or one.form is Form.FUTURE or group.base in tokens.of["transitive_verbs"]
        ends = after in tokens.masked or tokens.is_in(after, "prepositions") or not tokens.is_word(after)
        return bool(may_be and needs and ends) and self._has_bare_subject(one, group) and not self._verb_follows(after)

    def _has_bare_subject(self, one: Group, group: Group) -> bool:
        """Tell whether nothing but a noun stands between a verb and the "and", or the comma after a date, before it."""
        tokens, joint = self.tokens, group.first - 1
        while joint > one.head and self._is_in_noun(joint):
            joint -= 1
        subject = range(joint + 1, group.first)
        if not 0 < len(subject) < _REACH or tokens.is_in(joint + 1, "subject_pronouns", "relatives"):
            return False
        if tokens.lower(joint) == ",":
            return joint - 1 in tokens.masked
        led = tokens.is_in(joint + 1, "articles", "possessives") or tokens.is_capital(joint + 1)
        return tokens.is_in(joint, "coordinators") and led

    def _is_in_noun(self, i: int) -> bool:
        tokens = self.tokens
        noun = tokens.is_in(i, "articles", "possessives") or not tokens.is_in(i, "function_words", "coordinators")
        return tokens.is_word(i) and i not in tokens.masked and noun

    def _verb_follows(self, i: int) -> bool:
        """Tell whether a verb stands in the same stretch: "and the men dismissed in May sued the firm"."""
        tokens = self.tokens
        while i < len(tokens) and (tokens.is_word(i) or i in tokens.masked) and not tokens.is_in(i, "coordinators"):
            if i not in tokens.masked and (tokens.lexeme(i).past or tokens.is_in(i, "auxiliary_forms", "modals")):
                return True
            i += 1
        return False

    def _is_listed(self, group: Group) -> bool:
        """Tell whether a past tense that may be a participle stands right after a comma: ", brought back in 1946,"."""
        tokens = self.tokens
        marked = tokens.lower(tokens.before_adverbs(group.first)) == ","
        open_form = group.form is Form.PAST and group.first == group.head and tokens.lexeme(group.head).participle
        return marked and open_form and not group.passive

    def _is_joined(self, i: int) -> bool:
        """Tell whether "and", or a comma after a date, stands before a word and its adverbs."""
        tokens, joint = self.tokens, self.tokens.before_adverbs(i)
        return tokens.is_in(joint, "coordinators") or (tokens.lower(joint) == "," and joint - 1 in tokens.masked)

    def _beside_passive(self, i: int, lexeme: Lexeme, before: list[Group]) -> Group | None:
        """Read an unknown word that a passive before it shows to be a verb: "was built in 1430 and slighted in"."""
        tokens = self.tokens
        if not (before and before[-1].passive and before[-1].finite and tokens.grammar.may_be_past(lexeme)):
            return None
        after = i + 1
        ends = after in tokens.masked or tokens.is_in(after, "prepositions") or not tokens.is_word(after)
        return Group(i, i, Form.PAST, "") if ends and self._is_joined(i) else None

    def _modal(self, i: int, lexeme: Lexeme) -> Group | None:
        """Read a modal, but not the noun or name: "his will", "in May"."""
        past = "modal_past" in lexeme.classes
        if lexeme.capital and (i or "calendar" in lexeme.classes):
            return None
        if not past and self.tokens.is_in(i - 1, "articles", "possessives", "contraction"):
            return None
        form = Form.FUTURE if "modal_future" in lexeme.classes else Form.PAST if past else Form.PRESENT
        modal = "" if self._is_short_had(i, lexeme) else lexeme.lower
        return self._after_auxiliary(i, form, modal=modal)

    def _is_short_had(self, i: int, lexeme: Lexeme) -> bool:
        """Tell "he'd left" from "he'd leave": the verb after it shows which it is."""
        after = i + 1
        while self.tokens.is_adverb(after) or self.tokens.is_in(after, "negations"):
            after += 1
        verb = self.tokens.lexeme(after)
        had = (verb.participle and not verb.bare) or self.tokens.is_in(after, "been")
        return "had_or_would" in lexeme.classes and had

    def _contracted(self, i: int) -> Group | None:
        """Read "'s" as "is" or "has" only after a pronoun: else it is a possessive."""
        if self.tokens.is_in(i - 1, "pronouns") and not self.tokens.is_in(i - 1, "possessives"):
            return self._after_auxiliary(i, Form.PRESENT)
        return None

    def _after_auxiliary(self, first: int, form: Form, modal: str = "") -> Group:
        """Go over auxiliaries and adverbs to the verb itself; without one the auxiliary is the verb."""
        tokens = self.tokens
        head, state, negated = first, self._state(first, modal), False
        for i in range(first + 1, len(tokens)):
            lexeme = tokens.lexemes[i]
            if i in tokens.masked or lexeme.lower in QUOTES:
                continue
            if i - head > _REACH:
                break
            if "negations" in lexeme.classes:
                negated = True
            elif "be_other" in lexeme.classes:
                head, state = i, "be"
            elif state == "modal" and "have_present" in lexeme.classes:
                head, state = i, "have"
            elif _fits(lexeme, state):
                passive = state == "be" and lexeme.participle
                return Group(first, i, form, lexeme.base, modal, passive, negated)
            elif not (lexeme.adverb or (i == first + 1 and "subject_pronouns" in lexeme.classes)):
                break
        base = tokens.lexeme(head).base or (modal if head == first and modal else "be")
        return Group(first, head, form, base, modal, passive=False, negated=negated)

    def _state(self, i: int, modal: str) -> str:
        if modal or self.tokens.is_in(i, "do_forms"):
            return "modal"
        return "have" if self.tokens.is_in(i, "have_forms", "had_or_would") else "be"

    def _infinitive(self, i: int) -> Group | None:
        tokens = self.tokens
        j = i + 1
        while tokens.is_adverb(j) and j < i + 4:
            j += 1
        if tokens.is_in(j, "have_present", "be_bare"):
            return self._after_auxiliary(j, Form.INFINITIVE)._replace(first=i)
        lexeme = tokens.lexeme(j)
        if not lexeme.bare or tokens.is_capital(j):
            return None
        return Group(i, j, Form.INFINITIVE, lexeme.base)

    def _lexical(self, i: int, lexeme: Lexeme) -> Group | None:
        if self._is_name(i) or self._is_owned(i, lexeme) or self._is_compound(i):
            return None
        if lexeme.past:
            return self._past(i, lexeme)
        if lexeme.participle:
            return Group(i, i, Form.PARTICIPLE, lexeme.base, passive=True)
        if lexeme.ing:
            return Group(i, i, Form.ING, lexeme.base)
        is_present = self._is_third(i, lexeme) if lexeme.third else self._is_bare(i, lexeme)
        return Group(i, i, Form.PRESENT, lexeme.base) if is_present else None

    def _is_name(self, i: int) -> bool:
        """Tell a capital inside a sentence: "Bank of England", "Sold Out"."""
        tokens = self.tokens
        word = tokens.words[i].text
        if not i or not tokens.is_capital(i):
            return False
        if tokens.lower(i - 1) in QUOTES:  # "Left Opposition"
            return tokens.is_capital(i + 1) and i + 1 not in tokens.masked and tokens.is_word(i - 2)
        return (not word.isupper() or len(word) < 2) and (tokens.is_word(i - 1) or tokens.lower(i - 1) in ",&-")

    def _is_compound(self, i: int) -> bool:
        """Tell whether a word hangs on the one before: "N.J.-based"."""
        words = self.tokens.words
        return i > 1 and words[i - 1].text == "-" and words[i - 2].end == words[i - 1].start == words[i].start - 1

    def _is_owned(self, i: int, lexeme: Lexeme) -> bool:
        """Tell an adjective or noun after an article: "the planned meeting", "his left hand"."""
        tokens = self.tokens
        if self._joins_owned(i, lexeme):
            return True
        owner = tokens.before_adverbs(i)
        dated = not tokens.masked.isdisjoint(range(owner + 1, i))
        if dated and tokens.is_in(owner, "object_pronouns") and tokens.lexeme(owner - 1).base:
            return False  # "who met her on Monday left"
        if tokens.is_in(owner, "articles", "possessives"):
            return True
        return tokens.is_in(owner, "contraction") and not lexeme.past

    def _joins_owned(self, i: int, lexeme: Lexeme) -> bool:
        """Tell the second of two adjectives before a noun: "a bent and burned hull", not "the wounded and left it"."""
        tokens, one = self.tokens, i - 2
        pair = lexeme.participle and tokens.is_in(i - 1, "coordinators") and tokens.lexeme(one).participle
        noun = tokens.is_word(i + 1) and not tokens.is_in(i + 1, "function_words") and i + 1 not in tokens.masked
        if not (pair and noun):
            return False
        of_noun = tokens.is_in(one - 1, "contraction") and not tokens.is_capital(one - 2)  # not "Sotheby's sold and"
        return of_noun or self._is_owned(one, tokens.lexeme(one))

    def _begins_object(self, i: int, before: list[Group]) -> bool:
        """Tell an adjective after an infinitive that needs an object: "agreed to sell used cars"."""
        tokens, of = self.tokens, self.tokens.of
        if not tokens.is_in(i - 2, "infinitive"):
            return False
        needs = tokens.lexeme(i - 1).base in of["transitive_verbs"] | of["object_verbs"]
        noun = tokens.lower(i + 1).endswith(tokens.grammar.plural) and not tokens.is_in(i + 1, "function_words")
        return noun and needs and any(group.finite for group in before)

    def _past(self, i: int, lexeme: Lexeme) -> Group | None:
        tokens = self.tokens
        if not lexeme.participle:
            return Group(i, i, Form.PAST, lexeme.base)
        if tokens.is_in(i - 1, "prepositions") and not tokens.is_in(i - 1, "particles"):
            modifies = tokens.lexeme(i + 1).event or (
                tokens.lower(i + 1).isalpha() and not tokens.is_in(i + 1, "prepositions", "determiners")
            )
            return None if modifies else Group(i, i, Form.PARTICIPLE, lexeme.base, passive=True)
        if tokens.is_in(i - 1, "get"):
            return Group(i, i, Form.PARTICIPLE, lexeme.base, passive=True)
        determined = tokens.is_in(i - 1, "determiners") and not tokens.is_in(i - 1, "complementizers")
        if lexeme.bare and lexeme.nounlike and (not i or determined or tokens.is_in(i - 1, "prepositions")):
            return None
        return Group(i, i, Form.PAST, lexeme.base)

    def _is_third(self, i: int, lexeme: Lexeme) -> bool:
        """Tell whether a form in -s is a verb: by the subject before it, or by an object after it."""
        tokens = self.tokens
        j = tokens.before_adverbs(i)
        if tokens.is_in(j, "singular_subjects"):
            return True
        if j < 0:
            return i - 1 in tokens.masked and self._starts_object(i + 1)  # "Sunday offers another chance"
        if tokens.is_in(j, "prepositions", "determiners") or (j == i - 1 and self._is_amount(j)):
            return False
        if not lexeme.nounlike or (tokens.is_in(i + 1, "origins") and lexeme.base in tokens.of["originating_verbs"]):
            return True
        if tokens.is_in(j, "coordinators") and j - 1 in tokens.masked:  # "was built in 1974 and runs 20 buses"
            has_object = tokens.lower(i + 1)[:1].isalnum() and i + 2 not in tokens.masked
            return tokens.is_in(i + 1, "until") or (has_object and not tokens.lexeme(i + 1).verbal)
        if self.lenient:
            return tokens.is_word(j) and tokens.lower(i + 1)[:1].isalpha()
        if self._waits(i, j, lexeme):
            return True
        if not self._starts_object(i + 1) or tokens.is_in(j - 1, "prepositions"):
            return False
        has_subject = tokens.is_capital(j) or j < i - 1 or tokens.lower(j) in {",", ")"}
        return has_subject or tokens.is_in(i + 1, "determiners", "infinitive")

    def _waits(self, i: int, j: int, lexeme: Lexeme) -> bool:
        """Tell a verb behind an insertion: "the lease, signed in May, runs until June", ", and ends on Sunday"."""
        tokens = self.tokens
        if tokens.lower(j - tokens.is_in(j, "coordinators")) != ",":
            return False
        return tokens.is_in(i + 1, "until") or (lexeme.base in tokens.of["scheduled_verbs"] and self._is_dated(i))

    def _is_amount(self, i: int) -> bool:
        """Tell the number of "300 vents" from that of a name: "Flight 103"."""
        tokens = self.tokens
        number = tokens.lower(i)[0].isdigit() or tokens.is_in(i, "counted")
        return number and not tokens.is_capital(i - 1)

    def _starts_object(self, i: int) -> bool:
        tokens = self.tokens
        return (
            i in tokens.masked
            or tokens.is_in(i, "determiners", "object_pronouns", "verb_companions", "particles")
            or (tokens.is_word(i) and not tokens.words[i].text[0].islower())
        )

    def _is_bare(self, i: int, lexeme: Lexeme) -> bool:
        """Tell whether a base form is a present tense: by a plural subject before it."""
        tokens = self.tokens
        j = tokens.before_adverbs(i)
        if tokens.is_in(j, "plural_subjects"):
            return True
        before = tokens.lower(j)
        if before == "," and lexeme.base in tokens.of["contest_verbs"]:
            return tokens.is_capital(i + 1)  # "Peru, who won on Sunday, face Chile"
        if not before.isalpha() or tokens.is_in(j, "prepositions", "determiners", "never_plural"):
            return False
        subject = tokens.lexeme(j)
        if subject.third and not subject.nounlike:
            return False  # "expects lower profit"
        if lexeme.base in tokens.of["contest_verbs"] and self._is_contest(i, j):
            return True
        if (lexeme.nounlike or lexeme.event) and not self.lenient:
            return False
        if tokens.is_in(j, "collectives"):
            return True
        if tokens.is_capital(j) and tokens.lower(j - 1) == tokens.grammar.joining and tokens.is_capital(j - 2):
            return True  # "Peru and Chile meet"
        return before.endswith(tokens.grammar.plural) and not before.endswith(tokens.grammar.not_plural)

    def _is_dated(self, i: int) -> bool:
        """Tell whether a date follows a word, behind a preposition or at once."""
        return i + 1 in self.tokens.masked or (self.tokens.is_in(i + 1, "prepositions") and i + 2 in self.tokens.masked)

    def _is_contest(self, i: int, subject: int) -> bool:
        """Tell "Peru play Chile" and "the team face a test" from "the Broadway play" and "the travel trade"."""
        tokens = self.tokens
        if not tokens.is_in(subject, "collectives"):
            while tokens.is_capital(subject) and subject >= 0:
                subject -= 1
            named = subject < i - 1 and not tokens.is_in(subject + 1, "determiners")
            if not named or (subject >= 0 and tokens.is_word(subject)):
                return False
        goes_on = (
            i + 1 in tokens.masked or tokens.is_capital(i + 1) or tokens.is_in(i + 1, "determiners", "possessives")
        )
        return goes_on or (tokens.is_in(i + 1, "prepositions") and not tokens.is_in(i + 1, "genitive"))


def _form_of(auxiliary: frozenset[str]) -> Form:
    """Return the form of a group by the classes of its auxiliary."""
    if "auxiliary_present" in auxiliary:
        return Form.PRESENT
    if "auxiliary_past" in auxiliary:
        return Form.PAST
    return Form.ING if "auxiliary_ing" in auxiliary else Form.PARTICIPLE


def _fits(lexeme: Lexeme, state: str) -> bool:
    """Tell whether a word can end a group after "have", "be" or a modal."""
    if state == "modal":
        return lexeme.bare
    return lexeme.participle or (state == "be" and lexeme.ing)
