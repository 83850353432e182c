"""How much a packed file may unpack to: the limits that stop bombs."""

from __future__ import annotations

from timeline.errors import InputError

LARGEST = 200 << 20
"""Bytes that a file may unpack to."""
RATIO = 200
"""How many times its packed size it may have, once that is more than `SMALL`."""
SMALL = 1 << 20
BOMB = "it may be a bomb"


def check_size(size: int, advice: str = BOMB) -> None:
    """Raise InputError, which ends with `advice`, when a file has unpacked to more than `LARGEST` bytes."""
    if size > LARGEST:
        raise InputError(f"unpacks to more than {LARGEST >> 20} MB; {advice}")


def check_ratio(size: int, packed: int, advice: str = BOMB) -> None:
    """Raise InputError when `packed` bytes have become `size`, and that is more than `RATIO` times as many."""
    if size > max(SMALL, RATIO * packed):
        raise InputError(f"unpacks to more than {RATIO} times its size; {advice}")
