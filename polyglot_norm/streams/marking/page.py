"""A page with its languages marked, and the remarks about them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED
from polyglot_norm.pipeline import Tagger
from polyglot_norm.streams.containers import html_text, markdown
from polyglot_norm.streams.findings import SURE
from polyglot_norm.streams.marking import attribute_languages, markdown_elements
from polyglot_norm.streams.marking import remarks as rules
from polyglot_norm.streams.marking.attributes import Attribute, end_of_name
from polyglot_norm.streams.marking.contents import Contents, declared
from polyglot_norm.streams.marking.declared import agrees, is_valid, written
from polyglot_norm.streams.marking.elements import Element, read
from polyglot_norm.streams.marking.found import Found, found
from polyglot_norm.streams.marking.placing import Context, Mark, placed
from polyglot_norm.streams.marking.remarks import Remark, named
from polyglot_norm.text.directions import direction

_RULE: Final = "language_mark"
_OF_PAGES: Final = ("head", "body", "title")
_MOST: Final = 0.5
_LEAST: Final = 0.2
"""A page is in another language than it declares if that has less than this share of the letters,
and one other more than `_MOST`: an English page may well have long comments in Serbian."""


@dataclass(frozen=True, slots=True)
class MarkOptions:
    """Options of marking.

    Attributes:
        sure: the lowest confidence of a stretch that is marked.
        correct: change declared languages that are wrong, that of the page among them.
        directions: add ``dir`` where the script is written in another direction.
    """

    sure: float = SURE
    correct: bool = False
    directions: bool = True


class Marked(NamedTuple):
    """A page with its languages marked, as edits, and the remarks about it in its order."""

    edits: Aligned
    remarks: list[Remark]


def marked(
    name: str,
    page: str,
    tagger: Tagger,
    options: MarkOptions | None = None,
    *,
    kind: str = "html",
) -> Marked:
    """Return a page with its languages marked; nothing else in it is changed.

    Its kind is ``"html"`` or ``"markdown"``. Markdown declares no language: its own is that of
    most of the text, and marks are ``<span>``.

    >>> from polyglot_norm.options import Options
    >>> tagger = Tagger(Options(languages=("en", "sr"), transliterate=None))
    >>> page = '<html lang=en><p>That was all I know.<p>Где си био целог дана?</html>'
    >>> marked("", page, tagger).edits.text
    '<html lang=en><p>That was all I know.<p lang="sr-Cyrl">Где си био целог дана?</html>'

    Raises:
        StreamError: the page is too long.
    """
    is_markdown = kind == "markdown"
    parts = list((markdown if is_markdown else html_text).pieces(name, [page]))
    whole = markdown_elements.read(page, parts) if is_markdown else read(page)
    texts = found(parts, tagger, options.sure if options else SURE)
    work = _Page(page, whole, texts, options or MarkOptions())
    return work.marked(tagger, declares=not is_markdown)


class _Page:
    """The work on one page: its edits and remarks are collected."""

    def __init__(self, page: str, whole: Element, texts: Found, options: MarkOptions) -> None:
        self._page = page
        self._options = options
        self._whole = whole
        self._html = next((e for e in self._whole.all() if e.name == "html"), None)
        self._document, self._stretches = texts
        self._contents = Contents(page, whole, self._stretches)
        self._wrong: list[int] = []  # where wrong declarations start, and how far these reach
        self._wrong_up_to: list[int] = []
        self._edits: list[Edit] = []
        self._remarks: list[Remark] = []

    def marked(self, tagger: Tagger, *, declares: bool) -> Marked:
        """Return the page with all of its marks; it ``declares`` its language, or should."""
        main = self._document.lang
        known = main not in (UNDETERMINED, NO_LANGUAGE)
        if known and declares and self._is_whole():
            self._look_at_page(main)
        for element in self._whole.all():
            self._look_at(element)
        around = Context(main if known and self._html is None else None)
        found = placed(self._whole, self._contents, around)
        for mark in found.marks:
            self._add(mark)
        self._remarks += attribute_languages.remarks(found, tagger, self._options.sure)
        # An end comes before a beginning at the same place.
        self._edits.sort(key=lambda edit: (edit.start, not edit.replacement.startswith("</")))
        self._remarks.sort(key=attrgetter("start", "end"))
        return Marked(Aligned(self._page, self._edits), self._remarks)

    def _is_whole(self) -> bool:
        """Return True for a whole page; a part of one declares no language of its own."""
        if self._html is not None or self._page[:200].lstrip().lower().startswith("<!doctype"):
            return True
        return any(element.name in _OF_PAGES for element in self._whole.all())

    def _look_at_page(self, main: str) -> None:
        """Declare the language of the page if it declares none; report a wrong one."""
        html, stated = self._html, None if self._html is None else declared(self._html)
        if stated is None:
            rule, said = rules.PAGE_MISSING, f"the page declares no language; it is {named(main)}"
            mended = html is not None
        elif self._is_wrong(stated, main):
            rule, said = rules.PAGE_WRONG, f"the page declares {stated}; it is {named(main)}"
            mended = self._options.correct
        else:
            return
        place = (0, 0) if html is None else (html.start, html.inside)
        confidence = self._document.languages[0].confidence
        self._remarks.append(Remark(*place, rule, main, confidence, said, mended))
        if html is not None and mended:
            self._declare(html, written(main))

    def _is_wrong(self, stated: str, main: str) -> bool:
        languages = self._document.languages
        agreed = sum(each.share for each in languages if agrees(stated, each.lang))
        return agreed < _LEAST and languages[0].share > _MOST and not agrees(stated, main)

    def _look_at(self, element: Element) -> None:
        """Report a declaration that is not valid, or wrong for all of its element."""
        stated = declared(element)
        if not stated:
            return
        place = (element.start, element.inside)
        if not is_valid(stated):
            said = f"{stated!r} is not a language tag of BCP 47"
            self._remarks.append(Remark(*place, rules.INVALID, stated, 1.0, said, False))
        only = self._contents.only_language(element)
        if element is self._html or only is None or agrees(stated, only.tag):
            return
        said = f"the element declares {stated}; it is {named(only.tag)}"
        # Without a correction, a new mark inside of the element says what is true.
        self._remarks.append(Remark(*place, rules.WRONG, only.tag, only.confidence, said, True))
        self._wrong.append(element.start)
        self._wrong_up_to.append(max([element.end, *self._wrong_up_to[-1:]]))
        if self._options.correct:
            self._declare(element, written(only.tag))

    def _declare(self, element: Element, tag: str) -> None:
        """Write the language of an element, in place of another if there is one."""
        old = element.attributes.get("lang") or element.attributes.get("xml:lang")
        if old is None:
            place = end_of_name(self._page, element.start)
            self._edit(place, place, f' lang="{tag}"{self._direction(element, tag)}')
        else:
            self._edit(old.start, old.end, tag)
        element.attributes["lang"] = Attribute("lang", tag, element.start, element.start)

    def _direction(self, element: Element, tag: str) -> str:
        """Return the attribute for the direction of a language, if that needs one."""
        script = next((s.script for s in self._stretches if written(s.tag) == tag), "")
        towards = direction(script)
        if "dir" in element.attributes or not self._options.directions or towards == "ltr":
            return ""
        element.attributes["dir"] = Attribute("dir", towards, element.start, element.start)
        return f' dir="{towards}"'

    def _add(self, mark: Mark) -> None:
        for place, text in mark.insertions(self._page, directions=self._options.directions):
            self._edit(place, place, text)
        at = bisect_right(self._wrong, mark.start) - 1
        if at >= 0 and mark.start < self._wrong_up_to[at]:
            return  # that is reported already
        around = f"in text declared {mark.around}" if mark.around else "without a declared language"
        said = f"{named(mark.tag)} {around}"
        label = (mark.tag, mark.confidence)
        self._remarks.append(Remark(mark.start, mark.end, rules.UNMARKED, *label, said, mark.fits))

    def _edit(self, start: int, end: int, text: str) -> None:
        self._edits.append(Edit(start, end, text, _RULE))


def summary(remarks: list[Remark]) -> Iterator[str]:
    """Yield what has been marked, language by language, and what is left, in words.

    >>> list(summary([Remark(0, 9, rules.UNMARKED, "de", 0.9, "", True)]))
    ['marked 1 de']
    """
    counts: dict[str, int] = {}
    for remark in remarks:
        if remark.rule == rules.UNMARKED and remark.mended:
            counts[remark.lang] = counts.get(remark.lang, 0) + 1
    if counts:
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        yield "marked " + ", ".join(f"{count} {tag}" for tag, count in ranked)
    yield from (r.said for r in remarks if r.rule in (rules.PAGE_MISSING, rules.PAGE_WRONG))
    if left := sum(not remark.mended for remark in remarks):
        yield f"{left} left, which --check lists"
