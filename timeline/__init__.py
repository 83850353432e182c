"""Reads prose, finds and normalises its dates, and builds an ordered timeline."""

from __future__ import annotations

__version__ = "0.1.0"
