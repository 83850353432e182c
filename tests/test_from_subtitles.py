"""Subtitles: what is said, in whole sentences; the times of the cues are no dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading import FIXTURES, events, loaded, read
from timeline.errors import InputError
from timeline.readers import from_subtitles


def said(*cues: str, head: str = "WEBVTT\n\n", pause: float = 0) -> str:
    """Return the text of cues of two seconds each."""
    blocks = []
    for number, words in enumerate(cues):
        at = number * (2 + pause)
        blocks.append(f"00:{at:06.3f} --> 00:{at + 2:06.3f}\n{words}\n")
    return read(from_subtitles, head + "\n".join(blocks))[0].text


@pytest.mark.parametrize("name", ["subtitles/northstar.srt", "subtitles/northstar.vtt"])
def test_an_article_read_aloud_gives_the_events_of_the_text(name: str) -> None:
    (spoken,) = loaded(name)
    (text,) = loaded("northstar.txt")
    headline = "Northstar Freight posts higher third-quarter profit"  # spoken, it is a sentence like others
    assert events(spoken) == [event for event in events(text) if event[2] != headline]
    assert spoken.stated == ()
    assert spoken.language == ("en" if name.endswith("vtt") else None)


def test_cues_are_joined_into_sentences_and_a_pause_begins_a_paragraph() -> None:
    assert said("The bridge", "opened on 3 May\n2011.", "It fell.") == "The bridge opened on 3 May 2011. It fell."
    assert said("The bridge", "opened.", "It fell.", pause=5) == "The bridge opened.\n\nIt fell."


def test_who_speaks_begins_a_paragraph() -> None:
    assert said("<v.loud Jane Moor>We left.", "<v Jane Moor>In May.</v>", "<v Otto>We came.") == (
        "Jane Moor: We left. In May.\n\nOtto: We came."
    )
    assert said("- We left.\n- When?", ">> In May.") == "We left.\n\nWhen?\n\nIn May."


def test_marks_and_notes_are_no_speech() -> None:
    head = "WEBVTT - Harbour\nKind: captions\n\nSTYLE\n::cue { top: 1 }\n\nNOTE on 3 May\nof the editor\n\nintro\n"
    assert said("<i>We</i> <c.x>left</c> <00:00:01.000>&amp; {\\an8}came.", head=head) == "We left & came."


def test_captions_that_roll_up_are_said_once() -> None:
    assert said("We left", "We left\nin May", "in May\nof 2011.") == "We left in May of 2011."


@pytest.mark.parametrize("data", ["", "WEBVTT\n\nNOTE x\n", "prose on 3 May 2011"])
def test_a_file_without_cues_is_one_line(data: str) -> None:
    with pytest.raises(InputError, match="no subtitles"):
        read(from_subtitles, data)


def test_other_encodings_and_line_ends_are_read() -> None:
    data = "1\r\n00:00:01,000 --> 00:00:02,000\r\nnaïve\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nman\r\n"
    (document,) = read(from_subtitles, data.encode("cp1252"))
    assert document.text == "naïve man"
    assert "cp1252" in document.warnings[0]


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b"WEBVTT", True),
        (b"\xef\xbb\xbfWEBVTT - x\n", True),
        (b"\n1\r\n00:00:01,000 --> 00:00:02,000\r\nx", True),
        (b"WEBVTTX", False),
        (b"1\nOn 00:00:01,000 --> we left", False),
        (b"", False),
    ],
)
def test_subtitles_are_told_by_their_beginning(head: bytes, known: bool) -> None:  # noqa: FBT001 - a row of a table
    assert from_subtitles.recognises(head) is known


def test_fixtures_are_recognised() -> None:
    for file in (FIXTURES / "subtitles").iterdir():
        assert from_subtitles.recognises(file.read_bytes())


@given(st.text(st.sampled_from("0:1,.->\n <v>x{\\}&;"), max_size=200))
def test_any_text_in_cues_is_read(text: str) -> None:
    head = "WEBVTT\n\n00:01.000 --> 00:02.000\nBegun.\n\n"
    assert read(from_subtitles, head + text)[0].text.startswith("Begun.")
