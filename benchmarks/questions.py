"""Everything that a system is asked: items, pages and lines."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from benchmarks.chat import chat_lines
from benchmarks.close_lines import close_lines
from benchmarks.compose import Composer
from benchmarks.corpus import MIXED_SETS, Corpus, Page
from benchmarks.insertions import Inserter
from benchmarks.items import PER_TAG, PER_TAG_QUICK, Item, all_items
from benchmarks.lines import Line
from benchmarks.noise import noise_lines


@dataclass(frozen=True, slots=True)
class Counts:
    """The size of each set: for every tag, pair, kind or language where it has several."""

    items: int = PER_TAG
    comments: int = 100
    pairs: int = 6
    monolingual_every: int = 1
    insertions: int = 6
    mixed: int | None = None
    close: int = 98
    noise: int = 60


QUICK = Counts(PER_TAG_QUICK, 12, 1, 3, 1, 60, 20, 12)


@dataclass(frozen=True, slots=True)
class Questions:
    """The items, and the pages and lines of each set."""

    items: list[Item]
    pages: dict[str, list[Page]]
    lines: dict[str, list[Line]]

    def digest(self) -> str:
        """Return the SHA-256 of texts and gold tags, cut to 16 digits."""
        pages = {kind: [tuple(page) for page in found] for kind, found in self.pages.items()}
        lines = {
            kind: [(*line[:4], sorted(line.accepted)) for line in found]
            for kind, found in self.lines.items()
        }
        whole = repr(([tuple(item) for item in self.items], pages, lines))
        return sha256(whole.encode()).hexdigest()[:16]


def questions(corpus: Corpus, *, quick: bool = False) -> Questions:
    """Return the questions of a run; ``quick`` asks about a fifth of them."""
    counts = QUICK if quick else Counts()
    return Questions(
        list(all_items(corpus, counts.items)), _pages(corpus, counts), _lines(corpus, counts)
    )


def _pages(corpus: Corpus, counts: Counts) -> dict[str, list[Page]]:
    make = Composer(corpus)
    composed = {
        "comments": make.comments(counts.comments),
        "comments joined": make.comments(counts.comments, joined=True),
        "remarks": make.comments(counts.comments, words=True),
        "remarks joined": make.comments(counts.comments, words=True, joined=True),
        "sentences": make.sentences(counts.pairs),
        "phrases": make.phrases(counts.pairs),
        "insertions": Inserter(corpus).pages(counts.insertions),
        "monolingual": make.monolingual(counts.monolingual_every),
    }
    mixed = {name: corpus.mixed(name)[: counts.mixed] for name in MIXED_SETS}
    return {kind: list(pages) for kind, pages in composed.items()} | mixed


def _lines(corpus: Corpus, counts: Counts) -> dict[str, list[Line]]:
    return {
        "close languages": list(close_lines(corpus, counts.close, beside=False)),
        "close languages below English": list(close_lines(corpus, counts.close, beside=True)),
        "noise": list(noise_lines(corpus, counts.noise)),
        "chat": list(chat_lines()),
    }
