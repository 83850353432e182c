"""The library as the README shows it: three functions, plain values, one family of errors."""

from __future__ import annotations

import datetime as dt
import doctest
import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import timeline
from timeline.values import Granularity, PartialDate

ROOT = Path(__file__).parent.parent
INQUIRY = ROOT / "fixtures" / "inquiry.txt"
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(>>>.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_examples_of_the_readme_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert EXAMPLES
    for number, example in enumerate(EXAMPLES):
        name = f"README.md, Python example {number + 1}"
        test = doctest.DocTestParser().get_doctest(example, {}, name, None, None)
        told: list[str] = []
        outcome = doctest.DocTestRunner().run(test, out=told.append)
        assert not outcome.failed, "".join(told)


@pytest.mark.parametrize("name", ["find_dates", "extract"])
def test_choices_are_given_by_name(name: str) -> None:
    parameters = list(inspect.signature(getattr(timeline, name)).parameters.values())
    assert {parameter.kind for parameter in parameters[1:]} == {inspect.Parameter.KEYWORD_ONLY}
    assert {"date", "language", "prefer"} <= {parameter.name for parameter in parameters}


@pytest.mark.parametrize(
    "date",
    [
        "2011-10-03",
        PartialDate(2011, 10, 3, granularity=Granularity.DAY),
        dt.date(2011, 10, 3),
        dt.datetime(2011, 10, 3, 23, 30, tzinfo=dt.UTC),
    ],
    ids=["text", "value", "date", "moment"],
)
def test_the_document_date_is_a_text_or_a_value(date: str | dt.date | PartialDate) -> None:
    (found,) = timeline.find_dates("She resigned in April.", date=date)
    assert (found.value, found.edtf, found.filled) == ("2011-04", "2011-04", ("year",))


def test_a_document_date_may_be_partial() -> None:
    (found,) = timeline.find_dates("She resigned last year.", date="2011-10")
    assert found.value == "2010"


def test_without_a_document_date_nothing_is_guessed() -> None:
    (found,) = timeline.find_dates("She resigned on 26 August.")
    assert found.value == "XXXX-08-26"


def test_prefer_overrides_the_tense() -> None:
    values = [
        timeline.find_dates("She resigned in April.", date="2011-10-03", prefer=prefer)[0].value
        for prefer in ("past", "future")
    ]
    assert values == ["2011-04", "2012-04"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_offsets_count_code_points(before: str, after: str) -> None:
    text = f"{before}\n\nOn 26 August 2019 it rained.\n\n{after}"
    for timex in timeline.find_dates(text):
        assert text[timex.start : timex.end] == timex.text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He left on 14\u200b May 2019.", ("14\u200b May 2019", "2019-05-14")),
        ("He left on 14 Sep\u00adtem\u00adber 2019.", ("14 Sep\u00adtem\u00adber 2019", "2019-09-14")),
        ("\u200e14 May 2019\u200e: he left", ("14 May 2019", "2019-05-14")),
        ("A\u200bB left on 14\u2060\u2060 May\ufeff 2019.", ("14\u2060\u2060 May\ufeff 2019", "2019-05-14")),
    ],
)
def test_a_character_that_nobody_sees_hides_no_date(text: str, found: tuple[str, str]) -> None:
    (timex,) = timeline.find_dates(text)
    assert (timex.text, timex.value) == found
    assert text[timex.start : timex.end] == timex.text


def test_a_text_tells_its_own_date() -> None:
    story = timeline.extract(INQUIRY.read_text(encoding="utf-8"))
    assert {event.document_date for event in story} == {"2011-10-03"}


def test_a_given_date_beats_the_text() -> None:
    story = timeline.extract(INQUIRY.read_text(encoding="utf-8"), date="2014-10-03")
    assert story.events[0].edtf == "2013"


def test_a_file_and_its_text_give_the_same_events() -> None:
    of_file = timeline.extract(timeline.read(INQUIRY))
    of_text = timeline.extract(INQUIRY.read_text(encoding="utf-8"))
    assert [event._replace(source="-", id="") for event in of_file] == [event._replace(id="") for event in of_text]
    assert {event.source for event in of_file} == {str(INQUIRY)}


def test_a_timeline_gives_the_dated_events_then_the_others() -> None:
    story = timeline.extract(timeline.read(INQUIRY))
    assert list(story) == [*story.events, *story.undated]
    assert len(story) == len(story.events) + len(story.undated)


@pytest.mark.parametrize("text", ["", " \n", "Nothing happened here."])
def test_a_text_without_dates_gives_an_empty_timeline(text: str) -> None:
    assert timeline.find_dates(text) == []
    assert len(timeline.extract(text)) == 0


@pytest.mark.parametrize(
    "choice", [{"date": "some day"}, {"date": "1990/2000"}, {"language": "tlh"}, {"prefer": "sideways"}]
)
def test_a_wrong_choice_is_one_error_of_one_line(choice: dict[str, Any]) -> None:
    for function in (timeline.find_dates, timeline.extract):
        with pytest.raises(timeline.TimelineError) as caught:
            function("It rained on Monday.", **choice)
        assert isinstance(caught.value, ValueError)
        assert "\n" not in str(caught.value)


def test_a_wrong_choice_is_told_with_the_right_ones() -> None:
    with pytest.raises(timeline.UsageError, match=r"^genre: 'diary' is not one of auto, news, narrative$"):
        timeline.find_dates("It rained on Monday.", genre="diary")


def test_a_file_that_cannot_be_read_is_an_error_of_one_line_with_its_name(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.txt", tmp_path):
        with pytest.raises(timeline.InputError) as caught:
            timeline.read(path)
        assert str(caught.value).startswith(f"{path}: ")
        assert "\n" not in str(caught.value)
