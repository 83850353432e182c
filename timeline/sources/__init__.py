"""From the names a person gives to documents: files, folders and standard input, one by one.

Finding a source never fails; reading it may, with one line, so that the others go on.
"""

from __future__ import annotations

from timeline.sources.documents import AUTO, load, read
from timeline.sources.found import STANDARD_INPUT, Source, collect
from timeline.sources.streams import opened

__all__ = ["AUTO", "STANDARD_INPUT", "Source", "collect", "load", "opened", "read"]
