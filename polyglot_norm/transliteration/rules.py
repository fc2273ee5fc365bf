"""The rules of a scheme's table: what becomes what, between what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from polyglot_norm import tables
from polyglot_norm.transliteration.header import (
    BACKWARD,
    FORWARD,
    Header,
    SchemeTableError,
)

COLUMNS = ("text", "becomes", "preceded", "followed", "way", "note")

EDGE, LETTER = "<edge>", "<letter>"

_WAYS = {"": (FORWARD, BACKWARD), "=": (FORWARD, BACKWARD), ">": (FORWARD,), "<": (BACKWARD,)}


class Context(NamedTuple):
    """What must stand, or where ``negated`` must not stand, beside a text.

    Each item is `EDGE`, `LETTER`, or the sets of letters, one for each place, that may stand.
    """

    negated: bool
    items: tuple[str | tuple[str, ...], ...]


class Rule(NamedTuple):
    """``text`` becomes ``becomes`` where both contexts hold; None holds everywhere."""

    text: str
    becomes: str
    preceded: Context | None = None
    followed: Context | None = None

    @property
    def anywhere(self) -> bool:
        """Whether it has no context."""
        return self.preceded is None and self.followed is None


def rules(header: Header, lines: list[str], direction: str) -> list[Rule]:
    """The rules of one direction, in the order of the table.

    Raises:
        SchemeTableError: a column, way or class that does not exist, an empty text, or two rules
            for the same text and contexts.
    """
    found = [_rule(header, row, direction) for row in rows(header.stem, lines, direction)]
    if direction == FORWARD or header.both_ways:
        _check_unique(header.stem, found, direction)
    return found


def rows(stem: str, lines: list[str], direction: str) -> Iterator[dict[str, str]]:
    """The rows of a table that hold in a direction, each by column name, escapes resolved."""
    body = [tables.cells(line) for line in lines if line and not line.startswith("@")]
    if not body:
        return
    columns = body[0]
    if columns != list(COLUMNS[: len(columns)]) or len(columns) < 2:
        raise SchemeTableError(
            f"{stem}.tsv: the columns are {' '.join(columns)}; they must be, in this order and "
            f"from the first, {' '.join(COLUMNS)}"
        )
    for cells in body[1:]:
        if len(cells) > len(columns):
            raise SchemeTableError(f"{stem}.tsv: more cells than columns in {cells}")
        row = dict.fromkeys(COLUMNS, "") | dict(zip(columns, cells, strict=False))
        if row["way"] not in _WAYS:
            raise SchemeTableError(f"{stem}.tsv: way {row['way']!r} of {row['text']!r}: > < or =")
        if direction in _WAYS[row["way"]]:
            yield row


def _rule(header: Header, row: dict[str, str], direction: str) -> Rule:
    text, becomes = row["text"], row["becomes"]
    contexts = [_context(header, row[column]) for column in ("preceded", "followed")]
    if not text:
        raise SchemeTableError(f"{header.stem}.tsv: a rule for no text, becoming {becomes!r}")
    if header.both_ways and row["way"] in ("", "=") and any(contexts):
        raise SchemeTableError(
            f"{header.stem}.tsv: the rule for {text!r} has a context, and contexts are of one "
            "direction: write a row with > and a row with <"
        )
    if direction == BACKWARD:
        text, becomes = becomes, text
        if not text:
            raise SchemeTableError(
                f"{header.stem}.tsv: {becomes!r} is left out, which has no way back: way >"
            )
    return Rule(text, becomes, *contexts)


def _context(header: Header, cell: str) -> Context | None:
    if not cell:
        return None
    items = cell.removeprefix("!").split(" ")
    return Context(cell.startswith("!"), tuple(_item(header, item) for item in items))


def _item(header: Header, item: str) -> str | tuple[str, ...]:
    if item in (EDGE, LETTER):
        return item
    if item.startswith("<") and item.endswith(">"):
        letters = header.classes.get(item[1:-1])
        if not letters:
            raise SchemeTableError(
                f"{header.stem}.tsv: no class {item}; there is {EDGE}, {LETTER}"
                + "".join(f", <{name}>" for name in header.classes)
            )
        return (letters,)
    if item.startswith("[") and item.endswith("]") and len(item) > 2:
        return (item[1:-1],)
    if not item:
        raise SchemeTableError(f"{header.stem}.tsv: two spaces, or one at an end, in a context")
    return tuple(item)


def _check_unique(stem: str, found: list[Rule], direction: str) -> None:
    seen: dict[tuple[object, ...], str] = {}
    for rule in found:
        key = (rule.text, rule.preceded, rule.followed)
        if key in seen:
            raise SchemeTableError(
                f"{stem}.tsv: {direction}, {rule.text!r} becomes both {seen[key]!r} and "
                f"{rule.becomes!r} in the same place; make one of them one-way, or drop it"
            )
        seen[key] = rule.becomes
