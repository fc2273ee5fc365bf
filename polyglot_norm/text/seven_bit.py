r"""Encodings that write other letters with ASCII bytes: ISO-2022, HZ and UTF-7.

Their files are valid ASCII, so they are recognised before it, by their shift sequences. Those of
UTF-7 also occur in formulas and code; it is recognised only where every ``+`` is one and what is
decoded is likely text.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error
from typing import Final

from polyglot_norm.text.encoding_pairs import pairs

_ISO_2022: Final = (
    (re.compile(rb"\x1b\$\)C"), ("iso2022_kr",)),
    (
        re.compile(rb"\x1b(?:\$[@AB]|\$\([CDOPQ]|\([IJ])"),
        ("iso2022_jp", "iso2022_jp_2", "iso2022_jp_ext", "iso2022_jp_3", "iso2022_jp_2004"),
    ),
)
_HZ: Final = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")
_UTF_7: Final = re.compile(rb"\+(?:-|([A-Za-z0-9+/]{3,})(?:-|(?![A-Za-z0-9+/]))|)")
_FEWEST: Final = 3
"""Characters beyond ASCII without which nothing is UTF-7."""
_LIKELY: Final = 8.5
"""Nats for a character. Chinese has 6 to 7, ideographs taken at random 11 and more."""
_LIKELY_LETTERS: Final = 11.0
"""The same for letters among ASCII, with what follows each."""
_SAMPLE: Final = 20_000


def seven_bit_codec(data: bytes) -> str | None:
    r"""Return the codec of which ASCII bytes have the shift sequences, or None.

    >>> seven_bit_codec(b"\x1b$B$3$s$K$A$O\x1b(B"), seven_bit_codec(b"~{NRCG=qLl~}")
    ('iso2022_jp', 'hz')
    >>> seven_bit_codec(b"\x1b[31mred\x1b[0m, ~{n} and 1+2") is None
    True
    """
    if b"\x1b" in data:
        for sequence, codecs in _ISO_2022:
            if sequence.search(data):
                return next((codec for codec in codecs if _decoded(data, codec)), codecs[0])
    if b"~" in data and _HZ.search(data) and _is_likely(_decoded(data, "hz")):
        return "hz"
    return "utf-7" if b"+" in data and _is_utf_7(data) else None


def _decoded(data: bytes, codec: str) -> str:
    """Return the text, or nothing if some bytes cannot be decoded or a sequence is left."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return ""
    return "" if "\x1b$" in text else text


def _is_utf_7(data: bytes) -> bool:
    runs = []
    for match in _UTF_7.finditer(data):
        if match[0] == b"+" or (match[1] is not None and not _is_run(match[1])):
            return False
        runs.append(match[1])
    text = _decoded(data, "utf-7") if any(runs) else ""
    return sum(character > "\x7f" for character in text) >= _FEWEST and _is_likely(
        text, _LIKELY_LETTERS
    )


def _is_run(run: bytes) -> bool:
    """Return True if a run of base64 is whole UTF-16 units without controls."""
    padded = run + b"=" * (-len(run) % 4)
    try:
        units = b64decode(padded, validate=True)[: len(run) * 3 // 8 * 2]
    except Error:
        return False
    text = units.decode("utf-16-be", "replace")
    return b64encode(units).rstrip(b"=") == run and text.isprintable()


def _is_likely(text: str, most: float = _LIKELY) -> bool:
    return bool(text) and pairs().mean_cost(text[:_SAMPLE]) < most
