"""Reading of documents in any readable format."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.formats import FORMATS, module_of
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.offset_kinds import check_offset_kind
from polyglot_norm.formats.sniffing import BEGINNING, sniff


def read(
    source: BinaryIO | bytes, format_: str | None, *, offsets: str, name: str, limit: int | None
) -> Iterator[NamedDocument]:
    """Read documents; see `polyglot_norm.formats.read`."""
    check_offset_kind(offsets)
    if limit is not None and limit < 1:
        raise PolyglotError(f"limit must be at least 1 code point, or None, got {limit}")
    file: BinaryIO = io.BytesIO(source) if isinstance(source, bytes) else source
    if format_ is None:
        beginning, file = _peeked(file)
        format_ = sniff(beginning)
    if format_ is None:
        raise PolyglotError("unrecognised format; name it")
    documents: Iterator[NamedDocument] = module_of(check_readable(format_)).read(
        file, name=name, offsets=offsets, limit=limit
    )
    return documents


def check_readable(name: str) -> str:
    """Return the name of a format if it can be read.

    Raises:
        PolyglotError: it cannot.
    """
    readable = [format_.name for format_ in FORMATS.values() if format_.readable]
    if name not in readable:
        reason = "cannot be read" if name in FORMATS else f"is unknown:{nearest(name, readable)}"
        raise PolyglotError(f"format {name!r} {reason}; expected one of {', '.join(readable)}")
    return name


def _peeked(source: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the beginning of a file, and the file from its beginning."""
    if source.seekable():
        here = source.tell()
        beginning = source.read(BEGINNING)
        source.seek(here)
        return beginning, source
    beginning = source.read(BEGINNING)
    return beginning, io.BufferedReader(_Rejoined(beginning, source))


class _Rejoined(io.RawIOBase):
    """A pipe, with the bytes already read from it before the rest."""

    def __init__(self, beginning: bytes, rest: BinaryIO) -> None:
        self._beginning, self._rest = beginning, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._beginning[: len(buffer)] or self._rest.read(len(buffer))
        self._beginning = self._beginning[len(data) :]
        buffer[: len(data)] = data
        return len(data)
