"""Every language keeps what its cases promise: what stands in [brackets] is read, and nothing else is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from timeline import find_dates, plugins
from timeline.language import load_language
from timeline.language.automaton import Automata, Automaton
from timeline.language.engine import scan_form
from timeline.language.forms import Forms, compact
from timeline.model import Timex
from timeline.tag import tag

MARKED = re.compile(r"\[(.+?)\]", re.DOTALL)
BESIDE = re.compile(r"\{(.+?)\}", re.DOTALL)
"""An expression that a case needs around the one it marks, with a value that another case checks."""
CHECKED = {"type", "value", "mod", "quant", "freq", "edtf", "basis", "notes"}
UNSAID = {"type": "DATE", "mod": None, "quant": None, "freq": None}
"""What an expression must be where its case does not say it; the other fields are then not looked at."""


class Case(NamedTuple):
    language: str
    date: str | None
    marked: str
    expected: dict[str, Any]

    @property
    def text(self) -> str:
        return re.sub(r"[\[\]{}]", "", self.marked)

    @property
    def beside(self) -> list[str]:
        return BESIDE.findall(self.marked)

    def find(self) -> list[Timex]:
        return find_dates(self.text, date=self.date, language=self.language)


def _without(entry: dict[str, Any], keys: set[str]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in keys}


def entries(code: str, kind: str) -> Iterator[dict[str, Any]]:
    data = tomllib.loads((plugins.language(code) / "cases.toml").read_text(encoding="utf-8"))
    assert set(data) <= {"case", "negative"}, f"{code}/cases.toml holds tables that nothing reads"
    yield from data.get(kind, ())


def all_cases(kind: str) -> list[Case]:
    return [
        Case(code, entry.get("date"), text, UNSAID | _without(entry, {"date", "texts"}))
        for code in plugins.languages()
        for entry in entries(code, kind)
        for text in entry["texts"]
    ]


CASES = all_cases("case")
NEGATIVES = all_cases("negative")


class Whole(Automata):
    """Gives each text the automaton for all words."""

    def __init__(self, whole: Automaton) -> None:
        self.whole = whole


def name(case: Case) -> str:
    return f"{case.language}-{case.date}-{case.marked}"


def story(found: list[Timex]) -> str:
    lines = (f"  [{t.text}] {t.type} {t.value} mod={t.mod} by {t.rule}: {t.reason}" for t in found)
    return "found:\n" + ("\n".join(lines) or "  nothing")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_what_stands_in_brackets_is_read_and_nothing_else(case: Case) -> None:
    marks = list(MARKED.finditer(case.marked))
    assert len(marks) == 1, "a text marks one expression"
    assert set(case.expected) <= CHECKED, "a case has a key that nothing reads"
    found = case.find()
    start = len(re.sub(r"[\[\]{}]", "", case.marked[: marks[0].start()]))
    read = [timex for timex in found if (timex.start, timex.text) == (start, marks[0][1])]
    assert len(read) == 1, story(found)
    # Of a range or a list a case marks one end; the other end is an expression too.
    beside = [timex.text for timex in found if timex is not read[0] and not (timex.role or read[0].role)]
    assert [text for text in beside if text not in case.beside] == [], story(found)
    actual = {key: _plain(getattr(read[0], key)) for key in case.expected}
    assert actual == case.expected, story(found)


@pytest.mark.parametrize("case", NEGATIVES, ids=name)
def test_nothing_is_found_where_there_is_no_date(case: Case) -> None:
    found = find_dates(case.marked, date=case.date, language=case.language)
    assert not found, story(found)


@pytest.mark.parametrize("code", plugins.languages())
def test_every_rule_reads_at_least_one_case(code: str) -> None:
    # A rule made by joining two neighbours is called by both their names.
    used = {rule for case in CASES if case.language == code for timex in case.find() for rule in timex.rule.split("+")}
    unused = [rule.name for rule in load_language(code).rules if rule.name not in used and rule.kind != "nothing"]
    assert not unused, f"{len(unused)} rules without a case in {code}/cases.toml: {', '.join(unused)}"


@pytest.mark.parametrize("case", [*CASES[::15], *NEGATIVES[::15]], ids=name)
def test_an_automaton_for_the_words_of_a_text_finds_in_it_what_that_for_all_words_does(case: Case) -> None:
    text = re.sub(r"[\[\]{}]", "", case.marked)
    fresh, used = load_language.__wrapped__(case.language), load_language(case.language)
    assert fresh.automata.reading(scan_form(text)) is not fresh.automata.whole
    fresh = load_language.__wrapped__(case.language)
    assert tag(text, fresh) == tag(text, used._replace(automata=Whole(used.automata.whole)))


@pytest.mark.parametrize(
    ("words", "can_be", "cannot_be"),
    [
        ("unit", ["the {unit}", "{either} ago"], []),
        ("units", ["(?:{unit}|{units}) ago"], ["the {unit}"]),
        ("", ["{unit}? ago", "(?:{unit} )?ago", "(?:{unit} ){0,3}ago", "{unit}|now", r"[\[({]{digits}\)"], []),
        ("", [], ["the {unit}", "(?:the )?{unit}", "(?:{unit}|{units}) ago", "{either} ago"]),
    ],
)
def test_a_form_that_needs_words_a_text_does_not_have_is_left_out(
    words: str, can_be: list[str], cannot_be: list[str]
) -> None:
    patterns: dict[str, Any] = {"numeral": {"digits": {"form": "[0-9]"}}, "macro": {"either": "(?:{unit}|{units})"}}
    lexicon = {name: {"word": 1} if name == words else {} for name in ("unit", "units")}
    forms = Forms(lexicon, {**patterns, "field": {}, "context": {}}, compact)
    assert [form for form in (*can_be, *cannot_be) if forms.can_be({"form": form})] == can_be


@pytest.mark.parametrize("code", plugins.languages())
def test_no_case_stands_twice(code: str) -> None:
    every = [(case.date, case.marked) for case in (*CASES, *NEGATIVES) if case.language == code]
    twice = sorted({str(case) for case in every if every.count(case) > 1})
    assert not twice, "\n".join(twice)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
