"""Markdown: tables that two renderers show as the text has it, with no markup out of a text."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.event_samples import BASTILLE, DOCUMENT, MONTH, PLANNED, SOON, TIMELINE, event, only, written
from timeline.errors import UsageError
from timeline.model import Timeline
from timeline.visible import visible

APART = "\u2060"
MARKUP = (
    *(
        "|",
        "||",
        r"\|",
        r"\\|",
        "`",
        "``x``",
        "*x*",
        "**x**",
        "_x_",
        "__x__",
        "~~x~~",
        "~x~",
        "[x](y)",
        "![x](y)",
        "[x]",
    ),
    *("[x]: http://a.org", "[^1]", "<b>", "</td>", "<!-- x -->", "<script>alert(1)</script>", "<http://a.org>"),
    *(
        "<img src=x onerror=alert(1)>",
        "](javascript:alert(1))",
        "&amp;",
        "&lt;b&gt;",
        "&#124;",
        "&",
        "#",
        "# x",
        "x #",
        "##",
    ),
    *(
        "http://a.org",
        "https://a.org/b?c=d&e",
        "www.a.org",
        "WWW.a.b",
        "a.org",
        "minutes.md:3",
        "mailto:x@a.org",
        "x@a.org",
    ),
    *(
        "ftp://a.org",
        "xmpp:x@a.org",
        "@someone",
        "#12",
        ":smile:",
        ":+1:",
        "a:b",
        "$x$",
        "$$x$$",
        "==x==",
        "^x^",
        "++x++",
    ),
    *(
        "{.x}",
        "{{ x }}",
        "---",
        "- x",
        "+ x",
        "1. x",
        "> x",
        "    x",
        "```",
        "===",
        "  ",
        "\n\n",
        "\t",
        "\\",
        "\\\\",
        '"',
        "'",
    ),
    *(
        "<",
        ">",
        "(",
        ")",
        "!",
        "x",
        "é",
        "日本",
        "1",
        ".",
        ",",
        "/",
        "\x1b",
        "\u202e",
        "\u2028",
        "\x00",
        "\ud800",
        "U.S.",
        "3.5",
    ),
)
ANY_MARKUP = st.lists(st.sampled_from(MARKUP), max_size=6).map("".join)
EVERYTHING = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["table", "strikethrough", "linkify"])


def as_github(text: str) -> str:
    """Render with GitHub's own program, HTML and all extensions on."""
    from cmarkgfm import cmark, github_flavored_markdown_to_html  # noqa: PLC0415 - only where it is installed

    rendered: str = github_flavored_markdown_to_html(text, cmark.Options.CMARK_OPT_UNSAFE)
    return rendered


ABSENT = pytest.mark.skipif(find_spec("cmarkgfm") is None, reason="cmarkgfm is not installed")
RENDERERS = pytest.mark.parametrize(
    "render",
    [
        pytest.param(as_github, id="cmark-gfm", marks=[pytest.mark.consumers, ABSENT]),
        pytest.param(EVERYTHING.render, id="markdown-it-py"),
    ],
)


def tables(rendered: str) -> list[list[list[str]]]:
    """Return the cells of each table of a page, as HTML."""
    return [
        [re.findall(r"<t[dh]>(.*?)</t[dh]>", row, re.DOTALL) for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)]
        for table in re.findall(r"<table>(.*?)</table>", rendered, re.DOTALL)
    ]


def words(cell: str) -> str:
    """Return the text that a cell shows; nothing but text may be in it."""
    assert "<" not in cell
    return html.unescape(cell).replace(APART, "")


def document(timeline: Timeline, **chosen: Any) -> str:  # noqa: ANN401 - any of Settings
    return written(timeline, "md", **chosen).decode()


def test_it_has_a_title_a_table_the_undated_and_the_sources() -> None:
    assert document(Timeline((MONTH, PLANNED), (SOON,), (DOCUMENT,)), title="The year 2011") == (
        "# The year 2011\n"
        "\n"
        "| When | Event | Source |\n"
        "| --- | --- | --- |\n"
        "| 2011-03 | A tsunami struck | a.txt:1 |\n"
        "| 2013-Q3 | (planned) The plant opens | a.txt:1 |\n"
        "\n"
        "## Undated\n"
        "\n"
        "| When | Event | Source |\n"
        "| --- | --- | --- |\n"
        "| soon | A decision is expected | a.txt:6 |\n"
        "\n"
        "## Sources\n"
        "\n"
        "| Source | Title | Date | Known from |\n"
        "| --- | --- | --- | --- |\n"
        "| a.txt |  | 2019-08-26 | MOSCOW, Aug. 26 |\n"
    )


def test_prose_stays_readable_as_it_is() -> None:
    text = 'He said: "We (three) won 3.5%, at 14:46; didn\'t we?" – U.S. and/or so-called e.g. 26/27!'
    assert f"| {text} |" in document(only(MONTH._replace(event=text)))


def test_headings_by_year_month_or_source_have_a_table_each() -> None:
    made = document(only(BASTILLE, MONTH), group="year")
    assert re.findall("^## .*", made, re.MULTILINE) == ["## 1789", "## 2011"]
    assert made.count("| When | Event | Source |") == 2
    assert "## a.txt\n" in document(only(BASTILLE), group="source")


def test_columns_are_chosen() -> None:
    made = document(only(MONTH), columns=("start", "notes", "line"))
    assert "| Start | Notes | Line |\n| --- | --- | --- |\n| 2011-03-01 |  | 1 |\n" in made
    with pytest.raises(UsageError, match="unknown column"):
        document(only(MONTH), columns=("size",))


def test_without_events_there_is_a_title() -> None:
    assert document(Timeline(())) == "# Timeline\n"


@RENDERERS
def test_every_kind_of_event_is_a_row(render: Callable[[str], str]) -> None:
    dated, undated, sources = tables(render(document(TIMELINE)))
    assert len(dated) == 1 + len(TIMELINE.events)
    assert len(undated) == 1 + len(TIMELINE.undated)
    assert sources[1][0] == "a.txt"
    assert words(dated[1][0]) == "44-03-15 BCE"
    assert words(undated[-1][1]) == "=1+1 was the sum"


@RENDERERS
@settings(deadline=None, max_examples=400)
@given(text=ANY_MARKUP | st.text(), source=ANY_MARKUP.map("{}a".format), title=ANY_MARKUP | st.text())
def test_45_a_text_is_shown_as_it_is_and_makes_no_markup(
    render: Callable[[str], str], text: str, source: str, title: str
) -> None:
    sample = event(id="x", event=text, source=source, expression=text)
    undated = sample._replace(start=None, end=None, edtf=None)
    read = DOCUMENT._replace(source=source, title=text)
    rendered = render(document(Timeline((sample,), (undated,), (read,)), title=title, group="source"))
    dated, vague, sources = tables(rendered)
    shown = [words(cell) for cell in (dated[1][1], vague[1][1], sources[1][1], sources[1][0], dated[1][2])]
    assert [plain(cell) for cell in shown] == [plain(each) for each in (text, text, text, source, f"{source}:1")]
    headings = [words(heading) for heading in re.findall(r"<h\d>(.*?)</h\d>", rendered, re.DOTALL)]
    assert list(map(plain, headings)) == [plain(title), plain(source), "Undated", "Sources"]
    outside = re.sub(r"<(h\d|table)>.*?</\1>", "", rendered, flags=re.DOTALL)
    assert outside.strip() == ""


def plain(text: str) -> str:
    """Return what one sees of a text: renderers take some spaces and NULs for others."""
    return unicodedata.normalize("NFC", " ".join(visible(text).replace(APART, "").split()))
