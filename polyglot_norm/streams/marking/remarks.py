"""Remarks about the languages that a page declares, as a linter reports them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from polyglot_norm.language.tags import name_of
from polyglot_norm.streams.findings import Finding
from polyglot_norm.streams.shortening import shortened
from polyglot_norm.text.lines import line_ends

PAGE_MISSING: Final = "page-language-missing"
PAGE_WRONG: Final = "page-language-wrong"
INVALID: Final = "language-invalid"
WRONG: Final = "language-wrong"
UNMARKED: Final = "language-unmarked"
ATTRIBUTE: Final = "attribute-language"

RULES: Final = {
    PAGE_MISSING: "The page declares no language (WCAG 3.1.1)",
    PAGE_WRONG: "The page is in another language than it declares (WCAG 3.1.1)",
    INVALID: "A declared language is not a tag of BCP 47 (WCAG 3.1.1 and 3.1.2)",
    WRONG: "An element is in another language than it declares (WCAG 3.1.2)",
    UNMARKED: "A part in another language is not marked (WCAG 3.1.2)",
    ATTRIBUTE: "An attribute is in another language than its element (WCAG 3.1.2)",
}
"""What each rule finds, with the success criterion of the Web Content Accessibility Guidelines."""


class Remark(NamedTuple):
    """A remark about a span of the page.

    ``lang`` is the language found there with its ``confidence``, and ``said`` the remark in words.
    One that is ``mended`` is no longer true of the marked page.
    """

    start: int
    end: int
    rule: str
    lang: str
    confidence: float
    said: str
    mended: bool


def named(tag: str) -> str:
    """Return a tag with the name of its language.

    >>> named("de")
    'de German'
    """
    return f"{tag} {name_of(tag)}"


def findings(name: str, page: str, remarks: Iterable[Remark]) -> Iterator[Finding]:
    """Yield remarks with their lines and columns in the file ``name``."""
    starts = [0, *line_ends(page)]

    def place(offset: int) -> tuple[int, int]:
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    for remark in remarks:
        yield Finding(
            name,
            *place(remark.start),
            *place(remark.end),
            remark.lang,
            remark.confidence,
            shortened(page[remark.start : remark.end]),
            remark.rule,
            remark.said,
        )
