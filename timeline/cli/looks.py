"""How output looks: the format for who reads it, and what a writer is told."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import PurePath

from timeline.cli import terminal
from timeline.cli.options import AnyFormat, Colour, Files, Layout
from timeline.errors import UsageError
from timeline.output import STANDARD
from timeline.writers import Settings, Writer, traits

_SETTINGS = {"no_header": "header"}
"""The settings that have another name than their option."""


def asked(form: AnyFormat) -> str | None:
    """Return the format that was asked for; UsageError for two."""
    if form.chart and (form.format or "chart").lower() != "chart":
        raise UsageError(f"--chart is a format of its own; leave it out with {form.format}")
    return "chart" if form.chart else form.format and form.format.lower()


def for_eyes(layout: Layout, files: Files | None = None) -> str:
    """Return the format for eyes: a table on a terminal or when its looks are given, or plain rows."""
    files = files or Files()
    seen = files.output is None and terminal.is_terminal(sys.stdout)
    looks = layout.width is not None or layout.wrap or layout.color is Colour.ALWAYS or files.group is not None
    return "table" if seen or looks else "plain"


def by_suffix(output: str | None) -> str:
    """Return the format that the name of the output file tells; UsageError when it tells none."""
    from timeline.plugins import writers  # noqa: PLC0415 - imports every writer

    suffix = PurePath(output or "").suffix.lower()
    for writer in writers():
        if suffix and suffix in writer.SUFFIXES:
            return writer.NAME
    if suffix:
        raise unknown_suffix("export", suffix, (known for writer in writers() for known in writer.SUFFIXES))
    names = ", ".join(writer.NAME for writer in writers())
    raise UsageError(f"export: which format? give --format, one of {names}")


def unknown_suffix(command: str, suffix: str, known: Iterable[str]) -> UsageError:
    """Return what to say when the name of the output file ends in a suffix that means no format."""
    return UsageError(f"{command}: {suffix} is no suffix of a format; give --format, or one of {', '.join(known)}")


def mismatch(writer: Writer, output: str | None) -> str | None:
    """Return what to say when the name of the output file promises another format; None when it does not."""
    suffix = PurePath(output or "").suffix.lower()
    if not suffix or not writer.SUFFIXES or suffix in writer.SUFFIXES:
        return None
    from timeline.plugins import writers  # noqa: PLC0415 - imports every writer

    promised = next((other.NAME for other in writers() if suffix in other.SUFFIXES), None)
    return promised and f"{output}: written as {writer.NAME}, though its name is one for {promised}"


def check_place(output: str | None, *, no_clobber: bool) -> None:
    """Refuse `--no-clobber` where no file is written."""
    if no_clobber and output in {None, STANDARD}:
        raise UsageError("--no-clobber goes with --output FILE")


def settings(writer: Writer, layout: Layout, files: Files | None = None) -> Settings:
    """Return what a writer shall heed; UsageError for an option that it would ignore."""
    files = files or Files()
    for group in (layout, files):
        for option, value in group._asdict().items():
            if value not in {group._field_defaults[option], Colour.NEVER}:
                _check(writer, option)
    if layout.width is not None and layout.width < 1:
        raise UsageError(f"--width: {layout.width} is below 1")
    return Settings(
        columns=_columns(layout.columns),
        header=not layout.no_header,
        excel=files.excel,
        csv_raw=files.csv_raw,
        width=layout.width or terminal.width(),
        wrap=layout.wrap,
        color=terminal.wants_colour(layout.color),
        group=files.group.value if files.group else "",
        ical_coarse=files.ical_coarse.value,
        ical_undated=files.ical_undated.value,
    )


def _check(writer: Writer, option: str) -> None:
    """Raise UsageError when the writer does not heed an option that sets how output looks."""
    setting = _SETTINGS.get(option, option)
    if setting not in Settings._fields or setting in traits(writer).heeds:
        return
    from timeline.plugins import writers  # noqa: PLC0415 - imports every writer

    heeding = ", ".join(each.NAME for each in writers() if setting in traits(each).heeds)
    raise UsageError(f"--{option.replace('_', '-')} is for {heeding}; leave it out with {writer.NAME}")


def _columns(text: str | None) -> tuple[str, ...]:
    if text is None:
        return ()
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names:
        raise UsageError("--columns: no name in it; --columns when,event,source is the usual")
    return names
