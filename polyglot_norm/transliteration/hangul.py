"""Korean in Latin letters by how it is spoken: what a syllable's end and the next beginning make.

A syllable of Hangul is taken apart into beginning, vowel and end. The end is spelled together with
the beginning behind it, for each changes the other: 백마 is *baengma*. Nothing is known of words:
sounds that only a dictionary tells of (the *n* put into 학여울) are not written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit

_INITIALS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_ONSETS: Final = dict(
    zip(_INITIALS, "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" "), strict=True)
)
_VOWELS: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_SPELLED: Final = dict(
    zip(
        _VOWELS,
        "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(),
        strict=True,
    )
)
_FINALS: Final = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_CODAS: Final = dict(
    zip(
        _FINALS,
        " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" "),
        strict=True,
    )
)
# Before a vowel: what stays, and what goes over to it.
_CARRIED: Final = {
    "ㄱ": ("", "g"), "ㄲ": ("", "kk"), "ㄳ": ("k", "s"), "ㄴ": ("", "n"), "ㄵ": ("n", "j"),
    "ㄶ": ("", "n"), "ㄷ": ("", "d"), "ㄹ": ("", "r"), "ㄺ": ("l", "g"), "ㄻ": ("l", "m"),
    "ㄼ": ("l", "b"), "ㄽ": ("l", "s"), "ㄾ": ("l", "t"), "ㄿ": ("l", "p"), "ㅀ": ("", "r"),
    "ㅁ": ("", "m"), "ㅂ": ("", "b"), "ㅄ": ("p", "s"), "ㅅ": ("", "s"), "ㅆ": ("", "ss"),
    "ㅇ": ("ng", ""), "ㅈ": ("", "j"), "ㅊ": ("", "ch"), "ㅋ": ("", "k"), "ㅌ": ("", "t"),
    "ㅍ": ("", "p"), "ㅎ": ("", ""),
}  # fmt: skip
# By the two sounds that meet, as the ends are spoken.
_MEETING: Final = {
    ("k", "ㄴ"): ("ng", "n"), ("k", "ㅁ"): ("ng", "m"), ("k", "ㄹ"): ("ng", "n"),
    ("t", "ㄴ"): ("n", "n"), ("t", "ㅁ"): ("n", "m"), ("t", "ㄹ"): ("n", "n"),
    ("p", "ㄴ"): ("m", "n"), ("p", "ㅁ"): ("m", "m"), ("p", "ㄹ"): ("m", "n"),
    ("n", "ㄹ"): ("l", "l"), ("l", "ㄴ"): ("l", "l"), ("l", "ㄹ"): ("l", "l"),
    ("m", "ㄹ"): ("m", "n"), ("ng", "ㄹ"): ("ng", "n"),
}  # fmt: skip
_BEFORE_I: Final = {"ㄷ": ("", "j"), "ㅌ": ("", "ch"), "ㄾ": ("l", "ch")}
_WITH_H: Final = {"ㄺ": ("l", "k"), "ㄼ": ("l", "p"), "ㄵ": ("n", "ch"), "ㅈ": ("", "ch")}
# With ㅎ at the end of a stem, and with that of 히 and 혀, which are endings of verbs.
_H_IN_STEM: Final = {"ㅎ": "", "ㄶ": "n", "ㅀ": "l"}
_BREATHED: Final = {"ㄱ": "k", "ㄷ": "t", "ㅈ": "ch", "ㅅ": "s"}
_H_IN_ENDING: Final = {"ㄱ": "k", "ㅂ": "p", "ㅅ": "t", "ㄷ": "ch"}
_TWO_SYLLABLES: Final = 2
_SUFFIXES: Final = frozenset("란량력례로론료류")
"""After a word of two syllables that ends in ㄴ they begin with n (신문로), not l (신라)."""

_FIRST, _LAST = "가", "힣"
_JAMO_SYLLABLE: Final = "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
_OPEN: Final = "".join(map(chr, range(ord(_FIRST), ord(_LAST), len(_FINALS))))
_SYLLABLE: Final = re.compile(f"{_JAMO_SYLLABLE}|[{_OPEN}][\u11a8-\u11c2]|[{_FIRST}-{_LAST}]")
_LETTERS: Final = {ord(jamo): coda.strip() for jamo, coda in _CODAS.items() if jamo != " "}
_ALONE: Final = (
    _LETTERS
    | {ord(jamo): onset or "ng" for jamo, onset in _ONSETS.items()}
    | {ord(jamo): vowel for jamo, vowel in _SPELLED.items()}
)
_RUN: Final = re.compile(f"(?:{_SYLLABLE.pattern})+|[ㄱ-ㅣ]")


class Syllable(NamedTuple):
    """Its three letters; the beginning ㅇ is silent, and the end may be a space."""

    initial: str
    vowel: str
    final: str


def romanise(text: str, lang: str, rule: str) -> Aligned:
    """The text with its Hangul in the Revised Romanisation; Chinese characters are kept.

    >>> romanise("백마, 신라와 종로", "ko", "ko-2000").text
    'baengma, sillawa jongno'
    """
    result = _RUN.sub(_becomes, text)
    return Aligned(text) if result == text else Aligned.lazily(text, result, _edits, rule)


def _edits(text: str, rule: str) -> Iterator[Edit]:
    for match in _RUN.finditer(text):
        at = match.start()
        pieces = _SYLLABLE.findall(match[0]) or [match[0]]
        for piece, spelled in zip(pieces, _spelled(match[0]), strict=True):
            yield Edit(at, at + len(piece), spelled, rule)
            at += len(piece)


def _becomes(match: re.Match[str]) -> str:
    run = match[0]
    return _of_word(run) if len(run) <= LONGEST else "".join(_spelled(run))


LONGEST: Final = 12
"""Letters of the words that are remembered, as they come again and again."""


@lru_cache(maxsize=1 << 15)
def _of_word(run: str) -> str:
    return "".join(_spelled(run))


def _spelled(run: str) -> list[str]:
    """What each syllable of a run of them becomes, or its one letter."""
    if len(run) == 1 and not _FIRST <= run <= _LAST:
        return [run.translate(_ALONE)]
    pieces = list(map(_composed, _SYLLABLE.findall(run)))
    spelled = []
    onset = _ONSETS[_apart(pieces[0]).initial]
    for i, (here, after) in enumerate(zip(pieces, [*pieces[1:], ""], strict=True)):
        vowel, coda, next_onset = _joint(here, after, i + 1 == _TWO_SYLLABLES)
        spelled.append(onset + vowel + coda)
        onset = next_onset
    return spelled


@lru_cache(maxsize=1 << 16)
def _joint(here: str, after: str, second: bool, /) -> tuple[str, str, str]:
    """The vowel of a syllable, its end, and the beginning of the next, as they are spoken.

    ``second`` tells that the syllable is the second of its word.
    """
    syllable = _apart(here)
    coda, onset = _meeting(syllable, _apart(after) if after else None)
    if second and after in _SUFFIXES and syllable.final != " " and _CODAS[syllable.final] == "n":
        coda, onset = "n", "n"
    return _SPELLED[syllable.vowel], coda, onset


def _composed(piece: str) -> str:
    if len(piece) == 1:
        return piece
    from unicodedata2 import normalize

    return str(normalize("NFC", piece))


@lru_cache(maxsize=1 << 14)
def _apart(piece: str) -> Syllable:
    number, final = divmod(ord(piece) - ord(_FIRST), len(_FINALS))
    initial, vowel = divmod(number, len(_VOWELS))
    return Syllable(_INITIALS[initial], _VOWELS[vowel], _FINALS[final])


def _meeting(here: Syllable, after: Syllable | None) -> tuple[str, str]:
    """The end of a syllable and the beginning of the next."""
    coda = "p" if here == ("ㅂ", "ㅏ", "ㄼ") else _CODAS[here.final]
    if after is None:
        return coda, ""
    if here.final == " ":
        return "", _ONSETS[after.initial]
    if after.initial == "ㅇ":
        return _before_vowel(here.final, after.vowel)
    if after.initial == "ㅎ":
        return _before_h(here.final, coda, after)
    if here.final in _H_IN_STEM and after.initial in _BREATHED:
        return _H_IN_STEM[here.final], _BREATHED[after.initial]
    return _MEETING.get((coda, after.initial), (coda, _ONSETS[after.initial]))


def _before_vowel(final: str, vowel: str) -> tuple[str, str]:
    if vowel in "ㅣㅕ" and final in _BEFORE_I and (vowel == "ㅣ" or final != "ㄷ"):
        return _BEFORE_I[final]
    return _CARRIED[final]


def _before_h(final: str, coda: str, after: Syllable) -> tuple[str, str]:
    """With ㅎ: what belongs to verbs becomes one sound, what may be a noun (묵호) keeps its h."""
    if final in _WITH_H:
        return _WITH_H[final]
    ending = after.vowel == "ㅣ" or (after.vowel == "ㅕ" and after.final in " ㅆ")
    if (ending or (final == "ㅅ" and after.vowel in "ㅏㅐ")) and final in _H_IN_ENDING:
        return "", _H_IN_ENDING[final]
    return coda, "h"
