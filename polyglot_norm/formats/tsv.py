r"""Tab-separated values: a header with the names of the columns, then one row per segment.

What would break a row is written as a backslash and what follows: ``\t``, ``\n``, ``\r``, ``\\``,
and ``\uXXXX`` for other control characters, line breaks of Unicode and lone surrogates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats import fields
from polyglot_norm.formats.assembly import assemble
from polyglot_norm.formats.json_codec import from_json, to_json
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions

_SPECIAL: Final = re.compile("[\x00-\x1f\\\\\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SHORT: Final = {"\t": r"\t", "\n": r"\n", "\r": r"\r", "\\": r"\\"}
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.?))", re.DOTALL)
_LONG: Final = {short[1]: character for character, short in _SHORT.items()}

_NUMBERS: Final = {"start": int, "end": int, "confidence": float}
_JSON: Final = (*fields.ON_REQUEST, fields.METADATA)
"""Columns that hold JSON."""


class Encoder:
    r"""Writes the rows of segments.

    >>> from polyglot_norm import tag
    >>> encoder = Encoder(WriteOptions(include=["lang", "text"]))
    >>> item = NamedDocument("a.txt", tag("Да ли ћеш?"))
    >>> (encoder.head() + encoder.piece(item)).decode()
    'lang\ttext\nsr-Cyrl\tДа ли ћеш?\n'
    """

    def __init__(self, writing: WriteOptions) -> None:
        self._writing = writing
        self._fields = writing.fields(fields.KNOWN, fields.DOCUMENT)
        self._extra = [name for name in self._fields if name in fields.ON_REQUEST]

    def head(self) -> bytes:
        """The names of the columns."""
        return "\t".join(self._fields).encode() + b"\n"

    def foot(self) -> bytes:
        """Nothing."""
        return b""

    def piece(self, item: NamedDocument) -> bytes:
        """A row for each segment."""
        rows = []
        for record in fields.records(item, self._writing, self._extra):
            record[fields.METADATA] = item.metadata
            rows.append("\t".join([_cell(name, record[name]) for name in self._fields]))
        rows.append("")
        return "\n".join(rows).encode()


def _cell(name: str, value: Any) -> str:
    if isinstance(value, str):
        return escaped(value)
    if name in _JSON:
        return "" if value is None else escaped(to_json(value).decode())
    return str(value)


def escaped(text: str) -> str:
    r"""The text without anything that would break a row.

    >>> print(escaped("да\tне\n\\\x00"))
    да\tне\n\\\u0000
    """
    if text.isprintable() and "\\" not in text:
        return text
    return _SPECIAL.sub(lambda found: _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}", text)


def unescaped(text: str) -> str:
    r"""What was escaped.

    >>> unescaped(r"да\tне\n\\")
    'да\tне\n\\'

    Raises:
        ValueError: a backslash stands before something else.
    """
    return _ESCAPE.sub(_meant, text) if "\\" in text else text


def _meant(found: re.Match[str]) -> str:
    code, short = found.groups()
    if code:
        return chr(int(code, 16))
    if short not in _LONG:
        raise ValueError(f"{found[0]!r} means nothing; a backslash itself is written twice")
    return _LONG[short]


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """The documents of a table; see `polyglot_norm.formats.read`."""
    return assemble(fields.events(_records(file)), unit=offsets, limit=limit)


def _records(file: BinaryIO) -> Iterator[tuple[str, dict[str, Any]]]:
    columns: list[str] = []
    for number, line in enumerate(file, 1):
        try:
            row = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n").split("\t")
            if not columns:
                columns = _checked(row)
                continue
            if row == [""]:
                continue
            if len(row) != len(columns):
                raise ValueError(f"{len(row)} cells where the header has {len(columns)}")
            yield f"line {number}", dict(map(_valued, columns, row))
        except ValueError as error:
            if isinstance(error, PolyglotError):
                raise
            raise PolyglotError(f"line {number}: {error}") from None


def _checked(columns: list[str]) -> list[str]:
    for name in ("lang", "text"):
        if name not in columns:
            raise ValueError(f"the header has no column {name!r}: is it ours?")
    return columns


def _valued(name: str, cell: str) -> tuple[str, Any]:
    text = unescaped(cell)
    if name in _NUMBERS:
        return name, _NUMBERS[name](text) if text else None
    if name in _JSON:
        return name, from_json(text.encode()) if text else None
    return name, text
