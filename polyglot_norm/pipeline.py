"""The order of everything, once: from a text to its labelled pieces, and from these to outputs.

    text ─ mend words ─ protect ─ label ─ cut ─▶ pieces
    pieces ─ normalise ─ transliterate ─▶ outputs, when one is read

Words are mended on a copy before they are labelled: what is broken (HTML references, letters of
another script inside a word, mojibake) hides them from the detector. The labels are taken back to
the source, and each piece begins its normalising with its part of the copy.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.compiled import warn_if_interpreted
from polyglot_norm.document import Document
from polyglot_norm.errors import plain
from polyglot_norm.language import resolution, shares
from polyglot_norm.language.engine import Engine, packaged_model
from polyglot_norm.language.labels import Constraints, Label, Stretches
from polyglot_norm.language.segments import Piece, cut
from polyglot_norm.normalisation import mending, profiles
from polyglot_norm.normalisation.piece_signs import piece_signs
from polyglot_norm.normalisation.view import View
from polyglot_norm.options import BUILTIN, Detector, Options
from polyglot_norm.records import Detection, Explanation, ProtectedSpan, Scheme
from polyglot_norm.segment import Cut, Made, Segment
from polyglot_norm.text.plain_numbers import KINDS
from polyglot_norm.text.protect import Protected, find_protected
from polyglot_norm.transliteration import conversion, policy


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
        self._outputs = Outputs(self.options)

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
        made = Cut(text, self._pieces(view, self._stretches(view)), self._outputs.of(text, view))
        return Document.lazy(text, made.segments, view=view, explainer=self._explainer)

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
        return self._outputs.of(text, View.of(text))(cut_there)

    def _stretches(self, view: View) -> Stretches:
        return self._labeller.stretches(view.text, view.protected)

    def _pieces(self, view: View, stretches: Stretches) -> list[Piece]:
        """Cut a text at the borders of its languages, in offsets of the source."""
        bounds = view.protected.bounds
        pieces = cut(view.text, stretches, bounds, across_lines=self._across_lines)
        return pieces if view.copy is None else mending.pieces_of_source(pieces, view.copy)


class Outputs:
    """The normalising and transliterating of pieces, by their languages."""

    def __init__(self, options: Options) -> None:
        self._steps = profiles.check(options.normalise)
        self._schemes = _Schemes(policy.validated(options.transliterate))
        self._keeps_all = not self._steps and options.transliterate is None
        self._mends = mending.mends(self._steps)
        # Where the copy of a text is whole, so is each of its parts.
        self._later_steps = tuple(s for s in self._steps if s not in mending.WHOLE)

    def of(self, text: str, view: View) -> Callable[[Sequence[Piece]], list[Made]]:
        """Return a function that makes the outputs of the pieces of a text."""
        return partial(self._make, text, view)

    def _make(self, text: str, view: View, pieces: Sequence[Piece]) -> list[Made]:
        """Return the output of each piece and the tag of what it is in."""
        if self._keeps_all:
            return [
                (Aligned.unchanged(text[start:end]), label.lang) for start, end, label in pieces
            ]
        parts = mending.Parts(view.copy) if view.copy is not None and self._mends else None
        # Where the copy is the source, so is each of its parts.
        whole = view.copy is None or parts is not None
        signs = piece_signs(self._later_steps if whole else self._steps)
        made: list[Made] = []
        for piece, found in zip(pieces, signs.of(text, pieces), strict=True):
            start, end, label = piece
            lang = label[0]
            output = Aligned.unchanged(text[start:end]) if parts is None else parts.part(start, end)
            changed = None
            if output.text is not output.source:
                changed = profiles.changed(self._steps, output.text, lang)
            elif found & signs[lang].any and signs.may_need(found, output.text, lang):
                changed = profiles.changed(signs.steps, output.text, lang)
            output = output.then(changed) if changed else output
            scheme = self._schemes[lang, label[1]]
            made.append(
                (output, lang) if scheme is None else self._written(piece, output, scheme, view)
            )
        return made

    def _written(self, piece: Piece, output: Aligned, scheme: Scheme, view: View) -> Made:
        """Return a clean piece in the script of a scheme, and the tag of that."""
        lang, script = piece.label[:2]
        if view.copy is None:
            shields: Sequence[ProtectedSpan] = _within(view.protected, piece, output)
        else:  # what is protected in the copy may have changed since
            shields = find_protected(output.text)
        output = output.then(conversion.run(scheme, output.text, lang, shields))
        return output, conversion.output_lang(scheme, lang, script)


def explain_builtin(text: str, segments: Sequence[Segment]) -> Iterable[Explanation]:
    """Explain segments that the built-in detector has labelled."""
    from polyglot_norm.language.explanation import explain  # rarely asked for

    return explain(text, segments)


class _Schemes(dict[tuple[str, str], "Scheme | None"]):
    """The scheme of a policy for each language and script, looked up when it is first met."""

    def __init__(self, chosen: policy.Policy) -> None:
        super().__init__()
        self._chosen = chosen

    def __missing__(self, key: tuple[str, str]) -> Scheme | None:
        scheme = self[key] = self._chosen.scheme_for(*key)
        return scheme


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


def _within(protected: Protected, piece: Piece, clean: Aligned) -> list[ProtectedSpan]:
    """Return the protected spans of a piece as spans of its clean text."""
    spans = []
    bounds = protected.bounds
    count = len(protected.kinds)
    for at in range(
        bisect_right(range(count), piece.start, key=lambda n: bounds[2 * n + 1]), count
    ):
        start, end = bounds[2 * at], bounds[2 * at + 1]
        if start >= piece.end:
            break
        start, end = clean.to_text(
            max(start, piece.start) - piece.start, min(end, piece.end) - piece.start
        )
        spans.append(ProtectedSpan(start, end, KINDS[protected.kinds[at]]))
    return spans
