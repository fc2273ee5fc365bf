"""Text inside XML and HTML: what must be escaped, and what they cannot hold at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final
from xml.parsers import expat

from polyglot_norm.errors import PolyglotError

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

# What XML 1.0 has no way to hold, not even as a reference.
_FORBIDDEN: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_IN_TEXT: Final = re.compile(rf"[&<>\r{_FORBIDDEN}]")
_IN_ATTRIBUTE: Final = re.compile(rf'[&<>"\t\n\r{_FORBIDDEN}]')
_NAMED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_REFERRED: Final = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}

_CHUNK: Final = 1 << 18


def xml_text(text: str, forbidden: str) -> str:
    r"""Text for the inside of an element.

    ``forbidden`` is the element that stands for a character XML cannot hold, with ``{:04X}``
    where its number belongs.

    >>> xml_text("a<b\x00", '<char code="{:04X}"/>')
    'a&lt;b<char code="0000"/>'
    """
    return _IN_TEXT.sub(lambda found: _escaped(found[0], forbidden), text)


def xml_attribute(text: str) -> str:
    r"""Text for a quoted attribute; what XML cannot hold becomes U+FFFD.

    >>> xml_attribute('„да“ "не"\n\x00')
    '„да“ &quot;не&quot;&#10;�'
    """
    return _IN_ATTRIBUTE.sub(lambda found: _escaped(found[0], REPLACEMENT), text)


def _escaped(character: str, forbidden: str) -> str:
    return _NAMED.get(character) or _REFERRED.get(character) or forbidden.format(ord(character))


def character_of(code: str | None, where: str) -> str:
    """The character that stands behind the number of a `forbidden` element."""
    try:
        return chr(int(code or "", 16))
    except (ValueError, OverflowError):
        raise PolyglotError(f"{where}: {code!r} is not the number of a character") from None


class Tag:
    """An element's start (its attributes), or its end (None), or text between (``name`` empty)."""

    __slots__ = ("attributes", "line", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str] | None, text: str, line: int) -> None:
        self.name, self.attributes, self.text, self.line = name, attributes, text, line


def tags_of(file: BinaryIO) -> Iterator[Tag]:
    """The tags and texts of an XML file, a chunk in memory at a time.

    Raises:
        PolyglotError: it is not well-formed, or has a document type, whose entities could grow
            without bound.
    """
    parser, waiting = expat.ParserCreate(), list[Tag]()

    def add(name: str, attributes: dict[str, str] | None = None, text: str = "") -> None:
        waiting.append(Tag(name, attributes, text, parser.CurrentLineNumber))

    def refuse(*_: object) -> None:
        raise PolyglotError("it has a document type (<!DOCTYPE ...>), which ours never have")

    parser.buffer_text = True
    parser.StartElementHandler = add
    parser.EndElementHandler = add
    parser.CharacterDataHandler = _texts(add)
    parser.StartDoctypeDeclHandler = refuse
    try:
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk, False)
            yield from waiting
            waiting.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise PolyglotError(f"it is not well-formed XML: {error}") from None
    yield from waiting


def _texts(add: Callable[[str, None, str], None]) -> Callable[[str], None]:
    return lambda text: add("", None, text)
