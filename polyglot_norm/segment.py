# cython: initializedcheck=False
"""One stretch of a text in one language, light until its texts are read.

A corpus has millions of segments, and most readers want to know where each one is and in which
language. So a segment is a view of the text it was cut from: its own text is a slice taken when it
is asked for, and its output is made by whatever cut the text, for all segments at once, when the
first of them is asked for.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-any-return"

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

if TYPE_CHECKING:
    from polyglot_norm.align.aligned import Aligned

COMPILED = cython.compiled

Candidate = tuple[str, float]
"""A language tag and the probability that it is the right one."""

Made = tuple["Aligned", str]
"""The output of a segment and the tag of what it is in."""

Make = Callable[[str, Any, Any], Sequence[Made]]

_SHOWN: int = 24
"""Code points of a segment's text that its repr shows."""


# No garbage collection: it is in no cycle, and every text has one.
@cython.no_gc
@cython.final
@cython.cclass
class Cut:
    """A text cut into labelled pieces, whose outputs are made once, when one is first read.

    A piece begins with its start, its end and its label: the tag, the script, the confidence and
    the candidates. ``make`` is called with the text, what was ``seen`` of it and the pieces, and
    returns the output and its tag for each. Safe in threads: one of them makes the outputs, the
    others wait.
    """

    __slots__ = ("_lock", "_make", "_outputs", "_pieces", "_seen", "_text")

    _text: str
    _pieces: list[Any]
    _make: Any
    _seen: Any
    _outputs: Any
    _lock: Any

    def __init__(self) -> None:
        raise TypeError("a Cut is made by cut_of()")

    @cython.cfunc
    def segments(self) -> object:
        """Return a segment for each piece."""
        made: list[Segment] = []
        number: cython.Py_ssize_t
        for number in range(len(self._pieces)):
            piece = cython.cast(tuple, self._pieces[number])
            segment: Segment = Segment.__new__(Segment)
            segment._start = piece[0]
            segment._end = piece[1]
            segment._label = piece[2]
            segment._cut = self
            segment._number = number
            segment._text = segment._made = None
            made.append(segment)
        return tuple(made)

    @cython.cfunc
    def output(self, number: cython.Py_ssize_t) -> object:
        """Return the output of a piece and its tag."""
        outputs = self._outputs
        if outputs is None:
            with _lock_of(self):
                if self._outputs is None:
                    make: Any = self._make
                    self._outputs = make(self._text, self._seen, self._pieces)
                outputs = self._outputs
        return outputs[number]


@cython.cfunc
def cut_of(text: str, pieces: list[Any], make: Make, seen: object) -> Cut:
    """Return a cut of a text, as `Cut` has it."""
    made: Cut = Cut.__new__(Cut)
    made._text = text
    made._pieces = pieces
    made._make = make
    made._seen = seen
    made._outputs = made._lock = None
    return made


_LOCKING = allocate_lock()


def _lock_of(cut: Cut) -> Any:
    """Return the lock of a cut, made when it is first needed: few texts are asked for outputs."""
    if cut._lock is None:
        with _LOCKING:
            if cut._lock is None:
                cut._lock = allocate_lock()
    return cut._lock


def ends_and_labels(segments: tuple[Segment, ...]) -> list[Any]:
    """Return the end and the label of each segment, one after another, as built-in values.

    Neighbours that share a label share the tuple.

    >>> import polyglot_norm as pn
    >>> end, label = ends_and_labels(pn.tag("Зашто ћутиш?").segments)
    >>> end, label[0], label[1]
    (12, 'sr-Cyrl', 'Cyrl')
    """
    found: list[Any] = []
    last: object = None
    label: object = None
    number: cython.Py_ssize_t
    for number in range(len(segments)):
        segment: Segment = segments[number]
        if segment._label is not last:
            last = segment._label
            label = (segment.lang, segment.script, segment.confidence, segment.candidates)
        found.append(segment._end)
        found.append(label)
    return found


def cut_at(text: str, found: list[Any], make: Make, seen: object) -> tuple[Segment, ...]:
    """Return the segments of which `ends_and_labels` returned ``found``; the rest as in `Cut`.

    >>> import polyglot_norm as pn
    >>> doc = pn.tag("Где си? Where are you?")
    >>> again = cut_at(doc.text, ends_and_labels(doc.segments), lambda *_: [], None)
    >>> [(segment.text, segment.lang) for segment in again]
    [('Где си? ', 'sr-Cyrl'), ('Where are you?', 'en')]
    """
    pieces: list[Any] = []
    start: object = 0
    at: cython.Py_ssize_t
    for at in range(0, len(found), 2):
        end = found[at]
        pieces.append((start, end, found[at + 1]))
        start = end
    return cut_of(text, pieces, make, seen).segments()


# No garbage collection: a segment is in no cycle, and a text may have a hundred thousand.
@cython.no_gc
@cython.final
@cython.cclass
class Segment:
    """A stretch of the source in one language.

    ``text`` is ``document.text[start:end]``, offsets in code points. ``confidence`` is the
    probability that ``lang`` is right, and ``candidates`` holds up to three
    ``(lang, probability)``, of which the first is ``lang``. ``output`` is the normalised and,
    where the options ask for it, transliterated text, aligned with ``text``; ``output_lang`` is
    the tag of what it is then, such as ``sr-Latn-t-sr-cyrl``. Both are made when they are first
    read. Immutable, hashable and picklable.

    >>> import polyglot_norm as pn
    >>> pn.tag("Зашто ћутиш?").segments[0]
    <Segment 0:12 sr-Cyrl 1.00 'Зашто ћутиш?'>
    """

    __slots__ = ("_cut", "_end", "_label", "_made", "_number", "_start", "_text")

    _start: cython.Py_ssize_t
    _end: cython.Py_ssize_t
    _text: Any
    _label: Any  # a tuple, of whatever class
    _made: Any
    _cut: Cut | None
    _number: cython.Py_ssize_t

    def __init__(
        self,
        start: int,
        end: int,
        text: str,
        lang: str,
        script: str,
        confidence: float,
        candidates: tuple[Candidate, ...],
        output: Aligned,
        output_lang: str,
    ) -> None:
        self._start = start
        self._end = end
        self._text = text
        self._label = (lang, script, confidence, candidates)
        self._made = (output, output_lang)
        self._cut = None
        self._number = 0

    @property
    def start(self) -> int:
        """The offset in the source at which it begins."""
        return self._start

    @property
    def end(self) -> int:
        """The offset in the source at which it ends."""
        return self._end

    @property
    def text(self) -> str:
        """The stretch as it stands in the source."""
        text = self._text
        if text is None:
            cut: Cut = self._cut  # type: ignore[assignment]
            if cut._outputs is None:
                text = cut._text[self._start : self._end]
            else:  # where the same stretch was cut out before
                text = cut.output(self._number)[0].source
            self._text = text
        return text

    @property
    def lang(self) -> str:
        """The language's BCP 47 tag, ``und`` or ``zxx``."""
        return cython.cast(tuple, self._label)[0]

    @property
    def script(self) -> str:
        """The ISO 15924 code of the script."""
        return cython.cast(tuple, self._label)[1]

    @property
    def confidence(self) -> float:
        """The calibrated probability that ``lang`` is right."""
        return cython.cast(tuple, self._label)[2]

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Up to three tags with their probabilities; the first is ``lang``."""
        return cython.cast(tuple, self._label)[3]

    @property
    def output(self) -> Aligned:
        """The normalised and transliterated text, aligned with ``text``."""
        return self._output()[0]

    @property
    def output_lang(self) -> str:
        """The tag of the output, with the RFC 6497 extension where it was transliterated."""
        return self._output()[1]

    @cython.cfunc
    def _output(self) -> object:
        made = self._made
        if made is None:
            made = self._made = self._cut.output(self._number)  # type: ignore[union-attr]
        return made

    def _values(self) -> tuple[Any, ...]:
        """Return the arguments that make an equal segment."""
        return (
            self._start,
            self._end,
            self.text,
            *cython.cast(tuple, self._label),
            *self._output(),
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Segment):
            return NotImplemented
        one: Segment = self
        two: Segment = other
        return one._values() == two._values()

    def __hash__(self) -> int:
        return hash((self._start, self._end, self.text))

    def __reduce__(self) -> tuple[Any, ...]:
        return Segment, self._values()

    def __repr__(self) -> str:
        text = self.text
        shown = repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
        return f"<Segment {self._start}:{self._end} {self.lang} {self.confidence:.2f} {shown}>"

    def as_dict(self) -> dict[str, Any]:
        """Return the segment as JSON-ready values, ``output`` as a plain string."""
        return {
            "start": self.start,
            "end": self.end,
            "lang": self.lang,
            "script": self.script,
            "confidence": self.confidence,
            "candidates": [list(candidate) for candidate in self.candidates],
            "text": self.text,
            "output": self.output.text,
            "output_lang": self.output_lang,
        }
