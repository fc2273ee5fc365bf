"""The lines of a text in which words mix scripts, and the other words around these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from polyglot_norm.normalisation.look_alikes import LETTERS, repertoire
from polyglot_norm.normalisation.mixtures import Mixture, first_meeting, mixtures
from polyglot_norm.text.characters import script
from polyglot_norm.text.lines import Lines

Letters = dict[str, set[str]]
"""The letters of words, by script."""

_NEAR: Final = 40
"""Characters to either side of a word in which the nearest letter is sought."""


class Surroundings:
    """A line, the words in it that mix scripts, and the letters of the others."""

    def __init__(self, text: Text, start: int, end: int) -> None:
        self._whole = text
        self.start = start
        self.text = text.text[start:end]
        self.mixtures = mixtures(self.text)
        self.counts = Counter([mixture.word for mixture in self.mixtures])

    @cached_property
    def letters(self) -> Letters:
        """The letters of the other words, or of the other lines if there are no words in this."""
        own = self._letters
        alone = len(self.text) == len(self._whole.text)
        return own if alone or any(own.values()) else self._whole.letters

    @cached_property
    def _letters(self) -> Letters:
        return _letters(self._others)

    @cached_property
    def _others(self) -> str:
        """The line with spaces in place of words that mix scripts."""
        return _without(self.mixtures, self.text)

    @cached_property
    def scripts(self) -> tuple[str, ...]:
        """The scripts of these letters, and that of the text."""
        found = (name for name, letters in self.letters.items() if letters)
        return (self._whole.own, *found)

    @cached_property
    def languages(self) -> tuple[int, ...]:
        """The languages that have these letters, as bits, for each of the scripts."""
        found = self.letters.items()
        return tuple(repertoire(name).languages_with(letters) for name, letters in found)

    def script_around(self, start: int, end: int) -> str:
        """Return the script of the words before and after a place; none if they differ."""
        if not any(self._letters.values()):
            return ""
        text = self._others
        before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
        nearest = (next(filter(str.isalpha, side), "") for side in (reversed(before), after))
        found = {script(char) for char in nearest if char}
        return found.pop() if len(found) == 1 else ""


class Text:
    """A text in its own script, if that is known, and the lines with words that mix scripts."""

    def __init__(self, text: str, own: str = "") -> None:
        self.text = text
        self.own = own

    @cached_property
    def letters(self) -> Letters:
        """The letters of all words that do not mix scripts."""
        return _letters(_without(mixtures(self.text), self.text))

    def lines(self) -> Iterator[Surroundings]:
        """Yield the lines that hold a mixture."""
        lines = Lines(self.text)
        at = first_meeting(self.text)
        while at >= 0:
            start, end = lines.around(at)
            yield Surroundings(self, start, end)
            at = first_meeting(self.text, end)


def _without(inside: Iterable[Mixture], text: str) -> str:
    """Return a text with spaces in place of some words."""
    pieces: list[str] = []
    position = 0
    for start, word in inside:
        pieces += (text[position:start], " " * len(word))
        position = start + len(word)
    return "".join((*pieces, text[position:]))


def _letters(text: str) -> Letters:
    found: Letters = {name: set() for name in LETTERS}
    for char in set(text):
        of = script(char)
        if of in found and char.isalpha():
            found[of].add(char)
    return found
