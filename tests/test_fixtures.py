"""The articles of `fixtures/` give the timelines written beside them, at least as well as `floors.toml` pins.

`python -m tests.test_fixtures` prints what each article gives now, in the form of that file, with its faults.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from timeline.grammar import load

ROOT = Path(__file__).parent.parent
EXPECTED = {
    path.name.removesuffix(".expected.json"): path for path in sorted((ROOT / "fixtures").glob("*.expected.json"))
}
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
RESPECTS = ("rows", "head", "status", "event")

Row = dict[str, Any]


class Result(NamedTuple):
    """What an article gave, beside what it should give."""

    counts: dict[str, int]
    """For each respect how many rows are right; `extra` counts the rows that were not expected."""
    asked: int
    faults: list[str]


def article(name: str) -> Path:
    """Return the file an expected timeline belongs to."""
    found = [path for path in EXPECTED[name].parent.glob(f"{name}.*") if path.suffix != ".json"]
    assert len(found) == 1, f"{name}: one article, not {found}"
    return found[0]


def expected(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(EXPECTED[name].read_text(encoding="utf-8"))
    return data


@cache
def rows(name: str) -> list[Row]:
    """Return the events of an article, as the command exports them."""
    command = [sys.executable, "-m", "timeline", "export", str(article(name)), "-f", "jsonl", "-q"]
    done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT, encoding="utf-8")
    return [json.loads(line) for line in done.stdout.splitlines()]


@cache
def measured(name: str) -> Result:
    """Compare an article's rows with those expected, one to one, by date and words."""
    given, wanted = list(rows(name)), expected(name)
    asked = [*wanted["timeline"], *wanted["undated"]]
    counts = dict.fromkeys(RESPECTS, 0)
    faults = []
    for want in asked:
        row = next((row for row in given if _same_date(want, row)), None)
        if row is None:
            others = [_when(row) for row in given if want["expression"] in row["expression"]]
            faults.append(f"missing: {want['when']} [{want['expression']}] {want['event']}; has {others}")
            continue
        given.remove(row)
        counts["rows"] += 1
        row["event"] = load("en").without_context(row["event"])  # that is not expected of them
        for respect in RESPECTS[1:]:
            counts[respect] += row[respect] == want[respect]
        faults += [
            f"{key} of [{want['expression']}]: {row[key]!r}, not {value!r}"
            for key, value in want.items()
            if key not in {"when", "expression"} and row[key] != value
        ]
    faults += [f"extra: {_when(row)} [{row['expression']}] {row['event']}" for row in given]
    return Result(counts | {"extra": len(given)}, len(asked), faults)


def _same_date(want: Row, row: Row) -> bool:
    return row["expression"] == want["expression"] and want["when"] in {row["edtf"], row["timex3"]}


def _when(row: Row) -> str:
    return str(row["edtf"] or row["timex3"])


@pytest.mark.parametrize("name", EXPECTED)
def test_an_article_gives_its_timeline_as_well_as_ever(name: str) -> None:
    result = measured(name)
    below = {respect for respect in RESPECTS if result.counts[respect] < FLOORS[name][respect]}
    if result.counts["extra"] > FLOORS[name]["extra"]:
        below.add("extra")
    assert not below, "\n".join([f"{result.counts} of {result.asked}, pinned {FLOORS[name]}", *result.faults])


@pytest.mark.parametrize("name", EXPECTED)
def test_the_document_date_is_the_one_the_article_states(name: str) -> None:
    assert {row["document_date"] for row in rows(name)} == {expected(name)["document_date"]}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_rows_stand_in_the_order_expected(name: str) -> None:
    wanted = expected(name)
    order = [
        next((place for place, row in enumerate(rows(name)) if _same_date(want, row)), None)
        for want in [*wanted["timeline"], *wanted["undated"]]
    ]
    found = [place for place in order if place is not None]
    assert found == sorted(found)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_no_date_makes_no_row(name: str) -> None:
    text = article(name).read_text(encoding="utf-8")
    for words in expected(name)["never"]:
        assert words in text, f"{words!r} does not stand in the article"
        start = text.index(words)
        inside = [
            row["expression"]
            for row in rows(name)
            if row["offset"] < start + len(words) and start < row["offset"] + row["length"]
        ]
        assert not inside, f"{inside} in {words!r}"


@pytest.mark.parametrize("name", EXPECTED)
def test_every_row_stands_where_it_says(name: str) -> None:
    text = article(name).read_text(encoding="utf-8")
    for row in rows(name):
        assert text[row["offset"] : row["offset"] + row["length"]] == row["expression"]
        assert text.startswith(row["sentence"], row["sentence_offset"])
        assert text[: row["offset"]].count("\n") + 1 == row["line"]


def test_every_article_has_its_floor() -> None:
    assert set(FLOORS) == set(EXPECTED)


def report() -> str:
    """Return the counts of every article as `floors.toml` would have them, with the faults as comments."""
    parts = []
    for name in EXPECTED:
        result = measured(name)
        parts.append(f"\n[{name}]  # of {result.asked}")
        parts += [f"{respect} = {count}" for respect, count in result.counts.items()]
        parts += [f"# {fault}" for fault in result.faults]
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(report() + "\n")
