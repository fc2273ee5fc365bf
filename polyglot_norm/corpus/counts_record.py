"""Counts as values of JSON, and back: a run that is taken up again reports on all its shards."""

from __future__ import annotations

from typing import Any

from polyglot_norm.corpus.chunks import Counts
from polyglot_norm.streams.passage import SkippedRecord
from polyglot_norm.streams.statistics import DoubtfulSegment, LanguageCount, Statistics

_NUMBERS = ("rows", "kept", "nulls", "mixed", "bytes", "skipped")


def record_of(counts: Counts) -> dict[str, Any]:
    """Return counts as values of JSON.

    >>> counts = Counts(rows=2, kept=1)
    >>> counts.skip(SkippedRecord(3, "not a JSON object"))
    >>> counts_of(record_of(counts)) == counts
    True
    """
    statistics = counts.statistics
    return {
        **{name: getattr(counts, name) for name in _NUMBERS},
        "reasons": [[*record, count] for record, count in counts.first_skipped.values()],
        "documents": statistics.documents,
        "characters": statistics.characters,
        "doubtful_letters": statistics.doubtful,
        "languages": [
            [lang, script, count.letters, count.segments, count.documents, count.mass]
            for (lang, script), count in statistics.by_language.items()
        ],
        "doubtful": [doubt._asdict() for doubt in statistics.doubts],
    }


def counts_of(values: dict[str, Any]) -> Counts:
    """Return the counts of values that `record_of` returned."""
    counts = Counts(**{name: values[name] for name in _NUMBERS})
    for line, reason, detail, count in values["reasons"]:
        counts.first_skipped[reason] = SkippedRecord(line, reason, detail), count
    counts.statistics = Statistics(
        values["documents"],
        values["characters"],
        values["doubtful_letters"],
        {(lang, script): LanguageCount(*rest) for lang, script, *rest in values["languages"]},
        [_doubt(doubt) for doubt in values["doubtful"]],
    )
    return counts


def _doubt(values: dict[str, Any]) -> DoubtfulSegment:
    candidates = tuple((lang, probability) for lang, probability in values["candidates"])
    return DoubtfulSegment(**{**values, "candidates": candidates})
