"""Replace letters by the code points that their language uses.

``data/letters.tsv`` lists them by language, with sources: Romanian ş becomes ș, Persian ي becomes
ی, Ukrainian ' between letters becomes ’. Readers do not see the difference, but a search fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Edit
from polyglot_norm.language.tags import script_of
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.normalisation.unprotected import unprotected
from polyglot_norm.tables import rows
from polyglot_norm.text.lines import Lines
from polyglot_norm.text.signs import Sign

_SETS: Final = {
    "<letter>": r"[^\W\d_]",
    "<latin>": r"[A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ]",
    "<cyrillic>": "[\u0400-\u052f]",
    "<greek>": "[\u0370-\u03ff\u1f00-\u1fff]",
    "<arabic>": "[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]",
}


# Catalan typed with a full stop looks like the name of a host in Laos: novel.la.
_WORD: Final = re.compile(r"[^\W\d_]+l\.l[^\W\d_]+", re.IGNORECASE)


class _Row(NamedTuple):
    """A row of the table: a pattern, its replacements, and a pattern of lines to skip."""

    rule: str
    pattern: re.Pattern[str]
    becomes: dict[str, str]
    unless: re.Pattern[str] | None


class _Letters(NamedTuple):
    """The rows of one language, by first character, and a pattern for the start of any match."""

    first: re.Pattern[str]
    rows: dict[str, list[_Row]]


def trigger(lang: str | None = None) -> Trigger:
    """Return the trigger: whatever a row of the language may start with, or any row."""
    if lang is None:
        table = chain.from_iterable(_table().values())
        every = chain.from_iterable(row["find"].split() for row in table)
        return Trigger(_class({item[0] for item in every}))
    found = _table().get(lang)
    return Trigger("", (_first(found),)) if found else Trigger()


def signs(lang: str | None = None) -> tuple[Sign, ...]:
    """Return the sign: what rows for any language in the same script begin with."""
    every = _firsts()
    if lang is None:
        return tuple(map(Sign, every.values()))
    return (Sign(every[script_of(lang)]),) if lang in _table() else ()


@cache
def _firsts() -> dict[str, str]:
    """Return the characters that rows begin with, as the body of a class, by script."""
    found: dict[str, set[str]] = {}
    for lang, table in _table().items():
        items = (item for row in table for item in row["find"].split())
        found.setdefault(script_of(lang), set()).update(item[0] for item in items)
    return {script: "".join(map(re.escape, sorted(chars))) for script, chars in found.items()}


def letters(text: str, lang: str | None) -> Iterator[Edit]:
    """Replace letters typed with another code point by those that the language uses.

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
    yield from unprotected(text, _edits(text, known), words=_WORD)


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
    """The lines around offsets of a text, which must not decrease."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._line = (0, 0)
        self._holds: dict[re.Pattern[str], bool] = {}

    def line_holds(self, pattern: re.Pattern[str], position: int) -> bool:
        """Return True if a pattern matches in the line around an offset."""
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
    """Return the rows of each language, in order."""
    table: dict[str, list[dict[str, str]]] = {}
    for row in rows("letters"):
        for tag in row["tags"].split():
            table.setdefault(tag, []).append(row)
    return table


def _first(table: Iterable[dict[str, str]]) -> str:
    """Return a pattern that matches wherever a row may.

    Every branch starts with a character, so that `re` searches for a set of them.
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
