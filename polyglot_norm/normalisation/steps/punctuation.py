"""Replace quotation marks, dashes and ellipses by those of every keyboard, for search.

Whatever looks like an apostrophe becomes one, even if it is a letter of the language (Ukrainian ’,
Uzbek and Tongan ʻ, Hebrew ׳): users type what the keyboard has, and a query goes through the same
steps as the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.steps import Trigger

SINGLE: Final = (
    "\N{GRAVE ACCENT}\N{ACUTE ACCENT}\N{MODIFIER LETTER PRIME}\N{MODIFIER LETTER TURNED COMMA}"
    "\N{MODIFIER LETTER APOSTROPHE}\N{MODIFIER LETTER REVERSED COMMA}"
    "\N{MODIFIER LETTER RIGHT HALF RING}\N{MODIFIER LETTER LEFT HALF RING}"
    "\N{GREEK NUMERAL SIGN}\N{GREEK TONOS}\N{ARMENIAN APOSTROPHE}\N{HEBREW PUNCTUATION GERESH}"
    "\N{GREEK KORONIS}\N{GREEK PSILI}\N{GREEK VARIA}\N{GREEK OXIA}\N{GREEK DASIA}"
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{SINGLE LOW-9 QUOTATION MARK}\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}"
    "\N{PRIME}\N{REVERSED PRIME}\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
    "\N{HEAVY SINGLE TURNED COMMA QUOTATION MARK ORNAMENT}"
    "\N{HEAVY SINGLE COMMA QUOTATION MARK ORNAMENT}"
    "\N{LATIN CAPITAL LETTER SALTILLO}\N{LATIN SMALL LETTER SALTILLO}\N{FULLWIDTH APOSTROPHE}"
    "\N{FULLWIDTH GRAVE ACCENT}"
)
DOUBLE: Final = (
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{MODIFIER LETTER DOUBLE PRIME}\N{MODIFIER LETTER DOUBLE APOSTROPHE}"
    "\N{HEBREW PUNCTUATION GERSHAYIM}\N{LEFT DOUBLE QUOTATION MARK}"
    "\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
    "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}\N{DOUBLE PRIME}\N{REVERSED DOUBLE PRIME}"
    "\N{HEAVY DOUBLE TURNED COMMA QUOTATION MARK ORNAMENT}"
    "\N{HEAVY DOUBLE COMMA QUOTATION MARK ORNAMENT}\N{DOUBLE LOW-REVERSED-9 QUOTATION MARK}"
    "\N{LEFT CORNER BRACKET}\N{RIGHT CORNER BRACKET}\N{LEFT WHITE CORNER BRACKET}"
    "\N{RIGHT WHITE CORNER BRACKET}\N{REVERSED DOUBLE PRIME QUOTATION MARK}"
    "\N{DOUBLE PRIME QUOTATION MARK}\N{LOW DOUBLE PRIME QUOTATION MARK}"
    "\N{PRESENTATION FORM FOR VERTICAL LEFT CORNER BRACKET}"
    "\N{PRESENTATION FORM FOR VERTICAL RIGHT CORNER BRACKET}"
    "\N{PRESENTATION FORM FOR VERTICAL LEFT WHITE CORNER BRACKET}"
    "\N{PRESENTATION FORM FOR VERTICAL RIGHT WHITE CORNER BRACKET}"
    "\N{FULLWIDTH QUOTATION MARK}\N{HALFWIDTH LEFT CORNER BRACKET}"
    "\N{HALFWIDTH RIGHT CORNER BRACKET}"
)
DASHES: Final = (
    "\N{ARMENIAN HYPHEN}\N{HEBREW PUNCTUATION MAQAF}\N{CANADIAN SYLLABICS HYPHEN}"
    "\N{MONGOLIAN TODO SOFT HYPHEN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}"
    "\N{EM DASH}\N{HORIZONTAL BAR}\N{SWUNG DASH}\N{HYPHEN BULLET}\N{SUPERSCRIPT MINUS}"
    "\N{SUBSCRIPT MINUS}\N{MINUS SIGN}\N{DOUBLE OBLIQUE HYPHEN}\N{HYPHEN WITH DIAERESIS}"
    "\N{TWO-EM DASH}\N{THREE-EM DASH}\N{DOUBLE HYPHEN}\N{WAVE DASH}\N{WAVY DASH}"
    "\N{OBLIQUE HYPHEN}\N{KATAKANA-HIRAGANA DOUBLE HYPHEN}"
    "\N{PRESENTATION FORM FOR VERTICAL EM DASH}"
    "\N{PRESENTATION FORM FOR VERTICAL EN DASH}\N{SMALL EM DASH}\N{SMALL HYPHEN-MINUS}"
    "\N{FULLWIDTH HYPHEN-MINUS}"
)
MARKS: Final = {
    "quotes": dict.fromkeys(SINGLE, "'")
    | dict.fromkeys(DOUBLE, '"')
    | {
        "\N{TRIPLE PRIME}": "'''",
        "\N{REVERSED TRIPLE PRIME}": "'''",
        "\N{QUADRUPLE PRIME}": "''''",
        "\N{LATIN SMALL LETTER N PRECEDED BY APOSTROPHE}": "'n",
    },
    "dashes": dict.fromkeys(DASHES, "-"),
    "ellipses": {
        "\N{TWO DOT LEADER}": "..",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{MIDLINE HORIZONTAL ELLIPSIS}": "...",
        "\N{PRESENTATION FORM FOR VERTICAL TWO DOT LEADER}": "..",
        "\N{PRESENTATION FORM FOR VERTICAL HORIZONTAL ELLIPSIS}": "...",
    },
}
"""Replacements by step: quotation marks and primes, the property Dash, leaders of dots."""


def quotes_trigger() -> Trigger:
    """Return the trigger: any of the marks."""
    return Trigger("".join(MARKS["quotes"]))


def dashes_trigger() -> Trigger:
    """Return the trigger: any dash except that of the keyboard."""
    return Trigger("".join(MARKS["dashes"]), in_ascii=False)


def ellipses_trigger() -> Trigger:
    """Return the trigger: any ellipsis that is one character."""
    return Trigger("".join(MARKS["ellipses"]), in_ascii=False)


def quotes(text: str, _lang: str | None) -> Iterator[Edit]:
    """Replace quotation marks, primes and apostrophes by those of the keyboard.

    >>> [edit.replacement for edit in quotes("„Об’єкт“ l’été 6′", None)]
    ['"', "'", '"', "'", "'"]
    """
    return _replaced(text, "quotes")


def dashes(text: str, _lang: str | None) -> Iterator[Edit]:
    """Replace dashes, hyphens and minus signs by -.

    >>> [(e.start, e.replacement) for e in dashes("1941–1945 — рат", "sr-Cyrl")]
    [(4, '-'), (10, '-')]
    """
    return _replaced(text, "dashes")


def ellipses(text: str, _lang: str | None) -> Iterator[Edit]:
    """Replace ellipses that are one character by dots.

    >>> [e.replacement for e in ellipses("Па… 好的……", None)]
    ['...', '...', '...']
    """
    return _replaced(text, "ellipses")


def _replaced(text: str, rule: str) -> Iterator[Edit]:
    becomes = MARKS[rule]
    for match in _any(rule).finditer(text):
        yield Edit(match.start(), match.end(), becomes[match[0]], rule)


@cache
def _any(rule: str) -> re.Pattern[str]:
    return re.compile(f"[{''.join(MARKS[rule])}]")
