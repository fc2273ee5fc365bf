r"""Escapes for white space and control characters in the MISC column of CoNLL-U.

``\s`` is a space, ``\p`` a vertical bar, ``\\`` a backslash; ``\t``, ``\n`` and ``\r`` are as usual
(all as UDPipe writes them), and any other character is ``\u{85}``.
"""

from __future__ import annotations

import re
from typing import Final

_SPECIAL: Final = re.compile("[\\s\\\\|\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SHORT: Final = {" ": r"\s", "\t": r"\t", "\n": r"\n", "\r": r"\r", "|": r"\p", "\\": r"\\"}
_LONG: Final = {short: character for character, short in _SHORT.items()}
_ESCAPE: Final = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|.?)", re.DOTALL)


def escaped(text: str) -> str:
    r"""Return the text without characters that would break MISC.

    >>> print(escaped("да\n|"))
    да\n\p
    """
    return _SPECIAL.sub(lambda found: _SHORT.get(found[0]) or f"\\u{{{ord(found[0]):X}}}", text)


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
