r"""Characters cut into documents, and long documents into parts of bounded size.

Cuts depend on the text alone, never on the chunks in which it is read. A part ends at the end of a
paragraph or of a line, if one is near enough; in an endless line at white space; and without any
between two grapheme clusters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from polyglot_norm.text.lines import BREAK, BREAKS, line_start

PART_LENGTH: Final = 1 << 17
"""The greatest number of code points in a part; a document of up to twice as many stays whole.

A part must be long enough to show which languages its document is in. At four bytes a code point,
and with its segments, it takes some tens of megabytes.
"""


class Per(StrEnum):
    """The extent of a document in a plain text."""

    FILE = "file"
    PARAGRAPH = "paragraph"
    LINE = "line"


class Part(NamedTuple):
    """A document, or a part of a long one: ``first`` and ``last`` if it begins and ends it."""

    text: str
    first: bool = True
    last: bool = True


Complete = Callable[[str], Iterable[str]]
"""Yields the documents at the beginning of a text that the next chunk cannot continue."""

_LINE: Final = re.compile(rf"[^{BREAKS}]*+{BREAK}")
# JSON and CSV have line breaks of their own, and may hold the others as they are.
_RECORD: Final = re.compile(r"[^\r\n]*+(?:\r\n?+|\n)")
# A paragraph includes the blank lines after it, so that paragraphs add up to the text. The group
# is atomic, so that a CRLF is never taken for two breaks.
_PARAGRAPH_END: Final = re.compile(rf"(?>{BREAK})(?:[ \t]*+(?>{BREAK}))+")
# Characters that belong to the one before: combining marks, joiners, variation selectors, skin
# tones, tags, low surrogates, the line feed of a CRLF.
_CLINGING: Final = re.compile(
    "[\n\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\udc00-\udfff"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
_GAP: Final = re.compile(r"[^\S ]|[。！？、，]")
"""Cuts in an endless line without plain spaces: other white space, ideographic stops."""
_JOINER: Final = "\N{ZERO WIDTH JOINER}"
_CLUSTER: Final = 64
"""Code points to look back for the start of a grapheme cluster; stacked marks have no limit."""


def split_documents(
    chunks: Iterable[str], per: Per = Per.FILE, *, part: int = PART_LENGTH
) -> Iterator[Part]:
    r"""Yield the documents of a text that comes in chunks; joined, they are the text.

    An empty file is one empty document, and has no lines and no paragraphs.

    >>> chunks = ["Где си?\r", "\nКасниш.\n", "\n \nЕво ме"]
    >>> [part.text for part in split_documents(chunks, Per.PARAGRAPH)]
    ['Где си?\r\nКасниш.\n\n \n', 'Ево ме']
    >>> list(split_documents([], Per.FILE)), list(split_documents([], Per.LINE))
    ([Part(text='', first=True, last=True)], [])
    """
    if per is Per.FILE:
        return _split(chunks, lambda _: (), part, none=True)
    return _split(chunks, _lines if per is Per.LINE else _paragraphs, part)


def split_records(chunks: Iterable[str], *, part: int = PART_LENGTH) -> Iterator[Part]:
    r"""Yield the lines of a file of records, which end at LF, CRLF or CR only.

    >>> [part.text for part in split_records(["Где\u2028си?\r", "\nКасниш."])]
    ['Где\u2028си?\r\n', 'Касниш.']
    """
    return _split(chunks, _records, part)


def _split(
    chunks: Iterable[str], complete: Complete, part: int, *, none: bool = False
) -> Iterator[Part]:
    """Yield documents; ``none`` makes an empty text one document."""
    make = tuple.__new__  # twice as fast as the class, which counts for lines
    held, first = "", True
    for chunk in chunks:
        held += chunk
        place = 0
        for text in complete(held):
            if len(text) <= 2 * part:
                yield make(Part, (text, first, True))
            else:
                yield from _parts(text, part, first=first)
            place += len(text)
            first, none = True, False
        while len(held) - place > 2 * part:
            cut = _cut(held, place, part)
            yield Part(held[place:cut], first, last=False)
            place, first, none = cut, False, False
        held = held[place:]
    if held or none:
        yield from _parts(held, part, first=first)


def _lines(held: str) -> Iterable[str]:
    sure = len(held) - held.endswith("\r")
    # The pattern would try every place after the last break.
    end = max(held.rfind(mark, 0, sure) for mark in BREAKS) + 1
    return _LINE.findall(held, 0, end)


def _records(held: str) -> Iterable[str]:
    sure = len(held) - held.endswith("\r")
    end = max(held.rfind("\n", 0, sure), held.rfind("\r", 0, sure)) + 1
    return _RECORD.findall(held, 0, end)


def _paragraphs(held: str) -> Iterator[str]:
    place, sure = 0, len(held.rstrip(" \t")) - 1  # more blank lines may follow after that
    for match in _PARAGRAPH_END.finditer(held):
        if match.end() > sure:
            return
        yield held[place : match.end()]
        place = match.end()


def _parts(text: str, part: int, *, first: bool) -> Iterator[Part]:
    """Yield a document, or the rest of one, in parts."""
    place = 0
    while len(text) - place > 2 * part:
        cut = _cut(text, place, part)
        yield Part(text[place:cut], first, last=False)
        place, first = cut, False
    yield Part(text[place:] if place else text, first, last=True)


def _cut(text: str, place: int, part: int) -> int:
    """Return the end of a part that starts at ``place``, in the second half of its range."""
    low, high = place + part // 2, place + part
    paragraph = text.rfind("\n\n", low, high)
    if paragraph >= 0:
        return paragraph + 2
    line = line_start(text, high, floor=low)
    if line > low:
        return line
    space = text.rfind(" ", low, high)
    if space >= 0:
        return space + 1
    gaps = [match.end() for match in _GAP.finditer(text, low, high)]
    return gaps[-1] if gaps else _between_clusters(text, high)


def _between_clusters(text: str, place: int) -> int:
    for near in range(place, max(place - _CLUSTER, 1), -1):
        if not _CLINGING.match(text, near) and text[near - 1] != _JOINER:
            return near
    return place
