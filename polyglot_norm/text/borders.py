r"""Borders of words, as pieces for VERBOSE regexes.

``\w`` and ``\d`` follow the Unicode version of the running Python, which is good enough here: at
worst, a newer letter is left outside a hashtag.
"""

from __future__ import annotations

from collections.abc import Iterable
from re import escape
from typing import Final

# What words contain beside \w: combining marks, the vowel signs of South and South-East Asia (whole
# blocks, except for the danda, which ends a sentence), and the joiners.
MARKS: Final = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u0900-\u0963\u0966-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0f71-\u0f84"
    r"\u102b-\u103e\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d"
)
WORD: Final = r"\w" + MARKS

# Letters of scripts with spaces between words: Latin to the scripts of India, by far most text.
# Beyond them are Thai, Han, kana and the like, and Hangul, whose particles directly follow a number
# or a host name: there a letter is no border. (Georgian and Ethiopic are counted among those, which
# does no harm, and `re` compiles small ranges much faster than large ones.)
_SPACED: Final = r"\x00-\u0e00\u1e00-\u1fff"
SPACED_LETTER: Final = rf"(?:(?=[{_SPACED}])\w)"
SPACELESS_LETTER: Final = rf"(?:(?![{_SPACED}])\w)"

START: Final = rf"(?<!{SPACED_LETTER})"
END: Final = rf"(?!{SPACED_LETTER})"

# Characters that end a run and belong to nothing: white space and full-width punctuation.
STOPS: Final = r"\s、。，．；：？！｡､…‥「」『』【】《》〈〉"


def any_of(entries: Iterable[str]) -> str:
    """Return a regex for the longest of some literal strings.

    >>> any_of(["м", "мм", "%"])
    '(?:мм|%|м)'
    """
    return f"(?:{'|'.join(map(escape, sorted(entries, key=lambda entry: (-len(entry), entry))))})"
