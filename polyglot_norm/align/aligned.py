# cython: initializedcheck=False
"""Texts aligned with the source they were made from, span by span.

Cleaned or transliterated text is never just a string: it is an `Aligned`, which keeps the source
and the edits, so that every span of one can be found in the other.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not. Every segment whose output is read has one of these.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-any-return"

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.align import offsets
from polyglot_norm.align.edit import Edit as Edit
from polyglot_norm.align.edit import apply as apply
from polyglot_norm.align.edit import check_order, composed
from polyglot_norm.align.edit import shifted as shifted
from polyglot_norm.align.offsets import Span
from polyglot_norm.errors import PolyglotError

Text = str
Offset = int
"""Names that Cython does not know: it refuses subclasses of str, and makes plain ints of others."""


# No garbage collection: an alignment is in no cycle, and every segment may have one.
@cython.no_gc
@cython.final
@cython.cclass
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

    __slots__ = ("_edits", "_marks", "_recipe", "_source", "_text")

    _source: object
    _text: object
    _edits: object
    _marks: object
    _recipe: object

    def __init__(self, source: Text, edits: Iterable[Edit] = ()) -> None:
        edits = tuple(edits)
        if edits:
            check_order(edits, len(source))
        self._source = source
        self._text = apply(edits, source)
        self._edits = edits
        self._recipe = self._marks = None

    @classmethod
    def unchanged(cls, source: Text) -> Aligned:
        """Return an alignment without edits, which is cheaper to create than ``Aligned(source)``.

        >>> Aligned.unchanged("дом") == Aligned("дом")
        True
        """
        return aligned_of(source)

    @classmethod
    def lazily(
        cls, source: Text, text: Text, recipe: Callable[..., Iterable[Edit]], *args: object
    ) -> Aligned:
        """Return an alignment whose edits are computed when they are first asked for.

        ``recipe(source, *args)`` must return the edits that make ``text`` from ``source``.
        """
        made: Aligned = Aligned.__new__(Aligned)
        made._source = source
        made._text = text
        made._edits = made._marks = None
        made._recipe = (recipe, args)
        return made

    @property
    def source(self) -> Text:
        """The text that it was made from."""
        return self._source  # type: ignore[return-value]

    @property
    def text(self) -> Text:
        """The text that was made."""
        return self._text  # type: ignore[return-value]

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

    def __str__(self) -> Text:
        return self.text

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that make the text from the source, in order."""
        edits = self._edits
        if edits is None:
            recipe: Any = self._recipe  # either is always set
            edits = self._edits = tuple(recipe[0](self._source, *recipe[1]))
        return edits  # type: ignore[return-value]

    @property
    def parts(self) -> Sequence[tuple[int, Aligned]]:
        """The alignments that this was joined from, each with its start, or this alone."""
        recipe: Any = self._recipe or (None, ())
        found: Sequence[tuple[int, Aligned]] = recipe[1][0] if recipe[0] is _joined else [(0, self)]
        return found

    def to_source(self, start: Offset, end: Offset) -> Span:
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

    def places_in_source(self, places: Iterable[int]) -> list[int]:
        """Map places within the text, which must not decrease, to the first ones in the source.

        >>> Aligned("José   García", [Edit(4, 6, "", "spaces")]).places_in_source([4, 5, 6])
        [4, 7, 8]
        """
        source, text = self._boundaries()
        return offsets.least_of_each(places, text, source)

    def to_text(self, start: Offset, end: Offset) -> Span:
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

    def replay(self, source: Text) -> Text:
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
        recipe: Any = self._recipe
        return (self,) if recipe is None or recipe[0] is not _composed else recipe[1]

    def _boundaries(self) -> tuple[offsets.Marks, offsets.Marks]:
        """Return where each edit starts and ends, in the source and in the text."""
        marks = self._marks
        if marks is None:
            marks = self._marks = offsets.marks(self.edits)
        return marks  # type: ignore[return-value]


@cython.cfunc
def aligned_of(source: object) -> Aligned:
    """Return what `Aligned.unchanged` does, at less cost."""
    made: Aligned = Aligned.__new__(Aligned)
    made._source = made._text = source
    made._edits = ()
    made._recipe = made._marks = None
    return made


def _check_span(start: Offset, end: Offset, length: int, what: str) -> None:
    if not 0 <= start <= end <= length:
        raise PolyglotError(
            f"invalid span ({start}, {end}): start and end must be in order and within the "
            f"{length} code points of the {what}"
        )


def joined(source: Text, parts: Sequence[tuple[int, Aligned]]) -> Aligned:
    """Return one alignment of a source from those of its parts, each given with its start.

    The parts must be in order and cover the source.
    """
    if all(part.text is part.source for _, part in parts):
        return Aligned.unchanged(source)
    return Aligned.lazily(source, "".join([part.text for _, part in parts]), _joined, tuple(parts))


def _joined(_source: Text, parts: tuple[tuple[int, Aligned], ...]) -> Iterator[Edit]:
    for offset, part in parts:
        yield from shifted(part.edits, offset)


def _chained(*layers: Aligned) -> Aligned:
    return reduce(Aligned.then, layers)


def _composed(source: Text, *layers: Aligned) -> tuple[Edit, ...]:
    # One layer may undo the work of another.
    return tuple(e for e in _folded(layers) if source[e.start : e.end] != e.replacement)


def _folded(layers: Sequence[Aligned]) -> tuple[Edit, ...]:
    """Return the edits of all layers, composed by halves, in n log n time."""
    if len(layers) == 1:
        return layers[0].edits
    half = len(layers) // 2
    return composed(_folded(layers[:half]), _folded(layers[half:]), layers[-1].text)
