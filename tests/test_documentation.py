"""The documentation says what the program does: every command and option, every session as it really runs.

A block of ```console is a session: its commands are run in a copy of the repository's `fixtures/`, as if on a
terminal, and must print what stands below them. `python -m tests.test_documentation` writes it anew.
"""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sysconfig
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline import find_dates, plugins
from timeline.cli.app import program
from timeline.cli.findings import MEANINGS
from timeline.model import BASES, Event

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
PROGRAM = program()
COMMANDS = PROGRAM.commands
BLOCK = re.MULTILINE | re.DOTALL
SESSION = re.compile(r"^```console\n(.*?)^```$", BLOCK)
COLUMNS = 100


def options(command: str) -> Iterator[str]:
    """Yield every option of a command, and its short form."""
    for parameter in COMMANDS[command].params:
        if parameter.param_type_name == "option":
            yield from (*parameter.opts, *parameter.secondary_opts)


def documented(words: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", TEXT) is not None


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_and_its_options_are_documented(command: str) -> None:
    assert documented(f"timeline {command}")
    missing = [option for option in options(command) if not documented(option)]
    assert not missing


def test_no_option_is_documented_that_does_not_exist() -> None:
    known = {option for command in COMMANDS for option in options(command)}
    known |= {option for parameter in PROGRAM.params for option in parameter.opts} | {"--help"}
    named = set(re.findall(r"`(--[a-z][a-z-]*)", TEXT))
    assert named <= known


@pytest.mark.parametrize("field", ["schema", *Event._fields])
def test_every_field_of_the_jsonl_is_documented(field: str) -> None:
    assert f"`{field}`" in TEXT


@pytest.mark.parametrize("basis", BASES)
def test_every_basis_is_documented(basis: str) -> None:
    assert f"`{basis}`" in TEXT


def test_every_note_is_documented_with_what_it_means() -> None:
    program_text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "timeline").rglob("*.py"))
    written = set(re.findall(r'\bnotes\b[^"\n]*"([a-z]+(?:-[a-z]+)+)"', program_text))
    assert len(written) > 8
    assert written == set(MEANINGS)
    missing = [f"| `{note}` | {meaning} |" for note, meaning in MEANINGS.items()]
    assert not [row for row in missing if row not in TEXT.replace("`--order`", "--order")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_sessions_print_what_they_show(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert refreshed(text, tmp_path) == text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    assert not [link for link in links if not (page.parent / link).exists()]


def test_the_rule_shown_and_its_cases_are_those_of_the_language() -> None:
    rule, cases = (tomllib.loads(block) for block in re.findall(r"^```toml\n(.*?)^```$", TEXT, BLOCK))
    patterns = tomllib.loads((plugins.language("en") / "patterns.toml").read_text(encoding="utf-8"))
    assert rule["fields"].items() <= patterns["fields"].items()
    for case in cases["case"]:
        for text in case["texts"]:
            found = find_dates(re.sub(r"[\[\]]", "", text), date=case["date"])
            assert [(f"[{timex.text}]" in text, timex.value, timex.rule) for timex in found] == [
                (True, case["value"], *rule["fields"])
            ]
    assert not [find_dates(text) for case in cases["negative"] for text in case["texts"] if find_dates(text)]


def refreshed(text: str, folder: Path) -> str:
    """Return `text` with what its sessions print now, run one after the other in `folder`."""
    shutil.copytree(ROOT / "fixtures", folder / "fixtures")
    return SESSION.sub(lambda block: f"```console\n{_session(block[1], folder)}```", text)


def _session(block: str, folder: Path) -> str:
    commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{_seen(command, folder)}" for command in commands)


def _seen(command: str, folder: Path) -> str:
    """Return what a person at a terminal sees of a command: standard output and error, as they come."""
    reader, writer = pty.openpty()
    environment = {
        "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "COLUMNS": str(COLUMNS),
        "NO_COLOR": "1",
    }
    with subprocess.Popen(
        ["bash", "-c", command],
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=writer,
        cwd=folder,
        env=environment,
    ):
        os.close(writer)
        seen = b"".join(_read(reader))
    os.close(reader)
    return seen.decode("utf-8").replace("\r\n", "\n")


def _read(reader: int) -> Iterator[bytes]:
    """Yield what comes until the last writer is gone, which a terminal reports as an error or as no bytes."""
    while True:
        try:
            piece = os.read(reader, 4096)
        except OSError:
            return
        if not piece:
            return
        yield piece


def refresh() -> None:
    """Write the pages anew, with what their sessions print now."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            page.write_text(refreshed(page.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    refresh()
