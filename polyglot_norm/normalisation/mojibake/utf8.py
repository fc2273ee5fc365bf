"""Repairs of UTF-8 that was decoded as a single-byte encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from polyglot_norm.normalisation.mojibake.codepages import Codepage, high_half
from polyglot_norm.normalisation.mojibake.single_byte import Change

ODD: Final = 3.0
"""The worth, in nats, of a sequence that contains a sign or is part of a word with ASCII letters:
few of those are well-formed by chance."""

_OF_BRANDS: Final = ("™", "®", "©")

_ASCII_LETTER: Final = re.compile("[A-Za-z]")


def sequences(line: str, decoded_as: Codepage) -> Iterator[Change]:
    """Yield the runs of characters that are well-formed UTF-8 in an encoding.

    >>> from polyglot_norm.normalisation.mojibake.codepages import CODEPAGES
    >>> [c.text for c in sequences("п■п╬п╠п╟я─ п╢п╟п╫, Jovo!", CODEPAGES[1])]
    ['Добар', 'дан']
    """
    table = _bytes(decoded_as)
    for match in _pattern(decoded_as).finditer(line):
        text = match[0].translate(table).encode("latin-1").decode("utf-8")
        beside = (
            line[max(0, match.start() - 1) : match.start()] + line[match.end() : match.end() + 1]
        )
        if any(char > "\x7f" and char.isalpha() for char in beside):
            continue  # by chance, among other letters
        if _is_brand(line[max(0, match.start() - 2) : match.start()], match[0], text):
            continue
        alone = len(text) == 1 and not (text.isalpha() and _ASCII_LETTER.search(beside))
        odd = len(text) if _ASCII_LETTER.search(beside) else sum(not c.isalpha() for c in match[0])
        worth = ODD * min(odd, len(text))
        yield Change(match.start(), match.end(), text, 0 if alone else len(text), worth)


def _is_brand(before: str, seen: str, text: str) -> bool:
    """Return True for what would be a lower-case letter after upper-case ones: ``AHÅ™``."""
    upper = len(before) > 1 and before.isalpha() and before.isupper()
    return upper and text.islower() and seen[1:] in _OF_BRANDS


@cache
def _bytes(decoded_as: Codepage) -> dict[int, int]:
    """Return the byte of each character beyond ASCII, as a table for `str.translate`."""
    found: dict[int, int] = {}
    for decoder in decoded_as.decoders:
        for byte, seen in high_half(decoder):
            found.setdefault(ord(seen), byte)
    return found


@cache
def _pattern(decoded_as: Codepage) -> re.Pattern[str]:
    """Return a regex for runs of sequences of common alphabets and punctuation only.

    Sequences that are longer, or have other first bytes, also occur in plain Cyrillic.
    """

    def of(*ranges: range | int) -> str:
        wanted = {byte for each in ranges for byte in (each if isinstance(each, range) else [each])}
        return "".join(
            re.escape(chr(code)) for code, byte in _bytes(decoded_as).items() if byte in wanted
        )

    all_ = range(0x80, 0xC0)
    return re.compile(
        rf"""(?:
              [{of(0xC2)}][{of(range(0xA0, 0xC0))}]            # signs of Latin-1
            | [{of(0xC3, 0xC4)}][{of(all_)}]                   # Latin
            | [{of(0xC5)}][{of(range(0x80, 0xBF))}]            # the same without ſ
            | [{of(0xC8)}][{of(range(0x98, 0x9C))}]            # ș ț
            | [{of(0xCE, 0xCF, 0xD0, 0xD1)}][{of(all_)}]       # Greek, Cyrillic
            | [{of(0xD2)}][{of(range(0x90, 0xB0))}]            # ґ, Kazakh and others
            | [{of(0xE2)}](?:[{of(0x80)}][{of(all_)}]          # “ ” – … •
                | [{of(0x82)}][{of(0xAC)}] | [{of(0x84)}][{of(0x96, 0xA2)}])  # € № ™
        )+""",
        re.VERBOSE,
    )
