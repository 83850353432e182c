"""Timexes -> events."""
from timeline.grammar import Grammar
from timeline.model import Document, Event, Timex


def describe(document: Document, timexes: list[Timex], grammar: Grammar) -> list[Event]:
    raise NotImplementedError
