"""Markdown as elements: the runs of text between its markup, and the HTML elements in it.

All is unsound, so that every run has marks of its own: none stands around the stars of a word or
the target of a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from polyglot_norm.streams.containers.text import MARKUP, Piece, Text
from polyglot_norm.streams.marking.attributes import attributes
from polyglot_norm.streams.marking.elements import Element, Run

_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*+)[^>]*+>")

_BRACKET: Final = re.compile(r"!?\[")


def read(page: str, parts: Iterable[Piece]) -> Element:
    """Return the whole of a page that has been cut into pieces.

    >>> from polyglot_norm.streams.containers.markdown import pieces
    >>> page = "*Где* си <i lang=en>now</i>?"
    >>> whole = read(page, pieces("", [page]))
    >>> [page[child.start : child.end] for child in whole.children]
    ['Где', ' си ', '<i lang=en>now</i>', '?']
    """
    whole = Element("", 0, 0, sound=False, end=len(page))
    place = 0
    for part in parts:
        if isinstance(part, Text):
            _read_text(page, part, place, whole)
        place += len(part if isinstance(part, str) else part.meaning.source)
    return whole


def _read_text(page: str, text: Text, place: int, whole: Element) -> None:
    """Add a paragraph to the whole; elements end with it."""
    opened, at, end = [whole], place, place + len(text.meaning.source)
    for edit in text.meaning.edits:
        if edit.rule != MARKUP:
            continue
        _add_runs(page, opened[-1], at, place + edit.start)
        at = place + edit.end
        tag = _TAG.match(page, place + edit.start, at)
        if tag is not None and tag["end"]:
            _close(opened, tag)
        elif tag is not None:
            _open(page, opened, tag)
    _add_runs(page, opened[-1], at, end)
    for element in opened[1:]:
        element.end = end


def _add_runs(page: str, element: Element, start: int, end: int) -> None:
    """Add the text of a span, in which a bracket may begin a link, or the label of a picture."""
    for bracket in _BRACKET.finditer(page, start, end):
        if start < bracket.start():
            element.children.append(Run(start, bracket.start()))
        start = bracket.end() if bracket[0] == "[" else end  # a label holds no elements
    if start < end:
        element.children.append(Run(start, end))


def _open(page: str, opened: list[Element], tag: re.Match[str]) -> None:
    start, end = tag.span()
    element = Element(tag["name"].lower(), start, end, opened[-1], sound=False, end=end)
    found = attributes(page, start, end)
    element.attributes = {attribute.name: attribute for attribute in found}
    opened[-1].children.append(element)
    if element.name not in ("br", "img", "hr") and not tag[0].endswith("/>"):
        opened.append(element)


def _close(opened: list[Element], tag: re.Match[str]) -> None:
    name = tag["name"].lower()
    if all(element.name != name for element in opened[1:]):
        return
    while True:
        element = opened.pop()
        element.end = tag.end() if element.name == name else tag.start()
        if element.name == name:
            return
