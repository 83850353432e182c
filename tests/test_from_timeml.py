"""TimeML: its text without the marks, and the date of its document."""

from __future__ import annotations

import pytest

from tests.reading import FIXTURES, events, loaded, read
from timeline.errors import InputError
from timeline.readers import from_timeml

FILE = (
    '<?xml version="1.0"?><TimeML><DOCID>x</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="{}" '
    'functionInDocument="CREATION_TIME">a day</TIMEX3></DCT>{}</TimeML>'
)
UNKNOWN = [f'<?xml version="1.0" encoding="{name}"?><TimeML>x</TimeML>' for name in ("utf-9", "hex", "utf-7", "cp037")]


def test_an_annotated_article_gives_the_events_of_the_text() -> None:
    (annotated,) = loaded("tml/northstar.tml")
    (text,) = loaded("northstar.txt")
    assert events(annotated) == events(text)
    assert annotated.stated[0].evidence == 'DCT "2013-10-24"'
    assert annotated.title == "Northstar Freight posts higher third-quarter profit"


def test_marks_are_dropped_and_their_words_stay() -> None:
    body = "<DOCID>no</DOCID><TEXT>\nOn <TIMEX3>3 <b>May</b></TIMEX3> we &amp; <EVENT>left</EVENT>.\n</TEXT>"
    (document,) = read(from_timeml, FILE.format("2019-08-26T10:00", body))
    assert document.text == "On 3 May we & left."
    assert [tuple(date.date[:3]) for date in document.stated] == [(2019, 8, 26)]


@pytest.mark.parametrize("value", ["", "XXXX-08-26", "PRESENT_REF", "2019-W35", "2019"])
def test_a_creation_time_that_is_no_day_states_none(value: str) -> None:
    assert read(from_timeml, FILE.format(value, "<TEXT>x</TEXT>"))[0].stated == ()


def test_a_file_without_a_text_element_is_all_text() -> None:
    assert read(from_timeml, "<TimeML>We <EVENT>left</EVENT>.</TimeML>")[0].text == "We left."
    assert read(from_timeml, "<TimeML><TEXT/>no</TimeML>")[0].text == ""


@pytest.mark.parametrize(
    "declared", ['<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY % a SYSTEM "http://x/y">%a;']
)
def test_entities_are_refused(declared: str) -> None:
    with pytest.raises(InputError, match="document type declarations with entities are refused"):
        read(from_timeml, f"<!DOCTYPE TimeML [{declared}]><TimeML><TEXT>&a;</TEXT></TimeML>")


@pytest.mark.parametrize(
    "data", ["", "<TimeML>", "<TimeML><A></TimeML>", "<TimeML>&nope;</TimeML>", "<TimeML>\0", *UNKNOWN]
)
def test_what_is_not_well_formed_is_one_line(data: str) -> None:
    with pytest.raises(InputError) as caught:
        read(from_timeml, data)
    assert "\n" not in str(caught.value)


def test_elements_nested_without_end_are_read() -> None:
    deep = 100_000
    (document,) = read(from_timeml, f"<TimeML>{'<TEXT>' * deep}in May{'</TEXT>' * deep}</TimeML>")
    assert document.text == "in May"


def test_fixtures_are_recognised_and_other_xml_is_not() -> None:
    for file in (FIXTURES / "tml").iterdir():
        assert from_timeml.recognises(file.read_bytes())
    assert not from_timeml.recognises(b"<html><TimeML>")
    assert not from_timeml.recognises(b"")
