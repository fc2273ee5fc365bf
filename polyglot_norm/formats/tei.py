"""TEI P5: a corpus with a text for each document, and what is in another language marked so.

A text is ``<p>`` after ``<p>``, cut at blank lines, white space kept. In them ``<seg>`` is a
segment in the text's main language and ``<foreign>`` one in another, each with its ``xml:lang``.
A character that XML cannot hold, such as NUL, is ``<g n="U+0000"/>`` in a text and U+FFFD in a
name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from polyglot_norm.document import Document
from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.assembly import DocumentStart, Event, FoundSegment, assemble
from polyglot_norm.formats.inline import one_text
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions
from polyglot_norm.formats.xml_escapes import Tag, character_of, tags_of, xml_attribute, xml_text
from polyglot_norm.language.tags import UNDETERMINED, name_of
from polyglot_norm.segment import Segment

_NUMBER: Final = "U+"
_CHAR: Final = '<g n="U+{:04X}"/>'

_HEADER: Final = (
    "<teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt>"
    "<publicationStmt><p>Tagged by polyglot_norm.</p></publicationStmt>"
    "<sourceDesc><p>{}</p></sourceDesc></fileDesc>{}</teiHeader>\n"
)


class Encoder:
    r"""Writes documents as texts of a corpus.

    >>> from polyglot_norm import tag
    >>> item = NamedDocument("a.txt", tag("Would you care to?\nДа ли?", languages=["en", "sr"]))
    >>> print(Encoder(WriteOptions()).piece(item).decode().partition("<body>")[2], end="")
    <p xml:space="preserve"><seg xml:lang="en">Would you care to?
    </seg><foreign xml:lang="sr-Cyrl">Да ли?</foreign></p></body></text></TEI>
    """

    def __init__(self, writing: WriteOptions) -> None:
        self._writing = writing
        (self._field,) = one_text(writing)

    def head(self) -> bytes:
        """The declaration, and the start and header of the corpus."""
        header = _HEADER.format("Texts with the language of each part", "See each text.", "")
        start = '<?xml version="1.0" encoding="UTF-8"?>\n'
        return (start + '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n' + header).encode()

    def foot(self) -> bytes:
        """The end of the corpus."""
        return b"</teiCorpus>\n"

    def piece(self, item: NamedDocument) -> bytes:
        """The text of a document, or what a part adds to it."""
        # Text without a mark is, in XML, in the language of what it is in.
        lang = item.document.lang if self._writing.wants_all else ""
        pieces = [_start(item, lang)] if item.first else []
        for paragraph in _paragraphs(item.document):
            segments = (self._segment(segment, item.document.lang) for segment in paragraph)
            pieces.append(f'<p xml:space="preserve">{"".join(segments)}</p>')
        if item.last:
            empty = item.first and not item.document.segments  # a body must not be
            pieces.append("<p/></body></text></TEI>\n" if empty else "</body></text></TEI>\n")
        return "".join(pieces).encode()

    def _segment(self, segment: Segment, main: str) -> str:
        is_text = self._field == "text"
        text = xml_text(segment.text if is_text else segment.output.text, _CHAR)
        if not self._writing.wants(segment):
            return text
        lang = xml_attribute(segment.lang if is_text else segment.output_lang)
        element = "seg" if segment.lang == main else "foreign"
        return f'<{element} xml:lang="{lang}">{text}</{element}>'


def _start(item: NamedDocument, lang: str) -> str:
    name, document = xml_attribute(item.name), item.document
    languages = "".join(
        f'<language ident="{xml_attribute(share.lang)}" usage="{round(share.share * 100)}">'
        f"{xml_attribute(name_of(share.lang))}</language>"
        for share in (document.languages if item.last else ())  # a part does not know of the rest
    )
    profile = f"<profileDesc><langUsage>{languages}</langUsage></profileDesc>" if languages else ""
    header = _HEADER.format(name, f"The text of {name}.", profile)
    attribute = f' xml:lang="{xml_attribute(lang)}"' if lang else ""
    return f"<TEI{attribute}>{header}<text><body>"


def _paragraphs(document: Document) -> Iterator[list[Segment]]:
    """The segments, cut after blank lines."""
    paragraph: list[Segment] = []
    for segment in document.segments:
        if paragraph and _ends_in_blank_line(paragraph[-1].text):
            yield paragraph
            paragraph = []
        paragraph.append(segment)
    if paragraph:
        yield paragraph


def _ends_in_blank_line(text: str) -> bool:
    end = text[len(text.rstrip()) :]
    return len(end.splitlines()) > 1


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """The documents of our TEI; see `polyglot_norm.formats.read`."""
    return assemble(_events(file), limit=limit)


def _events(file: BinaryIO) -> Iterator[Event]:
    reading = _Texts()
    for tag in tags_of(file):
        yield from reading.take(tag)
    if not reading.is_tei:
        raise PolyglotError("it is XML, and no element in it is a <TEI>")


class _Texts:
    """Collects titles and paragraphs, tag by tag."""

    def __init__(self) -> None:
        self.is_tei = False
        self._within: list[str] = []
        self._langs: list[str] = []
        self._title: list[str] = []
        self._text: list[str] = []

    def take(self, tag: Tag) -> Iterator[Event]:
        if not tag.name:
            self._add(tag.text)
        elif tag.attributes is None:
            if self._in_paragraph and self._within[-1] != "g":
                yield from self._told(tag)
            self._within.pop()
            self._langs.pop()
        else:
            yield from self._started(tag, tag.attributes)

    @property
    def _in_paragraph(self) -> bool:
        return "body" in self._within and "p" in self._within

    def _started(self, tag: Tag, attributes: dict[str, str]) -> Iterator[Event]:
        if tag.name == "g":
            code = attributes.get("n", "").removeprefix(_NUMBER)
            self._add(character_of(code, f"line {tag.line}"))
        elif self._in_paragraph:
            yield from self._told(tag)
        if tag.name == "TEI":
            self.is_tei = True
            self._title = []
        elif tag.name == "body":
            yield DocumentStart("".join(self._title) or "-")
        around = self._langs[-1] if self._langs else UNDETERMINED
        self._langs.append(attributes.get("xml:lang", around))
        self._within.append(tag.name)

    def _add(self, text: str) -> None:
        if self._in_paragraph:
            self._text.append(text)
        elif self._within[-1:] == ["title"]:
            self._title.append(text)

    def _told(self, tag: Tag) -> Iterator[Event]:
        """The text since the last tag, as a segment."""
        if self._text:
            yield FoundSegment("".join(self._text), self._langs[-1], f"line {tag.line}")
            self._text = []
