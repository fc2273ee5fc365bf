"""The order of everything, once: from a text to its labelled pieces, and from these to outputs.

    text ─ mend words ─ protect ─ label ─ cut ─▶ pieces
    pieces ─ normalise ─ transliterate ─▶ outputs, when one is read

Words are mended on a copy before they are labelled: what is broken (HTML references, letters of
another script inside a word, mojibake) hides them from the detector. The labels are taken back to
the source, and each piece begins its normalising with its part of the copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from polyglot_norm.compiled import warn_if_interpreted
from polyglot_norm.document import Document, document_of
from polyglot_norm.errors import plain
from polyglot_norm.language import resolution, shares
from polyglot_norm.language.engine import Engine, packaged_model
from polyglot_norm.language.labels import Constraints, Label, Stretches
from polyglot_norm.language.segments import Piece, cut
from polyglot_norm.normalisation import mending, profiles
from polyglot_norm.normalisation.view import View
from polyglot_norm.options import BUILTIN, Detector, Options
from polyglot_norm.outputs import Outputs
from polyglot_norm.records import Detection, Explanation
from polyglot_norm.segment import Cut, Made, Segment
from polyglot_norm.text.plain_letters import plain_letters
from polyglot_norm.text.protect import Protected


class Tagger:
    """A tagger of texts with one set of options: reusable, picklable, safe in threads.

    >>> tagger = Tagger(Options(languages=["en", "sr"]))
    >>> [(s.lang, s.text) for s in tagger.tag("Здраво, how are you? Ћао!")]
    [('sr-Cyrl', 'Здраво, '), ('en', 'how are you? '), ('sr-Cyrl', 'Ћао!')]

    Raises:
        UnknownTag: a language in ``languages``, ``hints`` or ``transliterate`` is not known.
        UnknownScheme: a scheme does not exist, or is not for the language it was given for.
        UnknownProfile: a profile or step does not exist.
        PolyglotError: a detector does not exist.
    """

    def __init__(self, options: Options | None = None) -> None:
        warn_if_interpreted()
        self.options = options or Options()
        self._labeller = _labeller(self.options.detector, _constraints(self.options))
        self._across_lines = self.options.unit == "document"
        self._explainer = explain_builtin if self.options.detector == BUILTIN else None
        self._make = Outputs(self.options).make

    def __reduce__(self) -> tuple[type[Tagger], tuple[Options]]:
        # A name that was registered in this process means nothing in another; its steps do.
        portable = profiles.portable(self.options.normalise)
        return Tagger, (replace(self.options, normalise=portable),)

    @property
    def explains(self) -> bool:
        """True if its documents can be explained: they are labelled by the built-in detector."""
        return self._explainer is not None

    def tag(self, text: str) -> Document:
        """Return the text as a document of segments; see `polyglot_norm.tag`."""
        text = plain(text)
        view = View.of(text)
        made = Cut(text, self._pieces(view, self._stretches(view)), self._make, view)
        return document_of(text, made, view, self._explainer)

    def detect(self, text: str) -> Detection:
        """Return one label for the whole text; see `polyglot_norm.detect`."""
        text = plain(text)
        view = View.of(text)
        stretches = self._stretches(view)
        if not stretches.labels:
            return shares.NOTHING
        if len(stretches.labels) == 1:  # true of most messages: nothing to weigh or to cut
            lang, script, confidence, candidates = stretches.labels[0]
            found = (lang, script, confidence, 1.0, candidates)
            whole: Detection = tuple.__new__(Detection, found)
            return whole
        pieces = self._pieces(view, stretches)
        letters = view.letters([piece.end for piece in pieces])
        return shares.detection([piece.label for piece in pieces], letters)

    def outputs(self, text: str, pieces: Iterable[tuple[Any, ...]]) -> list[Made]:
        """Return the outputs of the pieces of a text, as it was cut in another process."""
        cut_there = [Piece(start, end, Label(*label)) for start, end, label in pieces]
        return self._make(text, View.of(text), cut_there)

    def _stretches(self, view: View) -> Stretches:
        return self._labeller.stretches(plain_letters(view.text), view.protected)

    def _pieces(self, view: View, stretches: Stretches) -> list[Piece]:
        """Cut a text at the borders of its languages, in offsets of the source."""
        bounds = view.protected.bounds
        pieces = cut(view.text, stretches, bounds, across_lines=self._across_lines)
        if view.copy is None:
            return pieces
        pieces = mending.pieces_of_source(pieces, view.copy)
        return pieces if self._across_lines else list(mending.on_lines(pieces, view.copy))


def explain_builtin(text: str, segments: Sequence[Segment]) -> Iterable[Explanation]:
    """Explain segments that the built-in detector has labelled."""
    from polyglot_norm.language.explanation import explain  # rarely asked for

    return explain(text, segments)


class _Labeller(Protocol):
    """A detector of languages: it labels the stretches of a text."""

    def stretches(self, text: str, protected: Protected) -> Stretches: ...


def _constraints(options: Options) -> Constraints:
    languages = options.languages
    allowed = None if languages is None else frozenset(resolution.resolve_all(languages))
    hints = {tag: weight for hint, weight in options.hints for tag in resolution.resolve(hint)}
    return Constraints(allowed, hints, options.serbo_croatian, options.und_below)


def _labeller(detector: Detector, constraints: Constraints) -> _Labeller:
    if detector == BUILTIN:
        return Engine(packaged_model(), constraints)
    from polyglot_norm.language.detectors import labeller, registry  # rarely needed

    chosen = registry.resolve(detector, constraints.allowed)
    return labeller.DetectorLabeller(chosen, constraints)
