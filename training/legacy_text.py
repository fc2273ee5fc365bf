"""Text as legacy encodings write it."""

from __future__ import annotations

import re
from unicodedata import normalize

_COMMA_TO_CEDILLA = str.maketrans("șțȘȚ", "şţŞŢ")
_MARKED = re.compile("[A-Za-z][\N{COMBINING GRAVE ACCENT}-\N{COMBINING HORN}]+")
_TONES = (
    "\N{COMBINING GRAVE ACCENT}\N{COMBINING ACUTE ACCENT}\N{COMBINING TILDE}"
    "\N{COMBINING HOOK ABOVE}\N{COMBINING DOT BELOW}"
)
_COMPOSED_TONES = "áàéèíìóòúùýñÁÀÉÈÍÌÓÒÚÙÝÑ"


def as_written(text: str, encoding: str, *, tones_apart: bool = False) -> str:
    r"""Return a text with the code points of an encoding.

    Romanian has cedillas. In windows-1258 the tones of Vietnamese are characters of their own,
    with ``tones_apart`` also where the encoding has the letter with its tone.

    >>> as_written("ușă", "cp1250")
    'uşă'
    >>> as_written("một, cá", "cp1258").encode("cp1258")
    b'm\xf4\xf2t, c\xe1'
    """
    text = text.translate(_COMMA_TO_CEDILLA)
    if encoding not in ("cp1258", "windows-1258"):
        return text
    kept = "" if tones_apart else _COMPOSED_TONES
    return _MARKED.sub(lambda match: _tone_apart(match[0], kept), normalize("NFD", text))


def _tone_apart(marked: str, kept: str) -> str:
    letter = normalize("NFC", marked)
    if letter in kept:
        return letter
    tones = "".join(mark for mark in marked if mark in _TONES)
    return normalize("NFC", "".join(mark for mark in marked if mark not in _TONES)) + tones
