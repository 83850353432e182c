"""The sentences before another, the nearest first, and the subjects of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.clause import Parse
from timeline.describe.quotes import inside, quoted
from timeline.describe.subjects import is_whose, speaker_words, subject_of
from timeline.model import Document
from timeline.sentences import Dates, Sentences

_MARKER = re.compile(r"\n[ \t]{0,12}(?:[-*+•‣◦▪·]|\d{1,3}[.)])[ \t]{1,4}\Z")
_MARK = 40  # code points that white space and the mark of a list item take
LINES = 4
"""How many lines a title and a byline take at most."""

_END = tuple(".!?\"'”’)")


class Earlier:
    """The sentences of one document that a pronoun is followed through."""

    def __init__(self, document: Document, sentences: Sentences, dates: Dates) -> None:
        self.text = document.text
        self.metadata = document.metadata
        self.sentences = sentences
        self.dates = dates

    def before(self, start: int) -> Parse | None:
        """Return the sentence before `start`; None at a heading or the head of the document."""
        end = len(_MARKER.sub("", self.text[max(0, start - _MARK) : start]).rstrip()) + max(0, start - _MARK)
        if not self.text.endswith(_END, 0, end) or any(a < end <= b for a, b in self.metadata):
            return None
        found = self.sentences.parse(self.sentences.around(end - 1, end), (end - 1, end), self.dates)
        return found if found.words else None

    def back(self, start: int) -> Iterator[Parse]:
        """Yield the sentences before `start`, the nearest first, as far back as the text runs on."""
        while found := self.before(start):
            yield found
            start = found.words[0].start

    def opening(self) -> Parse:
        """Return the first sentence of the text with a verb, below its title and byline."""
        place = 0
        for _ in range(LINES):
            sentence = self.sentences.around(place, place + 1)
            found = self.sentences.parse(sentence, (place, place), self.dates)
            if any(group.finite for group in found.groups) or sentence.end <= place:
                break
            rest = self.text[sentence.end : sentence.end + _MARK]
            place = sentence.end + max(1, len(rest) - len(rest.lstrip()))
        return found

    def subjects(self, found: Parse) -> Iterator[tuple[int, int]]:
        """Yield the subjects of the verbs of a sentence, but those in relative clauses and quotations."""
        spans = quoted(self.text, found.words[0].start, found.words[-1].end) if found.words else ()
        for clause in found.clauses:
            for group in clause.groups:
                if clause.opener == "relative" or not group.finite or inside(found.words[group.first].start, spans):
                    continue
                if found.tokens.is_in(group.first - 1, "existential"):
                    continue  # "there was a gain"
                says = group.base in found.tokens.of["speech_verbs"]
                subject = speaker_words(found, group) if says else subject_of(found, group)
                if not is_whose(found, subject[0]):  # that of a relative clause which goes on after "and"
                    yield subject
