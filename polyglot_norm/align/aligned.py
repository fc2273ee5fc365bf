"""Texts aligned with the source they were made from, span by span.

Cleaned or transliterated text is never just a string: it is an `Aligned`, which keeps the source
and the edits, so that every span of one can be found in the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

from polyglot_norm.align import offsets
from polyglot_norm.align.edit import Edit as Edit
from polyglot_norm.align.edit import apply as apply
from polyglot_norm.align.edit import check_order, composed
from polyglot_norm.align.edit import shifted as shifted
from polyglot_norm.align.offsets import Span
from polyglot_norm.errors import PolyglotError


class Aligned:
    """A ``text`` made from a ``source`` by ``edits``; immutable, hashable and picklable.

    Mapping a span takes O(log n) time for n edits. The mappings are monotone, and mapping there and
    back covers the original span but for what was deleted at its edges. What was inserted at the
    edge of a span of the source belongs to its result; what was deleted at the edge of a span of
    the text does not belong to its source.

    >>> a = Aligned("Љубав!", [Edit(0, 1, "Lj", "sr"), Edit(1, 2, "u", "sr")])
    >>> a.text, a.to_source(0, 1), a.to_text(0, 2)
    ('Ljuбав!', (0, 1), (0, 3))

    Raises:
        PolyglotError: an edit is outside of the source, or overlaps the one before it.
    """

    __slots__ = ("_edits", "_marks", "_recipe", "source", "text")

    source: str
    text: str
    _edits: tuple[Edit, ...] | None
    _marks: tuple[offsets.Marks, offsets.Marks] | None
    _recipe: tuple[Callable[..., Iterable[Edit]], tuple[object, ...]] | None

    def __init__(self, source: str, edits: Iterable[Edit] = ()) -> None:
        edits = tuple(edits)
        if edits:
            check_order(edits, len(source))
        self._fill(source, apply(edits, source), edits, None)

    @classmethod
    def unchanged(cls, source: str) -> Aligned:
        """Return an alignment without edits, which is cheaper to create than ``Aligned(source)``.

        >>> Aligned.unchanged("дом") == Aligned("дом")
        True
        """
        self = cls.__new__(cls)
        put = object.__setattr__
        put(self, "source", source)
        put(self, "text", source)
        put(self, "_edits", ())
        put(self, "_recipe", None)
        put(self, "_marks", None)
        return self

    @classmethod
    def lazily(
        cls, source: str, text: str, recipe: Callable[..., Iterable[Edit]], *args: object
    ) -> Aligned:
        """Return an alignment whose edits are computed when they are first asked for.

        ``recipe(source, *args)`` must return the edits that make ``text`` from ``source``.
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
        put = object.__setattr__  # called for every segment, so without a loop
        put(self, "source", source)
        put(self, "text", text)
        put(self, "_edits", edits)
        put(self, "_recipe", recipe)
        put(self, "_marks", None)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"cannot set {name!r}: an Aligned is immutable")

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
        count = len(self.edits)
        return f"<Aligned {self.text!r}, {count} edit{'' if count == 1 else 's'}>"

    def __str__(self) -> str:
        return self.text

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that make the text from the source, in order."""
        edits = self._edits
        if edits is None:
            assert self._recipe is not None  # noqa: S101 - either is always set
            recipe, args = self._recipe
            edits = tuple(recipe(self.source, *args))
            object.__setattr__(self, "_edits", edits)
        return edits

    @property
    def parts(self) -> Sequence[tuple[int, Aligned]]:
        """The alignments that this was joined from, each with its start, or this alone."""
        recipe, args = self._recipe or (None, ())
        return args[0] if recipe is _joined else [(0, self)]  # type: ignore[return-value]

    def to_source(self, start: int, end: int) -> Span:
        """Map a span of the text to the span of the source that it was made from.

        What was deleted at an edge is not part of it, so that a name is found without the spaces
        that were removed beside it. An empty span maps to what was deleted there.

        >>> a = Aligned("José   García", [Edit(4, 6, "", "spaces")])
        >>> a.text[5:11], a.to_source(5, 11)
        ('García', (7, 13))

        Raises:
            PolyglotError: the span is not within the text.
        """
        _check_span(start, end, len(self.text), "text")
        source, text = self._boundaries()
        return offsets.tight(start, end, text, source)

    def to_text(self, start: int, end: int) -> Span:
        """Map a span of the source to the smallest span of the text that covers its result.

        >>> Aligned("ћирилица", [Edit(0, 1, "ć", "sr")]).to_text(0, 8)
        (0, 8)

        Raises:
            PolyglotError: the span is not within the source.
        """
        _check_span(start, end, len(self.source), "source")
        source, text = self._boundaries()
        return offsets.least(start, source, text), offsets.greatest(end, source, text)

    def source_spans(self) -> list[Span]:
        """Return the source span of each character of the text: ``to_source(i, i + 1)`` for all.

        >>> Aligned("Њ  а", [Edit(0, 1, "Nj", "sr"), Edit(1, 2, "", "space")]).source_spans()
        [(0, 1), (0, 1), (2, 3), (3, 4)]
        """
        source, text = self._boundaries()
        return offsets.tight_spans(len(self.text), text, source)

    def text_spans(self) -> list[Span]:
        """Return the text span of each character of the source: ``to_text(i, i + 1)`` for all.

        >>> Aligned("Њ  а", [Edit(0, 1, "Nj", "sr"), Edit(1, 2, "", "space")]).text_spans()
        [(0, 2), (2, 2), (2, 3), (3, 4)]
        """
        source, text = self._boundaries()
        return offsets.spans(len(self.source), source, text)

    def then(self, other: Aligned) -> Aligned:
        """Return one alignment for this and ``other``, which was made from this text.

        Edits that share characters become one, with the rules of all. The operation is
        associative.

        >>> clean = Aligned("Здраво  свете", [Edit(7, 8, "", "spaces")])
        >>> latin = Aligned("Здраво свете", [Edit(0, 1, "Z", "sr")])
        >>> clean.then(latin).text, clean.then(latin).to_source(0, 1)
        ('Zдраво свете', (0, 1))

        Raises:
            PolyglotError: ``other`` was made from another text.
        """
        if other.source != self.text:
            raise PolyglotError(
                "cannot chain alignments: the second was made from another text than the result of "
                "the first; make it from the .text of the first"
            )
        if other.text is other.source:
            return self
        if self.text is self.source:
            return other
        return Aligned.lazily(self.source, other.text, _composed, *self._layers(), *other._layers())

    def replay(self, source: str) -> str:
        """Apply the edits to the source again, and return the text.

        This is for callers that store edits and source separately, as a check that they match.

        >>> Aligned("Љубав", [Edit(0, 1, "Lj", "sr")]).replay("Љубав")
        'Ljубав'

        Raises:
            PolyglotError: the edits are those of another source.
        """
        if source != self.source:
            at = next((i for i, pair in enumerate(zip(source, self.source, strict=False))
                       if pair[0] != pair[1]), min(len(source), len(self.source)))  # fmt: skip
            raise PolyglotError(
                f"cannot replay edits on another source: expected one of {len(self.source)} code "
                f"points, got {len(source)}, which differ from offset {at} on"
            )
        return apply(self.edits, source)

    def as_dict(self) -> dict[str, Any]:
        """Return the alignment as JSON-ready values; see `from_dict`.

        >>> Aligned("Љ", [Edit(0, 1, "Lj", "sr")]).as_dict()
        {'source': 'Љ', 'text': 'Lj', 'edits': [[0, 1, 'Lj', 'sr']]}
        """
        return {"source": self.source, "text": self.text, "edits": [list(e) for e in self.edits]}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Aligned:
        """Return the alignment from the result of `as_dict`.

        >>> Aligned.from_dict({"source": "Љ", "text": "Lj", "edits": [[0, 1, "Lj", "sr"]]}).text
        'Lj'

        Raises:
            PolyglotError: a value is missing, or the edits do not fit the source and text.
        """
        try:
            self = cls(values["source"], [Edit(*edit) for edit in values["edits"]])
        except (KeyError, TypeError) as error:
            raise PolyglotError(
                f"not an alignment ({type(error).__name__}: {error}): expected source, text, and "
                "edits of start, end, replacement and rule"
            ) from error
        if self.text != values.get("text", self.text):
            raise PolyglotError(
                "the edits do not make the text from the source: either was altered"
            )
        return self

    def _layers(self) -> tuple[Aligned, ...]:
        """Return the alignments that this was chained from, or itself.

        Chains are kept flat and always folded in the same way, since adjacent edits would give
        different results in another grouping.
        """
        recipe, layers = self._recipe or (None, ())
        return layers if recipe is _composed else (self,)  # type: ignore[return-value]

    def _boundaries(self) -> tuple[offsets.Marks, offsets.Marks]:
        """Return where each edit starts and ends, in the source and in the text."""
        marks = self._marks
        if marks is None:
            marks = offsets.marks(self.edits)
            object.__setattr__(self, "_marks", marks)
        return marks


def _check_span(start: int, end: int, length: int, what: str) -> None:
    if not 0 <= start <= end <= length:
        raise PolyglotError(
            f"invalid span ({start}, {end}): start and end must be in order and within the "
            f"{length} code points of the {what}"
        )


def joined(source: str, parts: Sequence[tuple[int, Aligned]]) -> Aligned:
    """Return one alignment of a source from those of its parts, each given with its start.

    The parts must be in order and cover the source.
    """
    if all(part.text is part.source for _, part in parts):
        return Aligned.unchanged(source)
    return Aligned.lazily(source, "".join(part.text for _, part in parts), _joined, tuple(parts))


def _joined(_source: str, parts: tuple[tuple[int, Aligned], ...]) -> Iterator[Edit]:
    for offset, part in parts:
        yield from shifted(part.edits, offset)


def _chained(*layers: Aligned) -> Aligned:
    return reduce(Aligned.then, layers)


def _composed(source: str, *layers: Aligned) -> tuple[Edit, ...]:
    # One layer may undo the work of another.
    return tuple(e for e in _folded(layers) if source[e.start : e.end] != e.replacement)


def _folded(layers: Sequence[Aligned]) -> tuple[Edit, ...]:
    """Return the edits of all layers, composed by halves, in n log n time."""
    if len(layers) == 1:
        return layers[0].edits
    half = len(layers) // 2
    return composed(_folded(layers[:half]), _folded(layers[half:]), layers[-1].text)
