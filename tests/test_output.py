from __future__ import annotations

import errno
import io
import os
import re
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn, cast

import pytest

from tests.event_samples import TIMELINE, written
from timeline import plugins
from timeline.errors import OutputError, UsageError
from timeline.output import open_output
from timeline.writers import Settings

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def put(path: Path | str, data: bytes = b"new", *, clobber: bool = True, inputs: tuple[str, ...] = ()) -> None:
    with open_output(str(path), clobber=clobber, inputs=inputs) as stream:
        stream.write(data)


def fail(*_arguments: object, **_named: object) -> NoReturn:
    raise FULL


@pytest.fixture
def old(tmp_path: Path) -> Path:
    file = tmp_path / "out.csv"
    file.write_bytes(b"old")
    return file


def test_a_new_file_follows_the_umask_and_an_old_one_keeps_its_mode(old: Path) -> None:
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        put(old)
        put(old.with_name("fresh"))
    finally:
        os.umask(before)
    assert old.read_bytes() == b"new"
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(old.with_name("fresh").stat().st_mode) == 0o640


def test_the_old_file_is_seen_until_the_new_one_is_whole(old: Path) -> None:
    with open_output(str(old)) as stream:
        stream.write(b"new")
        stream.flush()
        assert old.read_bytes() == b"old"
        (beside,) = old.parent.glob(".out.csv.*.tmp")
        assert beside.read_bytes() == b"new"
    assert [path.name for path in old.parent.iterdir()] == ["out.csv"]
    assert old.read_bytes() == b"new"


class Faulty(io.BufferedWriter):
    """A file of which one operation fails."""

    failing = ""

    def write(self, data: Buffer) -> int:
        self._fail("write")
        return super().write(data)

    def flush(self) -> None:
        self._fail("flush")
        super().flush()

    def close(self) -> None:
        super().close()
        self._fail("close")

    def _fail(self, operation: str) -> None:
        if Faulty.failing == operation:
            Faulty.failing = ""
            raise FULL


def break_step(step: str, patch: pytest.MonkeyPatch) -> None:
    """Make one step of replacing a file fail, as on a disk that is full."""
    if step == "rename":
        patch.setattr(Path, "replace", fail)
    elif step in {"write", "flush", "close"}:
        patch.setattr(Faulty, "failing", step)
        patch.setattr(os, "fdopen", lambda descriptor, _mode: Faulty(io.FileIO(descriptor, "w")))
    else:
        patch.setattr(os, step, fail)


STEPS = ("open", "fdopen", "fchmod", "write", "flush", "fsync", "close", "rename")
"""What replacing a file consists of, in order."""


@pytest.mark.parametrize("step", STEPS)
def test_whatever_step_fails_the_old_file_stays_alone(old: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    break_step(step, monkeypatch)
    with pytest.raises(OutputError, match=r"out\.csv: No space left on device$"):
        put(old)
    monkeypatch.undo()
    assert old.read_bytes() == b"old"
    assert [path.name for path in old.parent.iterdir()] == ["out.csv"]


@pytest.mark.parametrize("step", [step for step in STEPS if step != "fchmod"])
def test_whatever_step_fails_no_new_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    break_step(step, monkeypatch)
    with pytest.raises(OutputError):
        put(tmp_path / "out.csv")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", [writer.NAME for writer in plugins.writers()])
def test_a_format_whose_writing_fails_midway_leaves_the_old_file(old: Path, form: str) -> None:
    whole = written(TIMELINE, form)
    for room in {0, 1, len(whole) // 2, len(whole) - 1}:
        with pytest.raises(OutputError, match="No space"), open_output(str(old)) as stream:
            plugins.writer(form).write(TIMELINE, cast("BinaryIO", Limited(stream, room)), Settings())
        assert old.read_bytes() == b"old"
        assert [path.name for path in old.parent.iterdir()] == ["out.csv"]


class Limited(io.RawIOBase):
    """A stream that takes so many bytes and then has no room."""

    def __init__(self, stream: BinaryIO, room: int) -> None:
        self._stream = stream
        self._room = room

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        taken = memoryview(data).nbytes
        self._room -= taken
        if self._room < 0:
            raise FULL
        return self._stream.write(data)


KILLED = """
import io, os, signal, sys
from pathlib import Path
from timeline.output import open_output

step, moment, file = sys.argv[1:]

def killing(function):
    def run(*arguments, **named):
        if moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = function(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)
    return run

if step == "rename":
    Path.replace = killing(Path.replace)
elif step in ("write", "flush"):
    operation = killing(getattr(io.BufferedWriter, step))
    dying = type("Dying", (io.BufferedWriter,), {step: operation})
    os.fdopen = lambda descriptor, mode: dying(io.FileIO(descriptor, "w"))
else:
    setattr(os, step, killing(getattr(os, step)))
with open_output(file) as stream:
    stream.write(b"new" * 100_000)
"""


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", ["open", "fdopen", "fchmod", "write", "flush", "fsync", "rename"])
def test_killed_at_any_step_it_leaves_the_old_file_or_the_new_one(old: Path, step: str, moment: str) -> None:
    command = [sys.executable, "-c", KILLED, step, moment, str(old)]
    done = subprocess.run(command, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    replaced = (step, moment) == ("rename", "after")
    assert old.read_bytes() == (b"new" * 100_000 if replaced else b"old")
    left = [path.name for path in old.parent.iterdir() if path != old]
    assert all(re.fullmatch(r"\.out\.csv\.[0-9a-f]{8}\.tmp", name) for name in left)
    assert len(left) == (not replaced and (step, moment) != ("open", "before"))


@pytest.mark.parametrize("error", [FULL, KeyboardInterrupt(), SystemExit(143), UsageError("no such column")])
def test_a_failing_or_interrupted_write_leaves_the_old_file_alone(old: Path, error: BaseException) -> None:
    with pytest.raises((OutputError, type(error))), open_output(str(old)) as stream:  # noqa: PT012 - writes, then fails
        stream.write(b"ne")
        raise error
    assert old.read_bytes() == b"old"
    assert [path.name for path in old.parent.iterdir()] == ["out.csv"]


def test_of_several_writers_at_once_one_wins_whole(old: Path) -> None:
    def write(letter: bytes) -> None:
        for _ in range(20):
            put(old, letter * 100_000)

    writers = [threading.Thread(target=write, args=(letter,)) for letter in (b"a", b"b", b"c")]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert len(set(old.read_bytes())) in {1, len(set(b"old"))}
    assert len(old.read_bytes()) == 100_000
    assert [path.name for path in old.parent.iterdir()] == ["out.csv"]


@pytest.mark.parametrize("name", ["n" * 255, "ö" * 127, "out put.csv", "a\nb", "-", "=1"])
def test_any_name_that_a_file_can_have_can_be_written(tmp_path: Path, name: str) -> None:
    put(tmp_path / name)
    assert (tmp_path / name).read_bytes() == b"new"
    put(tmp_path / name, b"newer")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_link_stays_and_its_target_is_replaced(old: Path) -> None:
    link = old.parent / "sub" / "link.csv"
    link.parent.mkdir()
    link.symlink_to(old)
    put(link)
    assert link.is_symlink()
    assert old.read_bytes() == b"new"


def test_a_link_to_nothing_makes_its_target(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    put(tmp_path / "link")
    assert (tmp_path / "target").read_bytes() == b"new"


def test_an_input_is_never_written_by_whatever_name(old: Path) -> None:
    hard, soft = old.with_name("hard"), old.with_name("soft")
    hard.hardlink_to(old)
    soft.symlink_to(old)
    for name in (old, hard, soft):
        with pytest.raises(UsageError, match="is an input"):
            put(name, inputs=("missing", str(old)))
    assert old.read_bytes() == b"old"


def test_standard_input_counts_as_an_input(old: Path) -> None:
    program = (
        "import sys; from timeline.output import open_output\n"
        "with open_output(sys.argv[1], inputs=('-',)) as stream: stream.write(b'new')"
    )
    with old.open("rb") as source:
        done = subprocess.run([sys.executable, "-c", program, str(old)], stdin=source, capture_output=True, check=False)
    assert b"is an input" in done.stderr
    assert old.read_bytes() == b"old"


def test_no_clobber_keeps_what_exists(old: Path) -> None:
    with pytest.raises(UsageError, match="exists"):
        put(old, clobber=False)
    assert old.read_bytes() == b"old"
    put(old.with_name("fresh"), clobber=False)
    assert old.with_name("fresh").read_bytes() == b"new"


def test_a_folder_a_missing_folder_and_a_file_as_folder_are_one_line(old: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        put(old.parent)
    with pytest.raises(OutputError, match=r"x\.csv: No such file or directory$"):
        put(old.parent / "missing" / "x.csv")
    with pytest.raises(OutputError, match=r"x\.csv: Not a directory$"):
        put(old / "x.csv")


def test_devices_and_pipes_are_written_directly(tmp_path: Path) -> None:
    put("/dev/null", inputs=("/dev/null",), clobber=False)
    with pytest.raises(OutputError, match=r"/dev/full: No space left on device$"):
        put("/dev/full")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    put(pipe)
    reader.join(10)
    assert read == [b"new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("path", [None, "-"])
def test_standard_output_gets_the_bytes_after_what_was_printed(
    path: str | None, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    print("first")  # noqa: T201 - the order of the two is the point
    with open_output(path) as stream:
        stream.write(b"\xffbytes\n")
    assert capfdbinary.readouterr().out == b"first\n\xffbytes\n"


@pytest.mark.parametrize(
    ("redirect", "message"),
    [(">/dev/full", "standard output: No space left on device"), (">&-", "standard output is closed")],
)
def test_standard_output_that_cannot_be_written_is_one_line(redirect: str, message: str) -> None:
    program = (
        "import os, sys; from timeline.output import open_output; from timeline.errors import OutputError\n"
        "try:\n with open_output(None) as stream: stream.write(b'x')\n"
        "except OutputError as error: print(error, file=sys.stderr, flush=True); os._exit(1)"
    )
    done = subprocess.run(
        ["sh", "-c", f'"$0" -c "$1" {redirect}', sys.executable, program],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.strip()) == (1, message)


def test_a_library_without_standard_output_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OutputError, match="standard output is closed"), open_output(None):
        pass


def test_a_reader_that_closes_the_pipe_is_left_to_the_caller(tmp_path: Path) -> None:
    with pytest.raises(BrokenPipeError), open_output(str(tmp_path / "x")):
        raise BrokenPipeError
    assert not list(tmp_path.iterdir())
