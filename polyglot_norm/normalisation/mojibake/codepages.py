"""Which encodings are taken for which: for each pair, what a character ought to have been."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple


class Codepage(NamedTuple):
    """An encoding of one byte a character.

    ``readers`` are the codecs that it is read with; ``rarity``, in nats, is taken off the gain of
    text that was written in it, so that of two readings that differ little the usual one wins.
    """

    name: str
    codec: str
    readers: tuple[str, ...]
    rarity: float
    languages: frozenset[str]


# What can be written in each, among the languages that really were.
_CYRILLIC: Final = frozenset("be bg bs-Cyrl mk rsk ru sr-Cyrl uk".split())
_CENTRAL: Final = frozenset("bs cs hr hsb hu pl ro sh-Latn sk sl sq sr-Latn szl".split())

# Readers are several where the one only adds to the other what it leaves undefined.
CODEPAGES: Final = (
    Codepage("windows-1251", "cp1251", ("cp1251",), 0.0, _CYRILLIC),
    Codepage("koi8-u", "koi8-u", ("koi8-u", "koi8-r"), 0.5, frozenset(("be", "bg", "ru", "uk"))),
    Codepage("ibm866", "cp866", ("cp866",), 0.5, frozenset(("be", "bg", "ru", "uk"))),
    Codepage("iso-8859-5", "iso8859-5", ("iso8859-5",), 1.0, _CYRILLIC),
    Codepage("x-mac-cyrillic", "mac-cyrillic", ("mac-cyrillic",), 2.0, _CYRILLIC),
    Codepage("windows-1250", "cp1250", ("cp1250",), 0.0, _CENTRAL),
    Codepage("iso-8859-2", "iso8859-2", ("iso8859-2",), 0.5, _CENTRAL),
    Codepage("windows-1252", "cp1252", ("cp1252", "latin-1"), 0.0, frozenset()),
)


MARKS: Final = "“”„‟‘’‚«»‹›–—…·•°§№®©™†‡¡¿\N{NO-BREAK SPACE}\N{SOFT HYPHEN}"
"""What may stand before or after a word, or alone."""


class Misreading(NamedTuple):
    """Text written in one encoding and read in another.

    ``mend`` is a table for `str.translate`, and ``bare`` the same but that it leaves out marks that
    are what they were.
    """

    written: Codepage
    read: Codepage
    mend: dict[int, str]
    bare: dict[int, str | None]
    characters: frozenset[str]
    """Those that would be others."""

    @property
    def rule(self) -> str:
        """How an edit names it."""
        return f"mojibake/{self.written.name}-as-{self.read.name}"

    @property
    def is_cyrillic(self) -> bool:
        """Whether what was written is Cyrillic; if not it is Latin."""
        return "ru" in self.written.languages

    @property
    def spares_small_letters(self) -> bool:
        """Whether nearly all small letters of Russian are the same in both."""
        both = "ru" in self.read.languages and self.is_cyrillic
        return both and self.mend.keys().isdisjoint(map(ord, "абвгдежзийклмноп"))


@cache
def misreadings() -> tuple[Misreading, ...]:
    """Every pair in which languages were written and something else was read.

    >>> found = {(m.written.name, m.read.name): m for m in misreadings()}
    >>> "Ïðèâåò".translate(found["windows-1251", "windows-1252"].mend)
    'Привет'
    """
    return tuple(
        _misreading(written, read)
        for written in CODEPAGES
        for read in CODEPAGES
        if written.languages and written is not read
    )


def _misreading(written: Codepage, read: Codepage) -> Misreading:
    table: dict[int, str] = {}
    for reader in read.readers:
        for byte, seen in high_half(reader):
            meant = bytes([byte]).decode(written.codec, "ignore")
            if meant and meant != seen:
                table.setdefault(ord(seen), meant)
    bare = dict.fromkeys(map(ord, MARKS)) | table
    return Misreading(written, read, table, bare, frozenset(map(chr, table)))


def high_half(codec: str) -> Iterator[tuple[int, str]]:
    """The bytes 0x80 to 0xFF as a codec reads them; undefined ones as the controls of Latin-1."""
    every = bytes(range(0x80, 0x100))
    for byte, char in zip(every, every.decode(codec, "replace"), strict=True):
        yield byte, chr(byte) if char == "\N{REPLACEMENT CHARACTER}" else char
