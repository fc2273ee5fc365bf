"""Hepburn romanisation of Japanese kana, beyond the table of single syllables.

Every kana is folded to hiragana, character by character, so that katakana and half-width letters
need no table of their own. One regular expression over a run of kana finds doubled consonants, long
vowels and n before a vowel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit

_STEM: Final = "hepburn"
_VOICED: Final = "\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}"
_HALF_VOICED: Final = "\N{COMBINING KATAKANA-HIRAGANA SEMI-VOICED SOUND MARK}"
_MARKS: Final = f"{_VOICED}{_HALF_VOICED}ﾞﾟ゛゜"
_RUN: Final = re.compile(
    rf"[ぁ-ゖゟ][ぁ-ゖゝゞゟーｰ{_MARKS}]*|[ァ-ヺヿㇰ-ㇿｦ-ｯｱ-ﾝ][ァ-ヺー-ヿㇰ-ㇿｦ-ﾟ{_MARKS}]*"
)
_HALF_WIDTH: Final = (
    "をぁぃぅぇぉゃゅょっーあいうえおかきくけこさしすせそたちつてとなにぬねの"
    "はひふへほまみむめもやゆよらりるれろわん"
)
_FOLDED: Final = (
    {ord("ァ") + i: chr(ord("ぁ") + i) for i in range(ord("ヶ") - ord("ァ") + 1)}
    | {ord("ｦ") + i: kana for i, kana in enumerate(_HALF_WIDTH)}
    | str.maketrans("ﾞﾟ゛゜ヽヾ", 2 * f"{_VOICED}{_HALF_VOICED}" + "ゝゞ")
)
_MACRONS: Final = str.maketrans("aiueo", "āīūēō")
# By vowel, the kana that lengthens it in hiragana, unless it begins the next word (ある, あなた, or
# any word after the particles が, の and も), or is う read as w.
_LENGTHENED_BY: Final = {
    "a": "(?<!が)あ(?![るりれろっ]|なた)",
    "u": "う",
    "e": "え",
    "o": "(?:う|(?<![のも])お)",
}
_NOT_BEFORE: Final = "(?![ぁぃぇぉ])"
_SHORT: Final = {*_MARKS, "を"}
_PARTICLES: Final = {
    "は": "wa", "へ": "e", "には": "niwa", "では": "dewa", "とは": "towa", "へは": "ewa",
    "からは": "karawa", "までは": "madewa", "よりは": "yoriwa", "のは": "nowa",
}  # fmt: skip
_LONGEST: Final = 12


def romanise(text: str, lang: str, rule: str) -> Aligned:
    """Return the text with its kana in Hepburn romanisation; everything else is kept.

    >>> romanise("しんよう、きんえん、ラーメンとコーヒー", "ja", "hepburn").text
    'shin’yō、kin’en、rāmentokōhī'
    >>> romanise("私は学校へ、がっこう", "ja", "hepburn").text
    '私wa学校e、gakkō'
    """
    result = _RUN.sub(_becomes, text)
    return Aligned(text) if result == text else Aligned.lazily(text, result, _edits, rule)


def _becomes(match: re.Match[str]) -> str:
    run = match[0]
    if run in _PARTICLES and _follows_word(match):
        return _PARTICLES[run]
    return _of_word(run) if len(run) <= _LONGEST else "".join(_romaji(run))


@lru_cache(maxsize=1 << 15)
def _of_word(run: str) -> str:
    return "".join(_romaji(run))


def _romaji(run: str) -> Iterator[str]:
    return (becomes for _, becomes in _syllables(run))


def _follows_word(match: re.Match[str]) -> bool:
    before = match.string[match.start() - 1 : match.start()]
    return before.isalpha() or before == "ー"


def _edits(text: str, rule: str) -> Iterator[Edit]:
    for match in _RUN.finditer(text):
        at = match.start()
        if match[0] in _PARTICLES and _follows_word(match):
            yield Edit(at, match.end(), _PARTICLES[match[0]], rule)
            continue
        for source, becomes in _syllables(match[0]):
            if source != becomes:
                yield Edit(at, at + len(source), becomes, rule)
            at += len(source)


def _syllables(run: str) -> Iterator[tuple[str, str]]:
    """Yield the syllables of a run, each with its romanisation."""
    hiragana = _repeated(run.translate(_FOLDED))
    at = 0
    for match in _pattern(katakana=not "ぁ" <= run[0] <= "ゟ").finditer(hiragana):
        if at < match.start():
            yield run[at : match.start()], run[at : match.start()]
        at = match.end()
        yield run[match.start() : at], _spelled(match, hiragana[at : at + 1])
    if at < len(run):
        yield run[at:], run[at:]


def _spelled(match: re.Match[str], after: str) -> str:
    doubled, syllable, long = match.groups()
    if syllable is None:
        return "’"
    spelled = _table()[syllable]
    if syllable == "ん":
        return "n’" if _table().get(after, "n")[0] in "aiueoy" else "n"
    if long:
        spelled = spelled[:-1] + spelled[-1].translate(_MACRONS)
    if not doubled:
        return spelled
    if spelled[0] in "aiueoāīūēō":
        return "’" + spelled
    return ("t" if spelled.startswith("ch") else spelled[0]) + spelled


@cache
def _table() -> dict[str, str]:
    """Return the table, with kana that have a voicing mark also decomposed."""
    from unicodedata2 import normalize

    from polyglot_norm.transliteration.scheme_rules import replacements

    table = replacements(_STEM)
    return {**table, **{normalize("NFD", text): becomes for text, becomes in table.items()}}


@cache
def _pattern(*, katakana: bool) -> re.Pattern[str]:
    """Return a pattern for a syllable with doubling and lengthening, or for doubling alone."""
    found = _table()
    texts = "|".join(sorted((text for text in found if len(text) > 1), key=len, reverse=True))
    single = "".join(text for text in found if len(text) == 1)
    long = ["ー+"]
    for vowel, kana in {} if katakana else _LENGTHENED_BY.items():
        ends = "".join({text[-1] for text in found if found[text][-1] == vowel} - _SHORT)
        behind = f"(?<=[{ends}])|(?<=[{ends}][{_VOICED}{_HALF_VOICED}])"
        long.append(f"(?:{behind}){kana}{_NOT_BEFORE}")
    syllable = rf"({texts}|(?:ん|[{single}])(?![{_VOICED}{_HALF_VOICED}]))"
    return re.compile(rf"(っ*){syllable}({'|'.join(long)})?|っ+")


def _repeated(hiragana: str) -> str:
    """Return the text with the iteration marks ゝ and ゞ replaced by the kana they repeat."""
    if "ゝ" not in hiragana and "ゞ" not in hiragana:
        return hiragana
    done = [hiragana[0]]
    for kana in hiragana[1:]:
        plain = {"ゝ": done[-1], "ゞ": _voiced(done[-1])}
        done.append(plain.get(kana, kana))
    return "".join(done)


def _voiced(kana: str) -> str:
    from unicodedata2 import normalize

    return str(normalize("NFC", kana + _VOICED))[0]
