"""Measures `timeline export` of many events in every format, and prints the table as Markdown.

    python benchmarks/export.py [--events 100000]

The events are read from a saved timeline; the first row is that alone. The figures are CPU time of one core and the
largest memory that the process held.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from timeline import extract, plugins
from timeline.records import to_record
from timeline.writers import traits

SENTENCE = "The harbour bridge of Westhaven opened to its first trains in March 2011, said the council."
LENGTHS = (1, 1, 1, 2, 31, 365)
"""Days from the first to the last of an event, in turn."""
MEGA = 1_000_000


class Measured(NamedTuple):
    """What one run took."""

    seconds: float
    memory: float
    """MB."""


def main() -> None:
    """Print the table that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--events", type=int, default=100_000)
    asked = parser.parse_args()
    print(f"Python {platform.python_version()}; {asked.events:,} events.\n")
    print("| format | CPU seconds | memory, MB | file, MB |\n| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder, "events.jsonl")
        _save(saved, asked.events)
        out = Path(folder, "out")
        read = measure("show", str(saved), "--limit", "1", "--format", "plain", "-o", str(out))
        print(_row("reading alone", read, None), flush=True)
        for writer in plugins.writers():
            if not traits(writer).needs_text:
                taken = measure("export", str(saved), "--format", writer.NAME, "-o", str(out))
                print(_row(f"`{writer.NAME}`", taken, out.stat().st_size), flush=True)


def measure(*arguments: str) -> Measured:
    """Return what one run of the command took."""
    process = subprocess.Popen([sys.executable, "-m", "timeline", *arguments, "--quiet"])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"timeline {' '.join(arguments)}: exit code {process.returncode}")
    return Measured(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / MEGA)


def _save(file: Path, count: int) -> None:
    """Write a timeline of `count` events, spread over five centuries."""
    from datetime import date, timedelta  # noqa: PLC0415 - only here

    (sample,) = extract(SENTENCE)
    record = to_record(sample)
    day = date(1500, 1, 1)
    with file.open("w", encoding="utf-8") as stream:
        for number in range(count):
            first = day + timedelta(days=number * 7919 % 180_000)
            last = first + timedelta(days=LENGTHS[number % len(LENGTHS)] - 1)
            edtf = f"{first}" if first == last else f"{first}/{last}"
            changed = {"id": f"{number:08x}-0000-5000-8000-000000000000", "start": f"{first}", "end": f"{last}"}
            line = {**record, **changed, "edtf": edtf, "event": f"{record['event']} ({number})", "line": number + 1}
            stream.write(json.dumps(line) + "\n")


def _row(name: str, taken: Measured, size: int | None) -> str:
    written = "" if size is None else f"{size / MEGA:.1f}"
    return f"| {name} | {taken.seconds:.1f} | {taken.memory:.0f} | {written} |"


if __name__ == "__main__":
    main()
