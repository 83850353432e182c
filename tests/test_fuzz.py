"""What the fuzzer found, replayed, and the same promises held to random text and options without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.__main__ import FINDINGS, seeds, texts, words
from fuzz.targets import TARGETS, export
from timeline import extract, plugins
from timeline.writers import Settings

FOUND = sorted(path for path in FINDINGS.glob("*/*") if path.is_file())
FORMATS = [writer.NAME for writer in plugins.writers()]
HOSTILE = (
    *("\n", "\n\n", "\t", "\f", "\x1b[2J", "\u202e", "\x00", "<b>", "=1+1", "|", "日本", "🎉", "“"),
    *("99999", "2012-02-30", "24:00"),
)
TEXTS = st.lists(st.sampled_from(texts()) | st.sampled_from([*words(), *HOSTILE]) | st.text(max_size=3)).map(" ".join)
"""Texts of the cases, their words, and what is hostile, in any order."""


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_once_is_mended(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_holds_for_what_it_begins_with(target: str) -> None:
    for data in (b"", *list(seeds(target))[::25]):
        TARGETS[target](data)


@pytest.mark.parametrize("target", TARGETS)
@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=400) | TEXTS.map(lambda text: bytes(6) + text.encode("utf-8", "surrogatepass")))
def test_every_target_holds_for_any_bytes(target: str, data: bytes) -> None:
    TARGETS[target](data)


@settings(deadline=None, max_examples=150)
@given(
    text=TEXTS,
    date=st.sampled_from([None, "2011-10-03", "1998-02", "-0043-03-15", "9999-12-31"]),
    prefer=st.sampled_from(["tense", "past", "future", "nearest"]),
    genre=st.sampled_from(["auto", "news", "narrative"]),
    order=st.sampled_from(["auto", "dmy", "mdy", "ymd"]),
    fold=st.booleans(),
    include_undated=st.booleans(),
    chosen=st.builds(
        Settings,
        columns=st.just(()),
        color=st.just(False),  # noqa: FBT003 - a strategy
        header=st.booleans(),
        excel=st.booleans(),
        csv_raw=st.booleans(),
        width=st.none() | st.integers(1, 200),
        wrap=st.booleans(),
        group=st.sampled_from(["", "year", "month", "source"]),
        stamp=st.integers(0, 2**37),
        title=st.text(max_size=9),
        ical_coarse=st.sampled_from(["auto", "span", "marker", "skip"]),
        ical_undated=st.sampled_from(["skip", "journal"]),
    ),
)
def test_what_is_found_in_any_text_is_written_by_every_format_or_counted(
    text: str,
    date: str | None,
    prefer: str,
    genre: str,
    order: str,
    fold: bool,  # noqa: FBT001 - given by its name
    include_undated: bool,  # noqa: FBT001 - the same
    chosen: Settings,
) -> None:
    found = extract(
        text, date=date, prefer=prefer, genre=genre, order=order, fold=fold, include_undated=include_undated
    )
    for form in FORMATS:
        export(form, found, chosen)
