"""Measures `find_dates` against annotated texts: `load_gold`, `evaluate`, `render`."""

from __future__ import annotations

from timeline.evaluate.files import gold_files, load_gold, read_gold
from timeline.evaluate.gold import GoldDocument, GoldTimex, leave_out, read_reasons
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
