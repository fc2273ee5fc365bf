"""XML: an element for each document, and in it one for each segment.

A character that XML cannot hold, such as NUL, is an element ``<char code="0000"/>`` in a text and
U+FFFD in a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO, Final

from msgspec import UNSET

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats import fields
from polyglot_norm.formats.assembly import (
    DocumentStart,
    Event,
    SegmentRead,
    SegmentRecord,
    assemble,
)
from polyglot_norm.formats.fields import SegmentRow
from polyglot_norm.formats.json_codec import JsonObject, from_json, to_json
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.row_records import converted
from polyglot_norm.formats.write_options import WriteOptions
from polyglot_norm.formats.xml_events import Tag, tags_of
from polyglot_norm.text.xml_escapes import character_of, xml_attribute, xml_text

_CHAR: Final = '<char code="{:04X}"/>'
_ATTRIBUTES: Final = ("start", "end", "lang", "script", "confidence", *fields.ON_REQUEST)
_DEFAULT: Final = (*fields.SEGMENT, fields.METADATA)
_KNOWN: Final = (*fields.SEGMENT, *fields.ON_REQUEST, fields.METADATA)


class Encoder:
    """Writes documents as elements.

    >>> from polyglot_norm import tag
    >>> encoder = Encoder(WriteOptions(include=["lang", "text", "output"]))
    >>> print(encoder.piece(NamedDocument("a.txt", tag("Да ли?"))).decode(), end="")
    <document name="a.txt">
    <segment xml:lang="sr-Cyrl"><text>Да ли?</text><output>Da li?</output></segment>
    </document>
    """

    def __init__(self, options: WriteOptions) -> None:
        self._options = options
        self._of_rows = replace(options, labels="bcp47")  # which xml:lang must be
        self._fields = options.fields(_KNOWN, _DEFAULT)
        self._attributes = [name for name in _ATTRIBUTES if name in self._fields]

    def head(self) -> bytes:
        """Return the declaration and the start of the root element."""
        return b'<?xml version="1.0" encoding="UTF-8"?>\n<documents xml:space="preserve">\n'

    def foot(self) -> bytes:
        """Return the end of the root element."""
        return b"</documents>\n"

    def piece(self, item: NamedDocument) -> bytes:
        """Return the element of a document, or what a part adds to it."""
        pieces = [self._start(item)] if item.first else []
        pieces += map(self._segment, fields.rows(item, self._of_rows, self._fields))
        if item.last:
            pieces.append("</document>\n")
        return "".join(pieces).encode()

    def _start(self, item: NamedDocument) -> str:
        start = f'<document name="{xml_attribute(item.name)}"'
        if item.metadata is not None and fields.METADATA in self._fields:
            start += f' metadata="{_json_attribute(item.metadata)}"'
        return start + ">\n"

    def _segment(self, row: SegmentRow) -> str:
        attributes = [_attribute(name, getattr(row, name)) for name in self._attributes]
        if not self._options.is_bcp47 and "lang" in self._attributes:
            attributes.append(_attribute("label", self._options.label(row.lang)))
        text = f"<text>{xml_text(row.text, _CHAR)}</text>" if "text" in self._fields else ""
        is_other = row.output != row.text or row.output_lang != row.lang
        output = self._output(row) if "output" in self._fields and is_other else ""
        return f"<segment{''.join(attributes)}>{text}{output}</segment>\n"

    def _output(self, row: SegmentRow) -> str:
        lang = f' xml:lang="{xml_attribute(row.output_lang)}"'
        start = f"<output{lang if 'output_lang' in self._fields else ''}>"
        return f"{start}{xml_text(row.output, _CHAR)}</output>"


def _attribute(name: str, value: Any) -> str:
    if value is UNSET:
        return ""
    if name in fields.ON_REQUEST:
        return f' {name}="{_json_attribute(value)}"'
    return f' {"xml:lang" if name == "lang" else name}="{xml_attribute(str(value))}"'


def _json_attribute(value: Any) -> str:
    return xml_attribute(to_json(value).decode(), forbidden=r"\u{:04x}")


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """Read documents; see `polyglot_norm.formats.read`."""
    return assemble(_events(file), offsets=offsets, limit=limit)


def _events(file: BinaryIO) -> Iterator[Event]:
    reader = _SegmentReader()
    for tag in tags_of(file):
        if tag.name == "document" and tag.attributes is not None:
            yield DocumentStart(tag.attributes.get("name", "-"), _metadata(tag))
        else:
            found = reader.take(tag)
            if found is not None:
                yield found
    if not reader.is_ours:
        raise PolyglotError("no <documents> element: not a file that this package wrote")


class _SegmentReader:
    """Collects the contents of segments, tag by tag."""

    def __init__(self) -> None:
        self.is_ours = False
        self._segment: Mapping[str, str] = {}
        self._output_lang: str | None = None
        self._texts: dict[str, list[str]] = {}
        self._inside = ""

    def take(self, tag: Tag) -> SegmentRead | None:
        """Return the segment that a tag ends, or None."""
        name, where = tag.name, f"line {tag.line}"
        if not name or name == "char":
            if self._inside:
                self._texts[self._inside].append(_content(tag, where))
        elif name == "segment" and tag.attributes is None:
            return SegmentRead(where, self._record(where))
        elif name in ("text", "output"):
            self._inside = "" if tag.attributes is None else name
            if tag.attributes is not None:
                self._texts[name] = []
                if name == "output":
                    self._output_lang = tag.attributes.get("xml:lang")
        elif name == "segment":
            self._segment, self._texts, self._output_lang = tag.attributes or {}, {}, None
        elif name == "documents":
            self.is_ours = True
        return None

    def _record(self, where: str) -> SegmentRecord:
        values: dict[str, Any] = {name: "".join(parts) for name, parts in self._texts.items()}
        values["output_lang"] = self._output_lang
        for name, value in self._segment.items():
            if name in fields.ON_REQUEST:
                values[name] = _parsed(name, value, where)
            else:
                values["lang" if name == "xml:lang" else name] = value
        return converted(values, SegmentRecord, where, strict=False)


def _content(tag: Tag, where: str) -> str:
    """Return the text of a text, or the character that a <char/> stands for."""
    if not tag.name:
        return tag.text
    return "" if tag.attributes is None else character_of(tag.attributes.get("code"), where)


def _metadata(tag: Tag) -> JsonObject | None:
    text = (tag.attributes or {}).get("metadata")
    is_object = text is not None and isinstance(_parsed("metadata", text, f"line {tag.line}"), dict)
    return JsonObject(text.encode()) if text is not None and is_object else None


def _parsed(name: str, text: str, where: str) -> Any:
    try:
        return from_json(text)
    except ValueError as error:
        raise PolyglotError(f"{where}: {name} is not JSON: {error}") from None
