"""Meaning + anchor + tense -> value: what each expression of a text means on the calendar, and why.

`resolve` goes through the expressions in turn; `discourse` holds what has been told, `thread` which of that one hangs
on, `passing` what was told in passing, so that nothing does, and `prose` how a date stands in the text. `years`, `weekdays`, `lengths` and `counting` settle what the words leave out, `direction` whether it lies back or
ahead; `timex` writes the result.
"""

from timeline.anchor.discourse import Discourse, Setting
from timeline.anchor.resolve import anchor

__all__ = ["Discourse", "Setting", "anchor"]
