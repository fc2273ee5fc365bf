"""Text made safe for a terminal: characters that could control it are made visible."""

from __future__ import annotations

import re
from typing import Final

_PICTURES: Final = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
# Characters without a picture: C1 controls; the marks, embeddings, overrides and isolates that
# change the direction of writing; line and paragraph separators; lone surrogates.
_UNPICTURED: Final = re.compile(
    "[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_TAB: Final = "    "


def printable(text: str) -> str:
    r"""Return the text on one line, with every control character as a picture or a code point.

    A tab becomes four spaces. Characters that are merely invisible, such as the joiners of Persian
    and of emoji, stay.

    >>> printable("\N{ESCAPE}[2J cleared?\r\n")
    '␛[2J cleared?␍␊'
    >>> printable("\N{RIGHT-TO-LEFT OVERRIDE}шифра\N{CSI}")
    '<U+202E>шифра<U+009B>'
    """
    if text.isprintable():
        return text
    pictured = text.replace("\t", _TAB).translate(_PICTURES)
    return _UNPICTURED.sub(lambda match: f"<U+{ord(match[0]):04X}>", pictured)
