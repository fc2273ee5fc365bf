"""Characters written in the encoding of the file that they were read from."""

from __future__ import annotations

import codecs
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple
from zlib import crc32

from polyglot_norm.text.encodings import resolve

UTF_8: Final = "utf-8"

_MARKS: Final = {
    UTF_8: codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
_ALL_OF_UNICODE: Final = frozenset({*_MARKS, "gb18030"})
_HELD: Final = 1 << 24
"""Bytes of a file that are held in memory until it is known that its encoding has all letters."""


class FileEncoding(NamedTuple):
    """The encoding of a file, and the byte-order mark at its beginning.

    ``references`` is True if characters that the encoding lacks are written as HTML references.
    """

    name: str = UTF_8
    mark: bytes = b""
    references: bool = False


def mark_of(head: bytes, encoding: str) -> bytes:
    r"""Return the byte-order mark at the head of a file in an encoding, if there is one.

    >>> mark_of(b"\xff\xfeW\0", "utf-16le"), mark_of(b"WEBVTT", "utf-8")
    (b'\xff\xfe', b'')
    """
    mark = _MARKS.get(resolve(encoding), b"")
    return mark if head.startswith(mark) else b""


class Inexact(NamedTuple):
    """A file whose encoding writes some of its characters by other bytes than those it has."""

    encoding: str


class Reencoded:
    """The characters of a file, and the checksum of the bytes that its encoding gives for them."""

    def __init__(self, encoding: str, mark: bytes) -> None:
        self._encoder = codecs.getincrementalencoder(resolve(encoding))("replace")
        self.checksum = crc32(mark)

    def watched(self, chunks: Iterable[str]) -> Iterator[str]:
        """Yield the chunks; at their end the checksum is that of the whole file."""
        for chunk in chunks:
            self.checksum = crc32(self._encoder.encode(chunk), self.checksum)
            yield chunk
        self.checksum = crc32(self._encoder.encode("", True), self.checksum)


OnLacking = Callable[[str, str], None]
"""Called with an encoding, and a character that it lacks."""


class FileEncoder:
    """Encodes the characters of a file, which come in parts.

    A file in an encoding that lacks one of them becomes UTF-8, without a mark, as a whole. So its
    characters are held until the last of them is known.
    """

    def __init__(self, encoding: FileEncoding, on_lacking: OnLacking) -> None:
        self._encoding = encoding
        self._on_lacking = on_lacking
        codec = resolve(encoding.name)
        errors = "xmlcharrefreplace" if encoding.references else "surrogateescape"
        self._encoder = codecs.getincrementalencoder(codec)(errors)
        self._waits = not encoding.references and codec not in _ALL_OF_UNICODE
        self._held = _spool() if self._waits else None
        self._ahead = encoding.mark

    def part(self, text: str) -> bytes:
        """Return bytes that can be written by now."""
        if self._held is not None:
            self._held.write(text)
            return b""
        ahead, self._ahead = self._ahead, b""
        return ahead + self._encoder.encode(text)

    def rest(self) -> Iterator[bytes]:
        """Yield the last bytes."""
        if self._held is not None:
            if self._lacking():
                self._encoder = codecs.getincrementalencoder(UTF_8)("surrogateescape")
            for text in self._parts():
                yield self._encoder.encode(text)
            self._held.close()
        yield self._ahead + self._encoder.encode("", True)

    def _lacking(self) -> bool:
        """Return True, and report it, if the encoding lacks a character."""
        encoder = codecs.getincrementalencoder(resolve(self._encoding.name))("strict")
        for text in self._parts():
            try:
                encoder.encode(text)
            except UnicodeEncodeError as error:
                self._on_lacking(self._encoding.name, error.object[error.start])
                return True
        return False

    def _parts(self) -> Iterator[str]:
        assert self._held is not None  # noqa: S101 - called only if it is
        self._held.seek(0)
        while text := self._held.read(1 << 16):
            yield text


def _spool() -> tempfile.SpooledTemporaryFile[str]:
    return tempfile.SpooledTemporaryFile(
        _HELD, "w+", encoding="utf-8", errors="surrogatepass", newline=""
    )
