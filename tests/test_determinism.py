"""The same bytes from every Python, in any locale, time zone and hash seed.

`OTHER_PYTHONS` names interpreters that have the package, separated by colons; `.ci/pythons` makes them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from timeline import plugins

FIXTURES = sorted((Path(__file__).parent.parent / "fixtures").glob("*.txt"))
FORMATS = [writer.NAME for writer in plugins.writers()]
OTHERS = [python for python in os.environ.get("OTHER_PYTHONS", "").split(os.pathsep) if python]
PROGRAM = """
import sys
from timeline.cli.process import run
sources, formats = sys.argv[1].split("\\n"), sys.argv[2].split()
for form in formats:
    print(form, run(["export", "--debug", "-f", form, "-o", form, *(sources[:1] if form == "timeml" else sources)]))
for command in ("dates", "check"):
    print(command, run([command, *sources]), flush=True)
"""
"""Writes every format into the working folder, and prints the expressions and what is doubtful."""

SURROUNDINGS = {
    "plain": {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"},
    "turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Europe/Istanbul", "PYTHONHASHSEED": "1"},
    "far": {"LC_ALL": "POSIX", "TZ": "Pacific/Apia", "PYTHONHASHSEED": "4294967295", "PYTHONIOENCODING": "ascii"},
    "utf-8": {"LC_ALL": "C.UTF-8", "TZ": "America/St_Johns", "PYTHONHASHSEED": "random", "PYTHONUTF8": "1"},
}


@cache
def expected(folder: Path) -> dict[str, bytes]:
    return made(sys.executable, folder / "expected", SURROUNDINGS["plain"])


def made(python: str, folder: Path, surroundings: dict[str, str]) -> dict[str, bytes]:
    """Return the files that an interpreter writes in some surroundings, and what it prints."""
    folder.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "SOURCE_DATE_EPOCH": "1704067200", **surroundings}
    command = [python, "-c", PROGRAM, "\n".join(map(str, FIXTURES)), " ".join(FORMATS)]
    done = subprocess.run(command, capture_output=True, check=True, cwd=folder, env=environment)
    assert b"Traceback" not in done.stderr
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return files | {"output": done.stdout, "messages": done.stderr}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("determinism")


@pytest.mark.parametrize("surroundings", list(SURROUNDINGS)[1:])
def test_surroundings_change_no_byte(surroundings: str, folder: Path) -> None:
    here = made(sys.executable, folder / surroundings, SURROUNDINGS[surroundings])
    assert set(here) == {*FORMATS, "output", "messages"}
    assert here == expected(folder)


@pytest.mark.parametrize("python", OTHERS or [None], ids=lambda python: python and Path(python).parent.parent.name)
def test_another_python_writes_the_same_bytes(python: str | None, folder: Path) -> None:
    if python is None:
        pytest.skip("OTHER_PYTHONS names no interpreter")
    there = made(python, folder / Path(python).parent.parent.name, SURROUNDINGS["utf-8"])
    assert there == expected(folder)
