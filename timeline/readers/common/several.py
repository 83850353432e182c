"""Many documents from one file, with what could not be read of it said on those that could."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.errors import InputError
from timeline.model import Document


def warned(found: Iterable[Document | str], empty: str) -> Iterator[Document]:
    """Yield the documents of `found`; a string in it is a warning, which goes on the next one, or else on the last.

    Raises InputError with what `empty` says and the first warning when there is no document at all.
    """
    last: Document | None = None
    warnings: list[str] = []
    for each in found:
        if isinstance(each, str):
            warnings.append(each)
            continue
        if last:
            yield last
        last = each._replace(warnings=(*warnings, *each.warnings))
        warnings.clear()
    if last is None:
        raise InputError(f"{empty}: {warnings[0]}" if warnings else empty)
    yield last._replace(warnings=(*last.warnings, *warnings))
