"""An overview of documents for a report: their statistics, and what only a report shows.

The numbers are those of `statistics`. Beside them there are a histogram of confidence, doubtful
segments in their context, the edits by rule, and a strip of languages for each document.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from heapq import nsmallest
from operator import attrgetter
from typing import Final, NamedTuple

from polyglot_norm.document import Document
from polyglot_norm.language.tags import NO_LANGUAGE
from polyglot_norm.normalisation.trace import rule_counts
from polyglot_norm.segment import Segment
from polyglot_norm.streams.report.strips import Run, Strip
from polyglot_norm.streams.statistics import Statistics, is_doubtful, statistics
from polyglot_norm.streams.tasks import DocumentTask, Located
from polyglot_norm.text.lines import line_number

BINS: Final = 20
_AROUND: Final = 60
"""Characters of context on each side of a doubtful segment."""

_LONGEST: Final = 240
"""Characters of a doubtful segment that are shown."""


class Doubt(NamedTuple):
    """A doubtful segment with the text around it."""

    confidence: float
    doc: str
    line: int
    candidates: tuple[tuple[str, float], ...]
    before: str
    text: str
    after: str


@dataclass(slots=True)
class DocumentOverview:
    """A document: its letters by language, and the strip of these."""

    name: str
    letters: Counter[str] = field(default_factory=Counter)
    strip: Strip = field(default_factory=Strip)

    @property
    def shares(self) -> list[tuple[str, float]]:
        """The languages with their shares of the letters, largest first."""
        whole = self.letters.total() or 1
        ranked = sorted(self.letters.items(), key=lambda item: (-item[1], item[0]))
        return [(lang, count / whole) for lang, count in ranked if count]


class Part(NamedTuple):
    """What a document, or a part of one, adds to an overview."""

    statistics: Statistics
    bins: list[int]
    edits: dict[str, int]
    doubts: list[Doubt]
    name: str
    first: bool
    letters: dict[str, int]
    runs: list[Run]


@dataclass(slots=True)
class Overview:
    """An overview of documents; of the ``documents`` only the first ``most_documents`` are kept."""

    most: int
    most_documents: int
    statistics: Statistics = field(default_factory=Statistics)
    bins: list[int] = field(default_factory=lambda: [0] * BINS)
    edits: Counter[str] = field(default_factory=Counter)
    doubts: list[Doubt] = field(default_factory=list)
    documents: list[DocumentOverview] = field(default_factory=list)
    encodings: Counter[str] = field(default_factory=Counter)
    _open: DocumentOverview | None = None

    def add(self, part: Part) -> None:
        """Add a document, or the next part of the one before."""
        self.statistics.add(part.statistics, most=self.most)
        self.bins = [sum(pair) for pair in zip(self.bins, part.bins, strict=True)]
        self.edits.update(part.edits)
        self.doubts = nsmallest(self.most, [*self.doubts, *part.doubts], key=_certainty)
        if part.first:
            self._open = DocumentOverview(part.name)
            if len(self.documents) < self.most_documents:
                self.documents.append(self._open)
        if self._open is not None:
            self._open.letters.update(part.letters)
            for run in part.runs:
                self._open.strip.add(run)


def overview_task(below: float, most: int) -> DocumentTask:
    """Return the task of looking at a document; segments ``below`` a confidence are doubtful."""
    return lambda located: _part(located, below, most)


def _part(located: Located, below: float, most: int) -> Part:
    document = located.item.document
    letters, bins = Counter[str](), [0] * BINS
    for segment, count in zip(document.segments, document.letters(), strict=True):
        if segment.lang != NO_LANGUAGE:
            letters[segment.lang] += count
            bins[min(int(segment.confidence * BINS), BINS - 1)] += count
    return Part(
        statistics(located, below, most),
        bins,
        dict(rule_counts(document.output)),
        _doubts(located, below, most),
        located.item.name,
        located.item.first,
        letters,
        list(Strip(Run(s.lang, s.end - s.start) for s in document.segments).runs()),
    )


def _doubts(located: Located, below: float, most: int) -> list[Doubt]:
    document = located.item.document
    found = (segment for segment in document.segments if is_doubtful(segment, below))
    few = nsmallest(most, found, key=attrgetter("confidence", "start"))
    return [_doubt(located, document, segment) for segment in few]


def _doubt(located: Located, document: Document, segment: Segment) -> Doubt:
    # A record is in one line of its file, whatever line breaks its text has.
    within = line_number(document.text, segment.start) - 1 if located.column else 0
    end = min(segment.end, segment.start + _LONGEST)
    cut = "…" if end < segment.end else ""
    return Doubt(
        segment.confidence,
        located.item.name,
        located.line + within,
        segment.candidates,
        document.text[max(0, segment.start - _AROUND) : segment.start],
        document.text[segment.start : end] + cut,
        "" if cut else document.text[end : end + _AROUND],
    )


def _certainty(doubt: Doubt) -> tuple[float, str, int]:
    return doubt.confidence, doubt.doc, doubt.line
