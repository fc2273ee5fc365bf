# cython: initializedcheck=False
"""The normalising and transliterating of the pieces of a text, by their languages.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not. Most pieces need neither, so what counts is how fast that is seen.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language.segments import Piece
from polyglot_norm.normalisation import mending, profiles
from polyglot_norm.normalisation.piece_signs import PieceSigns, piece_signs
from polyglot_norm.normalisation.view import View
from polyglot_norm.options import Options
from polyglot_norm.records import ProtectedSpan, Scheme
from polyglot_norm.segment import Made
from polyglot_norm.text.plain_numbers import KINDS
from polyglot_norm.text.protect import find_protected
from polyglot_norm.text.protected_scan import Protected
from polyglot_norm.transliteration import conversion, policy

if cython.compiled:
    from cython.cimports.polyglot_norm.align.aligned import Aligned, aligned_of
else:
    from polyglot_norm.align.aligned import Aligned, aligned_of

COMPILED = cython.compiled

_UNKNOWN = object()


@cython.final
@cython.cclass
class Outputs:
    """The outputs of pieces under some options.

    >>> from polyglot_norm.language.labels import Label
    >>> label = Label("sr-Cyrl", "Cyrl", 1.0, ())
    >>> view = View.of("Здраво,  свете")
    >>> (made, tag), = Outputs(Options()).make(view.text, view, [Piece(0, 14, label)])
    >>> made.text, tag
    ('Zdravo, svete', 'sr-Latn-t-sr-cyrl')
    """

    __slots__ = (
        "_keeps_all",
        "_later_steps",
        "_mends",
        "_policy",
        "_rough",
        "_schemes",
        "_steps",
        "_whole",
    )

    _steps: tuple[Any, ...]
    _later_steps: tuple[Any, ...]
    _policy: Any
    _schemes: dict[Any, Any]
    _keeps_all: cython.bint
    _mends: cython.bint
    _rough: object
    _whole: object

    def __init__(self, options: Options) -> None:
        self._steps = profiles.check(options.normalise)
        self._policy = policy.validated(options.transliterate)
        self._schemes = {}
        self._keeps_all = not self._steps and options.transliterate is None
        self._mends = mending.mends(self._steps)
        # Where the copy of a text is whole, so is each of its parts.
        self._later_steps = tuple([step for step in self._steps if step not in mending.WHOLE])
        self._rough = self._whole = None

    def make(self, text: str, view: View, pieces: Sequence[Piece]) -> list[Made]:
        """Return the output of each piece and the tag of what it is in."""
        made: list[Made] = []
        number: cython.Py_ssize_t
        start: cython.Py_ssize_t
        end: cython.Py_ssize_t
        copy = view.copy
        parts = mending.Parts(copy) if copy is not None and self._mends else None
        signs = None
        bits: list[int] = []
        if not self._keeps_all:
            # Where the copy is the source, so is each of its parts.
            signs = self._signs_of_whole() if copy is None or parts is not None else self._signs()
            bits = signs.of(text, pieces)
        for number in range(len(pieces)):
            piece = cython.cast(tuple, pieces[number])
            start, end = piece[0], piece[1]
            label = cython.cast(tuple, piece[2])
            lang = label[0]
            if signs is None:
                made.append((aligned_of(text[start:end]), lang))
                continue
            output: Aligned
            changed = None
            output = aligned_of(text[start:end]) if parts is None else parts.part(start, end)
            if output._text is not output._source:
                changed = profiles.changed(self._steps, output.text, lang)
            elif (
                bits[number]
                and bits[number] & signs[lang].any
                and signs.may_need(bits[number], output.text, lang)
            ):
                changed = profiles.changed(signs.steps, output.text, lang)
            if changed is not None:
                output = output.then(changed)
            scheme = self._scheme(lang, label[1])
            if scheme is None:
                made.append((output, lang))
            else:
                made.append(_written(pieces[number], output, scheme, view))
        return made

    @cython.cfunc
    def _scheme(self, lang: object, script: object) -> object:
        """Return the scheme of the policy for a language and script, None for none."""
        key = (lang, script)
        scheme = self._schemes.get(key, _UNKNOWN)
        if scheme is _UNKNOWN:
            scheme = self._schemes[key] = self._policy.scheme_for(lang, script)
        return scheme

    def _signs_of_whole(self) -> PieceSigns:
        signs = self._whole
        if signs is None:
            signs = self._whole = piece_signs(self._later_steps)
        return signs  # type: ignore[return-value]

    def _signs(self) -> PieceSigns:
        signs = self._rough
        if signs is None:
            signs = self._rough = piece_signs(self._steps)
        return signs  # type: ignore[return-value]


def _written(piece: Piece, output: Aligned, scheme: Scheme, view: View) -> Made:
    """Return a clean piece in the script of a scheme, and the tag of that."""
    lang, script = piece.label[:2]
    if view.copy is None:
        shields: Sequence[ProtectedSpan] = _within(view.protected, piece, output)
    else:  # what is protected in the copy may have changed since
        shields = find_protected(output.text)
    output = output.then(conversion.run(scheme, output.text, lang, shields))
    return output, conversion.output_lang(scheme, lang, script)


def _within(protected: Protected, piece: Piece, clean: Aligned) -> list[ProtectedSpan]:
    """Return the protected spans of a piece as spans of its clean text."""
    spans: list[ProtectedSpan] = []
    bounds = protected.bounds
    count = len(protected.kinds)
    if not count:  # as in most texts
        return spans
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
