"""Plain text: a document is a file, a paragraph or a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from polyglot_norm.formats.named_document import Offsets
from polyglot_norm.streams.parts import Per, count_breaks, split_documents
from polyglot_norm.streams.passage import Passage


def passages(name: str, chunks: Iterable[str], per: Per) -> Iterator[Passage]:
    r"""The documents of a plain text; where there are several, with the line each begins in.

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
    """As above, quicker: there are many, and what a line is needs not be looked for in it."""
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
    """Where in its line the next part begins; 1 but for the parts of an endless line."""
    if text.endswith(("\n", "\r")):
        return 1
    end = max(text.rfind("\n"), text.rfind("\r"))
    return column + len(text) if end < 0 else len(text) - end
