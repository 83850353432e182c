"""`formats`: what can be read and written."""

from __future__ import annotations

from timeline import plugins
from timeline.cli import terminal


def run() -> int:
    """Print the formats and the languages."""
    written = [(_names(each.NAME, each.ALIASES), each.DESCRIPTION) for each in plugins.writers()]
    read = [(each.NAME, f"{each.DESCRIPTION} ({' '.join(each.SUFFIXES)})") for each in plugins.readers()]
    read.append(("saved timeline", "what `timeline export -f jsonl` writes, told by its content"))
    width = max(len(name) for name, _ in (*written, *read))
    lines = [
        "written:",
        *(f"  {name:<{width}}  {description}" for name, description in written),
        "read:",
        *(f"  {name:<{width}}  {description}" for name, description in read),
        "  all of these also packed by gzip or Zstandard (.gz .zst)",
        "languages:",
        f"  {' '.join(plugins.languages())}",
    ]
    terminal.put("\n".join(lines) + "\n")
    return 0


def _names(name: str, aliases: tuple[str, ...]) -> str:
    return f"{name} ({', '.join(aliases)})" if aliases else name
