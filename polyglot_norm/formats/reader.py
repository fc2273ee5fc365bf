"""Which format a file is, by what it begins with, and its documents."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.formats import FORMATS, module_of
from polyglot_norm.formats.named_document import NamedDocument, check_offset_kind
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, known

BEGINNING: Final = 1 << 12
"""Bytes that are enough to tell a format."""

_INLINE: Final = re.compile(rb"[^<]*<(?:\?doc [^<>]*\?|([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*))>")
_CONLLU: Final = re.compile(
    rb"(?:# ?(?:newdoc|newpar|sent_id|text|global\.columns)\b|1(?:-\d+)?\t)"
)


def sniff(beginning: bytes) -> str | None:
    """See `polyglot_norm.formats.sniff`."""
    if beginning.startswith(b"PAR1"):
        return "parquet"
    if beginning.startswith((b"ARROW1", b"\xff\xff\xff\xff")):
        return "arrow"
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"{"):
        return _json(text)
    if re.match(rb"<\?xml|<documents\b|<TEI\b|<teiCorpus\b", text):
        return "tei" if re.search(rb"<(?:\w+:)?(?:TEI|teiCorpus)\b", text) else "xml"
    if _CONLLU.match(text):
        return "conllu"
    columns = text.partition(b"\n")[0].rstrip(b"\r").decode("latin-1").split("\t")
    if {"lang", "text"} <= set(columns) and len(columns) > 1:
        return "tsv"
    return "inline" if _is_inline(text) else None


def _is_inline(text: bytes) -> bool:
    """Whether the first mark is the name of a document or of a language, and not of HTML."""
    mark = _INLINE.match(text)
    if mark is None or mark[1] is None:
        return mark is not None
    lang = mark[1].decode()
    return "-" in lang or lang in (UNDETERMINED, NO_LANGUAGE) or lang in known()


def _json(text: bytes) -> str | None:
    """Which of the formats in JSON; keys come in an order that one cannot rely on."""
    line = text.partition(b"\n")[0]
    for key, name in ((b"segments", "docs"), (b"attributes", "dolma"), (b"lang", "jsonl")):
        if re.search(rb'"' + key + rb'"\s*:', line):
            return name
    return None


def read(
    source: BinaryIO | bytes, format_: str | None, *, offsets: str, name: str, limit: int | None
) -> Iterator[NamedDocument]:
    """See `polyglot_norm.formats.read`."""
    check_offset_kind(offsets)
    if limit is not None and limit < 1:
        raise PolyglotError(f"limit={limit} is too small: give a number of code points, or None")
    file: BinaryIO = io.BytesIO(source) if isinstance(source, bytes) else source
    if format_ is None:
        beginning, file = _peeked(file)
        format_ = _told(sniff(beginning))
    documents: Iterator[NamedDocument] = module_of(readable(format_)).read(
        file, name=name, offsets=offsets, limit=limit
    )
    return documents


def _told(found: str | None) -> str:
    if found is None:
        raise PolyglotError(
            "it begins like none of the formats that can be read; say which one it is"
        )
    return found


def readable(name: str) -> str:
    """The name, if it is that of a format that can be read.

    Raises:
        PolyglotError: it is not.
    """
    known = [format_.name for format_ in FORMATS.values() if format_.readable]
    if name not in known:
        why = "cannot be read back" if name in FORMATS else f"is unknown;{nearest(name, known)}"
        raise PolyglotError(f"the format {name!r} {why}; choose one of {', '.join(known)}")
    return name


def _peeked(source: BinaryIO) -> tuple[bytes, BinaryIO]:
    """What a file begins with, and the file, from its beginning."""
    if source.seekable():
        here = source.tell()
        beginning = source.read(BEGINNING)
        source.seek(here)
        return beginning, source
    beginning = source.read(BEGINNING)
    return beginning, io.BufferedReader(_Rejoined(beginning, source))


class _Rejoined(io.RawIOBase):
    """A pipe, with what was read of it already before the rest."""

    def __init__(self, beginning: bytes, rest: BinaryIO) -> None:
        self._beginning, self._rest = beginning, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._beginning[: len(buffer)] or self._rest.read(len(buffer))
        self._beginning = self._beginning[len(data) :]
        buffer[: len(data)] = data
        return len(data)
