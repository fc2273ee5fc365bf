"""Numbers as VERBOSE regexes, with signs, currencies and units; dates, times, telephone numbers.

Roman numerals are words here, and so are words with digits (``H2O``, ``COVID19``).
"""

from __future__ import annotations

from functools import cache
from typing import Final

from polyglot_norm.tables import grouped
from polyglot_norm.text.borders import END, START, any_of

CURRENCY: Final = "$¢£¤¥֏؋৲৳฿៛₠-₿﷼＄￠￡￥￦"
FRACTIONS: Final = "¼½¾⅐-⅞↉"

STARTS: Final = rf"[\d+−\#{CURRENCY}{FRACTIONS}-]"
"""A character class for the start of a number without letters (US$5)."""

# Spaces between groups of digits, or before a unit; never a line break.
_GAP: Final = r"[ \N{NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}\N{NARROW NO-BREAK SPACE}]"

JOINERS: Final = ".,:/'’·×x^–−٫٬-"
"""The body of a character class: what may stand between the digits of a number."""

# Digits and the characters that join them: 1.234,56 14:30 2026-11-22 3×4 1/2 5–10 1'000.
# One possessive run; if it turns out not to be a number, it is skipped whole (see NO_NUMBER).
BODY: Final = rf"""
    (?<!\d)(?<!\d[.,:/'’·×x^–−-])(?<!\d[٫٬])
    (?: \d{{1,3}}(?:{_GAP}\d{{3}}){{1,6}}(?!\d) | \d++ )   # 1 234 567
    (?: [{JOINERS}]\d++ )*+
    [{FRACTIONS}]?+
"""
NO_NUMBER: Final = BODY

_ISO_TIME: Final = r"""
    \d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?
"""
_DATE: Final = rf"""
    \d{{1,2}}\.{_GAP}?\d{{1,2}}\.{_GAP}?\d{{4}}\.?         # 12.05.2024. and 12. 5. 2024
"""
_PHONE: Final = rf"""
    \+\d{{1,3}}(?:(?:{_GAP}|[/.()-]){{1,2}}\d{{1,5}}){{2,6}}(?![.,:/-]?\d)
"""


@cache
def _unit() -> str:
    """Return a regex for a unit: right after a number, or after a space if it cannot be a word."""
    units = {place: any_of(grouped("units")[place]) for place in grouped("units")}
    # Not the start of a word (l'homme, т.е.), nor the sign of the next number (5 €12).
    end = rf"{END}(?!['’]\w)(?!\.\w)(?!(?<=[{CURRENCY}])\d)"
    multiple = rf"{_GAP}?{units['multiple']}{end}"
    return rf"""
    (?: (?:{multiple})?                                            # 5 млн €
        (?: {_GAP}?{units["spaced"]}[²³]?+(?:/[^\W\d_]{{1,3}}{end})?  # km, m², km/h
          | {units["joined"]}[²³]?+
          | {units["clock"]} | {_GAP}{units["clock"]}(?!{_GAP}?[A-ZÄÖÜ]) )  # 5 pm
        {end}
      | {multiple} )"""


@cache
def number() -> str:
    """Return a VERBOSE regex for a number with its unit.

    >>> import re
    >>> re.findall(number(), "12,99 €, 10 км/ч и 2026-11-22, не H2O", re.VERBOSE)
    ['12,99 €', '10 км/ч', '2026-11-22']
    """
    return rf"""
    (?<!\w){_PHONE}{END}
  | (?: {START}(?<![\d)\]])[+−-] | {START}(?=[\dA-Z]) | (?=[{CURRENCY}{FRACTIONS}]) )
    (?: {START}[A-Z]{{0,2}}[{CURRENCY}]{_GAP}? )?[+−-]?
    (?: {_ISO_TIME} | {_DATE} | {BODY}(?:[eE][+-]?\d++)?+ | [{FRACTIONS}] )
    {_unit()}?+{END}
  | (?<![\w\#])\#\d++{END}
    """
