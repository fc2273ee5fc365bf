"""Any script to ASCII, for slugs and keys: the Unidecode package, character by character.

Unidecode is under GPL-2.0-or-later (see NOTICE.md); this is the one file that imports it, and
only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from polyglot_norm.aligned import Aligned, Edit


def to_ascii(text: str, rule: str) -> Aligned:
    """The text in ASCII; it knows no language, and is not for reading aloud.

    A lone surrogate, and what Unidecode has no spelling for, is left out.

    >>> to_ascii("Žута кућа — 東京", "ascii").text
    'Zuta kutsha -- Dong Jing '
    """
    if text.isascii():
        return Aligned(text)
    return Aligned.lazily(text, text.translate(_spellings()), _edits, rule)


def _edits(text: str, rule: str) -> Iterator[Edit]:
    spellings = _spellings()
    for i, char in enumerate(text):
        if not char.isascii():
            yield Edit(i, i + 1, spellings[ord(char)], rule)


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
