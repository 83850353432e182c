"""What the shell offers for the value of an option, where only the program knows it."""

from collections.abc import Iterator


def formats() -> Iterator[tuple[str, str]]:
    """Yield the formats that are written, with what each is."""
    from timeline import plugins  # noqa: PLC0415 - asked for at a press of the tab key only

    yield from ((writer.NAME, writer.DESCRIPTION) for writer in plugins.writers())


def readers() -> Iterator[tuple[str, str]]:
    """Yield the formats that are read, with what each is."""
    from timeline import plugins  # noqa: PLC0415 - as above

    yield "auto", "what the content or the name tells"
    yield from ((reader.NAME, reader.DESCRIPTION) for reader in plugins.readers())


def languages() -> tuple[str, ...]:
    """Return the codes of the languages."""
    from timeline import plugins  # noqa: PLC0415 - as above

    return plugins.languages()


def columns(incomplete: str) -> list[str]:
    """Return the list of columns so far, with each column that may come next."""
    from timeline.writers.events import COLUMNS  # noqa: PLC0415 - as above

    before, comma, _ = incomplete.rpartition(",")
    return [f"{before}{comma}{column}" for column in COLUMNS if column not in before.split(",")]
