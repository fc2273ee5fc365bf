"""The surroundings of words that mix scripts: the other words of the line and the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Final

from polyglot_norm.normalisation.look_alikes import LETTERS, repertoire
from polyglot_norm.normalisation.mixtures import Mixture, mixtures
from polyglot_norm.text.characters import script
from polyglot_norm.text.lines import Lines

Letters = dict[str, set[str]]
"""The letters of words, by script."""

_NEAR: Final = 40
"""Characters to either side of a word in which the nearest letter is sought."""


class Surroundings:
    """The words of a line beside those that mix scripts."""

    def __init__(self, text: Text, start: int, end: int, inside: Sequence[Mixture]) -> None:
        self.text = text.text[start:end]
        self.mixtures = inside
        self._whole = text
        self.start = start
        self._others = _without(inside, text.text, start, end)

    @cached_property
    def letters(self) -> Letters:
        """The letters of the other words, or of the other lines if there are no words in this."""
        found = _letters(self._others)
        return found if any(found.values()) else self._whole.letters

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

    def script_around(self, mixture: Mixture) -> str:
        """Return the script of the words before and after it; none if they differ."""
        start, end = mixture.start - self.start, mixture.end - self.start
        before, after = self._others[max(0, start - _NEAR) : start], self._others[end : end + _NEAR]
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
        text = self.text
        return _letters(_without(mixtures(text), text, 0, len(text)))

    def lines(self) -> Iterator[Surroundings]:
        """Yield the lines that hold a mixture."""
        lines = Lines(self.text)
        found = groupby(mixtures(self.text), key=lambda mixture: lines.around(mixture.start))
        for (start, end), inside in found:
            yield Surroundings(self, start, end, list(inside))


def _without(inside: Iterable[Mixture], text: str, start: int, end: int) -> str:
    """Return ``text[start:end]`` with spaces in place of some words."""
    pieces: list[str] = []
    for mixture in inside:
        pieces += (text[start : mixture.start], " " * len(mixture.word))
        start = mixture.end
    return "".join((*pieces, text[start:end]))


def _letters(text: str) -> Letters:
    found: Letters = {name: set() for name in LETTERS}
    for char in set(text):
        of = script(char)
        if of in found and char.isalpha():
            found[of].add(char)
    return found
