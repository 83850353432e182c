"""What all pages share that this program writes: the name they go by, their colours and type, their policy."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from timeline import __version__

GENERATOR = f"timeline {__version__}"
"""By which a reader knows a page for one of this program's own."""

_COLORS = Path(__file__).with_name("html") / "colors.css"


@cache
def style(own: Path) -> str:
    """Return the style sheet of a page: what all share, then what stands in the file `own`."""
    return _COLORS.read_text(encoding="utf-8") + own.read_text(encoding="utf-8")


def allowed(inline: str) -> str:
    """Return the source expression that allows this inline script or style (CSP level 3, section 2.3.1)."""
    return f"sha256-{b64encode(sha256(inline.encode()).digest()).decode()}"
