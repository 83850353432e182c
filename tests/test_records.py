from __future__ import annotations

import json
import math
import re
from contextlib import suppress
from importlib import resources
from typing import Any
from uuid import UUID

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referencing import Registry, Resource

from tests.event_samples import MONTH, SINCE, SOON, TIMELINE, event, written
from timeline import records
from timeline.errors import InputError
from timeline.model import Event, Mention, Timeline, Timex
from timeline.values import Granularity, PartialDate

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SURROGATES = st.text(st.characters(categories=["Cs", "L", "Cc"]))


def schema(name: str) -> dict[str, Any]:
    text = resources.files("timeline").joinpath("schema", name).read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


EVENT_SCHEMA = jsonschema.Draft202012Validator(schema("event.schema.json"))


def test_keys_are_schema_then_the_fields_in_their_order_and_all_present() -> None:
    assert list(json.loads(records.dump(SOON))) == ["schema", *Event._fields]


def test_what_is_not_known_is_null_and_notes_are_a_list() -> None:
    record = json.loads(records.dump(SOON))
    assert record["start"] is None
    assert record["notes"] == []


@pytest.mark.parametrize("sample", list(TIMELINE), ids=lambda sample: sample.expression)
def test_every_kind_of_event_comes_back_and_fits_the_schema(sample: Event) -> None:
    line = records.dump(sample)
    assert records.parse(line) == sample
    EVENT_SCHEMA.validate(json.loads(line))


def test_schema_names_the_fields_of_an_event_and_requires_all() -> None:
    written_schema = schema("event.schema.json")
    assert list(written_schema["properties"]) == written_schema["required"] == ["schema", *Event._fields]


def test_schemas_are_valid_and_hold_the_json_document() -> None:
    whole = schema("timeline.schema.json")
    jsonschema.Draft202012Validator.check_schema(whole)
    jsonschema.Draft202012Validator.check_schema(EVENT_SCHEMA.schema)
    registry: Registry[Any] = Registry().with_resource(
        "urn:timeline:event:1", Resource.from_contents(EVENT_SCHEMA.schema)
    )
    validator = jsonschema.Draft202012Validator(whole, registry=registry)
    validator.validate(json.loads(written(TIMELINE, "json")))
    assert not validator.is_valid(json.loads(written(TIMELINE, "json").replace(b'"month"', b'"mouth"')))


@given(ANY_TEXT, ANY_TEXT, st.lists(ANY_TEXT))
def test_any_text_comes_back_exactly_from_one_harmless_line(text: str, sentence: str, notes: list[str]) -> None:
    made = event(id="x", event=text, sentence=sentence, notes=tuple(notes), speaker=text)
    line = records.dump(made)
    assert records.parse(line) == made
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029]", line)
    assert line.splitlines() == [line]


@given(SURROGATES)
def test_lone_surrogates_become_replacement_characters(text: str) -> None:
    line = records.dump(event(id="x", event=text))
    assert records.parse(line).event == re.sub("[\ud800-\udfff]", "\ufffd", text)
    line.encode()


def test_numbers_that_json_lacks_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        records.dump(event(confidence=math.nan))


TOLD_TWICE = MONTH._replace(said="2019-08-26", mentions=(Mention(85, 4, 7, "A tsunami struck in 2011."),))


def test_an_event_told_twice_comes_back_with_its_mentions_and_fits_the_schema() -> None:
    line = records.dump(TOLD_TWICE)
    assert records.parse(line) == TOLD_TWICE
    EVENT_SCHEMA.validate(json.loads(line))
    assert json.loads(line)["mentions"] == [
        {"offset": 85, "length": 4, "line": 7, "sentence": "A tsunami struck in 2011."}
    ]


def test_a_record_of_before_there_were_mentions_is_read() -> None:
    record = json.loads(records.dump(MONTH))
    del record["said"], record["mentions"]
    assert records.parse(json.dumps(record)) == MONTH


def test_unknown_keys_are_ignored_and_missing_ones_that_may_be_null_are_null() -> None:
    record = json.loads(records.dump(MONTH)) | {"new": {"a": 1}}
    for key in ("document_date", "speaker", "notes"):
        del record[key]
    assert records.parse(json.dumps(record)) == MONTH


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": "timeline/2"}, "newer version"),
        ({"schema": "other/1"}, "not an event"),
        ({"schema": None}, "not an event"),
        ({"event": None}, 'no "event"'),
        ({"event": 3}, '"event" has the wrong type'),
        ({"offset": "3"}, '"offset" has the wrong type'),
        ({"offset": True}, '"offset" has the wrong type'),
        ({"offset": -1}, '"offset" is negative'),
        ({"notes": "a"}, '"notes" is not a list'),
        ({"notes": [1]}, '"notes" is not a list'),
        ({"mentions": {}}, '"mentions" is not a list'),
        ({"mentions": [3]}, '"mentions" is not a list of objects'),
        ({"mentions": [{"offset": 1}]}, 'no "length"'),
        ({"start": "2011-02-30"}, '"start" is not a date'),
        ({"end": "yesterday"}, '"end" is not a date'),
    ],
)
def test_a_damaged_record_says_line_and_field(change: dict[str, Any], message: str) -> None:
    line = json.dumps(json.loads(records.dump(MONTH)) | change)
    with pytest.raises(InputError, match=f"^line 7: .*{message}"):
        records.parse(line, 7)


@pytest.mark.parametrize("line", ["", "{", "prose", "[" * 100_000, "9" * 5000, "NaN", '{"a": Infinity}'])
def test_what_is_no_json_is_one_clear_line(line: str) -> None:
    with pytest.raises(InputError, match=r"^line 1: not a line of JSON|^line 1: not an event"):
        records.parse(line)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists))
def test_any_value_in_any_field_is_an_event_or_an_input_error(value: object) -> None:
    for field in Event._fields:
        record = json.loads(records.dump(MONTH)) | {field: value}
        with suppress(InputError):
            records.dump(records.parse(json.dumps(record)))


def test_whole_confidence_is_read_as_a_number() -> None:
    line = records.dump(MONTH).replace('"confidence":null', '"confidence":1')
    assert records.parse(line).confidence == 1.0


def test_a_saved_timeline_is_read_back_whole() -> None:
    saved = written(TIMELINE, "jsonl")
    assert records.read(saved, "a.jsonl") == Timeline(TIMELINE.events, TIMELINE.undated)
    joined = records.read(b"\xef\xbb\xbf" + saved.replace(b"\n", b"\r\n\r\n") + saved, "-")
    assert len(joined) == 2 * len(TIMELINE)


def test_an_open_interval_is_dated() -> None:
    assert records.read(records.dump(SINCE).encode(), "-").events == (SINCE,)


def test_an_error_in_a_saved_timeline_names_file_and_line() -> None:
    line = records.dump(MONTH).encode()
    with pytest.raises(InputError, match=r"^b\.jsonl: line 3: not a line of JSON"):
        records.read(line + b"\n\n{\n", "b.jsonl")
    with pytest.raises(InputError, match=r"^b\.jsonl: line 1: not UTF-8"):
        records.read(b"\xff" + line, "b.jsonl")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (records.dump(MONTH).encode(), True),
        (b"\xef\xbb\xbf\n" + records.dump(MONTH).encode(), True),
        (json.dumps(json.loads(records.dump(MONTH)), sort_keys=True, indent=None).encode(), True),
        (b'{"schema":"timeline/2"}', True),
        (b'{"schema":"timeline-dates/1"}', False),
        (b"In March 2011 a tsunami struck.", False),
        (b'{"name": "x"}\n{"schema":"timeline/1"}', False),
        (b"", False),
    ],
)
def test_a_saved_timeline_is_known_by_its_first_line(data: bytes, expected: bool) -> None:  # noqa: FBT001
    assert records.is_saved(data) is expected


def test_the_events_of_a_json_document_are_read_back_whole() -> None:
    document = written(TIMELINE, "json")
    assert records.is_saved(document)
    assert records.read(b"\xef\xbb\xbf" + document, "a.json") == Timeline(TIMELINE.events, TIMELINE.undated)
    indented = json.dumps(json.loads(document), indent=2).encode()
    assert records.is_saved(indented)
    assert records.read(indented, "a.json") == Timeline(TIMELINE.events, TIMELINE.undated)


@pytest.mark.parametrize(
    ("events", "message"),
    [
        ('[{"schema":"timeline/2"}]', "event 1: written by a newer version"),
        ("[7]", "event 1: not an event"),
        ("7", "without its events"),
        ("[", "damaged"),
    ],
)
def test_an_error_in_a_json_document_names_file_and_event(events: str, message: str) -> None:
    document = f'{{"schema":"timeline/1","generator":"timeline 1","events":{events}}}'
    with pytest.raises(InputError, match=rf"^a\.json: .*{message}"):
        records.read(document.encode(), "a.json")


def test_an_export_that_cannot_be_read_back_is_known() -> None:
    for name in ("csv", "tsv", "ical"):
        assert "jsonl" in (records.lost(written(TIMELINE, name)) or "")
    for data in (written(TIMELINE, "jsonl"), written(TIMELINE, "json"), b"id,text\n", b""):
        assert records.lost(data) is None


def test_ids_depend_on_words_and_count_but_not_on_spacing_or_composition() -> None:
    made = records.event_id("a.txt", "Caf\u00e9 opened  in\nMay.", "May", 0)
    assert UUID(made).version == 5
    assert made == records.event_id("a.txt", "Cafe\u0301 opened in May. ", "May", 0)
    others = {
        records.event_id("b.txt", "Café opened in May.", "May", 0),
        records.event_id("a.txt", "Café opened in May!", "May", 0),
        records.event_id("a.txt", "Café opened in May.", "in May", 0),
        records.event_id("a.txt", "Café opened in May.", "May", 1),
    }
    assert len(others | {made}) == 5


def test_ids_are_pinned_because_calendars_keep_them() -> None:
    made = records.event_id("a.txt", "In March 2011 a tsunami struck.", "March 2011", 0)
    assert made == "5dc1ef04-7578-5dd7-aec2-757588fc9b42"
    assert UUID(records.event_id("a\udcff.txt", "s", "e", 0)).version == 5


def test_a_temporal_expression_is_a_flat_record() -> None:
    timex = Timex(
        start=3,
        end=13,
        text="March 2011",
        type="DATE",
        value="2011-03",
        mod=None,
        edtf="2011-03",
        rule="month-year",
        reason="the text gives month and year",
        when=PartialDate(2011, 3, granularity=Granularity.MONTH),
        basis="explicit",
        anchor=None,
        filled=(),
        quant=None,
        freq=None,
        role="",
        notes=("a-note",),
        alternatives=(),
    )
    record = records.timex_record("a.txt", timex)
    assert tuple(record) == records.TIMEX_FIELDS
    assert (record["source"], record["offset"], record["length"]) == ("a.txt", 3, 10)
    assert (record["start"], record["end"]) == ("2011-03-01", "2011-03-31")
    assert record["notes"] == ["a-note"]
    assert records.to_json(record).startswith('{"source":"a.txt","offset":3,"length":10,')
