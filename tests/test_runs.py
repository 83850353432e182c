"""What does not fit into memory is sorted as what does."""

from __future__ import annotations

import errno
import os
import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.event_samples import event
from tests.work import peak_memory
from timeline import order, runs
from timeline.errors import OutputError
from timeline.model import Event


@given(st.lists(st.integers(), unique=True, max_size=100), st.integers(1, 9), st.integers(2, 4))
def test_sorted_runs_give_what_sorting_gives(numbers: list[int], run: int, width: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "RUN", run)
        patch.setattr(runs, "WIDTH", width)
        assert list(runs.ordered((number,) for number in numbers)) == [(number,) for number in sorted(numbers)]


def test_many_items_take_the_memory_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "RUN", 50)

    def sort(count: int) -> None:
        for _ in runs.ordered((-number, "x" * 1000) for number in range(count)):
            pass

    sort(200)
    assert peak_memory(lambda: sort(8_000)) < 2 * peak_memory(lambda: sort(2_000))


def test_a_full_disk_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    with pytest.raises(OutputError, match=r"temporary file.*No space left"):
        runs.ordered((number,) for number in range(2 * runs.RUN))


@pytest.mark.parametrize("run", [1, 2, 1000])
@pytest.mark.parametrize("reverse", [False, True])
def test_events_come_in_the_order_of_a_timeline(run: int, *, reverse: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "RUN", run)
    dates = [
        ("2012-01-01", "2012-12-31"),
        (None, None),
        ("2011-05-01", None),
        ("2012-01-01", "2012-12-31"),
        (None, None),
    ]
    dates += [("-0043-03-15", "-0043-03-15"), (None, "2011-06-30"), ("2011-05-01", "2011-05-01")]
    events: list[Event] = [
        event()._replace(start=start, end=end, offset=number) for number, (start, end) in enumerate(dates)
    ]
    dated, undated = order.arrange(events)
    expected = [*(dated[::-1] if reverse else dated), *undated]
    assert list(order.in_order(events, reverse=reverse)) == expected
