"""What the shells offer when a person presses the tab key, each asked with the script that the program gives it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

from timeline import plugins
from timeline.model import Event

ASK = {
    "bash": 'eval "$(timeline --show-completion)"; COMP_WORDS=({words}); COMP_CWORD={last}\n'
    '_timeline_completion timeline; printf "%s\\n" "${{COMPREPLY[@]}}"',
    # What completes a word in zsh can only run as one is typed, so its last step prints what it is given.
    "zsh": 'compdef() {{ }}; _files() {{ }}; _arguments() {{ print -r -- "$@" }}\n'
    'eval "$(timeline --show-completion)"\n'
    "words=({words}); CURRENT={number}; _timeline_completion",
    "fish": "timeline --show-completion | source; complete -C {line} | cut -f1",
}
"""Programs that print what is offered."""

COMMANDS = {"show", "export", "dates", "explain", "check", "evaluate", "formats"}
FORMATS = {writer.NAME for writer in plugins.writers()}


def run(shell: str, program: str) -> str:
    """Return what `program` prints in a shell without settings, at home in the working folder."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(Path.cwd()), "LC_ALL": "C.UTF-8"}
    flags = {"bash": ["--norc", "-c"], "zsh": ["-f", "-c"], "fish": ["--no-config", "-c"]}[shell]
    done = subprocess.run([shell, *flags, program], capture_output=True, text=True, check=True, env=environment)
    assert not done.stderr
    return done.stdout


def offered(shell: str, line: str) -> set[str]:
    """Return what `shell` offers at the end of `line`."""
    words = line.split(" ")
    program = ASK[shell].format(
        words=" ".join(map(shlex.quote, words)), last=len(words) - 1, number=len(words), line=shlex.quote(line)
    )
    printed = run(shell, program)
    return set(re.findall(r'"([^"]*)"(?::"[^"]*")?', printed) if shell == "zsh" else printed.split())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("shell", ASK)
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("timeline sh", {"show"}),
        ("timeline show --prefer ", {"tense", "past", "future", "nearest"}),
        ("timeline show --prefer f", {"future"}),
        ("timeline export --no-cl", {"--no-clobber"}),
        ("timeline export a.txt -f js", {"json", "jsonl"}),
        ("timeline show --format ", FORMATS),
        ("timeline show --lang ", set(plugins.languages())),
        ("timeline show --columns when,sent", {"when,sentence", "when,sentence_offset"}),
    ],
)
def test_a_shell_offers_what_can_stand_there(shell: str, line: str, expected: set[str]) -> None:
    assert offered(shell, line) == expected


@pytest.mark.parametrize("shell", ASK)
def test_a_shell_offers_every_command_and_every_column(shell: str) -> None:
    assert offered(shell, "timeline ") >= COMMANDS
    assert offered(shell, "timeline export --columns ") == {"when", *Event._fields}


def test_fish_offers_files_where_a_source_can_stand(tmp_path: Path) -> None:
    (tmp_path / "article.txt").touch()
    assert offered("fish", "timeline show art") == {"article.txt"}


@pytest.mark.parametrize(
    ("shell", "place"),
    [
        ("bash", ".bash_completions/timeline.sh"),
        ("zsh", ".zfunc/_timeline"),
        ("fish", ".config/fish/completions/timeline.fish"),
    ],
)
def test_completion_is_installed_where_a_shell_looks(shell: str, place: str, tmp_path: Path) -> None:
    shown = run(shell, "timeline --show-completion; true")
    run(shell, "timeline --install-completion; true")
    assert (tmp_path / place).read_text(encoding="utf-8").split() == shown.split()
