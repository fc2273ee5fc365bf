# cython: initializedcheck=False
"""The statistics of many documents: those of `streams.statistics`, as cheaply as can be.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest
from typing import Any, Final, NamedTuple

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.document import Document
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED
from polyglot_norm.streams.shortening import shortened
from polyglot_norm.streams.statistics import DoubtfulSegment, LanguageCount, Statistics

_NAMELESS: Final = frozenset({UNDETERMINED, NO_LANGUAGE})


class _Doubt(NamedTuple):
    """A doubtful segment: sorts with the least certain first."""

    confidence: float
    row: int
    number: int
    lang: str
    candidates: tuple[tuple[str, float], ...]
    text: str


class Counting:
    """Counts documents; segments ``below`` a confidence are doubtful, and the ``most`` are kept.

    >>> import polyglot_norm as pn
    >>> from polyglot_norm.segment import ends_and_labels
    >>> doc = pn.tag("Где си био целог дана?")
    >>> counting = Counting(0.5, 10)
    >>> counting.add(doc, 1, ends_and_labels(doc.segments)[1::2], doc.letters())
    False
    >>> counting.statistics("a").letters
    17
    """

    def __init__(self, below: float, most: int) -> None:
        self._below, self._most = below, most
        self._by_language: dict[tuple[str, str], LanguageCount] = {}
        self._documents = self._characters = self._doubtful = 0
        self._doubts: list[_Doubt] = []
        self._least = 1.0
        """The confidence above which enough segments are more doubtful."""

    def add(
        self, document: Document, row: int, labels: Sequence[Any], letters: Sequence[int]
    ) -> bool:
        """Add a document with the label and letters of each segment; True if it is mixed."""
        self._documents += 1
        self._characters += len(document.text)
        by_language, below = self._by_language, self._below
        here: set[tuple[str, str]] = set()
        named: set[str] = set()
        number: cython.Py_ssize_t
        for number in range(len(labels)):
            lang, script, confidence, candidates = labels[number]
            count = letters[number]
            key = lang, script
            found = by_language.get(key)
            if found is None:
                found = by_language[key] = LanguageCount()
            here.add(key)
            found.segments += 1
            if lang == NO_LANGUAGE:
                continue
            found.letters += count
            found.mass += count * confidence
            if count:
                named.add(lang)
            if confidence < below or lang == UNDETERMINED:
                self._doubtful += count
                if confidence <= self._least:
                    text = shortened(document.segments[number].text)
                    self._doubts.append(_Doubt(confidence, row, number, lang, candidates, text))
        for key in here:
            by_language[key].documents += 1
        if len(self._doubts) > 16 * self._most:
            self._forget()
        return len(named - _NAMELESS) > 1

    def statistics(self, name: str) -> Statistics:
        """Return the statistics of all documents, which are in a file of this name."""
        self._forget()
        return Statistics(
            self._documents,
            self._characters,
            self._doubtful,
            self._by_language,
            [_written(doubt, name) for doubt in self._doubts],
        )

    def _forget(self) -> None:
        """Keep only the most doubtful segments."""
        self._doubts = nsmallest(self._most, self._doubts, key=lambda doubt: doubt[:3])
        if self._doubts and len(self._doubts) == self._most:
            self._least = self._doubts[-1].confidence


def _written(doubt: _Doubt, name: str) -> DoubtfulSegment:
    return DoubtfulSegment(
        doubt.confidence, name, doubt.row, doubt.lang, doubt.candidates, doubt.text
    )
