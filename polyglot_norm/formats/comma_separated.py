"""Comma-separated values, as RFC 4180 has them: the columns of TSV, for spreadsheets.

A cell is in quotation marks if it holds a comma, a quotation mark or a line break. Lone surrogates
become U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from msgspec import UNSET

from polyglot_norm.formats import fields
from polyglot_norm.formats.json_codec import to_json
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions

_SPECIAL: Final = re.compile('[",\r\n]')
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Encoder:
    r"""Writes the rows of segments.

    >>> from polyglot_norm import tag
    >>> encoder = Encoder(WriteOptions(include=["lang", "text"]))
    >>> item = NamedDocument("a.txt", tag("Да, ћеш!"))
    >>> (encoder.head() + encoder.piece(item)).decode()
    'lang,text\r\nsr-Cyrl,"Да, ћеш!"\r\n'
    """

    def __init__(self, options: WriteOptions) -> None:
        self._options = options
        self._fields = options.fields(fields.KNOWN, fields.DOCUMENT)

    def head(self) -> bytes:
        """Return the names of the columns."""
        return csv_row(self._fields).encode()

    def foot(self) -> bytes:
        """Return no bytes."""
        return b""

    def piece(self, item: NamedDocument) -> bytes:
        """Return a row for each segment."""
        rows = fields.rows(item, self._options, self._fields)
        text = "".join(
            csv_row([_cell(getattr(row, name)) for name in self._fields]) for row in rows
        )
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text).encode()


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is UNSET:
        return ""
    return str(value) if isinstance(value, int | float) else to_json(value).decode()


def csv_row(cells: Sequence[str]) -> str:
    r"""Return a row, with its line end.

    >>> csv_row(["да", 'а "б", в'])
    'да,"а ""б"", в"\r\n'
    """
    return ",".join(map(_quoted, cells)) + "\r\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell
