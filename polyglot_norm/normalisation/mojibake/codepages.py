"""Encodings that are mistaken for each other, and the characters that result."""

from __future__ import annotations

import codecs
from functools import cache, cached_property, lru_cache
from itertools import starmap
from typing import Final, NamedTuple


class Codepage(NamedTuple):
    """A single-byte encoding.

    ``decoders`` are the codecs used to decode it; ``rarity``, in nats, is subtracted from the gain
    of text in this encoding, so that of two repairs that differ little the more common one wins.
    """

    name: str
    codec: str
    decoders: tuple[str, ...]
    rarity: float
    languages: frozenset[str]

    @property
    def is_cyrillic(self) -> bool:
        """True if it is for Cyrillic text."""
        return "ru" in self.languages


# The languages for which each was used.
_CYRILLIC: Final = frozenset("be bg bs-Cyrl mk rsk ru sr-Cyrl uk".split())
_CENTRAL: Final = frozenset("bs cs hr hsb hu pl ro sh-Latn sk sl sq sr-Latn szl".split())

# A second decoder only adds what the first leaves undefined.
CODEPAGES: Final = (
    Codepage("windows-1251", "cp1251", ("cp1251",), 0.0, _CYRILLIC),
    Codepage("koi8-u", "koi8-u", ("koi8-u", "koi8-r"), 0.5, frozenset(("be", "bg", "ru", "uk"))),
    Codepage("ibm866", "cp866", ("cp866",), 0.5, frozenset(("be", "bg", "ru", "uk"))),
    Codepage("iso-8859-5", "iso8859-5", ("iso8859-5",), 1.0, _CYRILLIC),
    Codepage("x-mac-cyrillic", "mac-cyrillic", ("mac-cyrillic",), 3.5, _CYRILLIC),
    Codepage("windows-1250", "cp1250", ("cp1250",), 0.0, _CENTRAL),
    Codepage("iso-8859-2", "iso8859-2", ("iso8859-2",), 0.5, _CENTRAL),
    Codepage("windows-1252", "cp1252", ("cp1252", "latin-1"), 0.0, frozenset()),
)


COMBINED: Final = tuple(
    (encoding, decoded_as)
    for encoding in CODEPAGES
    for decoded_as in CODEPAGES
    if encoding.languages and encoding is not decoded_as
)
"""The two encodings of each of the `encoding_pairs`."""

MARKS: Final = "“”„‟‘’‚«»‹›–—…·•°§№®©™†‡¡¿\N{NO-BREAK SPACE}\N{SOFT HYPHEN}"
"""Marks that occur before or after a word, or alone."""


_HIGH: Final = bytes(range(0x80, 0x100))
_UNDEFINED: Final = "\N{REPLACEMENT CHARACTER}"
_ASCII: Final = {code: code for code in range(0x80)}
_CONTROLS: Final = {code: code for code in range(0x80, 0xA0)}
_LOWER_CASE: Final = "абвгдежзийклмноп"


class EncodingPair:
    """The encoding of a text and another one with which it was decoded.

    Few pairs are ever tried, so their tables are made when they are first used.
    """

    def __init__(self, encoding: Codepage, decoded_as: Codepage) -> None:
        self.encoding: Final = encoding
        self.decoded_as: Final = decoded_as
        self.rule: Final = f"mojibake/{encoding.name}-as-{decoded_as.name}"
        """The rule of edits that undo it."""
        self.is_cyrillic: Final = encoding.is_cyrillic
        """True if the text is Cyrillic; otherwise it is Latin."""

    @cached_property
    def repairs(self) -> dict[int, str]:
        """A table for `str.translate` that undoes it."""
        table: dict[int, str] = {}
        high = _defined(self.encoding.codec)
        for decoder in self.decoded_as.decoders:
            for seen, meant in zip(_seen(decoder), high, strict=True):
                if meant not in (seen, _UNDEFINED):
                    table.setdefault(ord(seen), meant)
        return table

    @cached_property
    def bare_repairs(self) -> dict[int, str | None]:
        """The same, which also removes marks that are the same in both."""
        return dict.fromkeys(map(ord, MARKS)) | self.repairs

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters that are repaired."""
        return frozenset(map(chr, self.repairs))

    @property
    def keeps_lower_case(self) -> bool:
        """True if nearly all lower-case letters of Russian are the same in both."""
        return keeps_lower_case(self.encoding, self.decoded_as)


@cache
def encoding_pairs() -> tuple[EncodingPair, ...]:
    """Return every pair of an encoding that was used for some languages and another one.

    >>> found = {(pair.encoding.name, pair.decoded_as.name): pair for pair in encoding_pairs()}
    >>> "Ïðèâåò".translate(found["windows-1251", "windows-1252"].repairs)
    'Привет'
    """
    return tuple(starmap(EncodingPair, COMBINED))


@cache
def keeps_lower_case(encoding: Codepage, decoded_as: Codepage) -> bool:
    """Return True if nearly all lower-case letters of Russian are the same in both."""
    number = COMBINED.index((encoding, decoded_as))
    cyrillic = encoding.is_cyrillic and decoded_as.is_cyrillic
    return cyrillic and all(number not in repairs_of(char) for char in _LOWER_CASE)


@lru_cache(maxsize=4096)
def repairs_of(char: str) -> dict[int, str]:
    """Return what becomes of a character by each of the `encoding_pairs` that repairs it.

    To make their tables takes milliseconds, and most texts have few characters.

    >>> repairs_of("Ï")[6], 6 in repairs_of("П")
    ('П', False)
    """
    found: dict[int, str] = {}
    if char not in encoded():
        return found
    for page in CODEPAGES:
        for decoder in page.decoders:
            place = _places(decoder).get(char)
            if place is None:
                continue
            for number, high in _decoded_as(page):
                meant = high[place]
                if meant not in (char, _UNDEFINED):
                    found.setdefault(number, meant)
    return found


@cache
def encoded() -> frozenset[str]:
    """Return the characters beyond ASCII that any of the encodings has."""
    return frozenset(char for page in CODEPAGES for each in page.decoders for char in _seen(each))


@cache
def _decoded_as(page: Codepage) -> tuple[tuple[int, str], ...]:
    """Return the pairs of text that was decoded with an encoding, by number, and their characters.

    They are those of the bytes 0x80 to 0xFF in the encoding of the text.
    """
    return tuple(
        (number, _defined(encoding.codec))
        for number, (encoding, decoded_as) in enumerate(COMBINED)
        if decoded_as is page
    )


@cache
def _places(decoder: str) -> dict[str, int]:
    """Return the places of characters in the upper half of an encoding."""
    return {char: place for place, char in enumerate(_seen(decoder))}


def as_bytes(line: str, decoders: tuple[str, ...], *, controls: bool = False) -> bytes:
    """Return the bytes that a line was decoded from, one for each character.

    A question mark stands for a character that no byte is decoded to. With ``controls``, a C1
    control stands for itself.

    >>> as_bytes("trÃ¨s Ж", ("cp1252",)).replace(b"?", "Ж".encode()).decode()
    'très Ж'
    """
    return codecs.charmap_encode(line, "replace", _encoder(decoders, controls))[0]


@cache
def _encoder(decoders: tuple[str, ...], controls: bool) -> dict[int, int]:
    """Return the byte of each character that is decoded from one, by the first of the decoders."""
    found = dict(_CONTROLS) if controls else {}
    for decoder in reversed(decoders):
        found |= zip(map(ord, _seen(decoder)), _HIGH, strict=True)
    return found | _ASCII


@cache
def _seen(decoder: str) -> str:
    """Return the characters of the bytes 0x80 to 0xFF."""
    return "".join(char for _, char in high_half(decoder))


@cache
def high_half(codec: str) -> tuple[tuple[int, str], ...]:
    """Return the bytes 0x80 to 0xFF and their characters; undefined bytes are C1 controls."""
    return tuple(
        (byte, chr(byte) if char == _UNDEFINED else char)
        for byte, char in zip(_HIGH, _defined(codec), strict=True)
    )


@cache
def _defined(codec: str) -> str:
    """Return the characters of the bytes 0x80 to 0xFF, U+FFFD for an undefined byte."""
    return _HIGH.decode(codec, "replace")
