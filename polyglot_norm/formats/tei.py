"""TEI P5: a corpus with a text for each document, in which foreign language is marked as such.

A text is a series of ``<p>`` that end at blank lines and keep all white space. In them ``<seg>``
is a segment in the main language of the text and ``<foreign>`` one in another, with ``xml:lang``
for its language, ``cert`` for its confidence and, if labels are asked for, ``n`` for its label. A
character that XML cannot hold, such as NUL, is ``<g n="U+0000"/>`` in a text and U+FFFD in a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final, NamedTuple

from polyglot_norm.document import Document
from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.assembly import (
    DocumentStart,
    Event,
    SegmentRead,
    SegmentRecord,
    assemble,
)
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions, one_text
from polyglot_norm.formats.xml_events import Tag, tags_of
from polyglot_norm.language.tags import UNDETERMINED, name_of
from polyglot_norm.segment import Segment
from polyglot_norm.text.lines import count_breaks
from polyglot_norm.text.xml_escapes import character_of, xml_attribute, xml_text

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
    <p xml:space="preserve"><seg xml:lang="en" cert="1.0">Would you care to?
    </seg><foreign xml:lang="sr-Cyrl" cert="1.0">Да ли?</foreign></p></body></text></TEI>
    """

    def __init__(self, options: WriteOptions) -> None:
        self._options = options
        (self._field,) = one_text(options)

    def head(self) -> bytes:
        """Return the declaration, and the start and header of the corpus."""
        header = _HEADER.format("Texts with the language of each part", "See each text.", "")
        start = '<?xml version="1.0" encoding="UTF-8"?>\n'
        return (start + '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n' + header).encode()

    def foot(self) -> bytes:
        """Return the end of the corpus."""
        return b"</teiCorpus>\n"

    def piece(self, item: NamedDocument) -> bytes:
        """Return the text of a document, or what a part adds to it."""
        # Text outside any <seg> inherits the language of the text.
        lang = item.document.lang if self._options.wants_all else ""
        pieces = [_start(item, lang)] if item.first else []
        for paragraph in _paragraphs(item.document):
            segments = (self._segment(segment, item.document.lang) for segment in paragraph)
            pieces.append(f'<p xml:space="preserve">{"".join(segments)}</p>')
        if item.last:
            empty = item.first and not item.document.segments  # which a <body> must not be
            pieces.append("<p/></body></text></TEI>\n" if empty else "</body></text></TEI>\n")
        return "".join(pieces).encode()

    def _segment(self, segment: Segment, main: str) -> str:
        is_text = self._field == "text"
        text = xml_text(segment.text if is_text else segment.output.text, _CHAR)
        if not self._options.wants(segment):
            return text
        lang = xml_attribute(segment.lang if is_text else segment.output_lang)
        element = "seg" if segment.lang == main else "foreign"
        label = f' n="{self._options.label(segment.lang)}"' if not self._options.is_bcp47 else ""
        start = f'<{element} xml:lang="{lang}"{label} cert="{segment.confidence}">'
        return f"{start}{text}</{element}>"


def _start(item: NamedDocument, lang: str) -> str:
    name, document = xml_attribute(item.name), item.document
    languages = "".join(
        f'<language ident="{xml_attribute(share.lang)}" usage="{round(share.share * 100)}">'
        f"{xml_attribute(name_of(share.lang))}</language>"
        for share in (document.languages if item.last else ())  # shares of a part would mislead
    )
    profile = f"<profileDesc><langUsage>{languages}</langUsage></profileDesc>" if languages else ""
    header = _HEADER.format(name, f"The text of {name}.", profile)
    attribute = f' xml:lang="{xml_attribute(lang)}"' if lang else ""
    return f"<TEI{attribute}>{header}<text><body>"


def _paragraphs(document: Document) -> Iterator[list[Segment]]:
    """Yield the segments of each paragraph; a blank line ends one."""
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
    return count_breaks(end) > 1


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """Read documents; see `polyglot_norm.formats.read`."""
    return assemble(_events(file), limit=limit)


def _events(file: BinaryIO) -> Iterator[Event]:
    reader = _TextReader()
    for tag in tags_of(file):
        yield from reader.take(tag)
    if not reader.is_tei:
        raise PolyglotError("no <TEI> element in the XML: not TEI")


class _Element(NamedTuple):
    """An open element, with the language of its text and the confidence of that, if known."""

    name: str
    lang: str
    confidence: float | None


class _TextReader:
    """Collects titles and paragraphs, tag by tag."""

    def __init__(self) -> None:
        self.is_tei = False
        self._open: list[_Element] = []
        self._title: list[str] = []
        self._text: list[str] = []

    def take(self, tag: Tag) -> Iterator[Event]:
        """Yield the segment that a tag ends, if any, and the document that it starts."""
        if not tag.name:
            self._add(tag.text)
        elif tag.attributes is None:
            if self._in_paragraph and self._open[-1].name != "g":
                yield from self._segment(tag)
            self._open.pop()
        else:
            yield from self._start(tag, tag.attributes)

    @property
    def _in_paragraph(self) -> bool:
        names = [element.name for element in self._open]
        return "body" in names and "p" in names

    def _start(self, tag: Tag, attributes: Mapping[str, str]) -> Iterator[Event]:
        if tag.name == "g":
            code = attributes.get("n", "").removeprefix(_NUMBER)
            self._add(character_of(code, f"line {tag.line}"))
        elif self._in_paragraph:
            yield from self._segment(tag)
        if tag.name == "TEI":
            self.is_tei = True
            self._title = []
        elif tag.name == "body":
            yield DocumentStart("".join(self._title) or "-")
        around = self._open[-1].lang if self._open else UNDETERMINED
        lang = attributes.get("xml:lang", around)
        self._open.append(_Element(tag.name, lang, _probability(attributes.get("cert", ""))))

    def _add(self, text: str) -> None:
        if self._in_paragraph:
            self._text.append(text)
        elif self._open and self._open[-1].name == "title":
            self._title.append(text)

    def _segment(self, tag: Tag) -> Iterator[Event]:
        """Yield the text since the last tag as a segment."""
        if self._text:
            _, lang, confidence = self._open[-1]
            record = SegmentRecord("".join(self._text), lang, confidence=confidence)
            yield SegmentRead(f"line {tag.line}", record)
            self._text = []


def _probability(certainty: str) -> float | None:
    """Return a certainty if it is a probability; TEI also knows ``high`` and ``low``."""
    try:
        return float(certainty)
    except ValueError:
        return None
