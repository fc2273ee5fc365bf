"""Word documents, whose runs get the languages that they are in.

A run is divided where a language begins or ends; all else in the document stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from io import BytesIO
from typing import Any, Final, NamedTuple
from zipfile import BadZipFile, ZipFile

import langcodes

from polyglot_norm.errors import PolyglotError
from polyglot_norm.extras import optional
from polyglot_norm.pipeline import Tagger
from polyglot_norm.streams.findings import Finding
from polyglot_norm.streams.marking.page import MarkOptions, marked
from polyglot_norm.streams.marking.remarks import Remark
from polyglot_norm.streams.marking.word_page import (
    Languages,
    Page,
    W,
    attribute_of,
    is_proofread,
    page_of,
    text_of_child,
)
from polyglot_norm.streams.shortening import shortened

_AFTER_LANG: Final = tuple(
    f"{W}{name}" for name in ("eastAsianLayout", "specVanish", "oMath", "rPrChange")
)
"""The properties of a run that come after its language."""


_WITH_TEXT: Final = tuple(f"{W}{name}" for name in ("document", "hdr", "ftr"))


class MarkedDocument(NamedTuple):
    """A document with its languages marked, and the remarks about it in its order."""

    data: bytes
    remarks: list[Remark]
    findings: list[Finding]
    """The remarks with the paragraph, in place of the line, and the character in it."""


def marked_document(
    data: bytes, tagger: Tagger, options: MarkOptions | None = None
) -> MarkedDocument:
    """Return a document (.docx) with its languages marked.

    Raises:
        MissingExtra: the extra ``docx`` is not installed.
        PolyglotError: it is not such a document.
    """
    docx = optional("docx", extra="docx", purpose="marking Word documents")
    try:
        document = docx.Document(BytesIO(data))
    except (BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise PolyglotError(f"this is not a Word document (.docx): {error}") from error
    # Headers and footers are parts of their own.
    known = [part for part in document.part.package.iter_parts() if hasattr(part, "element")]
    parts = sorted((part for part in known if part.element.tag in _WITH_TEXT), key=_is_beside)
    stated = list(_stated(document))
    page = page_of([part.element for part in parts], _languages(stated))
    before = [part.blob for part in known]
    found = marked("", page.text, tagger, options)
    languages = Languages(found.edits.text)
    if languages.page and languages.page != page.declared:
        for each in stated or [_language_of(_default_properties(document))]:
            each.set(f"{W}{page.attribute}", with_region(languages.page))
    _mark(page, languages)
    changed = {
        part.partname.removeprefix("/"): part.blob
        for part, blob in zip(known, before, strict=True)
        if part.blob != blob
    }
    return MarkedDocument(_with(data, changed), found.remarks, list(_findings(page, found.remarks)))


def _with(data: bytes, changed: dict[str, bytes]) -> bytes:
    """Return a document with some of its parts changed, and all others as they were."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for member in old.infolist():
            new.writestr(member, changed.get(member.filename) or old.read(member))
    return out.getvalue()


def _languages(stated: list[Any]) -> dict[str, str]:
    """Return what elements say by their attributes, the last ones first."""
    return {name.removeprefix(W): lang for each in stated for name, lang in each.items()}


def _is_beside(part: Any) -> bool:
    return str(part.element.tag) != f"{W}document"


def _stated(document: Any) -> Iterator[Any]:
    """Yield the elements that say in which languages all text is, unless a run says another."""
    styles = document.styles.element
    yield from styles.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    for style in styles.iterfind(f"{W}style[@{W}type='paragraph'][@{W}default='1']"):
        yield from style.iterfind(f"{W}rPr/{W}lang")


def _default_properties(document: Any) -> Any:
    """Return the properties that runs have by default, which are made if there are none."""
    element = document.styles.element
    for name in ("docDefaults", "rPrDefault", "rPr"):
        child = element.find(f"{W}{name}")
        if child is None:
            child = element.makeelement(f"{W}{name}")
            element.insert(0, child)
        element = child
    return element


def _mark(page: Page, languages: Languages) -> None:
    """Say of each run in which language it is, where that is not what is declared."""
    stretches = iter(languages.found)
    left, lang = 0, ""
    parts: dict[Any, list[tuple[int, str]]] = {}
    for piece in page.pieces:
        is_main = piece.declared == page.declared
        declared = languages.page if is_main else piece.declared
        needed = len(piece.text)
        while needed:
            if not left:
                left, lang = next(stretches)
            taken = min(left, needed)
            is_other = lang and lang != declared and is_proofread(piece.run)
            parts.setdefault(piece.run, []).append((taken, lang if is_other else ""))
            left, needed = left - taken, needed - taken
    for run, divided in parts.items():
        if any(lang for _, lang in divided):
            _divide(run, divided)


def _divide(run: Any, languages: list[tuple[int, str]]) -> None:
    """Divide a run into one for each stretch, and give those their languages."""
    properties = run.find(f"{W}rPr")
    children = [child for child in run if child is not properties]
    for length, lang in languages:
        part = run.makeelement(run.tag, run.attrib)
        if properties is not None:
            part.append(deepcopy(properties))
        text = _move(children, part, length)
        if lang:
            _language_of(_properties_of(part)).set(f"{W}{attribute_of(text)}", with_region(lang))
        run.addprevious(part)
    for child in children:  # without text
        part.append(child)
    run.getparent().remove(run)


def _move(children: list[Any], part: Any, length: int) -> str:
    """Move as much text into a new run, and return it."""
    moved = ""
    while children and len(moved) < length:
        text = text_of_child(children[0])
        room = length - len(moved)
        if len(text) > room:
            rest = children[0]
            first = deepcopy(rest)
            first.text, rest.text = text[:room], text[room:]
            for each in (first, rest):
                each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            part.append(first)
            moved += text[:room]
        else:
            part.append(children.pop(0))
            moved += text
    return moved


def _properties_of(run: Any) -> Any:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = run.makeelement(f"{W}rPr")
        run.insert(0, properties)
    return properties


def _language_of(properties: Any) -> Any:
    """Return the element for the languages of a run, which is made if there is none."""
    found = properties.find(f"{W}lang")
    if found is None:
        found = properties.makeelement(f"{W}lang")
        after = next((child for child in properties if child.tag in _AFTER_LANG), None)
        if after is None:
            properties.append(found)
        else:
            after.addprevious(found)
    return found


@lru_cache(maxsize=1024)
def with_region(tag: str) -> str:
    """Return a tag with its likeliest region, as word processors write it.

    >>> [with_region(tag) for tag in ("de", "sr-Cyrl", "zh-Hant", "en-GB")]
    ['de-DE', 'sr-Cyrl-RS', 'zh-TW', 'en-GB']
    """
    given = langcodes.Language.get(tag, normalize=False)
    region = given.maximize().territory
    if given.territory or not region:
        return tag
    return f"zh-{region}" if given.language == "zh" else f"{tag}-{region}"


def _findings(page: Page, remarks: list[Remark]) -> Iterator[Finding]:
    for remark in remarks:
        yield Finding(
            "",
            *page.place(remark.start),
            *page.place(remark.end),
            remark.lang,
            remark.confidence,
            shortened(page.shown(remark.start, remark.end)),
            remark.rule,
            remark.said,
        )
