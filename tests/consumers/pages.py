"""Programs that show a timeline to people, and the TimeML that programs learn from.

Most of these formats name no event: it is known by what it ends with, or by its line.
"""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path

from tests.consumers.calendars import days
from tests.consumers.program import Program, Seen, distribution, node, package, span
from tests.consumers.samples import SAMPLES

SCHEMA = Path(__file__).parent.parent.parent / "fixtures" / "timeml" / "timeml.xsd"


def _seen(when: str, text: str) -> Seen:
    return Seen(next((one.id for one in SAMPLES.values() if text.endswith(one.event)), text), when, text)


def read_with_markdown_it(data: bytes, _: Path) -> list[Seen]:
    """Read the tables of Markdown with the PyPI library `markdown-it-py`."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only where it is installed

    page = MarkdownIt().enable("table").render(data.decode())
    rows = re.findall(r"<tr>\s*<td>(.*?)</td>\s*<td>(.*?)</td>\s*<td>[^<]*:\d+</td>\s*</tr>", page)
    return [_seen(unescape(when), unescape(text)) for when, text in rows]


def read_with_markwhen(data: bytes, _: Path) -> list[Seen]:
    """Read with markwhen's own parser, which gives the moment after the last."""
    made = json.loads(node("read_markwhen.mjs", data))
    if made["messages"]:
        raise AssertionError(made["messages"])
    return [_seen(days(_day(one["start"]), _day(one["end"])), one["text"]) for one in made["events"]]


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def read_with_timelinejs(data: bytes, _: Path) -> list[Seen]:
    """Read the words that TimelineJS shows above a slide."""
    made = json.loads(node("read_timelinejs.mjs", data))
    if made["errors"]:
        raise AssertionError(made["errors"])
    return [Seen(one["id"], one["when"], one["headline"]) for one in made["slides"]]


def read_with_lxml(data: bytes, _: Path) -> list[Seen]:
    """Validate TimeML with the PyPI library `lxml`, and read the values of the expressions, line by line."""
    from lxml import etree  # noqa: PLC0415 - only where it is installed

    root = etree.fromstring(data)
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(root)
    lines = etree.tostring(root, encoding="unicode").partition("<TEXT>")[2].strip().splitlines()
    values = (re.findall(r'<TIMEX3 [^>]*\bvalue="([^"]*)"', line) for line in lines)
    return [
        Seen(event.id, span(found[0], found[-1]), words)
        for found, (words, event) in zip(values, SAMPLES.items(), strict=False)
    ]


PAGES = (
    Program("markdown-it-py", "md", distribution("markdown-it-py"), read_with_markdown_it),
    Program("markwhen", "markwhen", package("@markwhen/parser"), read_with_markwhen),
    Program("TimelineJS", "timelinejs", package("@knight-lab/timelinejs"), read_with_timelinejs),
    Program("lxml", "timeml", distribution("lxml"), read_with_lxml),
)
"""The programs, with their versions."""
