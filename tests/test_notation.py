"""Values and their notations: what is written is valid, says no more than the value, and reads back."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import civil
from timeline.errors import NotationError
from timeline.notation import (
    from_edtf,
    from_iso,
    from_timex3,
    precision,
    qualifier,
    timex3_type,
    to_edtf,
    to_iso,
    to_rrule,
    to_timex3,
)
from timeline.values import (
    Bound,
    Choice,
    DayPart,
    Duration,
    Floating,
    Granularity,
    Interval,
    PartialDate,
    Qualifier,
    Recurrence,
    Vague,
    Value,
    bounds,
)

G = Granularity
APPROXIMATE, UNCERTAIN, BOTH = Qualifier.APPROXIMATE, Qualifier.UNCERTAIN, Qualifier.BOTH
WEEK_12 = PartialDate(2011, 3, 21, granularity=G.WEEK)
QUAKE = PartialDate(2011, 3, 11, 14, 46, granularity=G.MINUTE)
EVENING = PartialDate(2011, 3, 11, granularity=G.DAYPART, part=DayPart.EVENING)


def day(year: int, month: int, number: int) -> PartialDate:
    return PartialDate(year, month, number, granularity=G.DAY)


def month(year: int, number: int, mark: Qualifier = Qualifier.NONE) -> PartialDate:
    return PartialDate(year, number, granularity=G.MONTH, qualifier=mark)


def year(number: int, mark: Qualifier = Qualifier.NONE) -> PartialDate:
    return PartialDate(number, qualifier=mark)


BOTH_WAYS: list[tuple[Value, str]] = [
    (day(1789, 7, 14), "1789-07-14"),
    (month(2011, 3), "2011-03"),
    (year(2012), "2012"),
    (Interval(day(2011, 8, 26), day(2011, 8, 27)), "2011-08-26/2011-08-27"),
    (PartialDate(1990, granularity=G.DECADE), "199X"),
    (PartialDate(1800, granularity=G.CENTURY), "18XX"),
    (PartialDate(1000, granularity=G.MILLENNIUM), "1XXX"),
    (PartialDate(0, granularity=G.CENTURY), "00XX"),
    (PartialDate(-499, granularity=G.CENTURY), "-04XX"),
    (Interval(year(1990, APPROXIMATE), year(1993, APPROXIMATE)), "1990~/1993~"),
    (PartialDate(2012, 3, granularity=G.SEASON), "2012-21"),
    (PartialDate(2012, 6, granularity=G.SEASON), "2012-22"),
    (PartialDate(2012, 9, granularity=G.SEASON), "2012-23"),
    (PartialDate(2012, 12, granularity=G.SEASON), "2012-24"),
    (PartialDate(2013, 1, granularity=G.QUARTER), "2013-33"),
    (PartialDate(2013, 10, granularity=G.QUARTER), "2013-36"),
    (PartialDate(2013, 1, granularity=G.HALF), "2013-40"),
    (PartialDate(2013, 7, granularity=G.HALF), "2013-41"),
    (year(1850, APPROXIMATE), "1850~"),
    (year(1850, UNCERTAIN), "1850?"),
    (year(1850, BOTH), "1850%"),
    (month(2011, 3, APPROXIMATE), "2011-03~"),
    (Interval(month(2019, 4), Bound.OPEN), "2019-04/.."),
    (Interval(Bound.OPEN, month(2019, 4)), "../2019-04"),
    (Interval(month(2019, 4), Bound.UNKNOWN), "2019-04/"),
    (Interval(Bound.UNKNOWN, month(2019, 4)), "/2019-04"),
    (QUAKE, "2011-03-11T14:46:00"),
    (QUAKE._replace(offset=0), "2011-03-11T14:46:00Z"),
    (QUAKE._replace(offset=540), "2011-03-11T14:46:00+09:00"),
    (QUAKE._replace(offset=-210), "2011-03-11T14:46:00-03:30"),
    (QUAKE._replace(second=5, granularity=G.SECOND), "2011-03-11T14:46:05"),
    (year(-43), "-0043"),
    (day(-43, 3, 15), "-0043-03-15"),
    (year(0), "0000"),
    (year(-66_000_000), "Y-66000000"),
    (year(12_000), "Y12000"),
    (year(-5000), "-5000"),
    (Floating(7, 14), "XXXX-07-14"),
    (Floating(2, 29), "XXXX-02-29"),
    (Floating(12, granularity=G.MONTH), "XXXX-12"),
    (Choice((year(1997), year(1998))), "[1997,1998]"),
    (Choice((year(1960), year(1961)), every=True), "{1960,1961}"),
]

TO_EDTF_ONLY: list[tuple[Value, str | None]] = [
    (PartialDate(1990, granularity=G.DECADE, qualifier=APPROXIMATE), "1990~/1999~"),
    (PartialDate(1801, granularity=G.CENTURY), "1801/1900"),
    (PartialDate(1001, granularity=G.MILLENNIUM), "1001/2000"),
    (PartialDate(-99, granularity=G.CENTURY), "-0099/0000"),
    (PartialDate(-448, granularity=G.DECADE), "-0448/-0439"),
    (PartialDate(2012, 12, granularity=G.SEASON, qualifier=UNCERTAIN), "2012-12?/2013-02?"),
    (PartialDate(2012, 10, granularity=G.HALF), "2012-10/2013-03"),
    (WEEK_12, "2011-03-21/2011-03-27"),
    (PartialDate(2011, 12, 31, granularity=G.WEEKEND), "2011-12-31/2012-01-01"),
    (EVENING, "2011-03-11"),
    (QUAKE._replace(qualifier=APPROXIMATE), "2011-03-11~"),
    (QUAKE._replace(offset=900), "2011-03-10T23:46:00Z"),
    (Interval(QUAKE, QUAKE._replace(hour=16)), "2011-03-11"),
    (Interval(QUAKE, day(2011, 3, 12)), "2011-03-11/2011-03-12"),
    (Interval(WEEK_12, Bound.OPEN), "2011-03-21/.."),
    (Interval(PartialDate(1970, granularity=G.DECADE), year(1993)), "1970/1993"),
    (Interval(Bound.OPEN, PartialDate(1970, granularity=G.DECADE)), "../1979"),
    (Interval(year(1998), year(1997)), None),
    (Interval(Bound.OPEN, Bound.UNKNOWN), None),
    (Interval(Bound.OPEN, Bound.OPEN), None),
    (Interval(year(1998), year(12_000)), None),
    (month(12_000, 3), None),
    (year(12_000, APPROXIMATE), None),
    (PartialDate(12_000, granularity=G.DECADE), None),
    (PartialDate(9999, 12, 31, granularity=G.WEEK), None),
    (Choice((PartialDate(1990, granularity=G.DECADE), year(1985))), "[199X,1985]"),
    (Choice((year(1997, APPROXIMATE), year(1998))), None),
    (Choice((QUAKE, year(1998))), None),
    (Choice((year(1998),)), "1998"),
    (Choice(()), None),
    (Floating(weekday=1), None),
    (Floating(7, 14, hour=15, granularity=G.HOUR), None),
    (Floating(7, 14, part=DayPart.EVENING, granularity=G.DAYPART), "XXXX-07-14"),
    (Floating(3, granularity=G.SEASON), None),
    (Floating(granularity=G.MONTH), None),
    (Floating(day=5, granularity=G.MONTH), None),
    (Floating(), None),
    (Duration(((3, G.YEAR),)), None),
    (Recurrence(Floating(weekday=1)), None),
    (Vague.FUTURE, None),
]

FROM_EDTF_ONLY: list[tuple[str, Value]] = [
    ("1801/1900", Interval(year(1801), year(1900))),
    ("199X~", PartialDate(1990, granularity=G.DECADE, qualifier=APPROXIMATE)),
    ("2012-21~", PartialDate(2012, 3, granularity=G.SEASON, qualifier=APPROXIMATE)),
    ("2011-XX", year(2011)),
    ("2011-XX-XX", year(2011)),
    ("2011-03-XX", month(2011, 3)),
    ("XXXX", Floating(granularity=G.YEAR)),
    ("XXXX-XX", Floating(granularity=G.MONTH)),
    ("XXXX-XX-05", Floating(day=5)),
    ("{1960, 1961}", Choice((year(1960), year(1961)), every=True)),
    ("2011-03-11T14:46:00+09", QUAKE._replace(offset=540)),
    ("2011-03-11T24:00:00", PartialDate(2011, 3, 12, granularity=G.MINUTE)),
]

NOT_EDTF = [
    *("", " 2011", "2011 ", "2011-3-1", "2011-13", "2011-00", "2011-02-29", "2011-W12", "11", "20111"),
    *("-0000", "-0000-01-01", "Y2012", "Y-5000", "19XX-12", "1X9X", "X999", "-XXXX", "-00XX"),
    *("2011-XX-05", "2011-1X", "2011-37", "2012-21-03", "XXXX-13", "XXXX-02-30", "XXXX-1X", "XXXX-12~"),
    *("2011-03-11T25:00:00", "2011-03-11T14:60:00", "2011-03-11T23:59:60", "2011-03-11T14"),
    *("2011-03-11T14:46:00~", "/", "..", "../..", "1998/1997", "1997/1998/1999", "[1997", "[]", "{}"),
    *("[1997,]", "[..1997]", "[1997..1999]", "XXXX-12/2012", "2004?-06", "?2004-06", "٢٠١١", "２０１１"),
    *(
        "²011",
        "2011\n",
        "20\x0011",
        "soon",
        "[XXXX-12,2012]",
        "2011-03-11T14:46:00+25:00",
    ),
]


@pytest.mark.parametrize(("value", "text"), BOTH_WAYS)
def test_edtf_is_written_and_read(value: Value, text: str) -> None:
    assert to_edtf(value) == text
    assert from_edtf(text) == value


@pytest.mark.parametrize(("value", "text"), TO_EDTF_ONLY)
def test_edtf_is_written_in_a_form_readers_agree_on_or_not_at_all(value: Value, text: str | None) -> None:
    assert to_edtf(value) == text


@pytest.mark.parametrize(("text", "value"), FROM_EDTF_ONLY)
def test_edtf_of_others_is_read(text: str, value: Value) -> None:
    assert from_edtf(text) == value


@pytest.mark.parametrize("text", NOT_EDTF)
def test_what_is_not_edtf_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(NotationError) as caught:
        from_edtf(text)
    assert "\n" not in str(caught.value)


HOSTILE = [
    "9" * 10**6,
    "Y" + "1" * 10**6,
    "[" + "1," * 10**6 + "]",
    "X" * 10**6,
    "/" * 10**6,
    "P" + "1" * 10**6,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_long_input_is_refused_at_once(text: str) -> None:
    for read in (from_edtf, from_timex3, from_iso):
        with pytest.raises(NotationError, match="too long"):
            read(text)


@given(st.text() | st.text("0123456789-/.XY[]{},?~%TZ:+PWBCQHEF _"))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (from_edtf, from_timex3, from_iso):
        with contextlib.suppress(NotationError):
            read(text)


@st.composite
def dates(draw: st.DrawFn, reach: int = 9999) -> PartialDate:
    """Draw a date as the calendar makes them, of any granularity."""
    granularity = draw(st.sampled_from(Granularity))
    mark = draw(st.sampled_from(Qualifier))
    number = draw(st.integers(-reach, reach))
    if granularity >= G.DECADE:
        size = 10 ** (granularity - G.YEAR)
        start = number // size * size + draw(st.sampled_from([0, 1]))
        return PartialDate(start, granularity=granularity, qualifier=mark)
    if granularity >= G.MONTH:
        months = {G.MONTH: 1, G.SEASON: 3, G.QUARTER: 3, G.HALF: 6, G.YEAR: 12}[granularity]
        first = 3 if granularity is G.SEASON else 1
        of_year = draw(st.sampled_from(range(first, 13, months)))
        return PartialDate(number, of_year, granularity=granularity, qualifier=mark)
    of_year = draw(st.integers(1, 12))
    of_month = draw(st.integers(1, civil.days_in_month(number, of_year)))
    if granularity in {G.WEEK, G.WEEKEND}:
        weekday = 1 if granularity is G.WEEK else 6
        ordinal = civil.ordinal(number, of_year, of_month)
        moved = civil.from_ordinal(ordinal - civil.weekday(number, of_year, of_month) + weekday)
        return PartialDate(*moved, granularity=granularity, qualifier=mark)
    part = draw(st.sampled_from(DayPart)) if granularity is G.DAYPART else None
    timed = granularity <= G.HOUR
    return PartialDate(
        number,
        of_year,
        of_month,
        draw(st.integers(0, 23)) if timed else 0,
        draw(st.integers(0, 59)) if granularity <= G.MINUTE else 0,
        draw(st.integers(0, 59)) if granularity <= G.SECOND else 0,
        granularity,
        part,
        draw(st.none() | st.integers(-720, 840)) if timed else None,
        mark,
    )


def values() -> st.SearchStrategy[Value]:
    """Draw what has a place in time."""
    ends = dates() | st.sampled_from(Bound)
    return (
        dates()
        | st.builds(Interval, ends, ends)
        | st.builds(Choice, st.lists(dates(), min_size=1, max_size=4).map(tuple), st.booleans())
    )


@given(values())
def test_edtf_reads_back_as_itself(value: Value) -> None:
    text = to_edtf(value)
    if text is not None:
        assert to_edtf(from_edtf(text)) == text


@given(dates())
def test_edtf_keeps_bounds_and_qualifier(date: PartialDate) -> None:
    text = to_edtf(date)
    if text is None:  # a span that leaves the four-digit years
        assert max(abs(date.earliest().year), abs(date.latest().year)) > 9999
        return
    back = from_edtf(text)
    assert qualifier(back) == qualifier(date)
    if date.granularity <= G.HOUR:
        expected = tuple(bound and bound.earliest()[:6] for bound in bounds(date))
        kept = 3 if date.qualifier else 6
        assert [bound and bound[:kept] for bound in bounds(back)] == [b and b[:kept] for b in expected]
    else:
        assert bounds(back) == bounds(date)


@given(st.integers(-(10**15), 10**15))
def test_any_year_reads_back_from_edtf(number: int) -> None:
    text = to_edtf(year(number))
    assert text is not None
    assert from_edtf(text) == year(number)


@given(values())
def test_edtf_is_accepted_by_an_independent_reader(value: Value) -> None:
    edtf = pytest.importorskip("edtf")
    text = to_edtf(value)
    if text is not None:
        with contextlib.redirect_stdout(io.StringIO()):
            edtf.parse_edtf(text)


TIMEX3_BOTH_WAYS: list[tuple[Value, str, str]] = [
    (day(1789, 7, 14), "1789-07-14", "DATE"),
    (month(2011, 3), "2011-03", "DATE"),
    (year(2012), "2012", "DATE"),
    (PartialDate(1990, granularity=G.DECADE), "199X", "DATE"),
    (PartialDate(1800, granularity=G.CENTURY), "18XX", "DATE"),
    (PartialDate(2000, granularity=G.MILLENNIUM), "2XXX", "DATE"),
    (PartialDate(2012, 3, granularity=G.SEASON), "2012-SP", "DATE"),
    (PartialDate(2012, 6, granularity=G.SEASON), "2012-SU", "DATE"),
    (PartialDate(2012, 9, granularity=G.SEASON), "2012-FA", "DATE"),
    (PartialDate(2012, 12, granularity=G.SEASON), "2012-WI", "DATE"),
    (PartialDate(2013, 7, granularity=G.QUARTER), "2013-Q3", "DATE"),
    (PartialDate(2013, granularity=G.HALF), "2013-H1", "DATE"),
    (WEEK_12, "2011-W12", "DATE"),
    (PartialDate(2011, 3, 26, granularity=G.WEEKEND), "2011-W12-WE", "DATE"),
    (PartialDate(2018, 12, 31, granularity=G.WEEK), "2019-W01", "DATE"),
    (QUAKE, "2011-03-11T14:46", "TIME"),
    (QUAKE._replace(second=5, granularity=G.SECOND), "2011-03-11T14:46:05", "TIME"),
    (EVENING, "2011-03-11TEV", "TIME"),
    (year(-43), "BC0044", "DATE"),
    (year(0), "BC0001", "DATE"),
    (day(-43, 3, 15), "BC0044-03-15", "DATE"),
    (PartialDate(-498, granularity=G.CENTURY), "BC04XX", "DATE"),
    (PartialDate(-98, granularity=G.CENTURY), "BC00XX", "DATE"),
    (PartialDate(-448, granularity=G.DECADE), "BC044X", "DATE"),
    (Floating(8, 26), "XXXX-08-26", "DATE"),
    (Floating(), "XXXX-XX-XX", "DATE"),
    (Floating(day=5), "XXXX-XX-05", "DATE"),
    (Floating(12, granularity=G.MONTH), "XXXX-12", "DATE"),
    (Floating(granularity=G.MONTH), "XXXX-XX", "DATE"),
    (Floating(granularity=G.YEAR), "XXXX", "DATE"),
    (Floating(6, granularity=G.SEASON), "XXXX-SU", "DATE"),
    (Floating(7, granularity=G.QUARTER), "XXXX-Q3", "DATE"),
    (Floating(granularity=G.QUARTER), "XXXX-QX", "DATE"),
    (Floating(7, granularity=G.HALF), "XXXX-H2", "DATE"),
    (Floating(granularity=G.HALF), "XXXX-HX", "DATE"),
    (Floating(weekday=1), "XXXX-WXX-1", "DATE"),
    (Floating(granularity=G.WEEK), "XXXX-WXX", "DATE"),
    (Floating(granularity=G.WEEKEND), "XXXX-WXX-WE", "DATE"),
    (Floating(weekday=1, part=DayPart.MORNING, granularity=G.DAYPART), "XXXX-WXX-1TMO", "TIME"),
    (Floating(hour=15, minute=30, granularity=G.MINUTE), "XXXX-XX-XXT15:30", "TIME"),
    (Floating(granularity=G.DAYPART), "XXXX-XX-XXTXX", "TIME"),
    (Duration(((3, G.YEAR),)), "P3Y", "DURATION"),
    (Duration(((2, G.YEAR), (6, G.MONTH))), "P2Y6M", "DURATION"),
    (Duration(((24, G.HOUR),)), "PT24H", "DURATION"),
    (Duration(((1, G.HOUR), (30, G.MINUTE))), "PT1H30M", "DURATION"),
    (Duration(((1, G.DAY), (2, G.SECOND))), "P1DT2S", "DURATION"),
    (Duration(((2, G.WEEK),)), "P2W", "DURATION"),
    (Duration(((2, G.QUARTER),)), "P2Q", "DURATION"),
    (Duration(((None, G.DECADE),)), "PXDE", "DURATION"),
    (Duration(((1, G.CENTURY),)), "P1CE", "DURATION"),
    (Duration(((2, G.MILLENNIUM),)), "P2ML", "DURATION"),
    (Duration(((1, G.WEEKEND),)), "P1WE", "DURATION"),
    (Duration(((2.5, G.YEAR),)), "P2.5Y", "DURATION"),
    (Duration(((None, G.YEAR),)), "PXY", "DURATION"),
    (Duration(((None, G.HOUR),)), "PTXH", "DURATION"),
    (Duration(((None, None),)), "PXX", "DURATION"),
    (Recurrence(Floating(weekday=1)), "XXXX-WXX-1", "SET"),
    (Recurrence(Duration(((1, G.YEAR),))), "P1Y", "SET"),
    (Vague.PAST, "PAST_REF", "DATE"),
    (Vague.PRESENT, "PRESENT_REF", "DATE"),
    (Vague.FUTURE, "FUTURE_REF", "DATE"),
]

TO_TIMEX3_ONLY: list[tuple[Value, str, str]] = [
    (year(1850, APPROXIMATE), "1850", "DATE"),
    (PartialDate(1801, granularity=G.CENTURY), "18XX", "DATE"),
    (PartialDate(1, granularity=G.CENTURY), "00XX", "DATE"),
    (PartialDate(1001, granularity=G.MILLENNIUM), "1XXX", "DATE"),
    (PartialDate(-499, granularity=G.CENTURY), "BC04XX", "DATE"),
    (PartialDate(-99, granularity=G.CENTURY), "BC00XX", "DATE"),
    (PartialDate(-449, granularity=G.DECADE), "BC044X", "DATE"),
    (PartialDate(2011, 3, 11, 14, granularity=G.HOUR), "2011-03-11T14:00", "TIME"),
    (PartialDate(2011, 1, 1, 3, granularity=G.HOUR, offset=540), "2011-01-01T03:00", "TIME"),
    (QUAKE._replace(offset=0), "2011-03-11T14:46", "TIME"),
    (Floating(hour=15, granularity=G.HOUR, offset=60), "XXXX-XX-XXT15:00", "TIME"),
    (Floating(granularity=G.DECADE), "XXXX", "DATE"),
    (Floating(granularity=G.SEASON), "XXXX", "DATE"),
    (Interval(day(2011, 8, 26), day(2011, 8, 27)), "2011-08-26", "DATE"),
    (Interval(month(2019, 4), Bound.OPEN), "2019-04", "DATE"),
    (Interval(Bound.OPEN, QUAKE), "2011-03-11T14:46", "TIME"),
    (Interval(Bound.OPEN, Bound.OPEN), "XXXX", "DATE"),
    (Choice((year(1997), year(1998))), "1997", "DATE"),
    (Duration(((1, G.SEASON),)), "P3M", "DURATION"),
    (Duration(((1.5, G.HALF),)), "P9M", "DURATION"),
    (Duration(((2.0, G.YEAR),)), "P2Y", "DURATION"),
    (Duration(((2, G.DAYPART),)), "P2D", "DURATION"),
    (Duration(()), "PXX", "DURATION"),
    (year(12_000), "FUTURE_REF", "DATE"),
    (year(-66_000_000), "PAST_REF", "DATE"),
]

FROM_TIMEX3_ONLY: list[tuple[str, Value]] = [
    ("199", PartialDate(1990, granularity=G.DECADE)),
    ("18", PartialDate(1800, granularity=G.CENTURY)),
    ("1998-XX", year(1998)),
    ("1998-XX-XX", year(1998)),
    ("1998-12-XX", month(1998, 12)),
    ("1989-WXX", year(1989)),
    ("1989-QX", year(1989)),
    ("199X-XX-XX", PartialDate(1990, granularity=G.DECADE)),
    ("2000-W7", PartialDate(2000, 2, 14, granularity=G.WEEK)),
    ("2011-W12-5", day(2011, 3, 25)),
    ("1989-10-27T24", PartialDate(1989, 10, 28, granularity=G.HOUR)),
    ("1989-11-06T17", PartialDate(1989, 11, 6, 17, granularity=G.HOUR)),
    ("1958-05-29TXX", PartialDate(1958, 5, 29, granularity=G.DAYPART)),
    ("P1E", Duration(((1, G.DECADE),))),
    ("PXC", Duration(((None, G.CENTURY),))),
    ("P2L", Duration(((2, G.MILLENNIUM),))),
]

NOT_TIMEX3 = [
    *("", "P", "PT", "P3", "P3Y2", "PT3Y", "P3H", "PXXX", "NEVER_REF", "BC0000", "BCXXXX", "2011-13"),
    *("2011-02-30", "2011-W54", "2011-W53", "2011-W00", "2011-03T14:00", "2011-03-11T25:00"),
    *("XXXX-XX-XXT25:00", "XXXX-W12", "19XX-12", "1", "20111", "2011-03-11/2011-03-12", "1850~"),
    *(
        "2011-03-11T14:46+09:00",
        "XXX",
        "X999",
        "-0043",
    ),
]


@pytest.mark.parametrize(("value", "text", "type_"), TIMEX3_BOTH_WAYS)
def test_timex3_is_written_and_read(value: Value, text: str, type_: str) -> None:
    assert (to_timex3(value), timex3_type(value)) == (text, type_)
    assert from_timex3(text, type_) == value


@pytest.mark.parametrize(("value", "text", "type_"), TO_TIMEX3_ONLY)
def test_timex3_says_what_it_can(value: Value, text: str, type_: str) -> None:
    assert (to_timex3(value), timex3_type(value)) == (text, type_)


@pytest.mark.parametrize(("text", "value"), FROM_TIMEX3_ONLY)
def test_timex3_of_others_is_read_without_inventing_precision(text: str, value: Value) -> None:
    assert from_timex3(text) == value


@pytest.mark.parametrize("text", NOT_TIMEX3)
def test_what_is_not_timex3_is_refused(text: str) -> None:
    with pytest.raises(NotationError):
        from_timex3(text)


@given(dates())
def test_timex3_reads_back_as_itself(date: PartialDate) -> None:
    text = to_timex3(date)
    assert to_timex3(from_timex3(text, timex3_type(date))) == text


@given(dates(reach=9000))
def test_timex3_up_to_the_year_keeps_the_date_but_not_the_zone(date: PartialDate) -> None:
    if date.granularity <= G.YEAR:
        expected = date._replace(qualifier=Qualifier.NONE, offset=None)
        if date.granularity is G.HOUR:
            expected = expected._replace(granularity=G.MINUTE)
        assert from_timex3(to_timex3(date)) == expected


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (day(2011, 3, 1), "2011-03-01"),
        (month(2011, 3), "2011-03-01"),
        (day(0, 1, 1), "0000-01-01"),
        (day(-43, 3, 15), "-0043-03-15"),
        (day(12_000, 1, 1), "+12000-01-01"),
        (day(-66_000_000, 1, 1), "-66000000-01-01"),
        (QUAKE, "2011-03-11T14:46"),
        (QUAKE._replace(offset=0), "2011-03-11T14:46Z"),
        (QUAKE._replace(offset=-570), "2011-03-11T14:46-09:30"),
        (QUAKE._replace(granularity=G.SECOND), "2011-03-11T14:46:00"),
    ],
)
def test_bounds_are_written_in_iso_with_all_their_digits(date: PartialDate, text: str) -> None:
    assert to_iso(date) == text
    assert to_iso(from_iso(text)) == text


@pytest.mark.parametrize("text", ["", "2011", "12000-01-01", "-0000-01-01", "2011-02-30", "2011-03-11T"])
def test_what_is_no_bound_is_refused(text: str) -> None:
    with pytest.raises(NotationError):
        from_iso(text)


@given(dates(reach=10**9))
def test_iso_reads_back(date: PartialDate) -> None:
    for bound in bounds(date):
        assert bound is not None
        back = from_iso(to_iso(bound))
        assert back[:6] == bound[:6]
        assert back.offset == bound.offset


def rate(amount: float | None, unit: Granularity | None) -> Duration:
    return Duration(((amount, unit),))


@pytest.mark.parametrize(
    ("recurrence", "rule"),
    [
        (Recurrence(Floating(weekday=1), "EVERY"), "FREQ=WEEKLY;BYDAY=MO"),
        (Recurrence(Floating(weekday=2, part=DayPart.NIGHT, granularity=G.DAYPART)), "FREQ=WEEKLY;BYDAY=TU"),
        (Recurrence(Floating(7, weekday=7)), "FREQ=WEEKLY;BYMONTH=7;BYDAY=SU"),
        (Recurrence(Floating(7, 14)), "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14"),
        (Recurrence(Floating(day=15)), "FREQ=MONTHLY;BYMONTHDAY=15"),
        (Recurrence(Floating(7, granularity=G.MONTH)), "FREQ=YEARLY;BYMONTH=7"),
        (Recurrence(Floating(7)), "FREQ=DAILY;BYMONTH=7"),
        (Recurrence(Floating()), "FREQ=DAILY"),
        (Recurrence(Floating(hour=15, granularity=G.HOUR)), "FREQ=DAILY"),
        (Recurrence(Floating(granularity=G.WEEKEND)), "FREQ=WEEKLY;BYDAY=SA,SU"),
        (Recurrence(Floating(granularity=G.QUARTER)), "FREQ=MONTHLY;INTERVAL=3"),
        (Recurrence(rate(1, G.YEAR), "EVERY"), "FREQ=YEARLY"),
        (Recurrence(rate(2, G.WEEK), "EACH", "1X"), "FREQ=WEEKLY;INTERVAL=2"),
        (Recurrence(rate(8, G.HOUR)), "FREQ=HOURLY;INTERVAL=8"),
        (Recurrence(rate(1, G.DECADE)), "FREQ=YEARLY;INTERVAL=10"),
        (Recurrence(rate(1, G.WEEK), None, "2X"), None),
        (Recurrence(Floating(weekday=1), "SOME"), None),
        (Recurrence(rate(None, G.DAY)), None),
        (Recurrence(rate(1.5, G.DAY)), None),
        (Recurrence(rate(1, None)), None),
        (Recurrence(Duration(((1, G.YEAR), (6, G.MONTH)))), None),
    ],
)
def test_a_set_of_times_has_the_rule_that_says_it_exactly(recurrence: Recurrence, rule: str | None) -> None:
    assert to_rrule(recurrence) == rule
    if rule:
        rrule = pytest.importorskip("dateutil.rrule")
        rrule.rrulestr(rule)


@pytest.mark.parametrize(
    ("value", "unit", "mark"),
    [
        (month(2011, 3), "month", None),
        (QUAKE, "minute", None),
        (EVENING, "day", None),
        (PartialDate(2011, 3, 26, granularity=G.WEEKEND), "week", None),
        (year(1850, BOTH), "year", "both"),
        (Interval(month(2011, 3), year(2012)), "year", None),
        (Interval(month(2011, 3, UNCERTAIN), Bound.OPEN), "month", "uncertain"),
        (Interval(year(1990, APPROXIMATE), year(1993, UNCERTAIN)), "year", "both"),
        (Interval(Bound.OPEN, Bound.OPEN), "none", None),
        (Choice((year(1997, APPROXIMATE), day(1998, 1, 1))), "year", "approximate"),
        (Floating(7, 14), "none", None),
        (Duration(()), "none", None),
        (Vague.PAST, "none", None),
    ],
)
def test_precision_and_qualifier_are_those_of_the_coarsest_date(value: Value, unit: str, mark: str | None) -> None:
    assert precision(value) == unit
    assert qualifier(value) == mark
