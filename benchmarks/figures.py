"""The figures of a system on all questions, as records that go to JSON and come back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks.lines import LineFigures
from benchmarks.metrics import Boundaries, PageScore, SpanCalibration, same_set, set_f1
from benchmarks.naming import WIDESPREAD, judged


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """The items of one length.

    ``tags`` has for each gold tag the number of items that are right, right with ``sh`` for its
    members, and asked. ``error`` is the expected calibration error over the languages that the
    system has, ``error_widespread`` that over `WIDESPREAD`; both without answers of no language.
    """

    tags: dict[str, list[int]]
    unknown: int
    error: float | None
    error_widespread: float | None
    seconds: float

    def macro(self, tags: Iterable[str] = WIDESPREAD, *, group: bool = False) -> float:
        """Return the mean over the tags asked of the share that is right."""
        counts = [self.tags[tag] for tag in tags if tag in self.tags]
        return fmean(right[group] / right[2] for right in counts) if counts else 0.0


@dataclass(frozen=True, slots=True)
class PageFigures:
    """A set of pages; all but ``pages``, ``letters``, ``switches`` and ``seconds`` are shares.

    ``mean`` is the mean over the groups of the set (its pairs), ``wrong`` the letters given
    another language, ``wrong_known`` the same on pages whose languages the system has.
    ``switches`` are false ones in a thousand words; ``error`` and ``error_spans`` the calibration
    errors by letter and by span.
    """

    pages: int
    letters: int
    right: float
    right_group: float
    mean: float
    unknown: float
    wrong: float
    wrong_known: float | None
    switched: float
    minority: float | None
    boundary: float
    boundary_exact: float
    switches: float
    set_exact: float
    set_exact_group: float
    set_f1: float
    error: float | None
    error_spans: float | None
    seconds: float
    groups: dict[str, float]


@dataclass(frozen=True, slots=True)
class SystemFigures:
    """All figures of one system; ``tags`` are the gold tags whose language it has."""

    name: str
    version: str
    tags: list[str]
    items: dict[str, ItemFigures]
    pages: dict[str, PageFigures]
    lines: dict[str, LineFigures]


@dataclass(frozen=True, slots=True)
class Report:
    """A run: digests of the text, the questions and the scoring, and the figures."""

    corpus: str
    questions: str
    scoring: str
    quick: bool
    systems: dict[str, SystemFigures] = field(default_factory=dict)

    def comparable(self, other: Report) -> bool:
        """Return True if the same questions were scored in the same way."""
        return (self.corpus, self.questions, self.scoring) == (
            other.corpus,
            other.questions,
            other.scoring,
        )

    def as_dict(self) -> dict[str, Any]:
        """Return values that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> Report:
        """Return the report that `as_dict` was made of."""
        systems = {name: _system(found) for name, found in record["systems"].items()}
        return cls(**(record | {"systems": systems}))


def page_figures(
    groups: Sequence[str],
    scores: Sequence[PageScore],
    known: frozenset[str],
    confidence: SpanCalibration,
    seconds: float,
) -> PageFigures:
    """Add up the pages of a set; ``known`` are the judged languages of the system."""
    letters = sum(score.letters for score in scores)
    words = max(1, sum(score.words for score in scores))
    minority = sum(score.minority for score in scores)
    covered = [score for score in scores if score.gold_set <= known]
    by_group = {
        group: round(_share([s for g, s in zip(groups, scores, strict=True) if g == group]), 5)
        for group in dict.fromkeys(groups)
    }
    return PageFigures(
        pages=len(scores),
        letters=letters,
        right=_share(scores),
        right_group=sum(score.group for score in scores) / letters,
        mean=fmean(by_group.values()),
        unknown=sum(score.unknown for score in scores) / letters,
        wrong=_wrong(scores),
        wrong_known=_wrong(covered) if covered else None,
        switched=sum(score.switched for score in scores) / letters,
        minority=sum(s.minority_right for s in scores) / minority if minority else None,
        boundary=_boundaries([score.near for score in scores]),
        boundary_exact=_boundaries([score.exact for score in scores]),
        switches=1000 * sum(s.near.answered - s.near.found for s in scores) / words,
        set_exact=fmean(same_set(s.gold_set, s.answered_set) for s in scores),
        set_exact_group=fmean(same_set(s.gold_set, s.answered_set, group=True) for s in scores),
        set_f1=fmean(set_f1(s.gold_set, s.answered_set) for s in scores),
        error=confidence.letters.error,
        error_spans=confidence.spans.error,
        seconds=seconds,
        groups=by_group,
    )


def known_tags(codes: Iterable[str], tags: Iterable[str]) -> list[str]:
    """Return the gold tags whose language is among a system's codes."""
    languages = {judged(code) for code in codes}
    return [tag for tag in tags if judged(tag) in languages]


def scoring_digest() -> str:
    """Return a digest of the files that decide how answers are scored."""
    folder = Path(__file__).parent
    names = ("figures.py", "lines.py", "measure.py", "metrics.py", "naming.py")
    return sha256(b"\0".join((folder / name).read_bytes() for name in names)).hexdigest()[:16]


def _share(scores: Sequence[PageScore]) -> float:
    return sum(s.right for s in scores) / max(1, sum(s.letters for s in scores))


def _wrong(scores: Sequence[PageScore]) -> float:
    return sum(s.wrong for s in scores) / max(1, sum(s.letters for s in scores))


def _boundaries(found: Sequence[Boundaries]) -> float:
    return Boundaries(*map(sum, zip(*found, strict=True))).f1


def _system(record: dict[str, Any]) -> SystemFigures:
    items = {length: ItemFigures(**found) for length, found in record["items"].items()}
    pages = {kind: PageFigures(**found) for kind, found in record["pages"].items()}
    lines = {kind: LineFigures(**found) for kind, found in record["lines"].items()}
    return SystemFigures(**(record | {"items": items, "pages": pages, "lines": lines}))
