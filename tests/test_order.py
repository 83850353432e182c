"""Events stand in order of time, whatever order they came in."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import NotationError
from timeline.model import Event
from timeline.notation import to_iso
from timeline.order import arrange, sort_key
from timeline.values import Granularity, PartialDate, bounds


def event(start: str | None, end: str | None = None, offset: int = 0) -> Event:
    return Event(
        id=f"{start}/{end}",
        start=start,
        end=end,
        precision="day",
        qualifier=None,
        edtf=None,
        event="",
        expression="",
        confidence=None,
        source="-",
        offset=offset,
        length=0,
        line=1,
        sentence="",
        timex3=None,
        recurrence=None,
        timezone=None,
        notes=(),
        type="DATE",
        mod=None,
        rule="",
        reason="",
        basis="explicit",
        anchor=None,
        head=None,
        head_offset=None,
        tense=None,
        status="happened",
        speaker=None,
        sentence_offset=0,
        document_date=None,
    )


IN_ORDER = [
    ("-66000000-01-01", "-66000000-12-31"),
    ("-9999-01-01", "-9999-12-31"),
    ("-0099-01-01", "0000-12-31"),
    ("-0043-03-15", "-0043-03-15"),
    ("-0042-01-01", "-0042-12-31"),
    ("0000-01-01", "0000-12-31"),
    ("0033-04-03", "0033-04-03"),
    ("0476-09-04", "0476-09-04"),
    (None, "2010-12-31"),
    ("2011-01-01", "2011-12-31"),
    ("2011-03-11T00:30+09:00", "2011-03-11T00:30+09:00"),
    ("2011-03-11", "2011-03-11"),
    ("2011-03-11T00:00", "2011-03-11T00:00"),
    ("2011-03-11T14:46", "2011-03-11T14:46"),
    ("2011-03-11T23:59:59Z", "2011-03-11T23:59:59Z"),
    ("2011-03-12", "2011-03-12"),
    ("2019-04-01", "2019-04-01"),
    ("2019-04-01", "2019-04-30"),
    ("2019-04-01", "2020-03-31"),
    ("2019-04-01", None),
    ("9999-12-31", "9999-12-31"),
    ("+12000-01-01", "+12000-12-31"),
    (None, None),
]


def test_years_count_as_numbers_days_precede_their_times_and_short_spans_precede_long_ones() -> None:
    events = [event(*pair) for pair in IN_ORDER]
    shuffled = events.copy()
    random.Random(1).shuffle(shuffled)  # noqa: S311 - any order will do
    assert [(e.start, e.end) for e in sorted(shuffled, key=sort_key)] == IN_ORDER


def test_undated_events_are_kept_apart_in_the_order_given() -> None:
    events = [event(None, offset=9), event("2011-01-01"), event(None, offset=3), event("2010-01-01")]
    dated, undated = arrange(events)
    assert [e.start for e in dated] == ["2010-01-01", "2011-01-01"]
    assert [e.offset for e in undated] == [9, 3]


def test_ties_keep_the_order_given() -> None:
    events = [event("2011-01-01", "2011-12-31", offset) for offset in (5, 1, 3)]
    assert arrange(events)[0] == tuple(events)


def test_a_start_in_another_form_is_refused() -> None:
    with pytest.raises(NotationError, match="11 March"):
        sort_key(event("11 March"))


def test_no_events_make_no_timeline() -> None:
    assert arrange([]) == ((), ())


@st.composite
def _events(draw: st.DrawFn) -> Event:
    granularity = draw(st.sampled_from(Granularity))
    date = PartialDate(
        draw(st.integers(-12000, 12000) | st.sampled_from([-1, 0, 1])),
        draw(st.integers(1, 12)),
        draw(st.integers(1, 28)),
        draw(st.integers(0, 23)) if granularity <= Granularity.HOUR else 0,
        granularity=granularity,
        offset=draw(st.none() | st.integers(-720, 840)) if granularity <= Granularity.HOUR else None,
    )
    first, last = bounds(date)
    assert first is not None
    assert last is not None
    return event(
        to_iso(first) if draw(st.booleans()) else None,
        to_iso(last) if draw(st.booleans()) else None,
        draw(st.integers(0, 3)),
    )


@given(_events(), _events(), _events())
def test_the_order_is_total_and_transitive(a: Event, b: Event, c: Event) -> None:
    x, y, z = sort_key(a), sort_key(b), sort_key(c)
    assert (x < y) + (x == y) + (x > y) == 1
    if x <= y <= z:
        assert x <= z


@given(st.lists(_events(), max_size=12), st.randoms(use_true_random=False))
def test_any_permutation_gives_the_same_order_up_to_ties(events: list[Event], chance: random.Random) -> None:
    dated, undated = arrange(events)
    assert sorted([*dated, *undated], key=repr) == sorted(events, key=repr)
    shuffled = events.copy()
    chance.shuffle(shuffled)
    again, rest = arrange(shuffled)
    assert [sort_key(e) for e in again] == [sort_key(e) for e in dated]
    assert len(rest) == len(undated)
    assert arrange(dated)[0] == dated
