"""What each element of a page holds: its text and its elements, by language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Final, NamedTuple

from polyglot_norm.streams.marking.elements import Element, Run
from polyglot_norm.streams.marking.found import Stretch

MANY: Final = "(many)"
"""Stands for the language of text in several."""

_INLINE: Final = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn",
     "em", "font", "i", "img", "ins", "kbd", "label", "mark", "math", "nobr", "q", "s", "samp",
     "small", "span", "strike", "strong", "sub", "sup", "svg", "time", "tt", "u", "var", "wbr"}
)  # fmt: skip
"""Elements that may stand inside of a ``<span>``."""

_NEVER_MARKED: Final = frozenset(
    {"", "html", "head", "table", "tbody", "thead", "tfoot", "tr", "colgroup", "select", "optgroup",
     "ul", "ol", "menu", "dl"}
)  # fmt: skip
"""Elements that get no mark for a text: it is not theirs, or they are the page itself."""

_NO_SPANS: Final = frozenset(
    {"title", "option", "head", "table", "tbody", "thead", "tfoot", "tr", "colgroup", "select",
     "optgroup"}
)  # fmt: skip
"""Elements in which no ``<span>`` may stand."""

_PROSE: Final = re.compile(r"(?<![\w-])[^\W\d_][^\W\d_A-Z]+(?![\w-])")
"""A word without digits and hyphens, and without capitals but for its first letter."""

_TOKEN: Final = re.compile(r"\w[\w.+-]*+")


class Item(NamedTuple):
    """A part of an element's content: a stretch of text, or an element.

    ``tag`` is the language of its text: empty without any, `MANY` with several. An ``apart`` item
    cannot be in a ``<span>`` with its neighbours. A ``weak`` one has no letters, and follows others
    only. ``words`` counts those that are prose, and ``tokens`` all, with numbers and jargon.
    """

    start: int
    end: int
    tag: str
    script: str = ""
    confidence: float = 1.0
    element: Element | None = None
    apart: bool = False
    weak: bool = False
    words: int = 0
    tokens: int = 0


def declared(element: Element) -> str | None:
    """Return the language that an element declares, or None."""
    stated = element.attributes.get("lang") or element.attributes.get("xml:lang")
    return None if stated is None else stated.value.strip()


class Contents:
    """The contents of all elements of a page."""

    def __init__(self, page: str, whole: Element, stretches: Sequence[Stretch]) -> None:
        self._page = page
        self._stretches = stretches
        self._ends = [stretch.end for stretch in stretches]
        self._items: dict[Element, list[Item]] = {}
        self._whole: dict[Element, Item] = {}
        for element in reversed(list(whole.all())):  # those inside first
            self._read(element)

    def _read(self, element: Element) -> None:
        items = [item for child in element.children for item in self._of(child)]
        self._items[element] = items
        said = [item for item in items if item.tag and not item.weak]
        tags = {item.tag for item in said}
        tag = "" if not tags else tags.pop() if len(tags) == 1 else MANY
        script = said[0].script if said else ""
        confidence = min((item.confidence for item in said), default=1.0)
        apart = (
            element.name not in _INLINE or not element.sound or any(item.apart for item in items)
        )
        if declared(element) is not None:
            tag = ""
        label = (tag, script, confidence)
        counts = sum(item.words for item in said), sum(item.tokens for item in said)
        self._whole[element] = Item(
            element.start, element.end, *label, element, apart, False, *counts
        )

    def _of(self, child: Element | Run) -> Iterator[Item]:
        if isinstance(child, Element):
            yield self._whole[child]
            return
        at = bisect_right(self._ends, child.start)
        while at < len(self._stretches) and self._stretches[at].start < child.end:
            stretch = self._stretches[at]
            at += 1
            start, end = max(stretch.start, child.start), min(stretch.end, child.end)
            text = self._page[start:end]
            body = text.strip()
            if body and stretch.tag:
                start += text.index(body)
                label = (stretch.tag, stretch.script, stretch.confidence)
                shown = unescape(body)
                yield Item(
                    start,
                    start + len(body),
                    *label,
                    weak=not any(map(str.isalpha, shown)),
                    words=len(_PROSE.findall(shown)),
                    tokens=len(_TOKEN.findall(shown)),
                )

    def is_one(self, element: Element) -> bool:
        """Return True if an element holds text in one language and may say so.

        An element around one that may say so as well is not the smallest.
        """
        items = self._items[element]
        said = [item for item in items if item.tag and not item.weak]
        return (
            element.sound
            and element.name not in _NEVER_MARKED
            and declared(element) is None
            and self._whole[element].tag not in ("", MANY)
            and not any(item.apart for item in items)
            and (len(said) > 1 or said[0].element is None)
        )

    def only_language(self, element: Element) -> Item | None:
        """Return text of an element if all of its text is in one language, or None."""
        said = [item for item in self._items[element] if item.tag and not item.weak]
        tags = {item.tag for item in said}
        return said[0] if len(tags) == 1 and MANY not in tags else None

    def groups(self, element: Element) -> Iterator[list[Item]]:
        """Yield neighbours in one language, what is without a language between them left out."""
        group: list[Item] = []
        for item in self._items[element]:
            if not item.tag and not item.apart:
                continue
            ends = item.apart or item.tag == MANY
            if group and (ends or group[0].tag != item.tag or not element.sound):
                yield _whole_group(group)
                group = []
            if not ends and (group or not item.weak):
                group.append(item)
        if group:
            yield _whole_group(group)

    def holds_spans(self, element: Element) -> bool:
        """Return True if a ``<span>`` may stand in an element."""
        return element.name not in _NO_SPANS


def _whole_group(group: list[Item]) -> list[Item]:
    """Return a group without the punctuation after a single element, which needs no mark."""
    if group[0].element is not None and all(item.weak for item in group[1:]):
        return group[:1]
    return group
