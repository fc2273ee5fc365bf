"""The texts that are timed: pages, a shuffle of languages, messages; no sentence occurs twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from random import Random
from typing import NamedTuple

from benchmarks.compose import REPLY_TAGS, reply_tags
from benchmarks.deck import Deck, Exhausted, long_enough
from benchmarks.naming import WIDESPREAD

SHUFFLED_LINES = 20
MESSAGE_LENGTHS = range(50, 141)


class Sizes(NamedTuple):
    """The sizes of the workloads: bytes of UTF-8, and messages."""

    pages: int = 10_000_000
    shuffle: int = 5_000_000
    messages: int = 30_000

    def tenth(self) -> Sizes:
        """Return sizes for a quick run."""
        return Sizes(*(size // 10 for size in self))


class Workload(NamedTuple):
    """Texts under a name; ``title`` describes them in a heading."""

    name: str
    title: str
    texts: list[str]

    @property
    def size(self) -> int:
        """Bytes of UTF-8."""
        return sum(len(text.encode()) for text in self.texts)


def pages(deck: Deck, sizes: Sizes) -> Workload:
    """Return English pages, each with replies in two to five other languages.

    The corpus has three megabytes of English, so the replies are the larger part of ten.
    """
    texts = _until(sizes.pages, lambda draw: _page(deck, draw), "pages")
    return Workload("pages", f"English pages with replies in {len(REPLY_TAGS)} languages", texts)


def long(deck: Deck, sizes: Sizes) -> Workload:
    """Return the pages as one text."""
    return Workload("long", "the pages as one text", ["\n\n".join(pages(deck, sizes).texts)])


def shuffle(deck: Deck, sizes: Sizes) -> Workload:
    """Return documents of which every line may be in another language."""

    def document(draw: Random) -> str:
        tags = draw.choices(WIDESPREAD, k=SHUFFLED_LINES)
        return "\n".join(deck.deal(tag, long_enough) for tag in tags)

    texts = _until(sizes.shuffle, document, "shuffle")
    title = f"documents of {SHUFFLED_LINES} lines in 75 languages, shuffled"
    return Workload("shuffle", title, texts)


def messages(deck: Deck, sizes: Sizes) -> Workload:
    """Return sentences that are as long as messages; a language that runs out is left out."""
    draw = Random("messages")
    tags = list(WIDESPREAD)
    texts: list[str] = []
    while len(texts) < sizes.messages:
        tag = draw.choice(tags)
        try:
            texts.append(deck.deal(tag, lambda text: len(text) in MESSAGE_LENGTHS))
        except Exhausted:
            tags.remove(tag)
    title = f"messages of {MESSAGE_LENGTHS[0]}–{MESSAGE_LENGTHS[-1]} characters in 75 languages"
    return Workload("messages", title, texts)


WORKLOADS: dict[str, Callable[[Deck, Sizes], Workload]] = {
    "pages": pages,
    "long": long,
    "shuffle": shuffle,
    "messages": messages,
}


def _until(size: int, compose: Callable[[Random], str], seed: str) -> list[str]:
    texts: list[str] = []
    total = 0
    for number in count():
        texts.append(compose(Random(f"{seed}/{number}")))
        total += len(texts[-1].encode())
        if total >= size:
            break
    return texts


def _page(deck: Deck, draw: Random) -> str:
    """Return an article with its thread: some have a kilobyte, some thirty."""
    article = [_paragraph(deck, draw, "en", 4) for _ in range(draw.randint(2, 14))]
    return "\n\n".join([*article, *_thread(deck, draw)])


def _thread(deck: Deck, draw: Random) -> Iterator[str]:
    tags = reply_tags(draw, draw.randint(2, 5))
    for tag in [*tags, *draw.choices(tags, k=draw.randint(0, 40))]:
        yield _paragraph(deck, draw, tag, 3)


def _paragraph(deck: Deck, draw: Random, tag: str, most: int) -> str:
    return " ".join(deck.deal(tag, long_enough) for _ in range(draw.randint(1, most)))
