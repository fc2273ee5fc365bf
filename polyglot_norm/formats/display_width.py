"""The width of a text on a terminal, and its division into grapheme clusters.

Terminals disagree about vowel signs that take space (Devanagari aa, Tamil i, Khmer), which some
draw as part of their letter. Here each takes a column of its own, so a row may be narrower than
it could be, but never too wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from unicodedata import category

from rich.cells import cell_len

_FIRST_SPACING_MARK: Final = "\N{DEVANAGARI SIGN VISARGA}"
_JOINER: Final = "\N{ZERO WIDTH JOINER}"
_SKIN_TONES: Final = "\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}\N{EMOJI MODIFIER FITZPATRICK TYPE-6}"
_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")


def display_width(text: str) -> int:
    r"""Return the greatest number of columns that a text takes.

    >>> [display_width(text) for text in ("Ћао", "明日", "e\u0301", "क्या")]
    [3, 4, 1, 3]
    """
    if text.isascii() or max(text) < _FIRST_SPACING_MARK:
        return cell_len(text)
    return cell_len(text) + sum(map(_is_spacing_mark, text))


@lru_cache(maxsize=1024)
def _is_spacing_mark(character: str) -> bool:
    return category(character) == "Mc"


def grapheme_clusters(text: str) -> Iterator[str]:
    r"""Yield what readers take for single characters: letters with their marks, emoji, flags.

    >>> list(grapheme_clusters("e\u0301а🇷🇸🇷🇸")) == ["e\u0301", "а", "🇷🇸", "🇷🇸"]
    True
    """
    start, at = 0, 0
    while at < len(text):
        flag = _FLAG.match(text, at)
        at = flag.end() if flag else at + 1
        while at < len(text) and (text[at - 1] == _JOINER or _continues(text[at])):
            at += 1
        yield text[start:at]
        start = at


def _continues(character: str) -> bool:
    return (
        cell_len(character) == 0
        or _is_spacing_mark(character)
        or _SKIN_TONES[0] <= character <= _SKIN_TONES[1]
    )
