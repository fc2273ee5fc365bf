"""Revised Romanisation of Korean, with sound changes between syllables.

A Hangul syllable is decomposed into initial, vowel and final. A final is romanised together with
the next initial, as each changes the other: 백마 is *baengma*. Of the changes that depend on the
word, only ㄴ inserted into compounds is known, for those in ``hangul_insertion``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.transliteration.hangul_insertion import insertions

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
# Before a vowel: the coda that remains, and the onset of the next syllable.
_CARRIED: Final = {
    "ㄱ": ("", "g"), "ㄲ": ("", "kk"), "ㄳ": ("k", "s"), "ㄴ": ("", "n"), "ㄵ": ("n", "j"),
    "ㄶ": ("", "n"), "ㄷ": ("", "d"), "ㄹ": ("", "r"), "ㄺ": ("l", "g"), "ㄻ": ("l", "m"),
    "ㄼ": ("l", "b"), "ㄽ": ("l", "s"), "ㄾ": ("l", "t"), "ㄿ": ("l", "p"), "ㅀ": ("", "r"),
    "ㅁ": ("", "m"), "ㅂ": ("", "b"), "ㅄ": ("p", "s"), "ㅅ": ("", "s"), "ㅆ": ("", "ss"),
    "ㅇ": ("ng", ""), "ㅈ": ("", "j"), "ㅊ": ("", "ch"), "ㅋ": ("", "k"), "ㅌ": ("", "t"),
    "ㅍ": ("", "p"), "ㅎ": ("", ""),
}  # fmt: skip
# By coda as pronounced and next initial: assimilated coda and onset.
_MEETING: Final = {
    ("k", "ㄴ"): ("ng", "n"), ("k", "ㅁ"): ("ng", "m"), ("k", "ㄹ"): ("ng", "n"),
    ("t", "ㄴ"): ("n", "n"), ("t", "ㅁ"): ("n", "m"), ("t", "ㄹ"): ("n", "n"),
    ("p", "ㄴ"): ("m", "n"), ("p", "ㅁ"): ("m", "m"), ("p", "ㄹ"): ("m", "n"),
    ("n", "ㄹ"): ("l", "l"), ("l", "ㄴ"): ("l", "l"), ("l", "ㄹ"): ("l", "l"),
    ("m", "ㄹ"): ("m", "n"), ("ng", "ㄹ"): ("ng", "n"),
}  # fmt: skip
_BEFORE_I: Final = {"ㄷ": ("", "j"), "ㅌ": ("", "ch"), "ㄾ": ("l", "ch")}
_WITH_H: Final = {"ㄺ": ("l", "k"), "ㄼ": ("l", "p"), "ㄵ": ("n", "ch"), "ㅈ": ("", "ch")}
# ㅎ at the end of a stem, and that of the verb endings 히 and 혀.
_H_IN_STEM: Final = {"ㅎ": "", "ㄶ": "n", "ㅀ": "l"}
_ASPIRATED: Final = {"ㄱ": "k", "ㄷ": "t", "ㅈ": "ch", "ㅅ": "s"}
_H_IN_ENDING: Final = {"ㄱ": "k", "ㅂ": "p", "ㅅ": "t", "ㄷ": "ch"}
_TWO_SYLLABLES: Final = 2
_SUFFIXES: Final = frozenset("란량력례로론료류")
"""Suffixes whose ㄹ is n after a word of two syllables in ㄴ (신문로), but l elsewhere (신라)."""

_FIRST, _LAST = "가", "힣"
_WITH_N: Final = ord("니") - ord("이")
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


class HangulSyllable(NamedTuple):
    """The three letters of a syllable; the initial ㅇ is silent, and a missing final is a space."""

    initial: str
    vowel: str
    final: str


def romanise(text: str, lang: str, rule: str) -> Aligned:
    """Return the text with its Hangul romanised; Chinese characters are kept.

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
    return _of_word(run) if len(run) <= _LONGEST else "".join(_spelled(run))


_LONGEST: Final = 12
"""Length up to which words are cached."""


@lru_cache(maxsize=1 << 15)
def _of_word(run: str) -> str:
    return "".join(_spelled(run))


def _spelled(run: str) -> list[str]:
    """Return the romanisation of each syllable of a run, or of a letter that stands alone."""
    if len(run) == 1 and not _FIRST <= run <= _LAST:
        return [run.translate(_ALONE)]
    pieces = list(map(_composed, _SYLLABLE.findall(run)))
    for at in insertions("".join(pieces)):
        pieces[at] = chr(ord(pieces[at]) + _WITH_N)
    spelled = []
    onset = _ONSETS[_decomposed(pieces[0]).initial]
    for i, (here, after) in enumerate(zip(pieces, [*pieces[1:], ""], strict=True)):
        vowel, coda, next_onset = _joint(here, after, i + 1 == _TWO_SYLLABLES)
        spelled.append(onset + vowel + coda)
        onset = next_onset
    return spelled


@lru_cache(maxsize=1 << 16)
def _joint(here: str, after: str, second: bool, /) -> tuple[str, str, str]:
    """Return the vowel and coda of a syllable and the onset of the next, as pronounced.

    ``second`` is True for the second syllable of a word.
    """
    syllable = _decomposed(here)
    coda, onset = _meeting(syllable, _decomposed(after) if after else None)
    if second and after in _SUFFIXES and syllable.final != " " and _CODAS[syllable.final] == "n":
        coda, onset = "n", "n"
    return _SPELLED[syllable.vowel], coda, onset


def _composed(piece: str) -> str:
    if len(piece) == 1:
        return piece
    from unicodedata2 import normalize

    return str(normalize("NFC", piece))


@lru_cache(maxsize=1 << 14)
def _decomposed(piece: str) -> HangulSyllable:
    number, final = divmod(ord(piece) - ord(_FIRST), len(_FINALS))
    initial, vowel = divmod(number, len(_VOWELS))
    return HangulSyllable(_INITIALS[initial], _VOWELS[vowel], _FINALS[final])


def _meeting(here: HangulSyllable, after: HangulSyllable | None) -> tuple[str, str]:
    """Return the coda of a syllable and the onset of the next."""
    coda = "p" if here == ("ㅂ", "ㅏ", "ㄼ") else _CODAS[here.final]
    if after is None:
        return coda, ""
    if here.final == " ":
        return "", _ONSETS[after.initial]
    if after.initial == "ㅇ":
        return _before_vowel(here.final, after.vowel)
    if after.initial == "ㅎ":
        return _before_h(here.final, coda, after)
    if here.final in _H_IN_STEM and after.initial in _ASPIRATED:
        return _H_IN_STEM[here.final], _ASPIRATED[after.initial]
    return _MEETING.get((coda, after.initial), (coda, _ONSETS[after.initial]))


def _before_vowel(final: str, vowel: str) -> tuple[str, str]:
    if vowel in "ㅣㅕ" and final in _BEFORE_I and (vowel == "ㅣ" or final != "ㄷ"):
        return _BEFORE_I[final]
    return _CARRIED[final]


def _before_h(final: str, coda: str, after: HangulSyllable) -> tuple[str, str]:
    """Return coda and onset before ㅎ, which merges in verbs but stays in nouns (묵호)."""
    if final in _WITH_H:
        return _WITH_H[final]
    ending = after.vowel == "ㅣ" or (after.vowel == "ㅕ" and after.final in " ㅆ")
    if (ending or (final == "ㅅ" and after.vowel in "ㅏㅐ")) and final in _H_IN_ENDING:
        return "", _H_IN_ENDING[final]
    return coda, "h"
