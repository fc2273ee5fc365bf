r"""Inline: the text itself, each segment between tags of its language, ``<ru>Да</ru>``.

White space at the end of a segment follows its closing tag, and still belongs to it. In the text,
``&``, ``<`` and ``>`` are written as ``&amp;``, ``&lt;`` and ``&gt;``; control characters (except
tab, line feed and carriage return) and lone surrogates as ``&#x0;``. The language of untagged text
is unknown. In a file of several documents each starts with a line ``<?doc NAME?>``, and a line
feed is added to its end.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.assembly import (
    DocumentStart,
    Event,
    SegmentRead,
    SegmentRecord,
    assemble,
)
from polyglot_norm.formats.encoder import PiecesOnly
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions, one_text
from polyglot_norm.language.tags import UNDETERMINED
from polyglot_norm.segment import Segment
from polyglot_norm.text.lines import count_breaks

_SPECIAL: Final = re.compile("[&<>\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_IN_NAME: Final = re.compile(_SPECIAL.pattern[:-1] + "\n\r]")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_CHARACTERS: Final = {entity: character for character, entity in _ENTITIES.items()}
_REFERENCE: Final = re.compile("&(?:#x([0-9A-Fa-f]{1,6});|(?:amp|lt|gt);)?")
_LANG: Final = re.compile("(?:__label__)?[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_TAG: Final = re.compile(rf"<(?:\?doc (?P<doc>[^<>]*)\?>\n|(?P<end>/?)(?P<lang>{_LANG.pattern})>)")
_CHUNK: Final = 1 << 18
_LONGEST_TAG: Final = 1 << 16


class Encoder(PiecesOnly):
    r"""Writes tagged texts.

    >>> from polyglot_norm import tag
    >>> item = NamedDocument("a.txt", tag("Would you?\nДа ли & како?\n"))
    >>> print(Encoder(WriteOptions()).piece(item).decode(), end="")
    <en>Would you?</en>
    <sr-Cyrl>Да ли &amp; како?</sr-Cyrl>
    """

    def __init__(self, options: WriteOptions) -> None:
        self._options = options
        self._titles = options.screen.titles
        (self._field,) = one_text(options)

    def piece(self, item: NamedDocument) -> bytes:
        """Return the text of a document, or of a part."""
        pieces = []
        if self._titles and item.first:
            pieces.append(f"<?doc {_escaped(item.name, _IN_NAME)}?>\n")
        pieces += map(self._segment, item.document.segments)
        if self._titles and item.last:
            pieces.append("\n")
        return "".join(pieces).encode()

    def _segment(self, segment: Segment) -> str:
        is_text = self._field == "text"
        text = segment.text if is_text else segment.output.text
        lang = self._options.label(segment.lang) if is_text else segment.output_lang
        if not self._options.wants(segment):
            return _escaped(text, _SPECIAL)
        if not _LANG.fullmatch(lang):
            raise PolyglotError(f"cannot write the language {lang!r}: it is not a language tag")
        body = text.rstrip() or text
        return f"<{lang}>{_escaped(body, _SPECIAL)}</{lang}>{_escaped(text[len(body) :], _SPECIAL)}"


def _escaped(text: str, special: re.Pattern[str]) -> str:
    return special.sub(lambda found: _ENTITIES.get(found[0]) or f"&#x{ord(found[0]):X};", text)


def _unescaped(text: str, line: int) -> str:
    def character(found: re.Match[str]) -> str:
        if found[0] in _CHARACTERS:
            return _CHARACTERS[found[0]]
        if not found[1] or int(found[1], 16) > 0x10FFFF:
            near = text[found.start() : found.start() + 12]
            raise PolyglotError(f"line {line}: invalid reference {near!r}; '&' is written '&amp;'")
        return chr(int(found[1], 16))

    return _REFERENCE.sub(character, text) if "&" in text else text


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """Read documents; see `polyglot_norm.formats.read`."""
    return assemble(_events(file, name), limit=limit)


class _Stretch(NamedTuple):
    """A tag, or (if ``tag`` is None) part of the text before the next one, still escaped."""

    tag: re.Match[str] | None
    text: str
    line: int


def _stretches(file: BinaryIO) -> Iterator[_Stretch]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    rest, line, ended = "", 1, False
    while not ended:
        chunk = file.read(_CHUNK)
        ended = not chunk
        try:
            rest += decoder.decode(chunk, final=ended)
        except UnicodeDecodeError as error:
            raise PolyglotError(f"not UTF-8 after line {line}: {error.reason}") from None
        at = 0
        for stretch in _stretches_in(rest, line, ended=ended):
            yield stretch
            at += len(stretch.text)
            line += count_breaks(stretch.text)
        rest = rest[at:]


def _stretches_in(text: str, line: int, *, ended: bool) -> Iterator[_Stretch]:
    """Yield the stretches of a text, leaving out a tag at its end that may be incomplete."""
    at = 0
    while at < len(text):
        if text[at] != "<":
            end = text.find("<", at)
            stretch = _Stretch(None, text[at:end] if end >= 0 else text[at:], line)
        else:
            tag = _TAG.match(text, at)
            if tag is None:
                if not ended and len(text) - at < _LONGEST_TAG:
                    return
                near = text[at : at + 20]
                raise PolyglotError(f"line {line}: invalid tag {near!r}; '<' is written '&lt;'")
            stretch = _Stretch(tag, tag[0], line)
        yield stretch
        at += len(stretch.text)
        line += count_breaks(stretch.text)


def _events(file: BinaryIO, name: str) -> Iterator[Event]:
    reader = _SegmentReader(name)
    for stretch in _stretches(file):
        if stretch.tag is None:
            reader.texts.append(stretch.text)
        else:
            yield from reader.take(stretch.tag, stretch.line)
    yield from reader.end()


class _SegmentReader:
    """Turns tags and texts into segments, which are held back until the next tag."""

    def __init__(self, name: str) -> None:
        self.texts: list[str] = []
        self._start: DocumentStart | None = DocumentStart(name)
        self._has_title = False
        self._open = ""  # the language of the open tag
        self._closed: tuple[str, str] | None = None  # language and text of the segment before
        self._line = 1

    def take(self, tag: re.Match[str], line: int) -> Iterator[Event]:
        """Yield the segments that are complete at a tag."""
        self._line = line
        if tag["doc"] is not None:
            if self._has_title or self._closed or self.texts or self._open:
                yield from self.end()
            self._has_title = True
            self._start = DocumentStart(_unescaped(tag["doc"], line))
        elif not tag["end"]:
            if self._open:
                raise PolyglotError(f"line {line}: {tag[0]} inside <{self._open}>")
            yield from self._between(self._text())
            self._open = tag["lang"]
        elif tag["lang"] != self._open:
            raise PolyglotError(f"line {line}: {tag[0]} without an open <{tag['lang']}>")
        else:
            self._closed = self._open, self._text()
            self._open = ""

    def end(self) -> Iterator[Event]:
        """Yield the rest of a document."""
        if self._open:
            raise PolyglotError(f"line {self._line}: <{self._open}> is never closed")
        text = self._text()
        yield from self._between(text.removesuffix("\n") if self._has_title else text)
        yield from self._started()

    def _text(self) -> str:
        text = "".join(self.texts)
        self.texts = []
        return _unescaped(text, self._line)

    def _started(self) -> Iterator[Event]:
        if self._start is not None:
            yield self._start
            self._start = None

    def _between(self, text: str) -> Iterator[Event]:
        """Yield the closed segment with the white space after it, and the untagged text."""
        body = text.lstrip() if self._closed else text
        if self._closed is not None:
            lang, inside = self._closed
            yield from self._started()
            yield self._segment(inside + text[: len(text) - len(body)], lang)
            self._closed = None
        if body:
            yield from self._started()
            yield self._segment(body, UNDETERMINED)

    def _segment(self, text: str, lang: str) -> SegmentRead:
        # Nothing is certain about text that nobody has tagged.
        confidence = 0.0 if lang == UNDETERMINED else None
        return SegmentRead(f"line {self._line}", SegmentRecord(text, lang, confidence=confidence))
