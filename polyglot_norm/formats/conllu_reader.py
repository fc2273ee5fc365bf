"""CoNLL-U, read: the segments of its tokens, by what MISC says; treebanks of others too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.assembly import READ, DocumentStart, Event, FoundSegment, assemble
from polyglot_norm.formats.conllu_escapes import unescaped
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.language.tags import UNDETERMINED

_ID: Final = re.compile(r"(\d+)(?:-(\d+)|\.\d+)?")
_COLUMNS: Final = 10


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """The documents of a treebank; see `polyglot_norm.formats.read`."""
    return assemble(_events(file, name), limit=limit)


def _events(file: BinaryIO, name: str) -> Iterator[Event]:
    reading = _Reading(name)
    for number, line in enumerate(file, 1):
        try:
            row = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise PolyglotError(f"line {number} is not UTF-8: {error.reason}") from None
        if row.startswith("#"):
            yield from reading.comment(row)
        elif row.strip():
            yield from reading.token(row, f"line {number}")
        else:
            reading.skip_to = 0  # numbers begin again
    yield from reading.finish()


class _Reading:
    """The segment that is being read, token by token."""

    def __init__(self, name: str) -> None:
        self.skip_to = 0
        self._opening: DocumentStart | None = DocumentStart(name)
        self._text: list[str] = []
        self._size = 0
        self._edits: list[list[object]] = []
        self._misc: dict[str, str] = {}
        self._where = ""

    def comment(self, row: str) -> Iterator[Event]:
        key, _, value = row[1:].partition("=")
        if key.split() in (["newdoc"], ["newdoc", "id"]):
            yield from self._segment()
            self._opening = None
            yield DocumentStart(value.strip() or "-")

    def token(self, row: str, where: str) -> Iterator[Event]:
        cells = row.split("\t")
        place = _ID.fullmatch(cells[0])
        if len(cells) != _COLUMNS or place is None:
            raise PolyglotError(f"{where} is no token: it needs a number and {_COLUMNS} cells")
        if "." in cells[0] or int(place[1]) <= self.skip_to:
            return  # an empty node, or a part of the token before
        self.skip_to = int(place[2] or 0)
        misc = dict(_attribute(part) for part in cells[-1].split("|")) if cells[-1] != "_" else {}
        if not self._text or "Confidence" in misc or misc.get("Lang") != self._misc.get("Lang"):
            yield from self._segment()
            self._misc, self._where = misc, where
        if self._opening is not None:
            yield self._opening
            self._opening = None
        self._add(misc.get("SpacesBefore", ""))
        form = misc.get("Form", cells[1])
        if misc.get("Translit", form) != form:
            self._edits.append([self._size, self._size + len(form), misc["Translit"], READ])
        self._add(form)
        self._add(misc.get("SpacesAfter", "" if misc.get("SpaceAfter") == "No" else " "))

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._size += len(text)

    def _segment(self) -> Iterator[Event]:
        """Tell the segment that was read."""
        text, misc = "".join(self._text), self._misc
        if text:
            yield FoundSegment(
                text,
                misc.get("Lang", UNDETERMINED),
                self._where,
                confidence=_probability(misc.get("Confidence"), self._where),
                edits=self._edits,
                output_lang=misc.get("TranslitLang"),
            )
        self._text, self._size, self._edits = [], 0, []

    def finish(self) -> Iterator[Event]:
        yield from self._segment()
        if self._opening is not None:
            yield self._opening


def _attribute(part: str) -> tuple[str, str]:
    key, _, value = part.partition("=")
    return key, unescaped(value)


def _probability(written: str | None, where: str) -> float | None:
    try:
        return None if written is None else float(written)
    except ValueError:
        raise PolyglotError(f"{where}: Confidence={written} is no number") from None
