"""Extended Wylie transliteration of Tibetan: stacks of letters, and the vowel of each syllable.

A syllable has one root letter, with the vowel a unless another is written. The letters around the
root have no vowel: བདག is *bdag*. Which of several letters is the root follows from the few that
may precede or follow one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.transliteration.scheme_rules import replacements

_STEM: Final = "wylie"
_LETTERS: Final = "\u0f40-\u0f6c"
_SUBJOINED: Final = "\u0f90-\u0fbc"
_VOWELS: Final = "\u0f71-\u0f7d\u0f80\u0f81"
_SIGNS: Final = "\u0f7e\u0f7f\u0f82\u0f83"
_STACK: Final = re.compile(f"([{_LETTERS}])([{_SUBJOINED}]*)([{_VOWELS}]*)([{_SIGNS}]*)")
_RUN: Final = re.compile(f"(?:{_STACK.pattern})+|[\u0f04-\u0f14\u0f85]")
_LONGEST: Final = 24

_PREFIXED: Final = {
    "g": "c ny t d n ts zh z y sh s".split(),
    "d": "k g ng p b m".split(),
    "b": "k g c t d ts zh z sh s".split(),
    "m": "kh g ng ch j ny th d n tsh dz".split(),
    "'": "kh g ch j th d ph b tsh dz".split(),
}
_SUFFIXES: Final = frozenset("g ng d n b m ' r l s".split())
_FIRST_OF_TWO_SUFFIXES: Final = frozenset(("mngs", "bgs"))
"""Three letters whose first is the root, although it could be a prefix."""

_SUPERSCRIBED: Final = {
    "r": "k g ng j ny t d n b m ts dz".split(),
    "l": "k g ng c j t d p b h".split(),
    "s": "k g ng ny t d n p b m ts".split(),
}
_SUBSCRIBED: Final = {
    "y": "k kh g p ph b m".split(),
    "r": "k kh g t th d n p ph b m sh s h".split(),
    "l": "k g b z r s".split(),
    "w": "k kh g c ny t d ts tsh zh z r l sh s h".split(),
}


class TibetanStack(NamedTuple):
    """A letter with those below it, its vowel, and the signs after it."""

    consonants: str
    is_single: bool
    vowel: str
    signs: str


def to_wylie(text: str, lang: str, rule: str) -> Aligned:
    """Return the text in Extended Wylie.

    >>> to_wylie("བོད་ཡིག བཀྲ་ཤིས་བདེ་ལེགས།", "bo", "wylie").text
    'bod yig bkra shis bde legs/'
    """
    result = _RUN.sub(lambda match: "".join(_converted(match[0])), text)
    return Aligned(text) if result == text else Aligned.lazily(text, result, _edits, rule)


def _edits(text: str, rule: str) -> Iterator[Edit]:
    for match in _RUN.finditer(text):
        at = match.start()
        pieces = [stack[0] for stack in _STACK.finditer(match[0])] or [match[0]]
        for piece, becomes in zip(pieces, _converted(match[0]), strict=True):
            yield Edit(at, at + len(piece), becomes, rule)
            at += len(piece)


def _converted(run: str) -> tuple[str, ...]:
    return _of_short(run) if len(run) <= _LONGEST else _syllable(run)


@lru_cache(maxsize=1 << 14)
def _of_short(run: str) -> tuple[str, ...]:
    return _syllable(run)


def _syllable(run: str) -> tuple[str, ...]:
    """Return the transliteration of each stack of a syllable, or of a mark."""
    stacks = [_stack(*match.groups()) for match in _STACK.finditer(run)]
    if not stacks:
        return (replacements(_STEM).get(run, run),)
    return tuple(_spelled(stacks))


def _spelled(stacks: list[TibetanStack]) -> Iterator[str]:
    root = _root(stacks)
    if root > 1 or (root and stacks[0].consonants not in _PREFIXED):
        # A loanword: the first letter is a syllable of its own.
        yield from _spelled(stacks[:1])
        yield from _spelled(stacks[1:])
        return
    for at, (consonants, _, vowel, signs) in enumerate(stacks):
        before_y = at + 1 == root and stacks[root].consonants.startswith("y")
        yield consonants + (vowel or "a" * (at == root)) + signs + "." * before_y


def _root(stacks: list[TibetanStack]) -> int:
    """Return the position of the root of a syllable."""
    first = next((at for at, stack in enumerate(stacks) if stack.vowel or stack.signs), None)
    if first is not None and (first == 0 or stacks[first].consonants != "'"):
        return first
    # A vowel on a final ' is a particle: བའི is ba'i.
    plain = stacks[:first]
    if len(plain) == 1 or not plain[0].is_single:
        return 0
    if not plain[1].is_single:
        return 1
    first_letter, second = plain[0].consonants, plain[1].consonants
    if len(plain) == 2:
        return int(second not in _SUFFIXES)
    if second not in _PREFIXED.get(first_letter, ()):
        return 0
    return int("".join(stack.consonants for stack in plain) not in _FIRST_OF_TWO_SUFFIXES)


def _stack(base: str, below: str, vowels: str, signs: str) -> TibetanStack:
    table = replacements(_STEM)
    letters = [base, *(chr(ord(letter) - _BELOW) for letter in below)]
    vowel = table.get(vowels) or "".join(table.get(char, char) for char in vowels)
    return TibetanStack(
        _joined([table.get(letter, letter) for letter in letters]),
        not below,
        vowel,
        "".join(table.get(char, char) for char in signs),
    )


_BELOW: Final = 0x50
"""The distance between a letter and its form below another."""


def _joined(letters: list[str]) -> str:
    """Return the letters of a stack, with a plus sign between those that Tibetan does not stack."""
    spelled = letters[0]
    for at, (above, below) in enumerate(pairwise(letters)):
        is_native = (at == 0 and below in _SUPERSCRIBED.get(above, ())) or (
            above in _SUBSCRIBED.get(below, ()) or (below == "w" and above in "yr")
        )
        spelled += below if is_native else f"+{below}"
    return spelled
