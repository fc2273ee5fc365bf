"""The rules of a scheme table: a text, its replacement, and the contexts where it applies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from polyglot_norm import tables
from polyglot_norm.transliteration.scheme_header import (
    BACKWARD,
    FORWARD,
    SchemeHeader,
    SchemeTableError,
)
from polyglot_norm.transliteration.scheme_header import header as header_of
from polyglot_norm.transliteration.scheme_header import lines as lines_of

COLUMNS = ("text", "becomes", "preceded", "followed", "way", "note")

EDGE, LETTER = "<edge>", "<letter>"

_WAYS = {"": (FORWARD, BACKWARD), "=": (FORWARD, BACKWARD), ">": (FORWARD,), "<": (BACKWARD,)}


class Context(NamedTuple):
    """The characters required, or if ``negated`` forbidden, beside a text.

    Each item is `EDGE`, `LETTER`, or a tuple with a set of letters for each position.
    """

    negated: bool
    items: tuple[str | tuple[str, ...], ...]


class Rule(NamedTuple):
    """Replace ``text`` by ``becomes`` where both contexts hold; None holds everywhere."""

    text: str
    becomes: str
    preceded: Context | None = None
    followed: Context | None = None

    @property
    def anywhere(self) -> bool:
        """True if the rule has no context."""
        return self.preceded is None and self.followed is None


@cache
def replacements(stem: str, direction: str = FORWARD) -> Mapping[str, str]:
    """Return the texts of a table's rules and their replacements, without regard to contexts.

    >>> replacements("hepburn")["きゃ"]
    'kya'
    """
    found = rules(header_of(stem), lines_of(stem), direction)
    return {rule.text: rule.becomes for rule in found}


def rules(header: SchemeHeader, lines: list[str], direction: str) -> list[Rule]:
    """Return the rules of one direction, in the order of the table.

    Raises:
        SchemeTableError: a column, direction or class is unknown, a text is empty, or two rules
            have the same text and contexts.
    """
    found = [_rule(header, row, direction) for row in rows(header.stem, lines, direction)]
    if direction == FORWARD or header.both_ways:
        _check_unique(header.stem, found, direction)
    return found


def rows(stem: str, lines: list[str], direction: str) -> Iterator[dict[str, str]]:
    """Yield the rows that apply in a direction, each by column name, with escapes resolved."""
    body = [tables.cells(line) for line in lines if line and not line.startswith("@")]
    if not body:
        return
    columns = body[0]
    if columns != list(COLUMNS[: len(columns)]) or len(columns) < 2:
        raise SchemeTableError(
            f"{stem}.tsv: invalid columns {' '.join(columns)}: expected {' '.join(COLUMNS)}, in "
            "this order, of which the last may be omitted"
        )
    for cells in body[1:]:
        if len(cells) > len(columns):
            raise SchemeTableError(
                f"{stem}.tsv: row {cells} has {len(cells)} cells for {len(columns)} columns"
            )
        row = dict.fromkeys(COLUMNS, "") | dict(zip(columns, cells, strict=False))
        if row["way"] not in _WAYS:
            raise SchemeTableError(
                f"{stem}.tsv: invalid way {row['way']!r} of {row['text']!r}: expected >, < or ="
            )
        if direction in _WAYS[row["way"]]:
            yield row


def _rule(header: SchemeHeader, row: dict[str, str], direction: str) -> Rule:
    text, becomes = row["text"], row["becomes"]
    contexts = [_context(header, row[column]) for column in ("preceded", "followed")]
    if not text:
        raise SchemeTableError(f"{header.stem}.tsv: the rule for {becomes!r} has an empty text")
    if header.both_ways and row["way"] in ("", "=") and any(contexts):
        raise SchemeTableError(
            f"{header.stem}.tsv: the rule for {text!r} has a context, which can hold in one "
            "direction only; write one row with way > and one with way <"
        )
    if direction == BACKWARD:
        text, becomes = becomes, text
        if not text:
            raise SchemeTableError(
                f"{header.stem}.tsv: {becomes!r} is dropped, so it cannot be restored; use way >"
            )
    return Rule(text, becomes, *contexts)


def _context(header: SchemeHeader, cell: str) -> Context | None:
    if not cell:
        return None
    items = cell.removeprefix("!").split(" ")
    return Context(cell.startswith("!"), tuple(_item(header, item) for item in items))


def _item(header: SchemeHeader, item: str) -> str | tuple[str, ...]:
    if item in (EDGE, LETTER):
        return item
    if item.startswith("<") and item.endswith(">"):
        letters = header.classes.get(item[1:-1])
        if not letters:
            raise SchemeTableError(
                f"{header.stem}.tsv: unknown class {item}; defined: {EDGE}, {LETTER}"
                + "".join(f", <{name}>" for name in header.classes)
            )
        return (letters,)
    if item.startswith("[") and item.endswith("]") and len(item) > 2:
        return (item[1:-1],)
    if not item:
        raise SchemeTableError(f"{header.stem}.tsv: repeated, leading or trailing space in context")
    return tuple(item)


def _check_unique(stem: str, found: list[Rule], direction: str) -> None:
    seen: dict[tuple[object, ...], str] = {}
    for rule in found:
        key = (rule.text, rule.preceded, rule.followed)
        if key in seen:
            raise SchemeTableError(
                f"{stem}.tsv, {direction}: {rule.text!r} becomes both {seen[key]!r} and "
                f"{rule.becomes!r} in the same context; make one of them one-way, or remove it"
            )
        seen[key] = rule.becomes
