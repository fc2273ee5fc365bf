"""Training sentences dealt like cards: none is ever dealt twice.

Text that repeats itself flatters every cache, and users meet a text once.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from random import Random

from benchmarks.items import letters_in

REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Characters for which CLD2 rejects the whole text."""

Fits = Callable[[str], bool]


class Exhausted(Exception):
    """The training text of a tag has been used up."""


class Deck:
    """The training sentences of every tag, shuffled in the same way every time."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._piles: dict[str, list[str]] = {}
        self._dealt: set[str] = set()

    def deal(self, tag: str, fits: Fits | None = None) -> str:
        """Return a sentence of ``tag`` that was not dealt before, the next that fits.

        Sentences that do not fit are put aside for good.

        Raises:
            Exhausted: no sentence is left.
        """
        pile = self._pile(tag)
        while pile:
            sentence = pile.pop()
            if sentence in self._dealt or REFUSED.search(sentence):
                continue
            if fits is None or fits(sentence):
                self._dealt.add(sentence)
                return sentence
        raise Exhausted(f"the training text of {tag} is used up: compose less of it")

    def sentences(self, tag: str) -> tuple[str, ...]:
        """Return all sentences of ``tag``, whatever was dealt."""
        return training_sentences(self._root, tag)

    def _pile(self, tag: str) -> list[str]:
        if tag not in self._piles:
            self._piles[tag] = list(training_sentences(self._root, tag))
            Random(tag).shuffle(self._piles[tag])
        return self._piles[tag]


@lru_cache(maxsize=512)
def training_sentences(root: Path, tag: str) -> tuple[str, ...]:
    """Return the training sentences of a tag, in the order of the file."""
    with lzma.open(root / "train" / f"{tag}.txt.xz", "rt", encoding="utf-8", newline="\n") as lines:
        return tuple(line.rstrip("\n").partition("\t")[2] for line in lines)


def long_enough(sentence: str) -> bool:
    """Return True if a sentence could stand in a paragraph: a few words, not a button's label."""
    return letters_in(sentence) >= (20 if sentence.isascii() else 8)
