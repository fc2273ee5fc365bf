r"""Inline: the text itself, each segment between marks of its language, ``<ru>Да</ru>``.

White space at the end of a segment stands behind its closing mark, and belongs to it. In the text
``&``, ``<`` and ``>`` are ``&amp;``, ``&lt;`` and ``&gt;``; control characters (but tab, line feed
and carriage return) and lone surrogates are ``&#x0;``. Text between no marks is in no known
language. Where there are several documents, each begins with ``<?doc NAME?>`` in a line, and a
line feed is added to its end.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.assembly import DocumentStart, Event, FoundSegment, assemble
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions
from polyglot_norm.language.tags import UNDETERMINED
from polyglot_norm.segment import Segment

_SPECIAL: Final = re.compile("[&<>\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_IN_NAME: Final = re.compile(_SPECIAL.pattern[:-1] + "\n\r]")
_NAMED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LETTERS: Final = {name: character for character, name in _NAMED.items()}
_REFERENCE: Final = re.compile("&(?:#x([0-9A-Fa-f]{1,6});|(?:amp|lt|gt);)?")
_TAG: Final = re.compile("[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_MARK: Final = re.compile(rf"<(?:\?doc (?P<doc>[^<>]*)\?>\n|(?P<end>/?)(?P<lang>{_TAG.pattern})>)")
_CHUNK: Final = 1 << 18
_LONGEST_MARK: Final = 1 << 16


class Encoder:
    r"""Writes texts with marks.

    >>> from polyglot_norm import tag
    >>> item = NamedDocument("a.txt", tag("Would you?\nДа ли & како?\n"))
    >>> print(Encoder(WriteOptions()).piece(item).decode(), end="")
    <en>Would you?</en>
    <sr-Cyrl>Да ли &amp; како?</sr-Cyrl>
    """

    def __init__(self, writing: WriteOptions) -> None:
        self._writing = writing
        self._titles = writing.screen.titles
        (self._field,) = one_text(writing)

    def head(self) -> bytes:
        """Nothing."""
        return b""

    def foot(self) -> bytes:
        """Nothing."""
        return b""

    def piece(self, item: NamedDocument) -> bytes:
        """The text of a document, or of a part."""
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
        lang = segment.lang if is_text else segment.output_lang
        if not self._writing.wants(segment):
            return _escaped(text, _SPECIAL)
        if not _TAG.fullmatch(lang):
            raise PolyglotError(f"the language {lang!r} is no tag, and cannot be a mark")
        body = text.rstrip() or text
        return f"<{lang}>{_escaped(body, _SPECIAL)}</{lang}>{_escaped(text[len(body) :], _SPECIAL)}"


def one_text(writing: WriteOptions) -> tuple[str, ...]:
    """The field that a format writes which holds one text: ``text``, or ``output``.

    Raises:
        PolyglotError: both are asked for, or another.
    """
    chosen = writing.fields(("text", "output"), ("text",))
    if len(chosen) > 1:
        raise PolyglotError("this format holds one text: include 'text' or 'output', not both")
    return chosen


def _escaped(text: str, special: re.Pattern[str]) -> str:
    return special.sub(lambda found: _NAMED.get(found[0]) or f"&#x{ord(found[0]):X};", text)


def _unescaped(text: str, line: int) -> str:
    def meant(found: re.Match[str]) -> str:
        if found[0] in _LETTERS:
            return _LETTERS[found[0]]
        if not found[1] or int(found[1], 16) > 0x10FFFF:
            near = text[found.start() : found.start() + 12]
            raise PolyglotError(f"line {line}: {near!r} means nothing; '&' is written '&amp;'")
        return chr(int(found[1], 16))

    return _REFERENCE.sub(meant, text) if "&" in text else text


def read(file: BinaryIO, *, name: str, offsets: str, limit: int | None) -> Iterator[NamedDocument]:
    """The documents of marked text; see `polyglot_norm.formats.read`."""
    return assemble(_events(file, name), limit=limit)


class _Token(NamedTuple):
    """A mark, or (``mark`` is None) some of the text before the next one, as it is written."""

    mark: re.Match[str] | None
    text: str
    line: int


def _tokens(file: BinaryIO) -> Iterator[_Token]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    rest, line, ended = "", 1, False
    while not ended:
        chunk = file.read(_CHUNK)
        ended = not chunk
        try:
            rest += decoder.decode(chunk, final=ended)
        except UnicodeDecodeError as error:
            raise PolyglotError(f"after line {line} is what is not UTF-8: {error.reason}") from None
        at = 0
        for token in _tokens_in(rest, line, ended=ended):
            yield token
            at += len(token.text)
            line += token.text.count("\n")
        rest = rest[at:]


def _tokens_in(text: str, line: int, *, ended: bool) -> Iterator[_Token]:
    """The tokens of a stretch; a mark at its end that may go on is left."""
    at = 0
    while at < len(text):
        if text[at] != "<":
            end = text.find("<", at)
            token = _Token(None, text[at:end] if end >= 0 else text[at:], line)
        else:
            mark = _MARK.match(text, at)
            if mark is None:
                if not ended and len(text) - at < _LONGEST_MARK:
                    return
                shown = text[at : at + 20]
                raise PolyglotError(f"line {line}: {shown!r} is no mark; '<' is written '&lt;'")
            token = _Token(mark, mark[0], line)
        yield token
        at += len(token.text)
        line += token.text.count("\n")


def _events(file: BinaryIO, name: str) -> Iterator[Event]:
    reading = _Reading(name)
    for token in _tokens(file):
        if token.mark is None:
            reading.texts.append(token.text)
        else:
            yield from reading.take(token.mark, token.line)
    yield from reading.finish()


class _Reading:
    """What has been read of a document and is not told yet."""

    def __init__(self, name: str) -> None:
        self.texts: list[str] = []
        self._opening: DocumentStart | None = DocumentStart(name)
        self._has_title = False
        self._inside = ""  # the language of the mark that is open
        self._closed: tuple[str, str] | None = None  # language and text of the one before
        self._line = 1

    def take(self, mark: re.Match[str], line: int) -> Iterator[Event]:
        self._line = line
        if mark["doc"] is not None:
            if self._has_title or self._closed or self.texts or self._inside:
                yield from self._end()
            self._has_title = True
            self._opening = DocumentStart(_unescaped(mark["doc"], line))
        elif not mark["end"]:
            if self._inside:
                raise PolyglotError(f"line {line}: {mark[0]} inside of <{self._inside}>")
            yield from self._between(self._text())
            self._inside = mark["lang"]
        elif mark["lang"] != self._inside:
            raise PolyglotError(f"line {line}: {mark[0]} where no <{mark['lang']}> is open")
        else:
            self._closed = self._inside, self._text()
            self._inside = ""

    def finish(self) -> Iterator[Event]:
        yield from self._end()

    def _end(self) -> Iterator[Event]:
        """Tell what is left of a document: its end, or all of it."""
        if self._inside:
            raise PolyglotError(f"line {self._line}: <{self._inside}> is never closed")
        text = self._text()
        yield from self._between(text.removesuffix("\n") if self._has_title else text)
        yield from self._open()

    def _text(self) -> str:
        text = "".join(self.texts)
        self.texts = []
        return _unescaped(text, self._line)

    def _open(self) -> Iterator[Event]:
        if self._opening is not None:
            yield self._opening
            self._opening = None

    def _between(self, text: str) -> Iterator[Event]:
        """Tell the segment that was closed, with the white space after it, and unmarked text."""
        body = text.lstrip() if self._closed else text
        if self._closed is not None:
            lang, inside = self._closed
            yield from self._open()
            yield self._found(inside + text[: len(text) - len(body)], lang)
            self._closed = None
        if body:
            yield from self._open()
            yield self._found(body, UNDETERMINED)

    def _found(self, text: str, lang: str) -> FoundSegment:
        # What no mark says is in no known language, and that is not sure at all.
        confidence = 0.0 if lang == UNDETERMINED else None
        return FoundSegment(text, lang, f"line {self._line}", confidence=confidence)
