"""Meaning + anchor + tense -> value: what each expression of a text means on the calendar, and why.

`resolve` goes through the expressions in turn. `discourse` holds what has been told, and `story` where a narrative has
come to; `thread` says which of that an expression hangs on, `passing` what was told in passing, so that nothing does,
and `prose` how it stands in the text. What the words leave out is settled by `years`, `monthdays`, `weekdays`, `hours`,
`which`, `numbers` and `quarters`, of what is counted by `units`, `bases`, `counting` and `lengths`; `direction` says
whether it lies back or ahead, `doubts` what stays open. `timex` writes the result.
"""

from timeline.anchor.discourse import Discourse, Setting
from timeline.anchor.resolve import anchor

__all__ = ["Discourse", "Setting", "anchor"]
