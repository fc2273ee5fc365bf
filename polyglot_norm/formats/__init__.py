"""Output formats, one file each, and the table of them.

A format is a generator function `write(documents, screen)`: named documents in, pieces of text
out. Documents are taken one at a time, so that what is written does not wait for what is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import NamedTuple

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.records import Document


class NamedDocument(NamedTuple):
    """A document and the name it is known by: the path of its file, ``-`` for standard input."""

    name: str
    document: Document


class Screen(NamedTuple):
    """What a format that is made for eyes is seen on; the others do not heed it.

    ``width`` is in columns; ``titles`` says that several documents follow each other.
    """

    width: int = 80
    colour: bool = False
    titles: bool = False


Writer = Callable[[Iterable[NamedDocument], Screen], Iterator[str]]

FORMATS = {
    "jsonl": "one JSON object per segment, in a line of its own",
    "text": "the page, each line with its language in the margin, for reading",
}
"""What each format is, by the name of the module that writes it."""


def writer(name: str) -> Writer:
    """What writes a format.

    >>> writer("jsonl").__module__
    'polyglot_norm.formats.jsonl'

    Raises:
        PolyglotError: there is no format of that name.
    """
    if name not in FORMATS:
        raise PolyglotError(
            f"unknown format {name!r};{nearest(name, FORMATS)} choose one of {', '.join(FORMATS)}"
        )
    write: Writer = import_module(f"{__name__}.{name}").write
    return write
