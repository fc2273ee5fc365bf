"""Plain text as a container: all of it is text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from polyglot_norm.streams.containers.text import Piece, plain
from polyglot_norm.streams.parts import Per, split_documents


def pieces(chunks: Iterable[str], per: Per = Per.FILE) -> Iterator[Piece]:
    r"""Yield the documents of a plain text, long ones in parts.

    >>> [piece.meaning.text for piece in pieces(["Где\r\nси?\r\n"], Per.LINE)]
    ['Где\n', 'си?\n']
    """
    for part in split_documents(chunks, per):
        yield plain(part.text)
