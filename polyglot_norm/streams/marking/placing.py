"""Marks around text in another language than the page declares for it.

The smallest element that holds such a stretch, and nothing else, gets the attributes; without one
a new ``<span>`` does, which never cuts an element in two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from polyglot_norm.streams.marking.attributes import end_of_name
from polyglot_norm.streams.marking.contents import Contents, Item, declared
from polyglot_norm.streams.marking.declared import agrees, script_of, written
from polyglot_norm.streams.marking.elements import Element
from polyglot_norm.text.directions import direction

_FEWEST: Final = 3
"""Words from which a stretch in Latin, or in the script of its page, is marked."""

_FEW: Final = 6
"""Words up to which a third may be numbers and names, not more."""


class Context(NamedTuple):
    """What the elements around a text declare: its language, if any, and its direction.

    The direction is empty where only the browser knows it.
    """

    lang: str | None
    direction: str = "ltr"

    def inside(self, element: Element) -> Context:
        """Return what is declared inside an element."""
        lang, stated = declared(element), element.attributes.get("dir")
        towards = self.direction
        if stated is not None and stated.value.lower() in ("ltr", "rtl", "auto"):
            towards = stated.value.lower().replace("auto", "")
        return Context(self.lang if lang is None else lang, towards)

    def accepts(self, tag: str) -> bool:
        """Return True if a text in a language is what is declared here."""
        return self.lang is not None and agrees(self.lang, tag)

    def exempts(self, items: Sequence[Item]) -> bool:
        """Return True if a text needs no mark here: it may be names, or jargon.

        In another script than that of the page and Latin it is neither.
        """
        if items[0].script not in ("Latn", script_of(self.lang or "")):
            return False
        words, tokens = (sum(item.words for item in items), sum(item.tokens for item in items))
        return words < _FEWEST or (words < _FEW and 3 * words < 2 * tokens)


class Mark(NamedTuple):
    """A mark around a span of the page: the attributes of an element, or of a new ``<span>``.

    ``direction`` is empty where that is the one around it, ``around`` the language declared there.
    A mark that does not fit is only reported: no element may stand there.
    """

    start: int
    end: int
    tag: str
    direction: str
    around: str | None
    confidence: float
    element: Element | None = None
    fits: bool = True

    def insertions(self, page: str, *, directions: bool) -> Iterator[tuple[int, str]]:
        """Yield what is written at which places."""
        towards = f' dir="{self.direction}"' if directions and self.direction else ""
        attributes = f' lang="{written(self.tag)}"{towards}'
        if not self.fits:
            return
        if self.element is not None:
            yield end_of_name(page, self.element.start), attributes
        else:
            yield self.start, f"<span{attributes}>"
            yield self.end, "</span>"


class Placed(NamedTuple):
    """The marks of a page, in its order, and what each element declares with them."""

    marks: list[Mark]
    contexts: dict[Element, Context]


def placed(whole: Element, contents: Contents, around: Context) -> Placed:
    """Return the marks of a page; ``around`` is what is declared for all of it."""
    found: list[Mark] = []
    contexts: dict[Element, Context] = {}
    waiting = [(whole, around)]
    while waiting:
        element, outside = waiting.pop()
        inside = outside.inside(element)
        made = list(_marks_in(element, contents, inside))
        found += made
        own = made[0] if made and made[0].element is not None else None
        contexts[element] = inside if own is None else _within(own, inside)
        starts = [mark.start for mark in made]
        waiting += [
            (child, _around(child, made, starts, inside))
            for child in element.children
            if isinstance(child, Element)
        ]
    return Placed(sorted(found, key=attrgetter("start", "end")), contexts)


def _within(mark: Mark, inside: Context) -> Context:
    return Context(mark.tag, mark.direction or inside.direction)


def _around(
    child: Element, made: Sequence[Mark], starts: Sequence[int], inside: Context
) -> Context:
    """Return what is declared around a child, after the marks have been made."""
    at = bisect_right(starts, child.start) - 1
    if at >= 0 and child.start < made[at].end and made[at].fits:
        return _within(made[at], inside)
    return inside


def _marks_in(element: Element, contents: Contents, inside: Context) -> Iterator[Mark]:
    """Yield the marks of an element and its own text; those of elements in it are their own."""
    groups = [group for group in contents.groups(element) if not inside.accepts(group[0].tag)]
    if groups and contents.is_one(element):
        items = [item for group in groups for item in group]
        if not inside.exempts(items):
            yield _mark(items, inside, element)
        return
    for group in groups:
        if inside.exempts(group):
            continue
        if len(group) > 1 or group[0].element is None:
            mark = _mark(group, inside)
            yield mark if contents.holds_spans(element) else mark._replace(fits=False)


def _mark(items: Sequence[Item], inside: Context, element: Element | None = None) -> Mark:
    towards = direction(items[0].script)
    return Mark(
        items[0].start,
        items[-1].end,
        items[0].tag,
        towards if inside.direction and towards != inside.direction else "",
        inside.lang,
        min(item.confidence for item in items),
        element,
    )
