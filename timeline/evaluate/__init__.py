"""Measures `find_dates` against annotated texts: `load_gold`, `evaluate`, `render`."""

from __future__ import annotations

from timeline.evaluate.gold import GoldDocument, GoldTimex, gold_files, leave_out, load_gold, read_gold, read_reasons
from timeline.evaluate.render import render
from timeline.evaluate.score import Report, evaluate

__all__ = [
    "GoldDocument",
    "GoldTimex",
    "Report",
    "evaluate",
    "gold_files",
    "leave_out",
    "load_gold",
    "read_gold",
    "read_reasons",
    "render",
]
