"""An XML file as a stream of tags and texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final, NamedTuple
from xml.parsers import expat

from polyglot_norm.errors import PolyglotError

_CHUNK: Final = 1 << 18


class Tag(NamedTuple):
    """A start tag (with attributes), an end tag (``attributes`` None) or a text (no ``name``)."""

    name: str
    attributes: Mapping[str, str] | None
    text: str
    line: int


def tags_of(file: BinaryIO) -> Iterator[Tag]:
    """Yield the tags and texts of an XML file, holding one chunk in memory.

    Raises:
        PolyglotError: it is not well-formed, or has a document type, whose entities could grow
            without bound.
    """
    parser, waiting = expat.ParserCreate(), list[Tag]()

    def add(name: str, attributes: dict[str, str] | None = None, text: str = "") -> None:
        waiting.append(Tag(name, attributes, text, parser.CurrentLineNumber))

    def refuse(*_: object) -> None:
        raise PolyglotError("the file has a document type (<!DOCTYPE ...>); remove it")

    parser.buffer_text = True
    parser.StartElementHandler = add
    parser.EndElementHandler = add
    parser.CharacterDataHandler = lambda text: add("", None, text)
    parser.StartDoctypeDeclHandler = refuse
    try:
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk, False)
            yield from waiting
            waiting.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise PolyglotError(f"not well-formed XML: {error}") from None
    yield from waiting
