"""`formats`: what can be read and written."""

from __future__ import annotations

from timeline import plugins
from timeline.cli import terminal


def run() -> int:
    """Print the formats and the languages."""
    written = [f"  {_names(each.NAME, each.ALIASES):<18} {each.DESCRIPTION}" for each in plugins.writers()]
    lines = [
        "written:",
        *written,
        "read:",
        *(f"  {each.NAME:<18} {each.DESCRIPTION} ({' '.join(each.SUFFIXES)})" for each in plugins.readers()),
        f"  {'saved timeline':<18} what `timeline export -f jsonl` writes, told by its content",
        "  all of these also packed by gzip or Zstandard (.gz .zst)",
        "languages:",
        f"  {' '.join(plugins.languages())}",
    ]
    terminal.put("\n".join(lines) + "\n")
    return 0


def _names(name: str, aliases: tuple[str, ...]) -> str:
    return f"{name} ({', '.join(aliases)})" if aliases else name
