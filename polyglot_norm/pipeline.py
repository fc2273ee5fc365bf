# cython: initializedcheck=False
"""The order of everything, once: from a text to its labelled pieces, and from these to outputs.

    text ─ mend words ─ protect ─ label ─ cut ─▶ pieces
    pieces ─ normalise ─ transliterate ─▶ outputs, when one is read

Words are mended on a copy before they are labelled: what is broken (HTML references, letters of
another script inside a word, mojibake) hides them from the detector. The labels are taken back to
the source, and each piece begins its normalising with its part of the copy.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not. A message takes microseconds, so what is between the stages counts.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, no-any-return"

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.compiled import warn_if_interpreted
from polyglot_norm.errors import plain
from polyglot_norm.language import resolution, shares, tags
from polyglot_norm.language.engine import packaged_model
from polyglot_norm.language.extended import extended
from polyglot_norm.language.labels import Constraints, Label
from polyglot_norm.language.learned import Learned, open_all
from polyglot_norm.language.rules import apply_rules
from polyglot_norm.language.segments import Piece
from polyglot_norm.normalisation import mending, profiles
from polyglot_norm.options import BUILTIN, Detector, ExtraModels, Options
from polyglot_norm.outputs import Outputs
from polyglot_norm.records import Detection, Explanation, Language

if not cython.compiled:  # first, so that type checkers know these
    from polyglot_norm.document import Document, document_of
    from polyglot_norm.language.engine import Engine
    from polyglot_norm.language.segments import cut_at_borders
    from polyglot_norm.language.stretches import Stretches
    from polyglot_norm.normalisation.view import View, view_of
    from polyglot_norm.segment import Segment, cut_of
    from polyglot_norm.text.plain_letters import plain_letters
    from polyglot_norm.tuples import quintuple
else:
    from cython.cimports.polyglot_norm.document import Document, document_of
    from cython.cimports.polyglot_norm.language.engine import Engine
    from cython.cimports.polyglot_norm.language.segments import cut_at_borders
    from cython.cimports.polyglot_norm.language.stretches import Stretches
    from cython.cimports.polyglot_norm.normalisation.view import View, view_of
    from cython.cimports.polyglot_norm.segment import Segment, cut_of
    from cython.cimports.polyglot_norm.text.plain_letters import plain_letters
    from cython.cimports.polyglot_norm.tuples import quintuple

if TYPE_CHECKING:
    from polyglot_norm.document import Explainer
    from polyglot_norm.segment import Made
    from polyglot_norm.text.protected_scan import Protected

Text = str
"""A name that Cython does not know: it refuses subclasses of str."""


@cython.cclass
class Tagger:
    """A tagger of texts with one set of options: reusable, picklable, safe in threads.

    ``extra_models`` are the files of learned languages, beside those of the options.

    >>> tagger = Tagger(Options(languages=["en", "sr"]))
    >>> [(s.lang, s.text) for s in tagger.tag("Здраво, how are you? Ћао!")]
    [('sr-Cyrl', 'Здраво, '), ('en', 'how are you? '), ('sr-Cyrl', 'Ћао!')]

    Raises:
        UnknownTag: a language in ``languages``, ``hints`` or ``transliterate`` is not known.
        UnknownScheme: a scheme does not exist, or is not for the language it was given for.
        UnknownProfile: a profile or step does not exist.
        ModelError: a file of a learned language is missing, damaged or for another model.
        PolyglotError: a detector does not exist.
    """

    _options: Any
    _learned: tuple[Learned, ...]
    _engine: Engine | None
    _labeller: Any
    _across_lines: cython.bint
    _explainer: Any
    _make: Any

    def __init__(self, options: Options | None = None, *, extra_models: ExtraModels = ()) -> None:
        options = options or Options()
        more = Options(extra_models=extra_models).extra_models
        self._open(replace(options, extra_models=options.extra_models + more) if more else options)

    def _open(self, options: Options, digests: Sequence[str] = ()) -> None:
        """Take options, with files of learned languages that have these digests."""
        warn_if_interpreted()
        self._options = options
        self._learned = _learned(options.extra_models, digests)
        constraints = _constraints(options, self._learned)
        self._engine = self._labeller = None
        if options.detector == BUILTIN:
            self._engine = Engine(extended(packaged_model(), self._learned), constraints)
        else:
            self._labeller = _other_labeller(options.detector, constraints)
        self._across_lines = options.unit == "document"
        self._explainer = _explainer(options, self._learned)
        self._make = Outputs(options).make

    def __reduce__(self) -> tuple[Callable[..., Tagger], tuple[Any, ...]]:
        # A name that was registered in this process means nothing in another; its steps do.
        portable = replace(self._options, normalise=profiles.portable(self._options.normalise))
        if not self._learned:
            return Tagger, (portable,)
        files = tuple(str(Path(each.path).absolute()) for each in self._learned)
        digests = tuple(each.digest for each in self._learned)
        return _reopened, (replace(portable, extra_models=files), digests)

    @property
    def options(self) -> Options:
        """The options that it was made with."""
        return self._options

    @property
    def explainer(self) -> Explainer | None:
        """What explains its documents; None if they are labelled by another detector."""
        return self._explainer

    def languages(self) -> tuple[Language, ...]:
        """Return the languages that it finds: those allowed, with learned ones, by tag.

        >>> [language.name for language in Tagger(Options(languages=["sr"])).languages()]
        ['Serbian (Cyrillic)', 'Serbian (Latin)']
        """
        learned = {each.language.tag: each.language for each in self._learned}
        allowed = _constraints(self._options, self._learned).allowed
        found = tags.known() | learned
        return tuple(found[tag] for tag in sorted(found) if allowed is None or tag in allowed)

    def tag(self, text: Text) -> Document:
        """Return the text as a document of segments; see `polyglot_norm.tag`."""
        text = text if type(text) is str else plain(text)
        view: View = view_of(text)
        pieces = self._pieces(view, self._stretches(view))
        return document_of(text, cut_of(text, pieces, self._make, view), view, self._explainer)

    def detect(self, text: Text) -> Detection:
        """Return one label for the whole text; see `polyglot_norm.detect`."""
        view: View = view_of(text if type(text) is str else plain(text))
        stretches: Stretches = self._stretches(view)
        if not stretches.labels:
            return shares.NOTHING
        if len(stretches.labels) == 1:  # true of most messages: nothing to weigh or to cut
            label = cython.cast(tuple, stretches.labels[0])
            return quintuple(Detection, label[0], label[1], label[2], 1.0, label[3])
        pieces = self._pieces(view, stretches)
        letters = view.letters([piece.end for piece in pieces])
        return shares.detection([piece.label for piece in pieces], letters)

    def outputs(self, text: str, pieces: Iterable[tuple[Any, ...]]) -> list[Made]:
        """Return the outputs of the pieces of a text, as it was cut in another process."""
        cut_there = [Piece(start, end, Label(*label)) for start, end, label in pieces]
        return self._make(text, View.of(text), cut_there)

    @cython.cfunc
    def _stretches(self, view: View) -> Stretches:
        if self._engine is None:
            return self._labeller.stretches(plain_letters(view.text), view.protected)
        return self._engine.stretches(plain_letters(view.text), view.protected)

    @cython.cfunc
    def _pieces(self, view: View, stretches: Stretches) -> list[Piece]:
        """Cut a text at the borders of its languages, in offsets of the source."""
        bounds = view.protected.bounds
        across: cython.bint = self._across_lines
        pieces: list[Piece] = cut_at_borders(view.text, stretches, bounds, across, apply_rules)
        if view.copy is None:
            return pieces
        pieces = mending.pieces_of_source(pieces, view.copy)
        return pieces if across else list(mending.on_lines(pieces, view.copy))


def _reopened(options: Options, digests: Sequence[str]) -> Tagger:
    """Return a tagger whose files of learned languages must be what they were."""
    tagger = Tagger.__new__(Tagger)
    tagger._open(options, digests)
    return tagger


def explain_builtin(text: str, segments: Sequence[Segment]) -> Iterable[Explanation]:
    """Explain segments that the built-in detector has labelled."""
    from polyglot_norm.language.explanation import explain  # rarely asked for

    return explain(text, segments)


def _explain_learned(
    files: Sequence[str], digests: Sequence[str], text: str, segments: Sequence[Segment]
) -> Iterable[Explanation]:
    """Explain segments that were labelled with learned languages."""
    from polyglot_norm.language.explanation import explain

    return explain(text, segments, extended(packaged_model(), _learned(files, digests)))


def _explainer(options: Options, learned: Sequence[Learned]) -> Explainer | None:
    if options.detector != BUILTIN:
        return None
    if not learned:
        return explain_builtin
    files = tuple(str(Path(each.path).absolute()) for each in learned)
    return partial(_explain_learned, files, tuple(each.digest for each in learned))


def _learned(files: Sequence[str], digests: Sequence[str]) -> tuple[Learned, ...]:
    return open_all(files, packaged_model().digest, digests) if files else ()


class _Labeller(Protocol):
    """A detector of languages: it labels the stretches of a text."""

    def stretches(self, text: str, protected: Protected) -> Stretches: ...


def _constraints(options: Options, learned: Sequence[Learned]) -> Constraints:
    languages = options.languages
    more = [each.language for each in learned]
    allowed = None if languages is None else frozenset(resolution.resolve_all(languages, more))
    hints = {
        tag: weight
        for hint, weight in options.hints
        for tag in resolution.resolve_among(hint, more)
    }
    return Constraints(allowed, hints, options.serbo_croatian, options.und_below)


def _other_labeller(detector: Detector, constraints: Constraints) -> _Labeller:
    from polyglot_norm.language.detectors import labeller, registry  # rarely needed

    chosen = registry.resolve(detector, constraints.allowed)
    return labeller.DetectorLabeller(chosen, constraints)
