"""Any script to ASCII, for slugs and keys: the Unidecode package, character by character.

Unidecode is under GPL-2.0-or-later (see NOTICE.md); this is the one file that imports it, and
only when it is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.normalisation.steps import Trigger


def trigger() -> Trigger:
    """Anything that is not ASCII."""
    return Trigger("\x80-\U0010ffff", in_ascii=False)


def ascii(text: str, _lang: str | None) -> Aligned:  # noqa: A001 - a step has its own name
    """What is not ASCII is spelled in it, by the Unidecode package, whatever the language.

    >>> ascii("Ђак, 東京", "sr-Cyrl").text
    'Djak, Dong Jing '
    """
    return to_ascii(text, "ascii")


def to_ascii(text: str, rule: str) -> Aligned:
    """The text in ASCII; it knows no language, and is not for reading aloud.

    A lone surrogate, and what Unidecode has no spelling for, is left out.

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
    """Unidecode's spelling of each code point, looked up when it is first met."""

    def __missing__(self, code: int) -> str:
        from unidecode import unidecode_expect_nonascii

        # Unidecode warns of surrogates: they have no spelling.
        surrogate = 0xD800 <= code <= 0xDFFF
        spelling = "" if surrogate else str(unidecode_expect_nonascii(chr(code)))
        self[code] = spelling
        return spelling


@cache
def _spellings() -> _Spellings:
    return _Spellings({code: chr(code) for code in range(128)})
