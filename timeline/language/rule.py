"""One form of a language with its meaning: what it looks like, what it captures, what may stand around it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from timeline.language.engine import context, regex
from timeline.language.forms import Data, Forms, Groups

_CONTEXT = 40
"""How many bytes around a match its rule may look at."""
_CONTEXTS = ("preceded", "not_preceded", "followed", "not_followed")
_SETTINGS = {"form", "second", "joint", "bare", "edge", "counted", *_CONTEXTS}


class Rule:
    """One form of the language, compiled when it is first needed."""

    def __init__(self, name: str, kind: str, settings: Data, forms: Forms) -> None:
        self.name = name
        self.kind = kind
        """The meaning it states: the section it stands in."""
        self.bare: bool = settings.get("bare", False)
        """It takes no modifier before or after it."""
        self.constants = {key: value for key, value in settings.items() if key not in _SETTINGS}
        self.settings = settings
        self._forms = forms

    @cached_property
    def _expanded(self) -> tuple[str, Groups]:
        groups: Groups = []
        return self._forms.source(self.settings, groups), groups

    @property
    def source(self) -> str:
        """A regular expression over a whole match."""
        return self._expanded[0]

    @property
    def groups(self) -> Groups:
        """(field, class) of each capturing group, in order; a field of `half` is one date of a range."""
        return self._expanded[1]

    @property
    def counted(self) -> bool:
        """It begins with a number, and so takes a modifier of quantity ("more than")."""
        begins = self.settings["form"].startswith("{") and self.groups[0][0] == "number"
        return bool(self.settings.get("counted", begins))

    @cached_property
    def _around(self) -> tuple[Any, Any, Any, Any]:
        """What must stand before, must not stand before, must follow, must not follow; capitals count in it."""
        preceded, not_preceded, followed, not_followed = map(self._forms.context, map(self.settings.get, _CONTEXTS))
        return (
            preceded and context(f"(?:{preceded})$"),
            not_preceded and context(f"(?:{not_preceded})$"),
            followed and context(followed),
            not_followed and context(not_followed),
        )

    def captures(self, data: bytes) -> list[tuple[str, str, str]] | None:
        """Return (field, class, words) of all that the form captures in `data`; None when it is of another form."""
        match = regex(self.source).fullmatch(data)
        return match and [
            (field, name, words.decode("latin-1"))
            for (field, name), words in zip(self.groups, match.groups(), strict=True)
            if words is not None
        ]

    def fits(self, data: bytes, start: int, end: int) -> bool:
        """Tell whether what stands around data[start:end) is what the rule asks for."""
        preceded, not_preceded, followed, not_followed = self._around
        if preceded or not_preceded:
            before = data[max(0, start - _CONTEXT) : start]
            if preceded and not preceded.search(before):
                return False
            if not_preceded and not_preceded.search(before):
                return False
        if followed or not_followed:
            after = data[end : end + _CONTEXT]
            if followed and not followed.match(after):
                return False
            if not_followed and not_followed.match(after):
                return False
        return True
