"""One system on all questions, with its answers scored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from benchmarks.corpus import Page, Span
from benchmarks.figures import (
    ItemFigures,
    PageFigures,
    SystemFigures,
    known_tags,
    page_figures,
)
from benchmarks.items import LENGTHS, Item
from benchmarks.lines import line_figures
from benchmarks.metrics import Calibration, PageScore, SpanCalibration, score
from benchmarks.naming import UNKNOWN, WIDESPREAD, in_group, judged
from benchmarks.questions import Questions
from benchmarks.systems.protocol import System

RESTRICTED = ("sentences", "phrases")
"""Sets that are also asked with the pair of languages given."""

Say = Callable[[str], None]


def measure(system: System, asked: Questions, say: Say) -> SystemFigures:
    """Return all figures of a system."""
    known = frozenset(map(judged, system.languages()))
    tags = known_tags(known, dict.fromkeys(item.tag for item in asked.items))
    items = {}
    for length in LENGTHS:
        items[length] = _items(system, _wanted(asked.items, length, known), known)
        say(f"{system.name}: {length} {items[length].macro():.1%}")
    pages = {}
    for kind, found in asked.pages.items():
        pages[kind] = _pages(found, _answers(system, found), known)
        say(f"{system.name}: {kind} {pages[kind].right:.2%}")
    for kind in RESTRICTED:
        if answers := _restricted(system, asked.pages[kind]):
            pages[f"{kind}, pair given"] = _pages(asked.pages[kind], answers, known)
    lines = {kind: line_figures(system, found) for kind, found in asked.lines.items()}
    return SystemFigures(system.name, system.version, tags, items, pages, lines)


@dataclass(frozen=True, slots=True)
class _Answers:
    spans: list[Sequence[Span]]
    seconds: float


def _wanted(items: Sequence[Item], length: str, known: frozenset[str]) -> list[Item]:
    """Return the items of one length in widespread languages and in those of the system."""
    return [
        item
        for item in items
        if item.length == length and (item.tag in WIDESPREAD or judged(item.tag) in known)
    ]


def _items(system: System, items: Sequence[Item], known: frozenset[str]) -> ItemFigures:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    own, widespread = Calibration(), Calibration()
    unknown = 0
    start = perf_counter()
    labels = [system.label(item.text) for item in items]
    seconds = perf_counter() - start
    for item, label in zip(items, labels, strict=True):
        right, given = judged(item.tag), judged(label.tag)
        grouped = in_group(right, given)
        for at, added in enumerate((right == given, grouped, 1)):
            counts[item.tag][at] += added
        unknown += given == UNKNOWN
        if given != UNKNOWN:
            if right in known:
                own.add(label.confidence, right=grouped)
            if item.tag in WIDESPREAD:
                widespread.add(label.confidence, right=grouped)
    return ItemFigures(dict(counts), unknown, own.error, widespread.error, round(seconds, 3))


def _pages(pages: Sequence[Page], answers: _Answers, known: frozenset[str]) -> PageFigures:
    confidence = SpanCalibration()
    scores: list[PageScore] = []
    for page, spans in zip(pages, answers.spans, strict=True):
        scores.append(score(page, spans))
        confidence.add(page, spans)
    groups = [page.group for page in pages]
    return page_figures(groups, scores, known, confidence, round(answers.seconds, 3))


def _answers(system: System, pages: Sequence[Page]) -> _Answers:
    start = perf_counter()
    spans = [system.spans(page.text) for page in pages]
    return _Answers(spans, perf_counter() - start)


def _restricted(system: System, pages: Sequence[Page]) -> _Answers | None:
    """Return the answers with each page's pair given, or None if the system takes no pair.

    Pages of a pair that it does not take are asked without a restriction.
    """
    narrow = {page.group: system.restricted(page.group.split("/")) for page in pages}
    if not any(narrow.values()):
        return None
    start = perf_counter()
    spans = [(narrow[page.group] or system).spans(page.text) for page in pages]
    return _Answers(spans, perf_counter() - start)
