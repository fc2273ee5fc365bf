"""Arrays of texts in Arrow: tagged piece by piece, in this process or in others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from polyglot_norm.adapters.arrow_columns import Rows, pyarrow
from polyglot_norm.adapters.table_options import Added
from polyglot_norm.errors import PolyglotError
from polyglot_norm.parallel.processes import in_order
from polyglot_norm.pipeline import Tagger

_ROWS: Final = 1 << 12
_BYTES: Final = 1 << 20
"""Rows, or bytes of text, that are tagged at a time: enough to pay for the way to a worker."""


def tagged(texts: Iterable[Any], tagger: Tagger, added: Added, jobs: int) -> Iterator[Any]:
    """Yield a batch of what is added for each array of strings."""
    pieces = _numbered(texts)
    if jobs == 1:
        yield from map(_Work(tagger, added), pieces)
        return
    sent = (_Piece(piece.row, _packed(piece.texts)) for piece in pieces)
    yield from map(_unpacked, in_order(_Worker, (tagger, added), sent, jobs))


def as_strings(texts: Any) -> Any:
    """Return an array of texts as one whose values are strings, whatever stores them.

    Raises:
        PolyglotError: it does not hold text.
    """
    pa = pyarrow()
    kinds, kind = pa.types, texts.type
    if isinstance(texts, pa.ExtensionArray):
        return as_strings(texts.storage)
    if kinds.is_string(kind) or kinds.is_large_string(kind):
        return texts
    if kinds.is_dictionary(kind):
        return as_strings(texts.dictionary_decode())
    if kinds.is_null(kind) or kinds.is_string_view(kind):
        return texts.cast(pa.large_string())  # the views of an array may be of more than 2 GiB
    hint = (
        "polyglot_norm.decode() makes text of bytes; Parquet's may be UTF-8 without saying so: "
        "cast the column to string"
        if kinds.is_binary(kind) or kinds.is_large_binary(kind) or kinds.is_binary_view(kind)
        else "cast the column to string, or choose another"
    )
    raise PolyglotError(f"the column of texts has the type {kind}, expected string: {hint}")


def parts(texts: Any) -> Iterator[Any]:
    """Yield an array in slices of a moderate size; one that is empty gives none."""
    if len(texts) > _ROWS or (len(texts) > 1 and texts.nbytes > _BYTES):
        half = len(texts) // 2
        yield from parts(texts[:half])
        yield from parts(texts[half:])
    elif len(texts):
        yield texts


class _Piece(NamedTuple):
    """Texts with the number of the first: an array, or that serialised."""

    row: int
    texts: Any


def _numbered(texts: Iterable[Any]) -> Iterator[_Piece]:
    row = 0
    for part in texts:
        yield _Piece(row, part)
        row += len(part)


class _Work:
    """Tags arrays of strings."""

    def __init__(self, tagger: Tagger, added: Added) -> None:
        self._tag = tagger.tag
        self._added = added

    def __call__(self, piece: _Piece) -> Any:
        rows = Rows(self._added)
        for row, text in enumerate(piece.texts.to_pylist(), piece.row):
            try:
                rows.add(None if text is None else self._tag(text))
            except Exception as error:
                error.add_note(f"(row {row} of the column of texts, counted from 0)")
                raise
        return rows.batch()


class _Worker(_Work):
    """Does so in another process, to which arrays go serialised."""

    def __call__(self, piece: _Piece) -> bytes:
        texts = _unpacked(piece.texts).column(0)
        return _packed(super().__call__(_Piece(piece.row, texts)))


def _packed(batch: Any) -> bytes:
    """Serialise a batch, or an array as a batch of one column."""
    pa = pyarrow()
    if isinstance(batch, pa.Array):
        batch = pa.record_batch([batch], ["text"])
    sink = pa.BufferOutputStream()
    with pyarrow("pyarrow.ipc").new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def _unpacked(packed: bytes) -> Any:
    return pyarrow("pyarrow.ipc").open_stream(packed).read_next_batch()
