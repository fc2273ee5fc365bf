"""Kinds of input files, options of reading, and the way from a file name to passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import BinaryIO, Final

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.streams.opening import OnBytesRead, open_bytes
from polyglot_norm.streams.parts import Per
from polyglot_norm.streams.passage import OnSkipped, Passage
from polyglot_norm.streams.stream_error import STANDARD
from polyglot_norm.streams.text_decoding import Characters, characters
from polyglot_norm.text.decode import Decoded

KINDS: Final = {
    "text": "plain text",
    "jsonl": "JSON Lines, with the text in a field of each record",
    "csv": "comma-separated values with a header, with the text in a column",
    "tsv": "tab-separated values with a header",
    "srt": "SubRip subtitles",
    "vtt": "WebVTT subtitles",
    "html": "a page, read as its visible text",
}
"""Every kind of file, with a description."""

_BY_ENDING: Final = {
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
        path = PurePath(name.lower())
        if path.suffix in _COMPRESSED:
            path = path.with_suffix("")
        by_option = "jsonl" if self.field else "csv" if self.column else "text"
        return _BY_ENDING.get(path.suffix, by_option)


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
    kind = options.kind_of(name)
    with open_bytes(name, meter) as raw:
        found = _characters(raw, options, kind, live=name == STANDARD)
        if on_decoded is not None:
            on_decoded(name, found.decoded)
        yield from _of_kind(kind, name, found.chunks, options, on_skipped)
        if on_decoded is not None and found.replaced > found.decoded.replaced:
            on_decoded(name, replace(found.decoded, replaced=found.replaced))


def _characters(raw: BinaryIO, options: ReadOptions, kind: str, *, live: bool) -> Characters:
    if kind != "html" or options.encoding is not None:
        return characters(raw, encoding=options.encoding, errors=options.errors, live=live)
    from polyglot_norm.streams import web_pages

    return web_pages.characters(raw, options.errors)


def _of_kind(
    kind: str, name: str, chunks: Iterator[str], options: ReadOptions, on_skipped: OnSkipped
) -> Iterator[Passage]:
    # Imported when needed: the packages that read some kinds are slow to load.
    if kind == "text":
        from polyglot_norm.streams import plain_text

        return plain_text.passages(name, chunks, Per(options.per))
    if kind == "jsonl":
        from polyglot_norm.streams import json_records

        field = options.field or json_records.DEFAULT
        return json_records.passages(name, chunks, field=field, on_skipped=on_skipped)
    if kind in ("csv", "tsv"):
        from polyglot_norm.streams import delimited

        # The first row decides if neither an option nor the name does.
        tabs = True if kind == "tsv" else None if options.kind is None and name == "-" else False
        return delimited.passages(
            name, chunks, column=options.column, tabs=tabs, on_skipped=on_skipped
        )
    from polyglot_norm.streams import subtitles, web_pages

    return subtitles.passages(name, chunks) if kind != "html" else web_pages.passages(name, chunks)
