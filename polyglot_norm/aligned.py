"""A text made from a source by edits, able to map spans both ways.

A cleaned or transliterated text is never just a string here: it is an `Aligned`, which keeps
the source and the edits between the two, so that every span of the one can be found in the other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import accumulate
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


class Aligned:
    """A text made from ``source`` by ``edits``. Immutable, hashable, picklable.

    ``text`` is the result. Mapping a span costs O(log n) in the number of edits. Both mappings are
    monotone, and there and back again always covers the span one began with: what was deleted
    at the border of a span belongs to it, and so does what was inserted there.

    >>> a = Aligned("Љубав!", [Edit(0, 1, "Lj", "sr"), Edit(1, 2, "u", "sr")])
    >>> a.text, a.to_source(0, 1), a.to_text(0, 2)
    ('Ljuбав!', (0, 1), (0, 3))

    Raises:
        PolyglotError: an edit lies outside the source, or overlaps the one before it.
    """

    __slots__ = ("_edits", "_marks", "_recipe", "source", "text")

    source: str
    text: str
    _edits: tuple[Edit, ...] | None
    _marks: tuple[_Marks, _Marks] | None
    _recipe: tuple[Callable[..., Iterable[Edit]], tuple[object, ...]] | None

    def __init__(self, source: str, edits: Iterable[Edit] = ()) -> None:
        edits = tuple(edits)
        if edits:
            _check(edits, len(source))
        self._fill(source, apply(edits, source), edits, None)

    @classmethod
    def lazily(
        cls, source: str, text: str, recipe: Callable[..., Iterable[Edit]], *args: object
    ) -> Aligned:
        """One whose text is known and whose edits are worked out only when they are asked for.

        ``recipe(source, *args)`` must give the edits that turn ``source`` into ``text``.
        """
        self = cls.__new__(cls)
        self._fill(source, text, None, (recipe, args))
        return self

    def _fill(
        self,
        source: str,
        text: str,
        edits: tuple[Edit, ...] | None,
        recipe: tuple[Callable[..., Iterable[Edit]], tuple[object, ...]] | None,
    ) -> None:
        put = object.__setattr__  # one is made for every segment, so there is no loop here
        put(self, "source", source)
        put(self, "text", text)
        put(self, "_edits", edits)
        put(self, "_recipe", recipe)
        put(self, "_marks", None)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an Aligned cannot be changed: {name!r}")

    __delattr__ = __setattr__  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Callable[..., Aligned], tuple[object, ...]]:
        layers = self._layers()
        return (Aligned, (self.source, self.edits)) if len(layers) == 1 else (_chained, layers)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Aligned):
            return NotImplemented
        return self.source == other.source and self.text == other.text and self.edits == other.edits

    def __hash__(self) -> int:
        return hash((self.source, self.text))

    def __repr__(self) -> str:
        return f"Aligned(source={self.source!r}, edits={self.edits!r})"

    def __str__(self) -> str:
        return self.text

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that turn the source into the text, in order."""
        edits = self._edits
        if edits is None:
            assert self._recipe is not None  # noqa: S101 - one of the two is always there
            recipe, args = self._recipe
            edits = tuple(recipe(self.source, *args))
            object.__setattr__(self, "_edits", edits)
        return edits

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The smallest span of the source that covers ``text[start:end]``.

        >>> Aligned("a--b", [Edit(1, 3, "", "dashes")]).to_source(1, 1)
        (1, 3)

        Raises:
            PolyglotError: the span is not inside the text.
        """
        _check_span(start, end, len(self.text), "text")
        source, text = self._boundaries()
        return _least(start, text, source), _greatest(end, text, source)

    def to_text(self, start: int, end: int) -> tuple[int, int]:
        """The smallest span of the text that covers what became of ``source[start:end]``.

        >>> Aligned("ћирилица", [Edit(0, 1, "ć", "sr")]).to_text(0, 8)
        (0, 8)

        Raises:
            PolyglotError: the span is not inside the source.
        """
        _check_span(start, end, len(self.source), "source")
        source, text = self._boundaries()
        return _least(start, source, text), _greatest(end, source, text)

    def then(self, other: Aligned) -> Aligned:
        """This, and then ``other`` made from its text: one `Aligned` from source to last text.

        Edits that touch the same characters become one, named by all their rules. The operation
        is associative.

        >>> clean = Aligned("Здраво  свете", [Edit(7, 8, "", "spaces")])
        >>> latin = Aligned("Здраво свете", [Edit(0, 1, "Z", "sr")])
        >>> clean.then(latin).text, clean.then(latin).to_source(0, 1)
        ('Zдраво свете', (0, 1))

        Raises:
            PolyglotError: ``other`` was not made from this text.
        """
        if other.source != self.text:
            raise PolyglotError(
                "cannot chain two alignments: the second was made from another text than the "
                "first one gave; make it from the first one's .text"
            )
        if other.text is other.source:
            return self
        if self.text is self.source:
            return other
        return Aligned.lazily(self.source, other.text, _composed, *self._layers(), *other._layers())

    def _layers(self) -> tuple[Aligned, ...]:
        """The alignments this one was chained from, or itself.

        Chains are kept flat and always folded from the left, so that how they were bracketed
        cannot matter: two edits that touch give different results in different orders.
        """
        recipe, layers = self._recipe or (None, ())
        return layers if recipe is _composed else (self,)  # type: ignore[return-value]

    def _boundaries(self) -> tuple[_Marks, _Marks]:
        """Where each edit starts and ends, in the source and in the text."""
        marks = self._marks
        if marks is None:
            edits = self.edits
            starts, ends = [e.start for e in edits], [e.end for e in edits]
            shifts = list(accumulate(len(e.replacement) - e.end + e.start for e in edits))
            text_ends = [end + shift for end, shift in zip(ends, shifts, strict=True)]
            text_starts = [
                end - len(e.replacement) for end, e in zip(text_ends, edits, strict=True)
            ]
            marks = _Marks(starts, ends), _Marks(text_starts, text_ends)
            object.__setattr__(self, "_marks", marks)
        return marks


class _Marks(NamedTuple):
    starts: list[int]
    ends: list[int]


def _least(position: int, here: _Marks, there: _Marks) -> int:
    """The first position on the other side that belongs to this one."""
    i = bisect_left(here.ends, position)
    if i == len(here.ends):
        return position if i == 0 else there.ends[-1] + position - here.ends[-1]
    if here.starts[i] >= position:
        return there.starts[i] - (here.starts[i] - position)
    return there.ends[i] if here.ends[i] == position else there.starts[i]


def _greatest(position: int, here: _Marks, there: _Marks) -> int:
    """The last position on the other side that belongs to this one."""
    i = bisect_right(here.starts, position) - 1
    if i < 0:
        return position
    if here.ends[i] <= position:
        return there.ends[i] + position - here.ends[i]
    return there.starts[i] if here.starts[i] == position else there.ends[i]


def _check(edits: tuple[Edit, ...], length: int) -> None:
    position = 0
    for edit in edits:
        if not position <= edit.start <= edit.end <= length:
            raise PolyglotError(
                f"{edit} does not fit: edits must be in order, must not overlap (the one before "
                f"ends at {position}) and must lie inside the source of {length} code points"
            )
        position = edit.end


def _check_span(start: int, end: int, length: int, what: str) -> None:
    if not 0 <= start <= end <= length:
        raise PolyglotError(
            f"no span ({start}, {end}) in a {what} of {length} code points: "
            f"0 <= start <= end <= {length} must hold"
        )


def shifted(edits: Iterable[Edit], offset: int) -> Iterator[Edit]:
    """The edits of a part, as edits of the whole in which the part begins at ``offset``."""
    for start, end, replacement, rule in edits:
        yield Edit(start + offset, end + offset, replacement, rule)


def joined(source: str, parts: Sequence[tuple[int, Aligned]]) -> Aligned:
    """One `Aligned` over ``source`` from those of its parts, given with where each begins.

    The parts must be in order and cover the source.
    """
    if all(part.text is part.source for _, part in parts):
        return Aligned(source)
    return Aligned.lazily(source, "".join(part.text for _, part in parts), _joined, tuple(parts))


def _joined(_source: str, parts: tuple[tuple[int, Aligned], ...]) -> Iterator[Edit]:
    for offset, part in parts:
        yield from shifted(part.edits, offset)


def _chained(*layers: Aligned) -> Aligned:
    return reduce(Aligned.then, layers)


def _composed(_source: str, *layers: Aligned) -> tuple[Edit, ...]:
    return reduce(lambda first, second: Aligned(first.source, _pair(first, second)), layers).edits


def _pair(first: Aligned, second: Aligned) -> Iterator[Edit]:
    """The edits from ``first.source`` to ``second.text``.

    The two lists are swept together over the text between them, ``first.text``. Edits that share
    characters of it are taken as one. A place where neither list has an edit under way is a cut;
    at a cut, what the first deleted comes before what the second inserts.
    """
    spans = first._boundaries()[1]
    early, late = first.edits, second.edits
    i = j = 0
    source_drift = text_drift = 0  # from a place in the middle text to one in source and text
    while i < len(early) or j < len(late):
        start = min(
            spans.starts[i] if i < len(early) else len(first.text),
            late[j].start if j < len(late) else len(first.text),
        )
        source_start, text_start = start + source_drift, start + text_drift
        end, first_i, first_j = start, i, j
        if i < len(early) and spans.ends[i] == start:  # deleted here, not inside another edit
            i += 1
        elif j < len(late) and late[j].end == start:  # inserted here
            j += 1
        else:
            i, j, end = _cluster(spans, late, i, j, start)
        source_drift += sum(e.end - e.start - len(e.replacement) for e in early[first_i:i])
        text_drift += sum(len(e.replacement) - e.end + e.start for e in late[first_j:j])
        replacement = second.text[text_start : end + text_drift]
        if replacement or source_start < end + source_drift:
            rules = {r for e in (*early[first_i:i], *late[first_j:j]) for r in e.rule.split("+")}
            yield Edit(source_start, end + source_drift, replacement, "+".join(sorted(rules)))


def _cluster(
    spans: _Marks, late: tuple[Edit, ...], i: int, j: int, start: int
) -> tuple[int, int, int]:
    """Take up all edits of both lists that hang together from ``start`` on; say where they end."""
    end = start + 1
    while True:
        if i < len(spans.starts) and spans.starts[i] < end:
            end = max(end, spans.ends[i])
            i += 1
        elif j < len(late) and late[j].start < end:
            end = max(end, late[j].end)
            j += 1
        else:
            return i, j, end
