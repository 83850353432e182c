"""The process that fuzzes one target: `python -m fuzz.one TARGET`, with options of libFuzzer after it."""

from __future__ import annotations

import hashlib
import sys
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["timeline"]):
    from fuzz.targets import TARGETS

FINDINGS = Path(__file__).parent / "findings"


def main() -> None:
    """Fuzz until the time is up; keep the smallest input of each kind of error and go on."""
    name = sys.argv.pop(1)
    target = TARGETS[name]
    sizes: dict[str, int] = {}

    def try_one(data: bytes) -> None:
        try:
            target(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            kind = _kind(error)
            if len(data) < sizes.get(kind, len(data) + 1):
                sizes[kind] = len(data)
                (FINDINGS / name / kind).write_bytes(data)

    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()


def _kind(error: Exception) -> str:
    """Return a short name for the error and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-2] if frames[-1].name == "_check" else frames[-1]
    promise = str(error) if isinstance(error, AssertionError) else ""
    where = f"{type(error).__name__} {promise} {last.filename} {last.lineno}"
    mark = hashlib.sha256(where.encode()).hexdigest()[:8]
    return f"{type(error).__name__}-{Path(last.filename).stem}-{last.name}-{mark}"


if __name__ == "__main__":
    main()
