"""JSON: one array of the objects that JSON Lines has, for readers that want a single document."""

from __future__ import annotations

from polyglot_norm.formats import jsonl
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions


class Encoder:
    r"""Writes an array of the records of segments, one per line.

    >>> from polyglot_norm import tag
    >>> encoder = Encoder(WriteOptions(include=["lang"]))
    >>> item = NamedDocument("a.txt", tag("Да ли ћеш?"))
    >>> (encoder.head() + encoder.piece(item) + encoder.foot()).decode()
    '[\n{"lang":"sr-Cyrl"}\n]\n'
    """

    def __init__(self, options: WriteOptions) -> None:
        self._lines = jsonl.Encoder(options)
        self._is_empty = True

    def head(self) -> bytes:
        """Return the opening bracket."""
        return b"["

    def piece(self, item: NamedDocument) -> bytes:
        """Return the objects of a document, or of a part."""
        lines = self._lines.piece(item).splitlines()
        before = b"\n" if self._is_empty else b",\n"
        self._is_empty = self._is_empty and not lines
        return before + b",\n".join(lines) if lines else b""

    def foot(self) -> bytes:
        """Return the closing bracket."""
        return b"]\n" if self._is_empty else b"\n]\n"
