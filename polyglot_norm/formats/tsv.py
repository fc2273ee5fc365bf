r"""Tab-separated values: a header with the names of the columns, then one row per segment.

Characters that would break a row are written as escapes: ``\t``, ``\n``, ``\r``, ``\\``, and
``\uXXXX`` for other control characters, Unicode line breaks and lone surrogates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from msgspec import UNSET, Raw

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats import fields
from polyglot_norm.formats.assembly import assemble
from polyglot_norm.formats.json_codec import from_json, to_json
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.row_records import RowRecord, converted, events
from polyglot_norm.formats.write_options import WriteOptions

_SPECIAL: Final = re.compile("[\x00-\x1f\\\\\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SHORT: Final = {"\t": r"\t", "\n": r"\n", "\r": r"\r", "\\": r"\\"}
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.?))", re.DOTALL)
_LONG: Final = {short[1]: character for character, short in _SHORT.items()}

_NUMBERS: Final = ("start", "end", "confidence")
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

    def __init__(self, options: WriteOptions) -> None:
        self._options = options
        self._fields = options.fields(fields.KNOWN, fields.DOCUMENT)

    def head(self) -> bytes:
        """Return the names of the columns."""
        return "\t".join(self._fields).encode() + b"\n"

    def foot(self) -> bytes:
        """Return no bytes."""
        return b""

    def piece(self, item: NamedDocument) -> bytes:
        """Return a row for each segment."""
        lines = [
            "\t".join([_cell(name, getattr(row, name)) for name in self._fields])
            for row in fields.rows(item, self._options, self._fields)
        ]
        return "".join(f"{line}\n" for line in lines).encode()


def _cell(name: str, value: Any) -> str:
    if isinstance(value, str):
        return escape(value)
    if name in _JSON:
        return "" if value is UNSET else escape(to_json(value).decode())
    return str(value)


def escape(text: str) -> str:
    r"""Escape the characters that would break a row.

    >>> print(escape("да\tне\n\\\x00"))
    да\tне\n\\\u0000
    """
    if text.isprintable() and "\\" not in text:
        return text
    return _SPECIAL.sub(lambda found: _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}", text)


def unescape(text: str) -> str:
    r"""Undo `escape`.

    >>> unescape(r"да\tне\n\\")
    'да\tне\n\\'

    Raises:
        ValueError: an unknown escape.
    """
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(escaped: re.Match[str]) -> str:
    code, short = escaped.groups()
    if code:
        return chr(int(code, 16))
    if short not in _LONG:
        raise ValueError(rf"unknown escape {escaped[0]!r}; a backslash is written as '\\'")
    return _LONG[short]


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """Read documents; see `polyglot_norm.formats.read`."""
    return assemble(events(_records(file)), offsets=offsets, limit=limit)


def _records(file: BinaryIO) -> Iterator[tuple[str, RowRecord]]:
    columns: list[str] = []
    for number, line in enumerate(file, 1):
        where = f"line {number}"
        try:
            row = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n").split("\t")
            if not columns:
                columns = _checked(row)
                continue
            if row == [""]:
                continue
            if len(row) != len(columns):
                raise ValueError(f"expected {len(columns)} cells, as in the header, got {len(row)}")
            values = dict(map(_value, columns, row))
        except ValueError as error:
            raise PolyglotError(f"{where}: {error}") from None
        yield where, converted(values, RowRecord, where, strict=False)


def _checked(columns: list[str]) -> list[str]:
    for name in ("lang", "text"):
        if name not in columns:
            raise ValueError(f"no column {name!r} in the header: not a table of segments")
    return columns


def _value(name: str, cell: str) -> tuple[str, Any]:
    text = unescape(cell)
    if name in _NUMBERS:
        return name, text or None
    if name == fields.METADATA:
        return name, Raw(text.encode("utf-8", "replace") or b"null")
    if name in _JSON:
        return name, from_json(text) if text else None
    return name, text
