"""How often a date is attached to its event: hit at 1 on annotated news, given the dates of the annotation.

    python benchmarks/attachment.py DATA

DATA is a folder with `timebank/` and `aquaint/` (TimeML) and `meantime-apple/` (CAT); what is missing is left out.
A date counts when the annotation links it to an event of the same sentence as lying in it, around it or at the
same time; it is a hit when the head that we name is one of these events.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from timeline.clause import parse
from timeline.describe.attach import attach
from timeline.grammar import load
from timeline.sentences import Sentences

LINKS = {"IS_INCLUDED", "INCLUDES", "SIMULTANEOUS", "DURING", "IDENTITY"}
Span = tuple[int, int]


class Case(NamedTuple):
    """A date with the events that it is linked to, as spans of a text."""

    text: str
    sentence: Span
    date: Span
    type: str
    dates: tuple[Span, ...]
    """All dates of the sentence."""
    events: tuple[Span, ...]


class Marked(NamedTuple):
    """An annotated text: its dates with their types, its events, and the events that each date is linked to."""

    text: str
    dates: dict[str, tuple[Span, str]]
    events: dict[str, Span]
    links: dict[str, set[str]]


def read_timeml(path: Path) -> Marked:
    """Read one TimeML file."""
    root = ET.parse(path).getroot()  # noqa: S314 - files that the user names to measure on
    body = root.find("TEXT")
    marked = Marked("", {}, {}, defaultdict(set))
    pieces: list[str] = []

    def walk(element: ET.Element, start: int) -> int:
        end = start + len(element.text or "")
        pieces.append(element.text or "")
        for child in element:
            begin, end = end, walk(child, end)
            if child.tag == "TIMEX3":
                marked.dates[child.attrib["tid"]] = (begin, end), child.attrib["type"]
            elif child.tag == "EVENT":
                marked.events[child.attrib["eid"]] = begin, end
            pieces.append(child.tail or "")
            end += len(child.tail or "")
        return end

    walk(body if body is not None else root, 0)
    instances = {made.get("eiid"): made.get("eventID") for made in root.iter("MAKEINSTANCE")}
    for link in root.iter("TLINK"):
        event = instances.get(link.get("eventInstanceID") or link.get("relatedToEventInstance"))
        date = link.get("timeID") or link.get("relatedToTime")
        if event in marked.events and date in marked.dates and link.get("relType") in LINKS:
            marked.links[str(date)].add(str(event))
    return marked._replace(text="".join(pieces))


def read_cat(path: Path) -> Marked:
    """Read one CAT file; its sentences become paragraphs, as it numbers them itself."""
    root = ET.parse(path).getroot()  # noqa: S314 - files that the user names to measure on
    text, spans, last = "", {}, ""
    for token in root.iter("token"):
        if text:
            text += " " if token.attrib["sentence"] == last else "\n\n"
        last = token.attrib["sentence"]
        spans[token.attrib["t_id"]] = len(text), len(text) + len(token.text or "")
        text += token.text or ""
    marked = Marked(text, {}, {}, defaultdict(set))
    for mark in root.find("Markables") or ():
        anchors = [spans[anchor.attrib["t_id"]] for anchor in mark.iter("token_anchor")]
        if not anchors:
            continue
        span, name = (anchors[0][0], anchors[-1][1]), mark.attrib["m_id"]
        if mark.tag == "TIMEX3":
            marked.dates[name] = span, mark.attrib["type"]
        elif mark.tag == "EVENT_MENTION":
            marked.events[name] = span
    for link in root.iter("TLINK"):
        ends = [end.attrib["m_id"] for end in link]
        for date, event in (ends, ends[::-1]):
            if link.get("reltype") in LINKS and date in marked.dates and event in marked.events:
                marked.links[date].add(event)
    return marked


def cases(marked: Marked) -> Iterator[Case]:
    """Yield the dates that are linked to an event of their sentence."""
    sentences = Sentences(marked.text, "en")
    spans = sorted(span for span, _ in marked.dates.values())
    for date, events in marked.links.items():
        span, kind = marked.dates[date]
        start, end = sentences.around(*span)
        gold = tuple(marked.events[event] for event in events if start <= marked.events[event][0] < end)
        if gold:
            inside = tuple(other for other in spans if start <= other[0] < end)
            yield Case(marked.text, (start, end), span, kind, inside, gold)


def is_hit(case: Case) -> bool:
    """Tell whether the head that we name for a date is one of its events."""
    found = parse(case.text, *case.sentence, case.dates, load("en"))
    head = attach(found, *found.words_in(*case.date))
    if head is None:
        return False
    word = found.words[head.word]
    return any(start < word.end and word.start < end for start, end in case.events)


def main(folder: Path) -> None:
    """Print the share of hits for each set."""
    print(f"{'set':16}{'dates':>8}{'hit@1':>8}{'+ durations and sets':>24}{'hit@1':>8}")
    for name, pattern, read in (
        ("timebank", "*.tml", read_timeml),
        ("aquaint", "*.tml", read_timeml),
        ("meantime-apple", "*.xml", read_cat),
    ):
        found = [case for path in sorted((folder / name).glob(pattern)) for case in cases(read(path))]
        if found:
            hits = [(case.type in {"DATE", "TIME"}, is_hit(case)) for case in found]
            dated = [hit for is_date, hit in hits if is_date]
            every = [hit for _, hit in hits]
            print(f"{name:16}{len(dated):8}{sum(dated) / len(dated):8.3f}{len(every):24}{sum(every) / len(every):8.3f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} DATA")
    main(Path(sys.argv[1]))
