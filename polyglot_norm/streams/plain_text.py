"""Plain text as input: a document is a file, a paragraph or a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from polyglot_norm.formats.offset_kinds import Offsets
from polyglot_norm.streams.parts import Per, split_documents
from polyglot_norm.streams.passage import Passage
from polyglot_norm.text.lines import count_breaks, line_start


def passages(name: str, chunks: Iterable[str], per: Per) -> Iterator[Passage]:
    r"""Yield the documents of a plain text, named after their first line if there are several.

    >>> [(p.name, p.text) for p in passages("a.txt", ["Где си?\nКасниш."], Per.LINE)]
    [('a.txt:1', 'Где си?\n'), ('a.txt:2', 'Касниш.')]
    """
    if per is Per.LINE:
        yield from _lines(name, chunks)
        return
    before, named, line, column = Offsets(), name, 1, 1
    for text, first, last in split_documents(chunks, per):
        if first:
            before = Offsets()
            named = name if per is Per.FILE else f"{name}:{line}"
        yield Passage(named, text, before, first, last, line, column)
        before = before if last else before.after(text)
        line += count_breaks(text)
        column = _column_after(text, column)


def _lines(name: str, chunks: Iterable[str]) -> Iterator[Passage]:
    """Yield the lines: as above, but without counting breaks, for there are many."""
    make, start = tuple.__new__, Offsets()
    before, line, column = start, 0, 1
    for text, first, last in split_documents(chunks, Per.LINE):
        if first:
            line += 1
            before, column = start, 1
        yield make(Passage, (f"{name}:{line}", text, before, first, last, line, column, None, ()))
        if not last:
            before = before.after(text)
            column += len(text)


def _column_after(text: str, column: int) -> int:
    """Return the column at which the next part starts; more than 1 in an endless line only."""
    start = line_start(text, len(text))
    return len(text) - start + 1 if start else column + len(text)
