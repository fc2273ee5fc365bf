"""Recognition of Unicode encodings without a byte-order mark, intact or damaged."""

from __future__ import annotations

import re
from unicodedata import category

from polyglot_norm.text.encoding_pairs import pairs
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
_FEWEST = 4
_LIKELY = 8.5  # nats for a character; Chinese has 6 to 7, ideographs taken at random 11 and more
_WIDE_SHARE = 0.08  # of control bytes: half of UTF-16 Latin or Cyrillic is, a tenth of Tifinagh


def control_share(data: bytes) -> float:
    r"""Return the share of ``data`` that is control bytes which no text file contains.

    >>> control_share("Добар дан\n".encode()), control_share(b"\0a")
    (0.0, 0.5)
    """
    return 1 - len(data.translate(None, _CONTROLS)) / len(data) if data else 0.0


def utf8_text(data: bytes) -> str | None:
    """Return the text of well-formed UTF-8, None if ``data`` is not.

    >>> utf8_text("Ђак".encode()), utf8_text("Ђак".encode("windows-1251"))
    ('Ђак', None)
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


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


def wide_codec(data: bytes, *, is_utf8: bool) -> str | None:
    """Return the UTF-16 or UTF-32 codec of data without a byte-order mark, or None.

    Either the zero bytes show it, or, in Chinese, Japanese and Korean without a space or a line
    break, how common the characters are. A text of these whose bytes are all printable ASCII is not
    recognised.

    >>> wide_codec("Шта има?".encode("utf-16-be"), is_utf8=True)
    'utf-16-be'
    >>> wide_codec("Шта има?".encode(), is_utf8=True) is None
    True
    """
    share = control_share(data)
    if is_utf8 and share < _WIDE_SHARE:
        return None  # a text with a few stray zeros at most
    likeness = {}
    if b"\0" in data or share >= _WIDE_SHARE:
        likeness = {
            codec: _likeness(data[:_HEAD], codec, narrow=is_utf8)
            for codec in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
            if _fits(data, codec)
        }
    best = max(likeness, key=lambda codec: likeness[codec], default=None)
    if best and likeness[best] > 0:
        return best
    return _wide_ideographs(data)


def _wide_ideographs(data: bytes) -> str | None:
    """Return the UTF-16 codec in which data is common ideographs, kana or Hangul, or None."""
    if len(data) % 2 or len(data) < 2 * _FEWEST:
        return None
    costs = {}
    for codec in ("utf-16-le", "utf-16-be"):
        head = data[:_HEAD].decode(codec, "ignore")
        wide = sum(character > "\u2000" for character in head)
        ascii_too = sum(" " <= character <= "~" or character in "\t\n\r" for character in head)
        if wide >= len(head) / 2 and (wide + ascii_too) * 2 >= min(len(data), _HEAD) - 2:
            costs[codec] = pairs().mean_cost(head)
    best = min(costs, key=lambda codec: costs[codec], default=None)
    return best if best and costs[best] < _LIKELY else None


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
    if not text or known < 0.98 * len(text):
        return 0.0
    if codec.startswith("utf-32"):
        return 1.0  # of other data, hardly any four bytes are a character
    return sum(" " <= char < "\u0700" or char in "\t\n\r" for char in text) / len(text)
