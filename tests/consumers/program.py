"""A program that reads one format, and the ways to find out whether it is there."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Seen(NamedTuple):
    """What a program makes of one event."""

    id: str
    when: str
    """Its first and last day as the program has them; one where they are the same."""
    text: str


class Program(NamedTuple):
    """A reader of exports."""

    name: str
    format: str
    """The writer whose output it reads."""
    version: Callable[[], str | None]
    """None when the program is not installed."""
    read: Callable[[bytes, Path], list[Seen]]
    """Read an export; the folder is free for files."""


def span(first: str, last: str) -> str:
    """Return two days in words, one when they are the same."""
    return first if first == last else f"{first} to {last}"


def distribution(name: str) -> Callable[[], str | None]:
    """Return a function that tells the version of a Python distribution."""

    def version() -> str | None:
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            return None

    return version


def command(*words: str) -> Callable[[], str | None]:
    """Return a function that tells the version of a program: the number in what `words` print."""

    def version() -> str | None:
        if shutil.which(words[0]) is None:
            return None
        done = subprocess.run(words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        numbers = (word for word in done.stdout.split() if word[:1].isdigit() and "." in word)
        return next(numbers, None)

    return version


def package(name: str) -> Callable[[], str | None]:
    """Return a function that tells the version of an npm package beside this file, when node is there too."""

    def version() -> str | None:
        manifest = HERE / "node_modules" / name / "package.json"
        if shutil.which("node") is None or not manifest.is_file():
            return None
        import json  # noqa: PLC0415 - most programs are no packages

        return str(json.loads(manifest.read_text(encoding="utf-8"))["version"])

    return version


def node(script: str, text: bytes) -> bytes:
    """Run one of the scripts beside this file on `text` and return what it prints."""
    return subprocess.run(["node", str(HERE / script)], input=text, capture_output=True, check=True).stdout
