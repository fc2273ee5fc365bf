"""One change to a text, and what a list of such changes makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from polyglot_norm.errors import PolyglotError


class Edit(NamedTuple):
    """Replace ``source[start:end]`` by ``replacement``; ``rule`` says which rule asked for it.

    Offsets are code points. An edit with ``start == end`` inserts, one with an empty
    ``replacement`` deletes. Edits of one source are in order and do not overlap. An edit that
    stands for several rules at once (see `Aligned.then`) names them sorted, joined by ``+``.
    """

    start: int
    end: int
    replacement: str
    rule: str


def apply(edits: Sequence[Edit], source: str) -> str:
    """The source with the edits made; the source object itself where there are none.

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
    """Refuse edits that overlap, or do not lie in a source of ``length``.

    Raises:
        PolyglotError: they do.
    """
    position = 0
    for edit in edits:
        if not position <= edit.start <= edit.end <= length:
            raise PolyglotError(
                f"{edit} does not fit: edits must be in order, must not overlap (the one before "
                f"ends at {position}) and must lie inside the source of {length} code points"
            )
        position = edit.end


def shifted(edits: Iterable[Edit], offset: int) -> Iterator[Edit]:
    """The edits of a part, as edits of the whole in which the part begins at ``offset``."""
    for start, end, replacement, rule in edits:
        yield Edit(start + offset, end + offset, replacement, rule)


def composed(early: Sequence[Edit], late: Sequence[Edit], text: str) -> tuple[Edit, ...]:
    """The edits from the source of ``early`` to ``text``, which ``late`` makes of what it makes.

    The two lists are swept together over the text between them. Edits that share characters of it
    are taken as one, named by all their rules. Where neither has an edit under way, what the first
    deleted comes before what the second inserts.

    >>> composed([Edit(0, 1, "lj", "digraph")], [Edit(1, 2, "J", "upper")], "lJ")
    (Edit(start=0, end=1, replacement='lJ', rule='digraph+upper'),)
    """
    result: list[Edit] = []
    i = j = 0
    drift = 0  # from a place in the source to the same in the text between
    growth = 0  # from a place in the text between to the same in the last text
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
    """Where a cluster of edits ends: in both lists, in the text between, and the drift after it."""

    i: int
    j: int
    end: int
    drift: int


def _cluster(early: Sequence[Edit], late: Sequence[Edit], i: int, j: int, drift: int) -> _Cluster:
    """Take up all edits of both lists that hang together with the next of each."""
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
