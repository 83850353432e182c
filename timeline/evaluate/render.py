"""A report as text: tables for a person, then one line of tab-separated fields for each error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from timeline.evaluate.gold import GoldDocument, GoldTimex
from timeline.evaluate.score import CLASSES, Measure, Outcome, Report, Score
from timeline.model import Timex

CONTEXT = 40
"""Characters of the text on each side of an expression in an error line."""

COLUMNS = (
    "KIND",
    "class",
    "place",
    "gold",
    "gold value",
    "found",
    "found value",
    "rule",
    "context",
    "reason",
)
"""The fields of an error line; place is source:offset, a value stands behind its type and before its mod."""


def render(report: Report, *, errors: bool = False) -> str:
    """Return the measures in percent over all, by type and by class; with `errors` a line for each error.

    KIND is `miss`, `spurious`, `extent`, `type`, `value` or `left-out`; an expression with several errors
    has a line for each.
    """
    lines = [*_overall(report), ""]
    lines += [*_table("type", report.by(lambda outcome: outcome.type or "-")), ""]
    by_class = report.by(lambda outcome: outcome.kind)
    lines += _table("class", {name: by_class[name] for name in CLASSES if name in by_class})
    if errors:
        lines += ["", "\t".join(COLUMNS), *error_lines(report)]
    return "\n".join(lines) + "\n"


def error_lines(report: Report) -> Iterator[str]:
    """Yield a line of `COLUMNS`, tab-separated, for each error, then for each stretch that is not scored."""
    for outcome in report.outcomes:
        for kind in _kinds(outcome):
            yield _line(kind, outcome)
    for document, stretch in report.left_out:
        text = document.text[stretch.start : stretch.end]
        place = f"{document.source}:{stretch.start}"
        context = _context(document, stretch.start, stretch.end)
        yield _join("left-out", "", place, text, "", "", "", "", context, stretch.reason)


def _overall(report: Report) -> Iterator[str]:
    score = report.score()
    yield f"{report.documents} documents, {score.strict.gold} expressions, {score.strict.found} found"
    for reason, count in sorted(Counter(stretch.reason for _, stretch in report.left_out).items()):
        yield f"{count} left out: {reason}"
    yield ""
    yield f"{'':10}{'precision':>10}{'recall':>10}{'F1':>10}{'right':>10}"
    rows = score._asdict() | ({"mod": mod} if (mod := report.mod()).gold else {})
    for name, measure in rows.items():
        shares = _percent(measure.precision) + _percent(measure.recall) + _percent(measure.f1)
        yield f"{name:10}{shares}{measure.right:>10}"


def _table(head: str, rows: dict[str, Score]) -> Iterator[str]:
    yield f"{head:10}{'gold':>10}{'found':>10}" + "".join(f"{name:>10}" for name in Score._fields)
    for name, score in rows.items():
        measures: tuple[Measure, ...] = score
        yield f"{name:10}{score.strict.gold:>10}{score.strict.found:>10}" + "".join(
            _percent(measure.f1) for measure in measures
        )


def _percent(share: float) -> str:
    return f"{100 * share:>10.2f}"


def _kinds(outcome: Outcome) -> list[str]:
    if outcome.gold is None:
        return ["spurious"]
    if outcome.found is None:
        return ["miss"]
    judged = {"extent": outcome.exact, "type": outcome.type_right, "value": outcome.value_right}
    return [kind for kind, right in judged.items() if not right]


def _line(kind: str, outcome: Outcome) -> str:
    gold, found, document = outcome.gold, outcome.found, outcome.document
    start = min(one.start for one in (gold, found) if one)
    end = max(one.end for one in (gold, found) if one)
    return _join(
        kind,
        outcome.kind,
        f"{document.source}:{start}",
        gold.text if gold else "",
        _value(gold, "|".join((gold.value, *gold.alternatives))) if gold else "",
        found.text if found else "",
        _value(found, found.value) if found else "",
        found.rule if found else "",
        _context(document, start, end),
        found.reason if found else "",
    )


def _value(timex: GoldTimex | Timex, value: str) -> str:
    return " ".join(filter(None, (timex.type, value, timex.mod)))


def _context(document: GoldDocument, start: int, end: int) -> str:
    text = document.text
    return f"{text[max(0, start - CONTEXT) : start]}[{text[start:end]}]{text[end : end + CONTEXT]}"


def _join(*fields: str) -> str:
    return "\t".join(" ".join(field.split()) for field in fields)
