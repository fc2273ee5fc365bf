"""Japanese kana in Latin letters: what goes beyond the table of single syllables.

Every kana is first folded to hiragana, one character for one, so that half-width letters and
katakana need no table of their own. Doubled consonants, long vowels and the n before a vowel are
found by one regex over a run of kana.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit

_TABLE: Final = "hepburn"
_VOICED: Final = "\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}"
_HALF_VOICED: Final = "\N{COMBINING KATAKANA-HIRAGANA SEMI-VOICED SOUND MARK}"
_MARKS: Final = f"{_VOICED}{_HALF_VOICED}ﾞﾟ"
_RUN: Final = re.compile(
    rf"[ぁ-ゖゟ][ぁ-ゖゝゞゟー{_MARKS}]*|[ァ-ヺヿㇰ-ㇿｦ-ｯｱ-ﾝ][ァ-ヺー-ヿㇰ-ㇿｦ-ﾟ{_MARKS}]*"
)
_HALF_WIDTH: Final = (
    "をぁぃぅぇぉゃゅょっーあいうえおかきくけこさしすせそたちつてとなにぬねの"
    "はひふへほまみむめもやゆよらりるれろわん"
)
_FOLDED: Final = (
    {ord("ァ") + i: chr(ord("ぁ") + i) for i in range(ord("ヶ") - ord("ァ") + 1)}
    | {ord("ｦ") + i: kana for i, kana in enumerate(_HALF_WIDTH)}
    | str.maketrans("ﾞﾟヽヾ", f"{_VOICED}{_HALF_VOICED}ゝゞ")
)
_MACRONS: Final = str.maketrans("aiueo", "āīūēō")
# Behind a syllable with the vowel, the kana that makes it long in hiragana.
# Not the beginning of the next word (ある, あなた, or any behind the particles が, の, も), nor う
# where it is a w.
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
    """The text with its kana in Hepburn's letters, all else as it was.

    >>> romanise("しんよう、きんえん、ラーメンとコーヒー", "ja", "hepburn").text
    'shin’yō、kin’en、rāmentokōhī'
    >>> romanise("私は学校へ、がっこう", "ja", "hepburn").text
    '私wa学校e、gakkō'
    """
    result = _RUN.sub(_becomes, text)
    return Aligned(text) if result == text else Aligned.lazily(text, result, _edits, rule)


def _becomes(match: re.Match[str]) -> str:
    run = match[0]
    if run in _PARTICLES and _is_behind_a_word(match):
        return _PARTICLES[run]
    return _of_word(run) if len(run) <= _LONGEST else "".join(b for _, b in _units(run))


@lru_cache(maxsize=1 << 15)
def _of_word(run: str) -> str:
    return "".join(becomes for _, becomes in _units(run))


def _is_behind_a_word(match: re.Match[str]) -> bool:
    before = match.string[match.start() - 1 : match.start()]
    return before.isalpha() or before == "ー"


def _edits(text: str, rule: str) -> Iterator[Edit]:
    for match in _RUN.finditer(text):
        at = match.start()
        if match[0] in _PARTICLES and _is_behind_a_word(match):
            yield Edit(at, match.end(), _PARTICLES[match[0]], rule)
            continue
        for source, becomes in _units(match[0]):
            if source != becomes:
                yield Edit(at, at + len(source), becomes, rule)
            at += len(source)


def _units(run: str) -> Iterator[tuple[str, str]]:
    """A run in its syllables, each with what it becomes."""
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
    spelled = _syllables()[syllable]
    if syllable == "ん":
        return "n’" if _syllables().get(after, "n")[0] in "aiueoy" else "n"
    if long:
        spelled = spelled[:-1] + spelled[-1].translate(_MACRONS)
    if not doubled:
        return spelled
    if spelled[0] in "aiueoāīūēō":
        return "’" + spelled
    return ("t" if spelled.startswith("ch") else spelled[0]) + spelled


@cache
def _syllables() -> dict[str, str]:
    """The table, and each of its texts that can be written with a mark apart."""
    from unicodedata2 import normalize

    from polyglot_norm.transliteration.header import FORWARD, header, lines
    from polyglot_norm.transliteration.rules import rules

    table = {rule.text: rule.becomes for rule in rules(header(_TABLE), lines(_TABLE), FORWARD)}
    return table | {normalize("NFD", text): becomes for text, becomes in table.items()}


@cache
def _pattern(*, katakana: bool) -> re.Pattern[str]:
    """Doubling, a syllable and what makes it long; or doubling alone."""
    found = _syllables()
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
    """With the kana that the marks ゝ and ゞ repeat in their place."""
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
