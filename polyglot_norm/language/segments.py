"""From labelled runs to pieces that cover the text: where exactly one language ends.

A border between two languages lies between words: white space and closing marks stay with what
is before, opening marks go with what follows. Protected spans belong to what is before them, or,
at the start of a line, to what follows. A line break belongs to its line, and so do blank lines
after it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from polyglot_norm.language.labels import Label, Stretch
from polyglot_norm.language.runs import LINE_BREAK
from polyglot_norm.language.tags import NO_LANGUAGE
from polyglot_norm.records import ProtectedSpan

NOTHING = Label(NO_LANGUAGE, "Zyyy", 1.0, ((NO_LANGUAGE, 1.0),))
"""The label of what holds no words."""


class Piece(NamedTuple):
    """``text[start:end]`` in one language; ``letters`` is how long its words are together."""

    start: int
    end: int
    label: Label
    letters: int


def split_lines(text: str) -> list[tuple[int, int]]:
    r"""Where each line starts and ends, its break included.

    Lines end at LF, CR, CRLF, VT, FF, NEL, LS and PS (the mandatory breaks of UAX #14).

    >>> split_lines("да\r\n\nне")
    [(0, 4), (4, 5), (5, 7)]
    """
    ends = [match.end() for match in LINE_BREAK.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return list(pairwise([0, *ends])) if text else []


def cut(
    text: str,
    stretches: Iterable[Stretch],
    protected: Sequence[ProtectedSpan],
    *,
    across_lines: bool,
) -> list[Piece]:
    """Pieces that cover the text, in order, no two neighbours of one language in one line.

    The stretches must be in order. With ``across_lines`` neighbours of one language are one piece
    over line breaks too.
    """
    pieces: list[Piece] = []
    waiting = iter(stretches)
    following = next(waiting, None)
    for start, end in split_lines(text):
        words = []
        while following is not None and following.start < end:
            words.append(following)
            following = next(waiting, None)
        if not words and pieces and text[start:end].isspace():
            pieces[-1] = pieces[-1]._replace(end=end)
            continue
        for piece in _cut_line(text, start, end, words, protected):
            if across_lines and pieces and pieces[-1].label.lang == piece.label.lang:
                pieces[-1] = _merged(pieces[-1], piece)
            else:
                pieces.append(piece)
    return pieces


def _neighbours_joined(words: Sequence[Stretch]) -> list[Stretch]:
    joined = [words[0]]
    for word in words[1:]:
        last = joined[-1]
        if word.label.lang == last.label.lang:
            label = max(last.label, word.label, key=lambda label: label.confidence)
            joined[-1] = Stretch(last.start, word.end, label, last.letters + word.letters)
        else:
            joined.append(word)
    return joined


def _cut_line(
    text: str, start: int, end: int, words: Sequence[Stretch], protected: Sequence[ProtectedSpan]
) -> Iterator[Piece]:
    if not words:
        yield Piece(start, end, NOTHING, 0)
        return
    if len(words) == 1:
        yield Piece(start, end, words[0].label, words[0].letters)
        return
    words = _neighbours_joined(words)
    borders = [_border(text, a.end, b.start, protected) for a, b in pairwise(words)]
    for (piece_start, piece_end), group in zip(
        pairwise([start, *borders, end]), words, strict=True
    ):
        yield Piece(piece_start, piece_end, group.label, group.letters)


def _border(text: str, start: int, end: int, protected: Sequence[ProtectedSpan]) -> int:
    """Where between the end of one word and the start of the next the border lies."""
    at = bisect_right(protected, end, key=lambda span: span.end) - 1
    if at >= 0 and protected[at].end > start:
        start = protected[at].end
    match = _opening().search(text, start, end)
    return match.start() if match else end


@cache
def _opening() -> re.Pattern[str]:
    """What opens the next part: it follows white space, or is an opening mark by itself."""
    # Ambiguous marks (" ' -) open only after white space. German quotations open low and close
    # with the mark that opens an English one, hence the look ahead to the end of the gap.
    return re.compile(r"(?<=\s)\S+\Z|[(\[{«‹„‚「『【《〈¿¡]+\Z|(?<![\s])[“‘]\Z")


def _merged(first: Piece, second: Piece) -> Piece:
    label = max(first.label, second.label, key=lambda label: label.confidence)
    return Piece(first.start, second.end, label, first.letters + second.letters)
