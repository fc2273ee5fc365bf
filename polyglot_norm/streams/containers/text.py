r"""A text inside a file: the characters that stand there, what they mean, and how to write others.

A file is a sequence of such texts and of strings that are kept. In ``Tom &amp;<br>Jerry`` the
text is ``Tom &\nJerry``. What a change of the text leaves alone stays as it was written, and
markup stays even where the text around it changes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from itertools import islice, takewhile
from operator import attrgetter
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit

MARKUP: Final = "(markup)"
"""The rule of edits that hide what is no text: it is kept whatever happens to the text."""

SPELLING: Final = "(spelling)"
"""The rule of edits that read an escape, such as ``&amp;``: it is kept unless its text changes."""

_OURS: Final = frozenset({MARKUP, SPELLING})
_LINE_END: Final = re.compile(r"\r\n?")
REFERENCE: Final = re.compile(r"&(?:#[xX][0-9a-fA-F]+|#[0-9]+|[A-Za-z][A-Za-z0-9]{1,31});?")


def as_is(text: str) -> str:
    """Return the text itself: the way to write a text without escapes."""
    return text


def any_characters(_before: str, after: str) -> str:
    """Return the new characters: any may stand in most places."""
    return after


class Text(NamedTuple):
    """A text inside a file.

    ``meaning`` leads from the characters in the file to what they mean. ``escape`` spells a part of
    the text that is new. ``settle`` is called with all characters before and after a change, and
    returns what is written. ``lang`` is the language that the file declares, or empty; None where
    no other can be marked. Every line of a text with ``crlf`` ends with CRLF.
    """

    meaning: Aligned
    escape: Callable[[str], str] = as_is
    settle: Callable[[str, str], str] = any_characters
    lang: str | None = None
    crlf: bool = False

    def changed(self, new: Aligned) -> Aligned:
        r"""Return the characters of the file that stand for a change of the text.

        >>> meaning = Aligned("<i>Ђ&amp;<br>x", [
        ...     Edit(0, 3, "", MARKUP), Edit(4, 9, "&", SPELLING), Edit(9, 13, "\n", MARKUP)])
        >>> new = Aligned(meaning.text, [Edit(0, 1, "Đ", "sr"), Edit(2, 4, "y", "test")])
        >>> Text(meaning).changed(new).text
        '<i>Đ&amp;y<br>'
        """
        raw = self.meaning.source
        if new.text is new.source:
            return Aligned.unchanged(raw)
        found = self._quickly(new) or Aligned(raw, self._written(new))
        settled = self.settle(raw, found.text)
        if settled == found.text:
            return found
        return Aligned(raw, [Edit(0, len(raw), settled, "container")] if settled != raw else ())

    def _quickly(self, new: Aligned) -> Aligned | None:
        """Return the same without looking at edits, for a text that stands for itself."""
        raw = self.meaning.source
        if (self.meaning.text is not raw and not self.crlf) or self.escape(new.text) != new.text:
            return None
        if not self.crlf:
            return new
        return Aligned.lazily(raw, new.text.replace("\n", "\r\n"), _edits_of, self, new)

    def _written(self, new: Aligned) -> Iterator[Edit]:
        for start, end, replacement, rule in self.meaning.then(new).edits:
            rules = set(rule.split("+"))
            if rules <= _OURS:
                continue
            after = self.escape(replacement)
            if self.crlf or (SPELLING in rules and "\r\n" in self.meaning.source[start:end]):
                after = after.replace("\n", "\r\n")
            if MARKUP in rules:
                after += self._markup(start, end)
            yield Edit(start, end, after, "+".join(sorted(rules - _OURS)))

    def _markup(self, start: int, end: int) -> str:
        """Return the markup inside a span of the file."""
        raw, edits = self.meaning.source, self.meaning.edits
        first = bisect_left(edits, start, key=attrgetter("start"))
        inside = takewhile(lambda edit: edit.end <= end, islice(edits, first, None))
        return "".join(raw[e.start : e.end] for e in inside if e.rule == MARKUP)


def _edits_of(_raw: str, text: Text, new: Aligned) -> Iterator[Edit]:
    return text._written(new)


Piece = str | Text
"""A piece of a file: characters to keep, or a text."""


def plain(raw: str) -> Text:
    r"""Return a text that stands for itself, apart from its line ends.

    >>> plain("Где\r\nси").meaning.text
    'Где\nси'
    """
    returns = raw.count("\r")
    if not returns:
        return Text(Aligned.unchanged(raw))
    if returns == raw.count("\n") == raw.count("\r\n"):
        meaning = Aligned.lazily(raw, raw.replace("\r\n", "\n"), line_ends)
        return Text(meaning, crlf=True)
    return Text(Aligned(raw, line_ends(raw)))


def line_ends(raw: str) -> Iterator[Edit]:
    """Yield edits that read every line end as a line feed."""
    for match in _LINE_END.finditer(raw):
        yield Edit(match.start(), match.end(), "\n", SPELLING)


def references(raw: str, start: int = 0, end: int | None = None) -> Iterator[Edit]:
    """Yield edits that read the HTML character references in a span.

    >>> [edit[:3] for edit in references("Tom &amp; &#1032;ера &x")]
    [(4, 9, '&'), (10, 17, 'Ј')]
    """
    for match in REFERENCE.finditer(raw, start, len(raw) if end is None else end):
        meaning = unescape(match[0])
        if meaning != match[0]:  # one that means nothing is no text
            rule = SPELLING if meaning else MARKUP
            yield Edit(match.start(), match.end(), meaning.replace("\r", "\n"), rule)


def written(pieces: Iterable[Piece]) -> str:
    """Return the characters of pieces as they stand in the file.

    >>> written(["<p>", plain("да"), "</p>"])
    '<p>да</p>'
    """
    return "".join(piece if isinstance(piece, str) else piece.meaning.source for piece in pieces)
