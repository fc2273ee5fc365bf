"""Which pieces of a text may need any of some steps, from one pass over the text.

Nearly all pieces need none, and show no sign that they might.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from polyglot_norm.language.tags import UNDETERMINED, known
from polyglot_norm.normalisation import steps as every_step
from polyglot_norm.normalisation.steps import Step, depends_on_language
from polyglot_norm.normalisation.trigger_search import may_need
from polyglot_norm.text.signs import BITS, Sign, Signs

_ALWAYS = 1 << BITS
"""The bit of steps without signs."""


class _Check(NamedTuple):
    """The signs of steps in a language: enough by themselves, or reason to seek triggers."""

    enough: int
    doubtful: tuple[tuple[int, str], ...]
    any: int
    """The bits of both."""


class PieceSigns(dict[str, _Check]):
    r"""The signs of some steps in the pieces of a text, whatever their language.

    >>> signs = PieceSigns(("controls", "nfc"))
    >>> found = signs.of("да\x00, и\N{COMBINING BREVE}", [(0, 3), (3, 7)])
    >>> [signs.may_need(each, "и\N{COMBINING BREVE}", "ru") for each in (*found, 0)]
    [True, True, False]
    """

    def __init__(self, steps: tuple[str | Step, ...]) -> None:
        super().__init__()
        self.steps = steps
        known = (sign for step in steps for lang in _langs(step) for sign in _signs(step, lang))
        self._signs = Signs(tuple(dict.fromkeys(known)))
        self._bits = self._signs.bits
        # Where a step has no signs, all else is a sign for it.
        self._always = any(
            not isinstance(step, str) or every_step.signs(step, UNDETERMINED) is None
            for step in steps
        )

    def of(self, text: str, pieces: Sequence[Any]) -> list[int]:
        """Return the signs of each piece, 0 for most; a piece begins with its bounds.

        A piece needs no step in a language if it has none of the signs that are ``any`` of them.
        """
        found = self._signs.of_pieces(text, pieces)
        return [each | _ALWAYS for each in found] if self._always else found

    def may_need(self, found: int, piece: str, lang: str) -> bool:
        """Return True if a piece with some signs may need a step."""
        check = self[lang]
        found = (found | _ALWAYS) & check.any
        if not found or found & check.enough:
            return found != 0
        for bits, step in check.doubtful:  # noqa: SIM110 - a generator is expensive here
            if found & bits and may_need(step, piece, lang):
                return True
        return False

    def __missing__(self, lang: str) -> _Check:
        enough = 0
        doubtful = []
        for step in self.steps:
            trigger = every_step.trigger(step, lang) if isinstance(step, str) else None
            if not isinstance(step, str) or trigger is None:
                enough |= _ALWAYS
            elif trigger.is_set:
                enough |= self._bits_of(step, lang)
            elif bits := self._bits_of(step, lang):
                doubtful.append((bits, step))
        every = enough
        for bits, _ in doubtful:
            every |= bits
        found = self[lang] = _Check(enough, tuple(doubtful), every)
        return found

    def _bits_of(self, step: str, lang: str) -> int:
        signs = every_step.signs(step, lang)
        if signs is None:
            return _ALWAYS
        bits = 0
        for sign in signs:
            bits |= self._bits.get(sign, _ALWAYS)
        return bits


@lru_cache(maxsize=16)
def piece_signs(steps: tuple[str | Step, ...]) -> PieceSigns:
    """Return the signs of some steps, made when they are first asked for."""
    return PieceSigns(steps)


def _langs(step: str | Step) -> Iterable[str]:
    """Return every tag, or a single one if the signs of a step are the same for all."""
    if isinstance(step, str) and depends_on_language(step):
        return (*known(), UNDETERMINED)
    return (UNDETERMINED,)


def _signs(step: str | Step, lang: str) -> tuple[Sign, ...]:
    found = every_step.signs(step, lang) if isinstance(step, str) else None
    return found or ()
