"""Convert any script to ASCII, for slugs and keys, character by character with Unidecode.

Unidecode is under GPL-2.0-or-later (see NOTICE.md). This is the only file that imports it, and only
when it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.normalisation.steps import Trigger


def trigger() -> Trigger:
    """Return the trigger: anything that is not ASCII."""
    return Trigger("\x80-\U0010ffff", in_ascii=False)


def ascii(text: str, _lang: str | None) -> Aligned:  # noqa: A001 - a step has its own name
    """Transliterate everything to ASCII with Unidecode, whatever the language.

    >>> ascii("Ђак, 東京", "sr-Cyrl").text
    'Djak, Dong Jing '
    """
    return to_ascii(text, "ascii")


def to_ascii(text: str, rule: str) -> Aligned:
    """Return a text in ASCII; the language is not taken into account.

    Lone surrogates, and characters that Unidecode does not know, are removed.

    >>> to_ascii("Žута кућа — 東京", "ascii").text
    'Zuta kutsha -- Dong Jing '
    """
    if text.isascii():
        return Aligned.unchanged(text)
    return Aligned.lazily(text, text.translate(_spellings()), _edits, rule)


def _edits(text: str, rule: str) -> Iterator[Edit]:
    spellings = _spellings()
    for match in re.finditer("[^\x00-\x7f]", text):
        yield Edit(match.start(), match.end(), spellings[ord(match[0])], rule)


class _Spellings(dict[int, str]):
    """The spelling of each code point by Unidecode, looked up when it is first met."""

    def __missing__(self, code: int) -> str:
        from unidecode import unidecode_expect_nonascii

        # Unidecode emits a warning for surrogates, which have no spelling.
        surrogate = 0xD800 <= code <= 0xDFFF
        spelling = "" if surrogate else str(unidecode_expect_nonascii(chr(code)))
        self[code] = spelling
        return spelling


@cache
def _spellings() -> _Spellings:
    return _Spellings({code: chr(code) for code in range(128)})
