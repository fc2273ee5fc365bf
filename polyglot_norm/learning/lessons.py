"""The words of a text that a language is learned from, line by line, in its one script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from polyglot_norm.errors import PolyglotError
from polyglot_norm.language.ngrams import fold_word
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.text.plain_letters import plain_letters
from polyglot_norm.text.protect import find_protected
from polyglot_norm.text.words import scan

FEWEST: Final = 20_000
"""Letters that are too few. docs/learning.md has what is found by how much text."""

ENOUGH: Final = 80_000
"""Letters from which on more text gains little."""

ONE_SCRIPT: Final = 0.8
"""The share of letters that one script must have: the rest are names and quotations."""

HELD_OUT: Final = 10
"""Every so many lines are kept for calibration."""

LONGEST: Final = 15
"""Words of a line; longer lines are cut."""


class Lesson(NamedTuple):
    """The folded words of the lines of a text, and of the lines that are held out."""

    script: str
    lines: Sequence[Sequence[str]]
    held_out: Sequence[Sequence[str]]
    letters: int


def lesson_of(text: str) -> Lesson:
    """Return the words to learn from; lines that are repeated count once.

    Raises:
        PolyglotError: there is too little text, or it is not in one script.
    """
    lines = list(dict.fromkeys(line for line in text.splitlines() if line.strip()))
    found = [list(_words(line)) for line in lines]
    letters = Counter[int]()
    for line in found:
        for word, script in line:
            letters[script] += len(word)
    _check_amount(letters)
    script = max(letters, key=lambda number: letters[number])
    pieces = list(_pieces([word for word, own in line if own == script] for line in found))
    return Lesson(
        SCRIPTS[script],
        [piece for at, piece in enumerate(pieces) if at % HELD_OUT],
        pieces[::HELD_OUT],
        letters[script],
    )


def _words(line: str) -> Iterator[tuple[str, int]]:
    """Yield the folded words of a line outside protected spans, each with its script."""
    line = plain_letters(line)
    spans = find_protected(line)
    flat = scan(line)
    for start, end, script in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
        if not any(span.start < end and start < span.end for span in spans):
            word = fold_word(line, start, end)
            if word:
                yield word, script


def _pieces(lines: Iterable[list[str]]) -> Iterator[list[str]]:
    """Yield the lines that have words, cut to ``LONGEST``."""
    for line in lines:
        for at in range(0, len(line), LONGEST):
            yield line[at : at + LONGEST]


def _check_amount(letters: Counter[int]) -> None:
    total = letters.total()
    if total < FEWEST:
        raise PolyglotError(
            f"too little text to learn from: {total:,} letters in distinct lines, expected at "
            f"least {FEWEST:,}, better {ENOUGH:,} (about 200 kB)"
        )
    most, second = [*letters.most_common(2), (0, 0)][:2]
    if most[1] < ONE_SCRIPT * total:
        shares = ", ".join(
            f"{100 * count / total:.0f} % {SCRIPTS[number]}" for number, count in (most, second)
        )
        raise PolyglotError(
            f"the text is not in one script: its letters are {shares}; learn a language from "
            "text in one script"
        )
