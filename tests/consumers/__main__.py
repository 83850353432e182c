"""Prints the table of docs/formats.md: what each program sees, in Markdown."""

from __future__ import annotations

import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.consumers import PROGRAMS
from tests.consumers.program import Program
from tests.consumers.samples import SAMPLES, TIMELINE
from tests.event_samples import written

HEAD = ("format", "read by", *SAMPLES)
ABSENT = "–"
"""Stands for an event that the format cannot hold, and that is counted when it is written."""


@cache
def sights(program: Program) -> dict[str, str]:
    """Return what a program sees of each sample; a dash for what the format leaves out."""
    with tempfile.TemporaryDirectory() as folder:
        seen = {one.id: one.when for one in program.read(written(TIMELINE, program.format), Path(folder))}
    return {words: seen.get(event.id, ABSENT) for words, event in SAMPLES.items()}


def line(cells: tuple[str, ...]) -> str:
    """Return a row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table, a row for programs that see the same, and on standard error which are missing."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for program in PROGRAMS:
        version = program.version()
        if version is None:
            sys.stderr.write(f"{program.name} is not installed\n")
        else:
            seen = (f"`{program.format}`", *sights(program).values())
            alike.setdefault(seen, []).append(f"{program.name} {version}")
    rows = ((form, ", ".join(programs), *cells) for (form, *cells), programs in alike.items())
    sys.stdout.writelines(f"{line(row)}\n" for row in (HEAD, ("---",) * len(HEAD), *rows))


if __name__ == "__main__":
    main()
