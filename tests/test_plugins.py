"""Readers, writers and languages are found by name, ours first, and nothing else is imported for it."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from timeline import plugins
from timeline.errors import UsageError


@pytest.mark.parametrize("suffix", [".txt", ".MD", ".markdown", ".text"])
def test_text_files_have_a_reader(suffix: str) -> None:
    reader = plugins.reader(suffix)
    assert reader is not None
    assert suffix.lower() in reader.SUFFIXES
    assert suffix.lower() in plugins.suffixes()


def test_an_unknown_suffix_has_no_reader() -> None:
    assert plugins.reader(".nothing") is None
    assert plugins.reader("") is None


def test_each_writer_is_found_by_its_name_and_aliases() -> None:
    for writer in plugins.writers():
        for name in (writer.NAME, *writer.ALIASES):
            assert plugins.writer(name) is writer


@pytest.mark.parametrize("name", ["nothing", "", "../csv", "csv.x", "csv "])
def test_an_unknown_writer_is_wrong_use_and_the_known_are_named(name: str) -> None:
    with pytest.raises(UsageError, match=r"known are .*csv"):
        plugins.writer(name)


def test_english_is_known() -> None:
    assert "en" in plugins.languages()
    assert (plugins.language("en") / "lexicon.toml").is_file()


@pytest.mark.parametrize("code", ["xx", "../en", "", "__pycache__"])
def test_an_unknown_language_is_wrong_use(code: str) -> None:
    with pytest.raises(UsageError, match=r"known are .*en"):
        plugins.language(code)


def test_others_can_add_writers_and_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    module = SimpleNamespace(NAME="ours", ALIASES=("our",), SUFFIXES=(".our",))

    def entries(group: str) -> list[Any]:
        known = group in (plugins.WRITERS, plugins.READERS)
        return [SimpleNamespace(name="ours", load=lambda: module)] if known else []

    monkeypatch.setattr(plugins, "_entries", entries)
    plugins._outside.cache_clear()  # noqa: SLF001 - the cache outlives the patch
    try:
        assert plugins.writer("our") is module
        assert plugins.reader(".our") is module
        assert ".our" in plugins.suffixes()
    finally:
        plugins._outside.cache_clear()  # noqa: SLF001


def test_one_writer_imports_no_other_and_no_library() -> None:
    code = (
        "import sys; from timeline import plugins; plugins.writer('csv'); plugins.reader('.txt');"
        "print([m for m in sys.modules if m in ('icalendar', 'tabulate', 'dateutil', 'importlib.metadata')"
        " or m.startswith('timeline.writers.to_') and m != 'timeline.writers.to_csv'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
