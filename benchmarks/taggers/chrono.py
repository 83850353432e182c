"""chrono, a library for JavaScript."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from taggers import Marked, Text, has

NAME = "chrono"
NEEDS = "npm install chrono-node, in the folder that this is run in"

_PROGRAM = Path(__file__).with_name("chrono.mjs")


def is_there() -> bool:
    """Tell whether it can run on this machine."""
    return has(programs=("node",)) and Path("node_modules", "chrono-node").is_dir()


def find(texts: Sequence[Text]) -> list[list[Marked]]:
    """Return what it marks in each of `texts`."""
    asked = json.dumps([(text.text, text.date) for text in texts])
    told = subprocess.run(["node", _PROGRAM], input=asked.encode(), check=True, capture_output=True)
    return [
        [Marked(_code_points(text.text, start), _code_points(text.text, end), *rest) for start, end, *rest in marked]
        for text, marked in zip(texts, json.loads(told.stdout), strict=True)
    ]


def _code_points(text: str, units: int) -> int:
    """Return an offset in code points for one in the UTF-16 units of JavaScript."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore"))
