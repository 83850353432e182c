"""JSON Lines and CSV of articles: the usual fields and chosen ones, dates that are clear, records that are broken."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading import FIXTURES, events, loaded, read
from timeline.errors import InputError, UsageError
from timeline.model import Document
from timeline.readers import USUAL, from_articles


def lines(*records: Any, **reading: Any) -> list[Document]:  # noqa: ANN401 - whatever JSON holds
    """Return the articles in JSON Lines; a record that is text stands as it is."""
    text = "".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in records)
    return read(from_articles, text, USUAL._replace(**reading))


def days(document: Document) -> list[tuple[tuple[int, ...], bool]]:
    return [(tuple(date.date[:3]), date.revised) for date in document.stated]


@pytest.mark.parametrize("name", ["articles/news.jsonl", "articles/news.csv"])
def test_an_article_in_a_record_gives_the_events_of_the_text(name: str) -> None:
    article, other = loaded(name)
    (text,) = loaded("northstar.txt")
    assert events(article) == events(text)
    assert article.source.endswith("#https://news.example.org/northstar")
    assert article.stated[0].evidence == 'published_at "2013-10-24T09:30:00+02:00"'
    assert days(other) == [((2011, 10, 3), False)]


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ({"text": "He left."}, "He left."),
        ({"articleBody": "He left.", "headline": "Gone"}, "Gone\n\nHe left."),
        ({"Content": "He left.", "Title": "He left."}, "He left."),
        ({"body": ["He left.", "They came.", 5]}, "He left.\n\nThey came."),
        ({"content": "<p>He left &amp; came.</p><script>x</script><p>So"}, "He left & came.\n\nSo"),
        ({"text": "", "body": "He left.\r\nSo\rit\0was."}, "He left.\nSo\nit\ufffdwas."),
        ({"text": "a < b and c > d"}, "a < b and c > d"),
    ],
)
def test_text_is_found_by_the_usual_names(record: dict[str, object], text: str) -> None:
    assert lines(record)[0].text == text


def test_dates_of_publication_come_before_those_of_revision() -> None:
    (article,) = lines({"updated_at": "2019-09-01", "text": "x", "datePublished": "2019-08-26"})
    assert days(article) == [((2019, 8, 26), False), ((2019, 9, 1), True)]
    assert [date.evidence for date in article.stated] == ['datePublished "2019-08-26"', 'updated_at "2019-09-01"']


@pytest.mark.parametrize("value", [1566777600, 1566777600000, 1566777600.5])
def test_moments_counted_from_1970_are_days(value: float) -> None:
    assert days(lines({"text": "x", "date": value})[0]) == [((2019, 8, 26), False)]


@pytest.mark.parametrize("value", ["8/9/2019", "yesterday", 2019, 5, True, 1e300, -1, ["x"], {"a": 1}])
def test_a_date_that_is_open_or_none_is_said_and_states_nothing(value: object) -> None:
    (article,) = lines({"text": "x", "date": value})
    assert article.stated == ()
    assert article.warnings[0].startswith("date not understood: date")


def test_fields_can_be_chosen() -> None:
    record = {"text": "no", "says": "He left.", "date": "2001-01-01", "when": "2019-08-26", "id": "a", "key": 7}
    (article,) = lines(record, text_field="says", date_field="when", id_field="key")
    assert (article.text, article.source, days(article)) == ("He left.", "x#7", [((2019, 8, 26), False)])


def test_a_record_without_a_name_has_that_of_its_line() -> None:
    one, two = lines("", {"text": "x"}, {"text": "y", "id": "  "})
    assert (one.source, two.source) == ("x#line-2", "x#line-3")


def test_a_broken_line_is_one_warning_with_its_number_and_the_others_go_on() -> None:
    one, two = lines({"text": "One"}, '{"text": "Tw', "[1]", {"a": 1, "b": 2}, "[" * 100_000, {"text": "Two"}, "{")
    assert one.warnings == ()
    assert (two.text, two.warnings) == (
        "Two",
        (
            "line 2 left out: not JSON",
            "line 3 left out: not a JSON object",
            "line 4 left out: no text in it, which has a, b (--text-field names one)",
            "line 5 left out: not JSON",
            "line 7 left out: not JSON",
        ),
    )


def test_a_list_of_objects_is_read_as_lines_of_them_are() -> None:
    articles = [{"text": "He left.", "id": "a"}, 7, {"text": "He came.", "date": "2011-05-05"}]
    one, two = read(from_articles, json.dumps(articles, indent=1))
    assert (one.source, one.text, two.source, two.text) == ("x#a", "He left.", "x#article-3", "He came.")
    assert two.warnings == ("article 2 left out: not a JSON object",)
    assert [each.text for each in read(from_articles, json.dumps(articles).encode("utf-16"))] == [
        "He left.",
        "He came.",
    ]


def test_one_object_on_several_lines_is_an_article() -> None:
    (article,) = read(from_articles, json.dumps({"text": "He left."}, indent=2))
    assert article.text == "He left."


def test_json_that_is_read_at_once_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_articles, "LARGEST", 100)
    with pytest.raises(InputError, match="make JSON Lines of it"):
        read(from_articles, json.dumps([{"text": "x" * 100}]))
    with pytest.raises(InputError, match=r"^not JSON: "):
        read(from_articles, '[{"text": "x"')


def test_a_file_without_any_text_is_one_line_that_names_its_fields() -> None:
    with pytest.raises(InputError, match=r"no article: line 1 .* has when, says \(--text-field names one\)"):
        lines({"when": 1, "says": "x"})
    with pytest.raises(InputError, match="no article"):
        lines()


def test_names_of_fields_are_made_harmless_too() -> None:
    (article,) = lines('{"\\ud800\\n": 1}', '{"Da\\nte": "x", "text": "y"}')
    assert article.warnings == (
        "line 1 left out: no text in it, which has \ufffd (--text-field names one)",
        'date not understood: Da te "x"',
    )


def test_lone_surrogates_and_escapes_are_made_harmless() -> None:
    (article,) = lines('{"id": "a\\ud800", "title": "b\\udfff", "text": "c\\ud83d \\u001b[31m", "date": "\\ud800"}')
    assert (article.source, article.title, article.text) == ("x#a\ufffd", "b\ufffd", "b\ufffd\n\nc\ufffd \x1b[31m")
    assert "".join([article.source, article.text, *article.warnings]).encode()


def test_bytes_that_are_not_utf_8_are_read_as_cp1252() -> None:
    assert read(from_articles, '{"text": "naïve"}'.encode("cp1252"))[0].text == "naïve"
    assert read(from_articles, '\ufeff{"text": "naïve"}'.encode())[0].text == "naïve"
    assert read(from_articles, "text\nnaïve\n".encode("utf-16"))[0].text == "naïve"


def test_an_encoding_that_is_given_is_used_as_given() -> None:
    data = '{"text": "Жуков"}'.encode("koi8-r")
    assert read(from_articles, data, USUAL._replace(encoding="koi8-r"))[0].text == "Жуков"
    with pytest.raises(InputError, match="not utf-8"):
        read(from_articles, data, USUAL._replace(encoding="utf-8"))
    with pytest.raises(UsageError, match="unknown encoding"):
        read(from_articles, data, USUAL._replace(encoding="no-such"))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_is_read_with_any_usual_separator(separator: str) -> None:
    rows = [("ID", "Date", "Text"), ("7", "2019-08-26", '"He left;\nthey, came.\t""So|"""')]
    (article,) = read(from_articles, "".join(separator.join(row) + "\r\n" for row in rows))
    assert (article.source, article.text) == ("x#7", 'He left;\nthey, came.\t"So|"')
    assert days(article) == [((2019, 8, 26), False)]


def test_a_broken_row_of_csv_is_one_warning_with_its_line_and_the_others_go_on() -> None:
    table = 'id,text\n1,"One\nor so"\n2,a,b\n3,"x"y\n4\n\n5,Five\n6,"open\nto the end\n'
    one, five = read(from_articles, table)
    assert (one.text, five.text) == ("One\nor so", "Five")
    assert five.warnings == (
        "line 4 left out: 3 fields, where the header has 2",
        "line 5 left out: not CSV: ',' expected after '\"'",
        "line 6 left out: no text in it, which has id (--text-field names one)",
        "line 9 left out: not CSV: unexpected end of data",
    )


def test_a_line_without_end_is_one_warning_and_the_others_keep_their_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_articles, "_LONGEST", 1000)
    (article,) = lines({"text": "x" * 5000}, {"text": "y"})
    assert (article.source, article.warnings) == ("x#line-2", ("line 1 left out: not JSON",))


def test_a_long_field_of_csv_is_read() -> None:
    assert len(read(from_articles, "text\n" + "word " * 100_000)[0].text) == 500_000


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b'{"text": "x"}\n{"text": "y"}\n', True),
        (b'\xef\xbb\xbf {"a\\"b" : 1}', True),
        (b'{"text": "' + b"x" * 65_526, True),
        (b'{"schema":"timeline/1","id":"x"}\n', False),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', False),
        (b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1"}', False),
        (b'{\n "text": "x"}\n', False),
        (b'{"text": "x",\n "y": 1}\n', False),
        (b"{}", False),
        (b'[\n {\n  "text": "x"', True),
        (b"[1]", False),
        (b"[{}]", False),
        (b"id,text\n1,x\n", False),
        (b"", False),
    ],
)
def test_json_lines_are_told_from_what_else_begins_so(head: bytes, known: bool) -> None:  # noqa: FBT001 - a table's row
    assert from_articles.recognises(head) is known


def test_fixtures_are_recognised() -> None:
    assert from_articles.recognises((FIXTURES / "articles" / "news.jsonl").read_bytes())
    assert not from_articles.recognises((FIXTURES / "writers" / "timeline.jsonl").read_bytes())


@given(st.binary(max_size=200))
def test_any_bytes_are_articles_or_one_line(data: bytes) -> None:
    for head in (b"", b'{"text": "x"}\n', b"id,text\n1,"):
        try:
            for article in read(from_articles, head + data):
                assert article.text.encode().decode() == article.text
        except InputError as error:
            assert "\n" not in str(error)  # noqa: PT017 - both ways are right
