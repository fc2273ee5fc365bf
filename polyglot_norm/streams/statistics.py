"""What is in many documents: letters by language and by script, and the segments in most doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any, Final, NamedTuple

from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, name_of
from polyglot_norm.segment import Segment
from polyglot_norm.streams.tasks import DocumentTask, Located

LONGEST: Final = 80
"""Characters of a doubtful segment's text that are kept."""


class DoubtfulSegment(NamedTuple):
    """A segment that may be in another language than it is said to be in; surest last."""

    confidence: float
    doc: str
    line: int
    lang: str
    candidates: tuple[tuple[str, float], ...]
    text: str


@dataclass(slots=True)
class LanguageCount:
    """How much there is of one language in one script.

    ``mass`` is the sum of the confidence of its letters.
    """

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


@dataclass(slots=True)
class Statistics:
    """What was counted; ``doubtful`` letters are those of segments below a confidence."""

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
        """All letters of all languages."""
        return sum(count.letters for count in self.by_language.values())

    def shares(self) -> Iterator[tuple[tuple[str, str], LanguageCount, float]]:
        """Each language with its script, its count and its share of the letters, largest first."""
        whole = self.letters or 1
        ranked = sorted(self.by_language.items(), key=lambda item: (-item[1].letters, item[0]))
        for key, count in ranked:
            yield key, count, count.letters / whole

    def scripts(self) -> list[tuple[str, int, float]]:
        """Each script with its letters and their share, largest first."""
        letters: dict[str, int] = {}
        for (_, script), count in self.by_language.items():
            letters[script] = letters.get(script, 0) + count.letters
        whole = self.letters or 1
        ranked = sorted(letters.items(), key=lambda item: (-item[1], item[0]))
        return [(script, count, count / whole) for script, count in ranked if count]

    def as_dict(self) -> dict[str, Any]:
        """The tally as JSON-ready values."""
        return {
            "documents": self.documents,
            "characters": self.characters,
            "letters": self.letters,
            "segments": sum(count.segments for count in self.by_language.values()),
            "languages": [
                {
                    "lang": lang,
                    "name": name_of(lang),
                    "script": script,
                    "letters": count.letters,
                    "share": round(share, 4),
                    "segments": count.segments,
                    "documents": count.documents,
                    "confidence": mean(count),
                }
                for (lang, script), count, share in self.shares()
            ],
            "scripts": [
                {"script": script, "letters": letters, "share": round(share, 4)}
                for script, letters, share in self.scripts()
            ],
            "doubtful_letters": self.doubtful,
            "doubtful": [doubt._asdict() for doubt in self.doubts],
        }


def mean(count: LanguageCount) -> float:
    """The mean confidence of a language's letters; 1 where there are none."""
    return round(count.mass / count.letters, 4) if count.letters else 1.0


def _certainty(doubt: DoubtfulSegment) -> tuple[float, str, int]:
    return doubt.confidence, doubt.doc, doubt.line


def statistics_task(below: float, most: int) -> DocumentTask:
    """What makes a tally of a document: segments below a confidence are doubtful."""

    def counted(located: Located) -> Statistics:
        document = located.item.document
        tally = Statistics(int(located.item.last), len(document.text))
        for segment in document.segments:
            _count(tally, segment, below)
        for count in tally.by_language.values():
            count.documents = int(located.item.first)
        in_doubt = (s for s in document.segments if _is_doubtful(s, below))
        few = nsmallest(most, in_doubt, key=lambda s: (s.confidence, s.start))
        tally.doubts = [_doubt(located, segment) for segment in few]
        return tally

    return counted


def _is_doubtful(segment: Segment, below: float) -> bool:
    return segment.lang != NO_LANGUAGE and (
        segment.confidence < below or segment.lang == UNDETERMINED
    )


def _count(tally: Statistics, segment: Segment, below: float) -> None:
    letters = sum(map(str.isalpha, segment.text)) if segment.lang != NO_LANGUAGE else 0
    count = tally.by_language.setdefault((segment.lang, segment.script), LanguageCount())
    count.letters += letters
    count.segments += 1
    count.mass += letters * segment.confidence
    if _is_doubtful(segment, below):
        tally.doubtful += letters


def _doubt(located: Located, segment: Segment) -> DoubtfulSegment:
    before = located.item.document.text[: segment.start]
    line = located.line + (before.count("\n") if located.column else 0)
    text = " ".join(segment.text[: 4 * LONGEST].split())
    text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return DoubtfulSegment(
        segment.confidence,
        located.item.name,
        line,
        segment.lang,
        segment.candidates,
        text,
    )
