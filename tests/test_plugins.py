"""Readers, writers and languages are found by name, ours first, and nothing else is imported for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from timeline import plugins
from timeline.errors import UsageError
from timeline.writers import Settings, traits

SPANISH_WORDS = """\
[month]
agosto = 8
[mod]
"finales de" = "END"
[quantity_mod]
unos = "APPROX"
[postmod]
"más o menos" = "APPROX"
[join]
" a " = "range"
[relation]
desde = "since"
"""

SPANISH_FORMS = """\
[numeral]
day = { form = '[0-9]{1,2}', as = "integer" }
year = { form = '[0-9]{4}\\b', as = "integer" }
n = { form = '[0-9]{1,2}', as = "integer" }
[field]
n = "number"
[macro]
[context]
[nothing]
version = { form = "versión {year}", bare = true }
[fields]
day = "{day} de {month} de {year}"
short-day = { form = "'{day}-{month}-{year}", edge = false }
[length]
years = { form = "{n} años", unit = "YEAR" }
[shift]
[nth]
[repeat]
[reference]
[range]
"""

LOG_READER = """\
from timeline.model import Document

NAME, DESCRIPTION, SUFFIXES = "log", "logs", (".log",)


def recognises(head):
    return False


def read(stream, source, reading):
    yield Document(stream.read().decode().partition("|")[2], source)
"""

COUNT_WRITER = """\
from timeline.writers import Report

NAME, ALIASES, DESCRIPTION, SUFFIXES = "count", (), "how many", (".count",)
HEEDS = ("header",)


def write(timeline, stream, settings):
    stream.write(b"events\\n" if settings.header else b"")
    stream.write(b"%d\\n" % len(timeline))
    return Report(len(timeline))
"""

ENTRY_POINTS = """\
[timeline.languages]
es = outside.es
[timeline.readers]
log = outside.log
[timeline.writers]
count = outside.count
"""


@pytest.mark.parametrize("suffix", [".txt", ".MD", ".markdown", ".text"])
def test_text_files_have_a_reader(suffix: str) -> None:
    reader = plugins.reader_of(suffix, b"A text.")
    assert reader is not None
    assert suffix.lower() in reader.SUFFIXES
    assert suffix.lower() in plugins.suffixes()


def test_an_unknown_suffix_has_no_reader() -> None:
    assert plugins.reader_of(".nothing", b"") is None
    assert plugins.reader_of("", b"") is None


def test_each_writer_is_found_by_its_name_and_aliases() -> None:
    for writer in plugins.writers():
        for name in (writer.NAME, *writer.ALIASES):
            assert plugins.writer(name) is writer


def test_what_a_writer_heeds_is_a_setting() -> None:
    for writer in plugins.writers():
        assert set(traits(writer).heeds) <= set(Settings._fields)


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
    module = SimpleNamespace(NAME="our", ALIASES=("ours",), SUFFIXES=(".our",), recognises=lambda head: not head)

    def entries(group: str) -> list[Any]:
        known = group in (plugins.WRITERS, plugins.READERS)
        return [SimpleNamespace(name="ours", load=lambda: module)] if known else []

    monkeypatch.setattr(plugins, "_entries", entries)
    plugins._outside.cache_clear()  # noqa: SLF001 - the cache outlives the patch
    try:
        assert plugins.writer("our") is module
        assert plugins.reader("our") is module
        assert plugins.reader_of(".our", b"") is module
        assert ".our" in plugins.suffixes()
    finally:
        plugins._outside.cache_clear()  # noqa: SLF001


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder with an installed package that has a language, a reader and a writer."""
    files = {
        "outside/__init__.py": "",
        "outside/es/lexicon.toml": SPANISH_WORDS,
        "outside/es/patterns.toml": SPANISH_FORMS,
        "outside/log.py": LOG_READER,
        "outside/count.py": COUNT_WRITER,
        "outside-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: outside\nVersion: 1\n",
        "outside-1.dist-info/entry_points.txt": ENTRY_POINTS,
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def printed(outside: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "timeline", *arguments]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(plugins.__file__).parents[1]), str(outside)])}
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=outside, env=env).stdout


def test_a_language_is_a_folder_of_another_package_and_no_code(outside: Path) -> None:
    (outside / "nota.txt").write_text("Llegó el 26 de agosto de 2019, versión 2018, a finales de agosto.\n")
    found = printed(outside, "dates", "nota.txt", "--lang", "es", "--columns", "expression,value,rule")
    assert found == "26 de agosto de 2019\t2019-08-26\tday\n"


def test_a_reader_and_a_writer_of_another_package_are_used_by_name(outside: Path) -> None:
    (outside / "a.log").write_text("1 May 2010|The bridge opened in March 2011.\n")
    assert printed(outside, "export", "a.log", "--format", "count") == "events\n1\n"
    assert printed(outside, "export", "a.log", "--format", "count", "--no-header") == "1\n"
    formats = printed(outside, "formats")
    assert "how many" in formats
    assert ".log" in formats
    assert "en es" in formats


def test_what_is_ours_is_found_without_a_library_or_a_look_at_other_packages() -> None:
    code = (
        "import sys; from timeline import plugins; plugins.writer('csv'); plugins.reader_of('.MD', b'');"
        "plugins.language('en');"
        "print([m for m in sys.modules if m in ('icalendar', 'tabulate', 'dateutil')"
        " or m in ('importlib.metadata', 'importlib.resources')"
        " or m.startswith('timeline.writers.to_') and m != 'timeline.writers.to_csv'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
