"""Whether the date of a row can go from its words without loss, as the row has it already."""

from __future__ import annotations

from itertools import groupby, takewhile

from timeline.clause import Form, Group, Parse
from timeline.describe.attach import Head
from timeline.describe.clauses import ends_dates
from timeline.describe.drafts import Draft

LONGEST_BOUND = 4
"""How many words behind a date may say that it is the first or the last: ", at the latest"."""
_INNER = ("relative", "sub", "bracket", "bare")
_JOINING = ("coordinators", "complementizers", "subordinators", "relatives")


def date_phrase(found: Parse, head: Head, chosen: Draft, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of a date with its preposition when it can go without loss, else None.

    It goes where it opens the row, stands beside the verb, or ends what the verb says; it stays before a noun of its
    own, beside another date, in a comparison, after "since" or "by", and wherever words would be left waiting for it.
    Of a list of dates, each of which has its row, all go.
    """
    tokens = found.tokens
    own = found.words_in(start, end)
    first, last = _listed(found, *own)
    if (first, last) != own:
        start, end = found.words[first].start, found.words[last - 1].end
    if _is_needed(found, head, chosen, first, last):
        return None
    if tokens.lower(first - 1) == "(" and tokens.lower(last) == ")":
        return start, end
    begin = first
    if tokens.is_in(first - 1, "intensifiers") and not tokens.is_in(first - 2, "date_prepositions", "soonest"):
        verb = found.group_on(first - 2)
        begin = first - (verb is None or verb.base not in tokens.of["breaking"])
    elif tokens.is_in(first - 1, "removable"):
        noun = tokens.is_in(first - 3, "determiners")  # "in the back"
        late = tokens.is_in(first - 2, "date_adverbs") and not noun
        if late and _may_be_of_verb(found, first - 2):
            return None
        begin = first - 1 - late
    elif tokens.is_in(first - 1, "date_prepositions", "determiners", "date_openers", "prepositions"):
        return None
    if begin < first and (_dangles(found, begin - 1) or _belongs_to_verb(found, head, begin)):
        return None
    loose = _opens(found, head, chosen, begin, last) or (
        not _tells_of_now(found, head, chosen) and _closes(found, head, chosen, (begin, first, last))
    )
    return (found.words[begin].start, end) if loose else None


def _listed(found: Parse, first: int, last: int) -> tuple[int, int]:
    """Return the words of the list that a date stands in, half-open: "in 1901, in 1910 and in 1932"; else its own."""
    stretches = ([*words] for dated, words in groupby(range(len(found.words)), found.is_date) if dated)
    dates = [(words[0], words[-1] + 1) for words in stretches]
    low = high = next((number for number, (_, end) in enumerate(dates) if first < end), -1)
    if low < 0 or first == last:
        return first, last
    while low and _are_joined(found, dates[low - 1][1], dates[low][0]):
        low -= 1
    while high + 1 < len(dates) and _are_joined(found, dates[high][1], dates[high + 1][0]):
        high += 1
    begin, end = dates[low][0], dates[high][1]
    between = [i for i in range(begin, end) if not found.is_date(i)]
    joined = any(found.tokens.lower(i) == found.tokens.grammar.joining for i in between)
    apart = found.tokens.is_word(end) and any(found.tokens.is_in(i, "prepositions") for i in between)
    return (begin, end) if joined and not apart else (first, last)  # "to Rome in 1884 and in 1889 to Bern"


def _are_joined(found: Parse, first: int, last: int) -> bool:
    """Tell whether nothing but ", and in" stands between two dates: not so "came in 1990 and in 1995 he left"."""
    tokens, between = found.tokens, range(first, last)
    told = any(group.finite and group.head < first for group in found.groups)
    if told and found.clauses[found.clause_at(last)].finite and found.clause_at(first - 1) != found.clause_at(last):
        return False
    marks = [i for i in between if tokens.lower(i) in {",", tokens.grammar.joining}]
    return bool(marks) and all(i in marks or tokens.is_in(i, "removable") for i in between)


def _is_needed(found: Parse, head: Head, chosen: Draft, first: int, last: int) -> bool:
    """Tell whether other words of the row rest on the date."""
    return (
        head.attributive
        or (
            head.group is not None
            and head.group.form in (Form.PARTICIPLE, Form.ING)
            and not _is_cut_out(head.group, chosen)
        )
        or _is_attributive(found, first, last)
        or _has_neighbour(found, chosen, first, last)
        or _is_focus(found, first, last)
        or _is_subject(found, chosen, first, last)
        or _is_object(found, first, last)
        or _is_measure(found, last)
        or _is_explained_after(found, last)
        or _is_of_clause(found, first, last)
        or _is_denied(found, head)
        or (found.tokens.is_in(first - 1, "coordinators") and ends_dates(found, first - 1))
    )


def _is_cut_out(verb: Group, chosen: Draft) -> bool:
    """Tell whether a row begins with a participle, for which an auxiliary was put in: "[The bridge was] built"."""
    return bool(chosen.subject) and chosen.replaced is None and chosen.first <= verb.head <= chosen.first + 1


def _belongs_to_verb(found: Parse, head: Head, begin: int) -> bool:
    """Tell whether a verb before a date needs it: "based on the prices of 1969", "an insurrection starting in May"."""
    before = found.group_on(begin - 1)
    if before is None:
        return False
    hangs = before != head.group and before.form in (Form.ING, Form.PARTICIPLE)  # "in a book published in May"
    return hangs or before.base in found.tokens.of["governing_verbs"]


def _may_be_of_verb(found: Parse, word: int) -> bool:
    """Tell whether an adverb may say more than the date: "sent it back in 1990", not "Back in 1990 the mill closed"."""
    return found.tokens.is_in(word, "particles") and found.tokens.is_word(word - 1)


def _dangles(found: Parse, word: int) -> bool:
    """Tell whether a preposition that belongs to the verb would stand last: "moved in on Monday"."""
    return found.tokens.is_in(word, "prepositions") and found.tokens.is_in(word, "dangling")


def _is_object(found: Parse, first: int, last: int) -> bool:
    """Tell whether a date is what a verb sets or spends: "has set 10 November as the deadline", "spent May at sea"."""
    of, group = found.tokens.of, found.group_on(first - 1)
    if group is None or group.head != first - 1:
        return False
    sets = group.base in of["dating_verbs"] and found.tokens.is_in(last, "prepositions")
    return sets or group.base in of["spending_verbs"]


def _is_explained_after(found: Parse, last: int) -> bool:
    """Tell whether the sentence goes on about a date: "in May, when it rained", "on Sunday, a feast day, the shops"."""
    tokens = found.tokens
    last += tokens.lower(last) == "."  # "at 19:00 hr., when"
    if tokens.lower(last) != ",":
        return False
    if tokens.is_in(last + 1, "date_relatives"):
        return True
    end = next((i for i in range(last + 1, len(tokens)) if not tokens.is_word(i)), len(tokens))
    plain = tokens.is_in(last + 1, "indefinite") and not any(map(found.group_on, range(last + 1, end)))
    return plain and tokens.lower(end) == "," and tokens.is_in(end + 1, "subject_pronouns", "articles", "possessives")


def _is_denied(found: Parse, head: Head) -> bool:
    """Tell whether a verb is denied, perhaps only for its date: "did not begin this week"."""
    group = head.group or found.clauses[head.clause].finite
    return group is not None and group.negated


def _is_subject(found: Parse, chosen: Draft, first: int, last: int) -> bool:
    """Tell whether a date is what its verb is about: "1998 also saw the first strike"."""
    tokens, clause = found.tokens, found.clauses[found.clause_at(first)]
    if first != chosen.first or clause.finite is None or chosen.subject:
        return False
    return all(tokens.is_in(i, "adverbs") or tokens.lower(i) == "," for i in range(last, clause.finite.first))


def _is_focus(found: Parse, first: int, last: int) -> bool:
    """Tell whether a date has a word of its own: "In May alone three ships sank", "will open in May at the latest"."""
    tokens = found.tokens
    if tokens.is_in(last, "focusing") or tokens.has(last, last + LONGEST_BOUND, "bounding"):
        return True
    plain = tokens.is_word(last) and not tokens.is_capital(last) and found.group_on(last) is None
    lone = plain and tokens.lower(last + 1) == "," and found.clause_at(first) == found.clause_at(last)
    return lone and not tokens.lower(last).endswith(tokens.grammar.plural)


def _is_of_clause(found: Parse, first: int, last: int) -> bool:
    """Tell whether a clause without a joining word tells which date it is: "hired the year the plant opened"."""
    tokens = found.tokens
    if not tokens.is_in(first, "articles") or not tokens.is_in(last, "articles", "possessives"):
        return False
    verbs = [group.head for group in found.groups]
    return any(verb < first for verb in verbs) and any(verb > last for verb in verbs)


def _is_measure(found: Parse, last: int) -> bool:
    """Tell whether words follow that need the date: "twice as much this year as last", "in the year ended 31 March"."""
    if found.tokens.lexeme(last).base in found.tokens.of["closing_verbs"] and found.is_date(last + 1):
        return True
    if not found.tokens.is_in(last, "measures"):
        return False
    return not any(group.finite and group.first > last for group in found.groups)


def _opens(found: Parse, head: Head, chosen: Draft, begin: int, last: int) -> bool:
    """Tell whether a date phrase opens the row, right before its clause: "On Friday, the court ruled"."""
    tokens = found.tokens
    led = all(tokens.is_in(i, "opening", "coordinators") or tokens.lower(i) == "," for i in range(chosen.first, begin))
    verb = next((group for group in found.groups if group.finite and group.first >= last), None)
    follows = tokens.lower(last).isalnum() or tokens.is_word(last + 1)
    if verb is None or _is_explained(found, last, verb.first):
        return False
    return led and follows and verb.first > last and found.clause_at(verb.first) == head.clause


def _is_explained(found: Parse, last: int, verb: int) -> bool:
    """Tell whether another date explains one that ends before `last`: "In May, a week after the fire, they left"."""
    start = last + (found.tokens.lower(last) == ",")
    end = next((i for i in range(start, verb) if found.tokens.lower(i) == ","), start)
    return any(map(found.is_date, range(start, end)))


def _closes(found: Parse, head: Head, chosen: Draft, phrase: tuple[int, int, int]) -> bool:
    """Tell whether a date phrase stands beside the verb of its clause, or ends what that says."""
    tokens, group = found.tokens, head.group or found.clauses[head.clause].finite
    begin, first, last = phrase
    if group is None or found.clause_at(begin) != head.clause or tokens.lower(last) == "(":
        return False
    if head.group is None and not _carries(found, group, begin):
        return False  # the date is the noun's: "named commander of a mission in December"
    clause, following = found.clauses[head.clause], found.clauses[head.clause + 1 : head.clause + 2]
    is_main = clause.opener == "bare" and group.first == clause.first  # "The bridge he built | collapsed"
    inner = clause.opener in _INNER and chosen.first <= clause.first and not is_main
    if inner or any(other.opener == "bare" and other.first < chosen.last for other in following):
        return False  # the row is about something else
    if group.form is Form.PRESENT and begin > group.head + 1 and not _is_scheduled(found, group):
        return False  # the date may be the noun's: "follows a ruling by the court in June"
    inverted = tokens.is_capital(last + 1) or tokens.is_in(last + 1, "articles", "subject_pronouns")
    if last == group.first and tokens.is_in(last, "auxiliary_forms") and inverted and begin == clause.first:
        return False  # "Only that day did the army"
    after = last + (tokens.lower(last) == ",")
    hangs = any(other.first == after and not other.finite for other in found.groups)
    joins = hangs or after >= chosen.last or tokens.is_in(after, *_JOINING)
    if begin == first and last == group.first and last - first > 1 and not tokens.is_capital(last - 1):
        return False  # "its slow third quarter ended"
    if group.first <= begin <= group.head + 1 or last == group.first:
        said = head.group is None or head.word == group.head
        return said and group.base not in tokens.of["copular_verbs"] and (joins or after == last)
    # "payable to stock of record Dec. 15"
    bare = begin == first and any(tokens.lower(i).isdigit() for i in range(first, last))
    between = range(group.head + 1, begin)
    if bare or begin < group.head or any(tokens.lower(i) == "," or tokens.is_in(i, "comparing") for i in between):
        return False
    ends = tokens.lower(last) in ".;" or tokens.is_in(last, "prepositions", "infinitive")
    return ends or joins


def _tells_of_now(found: Parse, head: Head, chosen: Draft) -> bool:
    """Tell whether a row of the past goes on to the present: "The mill was built in 1974 and employs 200 people"."""
    past = head.group is not None and head.group.form is Form.PAST
    later = (other for other in found.clauses[head.clause + 1 :] if other.first < chosen.last)
    return past and any(c.opener == "and" and c.finite and c.finite.form is Form.PRESENT for c in later)


def _is_scheduled(found: Parse, verb: Group) -> bool:
    """Tell whether a present tense says what is to come: "opens in May", "is due in June"."""
    of = found.tokens.of
    return verb.base in of["scheduled_verbs"] | of["copular_verbs"] | of["awaiting_verbs"] | of["plan_verbs"]


def _carries(found: Parse, verb: Group, end: int) -> bool:
    """Tell whether what a verb says has the date of its noun too: "took part in a raid", "left after the debate"."""
    of = found.tokens.of
    simple = verb.form is Form.PAST and not verb.modal
    alone = not any(verb.head < other.head < end for other in found.groups)
    return (simple and alone) or verb.base in of["light_verbs"] | of["awaiting_verbs"]


def _has_neighbour(found: Parse, chosen: Draft, first: int, last: int) -> bool:
    """Tell whether no verb parts the date from another one: "took Lida on 17 April and Hala on 18 April"."""
    number = found.clause_at(first)
    clause = found.clauses[number]
    if number and not clause.groups and any(found.is_date(i) for i in range(clause.first)):
        return True  # "In 1919 she was made a lecturer, and in 1923 a professor"
    heads = [group.head for group in clause.groups]
    low = max((head for head in heads if head < first), default=clause.first)
    high = min((head for head in heads if head >= last), default=clause.last)
    if high == clause.last:
        high = min(_end_of_joined(found, number), chosen.last)
    return any(found.is_date(i) for i in range(low, high) if not first <= i < last)


def _end_of_joined(found: Parse, number: int) -> int:
    """Return where what "and" joins to a clause ends: "died in 2003, and her son, Otto, in 2016"."""
    following = found.clauses[number + 1 :]
    joined = [*takewhile(lambda other: other.finite is None and other.opener in ("and", "comma"), following)]
    place = found.clauses[number].last
    joint = (place, place - 2) if found.tokens.lower(place - 1) == "," else (place,)  # "in 1884 and, years later, to"
    return joined[-1].last if joined and any(found.tokens.is_in(i, "coordinators") for i in joint) else place


def _is_attributive(found: Parse, first: int, last: int) -> bool:
    """Tell whether a noun follows that the date belongs to; not so for "In 1990 profits rose"."""
    tokens = found.tokens
    if tokens.is_in(last, "possessive_marks", "genitive") or tokens.lower(last) == "-":
        return True
    if tokens.is_in(last - 1, "run_up") and tokens.is_word(last):
        return True  # "a week before that meeting"
    clause = found.clauses[found.clause_at(first)]
    opens = tokens.is_in(first - 1, "removable") and first - 1 == clause.first and clause.opener != "bracket"
    following = tokens.lower(last)
    after_verb = any(group.head == first - 1 for group in found.groups)  # "said today conditions are worse"
    return (
        not (opens or after_verb)
        and following.isalpha()
        and not tokens.is_capital(last)
        and not tokens.is_in(last, "function_words")
        and found.group_on(last) is None
    )
