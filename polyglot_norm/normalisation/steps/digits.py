"""Replace the digits of other scripts by 0 to 9, and the signs between them likewise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.text import character_tables as tables
from polyglot_norm.text.characters import CharacterClass

# Arabic signs, only beside digits.
_SIGNS: Final = {
    "\N{ARABIC DECIMAL SEPARATOR}": ".",
    "\N{ARABIC THOUSANDS SEPARATOR}": ",",
    "\N{ARABIC PERCENT SIGN}": "%",
}

_BEYOND: Final = "\U00010000-\U0010ffff"


def trigger() -> Trigger:
    """Return the trigger: any digit beyond ASCII."""
    return Trigger("".join((*_all_digits()[1], *_SIGNS)), in_ascii=False)


def digits(text: str, _lang: str | None) -> Iterator[Edit]:
    """Replace the digits of other scripts by 0 to 9; superscripts and other numerals stay.

    >>> from polyglot_norm.align.aligned import Aligned
    >>> Aligned("۱۲٫۵٪ и ৩, H²O", digits("۱۲٫۵٪ и ৩, H²O", None)).text
    '12.5% и 3, H²O'
    """
    if text.isascii():
        return
    values = _all_digits()[1]
    for match in _pattern().finditer(text):
        plain = values.get(match[0]) or _sign(text, match.start())
        if plain:
            yield Edit(match.start(), match.end(), plain, "digits")


def _sign(text: str, position: int) -> str | None:
    """Return the replacement of a sign after a digit and, except for percent, before one."""
    sign = _SIGNS.get(text[position])
    after = sign == "%" or _is_digit(text[position + 1 : position + 2])
    return sign if after and _is_digit(text[max(0, position - 1) : position]) else None


def _is_digit(char: str) -> bool:
    return char in _all_digits()[1] or (char != "" and char in "0123456789")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"[{_all_digits()[0]}{''.join(_SIGNS)}]")


@cache
def _all_digits() -> tuple[str, dict[str, str]]:
    """Return all digits beyond ASCII as the body of a class, and the value of each.

    The digits of a script are consecutive, from 0 to 9. The class contains everything beyond the
    Basic Multilingual Plane, where each range would be a comparison of its own; below, `re` uses a
    table.
    """
    ranges, values = [_BEYOND], {}
    for zero in _zeros():
        ranges += [f"{chr(zero)}-{chr(zero + 9)}"] if zero <= 0xFFFF else []
        values.update({chr(zero + value): str(value) for value in range(10)})
    return "".join(ranges), values


def _zeros() -> Iterator[int]:
    size, digit = 1 << tables.SHIFT, int(CharacterClass.DIGIT)
    following = 128
    for number, block in enumerate(tables.CLASS_INDEX):
        classes = tables.CLASS_BLOCKS[block * size : (block + 1) * size]
        at = classes.find(digit)
        while at >= 0:
            if number * size + at >= following:
                yield number * size + at
                following = number * size + at + 10
            at = classes.find(digit, max(at + 1, following - number * size))
