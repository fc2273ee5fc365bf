"""Edits: single changes to a text, and lists of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from polyglot_norm.errors import PolyglotError


class Edit(NamedTuple):
    """A replacement of ``source[start:end]``; ``rule`` is the rule that made it.

    Offsets are in code points. An edit with ``start == end`` inserts, one with an empty
    ``replacement`` deletes. The edits of a source are in order and do not overlap. The ``rule`` of
    an edit that combines several (see `Aligned.then`) is their names, sorted and joined by ``+``.
    """

    start: int
    end: int
    replacement: str
    rule: str


def apply(edits: Sequence[Edit], source: str) -> str:
    """Return the source with edits applied; the source object itself if there are none.

    >>> apply([Edit(0, 1, "Lj", "digraph")], "Љубав")
    'Ljубав'
    """
    if not edits:
        return source
    pieces: list[str] = []
    position = 0
    for start, end, replacement, _ in edits:
        pieces += (source[position:start], replacement)
        position = end
    pieces.append(source[position:])
    return "".join(pieces)


def check_order(edits: Iterable[Edit], length: int) -> None:
    """Check that edits are in order, do not overlap, and fit a source of some length.

    Raises:
        PolyglotError: an edit does not.
    """
    position = 0
    for edit in edits:
        if not position <= edit.start <= edit.end <= length:
            raise PolyglotError(
                f"{edit} does not fit: edits must be in order, must not overlap (the previous one "
                f"ends at {position}) and must be within the source of {length} code points"
            )
        position = edit.end


def shifted(edits: Iterable[Edit], offset: int) -> Iterator[Edit]:
    """Yield the edits of a part as edits of the whole, in which it starts at ``offset``."""
    for start, end, replacement, rule in edits:
        yield Edit(start + offset, end + offset, replacement, rule)


def composed(early: Sequence[Edit], late: Sequence[Edit], text: str) -> tuple[Edit, ...]:
    """Return the edits that do ``early`` and then ``late``, of which ``text`` is the result.

    Both lists are swept together over the intermediate text. Edits that share characters of it
    become one, with the rules of all. At the same position, deletions of the first list come before
    insertions of the second.

    >>> composed([Edit(0, 1, "lj", "digraph")], [Edit(1, 2, "J", "upper")], "lJ")
    (Edit(start=0, end=1, replacement='lJ', rule='digraph+upper'),)
    """
    result: list[Edit] = []
    i = j = 0
    drift = 0  # from an offset in the source to the intermediate text
    growth = 0  # from an offset in the intermediate text to the result
    while i < len(early) and j < len(late):
        one, other = early[i], late[j]
        start = one.start + drift
        if start + len(one.replacement) <= other.start:
            result.append(one)
            drift += _growth(one)
            i += 1
        elif other.end <= start:
            result.append(Edit(other.start - drift, other.end - drift, *other[2:]))
            growth += _growth(other)
            j += 1
        else:
            start = min(start, other.start)
            next_i, next_j, end, shift = _cluster(early, late, i, j, drift)
            added = sum(map(_growth, late[j:next_j]))
            replacement = text[start + growth : end + growth + added]
            if replacement or start - drift < end - shift:
                rules = _rules((*early[i:next_i], *late[j:next_j]))
                result.append(Edit(start - drift, end - shift, replacement, rules))
            i, j, drift, growth = next_i, next_j, shift, growth + added
    result += early[i:]
    result += shifted(late[j:], -drift)
    return tuple(edit for edit in result if edit.replacement or edit.start < edit.end)


class _Cluster(NamedTuple):
    """The end of a cluster of edits: in both lists and the intermediate text, and the drift."""

    i: int
    j: int
    end: int
    drift: int


def _cluster(early: Sequence[Edit], late: Sequence[Edit], i: int, j: int, drift: int) -> _Cluster:
    """Return the cluster of all edits that are connected with the next edit of either list."""
    end = min(early[i].start + drift, late[j].start) + 1
    while True:
        if i < len(early) and (start := early[i].start + drift) < end:
            end = max(end, start + len(early[i].replacement))
            drift += _growth(early[i])
            i += 1
        elif j < len(late) and late[j].start < end:
            end = max(end, late[j].end)
            j += 1
        else:
            return _Cluster(i, j, end, drift)


def _growth(edit: Edit) -> int:
    return len(edit.replacement) - edit.end + edit.start


def _rules(edits: Iterable[Edit]) -> str:
    return "+".join(sorted({rule for edit in edits for rule in edit.rule.split("+")}))
