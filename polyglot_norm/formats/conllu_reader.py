"""Reading of CoNLL-U, our own and that of other treebanks: segments of tokens, as MISC has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.assembly import (
    DocumentStart,
    Event,
    SegmentRead,
    SegmentRecord,
    assemble,
)
from polyglot_norm.formats.conllu_escapes import unescaped
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.word_edits import READ
from polyglot_norm.language.tags import UNDETERMINED

_ID: Final = re.compile(r"(\d+)(?:-(\d+)|\.\d+)?")
_COLUMNS: Final = 10


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """Read the documents of a treebank; see `polyglot_norm.formats.read`."""
    return assemble(_events(file, name), limit=limit)


def _events(file: BinaryIO, name: str) -> Iterator[Event]:
    reader = _SegmentReader(name)
    for number, line in enumerate(file, 1):
        try:
            row = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise PolyglotError(f"line {number} is not UTF-8: {error.reason}") from None
        if row.startswith("#"):
            yield from reader.comment(row)
        elif row.strip():
            yield from reader.token(row, f"line {number}")
        else:
            reader.end_sentence()
    yield from reader.end()


class _SegmentReader:
    """Collects the tokens of a segment."""

    def __init__(self, name: str) -> None:
        self._covered = 0  # the last number of a multiword token
        self._start: DocumentStart | None = DocumentStart(name)
        self._text: list[str] = []
        self._size = 0
        self._edits: list[tuple[int, int, str, str]] = []
        self._misc: dict[str, str] = {}
        self._where = ""

    def comment(self, row: str) -> Iterator[Event]:
        """Yield the start of a document, if a comment is one."""
        key, _, value = row[1:].partition("=")
        if key.split() in (["newdoc"], ["newdoc", "id"]):
            yield from self._segment()
            self._start = None
            yield DocumentStart(value.strip() or "-")

    def token(self, row: str, where: str) -> Iterator[Event]:
        """Add a token, and yield the segment before it if a new one starts here."""
        cells = row.split("\t")
        place = _ID.fullmatch(cells[0])
        if len(cells) != _COLUMNS or place is None:
            raise PolyglotError(f"{where} is not a token: expected a number and {_COLUMNS} cells")
        if "." in cells[0] or int(place[1]) <= self._covered:
            return  # an empty node, or a word of the multiword token before
        self._covered = int(place[2] or 0)
        misc = dict(_attribute(part) for part in cells[-1].split("|")) if cells[-1] != "_" else {}
        if not self._text or "Confidence" in misc or misc.get("Lang") != self._misc.get("Lang"):
            yield from self._segment()
            self._misc, self._where = misc, where
        if self._start is not None:
            yield self._start
            self._start = None
        self._add_form(cells[1], misc)

    def _add_form(self, form: str, misc: dict[str, str]) -> None:
        self._add(misc.get("SpacesBefore", ""))
        form = misc.get("Form", form)
        if misc.get("Translit", form) != form:
            self._edits.append((self._size, self._size + len(form), misc["Translit"], READ))
        self._add(form)
        self._add(misc.get("SpacesAfter", "" if misc.get("SpaceAfter") == "No" else " "))

    def end_sentence(self) -> None:
        """Expect numbers to start again."""
        self._covered = 0

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._size += len(text)

    def _segment(self) -> Iterator[Event]:
        text, misc = "".join(self._text), self._misc
        if text:
            record = SegmentRecord(
                text,
                misc.get("Lang", UNDETERMINED),
                confidence=_probability(misc.get("Confidence"), self._where),
                script=misc.get("Script"),
                edits=self._edits,
                output_lang=misc.get("TranslitLang"),
            )
            yield SegmentRead(self._where, record)
        self._text, self._size, self._edits = [], 0, []

    def end(self) -> Iterator[Event]:
        """Yield the last segment, or an empty document."""
        yield from self._segment()
        if self._start is not None:
            yield self._start


def _attribute(part: str) -> tuple[str, str]:
    key, _, value = part.partition("=")
    return key, unescaped(value)


def _probability(written: str | None, where: str) -> float | None:
    try:
        return None if written is None else float(written)
    except ValueError:
        raise PolyglotError(f"{where}: Confidence must be a number, got {written!r}") from None
