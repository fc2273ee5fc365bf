"""Sentences with a few words of another language, or with a foreign name, in their middle.

The words are taken in a row from a sentence of the guest language, and none is a word of the host
language too; a name belongs to the sentence that it is in.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.compose import assembled
from benchmarks.corpus import Corpus, Page
from benchmarks.items import is_plain, letters_in, trimmed

PAIRS = tuple(
    tuple(pair.split("/"))
    for pair in """en/es en/fr en/de en/sr-Latn de/en de/tr es/en fr/en nl/en nl/fy tr/de id/en
    pl/en pt/en sr-Latn/en sv/en""".split()
)
"""Host and guest."""

NAMED_IN = "cs es fi fr hu it nl pl pt ro sr-Latn sv tr".split()
"""Languages from which names are taken; all write only names with a capital."""

COUNTS = {"one word": 1, "two words": 2, "three words": 3, "name": 0}
LEAST_HOST_WORDS = 8
LEAST_LETTERS = 3
KNOWN = 1.0
"""A word that is this frequent in the host's word list, per million, is one of its own."""


class Inserter:
    """Draws from the development sentences; every page has a seed of its own."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._known: dict[str, frozenset[str]] = {}
        self._names: dict[str, list[str]] = {}

    def pages(self, count: int) -> Iterator[Page]:
        """Yield so many pages for each pair and kind of insertion; the kind is the group."""
        for host, guest in PAIRS:
            for kind in COUNTS:
                for number in range(count):
                    draw = Random(f"insertions/{host}/{guest}/{kind}/{number}")
                    yield self._page(draw, kind, host, guest)

    def _page(self, draw: Random, kind: str, host: str, guest: str) -> Page:
        """Return three sentences of the host, the middle one with an insertion."""
        before, after = draw.sample(self._corpus.sentences(host), 2)
        words = self._host_words(draw, host)
        at = draw.randrange(2, len(words) - 2)
        left, right = " ".join(words[:at]), " ".join(words[at:])
        if kind == "name":
            name = draw.choice(self._names_beside(draw, host))
            pieces = [(host, before), (host, f"{left} {name} {right}"), (host, after)]
        else:
            inserted = self._guest_words(draw, host, guest, COUNTS[kind])
            pieces = [(host, f"{before} {left}"), (guest, inserted), (host, f"{right} {after}")]
        return assembled(kind, pieces, [" "] * len(pieces))

    def _host_words(self, draw: Random, host: str) -> list[str]:
        while True:
            words = draw.choice(self._corpus.sentences(host)).split()
            if len(words) >= LEAST_HOST_WORDS:
                return words

    def _guest_words(self, draw: Random, host: str, guest: str, count: int) -> str:
        known = self._words_of(host)
        while True:
            words = draw.choice(self._corpus.sentences(guest)).split()
            start = draw.randrange(len(words))
            found = words[start : start + count]
            if len(found) == count and all(_is_foreign(word, known) for word in found):
                return " ".join(found)

    def _words_of(self, tag: str) -> frozenset[str]:
        """Return the words of a language by its word list and its sentences, in lower case."""
        if tag not in self._known:
            listed = {word for word, often in self._corpus.lexicon(tag) if often >= KNOWN}
            seen = {word.lower() for word in self._all_words(tag)}
            self._known[tag] = frozenset(listed | seen)
        return self._known[tag]

    def _all_words(self, tag: str) -> Iterator[str]:
        for sentence in self._corpus.sentences(tag):
            yield from filter(None, map(trimmed, sentence.split()))

    def _names_beside(self, draw: Random, host: str) -> list[str]:
        """Return the names of a language other than the host."""
        tag = draw.choice([tag for tag in NAMED_IN if tag != host])
        if tag not in self._names:
            lower = {word for word in self._all_words(tag) if word.islower()}
            inside = (word for line in self._corpus.sentences(tag) for word in line.split()[1:])
            self._names[tag] = sorted({word for word in inside if _is_name(word, lower)})
        return self._names[tag]


def _is_foreign(word: str, known: frozenset[str]) -> bool:
    """Return True for a plain word that the host does not have, without punctuation."""
    return word == trimmed(word) and is_plain(word, LEAST_LETTERS) and word not in known


def _is_name(word: str, lower: set[str]) -> bool:
    """Return True for a capitalised word that is never written otherwise."""
    return word.istitle() and word.isalpha() and letters_in(word) > 3 and word.lower() not in lower
