"""Finds readers, writers and languages by name: first our own folders, then entry points of other packages.

Only what is asked for is imported, and other packages are looked for only when the name is not ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from timeline.errors import UsageError
from timeline.readers import Reader
from timeline.writers import Writer

READERS = "timeline.readers"
WRITERS = "timeline.writers"
LANGUAGES = "timeline.languages"
"""Names of our folders, and of the entry-point groups that add to them."""


def reader(name: str) -> Reader:
    """Return the reader called `name`; UsageError lists the known names."""
    if name.isidentifier() and name in _modules(READERS, "from_"):
        return cast("Reader", import_module(f"{READERS}.from_{name}"))
    for known in readers():
        if name == known.NAME:
            return known
    raise UsageError(f"unknown format {name!r}; known are {', '.join(each.NAME for each in readers())}")


def reader_of(suffix: str, head: bytes) -> Reader | None:
    """Return the reader for a file with `suffix` (with its dot) that begins with the bytes `head`, or None.

    The content comes first: a reader that recognises it, best one that has the suffix too; then the suffix.
    Readers of other packages are asked about a suffix when ours know neither.
    """
    wanted = suffix.lower()
    return _fitting(_readers(), wanted, head) or (_fitting(_outside(READERS), wanted, head) if suffix else None)


def readers() -> tuple[Reader, ...]:
    """Return all readers, ours by name and then those of other packages."""
    return tuple(cast("Reader", module) for module in (*_readers(), *_outside(READERS)))


def suffixes() -> frozenset[str]:
    """Return the file suffixes, lower-case with their dot, that our readers and those of others know."""
    return frozenset(suffix for module in readers() for suffix in module.SUFFIXES)


def writer(name: str) -> Writer:
    """Return the writer called `name`, by its name or an alias; UsageError lists the known names."""
    if name.isidentifier() and name in _modules(WRITERS, "to_"):
        return cast("Writer", import_module(f"{WRITERS}.to_{name}"))
    for known in writers():
        if name in (known.NAME, *known.ALIASES):
            return known
    raise UsageError(f"unknown format {name!r}; known are {', '.join(each.NAME for each in writers())}")


def writers() -> tuple[Writer, ...]:
    """Return all writers, ours by name and then those of other packages."""
    ours = (import_module(f"{WRITERS}.to_{name}") for name in _modules(WRITERS, "to_"))
    return tuple(cast("Writer", module) for module in (*ours, *_outside(WRITERS)))


def language(code: str) -> Path:
    """Return the folder with the data of the language `code`; UsageError lists the known codes."""
    if code in _folders():
        return _folder(import_module(LANGUAGES)) / code
    for entry in _entries(LANGUAGES):
        if entry.name == code:
            return _folder(entry.load())
    raise UsageError(f"unknown language {code!r}; known are {', '.join(languages())}")


def languages() -> tuple[str, ...]:
    """Return the codes of all languages, sorted."""
    return tuple(sorted({*_folders(), *(entry.name for entry in _entries(LANGUAGES))}))


def _fitting(modules: Iterable[ModuleType], suffix: str, head: bytes) -> Reader | None:
    named = [module for module in modules if suffix in module.SUFFIXES]
    others = [module for module in modules if module not in named]
    recognised = (module for module in (*named, *others) if module.recognises(head))
    return cast("Reader | None", next(recognised, None) or next(iter(named), None))


@cache
def _readers() -> tuple[ModuleType, ...]:
    """Return our readers, that of plain text first since it is asked for most."""
    names = sorted(_modules(READERS, "from_"), key=lambda name: (name != "text", name))
    return tuple(import_module(f"{READERS}.from_{name}") for name in names)


@cache
def _modules(package: str, prefix: str) -> tuple[str, ...]:
    """Return the names after `prefix` of the modules in `package`, sorted, without importing them."""
    return tuple(
        sorted(path.stem.removeprefix(prefix) for path in _folder(import_module(package)).glob(f"{prefix}*.py"))
    )


@cache
def _folders() -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in _folder(import_module(LANGUAGES)).glob("*/lexicon.toml")))


def _folder(package: ModuleType) -> Path:
    # Not `importlib.resources`: to open packages in archives it imports more than a short run needs.
    return Path(package.__path__[0])


@cache
def _outside(group: str) -> tuple[ModuleType, ...]:
    return tuple(entry.load() for entry in _entries(group))


def _entries(group: str) -> Iterator[Any]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - reads every installed package

    yield from sorted(entry_points(group=group), key=lambda entry: entry.name)
