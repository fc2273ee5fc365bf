"""Letters written with another code point than their language's own become the right ones.

``data/letters.tsv`` says which, language by language, and where each fact comes from: Romanian
ş is ș, Persian ي is ی, Ukrainian ' between letters is ’. A reader of the language would not see
the difference, or would not know that there is any; a search does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.spared import spared
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.tables import rows
from polyglot_norm.text.lines import Lines

_SETS: Final = {
    "<letter>": r"[^\W\d_]",
    "<latin>": r"[A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ]",
    "<cyrillic>": "[\u0400-\u052f]",
    "<greek>": "[\u0370-\u03ff\u1f00-\u1fff]",
    "<arabic>": "[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]",
}


# Catalan typed with a point looks like the name of a host in Laos: novel.la.
_WORD: Final = re.compile(r"[^\W\d_]+l\.l[^\W\d_]+", re.IGNORECASE)


class _Row(NamedTuple):
    """``pattern`` finds what becomes what ``becomes`` says, but in a line with ``unless``."""

    rule: str
    pattern: re.Pattern[str]
    becomes: dict[str, str]
    unless: re.Pattern[str] | None


class _Letters(NamedTuple):
    """What is to be done in one language: ``first`` finds where any row may do something.

    ``rows`` are those that begin with a character, in order.
    """

    first: re.Pattern[str]
    rows: dict[str, list[_Row]]


def trigger(lang: str | None = None) -> Trigger:
    """What any row may begin with: in one language; without one, in any."""
    if lang is None:
        table = chain.from_iterable(_table().values())
        every = chain.from_iterable(row["find"].split() for row in table)
        return Trigger(_class({item[0] for item in every}))
    found = _table().get(lang)
    return Trigger("", (_first(found),)) if found else Trigger()


def letters(text: str, lang: str | None) -> Iterator[Edit]:
    """Letters typed with another code point than their language's own become the right ones.

    >>> [edit.replacement for edit in letters("Braşov şi Constanţa", "ro")]
    ['ș', 'ș', 'ț']
    >>> [edit.rule for edit in letters("كتاب خوبي", "fa")]
    ['letters/kaf', 'letters/yeh']
    >>> list(letters("Ankara şehri", "tr"))
    []
    """
    known = _letters(lang) if lang else None
    if known is None or not known.first.search(text):
        return
    yield from spared(text, _edits(text, known), words=_WORD)


def _edits(text: str, known: _Letters) -> Iterator[Edit]:
    position = 0
    context = _Context(text)
    while found := known.first.search(text, position):
        start = position = found.start()
        position += 1
        for row in known.rows[text[start]]:
            match = row.pattern.match(text, start)
            if match and not (row.unless and context.line_holds(row.unless, start)):
                position = match.end()
                yield Edit(start, position, row.becomes[match[0]], f"letters/{row.rule}")
                break


class _Context:
    """The lines around places of a text, which must be asked for from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._line = (0, 0)
        self._holds: dict[re.Pattern[str], bool] = {}

    def line_holds(self, pattern: re.Pattern[str], position: int) -> bool:
        """Whether the line of a place holds a pattern."""
        if position >= self._line[1]:
            self._line = self._lines.around(position)
            self._holds.clear()
        if pattern not in self._holds:
            self._holds[pattern] = pattern.search(self._text, *self._line) is not None
        return self._holds[pattern]


@cache
def _letters(lang: str) -> _Letters | None:
    found = _table().get(lang)
    if not found:
        return None
    by_character: dict[str, list[_Row]] = {}
    for row in found:
        made = _row(row)
        for character in {item[0] for item in row["find"].split()}:
            by_character.setdefault(character, []).append(made)
    return _Letters(re.compile(_first(found)), by_character)


@cache
def _table() -> dict[str, list[dict[str, str]]]:
    """The rows of each language, in order."""
    table: dict[str, list[dict[str, str]]] = {}
    for row in rows("letters"):
        for tag in row["tags"].split():
            table.setdefault(tag, []).append(row)
    return table


def _first(table: Iterable[dict[str, str]]) -> str:
    """A pattern of where any of some rows finds something.

    Each of its branches begins with a character: what may begin a match is then sought as a set.
    """
    branches = []
    for row in table:
        after = _beside(row["after"], "(?=", "(?!")
        rests: dict[str, list[str]] = {}
        for item in row["find"].split():
            rests.setdefault(re.escape(item[0]), []).append(re.escape(item[1:]))
        for begin, ends in rests.items():
            before = _beside(row["before"] and row["before"] + begin, "(?<=", "(?<!")
            branches.append(f"{begin}{before}(?:{'|'.join(ends)}){after}")
    return "|".join(branches)


def _class(characters: Iterable[str]) -> str:
    return "".join(map(re.escape, sorted(characters)))


def _row(row: dict[str, str]) -> _Row:
    find, becomes = row["find"].split(), row["becomes"].split()
    if len(becomes) == 1:
        becomes *= len(find)
    longest_first = sorted(find, key=len, reverse=True)
    pattern = (
        _beside(row["before"], "(?<=", "(?<!")
        + f"(?:{'|'.join(map(re.escape, longest_first))})"
        + _beside(row["after"], "(?=", "(?!")
    )
    return _Row(
        row["rule"],
        re.compile(pattern),
        dict(zip(find, becomes, strict=True)),
        re.compile(row["unless"]) if row["unless"] else None,
    )


def _beside(cell: str, must: str, must_not: str) -> str:
    for name, characters in _SETS.items():
        cell = cell.replace(name, characters)
    if not cell:
        return ""
    return f"{must_not}{cell[1:]})" if cell[0] == "!" else f"{must}{cell})"
