"""The elements of a page, each with its place in the source.

Tags are matched as browsers match them in pages that are nearly right: a list item, a paragraph or
a cell ends where the next begins. What is nested wrongly is kept as ``unsound``, so that nobody
relies on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from polyglot_norm.streams.containers.html_tokens import Token, tokens
from polyglot_norm.streams.marking.attributes import Attribute, attributes

_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr"}
)  # fmt: skip
_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl",
     "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
     "table", "ul"}
)  # fmt: skip
_ROWS: Final = frozenset({"tr", "tbody", "thead", "tfoot"})

_ENDED_BY: Final = {
    "p": _BLOCKS,
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option", "optgroup"}),
    "optgroup": frozenset({"optgroup"}),
    "td": frozenset({"td", "th"}) | _ROWS,
    "th": frozenset({"td", "th"}) | _ROWS,
    "tr": _ROWS,
    "tbody": frozenset({"tbody", "tfoot"}),
    "thead": frozenset({"tbody", "tfoot"}),
    "head": frozenset({"body"}),
}
"""Elements whose end tag may be left out, and the start tags that end them (HTML §13.1.2.4)."""

_IMPLIED: Final = frozenset(
    {*_ENDED_BY, "body", "html", "tfoot", "rt", "rp", "colgroup", "caption"}
)
_FENCES: Final = frozenset({"table", "ul", "ol", "menu", "dl", "select", "button", "object"})
"""Elements that an implied end does not reach beyond."""

_DEEP: Final = 64
"""Open elements among which one is looked for that a start tag ends, so that time is linear."""


@dataclass(slots=True, eq=False)
class Run:
    """A run of characters between two pieces of markup."""

    start: int
    end: int


@dataclass(slots=True, eq=False)
class Element:
    """An element, or the whole page, whose name is empty.

    ``start`` and ``end`` include the tags, ``inside`` is the end of the start tag. What is
    ``kept`` is not looked into, such as code. An element is ``sound`` if its end tag is written, or
    may be left out, and nothing in it is nested wrongly.
    """

    name: str
    start: int
    inside: int
    parent: Element | None = None
    kept: bool = False
    sound: bool = True
    end: int = 0
    attributes: dict[str, Attribute] = field(default_factory=dict)
    children: list[Element | Run] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        """Yield the element and all in it, in the order of the page."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if isinstance(child, Element)]


def read(page: str) -> Element:
    """Return the whole page.

    >>> whole = read("<ul><li>да<li><b>не</b></ul>")
    >>> [(element.name, element.start, element.end) for element in whole.all()]
    [('', 0, 28), ('ul', 0, 28), ('li', 4, 10), ('li', 10, 23), ('b', 14, 23)]
    """
    return _Reader(page).read()


class _Reader:
    """Opens and closes elements, token by token."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._whole = Element("", 0, 0, end=len(page))
        self._open = [self._whole]
        self._names: Counter[str] = Counter()

    def read(self) -> Element:
        for token in tokens(self._page):
            if token.name is None:
                self._open[-1].children.append(Run(token.start, token.end))
            elif token.name.startswith("/"):
                self._close(token, token.name[1:])
            elif token.name:
                self._start(token, token.name)
        self._end_down_to(1, len(self._page))
        return self._whole

    def _start(self, token: Token, name: str) -> None:
        if self._names["title"]:
            return  # no element can be in there: in a browser this is text
        kept = name.endswith("*")
        name = name.removesuffix("*")
        self._end_implied(name, token.start)
        parent = self._open[-1]
        element = Element(name, token.start, token.end, parent, kept, end=token.end)
        found = attributes(self._page, token.start, token.end)
        element.attributes = {attribute.name: attribute for attribute in found}
        parent.children.append(element)
        if not kept and name not in _VOID:
            self._open.append(element)
            self._names[name] += 1

    def _end_implied(self, name: str, place: int) -> None:
        """End the elements that a start tag ends."""
        for at in range(len(self._open) - 1, max(0, len(self._open) - _DEEP), -1):
            element = self._open[at]
            if name in _ENDED_BY.get(element.name, ()):
                self._end_down_to(at, place)
            elif element.name in _FENCES:
                return

    def _close(self, token: Token, name: str) -> None:
        if not self._names[name]:
            self._open[-1].sound = False  # it would end a new element around it
            return
        while self._open[-1].name != name:
            self._end(token.start, written=False)
        self._end(token.end, written=True)

    def _end_down_to(self, depth: int, place: int) -> None:
        while len(self._open) > depth:
            self._end(place, written=False)

    def _end(self, place: int, *, written: bool) -> None:
        """End the innermost element; one whose end tag had to be written is unsound without."""
        element = self._open.pop()
        self._names[element.name] -= 1
        element.end = place
        element.sound = element.sound and (written or element.name in _IMPLIED)
        parent = self._open[-1]
        parent.sound = parent.sound and element.sound
