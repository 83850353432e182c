"""The words that a rule has captured -> what they mean: numbers, fields, and then one `Meaning`."""

from __future__ import annotations

from typing import Any

from timeline.arithmetic import FINER, split
from timeline.language import Language
from timeline.language.rule import Rule
from timeline.meaning import (
    Anchor,
    Expression,
    Fields,
    Length,
    Meaning,
    Nth,
    Reference,
    Repeat,
    Shift,
    Within,
)
from timeline.values import DayPart, Duration, Granularity, Vague

Captured = dict[str, Any]

_NUMERALS = ("number_word", "magnitude", "number_particle")
"""The classes of the lexicon whose words make numbers."""

_SHORT = {"end_year": 100, "end_digit": 10}
"""The fields of a year that says its last digits only, and how many years those tell apart."""

_LOCAL = "local"
"""The zone of a place whose distance from UTC changes with the season: no offset is said."""

_SHIFTED = (Granularity.WEEK, Granularity.MONTH, Granularity.YEAR)
"""The units that fields may say to be the last, this or the next one: "the 7th inst." is of this month."""

_FRACTIONS = (("¼", " 1/4"), ("½", " 1/2"), ("¾", " 3/4"))


def interpret(
    rule: Rule, language: Language, captures: list[tuple[str, str, str]], length: int
) -> tuple[tuple[int, int, Expression], ...]:
    """Return (start, end, expression) of what `rule` has captured in words of some length; two for a range."""
    halves: list[tuple[str, Captured]] = [("", {})]
    for field, name, captured in captures:
        if not name:  # one date of a range begins
            halves.append((captured, {}))
            continue
        value = _value(name, captured, language)
        if isinstance(value, dict):
            halves[-1][1].update(value)
        else:
            halves[-1][1][field] = value
    if len(halves) == 1:
        if _ascends(halves[0][1]):
            return ()
        return ((0, length, _expression(rule.kind, {**rule.constants, **halves[0][1]})),)
    (first, lent), (second, borrowed) = halves[1:]
    if is_short := not borrowed.keys().isdisjoint(_SHORT):
        _write_out(borrowed, lent, follows="adjoining" in rule.constants)
    shared = {"year", "short", "month", "era", "meridiem", "quarter", "zone"}
    given = {**{key: value for key, value in borrowed.items() if key in shared}, **lent}
    taken = {**{key: value for key, value in lent.items() if key in shared}, **borrowed}
    _lend_backward(given, taken, lent)
    if "meridiem" not in taken and taken.get("hour", 99) < given.get("hour", 0) <= 12:  # "12-4", "10:30 to 3"
        taken["hour"] += 12
    forward, follows = _goes_forward(given, taken), _follows(given, taken)
    if (is_short and not forward) or ("adjoining" in rule.constants and not follows):
        return ()  # "2020-06" is a month, and "resolution 1998/24" no date
    start, end = ("from", "to") if forward else ("", "")
    if "apart" in rule.constants and not follows:
        start, end = "list", ""
    asked = {name: True for name in ("near", "era_open", "fiscal") if name in rule.constants}
    return (
        (0, len(first), _expression("fields", given | asked)._replace(role=start)),
        (length - len(second), length, _expression("fields", taken | asked)._replace(role=end)),
    )


def _write_out(borrowed: Captured, lent: Captured, *, follows: bool) -> None:
    """Give a year of which only the last digits are said the others of the year before it: "1985/86", "1999/00"."""
    said, short = "year" if "year" in lent else "short", next(key for key in _SHORT if key in borrowed)
    borrowed[said] = lent[said] - lent[said] % _SHORT[short] + borrowed.pop(short)
    if follows and borrowed[said] < lent[said]:
        borrowed[said] += _SHORT[short]


def _ascends(captured: Captured) -> bool:
    """Tell whether the second of two units is not smaller than the first: "2 hours, 3 years" are two lengths."""
    return "more_unit" in captured and Granularity[captured["more_unit"]] >= Granularity[captured["unit"]]


def _lend_backward(first: Captured, second: Captured, said: Captured) -> None:
    """Correct what the end of a range lends its start: "11 to 2 pm" starts before noon, "Nov-Feb 2017" in 2016."""
    if "year" not in said and "year" in first and first.get("month", 0) > second.get("month", 12):
        first["year"] -= 1
    start, end = ((half.get("hour", 0) % 12, half.get("minute", 0)) for half in (first, second))
    if "meridiem" not in said and first.get("meridiem") == "pm" and start > end:
        first["meridiem"] = "am"


def _goes_forward(first: Captured, second: Captured) -> bool:
    """Tell whether a range ends after it starts: "1945-1939" is two dates, not a range."""
    keys = [key for key in ("year", "short", "month", "day", "quarter") if key in first and key in second]
    if first.get("era") == "bc":
        first, second = second, first
    return [first[key] for key in keys] < [second[key] for key in keys] or not keys


def _follows(first: Captured, second: Captured) -> bool:
    """Tell whether two days of a month are in a row, or two years: "5 and 6 July", "1904/05"; or two centuries."""
    unit = next((unit for unit in ("day", "century", "year", "short") if unit in first and unit in second), None)
    if first.get("era") == "bc":
        first, second = second, first
    return unit is not None and bool(second[unit] == first[unit] + 1)


def _value(name: str, words: str, language: Language) -> Any:  # noqa: ANN401  # a number, a word or a table
    """Return the value of captured words, by the converter of their class or from the lexicon."""
    match language.converters.get(name):
        case "integer":
            return int("".join(c for c in words if c.isdigit()))
        case "number":
            return _number(words.lower(), _numerals(language))
        case "triple":
            parts = "".join(c if c.isdigit() else " " for c in words).split()
            return tuple(int(part) for part in parts)
        case "utc_offset":
            return _utc_offset(words)
        case "spelled_year":
            return _spelled_year(words.lower(), _numerals(language))
        case _:
            return _look_up(language.lexicon[name], words)


def _look_up(table: Captured, words: str) -> Any:  # noqa: ANN401  # a number, a word or a table
    plain = " ".join(words.split())
    for form in (plain, plain.lower(), plain.capitalize(), plain.upper()):
        for variant in (form, form.replace("-", "_"), form.replace(" ", "_")):
            if variant in table:
                return table[variant]
    raise KeyError(words)


def _numerals(language: Language) -> dict[str, float]:
    """Return the number words of a language; a value of 0 says nothing ("and")."""
    return {name: value for part in _NUMERALS for name, value in language.lexicon[part].items()}


def _spelled_year(words: str, numbers: dict[str, float]) -> int:
    """Return the year that is spelled as a number ("two thousand and one") or by halves ("nineteen ninety-six")."""
    year = _number(words, numbers)
    if year < 1000:
        century, *rest = words.replace("-", " ").split()
        year = numbers[century] * 100 + _number(" ".join(rest), numbers)
    return int(year)


def _number(words: str, numbers: dict[str, float]) -> float:
    """Return the value of digits ("1,200", "2.5", "9 1/2") or number words ("two hundred and fifty")."""
    total = group = 0.0
    for mark, fraction in _FRACTIONS:
        words = words.replace(mark, fraction)
    for word in words.replace(",", "").replace("-", " ").split():
        if "/" in word:
            above, _, below = word.partition("/")
            group += int(above) / int(below)
        elif word[0].isdigit():
            group += float(word)
        else:
            value = numbers[word]
            if value < 100:
                group += value
            elif value == 100:
                group = (group or 1) * value
            else:
                total, group = total + (group or 1) * value, 0.0
    total += group
    return int(total) if total == int(total) else total


def _utc_offset(words: str) -> int:
    """Return minutes east of UTC of "Z" or "+02:00"."""
    if words.upper() == "Z":
        return 0
    digits = words[1:].replace(":", "")
    return (-1 if words[0] == "-" else 1) * (int(digits[:2]) * 60 + int(digits[2:]))


def _expression(kind: str, captured: Captured) -> Expression:
    """Return the meaning of a rule's kind, its fields filled by constants and captures of the same name."""
    mod, near = captured.pop("mod", None), captured.pop("near", False)
    unless_tense, role = captured.pop("unless_tense", ""), captured.pop("role", "")
    return Expression(_BUILDERS[kind](captured), mod, role=role, near=near, unless_tense=unless_tense)


def _fields(f: Captured) -> Meaning:
    _settle_year(f)
    _settle_hour(f)
    if "part" in f:
        f["part"] = DayPart(f["part"])
    if "granularity" in f:
        f["granularity"] = Granularity[f["granularity"]]
    if "anchor" in f:
        f["anchor"] = Anchor(f["anchor"])
    if "share" in f:
        f["share"] = tuple(f["share"])
    shifts = {unit: f.pop(f"{unit.name.lower()}_shift", None) for unit in _SHIFTED}
    fields = Fields(**f)
    for unit, shift in shifts.items():
        if shift is not None:
            return Within(Shift(shift, unit), fields)
    return fields


def _settle_year(f: Captured) -> None:
    """Turn centuries, eras and short years into an astronomical year and its granularity."""
    before_christ = f.pop("era", None) == "bc"
    for name, size, unit in (("century", 100, "CENTURY"), ("millennium", 1000, "MILLENNIUM")):
        if name in f:
            number = f.pop(name)
            f["year"] = 1 - number * size if before_christ else (number - 1) * size + 1
            f["granularity"] = unit
            if f.pop("turn", False):  # "the turn of the 20th century" is the year 1900
                f["year"], f["granularity"] = f["year"] - 1, "YEAR"
            return
    if "short" in f:
        f["year"], f["short_year"] = f.pop("short"), True
    if before_christ:
        f["year"] = 1 - int(f["year"])


def _settle_hour(f: Captured) -> None:
    """Turn a twelve-hour clock into one of twenty-four."""
    meridiem = f.pop("meridiem", "")
    if "part" in f and "hour" in f:
        meridiem = meridiem or ("am" if f["part"] == "MO" else "pm")
    if meridiem == "pm" and f["hour"] < 12:
        f["hour"] += 12
    elif meridiem == "am" and f["hour"] == 12:
        f["hour"] = 0
    if f.pop("toward", 1) < 0:
        f["hour"], f["minute"] = (f["hour"] - 1) % 24, 60 - f["minute"]
    if (zone := f.pop("zone", _LOCAL)) != _LOCAL:
        f["offset"] = zone


def _plain_fields(f: Captured) -> Fields:
    fields = _fields(f)
    assert isinstance(fields, Fields)  # noqa: S101  # no shift is among them
    return fields


def _shift(f: Captured) -> Meaning:
    if "weekday" in f and f.pop("from_unit", False):
        beside = Fields(weekday=f.pop("weekday"), which=f.pop("sign"))
        del f["number"]
        return Within(_origin(f), beside)
    if f.pop("named", False):  # "two Fridays ago": a week before the last one
        f["which"], f["number"] = f["sign"], f["number"] - 1
    part = f.pop("part", None)
    number = _amount(f)
    sign = f.pop("sign", 1)
    if "more_number" in f:
        return _two_units_away(number, f, sign)
    anchor = Anchor(f.pop("anchor", "document"))
    shift = Shift(
        None if number is None else number * sign,
        Granularity[f.pop("unit", "DAY")],
        anchor,
        vague_sign=sign if number is None else 0,
    )
    from_unit = f.pop("from_unit", False)
    if f:
        origin = _origin(f, anchor)
        shift = shift._replace(of=Shift(0, shift.unit, of=origin) if from_unit else origin)
    return Within(shift, Fields(part=DayPart(part))) if part else shift


def _origin(f: Captured, anchor: Anchor = Anchor.DOCUMENT) -> Fields | Shift:
    """Return what units are counted from: "tomorrow", "this month", "Christmas"."""
    if "day_shift" in f:
        return Shift(f["day_shift"], Granularity.DAY, anchor)
    if "origin_unit" in f:
        return Shift(f["origin_number"], Granularity[f["origin_unit"]])
    return _plain_fields(f)


def _two_units_away(number: float | None, f: Captured, sign: int) -> Shift:
    """Return "2 years and 3 months ago" counted in the smaller unit, or else one unit after the other."""
    unit, more_unit, more = Granularity[f["unit"]], Granularity[f["more_unit"]], f["more_number"] * sign
    anchor = Anchor(f.get("anchor", "document"))
    number = (number or 0) * sign
    if unit is not Granularity.MONTH and FINER.get(unit, (unit, 1))[0] is more_unit:
        return Shift(number * FINER[unit][1] + more, more_unit, anchor)
    return Shift(number, unit, anchor, of=Shift(more, more_unit, anchor))


def _amount(f: Captured) -> float | None:
    """Take the number of a quantity out of its captures; None when the words name none ("several")."""
    number = f.pop("number", "some" if "some" in f else None)
    if number in {"some", None}:
        return None
    total = (number + f.pop("extra", 0)) * f.pop("scale", 1)
    return int(total) if total == int(total) else total


def _nth(f: Captured) -> Meaning:
    weekday = f.get("weekday")
    unit = Granularity[f["unit"]] if weekday is None else Granularity.DAY
    return Nth(f["ordinal"], unit, weekday, None)


def _length(f: Captured) -> Meaning:
    direction = f.get("direction")
    unit = Granularity[f["unit"]] if "unit" in f else None
    if "least" in f:
        f["number"] = f["least"]
    amount = _amount(f)
    parts: tuple[tuple[float | None, Granularity | None], ...]
    parts = ((amount, unit),) if amount is None or unit is None else split(amount, unit)
    more = (("more_number", "more_unit"), ("third_number", "third_unit"))
    parts += tuple((f[number], Granularity[f[unit]]) for number, unit in more if number in f)
    return Length(Duration(tuple(part for part in parts if part[0] != 0) or parts[:1]), direction)


def _repeat(f: Captured) -> Meaning:
    times = f.pop("times", None)
    freq = f"{times}X" if times else f.get("freq")
    quant = f.get("quant")
    if "unit" in f:
        f.setdefault("number", 1)
        return Repeat(Duration(((_amount(f), Granularity[f["unit"]]),)), quant, freq)
    named = {key: f[key] for key in ("weekday", "month", "season", "day") if key in f}
    part = DayPart(f["part"]) if "part" in f else None
    return Repeat(Fields(**named, part=part), quant, freq, f.get("through", 0))


def _reference(f: Captured) -> Meaning:
    return Reference(Vague(f["to"]))


_BUILDERS = {
    "fields": _fields,
    "shift": _shift,
    "nth": _nth,
    "length": _length,
    "repeat": _repeat,
    "reference": _reference,
}
