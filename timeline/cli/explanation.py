"""`explain`: why an expression or an event has its date."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from timeline import pipeline
from timeline.cli import terminal
from timeline.cli.choices import engine_options
from timeline.cli.findings import meaning
from timeline.cli.gather import Collection
from timeline.cli.options import Debugging, Engine, Questions, Reading, Sources
from timeline.cli.question import Question, asked
from timeline.cli.work import Content
from timeline.display import place
from timeline.errors import InputError, UsageError
from timeline.model import BASES, Document, DocumentDate, Event, Timeline, Timex
from timeline.notation import to_edtf, to_iso
from timeline.options import Options
from timeline.values import Granularity, PartialDate, bounds
from timeline.visible import visible

_REASONS = {
    "option": "what is given comes before all that the document says",
    "metadata": "what the format or a header states comes before other lines and the name",
    "text": "no metadata states one, and this line comes first",
    "name": "neither metadata nor a line of the text states one",
    "mtime": "--date-from mtime asks for it",
}
"""Why a date is taken, by its origin."""
_FIELDS = {
    "year": Granularity.YEAR,
    "month": Granularity.MONTH,
    "day": Granularity.DAY,
    "hour": Granularity.HOUR,
    "minute": Granularity.MINUTE,
    "second": Granularity.SECOND,
}
"""The fields of a date that are said or filled in."""
_UNITS = {
    Granularity.DAYPART: "part of the day",
    Granularity.SEASON: "season",
    Granularity.QUARTER: "quarter",
    Granularity.HALF: "half",
    Granularity.DECADE: "decade",
    Granularity.CENTURY: "century",
    Granularity.MILLENNIUM: "millennium",
}
"""What else can be said of a date, by how precisely it is then known."""


def run(questions: Questions, engine: Engine, reading: Reading, telling: Debugging) -> int:
    """Print an explanation for each expression asked about and return the exit code."""
    if questions.text is not None:
        if questions.what or questions.document:
            raise UsageError("explain: give --text or a FILE, not both")
        if reading != Reading():
            raise UsageError("explain: --date-from, --encoding, --input and the like go with a FILE")
        return _explain_text(questions.text, engine_options(engine))
    question = asked(questions.what or [])
    voice = terminal.Voice(debug=telling.debug)
    collection = _collection(question, engine, reading, voice)
    contents = [(name, content) for name, content in collection.contents() if question.is_about(content)]
    collection.must_have_read()
    question.check([content for _, content in contents])
    if questions.document:
        _print(_document_dates(contents, collection), "a saved timeline has no text")
    else:
        _print(_answers(contents, question, collection), "no date there")
    return int(voice.failed)


def _explain_text(text: str, options: Options) -> int:
    document = pipeline.settle_date(Document(text), options)
    _print(_expressions(document, pipeline.find(document, options)), "no date in the text")
    return 0


def _collection(question: Question, engine: Engine, reading: Reading, voice: terminal.Voice) -> Collection:
    """Return the sources that are asked about."""
    sources = Sources(None if question.source is None else [question.source])
    try:
        return Collection(sources, engine, reading, voice)
    except terminal.NoSourceError:
        if question.id is None:
            raise
        where = f"say 'timeline explain FILE {question.id}'"
        raise UsageError(f"explain: no file for the event {question.id}; {where}") from None


def _answers(contents: list[tuple[str, Content]], question: Question, collection: Collection) -> list[str]:
    """Return a block for each date or event that is asked about; InputError when there is no such event."""
    blocks = [block for _, content in contents for block in _answer(content, question, collection.options)]
    if question.id and not blocks:
        raise InputError(f"{collection.sources[0].name}: no event has the id {question.id}")
    return blocks


def _answer(content: Content, question: Question, options: Options) -> Iterator[str]:
    if question.id is not None:
        yield from map(_event, _named(content, question.id, options))
        return
    if isinstance(content, Timeline):
        wanted = (event for event in content if question.line in {None, event.line})
        yield from map(_event, (event for event in wanted if question.page in {None, event.page}))
        return
    start, end = question.stretch(content)
    found = pipeline.find(content, options)
    yield from _expressions(content, [timex for timex in found if timex.start < end and start <= timex.end])


def _document_dates(contents: list[tuple[str, Content]], collection: Collection) -> Iterator[str]:
    """Yield for each document the dates that it could have, best first, with the reason for the first."""
    for name, content in contents:
        if isinstance(content, Timeline):
            continue
        found = collection.candidates(name, content)
        facts = [
            ("not taken" if number else "taken", f"{to_edtf(each.date)}, {each.origin}: {each.evidence}")
            for number, each in enumerate(found)
        ]
        facts.insert(1, ("reason", _reason(found)))
        yield _block(f"{content.source}: document date {to_edtf(found[0].date) if found else 'not known'}", facts)


def _reason(found: list[DocumentDate]) -> str:
    """Return why the first of the dates is taken."""
    if not found:
        return "neither its metadata, nor a line of it, nor its name states one; --date does"
    first = found[0]
    if len(found) == 1:
        return "the only one"
    if first.revised:
        kind = "the file itself" if first.evidence.startswith("file ") else "a revision"
        return f"no date of publication is known, so that of {kind} is taken"
    return f"{_REASONS[first.origin]}{'; dates of revisions and of the file come last' if found[-1].revised else ''}"


def _named(content: Content, name: str, options: Options) -> list[Event]:
    """Return the events whose id begins so: rows first, else those in another's row or without a date."""
    if isinstance(content, Timeline):
        return [event for event in content if event.id.startswith(name)]
    for chosen in (options, options._replace(fold=False, include_undated=True)):
        timeline = pipeline.extract(content, chosen)
        if found := [event for event in timeline if event.id.startswith(name)]:
            return found
    return []


def _print(blocks: Iterable[str], otherwise: str) -> None:
    """Print the blocks with an empty line between them, or say that there are none."""
    text = "\n\n".join(blocks)
    if text:
        terminal.put(f"{text}\n")
    else:
        terminal.say(otherwise)


def _expressions(document: Document, found: list[Timex]) -> Iterator[str]:
    for timex in found:
        line = document.text.count("\n", 0, timex.start) + 1
        page = f"p{bisect_right(document.pages, timex.start)}, line " if document.pages else ""
        where = f"{document.source}:{page}{line}, characters {timex.start}-{timex.end}"
        facts = [
            ("value", f"{timex.value} ({_joined(timex.type, timex.mod, timex.quant, timex.freq)})"),
            ("EDTF", timex.edtf or "none can say it"),
            ("days", _days(timex)),
            ("rule", timex.rule),
            ("said", _said(timex)),
            ("filled in", ", ".join(timex.filled)),
            ("anchor", _anchor(timex.anchor, timex.basis, document.date)),
            ("basis", _basis(timex.basis)),
            ("reason", timex.reason),
            *(("note", meaning(note)) for note in timex.notes),
            *(("not taken", reading) for reading in timex.alternatives),
        ]
        yield _block(f"{timex.text}  ({where})", facts)


def _event(event: Event) -> str:
    """Return what an event's record says about its date."""
    facts = [
        ("event", event.event),
        ("words", event.expression),
        ("value", f"{event.timex3} ({_joined(event.type, event.mod)})"),
        ("EDTF", event.edtf or "none can say it"),
        (
            "days",
            f"{event.start or '..'} to {event.end or '..'}" if event.start or event.end else "none known",
        ),
        ("rule", event.rule),
        ("anchor", event.anchor or ""),
        ("basis", _basis(event.basis)),
        ("reason", event.reason),
        ("head", event.head or ""),
        ("tense", event.tense or ""),
        ("status", event.status),
        ("speaker", event.speaker or ""),
        ("when said", event.said or ""),
        ("sentence", event.sentence),
        *(("told again", f"line {again.line}: {again.sentence}") for again in event.mentions),
        *(("note", meaning(note)) for note in event.notes),
    ]
    return _block(f"{event.id}  ({place(event)})", facts)


def _block(title: str, facts: list[tuple[str, str]]) -> str:
    return "\n".join([visible(title), *(f"  {name:<10} {visible(fact)}" for name, fact in facts if fact)])


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _days(timex: Timex) -> str:
    start, end = bounds(timex.when)
    if start is None and end is None:
        return "none known"
    return " to ".join(".." if day is None else to_iso(day) for day in (start, end))


def _said(timex: Timex) -> str:
    """Return which fields of the date the words themselves give."""
    if not isinstance(timex.when, PartialDate) or timex.basis not in {"explicit", "tense", "nearest"}:
        return ""
    given = [name for name, size in _FIELDS.items() if size >= timex.when.granularity and name not in timex.filled]
    if "week" in timex.filled:  # a weekday alone
        given = ["weekday", *(name for name in given if _FIELDS[name] < Granularity.DAY)]
    if timex.when.granularity in _UNITS:
        given.append(_UNITS[timex.when.granularity])
    return ", ".join(given)


def _anchor(value: str | None, basis: str, date: DocumentDate | None) -> str:
    """Return the anchor with where it comes from."""
    if value is None:
        return ""
    if basis == "discourse" or date is None:
        return f"{value}, told before it"
    return f"{value}, the document date {to_edtf(date.date)} by {date.evidence}"


def _basis(basis: str) -> str:
    return f"{basis}: {BASES[basis]}" if basis in BASES else basis
