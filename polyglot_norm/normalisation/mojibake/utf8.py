"""Repairs of UTF-8 that was decoded as a single-byte encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from polyglot_norm.normalisation.mojibake.codepages import Codepage, as_bytes
from polyglot_norm.normalisation.mojibake.single_byte import Change

ODD: Final = 3.0
"""The worth, in nats, of a sequence that contains a sign or is part of a word with ASCII letters:
few of those are well-formed by chance."""

_OF_BRANDS: Final = ("™", "®", "©")

_ASCII_LETTER: Final = re.compile("[A-Za-z]")

_RUN: Final = re.compile(
    rb"""(?:
          \xc2[\xa0-\xbf]                # signs of Latin-1
        | [\xc3\xc4][\x80-\xbf]          # Latin
        | \xc5[\x80-\xbe]                # the same without \xc5\xbf, a long s
        | \xc8[\x98-\x9b]                # s and t with comma below
        | [\xce-\xd1][\x80-\xbf]         # Greek, Cyrillic
        | \xd2[\x90-\xaf]                # Cyrillic of Ukrainian, Kazakh and others
        | \xe2(?:\x80[\x80-\xbf] | \x82\xac | \x84[\x96-\xa1])  # dashes, quotes, euro, trade mark
    )+""",
    re.VERBOSE,
)
"""Sequences of common alphabets and punctuation only.

Sequences that are longer, or have other first bytes, also occur in plain Cyrillic.
"""


def sequences(line: str, decoded_as: Codepage) -> Iterator[Change]:
    """Yield the runs of characters that are well-formed UTF-8 in an encoding.

    >>> from polyglot_norm.normalisation.mojibake.codepages import CODEPAGES
    >>> [c.text for c in sequences("п■п╬п╠п╟я─ п╢п╟п╫, Jovo!", CODEPAGES[1])]
    ['Добар', 'дан']
    """
    for match in _RUN.finditer(as_bytes(line, decoded_as.decoders)):
        seen, text = line[match.start() : match.end()], match[0].decode()
        beside = (
            line[max(0, match.start() - 1) : match.start()] + line[match.end() : match.end() + 1]
        )
        if any(char > "\x7f" and char.isalpha() for char in beside):
            continue  # by chance, among other letters
        if _is_brand(line[max(0, match.start() - 2) : match.start()], seen, text):
            continue
        alone = len(text) == 1 and not (text.isalpha() and _ASCII_LETTER.search(beside))
        odd = len(text) if _ASCII_LETTER.search(beside) else sum(not c.isalpha() for c in seen)
        worth = ODD * min(odd, len(text))
        yield Change(match.start(), match.end(), text, 0 if alone else len(text), worth)


def _is_brand(before: str, seen: str, text: str) -> bool:
    """Return True for what would be a lower-case letter after upper-case ones: ``AHÅ™``."""
    upper = len(before) > 1 and before.isalpha() and before.isupper()
    return upper and text.islower() and seen[1:] in _OF_BRANDS
