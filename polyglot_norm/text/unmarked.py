"""Recognition of Unicode encodings without a byte-order mark, intact or damaged."""

from __future__ import annotations

import re
from unicodedata import category

from polyglot_norm.text.sample import spread_sample

_HEAD = 8192  # bytes; a multiple of four, so that no UTF-32 character is cut
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\b\t\n\v\f\r\x1a\x1b"})
_SEQUENCE = re.compile(
    rb"""
      [\xc2-\xdf][\x80-\xbf]
    | \xe0[\xa0-\xbf][\x80-\xbf]
    | [\xe1-\xec\xee\xef][\x80-\xbf]{2}
    | \xed[\x80-\x9f][\x80-\xbf]
    | \xf0[\x90-\xbf][\x80-\xbf]{2}
    | [\xf1-\xf3][\x80-\xbf]{3}
    | \xf4[\x80-\x8f][\x80-\xbf]{2}
    """,
    re.VERBOSE,
)
_CUT_TAIL = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
_ASCII = bytes(range(0x80))
_NO_CHARACTER = frozenset({"Cc", "Cn", "Co", "Cs"})  # control, unassigned, private use, surrogate
_WIDE_SHARE = 0.08  # of control bytes: half of UTF-16 Latin or Cyrillic is, a tenth of Tifinagh


def control_share(data: bytes) -> float:
    r"""Return the share of ``data`` that is control bytes which no text file contains.

    >>> control_share("Добар дан\n".encode()), control_share(b"\0a")
    (0.0, 0.5)
    """
    return 1 - len(data.translate(None, _CONTROLS)) / len(data) if data else 0.0


def is_utf8(data: bytes) -> bool:
    """Return True if ``data`` is well-formed UTF-8.

    >>> is_utf8("Ђак".encode()), is_utf8("Ђак".encode("windows-1251"))
    (True, False)
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_damaged_utf8(data: bytes) -> bool:
    """Return True if ``data``, which is not well-formed UTF-8, is UTF-8 except for a few bytes.

    Text in another encoding forms UTF-8 sequences only by chance. A file that was cut in the middle
    of a letter, or has one stray byte, has many intact sequences for each broken one.

    >>> is_damaged_utf8("Чекај мало".encode()[:-1]), is_damaged_utf8("Жду".encode("koi8-r"))
    (True, False)
    """
    tail = _CUT_TAIL.search(data[-3:])
    sample = spread_sample(data[: len(data) - len(tail[0])] if tail else data)
    rest, sequences = _SEQUENCE.subn(b" ", sample)
    broken = len(rest.translate(None, _ASCII))
    return sequences > 0 and sequences >= 2 * broken


def wide_codec(data: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 codec in whose positions ``data`` has zero bytes, or None.

    Chinese or Japanese in UTF-16 without a mark, a space or a line break has no zero bytes and is
    not recognised.

    >>> wide_codec("Шта има?".encode("utf-16-be")), wide_codec("Шта има?".encode("utf-8"))
    ('utf-16-be', None)
    """
    share = control_share(data)
    if b"\0" not in data and share < _WIDE_SHARE:
        return None
    narrow = is_utf8(data)
    if share < _WIDE_SHARE and narrow:
        return None  # a text with a few stray zeros
    codecs = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
    likeness = {
        codec: _likeness(data[:_HEAD], codec, narrow=narrow)
        for codec in codecs
        if _fits(data, codec)
    }
    best = max(likeness, key=lambda codec: likeness[codec], default=None)
    return best if best and likeness[best] > 0 else None


def _fits(data: bytes, codec: str) -> bool:
    return len(data) % (4 if codec.startswith("utf-32") else 2) == 0


def _likeness(head: bytes, codec: str, *, narrow: bool) -> float:
    """Return the share of common characters in ``head``, 0 if too many are unassigned.

    With ``narrow``, they must be from a few blocks of 256 characters, as those of alphabets are:
    ASCII with zeros between its lines, decoded as UTF-16, is ideographs from everywhere.
    """
    try:
        text = head.decode(codec)
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:  # not just a surrogate pair cut at the end of the sample
            return 0.0
        text = head[: error.start].decode(codec)
    if narrow and len({ord(character) >> 8 for character in text}) > max(3, len(set(text)) // 4):
        return 0.0
    known = sum(
        character.isspace() or category(character) not in _NO_CHARACTER for character in text
    )
    common = sum(" " <= character < "\u0700" or character in "\t\n\r" for character in text)
    return common / len(text) if text and known >= 0.98 * len(text) else 0.0
