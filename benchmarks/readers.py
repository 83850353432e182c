"""How fast each input format is read, and in how much memory: MB a second from the file to clean text and a date.

    python benchmarks/readers.py FOLDER...          what is in the folders, by format
    python benchmarks/readers.py --make N FOLDER    first write N web pages into FOLDER
    python benchmarks/readers.py --jobs FOLDER...   how long all that is in the folders takes one process, and several

Each format is read in a process of its own: one file first, which loads the libraries, then all of them. A megabyte
is a million bytes of the files as they are, the peak is that of the process. With --jobs the folders become a timeline
in JSON Lines; one job and several take turns, and the table has the best of some rounds.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from timeline import plugins, sources
from timeline.errors import TimelineError
from timeline.options import Options
from timeline.pipeline import settle_date

JOBS_ROUNDS = 3
ARTICLE = Path(__file__).parent.parent / "fixtures" / "northstar.txt"
MENU = "".join(f'<li class="item"><a href="/{name}" title="{name}">{name}</a></li>' for name in ("news", "sport") * 40)
SCRIPT = "var settings = {" + ", ".join(f'"key{number}": {number}' for number in range(1500)) + "};"


def measure(files: list[str]) -> dict[str, float]:
    """Read the files and return how many there are, their bytes, documents, text and seconds, and the peak in MB."""
    _read(files[0])
    begun = time.perf_counter()
    counts = [_read(file) for file in files]
    seconds = time.perf_counter() - begun
    return {
        "files": len(files),
        "bytes": sum(Path(file).stat().st_size for file in files),
        "failed": sum(documents == 0 for documents, _ in counts),
        "documents": sum(documents for documents, _ in counts),
        "text": sum(text for _, text in counts),
        "seconds": seconds,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    }


def _read(file: str) -> tuple[int, int]:
    documents = text = 0
    try:
        for document in sources.load(sources.Source(file, Path(file))):
            documents += 1
            text += len(settle_date(document, Options()).text)
    except TimelineError as error:
        print(f"{file}: {error}", file=sys.stderr)
    return documents, text


def by_format(folders: list[str]) -> dict[str, list[str]]:
    """Return the files in the folders, by the name of the reader that their suffix means."""
    names = {suffix: reader.NAME for reader in plugins.readers() for suffix in reader.SUFFIXES}
    found = defaultdict(list)
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and (name := names.get(path.suffix.lower())):
                found[name].append(str(path))
    return dict(sorted(found.items()))


def by_jobs(folders: list[str]) -> Iterator[str]:
    """Yield the table of `timeline export` with one job, two, and so on up to the number of cores."""
    from timeline.cli.workers import cores  # noqa: PLC0415 - would add to the peak of those that measure memory

    files = sum(map(len, by_format(folders).values()))
    command = [sys.executable, "-m", "timeline", "export", "-qf", "jsonl", *folders]
    spent: dict[int, list[tuple[float, float]]] = {count: [] for count in sorted({1, 2, cores()})}
    for _ in range(JOBS_ROUNDS):
        for count, times in spent.items():
            times.append(_spent([*command, f"--jobs={count}"]))
    yield f"{files} files, {cores()} cores, load {os.getloadavg()[0]:.1f} at the end.\n"
    yield "| jobs | seconds | CPU seconds | files a second | as many as one job |"
    yield "|---:|---:|---:|---:|---:|"
    one = min(spent[1])[0]
    for count, times in spent.items():
        wall, cpu = min(times)
        yield f"| {count} | {wall:.3g} | {cpu:.3g} | {files / wall:.3g} | {one / wall:.2f} |"


def _spent(command: list[str]) -> tuple[float, float]:
    """Return the seconds that a command takes, and those that it and its processes compute."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    seconds, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def make_pages(count: int, folder: Path) -> None:
    """Write web pages of the size that they have, most of which is no article."""
    title, *paragraphs = ARTICLE.read_text(encoding="utf-8").strip().split("\n\n")
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        body = "".join(f"<p class='text'>{paragraph}</p>\n" for paragraph in paragraphs * 2)
        page = (
            f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title} {number} | Wire</title>"
            f"<meta property='article:published_time' content='2013-10-24T10:00:00Z'><script>{SCRIPT}</script></head>"
            f"<body><nav><ul>{MENU}</ul></nav><main><article><h1>{title} {number}</h1>{body}</article></main>"
            f"<aside><ul>{MENU}</ul></aside><footer>© 2013 Wire</footer></body></html>"
        )
        (folder / f"page-{number:05}.html").write_text(page, encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Print the Markdown table that is asked for."""
    if arguments[:1] == ["--measure"]:
        print(json.dumps(measure(sys.stdin.read().split("\n"))))
        return
    if arguments[:1] == ["--make"]:
        make_pages(int(arguments[1]), Path(arguments[2]))
        arguments = arguments[2:]
    if arguments[:1] == ["--jobs"]:
        for line in by_jobs(arguments[1:]):
            print(line, flush=True)
        return
    print("| format | files | MB | documents | failed | text of it | MB/s | peak MB |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, files in by_format(arguments).items():
        command = [sys.executable, __file__, "--measure"]
        done = subprocess.run(command, input="\n".join(files), stdout=subprocess.PIPE, text=True, check=True)
        each = json.loads(done.stdout)
        size = each["bytes"] / 1e6
        row = (
            name,
            each["files"],
            f"{size:.3g}",
            each["documents"],
            each["failed"],
            f"{each['text'] / 1e6 / size:.0%}",
        )
        print(f"| {' | '.join(map(str, row))} | {size / each['seconds']:.3g} | {each['peak']:.0f} |", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
