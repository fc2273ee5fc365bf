"""The text of a Word document as a page of HTML, which is marked like any other page.

Each paragraph is a line of the page. A run stands in a ``<span>`` if it declares another language
than the document, and in ``<code>`` if it is not to be proofread.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from html import escape, unescape
from html.parser import HTMLParser
from itertools import accumulate
from typing import Any, Final, NamedTuple

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

CHARACTERS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
"""What stands for a character in a run, beside its text."""

_EAST_ASIAN: Final = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
    "\U00020000-\U0003ffff]"
)
_COMPLEX: Final = re.compile("[\u0590-\u10ff\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc]")
_TAG: Final = re.compile("<[^>]*>")
_CONTROL: Final = re.compile(r"[\0-\x1f\x7f-\x9f\u2028\u2029]")


class Piece(NamedTuple):
    """Text of a run, and the language that is declared for it, if any."""

    run: Any
    text: str
    declared: str


class Page(NamedTuple):
    """A page, the pieces of its text in order, and where each of its paragraphs begins.

    Word knows three languages of a document, for scripts of different kinds. That of the page is
    the one in the ``attribute`` that holds for most of the text: what that says is ``declared``.
    """

    text: str
    pieces: list[Piece]
    starts: list[int]
    attribute: str
    declared: str

    def place(self, offset: int) -> tuple[int, int]:
        """Return the number of a paragraph and of a character in it, both from 1."""
        number = max(0, bisect_right(self.starts, offset) - 1)
        start = self.starts[number] if self.starts else offset
        return number + 1, len(self.shown(start, offset)) + 1

    def shown(self, start: int, end: int) -> str:
        """Return the text in a span of the page."""
        return unescape(_TAG.sub("", self.text[start:end]))


def attribute_of(text: str) -> str:
    """Return the attribute of ``w:lang`` that holds for a text by its script.

    >>> attribute_of("да"), attribute_of("日本"), attribute_of("سلام")
    ('val', 'eastAsia', 'bidi')
    """
    if _EAST_ASIAN.search(text):
        return "eastAsia"
    return "bidi" if _COMPLEX.search(text) else "val"


def page_of(roots: list[Any], defaults: dict[str, str]) -> Page:
    """Return the paragraphs in the parts of a document as a page."""
    paragraphs = [
        list(_pieces(paragraph, defaults)) for root in roots for paragraph in root.iter(f"{W}p")
    ]
    pieces = [piece for paragraph in paragraphs for piece in paragraph]
    letters: Counter[str] = Counter()
    for piece in pieces:
        letters[attribute_of(piece.text)] += sum(map(str.isalpha, piece.text))
    attribute = letters.most_common(1)[0][0] if letters else "val"
    main = defaults.get(attribute, "")
    lines = [f'<html lang="{escape(main)}">\n' if main else "<html>\n"]
    lines += [f"<p>{''.join(_written(each, main) for each in own)}</p>\n" for own in paragraphs]
    starts = list(accumulate(map(len, lines)))[:-1]
    return Page("".join([*lines, "</html>"]), pieces, starts, attribute, main)


def _pieces(paragraph: Any, defaults: dict[str, str]) -> Iterator[Piece]:
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p")) is not paragraph:
            continue  # of a text box inside, whose paragraphs come by themselves
        stated = run.find(f"{W}rPr/{W}lang")
        own = {} if stated is None else {name.removeprefix(W): v for name, v in stated.items()}
        for attribute, text in _by_attribute(text_of(run)):
            yield Piece(run, text, own.get(attribute) or defaults.get(attribute, ""))


def _by_attribute(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text for each of which one attribute holds."""
    last = attribute_of(text[:1])
    start = 0
    for place, char in enumerate(text):
        if char.isalpha() and (found := attribute_of(char)) != last:
            if place > start:
                yield last, text[start:place]
            last, start = found, place
    if text:
        yield last, text[start:]


def text_of(run: Any) -> str:
    """Return the text of a run, with a character for each tab and line break."""
    return "".join(text_of_child(child) for child in run)


def text_of_child(child: Any) -> str:
    """Return the text of one of the elements of a run."""
    if child.tag == f"{W}t":
        return child.text or ""
    return CHARACTERS.get(child.tag, "")


def _written(piece: Piece, main: str) -> str:
    text = escape(_CONTROL.sub(" ", piece.text), quote=False)
    if not is_proofread(piece.run):
        return f"<code>{text}</code>"
    if piece.declared and piece.declared != main:
        return f'<span lang="{escape(piece.declared)}">{text}</span>'
    return text


def is_proofread(run: Any) -> bool:
    """Return False for text, such as code, that its author excludes from proofreading."""
    return run.find(f"{W}rPr/{W}noProof") is None


class Languages(HTMLParser):
    """The language of each stretch of text of a page, and of the page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = ""
        self.found: list[tuple[int, str]] = []
        """Lengths of stretches with their languages."""
        self._around = [""]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element."""
        lang = dict(attrs).get("lang")
        self._around.append(self._around[-1] if lang is None else lang)
        if tag == "html":
            self.page = lang or ""

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self._around.pop()

    def handle_data(self, data: str) -> None:
        """Note text, but for the line feeds between paragraphs."""
        length = len(data) - data.count("\n")
        if length:
            self.found.append((length, self._around[-1]))
