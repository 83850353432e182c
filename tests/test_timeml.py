"""TimeML: valid by its schema, the text as it was, and every expression as it was found."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import timeline
from tests.test_languages import Case, all_cases
from timeline import pipeline
from timeline.errors import InputError, UsageError
from timeline.evaluate import evaluate, read_gold
from timeline.model import Document, DocumentDate, Timeline, Timex
from timeline.options import Options
from timeline.values import Granularity, PartialDate
from timeline.writers import Report, Settings, to_timeml

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
ARTICLES = [*sorted(FIXTURES.glob("*.txt")), FIXTURES / "minutes.md"]
DATE = DocumentDate(PartialDate(2011, 10, 3, granularity=Granularity.DAY), "option", "--date")
SCHEMA = etree.XMLSchema(etree.parse(FIXTURES / "timeml" / "timeml.xsd"))
DATES = ("April", "3 October 2011", "last year", "from 26 to 27 August", "every Monday", "44 BC", "three years", "soon")
PARTS = [*DATES, *"<>&\"'\r\n\t \0\x1b\x7f\x85\ufffe\ud800é日.", "]]>", " in "]
TEXTS = st.lists(st.sampled_from(PARTS) | st.text(), max_size=30).map("".join)


def found(text: str, date: DocumentDate | None = DATE) -> Timeline:
    """Return the timeline of a text with all its expressions."""
    document = Document(text, "a.txt", date)
    return Timeline((), (), (document,), (tuple(pipeline.find(document, Options())),))


def written(story: Timeline) -> tuple[bytes, Report]:
    stream = io.BytesIO()
    report = to_timeml.write(story, stream, Settings())
    return stream.getvalue(), report


def valid(data: bytes) -> ET.Element:
    """Return the root of a file that is valid."""
    SCHEMA.assertValid(etree.fromstring(data))
    return ET.fromstring(data)  # noqa: S314 - our own


def tags(text: str, date: DocumentDate | None = DATE) -> dict[str, dict[str, str]]:
    """Return the attributes of each expression by its words, those of the document date under `t0`."""
    root = valid(written(found(text, date))[0])
    return {mark.text or "" if mark.get("tid") != "t0" else "t0": mark.attrib for mark in root.iter("TIMEX3")}


# --- the file ------------------------------------------------------------------------------------------------


def test_a_text_gives_the_golden_bytes() -> None:
    text = (FIXTURES / "timeml" / "voyage.txt").read_text(encoding="utf-8")
    story = timeline.extract(Document(text, "voyage.txt"), date="2012-06-04")
    assert written(story)[0] == (FIXTURES / "timeml" / "voyage.tml").read_bytes()


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_an_article_is_valid_and_its_text_as_it_was(path: Path) -> None:
    story = timeline.extract(timeline.read(path))
    data, report = written(story)
    body = valid(data).find("TEXT")
    assert body is not None
    assert "".join(body.itertext()) == story.documents[0].text
    assert (report.written, report.left_out, report.warnings) == (len(story), (), ())


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_read_back_as_gold_it_is_wholly_right(path: Path, tmp_path: Path) -> None:
    story = timeline.extract(timeline.read(path))
    (tmp_path / "a.tml").write_bytes(written(story)[0])
    (gold,) = read_gold(str(tmp_path / "a.tml"))
    assert gold.text == story.documents[0].text
    report = evaluate([gold], lambda _: story.timexes[0])
    assert {measure.f1 for measure in (*report.score(), report.mod())} <= {1.0, 0.0 if not report.mod().gold else 1.0}
    assert report.score().value.gold == len(story.timexes[0])


def test_every_form_of_the_language_gives_a_valid_tag() -> None:
    cases: dict[str | None, list[Case]] = {}
    for case in all_cases("case"):
        cases.setdefault(case.date, []).append(case)
    for group in cases.values():
        timexes, text = list[Timex](), ""
        for case in group:
            timexes += [each._replace(start=each.start + len(text), end=each.end + len(text)) for each in case.find()]
            text += f"{case.text}\n"
        root = valid(written(Timeline((), (), (Document(text, "a.txt", DATE),), (tuple(timexes),)))[0])
        assert [mark.text for mark in root.findall("TEXT/TIMEX3")] == [each.text for each in timexes]


@pytest.mark.parametrize(
    "attributes",
    [
        'tid="t1" type="TIME" value="2011-03-11T14:46+09:00"',
        'tid="t1" type="DATE" value="2011-08-26/2011-08-27"',
        'tid="t1" type="DATE" value="1850~"',
        'tid="t1" type="DATE" value=""',
        'tid="t1" type="DATE" value="BC10000"',
        'tid="t1" type="DATE" value="2011" edtf="2011"',
        'tid="t1" type="DATE" value="2011" mod="ABOUT"',
        'tid="t1" type="DATE" value="2011" anchorTimeID="t9"',
        'tid="t0" type="DATE" value="2011"',
        'type="DATE" value="2011"',
    ],
)
def test_the_schema_of_the_tests_refuses_what_is_no_timeml(attributes: str) -> None:
    data = written(found("In 2011."))[0]
    assert SCHEMA.validate(etree.fromstring(data))
    other = re.sub(rb'tid="t1"[^>]*', attributes.encode(), data)
    assert not SCHEMA.validate(etree.fromstring(other))


# --- the attributes ------------------------------------------------------------------------------------------


def test_the_document_date_comes_first_and_is_x_when_it_is_not_known() -> None:
    expected = {"type": "DATE", "temporalFunction": "false", "functionInDocument": "CREATION_TIME"}
    assert tags("Nothing.") == {"t0": {"tid": "t0", "value": "2011-10-03", **expected}}
    assert tags("Nothing.", None) == {"t0": {"tid": "t0", "value": "XXXX-XX-XX", **expected}}


def test_a_document_date_that_is_not_known_is_none_when_read_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They met on 26 August.")
    assert run("annotate", "a.txt", "-o", "a.tml", folder=tmp_path).returncode == 0
    shown = run("evaluate", "a.tml", folder=tmp_path).stdout.decode()
    assert re.search(r"value +100\.00 +100\.00 +100\.00 +1\n", shown)


def test_what_is_counted_from_another_date_names_it_when_it_stands_before() -> None:
    marks = tags("In April she left. He came in May 2009. The following year he rested. Two days ago she slept.")
    assert {words: mark.get("anchorTimeID") for words, mark in marks.items()} == {
        "t0": None,
        "April": "t0",
        "May 2009": None,
        "The following year": "t2",
        "Two days ago": "t0",
    }
    assert {words for words, mark in marks.items() if mark["temporalFunction"] == "false"} == {"t0", "May 2009"}


def test_an_anchor_that_no_tag_has_is_left_out() -> None:
    (timex,) = found("In April.").timexes[0]
    story = Timeline((), (), (Document("In April.", date=DATE),), ((timex._replace(anchor="1999-01-01"),),))
    assert b"anchorTimeID" not in written(story)[0]


def test_a_duration_that_ends_or_begins_with_a_known_date_says_so() -> None:
    marks = tags("It rained over the past three years. It will rain in the next two weeks. It took three days.")
    assert marks["the past three years"].items() >= {"type": "DURATION", "value": "P3Y", "endPoint": "t0"}.items()
    assert marks["the next two weeks"].items() >= {"value": "P2W", "beginPoint": "t0"}.items()
    assert not {"beginPoint", "endPoint", "anchorTimeID"} & set(marks["three days"])


def test_modifiers_and_sets_are_said_and_each_end_of_a_range_is_a_tag() -> None:
    marks = tags("In the early 1990s, every Monday and twice a week, since April 2009, from 26 to 27 August.")
    assert marks["the early 1990s"].items() >= {"value": "199X", "mod": "START"}.items()
    assert marks["every Monday"].items() >= {"type": "SET", "value": "XXXX-WXX-1", "quant": "EVERY"}.items()
    assert marks["twice a week"].items() >= {"type": "SET", "value": "P1W", "freq": "2X"}.items()
    assert marks["April 2009"].items() >= {"value": "2009-04", "mod": "ON_OR_AFTER"}.items()
    assert (marks["26"]["value"], marks["27 August"]["value"]) == ("2011-08-26", "2011-08-27")


# --- any text ------------------------------------------------------------------------------------------------


@given(TEXTS)
def test_without_its_tags_it_is_the_text_less_what_xml_cannot_hold(text: str) -> None:
    story = found(text)
    data, report = written(story)
    root = valid(data)
    body = root.find("TEXT")
    assert body is not None
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)
    assert "".join(body.itertext()) == re.sub("[\ud800-\udfff]", "\ufffd", kept)
    assert [mark.get("value") for mark in body] == [timex.value for timex in story.timexes[0]]
    assert [mark.get("tid") for mark in root.iter("TIMEX3")] == [f"t{number}" for number in range(len(body) + 1)]
    dropped = len(text) - len(kept)
    assert [int(warning.split()[0]) for warning in report.warnings] == [dropped] * bool(dropped)


def test_no_byte_of_it_moves_a_cursor() -> None:
    data = written(found("\x1b]0;x\x07 In April\x9b31m 2011. \x7f"))[0].decode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", data)


# --- what it is not made of ----------------------------------------------------------------------------------


def test_several_documents_are_refused() -> None:
    one = found("In April.")
    with pytest.raises(UsageError, match="TimeML holds one text; name one source"):
        written(pipeline.merge([one, one]))
    other = timeline.extract(Document("In May 2009 he left.", "b.txt"))
    with pytest.raises(UsageError, match="one source"):
        written(Timeline(other.events, (), one.documents, one.timexes))


def test_a_timeline_without_its_text_is_refused() -> None:
    with pytest.raises(InputError, match="a saved timeline has no text"):
        written(Timeline(timeline.extract("In May 2009 he left.").events))


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "timeline", *arguments]
    return subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL, cwd=folder)


def test_export_writes_it_and_refuses_what_it_would_not_heed(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("In May 2009 he left.\n\x01", encoding="utf-8")
    done = run("export", "a.txt", "-o", "a.tml", folder=tmp_path)
    assert done.returncode == 0
    assert done.stderr.decode().endswith("timeline: 1 control character left out, which XML cannot hold\n")
    valid((tmp_path / "a.tml").read_bytes())
    for arguments, code, words in (
        (("a.txt", "--since", "2011"), 2, "timeml holds a whole text; leave out what chooses events"),
        (("a.txt", "--columns", "when"), 2, "--columns is for"),
        (("a.txt", "b.txt"), 2, "TimeML holds one text; name one source"),
        (("a.jsonl",), 1, "a saved timeline has no text for TimeML to mark; give the text it was made of"),
    ):
        (tmp_path / "a.jsonl").write_bytes(run("export", "a.txt", "-f", "jsonl", folder=tmp_path).stdout)
        refused = run("export", *arguments, "-qf", "timeml", folder=tmp_path)
        assert (refused.returncode, refused.stdout) == (code, b"")
        (line,) = refused.stderr.decode().splitlines()
        assert words in line
    assert json.loads((tmp_path / "a.jsonl").read_text())["event"]
