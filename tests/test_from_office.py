from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents import FIXTURES, archive, events, read
from tests.work import grows_linearly
from timeline import plugins
from timeline.errors import InputError
from timeline.model import Document, Event
from timeline.readers import USUAL, from_text
from timeline.readers.common import limits, properties
from timeline.readers.office.flow import Flow

DOCUMENTS = FIXTURES / "documents"
FORMATS = ("docx", "odt", "rtf", "epub")
ARTICLES = {"northstar": "northstar.txt", "minutes": "minutes.md"}

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def docx(body: str, *, before: str = "", **members: str | bytes) -> bytes:
    document = f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **members})


def odt(body: str, *, before: str = "", **members: str | bytes) -> bytes:
    spaces = {"office": "office", "text": "text", "table": "table", "draw": "drawing"}
    names = " ".join(f'xmlns:{name}="{ODF}:{space}:1.0"' for name, space in spaces.items())
    content = f"{before}<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
    kind = "application/vnd.oasis.opendocument.text"
    return archive({"mimetype": kind, "content.xml": f"{content}</office:document-content>", **members})


def epub(*chapters: str, package: str = "", **members: str | bytes) -> bytes:
    items = "".join(f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(9))
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    pages = {f"O/c{n}.xhtml": f"<html><body>{chapter}</body></html>" for n, chapter in enumerate(chapters)}
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>',
            "O/p.opf": f'{package}<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>{items}</manifest>'
            f"<spine>{spine}</spine></package>",
            **pages,
            **members,
        }
    )


def rtf(body: str) -> bytes:
    return rf"{{\rtf1\ansi\ansicpg1252 {body}}}".encode("latin-1")


MADE: Mapping[str, Callable[[str], bytes]] = {
    "docx": lambda text: docx(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"),
    "odt": lambda text: odt(f"<text:p>{text}</text:p>"),
    "epub": lambda text: epub(f"<p>{text}</p>"),
    "rtf": lambda text: rtf(text + r"\par"),
}
"""A document of one paragraph in each format."""


def text_of(data: bytes, form: str) -> str:
    return read(data, form).text


def w(text: str) -> str:
    """Return a paragraph with a run of text."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


# --- the fixtures ----------------------------------------------------------------------------------------------


def plain(name: str) -> Document:
    (document,) = from_text.read(io.BytesIO((FIXTURES / ARTICLES[name]).read_bytes()), "a", USUAL)
    return document


def told(found: list[Event]) -> list[tuple[str, str, str, str, str | None]]:
    return sorted((event.id, event.expression, event.sentence, event.event, event.edtf) for event in found)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_gives_the_same_events_in_every_format(name: str, form: str) -> None:
    document = read((DOCUMENTS / f"{name}.{form}").read_bytes(), form, "a")
    if form == "epub":  # LibreOffice writes no date of its own into it
        document = document._replace(stated=read((DOCUMENTS / f"{name}.odt").read_bytes(), "odt").stated)
    assert told(events(document)) == told(events(plain(name)))


@pytest.mark.parametrize("form", FORMATS)
def test_lists_tables_notes_insertions_and_words_with_soft_hyphens_are_read(form: str) -> None:
    text = text_of((DOCUMENTS / f"report.{form}").read_bytes(), form)
    assert "14 June 2011\tThe minister opened the pier\n2 August 2011\tA tall ship called at the quay" in text
    assert (
        "rented it out in 2006 to three firms. A storm broke the international ferry ramp on 9 January 2009. The"
        in text
    )
    assert "shown in October 2011" in text
    assert text.endswith("10 February 2012.\n\nThe insurer paid for the ramp in June 2010.")
    items = "- The board will vote on the budget on 15 March 2012.\n- The crane will be tested in May 2012."
    assert items in text or form == "epub"  # LibreOffice makes paragraphs of list items there


@pytest.mark.parametrize("form", FORMATS)
def test_comments_headers_footers_and_deletions_are_not_read(form: str) -> None:
    text = text_of((DOCUMENTS / f"report.{form}").read_bytes(), form)
    assert "1997" not in text
    assert "Harbour board, report" not in text
    assert "Page 1" not in text
    assert "1998" not in text or form == "epub"  # LibreOffice writes deletions into it as text


@pytest.mark.parametrize("form", ["docx", "odt", "rtf"])
def test_the_title_and_the_dates_of_a_file_are_stated_as_its_own(form: str) -> None:
    document = read((DOCUMENTS / f"report.{form}").read_bytes(), form)
    assert document.title == "Report of the harbour board"
    assert [(date.evidence.partition(' "')[0], date.date.day, date.revised) for date in document.stated] == [
        ("file created", 20, True),
        ("file changed", 5, True),
    ]


def test_what_the_text_or_the_name_says_comes_before_the_day_a_file_was_made() -> None:
    document = read((DOCUMENTS / "northstar.docx").read_bytes(), "docx", "2013-10-25-news.docx")
    assert {event.document_date for event in events(document)} == {"2013-10-24"}
    undated = document._replace(text="It opened yesterday.")
    assert [event.edtf for event in events(undated)] == ["2013-10-24"]
    assert [event.edtf for event in events(undated._replace(source="news.docx"))] == ["2013-10-23"]


@pytest.mark.parametrize("created", ["1601-01-01T00:00:00Z", "2013-12-23T23:15:00Z", "", "yesterday", "2011"])
def test_a_date_that_programs_give_to_every_file_is_none(created: str) -> None:
    assert properties.dates(created, "") == ()


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_known_by_its_content_and_no_other(form: str) -> None:
    for path in sorted(DOCUMENTS.glob("report.*")):
        head = path.read_bytes()[:65_536]
        assert plugins.reader(form).recognises(head) == (path.suffix == f".{form}")


# --- text as it is put together --------------------------------------------------------------------------------


def test_a_row_has_its_cells_on_one_line_and_tables_within_run_on() -> None:
    flow = Flow()
    flow.begin_row()
    for cell in ("May 2011", "", "It opened."):
        flow.write(cell)
        flow.end_paragraph()
        flow.end_cell()
    flow.begin_row()
    flow.write("Inner")
    flow.end_cell()
    flow.end_row()
    flow.end_row()
    flow.write("After.")
    flow.end_paragraph()
    assert flow.text() == "May 2011\tIt opened.\tInner\n\nAfter."


def test_white_space_is_one_space_and_soft_hyphens_go() -> None:
    flow = Flow()
    flow.write("  It \n opened\tin Octo\xadber ")
    flow.break_line()
    flow.write(" 2011. ")
    flow.tab()
    flow.end_paragraph()
    assert flow.text() == "It opened in October\n2011."


# --- Word ------------------------------------------------------------------------------------------------------


def test_word_runs_of_all_kinds_are_read() -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>In 2011</w:t><w:tab/>"
        "<w:t>it</w:t><w:br/><w:t>opened in 2012</w:t><w:noBreakHyphen/><w:t>13</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>, seen</w:t></w:r>'
        "<w:ins><w:r><w:t>, put in</w:t></w:r></w:ins><w:del><w:r><w:delText>, cut</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>, moved</w:t></w:r></w:moveFrom>"
        "<w:hyperlink><w:r><w:t>, linked</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert text_of(docx(body), "docx") == "In 2011\tit\nopened in 2012-13, seen, put in, linked"


def test_a_text_box_stands_behind_the_text_and_is_read_once() -> None:
    box = f"<w:txbxContent>{w('In the box.')}</w:txbxContent>"
    choice = f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    body = (
        f"<w:p><w:r><w:t>It opened </w:t></w:r><w:r>{choice}</mc:AlternateContent></w:r>"
        "<w:r><w:t>in 2011.</w:t></w:r></w:p>"
    )
    assert text_of(docx(body + w("It closed.")), "docx") == "It opened in 2011.\n\nIt closed.\n\nIn the box."


def test_items_are_known_by_their_style_too_and_contents_are_left_out() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}">'
        '<w:style w:styleId="B"><w:name w:val="List Bullet"/><w:pPr><w:numPr/></w:pPr></w:style>'
        '<w:style w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr/><w:outlineLvl/></w:pPr></w:style>'
        '<w:style w:styleId="C"><w:name w:val="toc 1"/></w:style></w:styles>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
        'Target="styles.xml"/></Relationships>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in (("C", "Works 7"), ("H", "Works"), ("B", "Crane"), ("B", "Gate"), ("N", "End"))
    )
    members = {"word/styles.xml": styles, "word/_rels/document.xml.rels": rels}
    assert text_of(docx(body, **members), "docx") == "Works\n\n- Crane\n- Gate\n\nEnd"


def test_an_old_word_file_is_named_and_an_encrypted_one_too() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    with pytest.raises(InputError, match=r"an old Office file; save it as \.docx"):
        read(old, "docx")
    with pytest.raises(InputError, match=r"^is encrypted; decrypt it first$"):
        read(old + "EncryptedPackage".encode("utf-16-le"), "docx")


def test_a_spreadsheet_is_no_word_document() -> None:
    with pytest.raises(InputError, match="holds no Word document"):
        read(archive({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}), "docx")


# --- OpenDocument ----------------------------------------------------------------------------------------------


def test_opendocument_text_of_all_kinds_is_read() -> None:
    body = (
        "<text:p>In<text:s text:c='3'/>2011<text:tab/>it<text:line-break/><text:span>opened</text:span>.<draw:frame>"
        "<draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame> It closed.</text:p>"
        "<text:table-of-content><text:p>Works 7</text:p></text:table-of-content>"
    )
    assert text_of(odt(body), "odt") == "In 2011\tit\nopened. It closed.\n\nIn the box."


def test_an_encrypted_opendocument_text_is_said() -> None:
    manifest = '<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>'
    data = archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": bytes(range(256)),
            "META-INF/manifest.xml": manifest,
        }
    )
    with pytest.raises(InputError, match=r"^is encrypted; decrypt it first$"):
        read(data, "odt")


# --- books -----------------------------------------------------------------------------------------------------


def test_chapters_come_in_the_order_of_the_spine_without_marks_of_notes() -> None:
    marked = 'It opened in 2011.<sup id="n"><a epub:type="noteref" href="#n1">1</a></sup> It closed&nbsp;soon.'
    assert text_of(epub(f"<h1>One</h1><p>{marked}</p>", "<p>Two</p>"), "epub") == (
        "One\n\nIt opened in 2011. It closed soon.\n\nTwo"
    )


def test_a_missing_chapter_is_a_warning() -> None:
    document = read(epub("<p>One</p>", package="").replace(b"O/c0.xhtml", b"O/x0.xhtml"), "epub")
    assert document.warnings == ("the chapter O/c0.xhtml is missing",)


def test_a_locked_book_is_said_and_locked_fonts_do_not_matter() -> None:
    locked = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
        '<e:EncryptedData><e:CipherData><e:CipherReference URI="{}"/></e:CipherData></e:EncryptedData></encryption>'
    )
    name = "META-INF/encryption.xml"
    assert text_of(epub("<p>One</p>", **{name: locked.format("O/font.otf")}), "epub") == "One"
    with pytest.raises(InputError, match=r"^is encrypted; decrypt it first$"):
        read(epub("<p>One</p>", **{name: locked.format("O/c0.xhtml")}), "epub")


# --- Rich Text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"It {\b opened} in\~May {\deleted\revised0 , cut}{\v hidden}\v0 2011.\par", "It opened in\xa0May 2011."),
        (r"\'93Yes\'94, Voss said \emdash in \u8220?2011\u8221? \{so\}.", "“Yes”, Voss said —in “2011” {so}."),
        (r"\uc2\u8364\'80\'80 7, \u-10179?\u-8704?", "€ 7, \U0001f600"),
        (r"{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset128 B;}}\f0\'ec\'e0\'e9 2011\f1 \'83\'41", "май 2011ア"),
        (r"One\line two\tab three\par\pard Four\page five", "One\ntwo\tthree\n\nFour five"),
        (r"{\pntext\f1\'b7\tab}One\par{\listtext\tab}Two\par", "- One\n\nTwo"),
        (r"\trowd\intbl May 2011\cell It\par opened.\cell\row\pard After.", "May 2011\tIt opened.\n\nAfter."),
        (r"Text{\super\chftn{\*\footnote\chftn  Noted in 2012.}}.\par More.", "Text.\n\nMore.\n\nNoted in 2012."),
        (r"{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt Boxed.\par}}Text.", "Text.\n\nBoxed."),
        (r"{\header Head}{\footer\pard Foot}{\*\annotation Mine}{\field{\*\fldinst PAGE}{\fldrslt Text}}", "Text"),
        (r"{\pict\bin9 }}}{{{\\a b}Text", "Text"),
        (r"\intbl never\cell ended\pard\par Text", "never\tended\n\nText"),
    ],
)
def test_rich_text_is_read_as_word_shows_it(body: str, text: str) -> None:
    assert text_of(rtf(body), "rtf") == text


def test_rich_text_that_is_cut_off_is_a_warning() -> None:
    document = read(rb"{\rtf1 It opened in 2011. {\b It", "rtf")
    assert document.text == "It opened in 2011. It"
    assert document.warnings == ("is cut off: the end of the text is missing",)


@pytest.mark.parametrize(
    "unit",
    [
        *("{", "}", "\\", "\\'e9", r"\u8364?", r"{\field{\*\fldinst{ HYPERLINK ", r"{\fonttbl \f1\fcharset1 "),
        r"{\pict\bin9 ",
    ],
)
def test_hostile_rich_text_takes_linear_time(unit: str) -> None:
    assert grows_linearly(lambda text: read(rtf(text), "rtf"), unit * 4000)


# --- hostile files ---------------------------------------------------------------------------------------------


BOMBS: Mapping[str, Callable[[int], bytes]] = {
    "docx": lambda size: docx(" " * size),
    "odt": lambda size: odt(" " * size),
    "epub": lambda size: epub(" " * size),
}


@pytest.mark.parametrize("form", BOMBS)
def test_14_a_bomb_is_stopped_by_its_ratio(form: str) -> None:
    bomb = BOMBS[form](24 << 20)
    assert len(bomb) < 30_000
    with pytest.raises(InputError, match=r"^unpacks to more than 200 times its size; it may be a bomb$"):
        read(bomb, form)


@pytest.mark.parametrize("form", BOMBS)
def test_14_a_bomb_is_stopped_by_all_that_it_unpacks_to(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST", 3 << 20)
    monkeypatch.setattr(limits, "RATIO", 2000)
    with pytest.raises(InputError, match=r"^unpacks to more than 3 MB; it may be a bomb$"):
        read(BOMBS[form](4 << 20), form)


@pytest.mark.parametrize("form", BOMBS)
def test_14_too_many_members_are_refused(form: str) -> None:
    many = {f"m{number}": "" for number in range(2001)}
    makers: dict[str, Callable[..., bytes]] = {"docx": docx, "odt": odt, "epub": epub}
    with pytest.raises(InputError, match=r"^holds more than 2,000 members; it may be a bomb$"):
        read(makers[form]("", **many), form)


def test_14_a_huge_directory_is_not_even_read() -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, 90 << 20, 0, 0)
    with pytest.raises(InputError, match="more than 2,000 members"):
        read(b"PK\x03\x04" + end, "docx")


def test_14_a_size_that_lies_does_not_help_a_bomb() -> None:
    bomb = bytearray(BOMBS["docx"](24 << 20))
    true = struct.pack("<L", zipfile.ZipFile(io.BytesIO(bytes(bomb))).infolist()[1].file_size)
    assert true in bomb
    lying = bytes(bomb).replace(true, struct.pack("<L", 100))
    with pytest.raises(InputError):
        read(lying, "docx")


@pytest.mark.parametrize("name", ["../../escaped.txt", "/tmp/escaped.txt", "..\\escaped.txt", "word/../../escaped.txt"])  # noqa: S108 - nothing is written
def test_15_members_with_paths_of_their_own_are_left_alone(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    assert text_of(docx(w("It opened."), **{name: "x"}), "docx") == "It opened."
    assert not list(tmp_path.rglob("escaped*"))


def test_15_a_link_is_no_way_out() -> None:
    out = io.BytesIO(epub("<p>One</p>", "<p>Two</p>"))
    link = zipfile.ZipInfo("O/c2.xhtml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr(link, "/etc/passwd")
    assert "root:" not in text_of(out.getvalue(), "epub")


def test_15_a_chapter_outside_of_the_book_is_missing() -> None:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="../../../etc/passwd" '
        'media-type="text/html"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    document = read(epub("", **{"O/p.opf": package}), "epub")
    assert (document.text, document.warnings) == ("", ("the chapter ../../etc/passwd is missing",))


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("form", ["docx", "odt", "epub", "chapter", "properties"])
def test_16_entities_are_refused(form: str, declared: str) -> None:
    hostile = {
        "docx": lambda: docx(w("&a;"), before=declared),
        "odt": lambda: odt("<text:p>&a;</text:p>", before=declared),
        "epub": lambda: epub("", package=declared),
        "chapter": lambda: epub("", **{"O/c0.xhtml": f"{declared}<html><p>&a;</p></html>"}),
        "properties": lambda: odt("", **{"meta.xml": f"{declared}<x>&a;</x>"}),
    }[form]()
    reader = {"chapter": "epub", "properties": "odt"}.get(form, form)
    with pytest.raises(InputError, match=r"^document type declarations with entities are refused$"):
        read(hostile, reader)


def test_16_entities_in_another_encoding_are_refused() -> None:
    document = f'<?xml version="1.0" encoding="utf-16"?>{LAUGHS}<x>&b;</x>'.encode("utf-16")
    with pytest.raises(InputError, match="entities are refused"):
        read(archive({"word/document.xml": document}), "docx")


def test_16_a_declaration_without_entities_is_read() -> None:
    declared = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    page = f"{declared}<html><p>One</p></html>"
    assert text_of(epub("", **{"O/c0.xhtml": page}), "epub") == "One"


@pytest.mark.parametrize("form", ["docx", "odt", "epub"])
def test_deep_nesting_needs_no_recursion(form: str) -> None:
    deep = 100_000
    opened = "".join(f"<{{0}} id='{number}'>" for number in range(deep))  # numbered, to pack badly
    made = {
        "docx": lambda: docx(opened.format("w:ins") + w("One") + "</w:ins>" * deep),
        "odt": lambda: odt(opened.format("text:span") + "<text:p>One</text:p>" + "</text:span>" * deep),
        "epub": lambda: epub(opened.format("div") + "One"),
    }[form]()
    assert text_of(made, form) == "One"


@pytest.mark.parametrize("form", ["docx", "odt", "epub"])
@pytest.mark.parametrize("part", [0.02, 0.5, 0.98])
def test_an_archive_that_is_cut_off_is_said(form: str, part: float) -> None:
    data = (DOCUMENTS / f"report.{form}").read_bytes()
    with pytest.raises(InputError, match=r"^is broken or cut off$"):
        read(data[: int(part * len(data))], form)


@pytest.mark.parametrize("form", ["docx", "odt", "epub"])
def test_a_member_that_is_locked_is_said(form: str) -> None:
    data = bytearray(MADE[form]("One"))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(magic)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(magic, place + 1)
    with pytest.raises(InputError, match=r"^is encrypted; decrypt it first$"):
        read(bytes(data), form)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=40, deadline=None)
@given(changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=20))
def test_damage_ends_in_a_document_or_in_one_line(form: str, changes: list[tuple[float, int]]) -> None:
    data = bytearray((DOCUMENTS / f"minutes.{form}").read_bytes())
    for place, value in changes:
        data[int(place * len(data))] = value
    message = ""
    try:
        read(bytes(data), form).text.encode()
    except InputError as error:
        message = str(error)
    assert "\n" not in message


@pytest.mark.parametrize("form", BOMBS)
def test_other_inputs_go_on(form: str, tmp_path: Path) -> None:
    (tmp_path / f"bomb.{form}").write_bytes(BOMBS[form](24 << 20))
    (tmp_path / f"good.{form}").write_bytes(MADE[form]("It opened on 3 May 2011."))
    command = [sys.executable, "-m", "timeline", "show", f"bomb.{form}", f"good.{form}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=60)
    assert (done.returncode, done.stdout) == (1, f"2011-05-03\tIt opened\tgood.{form}:1\n")
    assert f"bomb.{form}: unpacks to more than 200 times its size" in done.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_18_a_document_is_known_by_its_content(form: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(MADE[form]("It opened on 3 May 2011."))
    command = [sys.executable, "-m", "timeline", "show", "notes.txt"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=60)
    assert (done.returncode, done.stdout) == (0, "2011-05-03\tIt opened\tnotes.txt:1\n")
    assert form in done.stderr
