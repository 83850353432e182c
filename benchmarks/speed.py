"""Measures speed, growth, memory and start-up on a folder of texts, and prints the tables as Markdown.

    python benchmarks/speed.py FOLDER [--memory 16 64] [--rounds 5]

FOLDER holds TimeML (`.tml`, its tags are taken off) or plain text (`.txt`). The figures are CPU time of one
core. The systems take turns within one run; machines differ and drift, so compare the ratios.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO
from itertools import accumulate, pairwise
from math import inf
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple
from unittest.mock import patch

from taggers import Tagger, Text, dateparser, heideltime

from timeline import find_dates, pipeline
from timeline.cli.workers import cores
from timeline.evaluate import read_gold
from timeline.language import load_language
from timeline.language.engine import scan_form
from timeline.model import Document, DocumentDate, Match
from timeline.notation import from_iso, to_iso
from timeline.options import Options
from timeline.sentences import Dates, Sentences
from timeline.tag import tag
from timeline.tense import TenseEvidence
from timeline.writers import Settings, to_jsonl

MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
ARTICLE = Path(__file__).parent.parent / "fixtures" / "inquiry.txt"
DATE = "1998-02-13"
"""Document date of texts that state none."""
MEGA = 1_000_000
GREP_COPIES = 64
"""`grep` is done with a megabyte before its clock has ticked, so it gets the text many times over."""
PEERS: dict[Tagger, int] = {heideltime: 40_000, dateparser: 20_000}
"""The other taggers, and how many code points of text each gets: they are slow."""
PATIENCE = 30
"""Seconds; what takes longer is stopped."""
SIZES = (25_000, 50_000, 100_000, 200_000)
GROWTH_ROUNDS = 2
START_ROUNDS = 20
JOB_COPIES = 4
JOB_ROUNDS = 3
TICK = 0.001
"""Seconds; shorter times are noise."""
DATES = "`find_dates`"
GREP = "`grep -ciE` of the months"


def main() -> None:
    """Print the tables that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--memory", type=int, nargs="*", default=[16, 64], metavar="MB")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=("memory", "start-up", "jobs", "speed", "growth"), help="one table")
    asked = parser.parse_args()
    documents = list(_documents(asked.folder))
    if not documents:
        parser.error(f"{asked.folder} holds neither .tml nor .txt files")
    print(f"Python {platform.python_version()}, {_processor()}; {_describe(documents)}.")
    tables: dict[str, Callable[[], Iterable[str]]] = {
        # Memory comes first: a child's peak is never below what its parent holds at the time.
        "memory": lambda: memory(documents, asked.memory),
        "start-up": start,
        "jobs": lambda: jobs(documents),
        "speed": lambda: speed(documents, asked.rounds),
        "growth": growth,
    }
    for name, table in tables.items():
        if asked.only in {None, name}:
            print(f"\n## {name.capitalize()}\n")
            for line in table():
                print(line, flush=True)


def _documents(folder: Path) -> Iterator[Document]:
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in {".tml", ".txt"}]
    for path in paths:
        if path.suffix == ".txt":
            yield _document(path.read_text(encoding="utf-8"), DATE)
        else:
            yield from (_document(gold.text, gold.dct or DATE) for gold in read_gold(str(path)))


def _document(text: str, date: str) -> Document:
    day = from_iso(date[:10])
    return Document(text, date=DocumentDate(day, "option", date))


def _describe(documents: list[Document]) -> str:
    size = sum(len(document.text.encode()) for document in documents)
    return f"{len(documents)} texts, {size / MEGA:.2f} MB"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def row(*cells: str) -> str:
    """Return one row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def head(*cells: str) -> Iterator[str]:
    """Yield the first two rows of a Markdown table: names to the left, figures to the right."""
    yield row(*cells)
    yield row(*("---" if place == 0 else "---:" for place in range(len(cells))))


# --- speed ------------------------------------------------------------------------------------------------


class System(NamedTuple):
    """What is measured: a call, and how much text it reads."""

    name: str
    run: Callable[[], object]
    size: int
    """Bytes it reads in one run."""


def speed(documents: list[Document], rounds: int) -> Iterator[str]:
    """Yield the table of MB/s: a first run with cold caches, then the median of warm ones in turns."""
    with tempfile.TemporaryDirectory() as folder:
        systems = [*_stages(documents), _grep(documents, Path(folder)), *_peers(documents)]
        cold = [_cpu_in_child(system.run) for system in systems]
        warm = [median(times) for times in zip(*_rounds(systems, rounds), strict=True)]
    rates = {system.name: system.size / MEGA / seconds for system, seconds in zip(systems, warm, strict=True)}
    yield from head("system", "MB/s", "first run", "of `find_dates`", "of `grep`")
    for system, seconds in zip(systems, cold, strict=True):
        rate = rates[system.name]
        yield row(
            system.name,
            f"{rate:.3g}",
            f"{system.size / MEGA / seconds:.3g}",
            f"{rate / rates[DATES]:.3g}",
            f"{rate / rates[GREP]:.2g}",
        )


def _rounds(systems: list[System], rounds: int) -> Iterator[list[float]]:
    for system in systems:
        system.run()
    for _ in range(rounds):
        yield [_cpu(system.run) for system in systems]


def _stages(documents: list[Document]) -> Iterator[System]:
    """Yield the stages of the program, each with all that come before it.

    What `find_dates` takes longer than the stage before it goes into sentences, which it takes apart for the tense
    of their verbs; that stage is given what they told in its first run.
    """
    english, options = load_language("en"), Options()
    told: dict[tuple[str, int, int], TenseEvidence] = {}
    tense = pipeline._tense  # noqa: SLF001 - the one place where a sentence is asked for

    def remembered(sentences: Sentences, dates: Dates, match: Match) -> TenseEvidence:
        place = (sentences.text, match.start, match.end)
        if place not in told:  # only in the first run
            told[place] = tense(sentences, dates, match)
        return told[place]

    def find(document: Document) -> None:
        find_dates(document.text, date=document.date and document.date.date)

    def anchor(document: Document) -> None:
        with patch.object(pipeline, "_tense", remembered):
            find(document)

    def scan(document: Document) -> None:
        data, place = scan_form(document.text), 0
        while found := english.automata.whole.scan.search(data, place):
            place = found.end()

    def write(document: Document) -> None:
        to_jsonl.write(pipeline.extract(document, options), BytesIO(), Settings())

    stages: dict[str, Callable[[Document], object]] = {
        "scan": scan,
        "scan, read": lambda document: tag(document.text, english),
        "scan, read, anchor": anchor,
        DATES: find,
        "events": lambda document: pipeline.extract(document, options),
        "events to JSONL": write,
    }
    size = sum(len(document.text.encode()) for document in documents)
    for name, stage in stages.items():
        yield System(name, partial(_each, stage, documents), size)


def _each(stage: Callable[[Document], object], documents: list[Document]) -> None:
    for document in documents:
        stage(document)


def _grep(documents: list[Document], folder: Path) -> System:
    text = folder / "text"
    size = text.write_bytes("\n".join(document.text for document in documents).encode() * GREP_COPIES)
    command = ["grep", "-ciE", MONTHS, str(text)]
    return System(GREP, partial(subprocess.run, command, check=True, capture_output=True), size)


def _peers(documents: list[Document]) -> Iterator[System]:
    """Yield the other taggers that are installed, each with the first texts; one that starts a program does it anew."""
    for peer, size in PEERS.items():
        if not peer.is_there():
            print(f"{peer.NAME} is not here: {peer.NEEDS}", file=sys.stderr)
            continue
        ends = accumulate(len(document.text) for document in documents)
        texts = [
            Text(document.text, to_iso(document.date.date) if document.date else DATE)
            for document, end in zip(documents, ends, strict=True)
            if end <= size
        ]
        read = sum(len(text.text.encode()) for text in texts)
        yield System(peer.NAME, partial(peer.find, texts), read)


def _cpu(run: Callable[[], object]) -> float:
    """Return the CPU seconds, user and system, of a call and of the programs it waits for."""
    before = _spent()
    run()
    return _spent() - before


def _spent() -> float:
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _cpu_in_child(run: Callable[[], object]) -> float:
    """Return the CPU seconds of a call in a copy of this process, whose caches it fills for itself alone.

    Infinite when it takes more than `PATIENCE`.
    """
    child = os.fork()
    if child == 0:
        signal.alarm(PATIENCE)
        try:
            run()
        except Exception:  # noqa: BLE001 - whatever it is, this copy must not go on as the benchmark
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    status, usage = os.wait4(child, 0)[1:]
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
        return inf
    if status:
        sys.exit("a measured call failed")
    return usage.ru_utime + usage.ru_stime


# --- growth -----------------------------------------------------------------------------------------------

NEWS = "The council met on Monday. It had closed the bridge in March 2011, two weeks after the storm. "
SHAPES = {
    "news": NEWS,
    "one sentence": NEWS.replace(". ", ", "),
    "one word": "x",
    "1 1 1": "1 ",
    "1-1-1-": "1-",
    "1/1/1/": "1/",
    "spaces": " ",
    "empty lines": "\n",
    "lines of spaces": " \n",
    "March 2 March 2": "March 2 ",
    "jan jan": "jan ",
    "2011 2012": "2011 2012 ",
    "the next the next": "the next ",
    "two and two and": "two and ",
    "from May to May to": "from May to ",
    "quotation marks": '"',
    "open quotations": 'He said on Monday "',
    "brackets": "(",
    "nested clauses": "who said in May that ",
    "full stops": "Jan. ",
    "combining marks": "e\u0301",
}
"""What is repeated; each looks for a stage whose work could grow faster than the text."""


def growth() -> Iterator[str]:
    """Yield the table of hostile shapes: speed at the largest size, and how the time grows at worst."""
    yield from head("repeated", "dates, MB/s", "per doubling", "events, MB/s", "per doubling")
    options = Options()
    date = DocumentDate(from_iso(DATE), "option", DATE)
    load_language("en").automata.whole.scan.search(b"")  # what loads the language is not what grows
    pipeline.extract(Document(NEWS, date=date), options)
    for name, shape in SHAPES.items():
        cells: list[str] = []
        for run in (pipeline.find, pipeline.extract):
            cells += _growth(lambda text, run=run: run(Document(text, date=date), options), shape)  # type: ignore[misc]
        yield row(name, *cells)


def _growth(run: Callable[[str], object], shape: str) -> tuple[str, str]:
    times: list[float] = []
    for size in SIZES:
        text = (shape * (size // len(shape) + 1))[:size]
        times.append(min(_cpu_in_child(partial(run, text)) for _ in range(GROWTH_ROUNDS)))
        if times[-1] == inf:
            return f"over {PATIENCE} s for {size // 1000} kB", "-"
    worst = max(after / max(before, TICK) for before, after in pairwise(times))
    return f"{SIZES[-1] / MEGA / max(times[-1], TICK):.3g}", f"{worst:.2g}"


# --- memory and start-up ----------------------------------------------------------------------------------

# The peak as the kernel keeps it for this program alone; `getrusage` would count what its parent held.
PEAK = """
import sys
from timeline.cli.process import run
run(sys.argv[1:])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(peak.split()[1], file=sys.stderr)
"""


def memory(documents: list[Document], megabytes: list[int]) -> Iterator[str]:
    """Yield the table of peak memory, for one file of each size."""
    text = "\n\n".join(document.text for document in documents).encode()
    yield from head("command", *(f"{size} MB of text" for size in megabytes))
    commands = (["dates", "-f", "jsonl"], ["export", "-f", "jsonl"])
    with tempfile.TemporaryDirectory() as folder:
        for command in commands:
            peaks = [_peak([*command, "-q", "--date", DATE], text, size, Path(folder)) for size in megabytes]
            yield row(f"`timeline {' '.join(command)}`", *(f"{peak} MB" for peak in peaks))


def _peak(command: list[str], text: bytes, megabytes: int, folder: Path) -> int:
    path = folder / f"{megabytes}.txt"
    if not path.exists():
        with path.open("wb") as file:
            for _ in range(max(1, megabytes * MEGA // len(text))):
                file.write(text + b"\n\n")
    program = [sys.executable, "-c", PEAK, *command, str(path)]
    done = subprocess.run(program, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return int(done.stderr.split()[-1]) // 1000


def start() -> Iterator[str]:
    """Yield the table of start-up: median CPU time, and how much of it is not the interpreter's own."""
    commands = {
        "`python -c pass`": ["-c", "pass"],
        "`timeline --version`": ["-m", "timeline", "--version"],
        "`timeline --help`": ["-m", "timeline", "--help"],
        "`timeline show article.txt`": ["-m", "timeline", "show", str(ARTICLE)],
        "`timeline export article.txt -f ical`": ["-m", "timeline", "export", str(ARTICLE), "-f", "ical"],
    }
    runs = [
        partial(subprocess.run, [sys.executable, *arguments], check=True, capture_output=True)
        for arguments in commands.values()
    ]
    rounds = zip(*([_cpu(run) for run in runs] for _ in range(START_ROUNDS)), strict=True)
    spent = [1000 * median(times) for times in rounds]
    yield from head("command", "ms", "over bare python")
    for name, milliseconds in zip(commands, spent, strict=True):
        yield row(name, f"{milliseconds:.0f}", f"{milliseconds - spent[0]:.0f}")


# --- many files -------------------------------------------------------------------------------------------


def jobs(documents: list[Document]) -> Iterator[str]:
    """Yield the table of the time for each of many files, by how many processes share them."""
    command = [sys.executable, "-m", "timeline", "export", "-qf", "jsonl", "--date", DATE]
    yield from head("processes", "ms for a file", "CPU, ms", "of one process")
    with tempfile.TemporaryDirectory() as folder:
        for number, document in enumerate(documents * JOB_COPIES):
            Path(folder, f"{number:04}.txt").write_text(document.text, encoding="utf-8")
        files = len(documents) * JOB_COPIES
        runs = {
            count: partial(subprocess.run, [*command, "-j", str(count), folder], check=True, capture_output=True)
            for count in sorted({1, 2, cores()})
        }
        rounds = [[_elapsed(run) for run in runs.values()] for _ in range(JOB_ROUNDS)]
    spent = [[1000 * median(each) / files for each in zip(*times, strict=True)] for times in zip(*rounds, strict=True)]
    for count, (elapsed, cpu) in zip(runs, spent, strict=True):
        yield row(str(count), f"{elapsed:.2f}", f"{cpu:.2f}", f"{elapsed / spent[0][0]:.2f}")


def _elapsed(run: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that pass while a program runs, and its CPU seconds."""
    before = perf_counter()
    cpu = _cpu(run)
    return perf_counter() - before, cpu


if __name__ == "__main__":
    main()
