"""How a date stands in the words of a text: whether it leads its sentence, stands in brackets or in a quotation."""

from __future__ import annotations

import re

from timeline.model import Match

LONGEST_LEAD = 40
LONGEST_QUOTE = 2000
"""How far back the mark that opens a quotation is looked for."""
_LEAD = re.compile(r"(?:(?:\A|[.!?:][\"')\]”’]*\s|\n)\s*(?:\w+, \w+ |(?:\w+ ){0,2})|\n\s*\n(?:[\w-]+ ){0,4})\Z")
"""What stands before a date that leads its sentence: "In 1862", "Earlier, in 1862", "The polls of 1862"."""
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_STOP = re.compile(r"[.!?]\s|\n\s*\n|\s[-–—]{1,2}\s")
"""What may end a sentence, or a dateline; where in doubt, both dates count as told in one."""
_MARK = re.compile(r"[,;:.!?()\n]")


class Prose:
    """The words of a text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def leads(self, match: Match) -> bool:
        """Tell whether a date leads its sentence: "In 1862"."""
        return bool(_LEAD.search(self.text[max(0, match.start - LONGEST_LEAD) : match.start]))

    def is_enclosed(self, match: Match) -> bool:
        """Tell whether a date stands in brackets: "his son Robert (r. 1274-1301)"."""
        before = self.text[max(0, match.start - LONGEST_LEAD) : match.start]
        return before.rfind("(") > before.rfind(")")

    def is_quoted(self, match: Match) -> bool:
        """Tell whether a date stands in quotation marks that were opened in its paragraph."""
        before = _PARAGRAPH.split(self.text[max(0, match.start - LONGEST_QUOTE) : match.start])[-1]
        return before.count('"') % 2 == 1 or before.rfind("“") > before.rfind("”")

    def parts(self, start: int, end: int) -> bool:
        """Tell whether a sentence may end between two places."""
        return bool(_STOP.search(self.text, start, end))

    def parts_paragraphs(self, start: int, end: int) -> bool:
        """Tell whether a paragraph ends between two places."""
        return bool(_PARAGRAPH.search(self.text, start, end))

    def is_plain(self, start: int, end: int) -> bool:
        """Tell whether no mark stands between two places."""
        return not _MARK.search(self.text, start, end)
