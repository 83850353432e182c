"""Annotated texts of CAT: tokens, and expressions that name theirs."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from timeline.errors import InputError
from timeline.evaluate.gold import GoldDocument, LeftOut
from timeline.evaluate.inline import dates_document, timex3

CAT_SENTENCES = range(6)
"""The sentences of a CAT file that are annotated, by the MEANTIME guidelines: headline, date, four more."""

_OPENERS = frozenset("([{$£€#-/“") | {"``", "US$"}
_CLOSERS = frozenset(".,;:!?)]}%…-/'’”") | {"''", "...", "'s", "’s", "n't", "n’t", "'ve", "'re", "'ll"}
_QUOTES = {"``": '"', "''": '"'}
_TERMINATORS = (".", "!", "?", '"', "”")


def read_cat(root: ET.Element, path: str) -> GoldDocument:
    """Return the annotated sentences of a CAT file; InputError when its tokens and marks do not fit."""
    try:
        tokens = [
            (token.get("t_id", ""), int(token.get("sentence", "")), token.text or "") for token in root.iter("token")
        ]
    except ValueError as error:
        raise InputError(f"{path}: a <token> without the number of its sentence") from error
    text, spans = _join_tokens([token for token in tokens if token[1] in CAT_SENTENCES])
    known = {name for name, _, _ in tokens}
    timexes = []
    left_out = []
    dct = None
    for mark in root.iter("TIMEX3"):
        names = [anchor.get("t_id", "") for anchor in mark.iter("token_anchor")]
        if unknown := [name for name in names if name not in known]:
            raise InputError(f"{path}: a <TIMEX3> stands on token {unknown[0]!r}, which is not there")
        if mark.get("functionInDocument") == "CREATION_TIME":
            dct = mark.get("value")
        if not (places := [spans[name] for name in names if name in spans]):
            continue
        start, end = min(places)[0], max(places)[1]
        if dates_document(mark):
            left_out.append(LeftOut(start, end, "document date"))
        else:
            timexes.append(timex3(start, end, text, mark))
    return GoldDocument(text, dct, tuple(sorted(timexes)), path, tuple(left_out))


def _join_tokens(tokens: list[tuple[str, int, str]]) -> tuple[str, dict[str, tuple[int, int]]]:
    """Set tokens (name, sentence, word) as prose; return it with the span of each token.

    A sentence without a mark at its end is a headline or a date line and becomes a paragraph of its own.
    """
    text = ""
    spans: dict[str, tuple[int, int]] = {}
    last_sentence = None
    quoted = glued = False
    for name, sentence, word in tokens:
        if sentence != last_sentence:
            quoted = False
            gap = "" if not text else " " if text.endswith(_TERMINATORS) else "\n\n"
        else:
            gap = "" if glued or word in _CLOSERS or (quoted and word == '"') else " "
        quoted ^= word == '"'
        glued = word in _OPENERS or (quoted and word == '"')
        text += gap
        start = len(text)
        text += _QUOTES.get(word, word)
        spans[name] = (start, len(text))
        last_sentence = sentence
    return text, spans
