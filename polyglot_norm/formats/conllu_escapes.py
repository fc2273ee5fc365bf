r"""What CoNLL-U cannot hold as it is: white space and controls, written and read.

``\s`` is a blank, ``\t``, ``\n`` and ``\r`` are themselves, ``\p`` is a bar, ``\\`` a backslash (as
UDPipe writes them), and ``\u{85}`` any other character.
"""

from __future__ import annotations

import re
from typing import Final

_SPECIAL: Final = re.compile("[\\s\\\\|\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SHORT: Final = {" ": r"\s", "\t": r"\t", "\n": r"\n", "\r": r"\r", "|": r"\p", "\\": r"\\"}
_LONG: Final = {short: character for character, short in _SHORT.items()}
_ESCAPE: Final = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|.?)", re.DOTALL)


def escaped(text: str) -> str:
    r"""The text without anything that would break MISC.

    >>> print(escaped("да\n|"))
    да\n\p
    """
    return _SPECIAL.sub(lambda found: _SHORT.get(found[0]) or f"\\u{{{ord(found[0]):X}}}", text)


def unescaped(text: str) -> str:
    r"""What was escaped; backslashes that other tools left alone stay.

    >>> unescaped(r"да\n\p\x")
    'да\n|\\x'
    """

    def meant(found: re.Match[str]) -> str:
        if found[1]:
            return chr(min(int(found[1], 16), 0x10FFFF))
        return _LONG.get(found[0], found[0])  # other tools leave backslashes alone

    return _ESCAPE.sub(meant, text) if "\\" in text else text
