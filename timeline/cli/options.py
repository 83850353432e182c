"""The options that commands share, in groups, each declared once with its help.

The docstring of a group is the heading over its options in `--help`.
"""

from enum import StrEnum
from typing import Annotated, NamedTuple

from typer import Argument, Option

from timeline.cli import completion
from timeline.options import DateFrom, Genre, Order, Prefer


class Colour(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Heading(StrEnum):
    """What the events of a table stand under."""

    YEAR = "year"
    MONTH = "month"
    SOURCE = "source"


class Undated(StrEnum):
    """What a calendar does with events that have no date."""

    SKIP = "skip"
    JOURNAL = "journal"


class Coarse(StrEnum):
    """How a calendar shows dates that are not exact to the day."""

    AUTO = "auto"
    MARKER = "marker"
    SPAN = "span"
    SKIP = "skip"


class Sources(NamedTuple):
    """What is read."""

    sources: Annotated[
        list[str] | None,
        Argument(metavar="SOURCE", help="Files, folders, saved timelines (JSONL, JSON), or - for standard input."),
    ] = None
    files_from: Annotated[
        str | None,
        Option("--files-from", metavar="FILE", help="Read the names of sources from FILE, one a line."),
    ] = None
    null: Annotated[bool, Option("-0", "--null", help="With --files-from: names end in NUL, as from find -print0.")] = (
        False
    )
    jobs: Annotated[
        int, Option("--jobs", "-j", metavar="N", help="Read N sources at once, each in a process; 0 for one a core.")
    ] = 1


class Engine(NamedTuple):
    """How the words are understood."""

    date: Annotated[
        str | None,
        Option("--date", "-d", metavar="DATE", help="Document date: 2011-10-03, 3 October 2011, or today."),
    ] = None
    prefer: Annotated[Prefer, Option("--prefer", help="Which way a date without a year is completed.")] = Prefer.TENSE
    genre: Annotated[
        Genre,
        Option("--genre", help="news counts from the document date, narrative from the date told last."),
    ] = Genre.AUTO
    order: Annotated[Order, Option("--order", help="How 3/4/2019 is read.")] = Order.AUTO
    lang: Annotated[
        str,
        Option("--lang", metavar="CODE", autocompletion=completion.languages, help="Language of the text."),
    ] = "en"


class Reading(NamedTuple):
    """How a source becomes a document."""

    date_from: Annotated[
        DateFrom, Option("--date-from", help="Where the document date may come from without --date.")
    ] = DateFrom.AUTO
    dates_file: Annotated[
        str | None,
        Option(
            "--dates-file",
            metavar="FILE",
            help="Document dates by file: a CSV with the columns path and date. What it lists goes before --date.",
        ),
    ] = None
    encoding: Annotated[
        str | None,
        Option("--encoding", metavar="NAME", help="Encoding of the text, when it is guessed wrongly."),
    ] = None
    input: Annotated[
        str,
        Option(
            "--input",
            metavar="FORMAT",
            autocompletion=completion.readers,
            help="One that `timeline formats` reads, for all sources; text takes anything as prose.",
        ),
    ] = "auto"
    text_field: Annotated[
        str | None, Option("--text-field", metavar="NAME", help="Records: the field or column that holds the text.")
    ] = None
    date_field: Annotated[
        str | None, Option("--date-field", metavar="NAME", help="Records: the one that holds the document date.")
    ] = None
    id_field: Annotated[
        str | None, Option("--id-field", metavar="NAME", help="Records: the one that names a document.")
    ] = None


class Choosing(NamedTuple):
    """Which events are kept."""

    since: Annotated[
        str | None, Option("--since", metavar="DATE", help="Only events that may lie on or after DATE.")
    ] = None
    until: Annotated[
        str | None,
        Option("--until", metavar="DATE", help="Only events that may lie on or before DATE."),
    ] = None
    strict: Annotated[
        bool,
        Option(
            "--strict",
            help="Only what surely lies inside --since and --until; exit 1 if the format leaves events out.",
        ),
    ] = False
    grep: Annotated[
        str | None,
        Option(
            "--grep",
            metavar="RE",
            help="Only events whose text or sentence matches, in any case.",
        ),
    ] = None
    about: Annotated[
        list[str] | None,
        Option(
            "--about",
            metavar="NAME",
            help="Only events that concern a person, organisation or place; several are alternatives.",
        ),
    ] = None
    limit: Annotated[int | None, Option("--limit", "-n", metavar="N", help="Only the first N events.")] = None
    reverse: Annotated[bool, Option("--reverse", "-r", help="Latest first.")] = False
    include_undated: Annotated[
        bool, Option("--include-undated", help="Also events of sentences without a date, by their main verb.")
    ] = False
    no_fold: Annotated[bool, Option("--no-fold", help="A row for each time that a text tells the same event.")] = False


Color = Annotated[Colour, Option("--color", help="When to colour.")]


class Layout(NamedTuple):
    """How rows look."""

    columns: Annotated[
        str | None,
        Option(
            "--columns",
            metavar="NAMES",
            autocompletion=completion.columns,
            help="Columns of a table or CSV, by comma: when,event,source.",
        ),
    ] = None
    width: Annotated[int | None, Option("--width", metavar="N", help="Width of the table in terminal cells.")] = None
    wrap: Annotated[bool, Option("--wrap", help="Break long text of the table into lines instead of cutting it.")] = (
        False
    )
    no_header: Annotated[bool, Option("--no-header", help="Leave the header line out.")] = False
    color: Color = Colour.AUTO


Output = Annotated[str | None, Option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all.")]
NoClobber = Annotated[bool, Option("--no-clobber", help="With -o: refuse to replace a file.")]


class Files(NamedTuple):
    """Where the output goes and how each format writes it."""

    output: Output = None
    no_clobber: NoClobber = False
    group: Annotated[
        Heading | None, Option("--group", help="Table and Markdown: a heading for each year, month or source.")
    ] = None
    excel: Annotated[bool, Option("--excel", help="CSV and TSV: CRLF and a byte order mark.")] = False
    csv_raw: Annotated[
        bool,
        Option("--csv-raw", help="CSV and TSV: leave what a spreadsheet takes for formulas as it is."),
    ] = False
    ical_coarse: Annotated[
        Coarse,
        Option("--ical-coarse", help="iCalendar: how dates not exact to the day are shown."),
    ] = Coarse.AUTO
    ical_undated: Annotated[
        Undated,
        Option("--ical-undated", help="iCalendar: leave undated events out, or write journals."),
    ] = Undated.SKIP


Quiet = Annotated[bool, Option("--quiet", "-q", help="Say nothing on standard error but what went wrong.")]
Verbose = Annotated[bool, Option("--verbose", "-v", help="Say of each document what its date was read from.")]
Debug = Annotated[bool, Option("--debug", help="Show the traceback of an error.")]


class Telling(NamedTuple):
    """What is said beside the data."""

    exit_status: Annotated[bool, Option("--exit-status", "-e", help="Exit with 1 when there is nothing to show.")] = (
        False
    )
    quiet: Quiet = False
    verbose: Verbose = False
    debug: Debug = False


class Judging(NamedTuple):
    """What `check` says beside its findings."""

    exit_status: Annotated[bool, Option("--exit-status", "-e", help="Exit with 1 when there is a finding.")] = False
    quiet: Quiet = False
    verbose: Verbose = False
    debug: Debug = False


class AnyFormat(NamedTuple):
    """Which format it has."""

    format: Annotated[
        str | None,
        Option(
            "--format",
            "-f",
            metavar="FORMAT",
            autocompletion=completion.formats,
            help="table, plain or another of `timeline formats`.",
        ),
    ] = None
    chart: Annotated[
        bool,
        Option(
            "--chart",
            help="No rows but bars: how many events begin in each day, month, quarter, year, decade or longer.",
        ),
    ] = False


class OneFormat(NamedTuple):
    """Which format it has."""

    format: Annotated[
        str | None,
        Option(
            "--format",
            "-f",
            metavar="FORMAT",
            autocompletion=completion.formats,
            help="csv, ical, jsonl or another of `timeline formats`.",
        ),
    ] = None


class DatesFormat(StrEnum):
    """The formats of `dates`."""

    TABLE = "table"
    PLAIN = "plain"
    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"


class DatesForm(NamedTuple):
    """Which format they have."""

    format: Annotated[
        DatesFormat | None,
        Option("--format", "-f", help="table on a terminal, else plain, unless said."),
    ] = None


class AnnotateFormat(StrEnum):
    """The formats of `annotate`."""

    TEXT = "text"
    HTML = "html"
    TIMEML = "timeml"


class Annotating(NamedTuple):
    """How `annotate` marks the text, and where it puts it."""

    format: Annotated[
        AnnotateFormat | None,
        Option("--format", "-f", help="What the name of the output file tells, else text."),
    ] = None
    output: Output = None
    no_clobber: NoClobber = False
    color: Color = Colour.AUTO


class Questions(NamedTuple):
    """What `explain` is asked."""

    what: Annotated[
        list[str] | None,
        Argument(
            metavar="FILE[:LINE] [ID]",
            help="A file, a line of it, an event's id or its first letters.",
        ),
    ] = None
    text: Annotated[str | None, Option("--text", metavar="TEXT", help="Explain the dates of TEXT.")] = None
    document: Annotated[
        bool, Option("--document", help="Explain the document date: what could be it, and why the first one is.")
    ] = False


class Gold(NamedTuple):
    """What `evaluate` compares with."""

    gold: Annotated[
        list[str],
        Argument(metavar="GOLD", help="TimeML, TIMEX2, CAT or JSONL files, or folders."),
    ]
    left_out: Annotated[
        str | None,
        Option("--left-out", metavar="FILE", help="Leave out the cases that FILE lists (TOML: reason = [ids])."),
    ] = None
    errors: Annotated[bool, Option("--errors", help="List every error, tab-separated.")] = False


class Debugging(NamedTuple):
    """What every command takes."""

    debug: Debug = False
