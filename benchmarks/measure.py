"""One system on all questions: items labelled, pages cut into spans, both scored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from time import perf_counter

from benchmarks.compose import Composer
from benchmarks.corpus import MIXED_SETS, Corpus, Page, Span
from benchmarks.figures import (
    ItemFigures,
    PageFigures,
    SystemFigures,
    known_tags,
    page_figures,
)
from benchmarks.items import LENGTHS, PER_TAG, PER_TAG_QUICK, Item, all_items
from benchmarks.metrics import Calibration, PageScore, calibrate, score
from benchmarks.naming import UNKNOWN, WIDESPREAD, in_group, judged
from benchmarks.systems.protocol import System

TOLD = ("sentences", "phrases")
"""The sets that are also asked with the pair told."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Questions:
    """Everything that a system is asked."""

    items: list[Item]
    pages: dict[str, list[Page]]

    def digest(self) -> str:
        """SHA-256 over texts and gold tags, cut to 16 digits."""
        pages = {kind: [tuple(page) for page in found] for kind, found in self.pages.items()}
        whole = repr(([tuple(item) for item in self.items], pages))
        return sha256(whole.encode()).hexdigest()[:16]


def questions(corpus: Corpus, *, quick: bool = False) -> Questions:
    """The items and pages of a run; ``quick`` asks about a fifth of them."""
    make = Composer(corpus)
    count = 12 if quick else 100
    each = 1 if quick else 6
    pages = {
        "comments": list(make.comments(count)),
        "comments joined": list(make.comments(count, joined=True)),
        "replies of words": list(make.comments(count, words=True)),
        "replies of words, joined": list(make.comments(count, words=True, joined=True)),
        "sentences": list(make.sentences(each)),
        "phrases": list(make.phrases(each)),
        "monolingual": list(make.monolingual(every=3 if quick else 1)),
    }
    pages |= {name: corpus.mixed(name)[: 60 if quick else None] for name in MIXED_SETS}
    return Questions(list(all_items(corpus, PER_TAG_QUICK if quick else PER_TAG)), pages)


def measure(system: System, asked: Questions, say: Say) -> SystemFigures:
    """All figures of a system."""
    known = frozenset(map(judged, system.languages()))
    tags = known_tags(known, dict.fromkeys(item.tag for item in asked.items))
    items = {}
    for length in LENGTHS:
        wanted = [
            item
            for item in asked.items
            if item.length == length and (item.tag in WIDESPREAD or judged(item.tag) in known)
        ]
        items[length] = _items(system, wanted, known)
        say(f"{system.name}: {length} {items[length].macro():.1%}")
    pages = {}
    for kind, found in asked.pages.items():
        pages[kind] = _pages(found, _answers(system, found), known)
        say(f"{system.name}: {kind} {pages[kind].right:.2%}")
    for kind in TOLD:
        if answers := _told(system, asked.pages[kind]):
            pages[f"{kind}, told"] = _pages(asked.pages[kind], answers, known)
            say(f"{system.name}: {kind}, told {pages[f'{kind}, told'].right:.2%}")
    return SystemFigures(system.name, system.version, tags, items, pages)


@dataclass(frozen=True, slots=True)
class _Answers:
    spans: list[Sequence[Span]]
    seconds: float


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
    sure = Calibration()
    scores: list[PageScore] = []
    for page, spans in zip(pages, answers.spans, strict=True):
        scores.append(score(page, spans))
        calibrate(page, spans, sure)
    groups = [page.group for page in pages]
    return page_figures(groups, scores, known, sure.error, round(answers.seconds, 3))


def _answers(system: System, pages: Sequence[Page]) -> _Answers:
    start = perf_counter()
    spans = [system.spans(page.text) for page in pages]
    return _Answers(spans, perf_counter() - start)


def _told(system: System, pages: Sequence[Page]) -> _Answers | None:
    """The answers with each page's pair told; None where the system cannot be told any pair.

    A pair that it cannot be told is left to the system as it is.
    """
    informed = {page.group: system.told(page.group.split("/")) for page in pages}
    if not any(informed.values()):
        return None
    start = perf_counter()
    spans = [(informed[page.group] or system).spans(page.text) for page in pages]
    return _Answers(spans, perf_counter() - start)
