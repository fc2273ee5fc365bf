# cython: initializedcheck=False
"""How much of a text is in which language, by the letters of its pieces.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

from collections.abc import Sequence

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language.segments import Piece
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED
from polyglot_norm.records import Detection, LanguageShare

COMPILED = cython.compiled

MOST_CANDIDATES = 3
"""What a text may be that is named, besides what it is taken for."""


def shares(pieces: Sequence[Piece]) -> tuple[LanguageShare, ...]:
    """Each language's share of the letters, largest first; ``zxx`` has none."""
    if len(pieces) == 1 and pieces[0].letters:  # as in most messages
        label = pieces[0].label
        return (LanguageShare(label.lang, 1.0, label.confidence),)
    letters: dict[str, int] = {}
    confidence: dict[str, float] = {}
    for piece in pieces:
        _, _, label, count = cython.cast(tuple, piece)
        if count:
            lang, _, p, _ = cython.cast(tuple, label)
            letters[lang] = letters.get(lang, 0) + count
            confidence[lang] = confidence.get(lang, 0.0) + count * p
    whole = sum(letters.values())
    ranked = sorted([(-count, lang) for lang, count in letters.items()])
    return tuple(
        [
            LanguageShare(lang, round(-count / whole, 4), round(confidence[lang] / -count, 4))
            for count, lang in ranked
        ]
    )


def main(found: Sequence[LanguageShare]) -> str:
    """The language with the largest share; ``zxx`` where there are no words."""
    for share in found:
        if share.lang != UNDETERMINED:
            return share.lang
    return UNDETERMINED if found else NO_LANGUAGE


def whole(pieces: Sequence[Piece]) -> Detection:
    """One label for all: the main language, with its probability by that of each piece."""
    masses = _masses(pieces)
    lang = main(shares(pieces))
    ranked = sorted([(-p, tag) for tag, p in masses.items()])[:MOST_CANDIDATES]
    candidates = tuple([(tag, round(-p, 4)) for p, tag in ranked])
    longest = _longest(pieces, lang).label
    confidence = masses.get(lang, longest.confidence)
    return Detection(lang, longest.script, round(confidence, 4), candidates)


def _masses(pieces: Sequence[Piece]) -> dict[str, float]:
    """The mean probability of each candidate, by the letters of the pieces."""
    masses: dict[str, float] = {}
    letters = sum([cython.cast(tuple, piece)[3] for piece in pieces])
    if not letters:  # no more than marks between protected spans
        return masses
    for piece in pieces:
        _, _, label, count = cython.cast(tuple, piece)
        for tag, p in cython.cast(tuple, label)[3]:
            masses[tag] = masses.get(tag, 0.0) + p * count / letters
    return masses


def _longest(pieces: Sequence[Piece], lang: str) -> Piece:
    """The piece with most letters in a language, the first of equal ones."""
    best = None
    for piece in pieces:
        if piece.label.lang == lang and (best is None or piece.letters > best.letters):
            best = piece
    assert best is not None  # noqa: S101 - the language is that of a piece
    return best
