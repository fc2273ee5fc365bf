"""Which kind of file a file is, and how it is to be read: the one way from a name to passages."""

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
    "jsonl": "JSON Lines; the text is in a field of each record",
    "csv": "comma-separated values with a header; the text is in a column",
    "tsv": "tab-separated values with a header",
    "srt": "SubRip subtitles",
    "vtt": "WebVTT subtitles",
    "html": "a page; its visible text, offsets counting in that",
}
"""What a file may be."""

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
_PACKED: Final = (".gz", ".bz2", ".xz", ".zst", ".zstd")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are to be read.

    Attributes:
        kind: one of `KINDS`; None goes by the ending of each name, and by what follows.
        per: what a document of a plain text is.
        field: where the text of a JSON record is; makes standard input JSON Lines.
        column: where the text of a row is; makes standard input CSV or TSV.
        encoding: of every file; None finds it out for each.
        errors: ``"strict"`` or ``"replace"``: what to do about bytes that are no text.

    >>> ReadOptions(field="body").kind_of("-"), ReadOptions().kind_of("film.srt.gz")
    ('jsonl', 'srt')

    Raises:
        PolyglotError: a value that has no meaning.
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
                    f"{what}={value!r} has no meaning;{nearest(value, known)} "
                    f"choose one of {', '.join(known)}"
                )

    def kind_of(self, name: str) -> str:
        """The kind of a file, by what was said, else by its name."""
        if self.kind is not None:
            return self.kind
        path = PurePath(name.lower())
        if path.suffix in _PACKED:
            path = path.with_suffix("")
        by_option = "jsonl" if self.field else "csv" if self.column else "text"
        return _BY_ENDING.get(path.suffix, by_option)


OnDecoded = Callable[[str, Decoded], None]
"""Told a file's name and how its bytes became text, before anything is read of it; and of a long
one again when bytes of it were replaced."""


def passages(
    name: str,
    reading: ReadOptions,
    *,
    on_skipped: OnSkipped,
    on_decoded: OnDecoded | None = None,
    meter: OnBytesRead | None = None,
) -> Iterator[Passage]:
    """The documents of a file, or of standard input for ``-``, long ones in parts.

    ``on_skipped`` hears of each record that is passed over.

    Raises:
        StreamError: it cannot be read, or is no file of its kind.
        DecodeError: its bytes are no text.
        MissingExtra: what reads it is not installed.
    """
    kind = reading.kind_of(name)
    with open_bytes(name, meter) as raw:
        found = _characters(raw, reading, kind, live=name == STANDARD)
        if on_decoded is not None:
            on_decoded(name, found.decoded)
        yield from _of_kind(kind, name, found.chunks, reading, on_skipped)
        if on_decoded is not None and found.replaced > found.decoded.replaced:
            on_decoded(name, replace(found.decoded, replaced=found.replaced))


def _characters(raw: BinaryIO, reading: ReadOptions, kind: str, *, live: bool) -> Characters:
    if kind != "html" or reading.encoding is not None:
        return characters(raw, encoding=reading.encoding, errors=reading.errors, live=live)
    from polyglot_norm.streams import web_pages

    return web_pages.characters(raw, reading.errors)


def _of_kind(
    kind: str, name: str, chunks: Iterator[str], reading: ReadOptions, on_skipped: OnSkipped
) -> Iterator[Passage]:
    # Each kind is imported when it is met: what reads CSV or JSON takes its time to load.
    if kind == "text":
        from polyglot_norm.streams import plain_text

        return plain_text.passages(name, chunks, Per(reading.per))
    if kind == "jsonl":
        from polyglot_norm.streams import json_records

        field = reading.field or json_records.DEFAULT
        return json_records.passages(name, chunks, field=field, on_skipped=on_skipped)
    if kind in ("csv", "tsv"):
        from polyglot_norm.streams import delimited

        # Where the name says nothing, the first row does.
        tabs = True if kind == "tsv" else None if reading.kind is None and name == "-" else False
        return delimited.passages(
            name, chunks, column=reading.column, tabs=tabs, on_skipped=on_skipped
        )
    from polyglot_norm.streams import subtitles, web_pages

    return subtitles.passages(name, chunks) if kind != "html" else web_pages.passages(name, chunks)
