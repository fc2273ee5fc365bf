r"""A stream of characters cut into documents, and long documents into parts of bounded size.

Where is cut depends on the text alone, never on the chunks in which it came. A part ends where a
paragraph or else a line ends, where that is not too far off; in an endless line at white space;
and where there is none, between two characters that a reader would not take for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

PART_LENGTH: Final = 1 << 17
"""Code points of a part, at most; a document of up to twice as many stays whole.

Enough that a part says which languages its document holds; at four bytes a code point, and with
the segments that come of them, some tens of megabytes at work.
"""


class Per(StrEnum):
    """What a document of a plain text is."""

    FILE = "file"
    PARAGRAPH = "paragraph"
    LINE = "line"


class Part(NamedTuple):
    """A document, or a part of a long one: whether it is the first and the last of them."""

    text: str
    first: bool = True
    last: bool = True


_LINE: Final = re.compile(r"[^\r\n]*+(?:\r\n?+|\n)")
# A paragraph takes the blank lines after it along, so that paragraphs add up to the text.
_PARAGRAPH_END: Final = re.compile(r"(?:\r\n?+|\n)(?:[ \t]*+(?:\r\n?+|\n))+")
# Never parted from what stands before: combining marks, joiners, variation selectors, skin tones,
# tags, low surrogates, the line feed of a carriage return.
_CLINGING: Final = re.compile(
    "[\n\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\udc00-\udfff"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
_GAP: Final = re.compile(r"[^\S ]|[。！？、，]")
"""Where an endless line without a plain space may be cut: other white space, ideographs' stops."""
_JOINER: Final = "\N{ZERO WIDTH JOINER}"
_CLUSTER: Final = 64
"""Code points looked back for the beginning of a cluster; stacked marks may go on for ever."""


def split_documents(
    chunks: Iterable[str], per: Per = Per.FILE, *, part: int = PART_LENGTH
) -> Iterator[Part]:
    r"""The documents of a text that comes in chunks; put together, they are the text.

    An empty file is one empty document; it has no lines and no paragraphs.

    >>> chunks = ["Где си?\r", "\nКасниш.\n", "\n \nЕво ме"]
    >>> [part.text for part in split_documents(chunks, Per.PARAGRAPH)]
    ['Где си?\r\nКасниш.\n\n \n', 'Ево ме']
    >>> list(split_documents([], Per.FILE)), list(split_documents([], Per.LINE))
    ([Part(text='', first=True, last=True)], [])
    """
    make = tuple.__new__  # there are many lines, and this is what a named tuple does in the end
    held, first, none = "", True, per is Per.FILE
    for chunk in chunks:
        held += chunk
        place = 0
        for text in _complete(held, per):
            if len(text) <= 2 * part:
                yield make(Part, (text, first, True))
            else:
                yield from _parts(text, first, part)
            place += len(text)
            first, none = True, False
        while len(held) - place > 2 * part:
            cut = _border(held, place, part)
            yield Part(held[place:cut], first, last=False)
            place, first, none = cut, False, False
        held = held[place:]
    if held or none:
        yield from _parts(held, first, part)


def _complete(held: str, per: Per) -> Iterable[str]:
    """The documents that end; not one that may go on in the next chunk."""
    if per is Per.FILE:
        return ()
    if per is Per.PARAGRAPH:
        return _paragraphs(held)
    sure = len(held) - held.endswith("\r")
    # To the last break and no further: beyond it the pattern would be tried at every place.
    end = max(held.rfind("\n", 0, sure), held.rfind("\r", 0, sure)) + 1
    return _LINE.findall(held, 0, end)


def _paragraphs(held: str) -> Iterator[str]:
    place, sure = 0, len(held.rstrip(" \t")) - 1  # after which blank lines may follow
    for match in _PARAGRAPH_END.finditer(held):
        if match.end() > sure:
            return
        yield held[place : match.end()]
        place = match.end()


def _parts(text: str, first: bool, part: int) -> Iterator[Part]:
    """A document, or the rest of one, in parts."""
    place = 0
    while len(text) - place > 2 * part:
        cut = _border(text, place, part)
        yield Part(text[place:cut], first, last=False)
        place, first = cut, False
    yield Part(text[place:] if place else text, first, last=True)


def _border(text: str, place: int, part: int) -> int:
    """Where to end a part that begins at ``place``: in the second half of what it may hold."""
    low, high = place + part // 2, place + part
    for mark in ("\n\n", "\n", "\r", " "):
        found = text.rfind(mark, low, high)
        if found >= 0 and not (mark == "\r" and text[found + 1] == "\n"):
            return found + len(mark)
    spaces = [match.end() for match in _GAP.finditer(text, low, high)]
    return spaces[-1] if spaces else _between_clusters(text, high)


def _between_clusters(text: str, place: int) -> int:
    for near in range(place, max(place - _CLUSTER, 1), -1):
        if not _CLINGING.match(text, near) and text[near - 1] != _JOINER:
            return near
    return place


def count_breaks(text: str) -> int:
    r"""How many line ends a text has.

    >>> count_breaks("a\r\nb\rc\n")
    3
    """
    if "\r" not in text:
        return text.count("\n")
    return text.count("\n") + text.count("\r") - text.count("\r\n")
