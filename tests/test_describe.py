"""The judged set: what share of its rows comes out as a reader would want them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline import grammar
from timeline.describe import describe
from timeline.model import Document, DocumentDate, Event, Timex
from timeline.values import Duration, Floating, Granularity, PartialDate, Recurrence, Vague, Value

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("events.toml").read_text("utf-8"))["case"]
ENGLISH = grammar.load("en")
KINDS: dict[str, Value] = {
    "PAST": Vague.PAST,
    "PRESENT": Vague.PRESENT,
    "FUTURE": Vague.FUTURE,
    "SET": Recurrence(Floating(weekday=1), "EVERY"),
    "LATER": PartialDate(2020, 6, 30, granularity=Granularity.DAY),
    "DURATION": Duration(((3, Granularity.WEEK),)),
}
MARK = re.compile(r"\[([^]|]+)(?:\|(\w+))?\]")
FLOOR = 0.85
"""Share of the rows that are right in head, words and status. It only goes up."""


def marked(text: str) -> tuple[str, list[Timex]]:
    """Return the text without its marks, and a temporal expression for each of them."""
    plain, timexes, at = "", [], 0
    for number, match in enumerate(MARK.finditer(text)):
        plain += text[at : match.start()]
        at = match.end()
        start, kind = len(plain), match[2] or ""
        plain += match[1]
        when = KINDS.get(kind, PartialDate(2000 + number))
        role = kind if kind in {"from", "to"} else ""
        timexes.append(timex(plain, start, len(plain), when, role))
    return plain + text[at:], timexes


def timex(text: str, start: int, end: int, when: Value, role: str = "") -> Timex:
    kind = {Recurrence: "SET", Duration: "DURATION"}.get(type(when), "DATE")
    return Timex(
        start,
        end,
        text[start:end],
        kind,
        "",
        None,
        None,
        "rule",
        "why",
        when,
        "explicit",
        None,
        (),
        None,
        None,
        role,
        (),
        (),
    )


def events(text: str) -> list[Event]:
    plain, timexes = marked(text)
    date = DocumentDate(PartialDate(2020, 6, 15, granularity=Granularity.DAY), "option", "")
    return describe(Document(plain, "case.txt", date), timexes, ENGLISH)


def row(event: Event) -> list[str]:
    return [event.expression, event.head or "", event.event, event.status]


def is_right(got: list[str] | None, want: list[str] | None) -> bool:
    if got is None or want is None:
        return False
    return got[1] in want[1].split("|") and [got[0], *got[2:]] == [want[0], *want[2:]]


def test_the_share_of_rows_that_are_right_does_not_fall() -> None:
    right, wrong = 0, []
    for case in CASES:
        found = [row(event) for event in events(case["text"])]
        wanted = [[MARK.sub(r"\1", re.sub(r"[][]|\|\w+", "", words)), *rest] for words, *rest in case["rows"]]
        for index in range(max(len(found), len(wanted))):
            got = found[index] if index < len(found) else None
            want = wanted[index] if index < len(wanted) else None
            if is_right(got, want):
                right += 1
            else:
                wrong.append(f"{case['text']}\n   want {want}\n   got  {got}")
        right += not found and not wanted
    share = right / (right + len(wrong))
    print(f"{right} of {right + len(wrong)} rows right: {share:.3f}\n" + "\n".join(wrong))
    assert share >= FLOOR
