"""Several jobs: the bytes of one, whatever the sources are, and no process that hangs or stays."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, cast

import pytest

from timeline import plugins

READER = '''\
"""A reader of another package, which does to its process what the file says."""

import os
import time

from timeline.errors import UsageError
from timeline.model import Document
from timeline.readers.pdf.apart import apart

NAME, DESCRIPTION, SUFFIXES = "orders", "orders for a test", (".order",)


def recognises(head):
    return False


class Odd(Exception):
    """An error that cannot be sent to another process."""

    def __init__(self, one, other):
        super().__init__(f"{one} and {other}")


def wait():
    with open("pids", "a") as file:
        print(os.getpid(), file=file)
    time.sleep(600)


def read(stream, source, reading):
    for order in stream.read().decode().split():
        match order:
            case "kill":
                os.kill(os.getpid(), 9)
            case "exit":
                os._exit(3)
            case "orphan":
                child = os.fork()
                if child == 0:
                    os.closerange(0, 3)
                    time.sleep(600)
                with open("pids", "a") as file:
                    print(child, file=file)
                os.kill(os.getpid(), 9)
            case "memory":
                raise MemoryError
            case "bug":
                raise ZeroDivisionError("one by zero")
            case "odd":
                raise Odd("one", "other")
            case "usage":
                raise UsageError("no such thing")
            case "wait":
                wait()
            case "apart":
                apart(wait)
            case part:
                yield Document("She resigned in May 2011.", f"{source}#{part}")
'''

MAILBOX = "".join(
    f"From a@b.example Mon Oct  3 10:00:00 2011\nSubject: Note {day}\nDate: Mon, {day} Oct 2011 10:00:00 +0000\n"
    "Content-Type: text/plain\n\nThe council met yesterday and will meet again in May.\n\n"
    for day in (3, 10, 17)
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with sources of many kinds, some of them bad, and another package with a reader."""
    monkeypatch.chdir(tmp_path)
    for name in ("TIMELINE_FILE", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    entries = tmp_path / "package" / "orders-1.dist-info"
    entries.mkdir(parents=True)
    (entries / "METADATA").write_text("Metadata-Version: 2.1\nName: orders\nVersion: 1\n")
    (entries / "entry_points.txt").write_text("[timeline.readers]\norders = orders\n")
    (entries.parent / "orders.py").write_text(READER)
    monkeypatch.setenv("PYTHONPATH", str(entries.parent))
    notes = tmp_path / "notes"
    notes.mkdir()
    for number in range(1, 8):
        text = f"Date: 2011-10-0{number}\n\nThe board met yesterday. Ann Lee resigned in April.\n"
        (notes / f"{number}.txt").write_text(text * (1 if number % 2 else 5))
    (tmp_path / "undated.md").write_text("# Plans\n\nWe met on 26 August. On Friday 4 March 2011 it rained.\n")
    (tmp_path / "box.mbox").write_text(MAILBOX)
    (tmp_path / "latin.txt").write_bytes("Caf\xe9 Luna opened in March 2009.\n".encode("cp1252"))
    (tmp_path / "blank.txt").write_text(" \n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200))
    (tmp_path / "cut.txt.gz").write_bytes(gzip.compress(b"She left in May 2011. " * 500)[:-20])
    (tmp_path / "saved.jsonl").write_bytes(run("export", "notes/1.txt", "-f", "jsonl").stdout)
    return tmp_path


@pytest.fixture(autouse=True)
def _no_orphans(folder: Path) -> Iterator[None]:
    """End what waits in the working folder, should a test have left it behind."""
    yield
    for process in filter(alive, waiting(folder)):
        os.kill(process, signal.SIGKILL)


GOOD = ("notes", "undated.md", "box.mbox", "latin.txt", "saved.jsonl", "notes/3.txt")
BAD = ("blank.txt", "picture.png", "missing.txt", "cut.txt.gz", "package", "-")


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "timeline", *arguments]
    return subprocess.run(command, check=False, input=stdin, capture_output=True, timeout=100)


def outcome(*arguments: str, stdin: bytes = b"") -> tuple[int, bytes, bytes]:
    result = run(*arguments, stdin=stdin)
    return result.returncode, result.stdout, result.stderr


def order(name: str, *words: str) -> str:
    """Write a file that says what shall happen to the process which reads it, and return its name."""
    Path(name).write_text(" ".join(words))
    return name


def lines(data: bytes) -> list[str]:
    return data.decode().splitlines()


# --- the same bytes -----------------------------------------------------------------------------------------

COMMANDS = [
    *(("export", "-f", writer.NAME) for writer in plugins.writers()),
    *(("dates", "-f", form) for form in ("table", "plain", "csv", "tsv", "jsonl")),
    ("check",),
    ("show", "-v", "--date", "2012-03-04"),
    ("show", "--about", "Lee", "--no-fold", "--include-undated"),
    ("annotate",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_bytes_are_those_of_one_job(command: tuple[str, ...]) -> None:
    words = (*command, *GOOD, *BAD, "notes/5.txt")
    one, *more = (outcome(*words, "-j", str(jobs), stdin=b"It ended on 9 May 1945.\n") for jobs in (1, 2, 3))
    assert more == [one, one]
    assert one[0] in {1, 2}
    assert one[2]


def test_0_stands_for_every_core_and_less_is_wrong_use() -> None:
    assert outcome("show", *GOOD, "--jobs", "0") == outcome("show", *GOOD)
    assert outcome("show", *GOOD, "--jobs", "-1") == (2, b"", b"timeline: --jobs: -1 is below 0\n")


def test_rows_of_a_dates_file_count_as_used_whoever_reads(folder: Path) -> None:
    (folder / "dates.csv").write_text("notes/1.txt,2001-02-03\nbox.mbox,2002-03-04\nnowhere.txt,2003-04-05\n")
    one, two = (outcome("show", *GOOD, "--dates-file", "dates.csv", "-j", jobs) for jobs in ("1", "2"))
    assert one == two
    assert b"1 line named nothing that was read" in one[2]


@pytest.mark.parametrize("name", ["-", "/dev/stdin", "pipe"])
def test_what_only_one_process_can_read_stays_with_it(name: str, folder: Path) -> None:
    os.mkfifo("pipe")
    text = b"It ended on 9 May 1945.\n"
    (folder / "text").write_bytes(text)
    with subprocess.Popen("cat text > pipe", shell=True), (folder / "text").open("rb") as stream:  # noqa: S602 - it blocks when it opens the pipe
        command = [sys.executable, "-m", "timeline", "show", "notes/1.txt", name, "notes/2.txt", "-j", "2"]
        result = subprocess.run(command, stdin=stream, capture_output=True, check=False, timeout=100)
        if name != "pipe":
            Path("pipe").read_bytes()
    assert result.returncode == 0
    assert b"It ended" in result.stdout


def test_it_works_where_processes_are_not_forked(folder: Path) -> None:
    script = """\
        import multiprocessing, sys
        from timeline.cli import process, workers
        if __name__ == "__main__":
            workers._CONTEXT = multiprocessing.get_context("spawn")
            sys.exit(process.run(sys.argv[1:]))
        """
    words = ["show", *GOOD, *BAD, "--dates-file", "dates.csv"]
    (folder / "dates.csv").write_text("notes/1.txt,2001-02-03\n")
    (folder / "spawning.py").write_text(textwrap.dedent(script))
    result = subprocess.run(
        [sys.executable, "spawning.py", *words, "-j", "2"], check=False, capture_output=True, input=b"", timeout=100
    )
    assert (result.returncode, result.stdout, result.stderr) == outcome(*words)


def test_one_job_loads_nothing_for_several() -> None:
    script = "import sys; from timeline.cli.process import run; run(['show', 'notes', '-q']); print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not {"multiprocessing", "timeline.cli.workers"} & set(result.stdout.splitlines()[-1].split())


# --- what goes wrong in a process ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("kill",), "(signal 9); perhaps memory ran out, which fewer --jobs need less of"),
        (("1", "2", "kill"), "(signal 9); perhaps memory ran out, which fewer --jobs need less of (after 2 documents)"),
        (("exit",), "(exit code 3)"),
    ],
)
def test_a_process_that_dies_is_one_line_for_its_file(words: tuple[str, ...], said: str) -> None:
    bad = order("bad.order", *words)
    code, rows, messages = outcome("show", "notes", bad, "undated.md", "-j", "2")
    assert code == 1
    assert f"timeline: bad.order: the process that read it died {said}" in lines(messages)
    without = outcome("show", "notes", "undated.md")
    assert [row for row in lines(rows) if bad not in row] == lines(without[1])
    kept = [line for line in lines(messages) if bad not in line]
    assert kept[:-1] == lines(without[2])[:-1]


def test_every_process_may_die() -> None:
    names = [order(f"{number}.order", "kill") for number in range(5)]
    code, rows, messages = outcome("check", *names, "notes/1.txt", "-j", "2")
    assert code == 1
    assert [line.split(":")[1].strip() for line in lines(messages)[:5]] == names
    assert b"1 source" in messages
    assert rows == outcome("check", "notes/1.txt")[1]


def test_a_death_is_noticed_although_a_child_keeps_the_pipe_open() -> None:
    code, _, messages = outcome("show", order("a.order", "orphan"), *GOOD, "-j", "2")
    assert code == 1
    assert b"a.order: the process that read it died" in messages


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_that_takes_too_much_memory_is_one_line(jobs: str) -> None:
    code, rows, messages = outcome("show", order("bad.order", "memory"), "notes/1.txt", "-j", jobs)
    assert code == 1
    assert rows == outcome("show", "notes/1.txt")[1]
    assert lines(messages)[0] == "timeline: bad.order: takes more memory than there is"


def test_an_error_that_ends_the_run_ends_it_in_its_turn() -> None:
    words = ("show", "notes", order("bad.order", "1", "usage"), "undated.md")
    assert outcome(*words, "-j", "2") == outcome(*words)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_fault_of_the_program_at_one_file_costs_no_other(jobs: str) -> None:
    code, rows, messages = outcome("show", order("bad.order", "bug"), *GOOD, "-j", jobs)
    assert code == 1
    assert rows == outcome("show", *GOOD)[1]
    assert "timeline: bad.order: internal error (ZeroDivisionError: one by zero)" in messages.decode()


def test_an_error_that_cannot_be_sent_is_named_and_its_place_shown() -> None:
    words = ("show", order("bad.order", "odd"), *GOOD, "-j", "2")
    code, _, messages = outcome(*words)
    assert code == 1
    assert b"Odd: one and other" in messages
    assert b'raise Odd("one", "other")' in outcome(*words, "--debug")[2]


# --- how it ends --------------------------------------------------------------------------------------------


def started(*arguments: str, stdout: int | IO[bytes] = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Start the command as a group of its own, as a shell does."""
    return subprocess.Popen(
        [sys.executable, "-m", "timeline", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def eventually(test: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not test():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def waiting(folder: Path = Path()) -> list[int]:
    """Return the processes that wait, by the word of a file, for what never comes."""
    file = folder / "pids"
    return list(map(int, file.read_text().split())) if file.exists() else []


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["to it", "to its group"])
@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(signal.SIGINT, 130, b"timeline: interrupted\n"), (signal.SIGTERM, 143, b"")],
)
def test_a_signal_ends_all_processes(
    number: int, code: int, said: bytes, send: Callable[[int, int], None], folder: Path
) -> None:
    (folder / "out.csv").write_text("old")
    process = started("export", order("a.order", "wait"), order("b.order", "apart"), "-j", "2", "-o", "out.csv")
    eventually(lambda: len(waiting()) == 2)
    send(process.pid, number)
    assert process.communicate(timeout=60)[1] == said
    assert process.returncode == code
    assert not any(map(alive, waiting()))
    assert (folder / "out.csv").read_text() == "old"
    assert not list(folder.glob(".*.tmp"))


def test_a_killed_command_leaves_no_process_that_works_on() -> None:
    names = [order(f"{number}.order", *map(str, range(2000))) for number in range(2)]
    process = started("dates", *names, "-j", "2", stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    eventually(lambda: len(children(process.pid)) == 2)
    left = children(process.pid)
    process.kill()
    process.communicate(timeout=60)
    eventually(lambda: not any(map(alive, left)))


def children(process: int) -> list[int]:
    return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def test_a_reader_that_leaves_early_ends_all_processes() -> None:
    many = order("a.order", *map(str, range(2000)))
    with started("dates", many, order("b.order", "wait"), "-j", "2", stdout=subprocess.PIPE) as process:
        eventually(lambda: len(waiting()) == 1)
        stdout = cast("IO[bytes]", process.stdout)
        stdout.readline()
        stdout.close()
        assert process.wait(timeout=60) == 141
        assert cast("IO[bytes]", process.stderr).read() == b""
    assert not any(map(alive, waiting()))


CREW = """\
    import os, signal, time
    from contextlib import closing
    from timeline.cli import workers

    def count(item):
        for number in range(item):
            yield item, number

    if __name__ == "__main__":
        {body}
        try:
            print(os.waitpid(-1, os.WNOHANG))
        except ChildProcessError:
            print("no child")
    """


def crew(body: str) -> list[str]:
    """Run lines of a program that has workers, and return what it prints, last whether a child is left."""
    script = textwrap.dedent(CREW).format(body=textwrap.indent(textwrap.dedent(body), "    ").strip())
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=100)
    return done.stdout.splitlines()


def test_results_come_in_order_and_no_child_is_left() -> None:
    assert crew("""\
        items = [3, 0, 500, 1, 2, 90]
        with closing(workers.in_order(count, items, 3, lambda item: item == 2)) as every:
            print([list(each) for each in every] == [list(count(item)) for item in items])
        """) == ["True", "no child"]


def test_no_child_is_left_when_the_results_are_not_wanted() -> None:
    assert crew("""\
        with closing(workers.in_order(count, [10 ** 9] * 3, 3, lambda item: False)) as every:
            print(next(next(every)))
        """) == ["(1000000000, 0)", "no child"]


def test_the_results_that_wait_are_bounded() -> None:
    (most, left) = crew("""\
        workers._AHEAD = 1000
        crew = workers._Crew(count, enumerate([3000, 10 ** 9, 10 ** 9]))
        crew.start(3)
        print(max(crew.held for _ in crew.results(0)))
        crew.end()
        """)
    assert int(most) < 1000 + 3 * 100
    assert left == "no child"
