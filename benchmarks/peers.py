"""Measures timeline and other taggers on annotated texts, all by the same scoring, and prints the table as Markdown.

    python benchmarks/peers.py GOLD... [--histories]

GOLD is TimeML, TIMEX2 or CAT, as `timeline evaluate` reads it. What is not installed is left out, with a line that
names what it needs. The other taggers are given the text and its date, and are judged by their TIMEX3 types and values.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from taggers import Marked, Tagger, Text, chrono, dateparser, heideltime, recognizers

from timeline import find_dates
from timeline.evaluate import GoldDocument, Report, evaluate, load_gold
from timeline.model import Timex
from timeline.values import Vague

PEERS: tuple[Tagger, ...] = (heideltime, recognizers, chrono, dateparser)
UNDATED = "1998-02-13"
"""Document date of texts that state none, for the taggers that need one."""


def main() -> None:
    """Print a row for each tagger."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--histories", action="store_true", help="the texts are histories rather than news")
    asked = parser.parse_args()
    gold = list(load_gold(asked.gold))
    if any(timex.bounds for document in gold for timex in document.timexes):
        parser.error("cases are judged by where a value begins and ends, which other taggers do not tell")
    print("| F1 | strict | relaxed | type | value |", "|---|---:|---:|---:|---:|", sep="\n")
    print(row("`timeline`", evaluate(gold, _ours)))
    for peer in PEERS:
        if peer.is_there():
            print(row(peer.NAME, _report(peer, gold, is_news=not asked.histories)), flush=True)
        else:
            print(f"{peer.NAME} is not here: {peer.NEEDS}", file=sys.stderr)


def row(name: str, report: Report) -> str:
    """Return one row of the table, in percent."""
    return f"| {name} | {' | '.join(f'{100 * measure.f1:.2f}' for measure in report.score())} |"


def _ours(document: GoldDocument) -> list[Timex]:
    return find_dates(document.text, date=document.dct[:10] if document.dct else None)


def _report(peer: Tagger, gold: Sequence[GoldDocument], *, is_news: bool) -> Report:
    found = peer.find([Text(document.text, (document.dct or UNDATED)[:10], is_news) for document in gold])
    answers: Iterator[list[Marked]] = iter(found)
    return evaluate(gold, lambda document: [_timex(document.text, marked) for marked in next(answers)])


def _timex(text: str, marked: Marked) -> Timex:
    """Return what a tagger has marked as one of ours; only its place, type and value are judged."""
    return Timex(
        start=marked.start,
        end=marked.end,
        text=text[marked.start : marked.end],
        type=marked.type,
        value=marked.value,
        mod=None,
        edtf=None,
        rule="",
        reason="",
        when=Vague.PRESENT,
        basis="vague",
        anchor=None,
        filled=(),
        quant=None,
        freq=None,
        role="",
        notes=(),
        alternatives=(),
    )


if __name__ == "__main__":
    main()
