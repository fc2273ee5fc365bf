"""A text made from a source by edits, able to map spans both ways.

A cleaned or transliterated text is never just a string here: it is an `Aligned`, which keeps
the source and the edits between the two, so that every span of the one can be found in the other.
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
    _marks: tuple[offsets.Marks, offsets.Marks] | None
    _recipe: tuple[Callable[..., Iterable[Edit]], tuple[object, ...]] | None

    def __init__(self, source: str, edits: Iterable[Edit] = ()) -> None:
        edits = tuple(edits)
        if edits:
            check_order(edits, len(source))
        self._fill(source, apply(edits, source), edits, None)

    @classmethod
    def unchanged(cls, source: str) -> Aligned:
        """One whose text is its source: `Aligned(source)`, sooner made.

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

    def to_source(self, start: int, end: int) -> Span:
        """The smallest span of the source that covers ``text[start:end]``.

        >>> Aligned("a--b", [Edit(1, 3, "", "dashes")]).to_source(1, 1)
        (1, 3)

        Raises:
            PolyglotError: the span is not inside the text.
        """
        _check_span(start, end, len(self.text), "text")
        source, text = self._boundaries()
        return offsets.least(start, text, source), offsets.greatest(end, text, source)

    def to_text(self, start: int, end: int) -> Span:
        """The smallest span of the text that covers what became of ``source[start:end]``.

        >>> Aligned("ћирилица", [Edit(0, 1, "ć", "sr")]).to_text(0, 8)
        (0, 8)

        Raises:
            PolyglotError: the span is not inside the source.
        """
        _check_span(start, end, len(self.source), "source")
        source, text = self._boundaries()
        return offsets.least(start, source, text), offsets.greatest(end, source, text)

    def source_spans(self) -> list[Span]:
        """Where each character of the text comes from: ``to_source(i, i + 1)`` of all, in one go.

        >>> Aligned("Њ  а", [Edit(0, 1, "Nj", "sr"), Edit(1, 2, "", "space")]).source_spans()
        [(0, 1), (0, 2), (1, 3), (3, 4)]
        """
        source, text = self._boundaries()
        return offsets.spans(len(self.text), text, source)

    def text_spans(self) -> list[Span]:
        """What became of each character of the source: ``to_text(i, i + 1)`` of all, in one go.

        >>> Aligned("Њ  а", [Edit(0, 1, "Nj", "sr"), Edit(1, 2, "", "space")]).text_spans()
        [(0, 2), (2, 2), (2, 3), (3, 4)]
        """
        source, text = self._boundaries()
        return offsets.spans(len(self.source), source, text)

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

    def replay(self, source: str) -> str:
        """The text, made once more from its source by the edits alone.

        For who keeps the edits and the source apart, and wants to know that they belong together.

        >>> Aligned("Љубав", [Edit(0, 1, "Lj", "sr")]).replay("Љубав")
        'Ljубав'

        Raises:
            PolyglotError: the edits were made for another source.
        """
        if source != self.source:
            at = next((i for i, pair in enumerate(zip(source, self.source, strict=False))
                       if pair[0] != pair[1]), min(len(source), len(self.source)))  # fmt: skip
            raise PolyglotError(
                f"these edits are of another source, of {len(self.source)} code points and not "
                f"{len(source)}, which differs from offset {at} on: give the one they were made for"
            )
        return apply(self.edits, source)

    def as_dict(self) -> dict[str, Any]:
        """The alignment as JSON-ready values; see `from_dict`.

        >>> Aligned("Љ", [Edit(0, 1, "Lj", "sr")]).as_dict()
        {'source': 'Љ', 'text': 'Lj', 'edits': [[0, 1, 'Lj', 'sr']]}
        """
        return {"source": self.source, "text": self.text, "edits": [list(e) for e in self.edits]}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Aligned:
        """The alignment of what `as_dict` gave.

        >>> Aligned.from_dict({"source": "Љ", "text": "Lj", "edits": [[0, 1, "Lj", "sr"]]}).text
        'Lj'

        Raises:
            PolyglotError: a value is missing, the edits do not fit the source, or they do not
                give the text.
        """
        try:
            self = cls(values["source"], [Edit(*edit) for edit in values["edits"]])
        except (KeyError, TypeError) as error:
            raise PolyglotError(
                f"this is no alignment ({type(error).__name__}: {error}): it needs a source, a "
                "text and edits of start, end, replacement and rule"
            ) from error
        if self.text != values.get("text", self.text):
            raise PolyglotError("the edits do not give the text: one of the two was changed")
        return self

    def _layers(self) -> tuple[Aligned, ...]:
        """The alignments this one was chained from, or itself.

        Chains are kept flat and always folded in the same way, so that how they were bracketed
        cannot matter: two edits that touch give different results in different orders.
        """
        recipe, layers = self._recipe or (None, ())
        return layers if recipe is _composed else (self,)  # type: ignore[return-value]

    def _boundaries(self) -> tuple[offsets.Marks, offsets.Marks]:
        """Where each edit starts and ends, in the source and in the text."""
        marks = self._marks
        if marks is None:
            marks = offsets.marks(self.edits)
            object.__setattr__(self, "_marks", marks)
        return marks


def _check_span(start: int, end: int, length: int, what: str) -> None:
    if not 0 <= start <= end <= length:
        raise PolyglotError(
            f"no span ({start}, {end}) in a {what} of {length} code points: "
            f"0 <= start <= end <= {length} must hold"
        )


def joined(source: str, parts: Sequence[tuple[int, Aligned]]) -> Aligned:
    """One `Aligned` over ``source`` from those of its parts, given with where each begins.

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
    # What one layer did another may have undone.
    return tuple(e for e in _folded(layers) if source[e.start : e.end] != e.replacement)


def _folded(layers: Sequence[Aligned]) -> tuple[Edit, ...]:
    """The edits of all, by halves, so that those of one layer are not walked for each other."""
    if len(layers) == 1:
        return layers[0].edits
    half = len(layers) // 2
    return composed(_folded(layers[:half]), _folded(layers[half:]), layers[-1].text)
