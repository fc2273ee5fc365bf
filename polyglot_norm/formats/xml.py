"""XML: every document an element, every segment in it an element with its language and place.

A character that XML cannot hold, such as NUL, is an element ``<char code="0000"/>`` in a text and
U+FFFD in a name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO, Final

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats import fields
from polyglot_norm.formats.assembly import DocumentStart, Event, FoundSegment, assemble
from polyglot_norm.formats.json_codec import to_json
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions, placed
from polyglot_norm.formats.xml_escapes import Tag, character_of, tags_of, xml_attribute, xml_text
from polyglot_norm.segment import Segment

_CHAR: Final = '<char code="{:04X}"/>'
_KNOWN: Final = (*fields.SEGMENT, fields.METADATA)


class Encoder:
    """Writes documents as elements.

    >>> from polyglot_norm import tag
    >>> encoder = Encoder(WriteOptions(include=["lang", "text", "output"]))
    >>> print(encoder.piece(NamedDocument("a.txt", tag("Да ли?"))).decode(), end="")
    <document name="a.txt">
    <segment xml:lang="sr-Cyrl"><text>Да ли?</text><output>Da li?</output></segment>
    </document>
    """

    def __init__(self, writing: WriteOptions) -> None:
        self._writing = writing
        self._fields = frozenset(writing.fields(_KNOWN, _KNOWN))

    def head(self) -> bytes:
        """The declaration, and the start of the root."""
        return b'<?xml version="1.0" encoding="UTF-8"?>\n<documents xml:space="preserve">\n'

    def foot(self) -> bytes:
        """The end of the root."""
        return b"</documents>\n"

    def piece(self, item: NamedDocument) -> bytes:
        """The element of a document, or what a part adds to it."""
        pieces = [self._start(item)] if item.first else []
        pieces += [self._segment(*place) for place in placed(item, self._writing)]
        if item.last:
            pieces.append("</document>\n")
        return "".join(pieces).encode()

    def _start(self, item: NamedDocument) -> str:
        start = f'<document name="{xml_attribute(item.name)}"'
        if item.metadata is not None and fields.METADATA in self._fields:
            start += f' metadata="{xml_attribute(to_json(item.metadata).decode())}"'
        return start + ">\n"

    def _segment(self, start: int, end: int, segment: Segment) -> str:
        kept = self._fields
        text = segment.text
        is_other = segment.output.text != text or segment.output_lang != segment.lang
        return "".join(
            (
                "<segment",
                f' start="{start}"' if "start" in kept else "",
                f' end="{end}"' if "end" in kept else "",
                f' xml:lang="{xml_attribute(segment.lang)}"' if "lang" in kept else "",
                f' script="{xml_attribute(segment.script)}"' if "script" in kept else "",
                f' confidence="{segment.confidence}"' if "confidence" in kept else "",
                ">",
                f"<text>{xml_text(text, _CHAR)}</text>" if "text" in kept else "",
                self._output(segment) if "output" in kept and is_other else "",
                "</segment>\n",
            )
        )

    def _output(self, segment: Segment) -> str:
        lang = f' xml:lang="{xml_attribute(segment.output_lang)}"'
        start = f"<output{lang if 'output_lang' in self._fields else ''}>"
        return f"{start}{xml_text(segment.output.text, _CHAR)}</output>"


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """The documents of our XML; see `polyglot_norm.formats.read`."""
    return assemble(_events(file), unit=offsets, limit=limit)


def _events(file: BinaryIO) -> Iterator[Event]:
    reading = _Segments()
    for tag in tags_of(file):
        if tag.name == "document" and tag.attributes is not None:
            yield DocumentStart(tag.attributes.get("name", "-"), _metadata(tag))
        else:
            found = reading.take(tag)
            if found is not None:
                yield found
    if not reading.is_ours:
        raise PolyglotError("it is XML, and no element in it is a <documents>: is it ours?")


class _Segments:
    """Collects what is inside of segments, tag by tag."""

    def __init__(self) -> None:
        self.is_ours = False
        self._segment: dict[str, str] = {}
        self._output_lang: str | None = None
        self._texts: dict[str, list[str]] = {}
        self._inside = ""

    def take(self, tag: Tag) -> FoundSegment | None:
        name, where = tag.name, f"line {tag.line}"
        if not name or name == "char":
            if self._inside:
                self._texts[self._inside].append(_content(tag, where))
        elif name == "segment" and tag.attributes is None:
            return self._found(where)
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

    def _found(self, where: str) -> FoundSegment:
        values = self._segment
        texts = {name: "".join(parts) for name, parts in self._texts.items()}
        try:
            numbers = {
                name: kind(values[name])
                for name, kind in (("start", int), ("end", int), ("confidence", float))
                if name in values
            }
        except ValueError as error:
            raise PolyglotError(f"{where}: {error}") from None
        record = texts | numbers | {"script": values.get("script"), "lang": values.get("xml:lang")}
        return fields.found(record | {"output_lang": self._output_lang}, where)


def _content(tag: Tag, where: str) -> str:
    """The text of a text, or the character that a <char/> stands for."""
    if not tag.name:
        return tag.text
    return "" if tag.attributes is None else character_of(tag.attributes.get("code"), where)


def _metadata(tag: Tag) -> dict[str, object] | None:
    text = (tag.attributes or {}).get("metadata")
    if text is None:
        return None
    try:
        value = json.loads(text)
    except ValueError as error:
        raise PolyglotError(f"line {tag.line}: metadata is not JSON: {error}") from None
    return value if isinstance(value, dict) else None
