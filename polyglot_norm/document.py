# cython: initializedcheck=False
"""A text cut into segments, from which nothing is made before it is read.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, no-any-return"

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.align.aligned import joined
from polyglot_norm.errors import PolyglotError
from polyglot_norm.language.shares import language_shares, main_language, named_languages
from polyglot_norm.records import LanguageShare, ProtectedSpan
from polyglot_norm.text.lines import BREAKS, count_breaks

if not cython.compiled:  # first, so that type checkers know these
    from polyglot_norm.align.aligned import Aligned, aligned_of
    from polyglot_norm.normalisation.view import View
    from polyglot_norm.segment import Cut, Segment
else:
    from cython.cimports.polyglot_norm.align.aligned import Aligned, aligned_of
    from cython.cimports.polyglot_norm.normalisation.view import View
    from cython.cimports.polyglot_norm.segment import Cut, Segment

if TYPE_CHECKING:
    from polyglot_norm.records import Explanation

COMPILED = cython.compiled

Explainer = Callable[[str, Sequence[Segment]], Iterable["Explanation"]]
"""Explains the languages of the segments of a text."""

_TAKING = allocate_lock()

_SHOWN: int = 3
"""Languages that the repr of a document names."""


@cython.final
@cython.cclass
class Document:
    """A text, cut into segments that cover it without gap or overlap.

    ``lang`` is the main language, ``und`` where no language can be named and ``zxx`` where there
    is no linguistic content; ``languages`` are the shares of all, largest first. ``output`` is the
    whole text with every segment's output in place. A document has the length of its segments and
    iterates over them. It is immutable, hashable and picklable. Segments and outputs are made when
    they are first read, once, in whatever thread.

    >>> import polyglot_norm as pn
    >>> doc = pn.tag("Здраво свете! Нисмо се видели од лета.")
    >>> doc
    <Document 1 line, sr-Cyrl 100 %, 1 segment>
    >>> doc.lang, doc.output.text
    ('sr-Cyrl', 'Zdravo svete! Nismo se videli od leta.')
    """

    __slots__ = (
        "_explainer",
        "_languages",
        "_load",
        "_lock",
        "_output",
        "_protected",
        "_segments",
        "_text",
        "_view",
    )

    _text: str
    _load: Any
    _segments: Any
    _protected: Any
    _view: Any
    _languages: Any
    _output: Any
    _explainer: Any
    _lock: Any

    def __init__(self) -> None:
        raise TypeError("a Document is made by tag(), or of segments by Document.of()")

    @classmethod
    def of(
        cls,
        text: str,
        segments: Iterable[Segment],
        *,
        explainer: Explainer | None = None,
    ) -> Document:
        """Return the document of a text and its segments.

        Shares, the main language and what is protected follow from these.

        >>> import polyglot_norm as pn
        >>> doc = pn.tag("Да ли? I wonder why.")
        >>> Document.of(doc.text, doc.segments) == doc
        True

        Raises:
            PolyglotError: the segments do not cover the text, in order, without gap or overlap.
        """
        found = tuple(segments)
        _check_cover(text, found)
        return _document(text, None, found, None, None, None, explainer)

    @classmethod
    def lazy(
        cls,
        text: str,
        load: Callable[[], tuple[Segment, ...]],
        *,
        view: View | Callable[[], View] | None = None,
        protected: tuple[ProtectedSpan, ...] | None = None,
        languages: tuple[LanguageShare, ...] | None = None,
        explainer: Explainer | None = None,
    ) -> Document:
        """Return a document whose segments ``load`` returns when they are first read.

        They must cover the text. The other arguments are what is already known; ``view`` may be a
        function that returns it when it is needed.
        """
        return _document(text, load, None, view, protected, languages, explainer)

    @property
    def text(self) -> str:
        """The source."""
        return self._text

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments, in order: their texts joined are the text."""
        if self._segments is None:
            self._load_segments()
        return self._segments

    @cython.cfunc
    @cython.exceptval(-1)
    def _load_segments(self) -> cython.int:
        load = self._load
        if isinstance(load, Cut):  # to cut a text twice does no harm
            cut: Cut = load
            found = cut.segments()
            with _TAKING:
                if self._segments is None:
                    self._segments = found
            return 0
        with self._lock:
            if self._segments is None:
                self._segments = load()
        return 0

    @property
    def protected(self) -> tuple[ProtectedSpan, ...]:
        """The spans that bear no language and are never transliterated, in order."""
        if self._protected is None:
            self._protected = self._seen().protected_in_source()
        return self._protected

    @property
    def languages(self) -> tuple[LanguageShare, ...]:
        """The share of the letters that each language has, largest first."""
        if self._languages is None:
            self._languages = self._shares()
        return self._languages

    @property
    def lang(self) -> str:
        """The language with the largest share, ``und`` or ``zxx``."""
        return main_language(self.languages)

    @property
    def is_mixed(self) -> bool:
        """True if the text holds two languages that have a name, or more."""
        return named_languages(self.languages) > 1

    @property
    def output(self) -> Aligned:
        """The normalised and transliterated text, aligned with the source."""
        if self._output is None:
            self._output = self._joined_output()
        return self._output

    @cython.cfunc
    def _joined_output(self) -> object:
        segments: tuple[Segment, ...] = self.segments
        parts: list[tuple[int, Aligned]] = []
        is_changed: cython.bint = len(segments) == 1
        number: cython.Py_ssize_t
        for number in range(len(segments)):
            segment: Segment = segments[number]
            made: Aligned = cython.cast(tuple, segment._output())[0]
            is_changed = is_changed or made._text is not made._source
            parts.append((segment._start, made))
        if not is_changed:  # as in most texts
            return aligned_of(self._text)
        return parts[0][1] if len(parts) == 1 else joined(self._text, parts)

    def _seen(self) -> View:
        view = self._view
        if not isinstance(view, View):
            view = self._view = View.of(self._text) if view is None else view()
        return view

    def _shares(self) -> tuple[LanguageShare, ...]:
        labels = [(s.lang, s.script, s.confidence, s.candidates) for s in self.segments]
        return language_shares(labels, self.letters())

    def letters(self) -> list[int]:
        r"""Return the number of letters in each segment, of which the shares are made.

        >>> import polyglot_norm as pn
        >>> pn.tag("Где си био?\nSee https://example.org now").letters()
        [8, 6]
        """
        return self._seen().letters([segment.end for segment in self.segments])

    def explain(self) -> tuple[Explanation, ...]:
        """Explain the language of each segment by its words, the runner-up and its border.

        >>> import polyglot_norm as pn
        >>> why, = pn.tag("Зашто ћутиш?").explain()
        >>> [(word.text, word.log_odds > 0) for word in why.words]
        [('Зашто', True), ('ћутиш', True)]

        Raises:
            PolyglotError: the document was not made by the built-in detector.
        """
        if self._explainer is None:
            raise PolyglotError(
                "this document cannot be explained: it was labelled by another detector, or read "
                "from a file; tag its text with detector='builtin' first"
            )
        return tuple(self._explainer(self._text, self.segments))

    def as_dict(self) -> dict[str, Any]:
        """Return the document as JSON-ready values."""
        return {
            "text": self._text,
            "lang": self.lang,
            "languages": [share._asdict() for share in self.languages],
            "segments": [segment.as_dict() for segment in self.segments],
            "protected": [span._asdict() for span in self.protected],
            "output": self.output.text,
        }

    def to_arrow(self) -> Any:
        """Return the segments as a ``pyarrow.Table``, one row each.

        Raises:
            MissingExtra: pyarrow is not installed (the extra ``arrow``).
        """
        from polyglot_norm.dataframes import arrow_table  # needs an extra

        return arrow_table(self.segments)

    def to_pandas(self) -> Any:
        """Return the segments as a ``pandas.DataFrame``, one row each.

        Raises:
            MissingExtra: pandas is not installed (the extra ``pandas``).
        """
        from polyglot_norm.dataframes import pandas_frame  # needs an extra

        return pandas_frame(self.segments)

    def to_ssml(self, *, voices: Mapping[str, str] | None = None, output: bool = False) -> str:
        """Return the text as SSML, with the languages marked for a speech synthesiser.

        They are marked by ``<lang>`` (SSML 1.1) or, with ``voices``, by ``<voice>`` (SSML 1.0),
        whose name is that of the tag, if it has one. ``output`` says the output, not the text.

        >>> import polyglot_norm as pn
        >>> doc = pn.tag("I wonder why. Зашто да не?", languages=["en", "sr"])
        >>> doc.to_ssml(voices={"sr": "Sofija"}).splitlines()[2]
        '<p>I wonder why. <voice name="Sofija" xml:lang="sr-Cyrl">Зашто да не?</voice></p>'
        """
        from polyglot_norm.speech import Speech, ssml  # seldom needed

        return ssml(self.segments, self.lang, Speech.of(voices, is_output=output))

    def __len__(self) -> int:
        return len(self.segments)

    def __iter__(self) -> Iterator[Segment]:
        return iter(self.segments)

    def __getitem__(self, index: Any) -> Any:
        return self.segments[index]

    def __bool__(self) -> bool:
        return True  # a document of an empty text is a document

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        # All else follows from these.
        return self.text == other.text and self.segments == other.segments

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> tuple[Any, ...]:
        known = (None, self.protected, self.languages, self._explainer)
        return _document, (self._text, None, self.segments, *known)

    def __repr__(self) -> str:
        parts = [_counted(_lines(self._text), "line")]
        shares = self.languages
        parts += [f"{share.lang} {_percent(share.share)}" for share in shares[:_SHOWN]]
        if len(shares) > _SHOWN:
            parts.append(_counted(len(shares) - _SHOWN, "more language"))
        parts.append(_counted(len(self.segments), "segment"))
        return f"<Document {', '.join(parts)}>"

    def _repr_html_(self) -> str:
        from polyglot_norm.notebook import html_of  # for notebooks only

        return html_of(self.segments)


@cython.cfunc
def document_of(text: str, cut: Cut, view: View, explainer: Explainer | None) -> Document:
    """Return the document of a text that was cut, and the view that it was cut by."""
    return _document(text, cut, None, view, None, None, explainer)


@cython.ccall
def _document(
    text: str,
    load: object,
    segments: object,
    view: object,
    protected: object,
    languages: object,
    explainer: object,
) -> Document:
    """Return a document; for the rest see ``Document.lazy``, whose ``load`` may also be a cut."""
    made: Document = Document.__new__(Document)
    made._text = text
    made._load = load
    made._segments = segments
    made._view = view
    made._protected = protected
    made._languages = languages
    made._output = None
    made._explainer = explainer
    made._lock = None if load is None or isinstance(load, Cut) else allocate_lock()
    return made


def _check_cover(text: str, segments: tuple[Segment, ...]) -> None:
    at = 0
    for number, segment in enumerate(segments):
        if segment.start != at or segment.text != text[at : segment.end]:
            raise PolyglotError(
                f"segment {number} is {segment.start}:{segment.end}, expected one that begins at "
                f"{at} with the text there: segments must cover the text in order"
            )
        at = segment.end
    if at != len(text):
        raise PolyglotError(
            f"the segments end at {at}, the text at {len(text)}: segments must cover the text"
        )


def _lines(text: str) -> int:
    return count_breaks(text) + (bool(text) and text[-1] not in BREAKS)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %" if share >= 0.01 else "<1 %"
