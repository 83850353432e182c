"""The commands: what each takes and says of itself; what it does stands in a module imported when it runs."""

from collections.abc import Callable

from timeline.cli.options import (
    Annotating,
    AnyFormat,
    Choosing,
    DatesForm,
    Debugging,
    Engine,
    Files,
    Gold,
    Judging,
    Layout,
    OneFormat,
    Questions,
    Reading,
    Sources,
    Telling,
)


def show(
    *,
    sources: Sources,
    engine: Engine,
    reading: Reading,
    choosing: Choosing,
    form: AnyFormat,
    layout: Layout,
    files: Files,
    telling: Telling,
) -> int:
    """Print the events in order of time, those without a date last.

    On a terminal a table; on a pipe one event a line, tab-separated. Without SOURCE: standard input if it is
    a pipe or a file, else the timeline in $TIMELINE_FILE or ./timeline.jsonl.
    """
    from timeline.cli import looks, produce  # noqa: PLC0415 - --help needs none of it

    name = looks.asked(form) or looks.for_eyes(layout, files)
    return produce.run(
        name,
        sources=sources,
        engine=engine,
        reading=reading,
        choosing=choosing,
        layout=layout,
        files=files,
        telling=telling,
    )


def export(
    *,
    sources: Sources,
    engine: Engine,
    reading: Reading,
    choosing: Choosing,
    form: OneFormat,
    layout: Layout,
    files: Files,
    telling: Telling,
) -> int:
    """Write the timeline in a format for other programs.

    The formats are those of `timeline formats`; without --format the name of the output file tells it. The
    sources are found as for `timeline show`.
    """
    from timeline.cli import looks, produce  # noqa: PLC0415 - --help needs none of it

    name = form.format.lower() if form.format else looks.by_suffix(files.output)
    return produce.run(
        name,
        sources=sources,
        engine=engine,
        reading=reading,
        choosing=choosing,
        layout=layout,
        files=files,
        telling=telling,
    )


def dates(
    *, sources: Sources, engine: Engine, reading: Reading, form: DatesForm, layout: Layout, telling: Telling
) -> int:
    """Print every temporal expression with its TIMEX3 type and value, EDTF, place and rule.

    Offsets count characters of the text, from 0. Each end of a range is an expression of its own.
    """
    from timeline.cli import expressions  # noqa: PLC0415 - --help needs none of it

    return expressions.run(sources=sources, engine=engine, reading=reading, form=form, layout=layout, telling=telling)


def annotate(*, sources: Sources, engine: Engine, reading: Reading, form: Annotating, telling: Telling) -> int:
    """Print the text with its dates marked.

    As text each mark is ⟦words → value⟧, in colour the words stand out and the value follows in dim brackets; as
    HTML the reason stands at each date, as TimeML each is a TIMEX3. TimeML holds one text.
    """
    from timeline.cli import annotation  # noqa: PLC0415 - --help needs none of it

    return annotation.run(sources=sources, engine=engine, reading=reading, form=form, telling=telling)


def explain(questions: Questions, engine: Engine, reading: Reading, telling: Debugging) -> int:
    """Say why a date has its value: rule, what was said and filled in, anchor, other readings.

    Asked about --text, a FILE, one line or page of it (FILE:LINE, FILE:pPAGE), or one event by the ID that jsonl
    and csv give. With --document: about the date of the document itself.
    """
    from timeline.cli import explanation  # noqa: PLC0415 - --help needs none of it

    return explanation.run(questions, engine, reading, telling)


def check(sources: Sources, engine: Engine, reading: Reading, telling: Judging) -> int:
    """List what is doubtful: impossible dates, contradicting weekdays, open orders, no document date.

    One finding a line: its place, its code, what it means, the words.
    """
    from timeline.cli import findings  # noqa: PLC0415 - --help needs none of it

    return findings.run(sources, engine, reading, telling)


def evaluate(gold: Gold, engine: Engine, telling: Debugging) -> int:  # noqa: ARG001 - the process heeds --debug
    """Measure the dates against annotated texts: precision, recall and F1, by type and class."""
    from timeline.cli import measuring  # noqa: PLC0415 - --help needs none of it

    return measuring.run(gold, engine)


def formats(telling: Debugging) -> int:  # noqa: ARG001 - the process heeds --debug
    """List the formats that are read and written, and the languages."""
    from timeline.cli import listing  # noqa: PLC0415 - --help needs none of it

    return listing.run()


EXAMPLES: dict[Callable[..., int], tuple[str, ...]] = {
    show: (
        "timeline show article.txt",
        "cat *.txt | timeline show --date 2011-10-03 | grep -i northstar",
        "find . -name '*.txt' -print0 | timeline show --files-from=- -0 --since 2011",
    ),
    export: (
        "timeline export article.txt --format ical -o article.ics",
        "timeline export notes/ -f csv > notes.csv",
        "timeline export a.txt b.txt -f jsonl | timeline show",
    ),
    dates: ("timeline dates article.txt", "timeline dates article.txt --format jsonl | jq .value"),
    annotate: (
        "timeline annotate article.txt",
        "timeline annotate article.txt -o article.html",
        "timeline annotate article.txt --format timeml > article.tml",
    ),
    explain: (
        'timeline explain --text "She resigned in April." --date 2011-10-03',
        "timeline explain article.txt:12",
        "timeline explain --document page.html",
    ),
    check: ("timeline check article.txt", "timeline check -e notes/ && echo clean"),
    evaluate: ("timeline evaluate gold/", "timeline evaluate article.tml --errors"),
    formats: ("timeline formats",),
}
"""The commands in their order, with the examples that their help begins with."""
