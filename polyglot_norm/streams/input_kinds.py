"""Kinds of input files, options of reading, and the way from a file name to passages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO, Final, NamedTuple, cast
from zlib import crc32

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.streams.opening import OnBytesRead, open_bytes
from polyglot_norm.streams.parts import Per
from polyglot_norm.streams.passage import OnSkipped, Passage
from polyglot_norm.streams.stream_error import STANDARD
from polyglot_norm.streams.text_decoding import Characters, characters
from polyglot_norm.text.decode import Decoded

KINDS: Final = {
    "text": "plain text",
    "markdown": "Markdown, whose code and links are left alone by clean and translit",
    "jsonl": "JSON Lines, with the text in a field of each record",
    "json": "a JSON object or an array of objects, with the text in a field of each",
    "csv": "comma-separated values with a header, with the text in a column",
    "tsv": "tab-separated values with a header",
    "srt": "SubRip subtitles",
    "vtt": "WebVTT subtitles",
    "html": "a page, read as its visible text",
}
"""Every kind of file, with a description."""

_BY_ENDING: Final = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".srt": "srt",
    ".vtt": "vtt",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
}
_COMPRESSED: Final = (".gz", ".bz2", ".xz", ".zst", ".zstd")
_LONGEST_MARK: Final = 4
"""Bytes of a byte-order mark."""


def bare_name(name: str) -> str:
    """Return the name that a file has when it is no longer compressed.

    >>> bare_name("film.srt.gz"), bare_name("film.srt")
    ('film.srt', 'film.srt')
    """
    ending = _ending(name)
    return name[: -len(ending)] if ending.lower() in _COMPRESSED else name


def _ending(name: str) -> str:
    return os.path.splitext(name)[1]  # noqa: PTH122 - a path takes ten times as long to make


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of reading.

    Attributes:
        kind: one of `KINDS`; None stands for the one that the extension of each name suggests.
        per: the extent of a document in a plain text.
        field: the field of a JSON record that holds the text; makes standard input JSON Lines.
        column: the column of a row that holds the text; makes standard input CSV or TSV.
        encoding: the encoding of every file; None detects that of each.
        errors: ``"strict"`` or ``"replace"``, for bytes that are not text.

    >>> ReadOptions(field="body").kind_of("-"), ReadOptions().kind_of("film.srt.gz")
    ('jsonl', 'srt')

    Raises:
        PolyglotError: an invalid value.
    """

    kind: str | None = None
    per: str = Per.FILE
    field: str | None = None
    column: str | None = None
    encoding: str | None = None
    errors: str = "strict"

    def __post_init__(self) -> None:
        for what, value, known in (("kind", self.kind, KINDS), ("per", self.per, tuple(Per))):
            if value is not None and value not in known:
                raise PolyglotError(
                    f"invalid {what} {value!r}:{nearest(value, known)} "
                    f"expected one of {', '.join(known)}"
                )

    def kind_of(self, name: str) -> str:
        """Return the kind of a file: the one that was chosen, or the one its name suggests."""
        if self.kind is not None:
            return self.kind
        by_option = "jsonl" if self.field else "csv" if self.column else "text"
        return _BY_ENDING.get(_ending(bare_name(name)).lower(), by_option)

    def has_tabs(self, name: str) -> bool | None:
        """Return True for TSV; None if its first row decides, for neither an option nor a name."""
        if self.kind_of(name) == "tsv":
            return True
        return None if self.kind is None and name == STANDARD else False


OnDecoded = Callable[[str, Decoded], None]
"""Called with a file's name and how it is decoded, before it is read; for a long file once more
at the end if bytes of it were replaced."""


def passages(
    name: str,
    options: ReadOptions,
    *,
    on_skipped: OnSkipped,
    on_decoded: OnDecoded | None = None,
    meter: OnBytesRead | None = None,
) -> Iterator[Passage]:
    """Yield the documents of a file, or of standard input for ``-``, long ones in parts.

    ``on_skipped`` is called with each record that cannot be read.

    Raises:
        StreamError: the file cannot be read, or is not of its kind.
        DecodeError: its bytes are not text.
        MissingExtra: the package that reads it is not installed.
    """
    with opened(name, options, on_decoded=on_decoded, meter=meter) as file:
        yield from _of_kind(file.kind, name, file.characters.chunks, options, on_skipped)


class WatchedBytes:
    """The bytes of a file, of which the first are kept, and the checksum of all."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self.head = b""
        self.checksum = 0

    def read(self, size: int = -1) -> bytes:
        """Read as from the file."""
        return self._seen(self._raw.read(size))

    def read1(self, size: int = -1) -> bytes:
        """Read as from the file, at most once."""
        return self._seen(getattr(self._raw, "read1", self._raw.read)(size))

    def _seen(self, data: bytes) -> bytes:
        if len(self.head) < _LONGEST_MARK:
            self.head += data[: _LONGEST_MARK - len(self.head)]
        self.checksum = crc32(data, self.checksum)
        return data


class OpenFile(NamedTuple):
    """A file that is open for its characters: its kind, these, and the bytes read so far."""

    kind: str
    characters: Characters
    bytes: WatchedBytes


@contextmanager
def opened(
    name: str,
    options: ReadOptions,
    *,
    on_decoded: OnDecoded | None = None,
    meter: OnBytesRead | None = None,
) -> Iterator[OpenFile]:
    """Open a file, or standard input for ``-``, for its characters; raises as `passages` does."""
    with open_bytes(name, meter) as raw:
        file = decoding(raw, name, options)
        found = file.characters
        if on_decoded is not None:
            on_decoded(name, found.decoded)
        yield file
        if on_decoded is not None and found.replaced > found.decoded.replaced:
            on_decoded(name, replace(found.decoded, replaced=found.replaced))


def decoding(raw: BinaryIO, name: str, options: ReadOptions) -> OpenFile:
    """Return the characters of an open file; raises `DecodeError` as `passages` does."""
    kind = options.kind_of(name)
    source = WatchedBytes(raw)
    found = _characters(cast("BinaryIO", source), options, kind, live=name == STANDARD)
    return OpenFile(kind, found, source)


def _characters(raw: BinaryIO, options: ReadOptions, kind: str, *, live: bool) -> Characters:
    if kind != "html" or options.encoding is not None:
        return characters(raw, encoding=options.encoding, errors=options.errors, live=live)
    from polyglot_norm.streams import web_pages

    return web_pages.characters(raw, options.errors)


def _of_kind(
    kind: str, name: str, chunks: Iterator[str], options: ReadOptions, on_skipped: OnSkipped
) -> Iterator[Passage]:
    # Imported when needed: the packages that read some kinds are slow to load.
    if kind in ("text", "markdown"):
        from polyglot_norm.streams import plain_text

        return plain_text.passages(name, chunks, Per(options.per))
    if kind == "jsonl":
        from polyglot_norm.streams import json_records

        field = options.field or json_records.DEFAULT
        return json_records.passages(name, chunks, field=field, on_skipped=on_skipped)
    if kind == "json":
        from polyglot_norm.streams import json_layout, json_records

        field = options.field or json_records.DEFAULT
        return json_layout.passages(name, chunks, field=field, on_skipped=on_skipped)
    if kind in ("csv", "tsv"):
        from polyglot_norm.streams import delimited

        tabs = options.has_tabs(name)
        return delimited.passages(
            name, chunks, column=options.column, tabs=tabs, on_skipped=on_skipped
        )
    from polyglot_norm.streams import subtitles, web_pages

    return subtitles.passages(name, chunks) if kind != "html" else web_pages.passages(name, chunks)
