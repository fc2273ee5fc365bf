"""Which misreadings are worth trying on a line: those that would give it common letters."""

from __future__ import annotations

from functools import cache, lru_cache
from math import log
from typing import Final, NamedTuple

from polyglot_norm.normalisation.mojibake.codepages import Misreading, misreadings

TRIED: Final = 5
"""Misreadings of a kind, Cyrillic or Latin, that are tried on a line."""

HOPELESS: Final = -10.0
"""Nats. Of 5,700 ways to read text misread on purpose, none that lost more than 4 in the letters by
themselves was clear to the model."""

# The order of the letters by frequency, which is all that is used of a language: one order for
# Cyrillic with й and one with ј; the Latin letters beyond ASCII of all that `codepages` names.
_ORDERS: Final = {
    True: ("оаеинтрсвлкмдпуяызбгйчхжшьюцщэфъёіїєўґ", "аоиенрстјувдкмлпзгбчшцжћхњљђфџќѓѕ"),
    False: ("áíéčšžąęłěżćśóřýůńőďťűľúâăîëşţđôçźöäüĺŕň",),
}
_MARKS: Final = frozenset("“”„‘’‚–—…«»\N{NO-BREAK SPACE}")
_MARK, _CAPITAL, _STRANGE = -4.5, -1.5, -9.0


class Look(NamedTuple):
    """A misreading and how well the letters would fit, in nats."""

    misreading: Misreading
    fit: float


def worth_trying(line: str) -> list[Look]:
    """The misreadings of a line that look best, of each kind the best first.

    >>> best, _ = worth_trying("Çäðàâî, êàêî ñè?")[0]
    >>> best.written.name, best.read.name
    ('windows-1251', 'windows-1252')
    """
    beyond = [char for char in line if char > "\x7f"]
    characters = frozenset(beyond)
    totals = map(sum, zip(*map(_fits, beyond), strict=True))
    looks = [
        Look(each, total - each.written.rarity)
        for each, total in zip(misreadings(), totals, strict=bool(beyond))
        if not characters.isdisjoint(each.characters)
    ]
    looks.sort(key=lambda look: -look.fit)
    found: list[Look] = []
    for kind in (True, False):
        found += [look for look in looks if look.misreading.is_cyrillic is kind][:TRIED]
    return found


def is_hopeless(before: str, after: str) -> bool:
    """Whether what would become Cyrillic fits so badly that no language model need be asked.

    >>> is_hopeless("сегодня вечером", "ЯЕЦНДМЪ БЕВЕПНЛ"), is_hopeless("Ïðèâåò", "Привет")
    (True, False)
    """
    gain = sum(map(_gain, before, after))
    return gain < HOPELESS


@lru_cache(maxsize=4096)
def _gain(before: str, after: str) -> float:
    """By how much better a character fits as Cyrillic than what it was."""
    if before == after:
        return 0.0
    seen = max(_fit(before, is_cyrillic=True), _fit(before, is_cyrillic=False))
    return _fit(after, is_cyrillic=True) - seen


@lru_cache(maxsize=4096)
def _fits(char: str) -> tuple[float, ...]:
    """For each misreading how well a character would fit, as a logarithm of its probability."""
    return tuple(
        _fit(each.mend.get(ord(char), char), is_cyrillic=each.is_cyrillic) for each in misreadings()
    )


def _fit(char: str, *, is_cyrillic: bool) -> float:
    if char in _MARKS:
        return _MARK
    small = char.lower()
    best = max(ranks.get(small, _STRANGE) for ranks in _ranks(is_cyrillic=is_cyrillic))
    return best if small == char else best + _CAPITAL


@cache
def _ranks(*, is_cyrillic: bool) -> tuple[dict[str, float], ...]:
    """Letters to logarithms: frequency falls about as the rank rises."""
    return tuple(
        {letter: -log(rank + 3) for rank, letter in enumerate(order)}
        for order in _ORDERS[is_cyrillic]
    )
