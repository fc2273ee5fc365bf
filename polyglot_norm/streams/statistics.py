"""Statistics of documents: letters by language and script, and the most doubtful segments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any, NamedTuple

from polyglot_norm.language.label_styles import label
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, name_of
from polyglot_norm.segment import Segment
from polyglot_norm.streams.shortening import shortened
from polyglot_norm.streams.tasks import DocumentTask, Located
from polyglot_norm.text.lines import line_number


class DoubtfulSegment(NamedTuple):
    """A segment whose language is doubtful; sorts with the least certain first."""

    confidence: float
    doc: str
    line: int
    lang: str
    candidates: tuple[tuple[str, float], ...]
    text: str

    def as_dict(self, labels: str = "bcp47") -> dict[str, Any]:
        """Return the segment as JSON-ready values, with its languages in a style of labels."""
        candidates = tuple((label(tag, labels), p) for tag, p in self.candidates)
        return self._replace(lang=label(self.lang, labels), candidates=candidates)._asdict()


@dataclass(slots=True)
class LanguageCount:
    """The counts of one language in one script; ``mass`` is confidence summed over letters."""

    letters: int = 0
    segments: int = 0
    documents: int = 0
    mass: float = 0.0

    def add(self, other: LanguageCount) -> None:
        """Add the counts of another."""
        self.letters += other.letters
        self.segments += other.segments
        self.documents += other.documents
        self.mass += other.mass

    @property
    def confidence(self) -> float:
        """The mean confidence of the letters; 1 if there are none."""
        return round(self.mass / self.letters, 4) if self.letters else 1.0


@dataclass(slots=True)
class Statistics:
    """Statistics of documents; ``doubtful`` counts the letters of doubtful segments."""

    documents: int = 0
    characters: int = 0
    doubtful: int = 0
    by_language: dict[tuple[str, str], LanguageCount] = field(default_factory=dict)
    doubts: list[DoubtfulSegment] = field(default_factory=list)

    def add(self, other: Statistics, *, most: int) -> None:
        """Add the counts of another, keeping the ``most`` doubtful segments of both."""
        self.documents += other.documents
        self.characters += other.characters
        self.doubtful += other.doubtful
        for key, count in other.by_language.items():
            self.by_language.setdefault(key, LanguageCount()).add(count)
        if other.doubts:
            self.doubts = nsmallest(most, [*self.doubts, *other.doubts], key=_certainty)

    @property
    def letters(self) -> int:
        """The letters of all languages."""
        return sum(count.letters for count in self.by_language.values())

    def shares(self) -> Iterator[tuple[tuple[str, str], LanguageCount, float]]:
        """Yield each language and script, its counts and its share of letters, largest first."""
        whole = self.letters or 1
        ranked = sorted(self.by_language.items(), key=lambda item: (-item[1].letters, item[0]))
        for key, count in ranked:
            yield key, count, count.letters / whole

    def scripts(self) -> list[tuple[str, int, float]]:
        """Return each script with its letters and their share, largest first."""
        letters: dict[str, int] = {}
        for (_, script), count in self.by_language.items():
            letters[script] = letters.get(script, 0) + count.letters
        whole = self.letters or 1
        ranked = sorted(letters.items(), key=lambda item: (-item[1], item[0]))
        return [(script, count, count / whole) for script, count in ranked if count]

    def as_dict(self, labels: str = "bcp47") -> dict[str, Any]:
        """Return the statistics as JSON-ready values, with languages in a style of labels."""
        return {
            "documents": self.documents,
            "characters": self.characters,
            "letters": self.letters,
            "segments": sum(count.segments for count in self.by_language.values()),
            "languages": [
                {
                    "lang": label(lang, labels),
                    "name": name_of(lang),
                    "script": script,
                    "letters": count.letters,
                    "share": round(share, 4),
                    "segments": count.segments,
                    "documents": count.documents,
                    "confidence": count.confidence,
                }
                for (lang, script), count, share in self.shares()
            ],
            "scripts": [
                {"script": script, "letters": letters, "share": round(share, 4)}
                for script, letters, share in self.scripts()
            ],
            "doubtful_letters": self.doubtful,
            "doubtful": [doubt.as_dict(labels) for doubt in self.doubts],
        }


def _certainty(doubt: DoubtfulSegment) -> tuple[float, str, int]:
    return doubt.confidence, doubt.doc, doubt.line


def statistics_task(below: float, most: int) -> DocumentTask:
    """Return the task of counting a document; segments ``below`` a confidence are doubtful."""
    return lambda located: statistics(located, below, most)


def statistics(located: Located, below: float, most: int) -> Statistics:
    """Return the statistics of a document; segments ``below`` a confidence are doubtful."""
    document = located.item.document
    segments = document.segments
    found = Statistics(int(located.item.last), len(document.text))
    for segment, count in zip(segments, document.letters(), strict=True):
        _add_segment(found, segment, count if segment.lang != NO_LANGUAGE else 0, below)
    for counts in found.by_language.values():
        counts.documents = int(located.item.first)
    doubtful = (segment for segment in segments if is_doubtful(segment, below))
    few = nsmallest(most, doubtful, key=lambda segment: (segment.confidence, segment.start))
    found.doubts = [_doubt(located, segment) for segment in few]
    return found


def is_doubtful(segment: Segment, below: float) -> bool:
    """Return True if the language of a segment is not sure enough, or not known."""
    return segment.lang != NO_LANGUAGE and (
        segment.confidence < below or segment.lang == UNDETERMINED
    )


def _add_segment(found: Statistics, segment: Segment, letters: int, below: float) -> None:
    count = found.by_language.setdefault((segment.lang, segment.script), LanguageCount())
    count.letters += letters
    count.segments += 1
    count.mass += letters * segment.confidence
    if is_doubtful(segment, below):
        found.doubtful += letters


def _doubt(located: Located, segment: Segment) -> DoubtfulSegment:
    # A record is in one line of its file, whatever line breaks its text has.
    within = line_number(located.item.document.text, segment.start) - 1 if located.column else 0
    return DoubtfulSegment(
        segment.confidence,
        located.item.name,
        located.line + within,
        segment.lang,
        segment.candidates,
        shortened(segment.text),
    )
