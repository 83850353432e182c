"""Fuzz the targets, guided by coverage, and print a table of what was tried and found.

    pip install -e '.[fuzz]'
    python -m fuzz [TARGET...] [--seconds 60]

Each target runs in a process of its own. Its findings, one for each kind of error, the smallest that was met, are
written to `fuzz/findings/TARGET/`; the tests replay what lies there.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
FINDINGS = HERE / "findings"
FIXTURES = HERE.parent / "fixtures"
LONGEST = 800
"""Bytes of an input: room for a few sentences, or a small file."""
PATIENCE = 20
"""Seconds that one input may take."""


def main() -> int:
    """Run the targets one after the other, print the table, and return 1 when there were findings."""
    from fuzz.targets import TARGETS  # noqa: PLC0415 - the fuzzing process instruments it first

    parser = argparse.ArgumentParser(prog="python -m fuzz", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    asked = parser.parse_args()
    print("| target | seconds | inputs tried | findings |\n| --- | ---: | ---: | ---: |")
    found = 0
    for name in asked.targets or TARGETS:
        before = findings(name)
        with tempfile.TemporaryDirectory() as folder:
            tried = _run(name, Path(folder), asked.seconds)
        new = findings(name) - before
        print(f"| {name} | {asked.seconds} | {tried} | {len(new)} |", flush=True)
        found += len(new)
    return int(bool(found))


def findings(name: str) -> set[bytes]:
    """Return what was found for a target, in this run and before."""
    return {path.read_bytes() for path in (FINDINGS / name).glob("*")}


def seeds(name: str) -> Iterator[bytes]:
    """Yield what a target begins with: texts of the tests, or files of the kind that it reads."""
    from timeline import plugins  # noqa: PLC0415 - as above

    kind, _, form = name.partition("-")
    if kind == "read":
        suffixes = plugins.reader(form).SUFFIXES
        files = (path for path in sorted(FIXTURES.rglob("*")) if path.suffix in suffixes)
        yield from (bytes(2) + path.read_bytes() for path in files)
    elif kind == "saved":
        lines = (FIXTURES / "writers" / "timeline.jsonl").read_bytes().splitlines()
        yield from (line.removeprefix(b'{"schema":"timeline/1",') for line in lines)
    else:
        yield from (bytes(6) + text.encode() for text in texts())


def texts() -> list[str]:
    """Return the texts of the cases of English."""
    import tomllib  # noqa: PLC0415 - as above

    cases = tomllib.loads((HERE.parent / "timeline/languages/en/cases.toml").read_text(encoding="utf-8"))
    texts = [re.sub(r"[\[\]]", "", text) for kind in cases.values() for case in kind for text in case["texts"]]
    return list(dict.fromkeys(texts))


def words() -> list[str]:
    """Return the words, numbers and marks of the texts, for the fuzzer to put in."""
    return sorted({word for text in texts() for word in re.findall(r"[A-Za-z]+|\d+|[^\sA-Za-z0-9]", text)})


def _write_words(file: Path) -> None:
    escaped = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in words())
    file.write_text("".join(f'"{word}"\n' for word in escaped))


def _run(name: str, folder: Path, seconds: int) -> str:
    """Fuzz one target and return how many inputs were tried; a hang is a finding too."""
    (FINDINGS / name).mkdir(parents=True, exist_ok=True)
    listed, corpus, begun = folder / "words", folder / "corpus", folder / "seeds"
    _write_words(listed)
    corpus.mkdir()
    begun.mkdir()
    for number, seed in enumerate(seeds(name)):
        (begun / f"{number}").write_bytes(seed)
    command = [
        *(sys.executable, "-m", "fuzz.one", name),
        *(f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={PATIENCE}", f"-dict={listed}"),
        *("-print_final_stats=1", f"-artifact_prefix={FINDINGS / name}/", str(corpus), str(begun)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")
    tried = re.findall(r"number_of_executed_units: (\d+)", done.stderr)
    if not tried:
        print(done.stderr[-4000:], file=sys.stderr)
    return tried[-1] if tried else "stopped"


if __name__ == "__main__":
    sys.exit(main())
