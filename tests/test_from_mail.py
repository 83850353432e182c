"""Mails and mailboxes: whose words are whose, when they were written, and what is left out and said so."""

from __future__ import annotations

import base64
import io
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import FIXTURES, events, loaded, read
from tests.work import peak_memory
from timeline.errors import InputError
from timeline.model import Document
from timeline.readers import USUAL, from_mail, from_mbox
from timeline.readers.mail import mime, quotation
from timeline.readers.mail.quotation import parted, unflowed

HEAD = "Message-ID: <a@b>\nDate: Mon, 26 Aug 2019 23:30:00 +0200\nFrom: Jane <jane@x>\n"


def mail(text: str, head: str = "") -> Document:
    """Return the document of a message with this text."""
    return read(from_mail, f"{HEAD}{head}\n{text}")[0]


def days(document: Document) -> list[tuple[int, ...]]:
    return [tuple(date.date[:3]) for date in document.stated]


@pytest.mark.parametrize("name", ["mail/northstar.eml", "mail/northstar-html.eml"])
def test_a_mailed_article_gives_the_events_of_the_text(name: str) -> None:
    (text,) = loaded("northstar.txt")
    (mailed,) = loaded(name)
    assert events(mailed) == events(text)
    assert mailed.title == "Northstar Freight posts higher third-quarter profit"
    assert mailed.date is not None
    assert mailed.date.evidence == 'Date header "Thu, 24 Oct 2013 09:30:00 +0200"'


def test_the_day_is_that_of_the_writers_own_zone() -> None:
    (mailed,) = loaded("mail/inquiry.eml")
    assert days(mailed) == [(2011, 10, 3)]
    assert days(read(from_mail, "Date: Tue, 1 Jan 2019 00:10:00 +1400\nFrom: a\n\nx")[0]) == [(2019, 1, 1)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Mon, 26 Aug 2019 23:30:00 +0200 (CEST)", (2019, 8, 26)),
        ("26 Aug 19 10:00 EST", (2019, 8, 26)),
        ("Mon Aug 26 10:00:00 2019", (2019, 8, 26)),
        ("2019-08-26T10:00:00Z", (2019, 8, 26)),
        ("Mon, 26 Aug 2019 10:00:00 +9999", (2019, 8, 26)),
    ],
)
def test_dates_are_read_as_mail_programs_write_them(words: str, day: tuple[int, int, int]) -> None:
    document = read(from_mail, f"From: a\nDate: {words}\n\nx")[0]
    assert days(document) == [day]
    assert document.warnings == ()


@pytest.mark.parametrize("words", ["yesterday", "Mon, 31 Feb 2019 10:00:00 +0000", "8/9/2019", "9" * 5000, "\x1b[31m"])
def test_a_date_header_that_is_no_date_states_none_and_is_said(words: str) -> None:
    document = read(from_mail, f"From: a\nDate: {words}\n\nx")[0]
    assert document.stated == ()
    assert document.warnings[0].startswith('Date header "')


def test_a_message_without_date_states_none() -> None:
    (document,) = read(from_mail, "From: a\n\nHe left in May.")
    assert (document.stated, document.warnings, document.text) == ((), (), "He left in May.")


def test_a_thread_is_parted_into_who_wrote_what_and_when() -> None:
    own, first, second, enclosed = loaded("mail/thread.eml")
    assert own.text == "Dear Otto,\n\nThe crane broke down yesterday. The council meets next Tuesday."
    assert own.title == "Re: Piers to be tested on Friday – yes"
    assert own.warnings == ("lines of signature left out: 2", "attachments not opened: plan.pdf")
    assert (first.text, second.text) == (
        "The piers were finished yesterday.\n\nI agree.",
        "We signed the contract last week.",
    )
    assert [str(document.date and document.date.date[:3]) for document in (own, first, second, enclosed)] == [
        "(2019, 8, 26)",
        "(2019, 8, 23)",
        "(2019, 8, 20)",
        "(2019, 8, 15)",
    ]
    assert [document.source.partition("#")[2] for document in (own, first, second, enclosed)] == [
        "",
        "quoted-1",
        "quoted-2",
        "enclosed@mail.example.org",
    ]
    assert [event[0] for event in events(first)] == ["2019-08-22"]
    assert enclosed.text == "Weak steel\n\nWe found weak steel on Monday."


@pytest.mark.parametrize(
    "introduction",
    [
        "On Fri, Aug 23, 2019 at 10:00 AM Otto <o@x> wrote:",
        "On Fri, Aug 23, 2019 at 10:00 AM\nOtto <o@x>\nwrote:",
        "Am 23.08.2019 um 10:00 schrieb Otto:",
        "Le 23/08/2019 à 10:00, Otto a écrit :",
        "On 2019-08-23, Otto wrote:",
    ],
)
def test_the_introduction_of_a_quotation_dates_it_in_any_language(introduction: str) -> None:
    own, quoted = read(from_mail, f"{HEAD}\nYes.\n\n{introduction}\n> We left yesterday.\n\nNo.")
    assert own.text == "Yes.\n\nNo."
    assert (quoted.text, days(quoted)) == ("We left yesterday.", [(2019, 8, 23)])
    assert quoted.stated[0].evidence == f'introduction "{" ".join(introduction.split())}"'


@pytest.mark.parametrize(
    "head",
    [
        "-----Original Message-----\nFrom: Otto\nSent: Friday, August 23, 2019 10:00 AM\nTo: Jane\nSubject: Piers",
        "____________\nFrom: Otto\nSent: Friday, August 23, 2019 10:00 AM\nTo: Jane;\n  Ann\nCc: X\nSubject: Piers",
        "----- Forwarded message ----\nFrom: Otto\nDate: Fri, Aug 23, 2019 at 10:00 AM\nSubject: Piers\nTo: Jane",
        "Begin forwarded message:\n\n> From: Otto\n> Subject: Piers\n> Date: 23 August 2019 at 10:00 BST\n> To: Jane\n",
        "---- Forwarded Message ----\nSubject: Piers\nDate: Fri, 23 Aug 2019 10:00:00 +0200\nFrom: Otto\nTo: Jane",
        "*From:* Otto\n*Sent:* Friday, August 23, 2019 10:00 AM\n*To:* Jane\n*Subject:* Piers",
    ],
)
def test_the_header_lines_of_a_forwarded_mail_date_it(head: str) -> None:
    mark = "> " if "> From" in head else ""
    documents = read(from_mail, f"{HEAD}\nSee below.\n\n{head}\n{mark}\n{mark}We left yesterday.\n")
    assert documents[0].text.startswith("See below.")
    assert "yesterday" not in documents[0].text
    assert documents[-1].text == "Piers\n\nWe left yesterday."
    assert (days(documents[-1]), documents[-1].title) == ([(2019, 8, 23)], "Piers")


def test_quotations_of_html_are_recognised() -> None:
    markup = (
        "<div>Yes.</div><div class=gmail_attr>On Fri, Aug 23, 2019 Otto &lt;o@x&gt; wrote:<br></div>"
        "<blockquote>We left.</blockquote><div>And:</div><p><b>From:</b> Ann<br><b>Sent:</b> Monday, August 19, 2019"
        "<br><b>To:</b> Jane<br><b>Subject:</b> RE: Piers</p><p>They came.</p>"
    )
    own, gmail, outlook = read(from_mail, f"{HEAD}Content-Type: text/html\n\n{markup}")
    assert (own.text, gmail.text, outlook.text) == ("Yes.\n\nAnd:", "We left.", "They came.")
    assert (days(gmail), days(outlook)) == ([(2019, 8, 23)], [(2019, 8, 19)])


def test_a_quotation_of_no_known_day_states_none() -> None:
    own, quoted = read(from_mail, f"{HEAD}\nThe report says:\n> We left on 3 May 2011.\n")
    assert own.text == "The report says:"
    assert (quoted.text, quoted.stated) == ("We left on 3 May 2011.", ())


def test_what_introduces_no_quotation_stays() -> None:
    text = "In 2019 the report wrote:\n\nFrom: the harbour\nTo: the town\n\n--\n" + "We left in May.\n" * 30
    assert mail(text).text == text.strip()


def test_the_subject_is_the_headline_unless_it_answers() -> None:
    assert mail("x", "Subject: Opened on Friday\n").text == "Opened on Friday\n\nx"
    for prefix in ("Re: ", "RE[2]: ", "[list] Fwd: ", "AW: "):
        answer = mail("x", f"Subject: {prefix}Opened on Friday\n")
        assert (answer.text, answer.title) == ("x", f"{prefix}Opened on Friday")


def test_encoded_words_are_read_even_when_their_charset_is_not_known() -> None:
    assert mail("x", "Subject: =?utf-8?b?xb1vZmll?= =?iso-8859-2?q?_=AEena?=\n").title == "Žofie Žena"
    assert mail("x", "Subject: =?no-such?q?a_b?=\n").title == "a b"
    assert mail("x", "Subject: Žofie\n in Málaga\n").title == "Žofie in Málaga"


@pytest.mark.parametrize(
    ("charset", "data", "text"),
    [
        ("utf-8", "Žofie".encode(), "Žofie"),
        ("iso-8859-2", "Žofie".encode("iso-8859-2"), "Žofie"),
        ("us-ascii", "Žofie".encode(), "Žofie"),
        ("no-such", "Žofie".encode(), "Žofie"),
        ("utf-8", "naïve".encode("cp1252"), "naïve"),
        ("hex", b"6162", "6162"),
        ('"x\0y"', b"ab", "ab"),
    ],
)
def test_a_wrong_or_unknown_charset_is_mended(charset: str, data: bytes, text: str) -> None:
    head = f"{HEAD}Content-Type: text/plain; charset={charset}\n\n".encode()
    assert read(from_mail, head + data)[0].text == text


def test_a_charset_that_is_not_the_texts_is_said() -> None:
    document = read(from_mail, f"{HEAD}Content-Type: text/plain; charset=us-ascii\n\nŽofie")[0]
    assert document.warnings[0].startswith("charset of a part: not us-ascii at byte 0")


def test_plain_text_is_taken_before_html_unless_it_has_no_words() -> None:
    message = EmailMessage()
    message["From"] = "a"
    message.set_content("plain")
    message.add_alternative("<p>rich</p>", subtype="html")
    assert read(from_mail, bytes(message))[0].text == "plain"
    message = EmailMessage()
    message["From"] = "a"
    message.set_content(" \n")
    message.add_alternative("<p>rich<script>no</script></p>", subtype="html")
    message.add_attachment("on 3 May 2011", filename="notes.txt")
    (document,) = read(from_mail, bytes(message))
    assert (document.text, document.warnings) == ("rich", ("attachments not opened: notes.txt",))


def test_flowing_lines_are_joined() -> None:
    assert unflowed("We left \nyesterday.\n\n> They \n> came.\n> \n-- \nJane") == (
        "We left yesterday.\n\n> They came.\n> \n-- \nJane"
    )
    assert unflowed("ab \n cd", delete_space=True) == "abcd"


def test_attachments_are_named_but_never_opened() -> None:
    message = EmailMessage()
    message["From"] = "a"
    message.set_content("x")
    for number in range(7):
        message.add_attachment(b"x", maintype="application", subtype="zip", filename=f"{number}.zip")
    (document,) = read(from_mail, bytes(message))
    assert document.warnings == ("attachments not opened: 0.zip, 1.zip, 2.zip, 3.zip, 4.zip and 2 more",)


@pytest.mark.parametrize("data", [b"", b"no header", b"\n\nbody"])
def test_what_is_no_message_is_one_line(data: bytes) -> None:
    with pytest.raises(InputError, match="without header lines"):
        read(from_mail, data)


def test_parts_nested_without_end_are_refused_in_one_line() -> None:
    data = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000))
    with pytest.raises(InputError, match="nested too deeply"):
        read(from_mail, data)


def test_quotations_nested_without_end_are_left_out_and_counted() -> None:
    own, *quoted = read(from_mail, f"{HEAD}\nx\n" + "\n".join(">" * n + " in May" for n in range(1, 2000)))
    assert len(quoted) == 10
    assert own.warnings == ("lines of deep or long quotations left out: 1989",)


def test_quotations_without_end_are_cut_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotation, "_LONGEST", 50)
    own, quoted = read(from_mail, f"{HEAD}\nx\n> It began\n> in May.\n\ny\n" + "> in June.\n" * 99)
    assert own.text == "x\n\ny"
    kept = quoted.text.count("June")
    assert 1 < kept < 5
    assert own.warnings == (f"lines of deep or long quotations left out: {99 - kept}",)


@given(st.text(st.sampled_from("> ab:\n-@1290 wroteFmSnDu"), max_size=300))
@settings(max_examples=300)
def test_no_word_of_a_mail_is_lost(text: str) -> None:
    letter = parted(text)
    kept = "".join([letter.own, *(passage.told + passage.text for passage in letter.quoted)])
    if not letter.signature and not letter.buried and "From" not in text:
        for letters in "ab19":
            assert kept.count(letters) == text.count(letters)


@given(st.binary(max_size=400))
@settings(max_examples=300)
def test_any_bytes_are_documents_or_one_line(data: bytes) -> None:
    for reader, head in (
        (from_mail, b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"),
        (from_mbox, b"From \n"),
    ):
        try:
            for document in read(reader, head + data):
                assert document.text.encode().decode() == document.text
        except InputError as error:
            assert "\n" not in str(error)  # noqa: PT017 - both ways are right


def test_a_message_is_told_from_prose_by_what_only_mail_has() -> None:
    assert from_mail.recognises(HEAD.encode())
    assert from_mail.recognises(b"Received: from x\r\n by y\r\nSubject: z\r\n\r\n")
    for prose in (b"", b"Title: A talk\nDate: 2019-08-26\n\nIt began.", b"From: here\nTo: there\n", b"Message-ID\n"):
        assert not from_mail.recognises(prose)


def box(*messages: str) -> str:
    return "".join(f"From jane@x Mon Aug 26 23:30:00 2019\n{message}\n" for message in messages)


def test_a_mailbox_gives_its_messages_by_their_ids() -> None:
    documents = list(loaded("mail/archive.mbox"))
    assert [document.source.partition("#")[2] for document in documents] == [
        "northstar@mail.example.org",
        "inquiry@mail.example.org",
        "thread@mail.example.org",
        "enclosed@mail.example.org",
    ]
    (text,) = loaded("northstar.txt")
    assert events(documents[0]) == events(text)


def test_what_is_left_out_of_a_mailbox_is_counted_at_its_end() -> None:
    *others, last = loaded("mail/archive.mbox")
    assert all(not document.warnings for document in others)
    assert last.warnings == (
        "left out of the whole mailbox: 3 quoted lines, 2 lines of signature, 1 attachments; messages concerned: 1",
    )


def test_a_mailbox_reads_what_is_forwarded_for_it_stands_nowhere_else() -> None:
    quoted = "On Fri, Aug 23, 2019, Otto wrote:\n> We left.\n"
    answer, forward, passage = read(
        from_mbox, box(f"{HEAD}Subject: Re: x\n\nYes.\n\n{quoted}", f"{HEAD}Subject: Fwd: x\n\nSee:\n\n{quoted}")
    )
    assert (answer.text, forward.text, passage.text) == ("Yes.", "See:", "We left.")


def test_a_broken_message_is_one_warning_and_the_others_go_on() -> None:
    one, two = read(from_mbox, box(f"{HEAD}\nOne.\n", "\nno header\n", "Subject: Two\n\nTwo.\n"))
    assert (one.source, two.source) == ("x#a@b", "x#message-3")
    assert two.warnings == ("message 2 left out: a message without header lines",)
    *_, last = read(from_mbox, box(f"{HEAD}\nOne.\n", "\nno header\n"))
    assert last.warnings == ("message 2 left out: a message without header lines",)


def test_lines_that_begin_with_from_end_no_message() -> None:
    text = "From 10:30 on we walked.\n\nFrom May to June it rained.\n>From here we went."
    (document,) = read(from_mbox, box(f"{HEAD}\n{text}\n"))
    assert document.text == text.replace(">From", "From")


def test_separators_of_any_form_are_taken_when_the_first_has_another() -> None:
    documents = read(from_mbox, f"From \n{HEAD}\nOne.\n\nFrom \n{HEAD}\nTwo.\n")
    assert [document.text for document in documents] == ["One.", "Two."]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_attachments_take_no_memory_and_count_for_no_limit(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mime, "LARGEST", 2000)
    parts = {
        "text/plain": "We left in May.\n\n-- \nAnn",
        "application/pdf; name=a.pdf": base64.encodebytes(bytes(9000)).decode(),
        "text/html": base64.encodebytes(b"<p>We came in June.</p>").decode(),
    }
    packed = "\nContent-Transfer-Encoding: base64"
    content = "".join(
        f"--b\nContent-Type: {kind}{packed if 'plain' not in kind else ''}\n\n{part}\n" for kind, part in parts.items()
    )
    message = f"{HEAD}Content-Type: multipart/mixed;\n boundary=b\n\n{content}--b--\n".replace("\n", ending)
    for reader, data in ((from_mail, message), (from_mbox, box(message))):
        (document,) = read(reader, data)
        assert document.text == "We left in May.\n\nWe came in June."
    large = io.BytesIO(message.replace("AAAA", "AAAA" * 500).encode())
    assert peak_memory(lambda: list(from_mail.read(large, "x", USUAL))) < 1_000_000


def test_a_message_longer_than_the_limit_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mime, "LARGEST", 1000)
    (document,) = read(from_mbox, box(f"{HEAD}\n" + "x\n" * 1000, f"{HEAD}\nTwo.\n"))
    assert document.text == "Two."
    assert document.warnings[0].startswith("message 1 left out: longer than")


def test_memory_does_not_grow_with_the_mailbox(tmp_path: Path) -> None:
    def peak(messages: int) -> int:
        file = tmp_path / "big.mbox"
        file.write_text(box(f"{HEAD}\n" + "We left in May.\n" * 500) * messages)
        with file.open("rb") as stream:
            return peak_memory(lambda: sum(1 for _ in from_mbox.read(stream, "x", USUAL)))

    peak(2)  # what is loaded and cached once
    assert peak(200) < 1.5 * peak(20)


def test_a_mailbox_is_told_by_its_first_line_and_what_follows() -> None:
    assert from_mbox.recognises(box(HEAD).encode())
    assert not from_mbox.recognises(b"From here on it was May.\nAnd: so on\n")
    assert not from_mbox.recognises(HEAD.encode())


def test_fixtures_are_recognised() -> None:
    for file in (FIXTURES / "mail").iterdir():
        reader = from_mbox if file.suffix == ".mbox" else from_mail
        other = from_mail if file.suffix == ".mbox" else from_mbox
        head = file.read_bytes()[:65_536]
        assert reader.recognises(head)
        assert not other.recognises(head)
