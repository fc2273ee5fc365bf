r"""Escapes for white space and control characters in the MISC column of CoNLL-U.

``\s`` is a space, ``\p`` a vertical bar, ``\\`` a backslash; ``\t``, ``\n`` and ``\r`` are as usual
(all as UDPipe writes them), and any other character is ``\u{85}``.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import is_normalized

_SPECIAL: Final = re.compile("[\\s\\\\|\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f]")
_SHORT: Final = {" ": r"\s", "\t": r"\t", "\n": r"\n", "\r": r"\r", "|": r"\p", "\\": r"\\"}
_LONG: Final = {short: character for character, short in _SHORT.items()}
_ESCAPE: Final = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|.?)", re.DOTALL)


def escaped(text: str) -> str:
    r"""Return the text without characters that would break MISC.

    >>> print(escaped("да\n|"), escaped("e\N{COMBINING ACUTE ACCENT}"))
    да\n\p e\u{301}
    """
    short = _SPECIAL.sub(_escape, text)
    # A treebank is in NFC, so what is not, or would join the equals sign before it, is escaped.
    return short if is_normalized("NFC", f"={short}") else _BEYOND_ASCII.sub(_escape, short)


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{{{ord(found[0]):X}}}"


def unescaped(text: str) -> str:
    r"""Undo `escaped`; backslashes that other tools have not escaped stay.

    >>> unescaped(r"да\n\p\x")
    'да\n|\\x'
    """

    def character(found: re.Match[str]) -> str:
        if found[1]:
            return chr(min(int(found[1], 16), 0x10FFFF))
        return _LONG.get(found[0], found[0])

    return _ESCAPE.sub(character, text) if "\\" in text else text
