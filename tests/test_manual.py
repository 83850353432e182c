"""The manual page `docs/timeline.1`, made of the texts of `--help`: `python -m tests.test_manual` writes it anew."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from timeline import __version__
from timeline.cli.app import program as whole_program
from timeline.cli.terminal import PURPOSE

PAGE = Path(__file__).parent.parent / "docs" / "timeline.1"
EXIT_CODES = {
    "0": "Done, also when no event was found.",
    "1": "An input failed or the output is not complete; the other inputs were done. With -e: nothing was found.",
    "2": "Wrong use.",
    "130, 143": "Stopped by Ctrl-C or SIGTERM.",
    "141": "The reader closed the pipe.",
}
ENVIRONMENT = {
    "TIMELINE_FILE": "The saved timeline that is read when no source is named, in place of ./timeline.jsonl.",
    "SOURCE_DATE_EPOCH": "When a calendar was made, in seconds since 1970, in place of the date of each document.",
    "NO_COLOR, FORCE_COLOR": "Switch colour off or on; --color wins.",
    "COLUMNS": "The width of the table.",
}


def page() -> str:
    """Return the whole page in the man(7) language."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    program: Any = whole_program()
    context = program.make_context("timeline", [], resilient_parsing=True)
    yield f'.TH TIMELINE 1 "" "timeline {__version__}" "User Commands"'
    yield from (".SH NAME", rf"timeline \- {_text(PURPOSE[0].lower() + PURPOSE[1:].rstrip('.'))}")
    yield from (".SH SYNOPSIS", r".B timeline", r".I COMMAND", r"[\fIOPTIONS\fR] [\fIARGUMENTS\fR]")
    yield ".SH COMMANDS"
    own = (*program.params, program.get_help_option(context))
    options: dict[tuple[str, str], list[str]] = {each.get_help_record(context): [*program.commands] for each in own}
    for name, command in program.commands.items():
        yield from _command(name, command, context)
        for parameter in command.params:
            if parameter.param_type_name == "option":
                options.setdefault(parameter.get_help_record(context), []).append(name)
    yield ".SH OPTIONS"
    for (words, meaning), commands in sorted(options.items(), key=lambda item: _sort_key(item[0][0])):
        yield from (".TP", f".B {_text(words)}", _text(meaning.replace("  [", " [")))
        if len(commands) < len(program.commands):
            yield from (".br", f"({_text(', '.join(commands))})")
    yield from _listed("EXIT STATUS", EXIT_CODES)
    yield from _listed("ENVIRONMENT", ENVIRONMENT)


def _command(name: str, command: Any, context: Any) -> Iterator[str]:  # noqa: ANN401 - Typer's classes are private
    """Yield a command: how it is called, what it does, and examples."""
    examples, *paragraphs = command.help.removeprefix("\b\n").split("\n\n")
    arguments = " ".join(piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]")
    yield from (f".SS {_text(f'timeline {name} [OPTIONS] {arguments}'.strip())}",)
    for number, paragraph in enumerate(paragraphs):
        yield from ([".PP"] if number else [])
        yield _text(" ".join(paragraph.split()))
    yield from (".PP", ".EX", *map(_text, examples.splitlines()), ".EE")


def _listed(title: str, items: dict[str, str]) -> Iterator[str]:
    yield f".SH {title}"
    for name, meaning in items.items():
        yield from (".TP", f".B {_text(name)}", _text(meaning))


def _sort_key(words: str) -> str:
    """Return the long form of an option."""
    return words[words.index("--") :]


def _text(text: str) -> str:
    """Return `text` so that roff prints it as it is."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub("^(?=[.'])", r"\\&", escaped)


def test_the_page_is_what_the_help_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.test_manual"


def test_the_page_has_no_fault() -> None:
    if shutil.which("mandoc") is None:
        pytest.skip("mandoc is not installed")
    done = subprocess.run(["mandoc", "-Tlint", "-Wwarning", str(PAGE)], capture_output=True, text=True, check=False)
    faults = [line for line in done.stdout.splitlines() if "missing date" not in line]
    assert not faults


def test_man_shows_every_command_and_option() -> None:
    if shutil.which("man") is None:
        pytest.skip("man is not installed")
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "200", "MAN_KEEP_FORMATTING": ""}
    words = ["man", "--warnings", "-P", "cat", "-l", str(PAGE)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=environment)
    assert not done.stderr
    shown = " ".join(done.stdout.split())
    program: Any = whole_program()
    for name, command in program.commands.items():
        assert f"timeline {name} [OPTIONS]" in shown
        assert all(option in shown for parameter in command.params for option in parameter.opts if option[0] == "-")
    assert 'timeline explain --text "She resigned in April." --date 2011-10-03' in shown


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
