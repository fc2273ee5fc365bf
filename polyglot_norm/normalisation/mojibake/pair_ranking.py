"""Ranking of encoding pairs for a line, by the frequency of the letters they would give."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from math import log
from typing import Final, NamedTuple

from polyglot_norm.normalisation.mojibake.codepages import (
    COMBINED,
    EncodingPair,
    encoding_pairs,
    repairs_of,
)

TRIED: Final = 5
"""Encoding pairs of a kind, Cyrillic or Latin, that are tried on a line."""

IMPLAUSIBLE: Final = -10.0
"""In nats. Of 5,700 repairs of generated mojibake, none that lost more than 4 by its letters alone
was clear to the model."""

# Letters in order of frequency: one order for Cyrillic with й, one for Cyrillic with ј, and one for
# the Latin letters beyond ASCII of all languages in `codepages`.
_ORDERS: Final = {
    True: ("оаеинтрсвлкмдпуяызбгйчхжшьюцщэфъёіїєўґ", "аоиенрстјувдкмлпзгбчшцжћхњљђфџќѓѕ"),
    False: ("áíéčšžąęłěżćśóřýůńőďťűľúâăîëşţđôçźöäüĺŕň",),
}
_MARKS: Final = frozenset("“”„‘’‚–—…«»\N{NO-BREAK SPACE}")
_MARK, _CAPITAL, _STRANGE = -4.5, -1.5, -9.0


class RankedPair(NamedTuple):
    """An encoding pair and how well the repaired letters would fit, in nats."""

    pair: EncodingPair
    fit: float


def likely_pairs(line: str, kinds: Iterable[bool] = (True, False)) -> list[RankedPair]:
    """Return the encoding pairs that fit a line best, the best of each kind first.

    The kinds are True for Cyrillic text and False for Latin.

    >>> best, _ = likely_pairs("Çäðàâî, êàêî ñè?")[0]
    >>> best.encoding.name, best.decoded_as.name
    ('windows-1251', 'windows-1252')
    """
    # What no encoding has fits none, and is the same in all.
    beyond = [char for char in line if char > "\x7f" and repairs_of(char)]
    changed: set[int] = set().union(*map(repairs_of, set(beyond)))
    totals = map(sum, zip(*map(_fits, beyond), strict=True))
    ranked = [
        RankedPair(pair, total - pair.encoding.rarity)
        for number, (pair, total) in enumerate(zip(encoding_pairs(), totals, strict=bool(beyond)))
        if number in changed
    ]
    ranked.sort(key=lambda each: -each.fit)
    found: list[RankedPair] = []
    for kind in kinds:
        found += [each for each in ranked if each.pair.is_cyrillic is kind][:TRIED]
    return found


def is_implausible(before: str, after: str) -> bool:
    """Return True if a Cyrillic repair fits so badly that the language model is not needed.

    >>> is_implausible("сегодня вечером", "ЯЕЦНДМЪ БЕВЕПНЛ"), is_implausible("Ïðèâåò", "Привет")
    (True, False)
    """
    gain = sum(map(_gain, before, after))
    return gain < IMPLAUSIBLE


def gains_of(before: str, after: Iterable[str]) -> list[float]:
    """Return how much better each of some characters fits, as Cyrillic, than the one before."""
    fits = _cyrillic_fits()
    seen = max(fits[before], _fit(before, is_cyrillic=False))
    return [fits[char] - seen for char in after]


@lru_cache(maxsize=4096)
def _gain(before: str, after: str) -> float:
    return 0.0 if before == after else gains_of(before, after)[0]


class _Fits(dict[str, float]):
    """The fits of characters as Cyrillic, each computed when it is first met."""

    def __missing__(self, char: str) -> float:
        found = self[char] = _fit(char, is_cyrillic=True)
        return found


@cache
def _cyrillic_fits() -> _Fits:
    return _Fits()


@lru_cache(maxsize=4096)
def _fits(char: str) -> tuple[float, ...]:
    """Return the log-probability of a character under the repair of each encoding pair."""
    repairs = repairs_of(char)
    return tuple(
        _fit(repairs.get(number, char), is_cyrillic=encoding.is_cyrillic)
        for number, (encoding, _) in enumerate(COMBINED)
    )


@lru_cache(maxsize=4096)
def _fit(char: str, *, is_cyrillic: bool) -> float:
    if char in _MARKS:
        return _MARK
    lower = char.lower()
    best = max(ranks.get(lower, _STRANGE) for ranks in _ranks(is_cyrillic=is_cyrillic))
    return best if lower == char else best + _CAPITAL


@cache
def _ranks(*, is_cyrillic: bool) -> tuple[dict[str, float], ...]:
    """Return the log-probabilities of letters: frequency is about inverse to the rank."""
    return tuple(
        {letter: -log(rank + 3) for rank, letter in enumerate(order)}
        for order in _ORDERS[is_cyrillic]
    )
