"""Which kind of file a file is, and how it is to be read: the one way from a name to passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import BinaryIO, Final

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.streams.decoding import Characters, characters
from polyglot_norm.streams.failure import STANDARD
from polyglot_norm.streams.opening import Meter, open_bytes
from polyglot_norm.streams.passage import Complain, Passage
from polyglot_norm.streams.units import Per
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
class Reading:
    """How files are to be read.

    Attributes:
        kind: one of `KINDS`; None goes by the ending of each name, and by what follows.
        per: what a document of a plain text is.
        field: where the text of a JSON record is; makes standard input JSON Lines.
        column: where the text of a row is; makes standard input CSV or TSV.
        encoding: of every file; None finds it out for each.
        errors: ``"strict"`` or ``"replace"``: what to do about bytes that are no text.

    >>> Reading(field="body").kind_of("-"), Reading().kind_of("film.srt.gz")
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


Notice = Callable[[str, Decoded], None]
"""Told a file's name and how its bytes became text, before anything is read of it; and of a long
one again when bytes of it were replaced."""


def passages(
    name: str,
    reading: Reading,
    *,
    complain: Complain,
    notice: Notice | None = None,
    meter: Meter | None = None,
) -> Iterator[Passage]:
    """The documents of a file, or of standard input for ``-``, long ones in parts.

    ``complain`` hears of each record that is passed over.

    Raises:
        StreamError: it cannot be read, or is no file of its kind.
        DecodeError: its bytes are no text.
        MissingExtra: what reads it is not installed.
    """
    kind = reading.kind_of(name)
    with open_bytes(name, meter) as raw:
        found = _characters(raw, reading, kind, live=name == STANDARD)
        if notice is not None:
            notice(name, found.decoded)
        yield from _of_kind(kind, name, found.chunks, reading, complain)
        if notice is not None and found.replaced > found.decoded.replaced:
            notice(name, replace(found.decoded, replaced=found.replaced))


def _characters(raw: BinaryIO, reading: Reading, kind: str, *, live: bool) -> Characters:
    if kind != "html" or reading.encoding is not None:
        return characters(raw, encoding=reading.encoding, errors=reading.errors, live=live)
    from polyglot_norm.streams import html

    return html.characters(raw, reading.errors)


def _of_kind(
    kind: str, name: str, chunks: Iterator[str], reading: Reading, complain: Complain
) -> Iterator[Passage]:
    # Each kind is imported when it is met: what reads CSV or JSON takes its time to load.
    if kind == "text":
        from polyglot_norm.streams import plain

        return plain.passages(name, chunks, Per(reading.per))
    if kind == "jsonl":
        from polyglot_norm.streams import records

        field = reading.field or records.DEFAULT
        return records.passages(name, chunks, field=field, complain=complain)
    if kind in ("csv", "tsv"):
        from polyglot_norm.streams import columns

        # Where the name says nothing, the first row does.
        tabs = True if kind == "tsv" else None if reading.kind is None and name == "-" else False
        return columns.passages(name, chunks, column=reading.column, tabs=tabs, complain=complain)
    from polyglot_norm.streams import html, subtitles

    return subtitles.passages(name, chunks) if kind != "html" else html.passages(name, chunks)
