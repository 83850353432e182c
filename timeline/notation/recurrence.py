"""Sets of times as recurrence rules (RFC 5545, 3.3.10)."""

from __future__ import annotations

from timeline.values import Floating, Granularity, Recurrence

_WEEKDAYS = ("", "MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PERIODS = {
    Granularity.SECOND: ("SECONDLY", 1),
    Granularity.MINUTE: ("MINUTELY", 1),
    Granularity.HOUR: ("HOURLY", 1),
    Granularity.DAYPART: ("DAILY", 1),
    Granularity.DAY: ("DAILY", 1),
    Granularity.WEEKEND: ("WEEKLY", 1),
    Granularity.WEEK: ("WEEKLY", 1),
    Granularity.MONTH: ("MONTHLY", 1),
    Granularity.SEASON: ("MONTHLY", 3),
    Granularity.QUARTER: ("MONTHLY", 3),
    Granularity.HALF: ("MONTHLY", 6),
    Granularity.YEAR: ("YEARLY", 1),
    Granularity.DECADE: ("YEARLY", 10),
    Granularity.CENTURY: ("YEARLY", 100),
    Granularity.MILLENNIUM: ("YEARLY", 1000),
}
"""RRULE frequency and interval of a unit."""

_OTHER = "EVERY OTHER"


def to_rrule(recurrence: Recurrence) -> str | None:
    """Return the RRULE value (RFC 5545, 3.3.10) of a set of times, or None when no rule can say it.

    The time of day is left out: it is that of DTSTART. None is returned for "some Mondays", "twice a week"
    and "every few days".
    """
    if recurrence.quant not in {None, "EVERY", "EACH", _OTHER} or recurrence.freq not in {None, "1X"}:
        return None
    of = recurrence.of
    if isinstance(of, Floating):
        rule = _pattern_to_rrule(of, recurrence.through)
        return rule.replace("WEEKLY", "WEEKLY;INTERVAL=2") if recurrence.quant == _OTHER else rule
    if len(of.parts) != 1:
        return None
    amount, unit = of.parts[0]
    if not amount or unit is None or amount != int(amount):
        return None
    return _period_to_rrule(unit, int(amount))


def _pattern_to_rrule(of: Floating, through: int) -> str:
    month = f";BYMONTH={of.month}" if of.month else ""
    if of.weekday:
        run = (through - of.weekday) % 7 if through else 0
        days = ",".join(_WEEKDAYS[(of.weekday + step - 1) % 7 + 1] for step in range(run + 1))
        return f"FREQ=WEEKLY{month};BYDAY={days}"
    if of.day:
        return f"FREQ={'YEARLY' if month else 'MONTHLY'}{month};BYMONTHDAY={of.day}"
    if of.granularity is Granularity.WEEKEND:
        return "FREQ=WEEKLY;BYDAY=SA,SU"
    if month and of.granularity <= Granularity.DAY:
        return f"FREQ=DAILY{month}"
    if month:
        return f"FREQ=YEARLY{month}"
    # A time of day ("every day at 15:00") repeats with the day.
    return _period_to_rrule(of.granularity if of.hour is None else Granularity.DAY, 1)


def _period_to_rrule(unit: Granularity, amount: int) -> str:
    frequency, factor = _PERIODS[unit]
    interval = amount * factor
    return f"FREQ={frequency}" if interval == 1 else f"FREQ={frequency};INTERVAL={interval}"
