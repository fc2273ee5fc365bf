"""Text escaped for XML and HTML, and the characters that XML cannot hold at all."""

from __future__ import annotations

import re
from typing import Final

from polyglot_norm.errors import PolyglotError

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

# Characters that XML 1.0 cannot hold even as references.
_FORBIDDEN: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_IN_TEXT: Final = re.compile(rf"[&<>\r{_FORBIDDEN}]")
_IN_ATTRIBUTE: Final = re.compile(rf'[&<>"\t\n\r{_FORBIDDEN}]')
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_REFERENCES: Final = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def xml_text(text: str, forbidden: str) -> str:
    r"""Escape the text of an element.

    ``forbidden`` is the element that stands for a character XML cannot hold, with ``{:04X}``
    in place of its code point.

    >>> xml_text("a<b\x00", '<char code="{:04X}"/>')
    'a&lt;b<char code="0000"/>'
    """
    return _IN_TEXT.sub(lambda found: _escaped(found[0], forbidden), text)


def xml_attribute(text: str, forbidden: str = REPLACEMENT) -> str:
    r"""Escape the value of a quoted attribute; characters XML cannot hold become ``forbidden``.

    >>> xml_attribute('„да“ "не"\n\x00')
    '„да“ &quot;не&quot;&#10;�'
    """
    return _IN_ATTRIBUTE.sub(lambda found: _escaped(found[0], forbidden), text)


def _escaped(character: str, forbidden: str) -> str:
    return (
        _ENTITIES.get(character) or _REFERENCES.get(character) or forbidden.format(ord(character))
    )


def character_of(code: str | None, where: str) -> str:
    """Return the character that a ``forbidden`` element stands for.

    Raises:
        PolyglotError: ``code`` is not a code point in hexadecimal.
    """
    try:
        return chr(int(code or "", 16))
    except (ValueError, OverflowError):
        raise PolyglotError(f"{where}: invalid character code {code!r}") from None
