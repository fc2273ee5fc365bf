r"""CoNLL-U: sentences of numbered tokens, with the language of each in MISC.

A sentence is a line of the source, or a part of it that ends like a sentence. Tokens are words,
protected spans (links, numbers, emoji), and every other character that is not white space. MISC
holds ``Lang``, ``Translit`` for a transliterated token, ``SpaceAfter=No``, or ``SpacesAfter`` and
``SpacesBefore`` for anything but a single space (``\s`` space, ``\t``, ``\n``, ``\r``, ``\p``
vertical bar, ``\\``, ``\u{85}`` any other). The first token of each segment has its
``Confidence``, which separates it from the segment before. The other columns are ``_``, as nothing
here parses: the file is valid on the first level of the validator of Universal Dependencies, but
not on the second, which asks for trees. Everything is in NFC, and MISC has the ``Form`` of a token
that is not. The format cannot hold a text without tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from unicodedata import is_normalized, normalize

from polyglot_norm.document import Document
from polyglot_norm.formats.conllu_escapes import escaped
from polyglot_norm.formats.conllu_reader import read as read
from polyglot_norm.formats.encoder import PiecesOnly
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.write_options import WriteOptions
from polyglot_norm.language.tags import script_of
from polyglot_norm.segment import Segment
from polyglot_norm.text.lines import count_breaks, split_lines
from polyglot_norm.text.words import scan

# Characters that would break a line of FORM or a comment, or that UTF-8 cannot hold, and the one
# that the validator takes for a broken character.
_UNWRITABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffd]")
_MOST_MARKS: Final = 64
"""Characters before a token that it could be composed with: a letter and its marks."""

_INSTEAD: Final = "\N{WHITE SQUARE}"

# A sentence ends after these marks and the quotes and brackets that close it, if white space and
# anything but a lower-case letter follows; not after an initial. The marks of Chinese and Japanese
# need no white space.
_MARKS: Final = ".!?…؟۔।॥։"
# A run of marks is tried once, at its first mark: otherwise a page of full stops takes forever.
_ENDS: Final = re.compile(
    rf"(?<!\b\w)(?<![{_MARKS}])[{_MARKS}]++[\"'»”’)\]]*+\s+|[。！？｡]+[」』”）]*\s*"
)
_GAP: Final = re.compile(r"(\S)\1*")
_VISIBLE: Final = re.compile(r"\S+")
_NOT_IN_ID: Final = re.compile(r"[\s/\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class _Token(NamedTuple):
    """A token with the white space before it; ``leads`` for the first token of its segment."""

    start: int
    end: int
    segment: Segment
    gap: str
    leads: bool


class _Form(NamedTuple):
    """A token in the source, and as it is written."""

    source: str
    written: str


class Encoder(PiecesOnly):
    """Writes sentences of tokens.

    >>> from polyglot_norm import tag
    >>> item = NamedDocument("a.txt", tag("Да!", languages=["sr"]))
    >>> for line in Encoder(WriteOptions()).piece(item).decode().splitlines()[-3:-1]:
    ...     print(line.replace(chr(9), " ").replace("|TranslitLang=sr-Latn-t-sr-cyrl", ""))
    1 Да _ _ _ _ _ _ _ Confidence=1.0|Lang=sr-Cyrl|SpaceAfter=No|Translit=Da
    2 ! _ _ _ _ _ _ _ Lang=sr-Cyrl|SpaceAfter=No
    """

    def __init__(self, options: WriteOptions) -> None:
        self._options = options
        self._with_output = "output" in options.fields(("text", "output"), ("text", "output"))

    def piece(self, item: NamedDocument) -> bytes:
        """Return the sentences of a document, or of a part."""
        text, tokens = item.document.text, _tokens(item.document)
        # Comments belong to a sentence, so a text without tokens cannot be written.
        rows = [_newdoc(item)] if item.first and (tokens or not item.last) else []
        sentences = _sentences(text, tokens)
        gaps = [token.gap for token in tokens[1:]]
        gaps.append(text[tokens[-1].end :] if tokens else "")
        after = iter(gaps)
        for sentence in sentences:
            forms = _forms(text, sentence)
            rows.append(_comments(item, sentence, forms))
            for number, (token, form) in enumerate(zip(sentence, forms, strict=True), 1):
                source, opens = text[token.start : token.end], token is tokens[0]
                misc = self._misc(token, _Form(source, form), next(after), opens=opens)
                cells = (str(number), form, *"_" * 7, misc)
                rows.append("\t".join(cells) + "\n")
            rows.append("\n")
        return "".join(rows).encode()

    def _misc(self, token: _Token, form: _Form, after: str, *, opens: bool) -> str:
        """Return the last column, with its attributes in alphabetical order."""
        segment = token.segment
        wanted = self._options.wants(segment)
        translit = self._translit(token, form.source) if wanted and self._with_output else ""
        moved = token.leads and translit and segment.output_lang
        attributes = {
            "Confidence": str(segment.confidence) if wanted and token.leads else "",
            "Form": escaped(form.source) if form.source != form.written else "",
            "Lang": self._options.label(segment.lang) if wanted else "",
            "Script": _own_script(segment) if wanted and token.leads else "",
            "SpaceAfter": "" if after else "No",
            "SpacesAfter": "" if after in ("", " ") else escaped(after),
            "SpacesBefore": escaped(token.gap) if opens else "",
            "Translit": escaped(translit),
            "TranslitLang": moved or "",
        }
        return "|".join(f"{key}={value}" for key, value in attributes.items() if value) or "_"

    def _translit(self, token: _Token, form: str) -> str:
        segment = token.segment
        if segment.output_lang == segment.lang:
            return ""
        start, end = token.start - segment.start, token.end - segment.start
        start, end = segment.output.to_text(start, end)
        first, last = segment.output.to_source(start, end)
        if segment.text[first:last].strip() != form:
            return ""  # one edit of several tokens: the output of this one is unknown
        output = segment.output.text[start:end].strip()
        return "" if output == form and not token.leads else output


def _own_script(segment: Segment) -> str:
    """Return the script of a segment unless it is the one of its language tag."""
    return "" if segment.script == script_of(segment.lang) else segment.script


def _newdoc(item: NamedDocument) -> str:
    return f"# newdoc id = {_written(item.name)}\n"


def _comments(item: NamedDocument, sentence: Sequence[_Token], forms: Sequence[str]) -> str:
    first = sentence[0]
    rows = []
    starts = item.first and first.start == len(first.gap)
    if starts or count_breaks(first.gap) > 1:
        rows.append("# newpar")
    if item.before.codepoint is not None:
        name = _NOT_IN_ID.sub("_", _written(item.name))
        rows.append(f"# sent_id = {name}-{item.before.codepoint + first.start}")
    blanks = ["", *(" " if token.gap else "" for token in sentence[1:])]
    rows.append("# text = " + "".join(b + f for b, f in zip(blanks, forms, strict=True)))
    return "\n".join(rows) + "\n"


def _tokens(document: Document) -> list[_Token]:
    """Return the words, protected spans and other visible characters, in order."""
    text, found, before = document.text, list[_Token](), 0
    spans = _Spans(document)
    for segment in document.segments:
        leads = True
        for start, end in spans.within(segment):
            found.append(_Token(start, end, segment, text[before:start], leads))
            before, leads = end, False
    return found


class _Spans:
    """The spans of tokens, segment by segment."""

    def __init__(self, document: Document) -> None:
        self._text, self._protected, self._at = document.text, document.protected, 0

    def within(self, segment: Segment) -> Iterator[tuple[int, int]]:
        """Yield the spans in a segment; to be called for each segment in turn."""
        place = segment.start
        while self._at < len(self._protected):
            start, end, _ = self._protected[self._at]
            if start >= segment.end:
                break
            start, stop = max(start, place), min(end, segment.end)
            yield from self._unprotected(place, start)
            for match in _VISIBLE.finditer(self._text, start, stop):
                yield match.span()
            place = max(place, stop)
            if end > segment.end:  # the span continues in the next segment
                break
            self._at += 1
        yield from self._unprotected(place, segment.end)

    def _unprotected(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        if start >= end:
            return
        words = iter(scan(self._text, start, end))
        for first, last, _ in zip(words, words, words, strict=True):
            for match in _GAP.finditer(self._text, start, first):
                yield match.span()
            yield first, last
            start = last
        for match in _GAP.finditer(self._text, start, end):
            yield match.span()


def _sentences(text: str, tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Yield the tokens of each sentence."""
    sentence: list[_Token] = []
    borders = iter(_borders(text))
    border = next(borders, len(text))
    for token in tokens:
        if token.start >= border:
            if sentence:
                yield sentence
            sentence = []
            while token.start >= border:
                border = next(borders, len(text))
        sentence.append(token)
    if sentence:
        yield sentence


def _borders(text: str) -> Iterator[int]:
    """Yield the places at which sentences may end, in order."""
    for start, end in split_lines(text):
        for match in _ENDS.finditer(text, start, end):
            place = match.end()
            if place < end and not text[place].islower():
                yield place
        yield end


def _forms(text: str, sentence: Sequence[_Token]) -> list[str]:
    """Return the tokens of a sentence as they are written: joined, they are in NFC."""
    forms: list[str] = []
    before = ""
    for token in sentence:
        before = "" if token.gap else before[-_MOST_MARKS:]
        form = _written(text[token.start : token.end])
        if not is_normalized("NFC", before + form):
            form = _written(_INSTEAD + form[1:])
        before += form
        forms.append(form)
    return forms


def _written(text: str) -> str:
    """Return the text on one line, in NFC, with a square for a character that cannot be there."""
    return normalize("NFC", _UNWRITABLE.sub(_INSTEAD, text))
