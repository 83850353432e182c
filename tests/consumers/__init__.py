"""Other people's programs reading our exports: each says which version it is and what it sees of every event.

`python -m tests.consumers` prints the table of docs/formats.md with the programs that are installed.
"""

from __future__ import annotations

from tests.consumers.calendars import CALENDARS
from tests.consumers.pages import PAGES
from tests.consumers.program import Program, Seen
from tests.consumers.structures import STRUCTURES
from tests.consumers.tables import TABLES

RECORDERS: tuple[Program, ...] = (*CALENDARS, *TABLES, *STRUCTURES)
"""Programs that read events as records, each with its identity."""

PROGRAMS = (*RECORDERS, *PAGES)
"""All programs, in the order of the table."""

__all__ = ["PROGRAMS", "RECORDERS", "Program", "Seen"]
