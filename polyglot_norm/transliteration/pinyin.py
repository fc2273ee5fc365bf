"""Hanyu Pinyin with tone marks, by pypinyin, with the extra ``pinyin``.

The reading of a character depends on the word it is in, so pypinyin splits the text into words by
its dictionary of phrases. The syllables of a word are written together, and each character is
aligned with its own syllable. This is the only file that imports pypinyin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.errors import MissingExtra

_HAN: Final = (
    "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0002f800-\U0002fa1f"
    "\U00020000-\U0002ee5d\U00030000-\U000323af"
)
_RUN: Final = re.compile(f"[{_HAN}]+")
_OPENS_WITH_VOWEL: Final = frozenset("aāáǎàoōóǒòeēéěè")
_LONGEST: Final = 24


def romanise(text: str, lang: str, rule: str) -> Aligned:
    """Return the text with Chinese characters in pinyin; those without a known reading are kept.

    >>> romanise("我们去银行，再见！", "zh-Hans", "pinyin").text
    'wǒmen qù yínháng，zàijiàn！'

    Raises:
        MissingExtra: pypinyin is not installed.
    """
    result = _RUN.sub(_becomes, text)
    return Aligned(text) if result == text else Aligned.lazily(text, result, _edits, rule)


def _becomes(match: re.Match[str]) -> str:
    return "".join(_spelled(match))


def _edits(text: str, rule: str) -> Iterator[Edit]:
    for match in _RUN.finditer(text):
        for at, becomes in enumerate(_spelled(match), match.start()):
            if becomes != text[at]:
                yield Edit(at, at + 1, becomes, rule)


def _spelled(match: re.Match[str]) -> list[str]:
    """Return the syllable of each character, with the spaces it needs beside it."""
    run = match[0]
    syllables = list(_of_short_run(run)) if len(run) <= _LONGEST else _syllables(run)
    before = match.string[match.start() - 1 : match.start()]
    if before.isalnum():
        syllables[0] = " " + syllables[0]
    after = match.string[match.end() : match.end() + 1]
    if after.isalnum():
        syllables[-1] += " "
    return syllables


@lru_cache(maxsize=1 << 13)
def _of_short_run(run: str) -> tuple[str, ...]:
    return tuple(_syllables(run))


def _syllables(run: str) -> list[str]:
    try:
        from pypinyin import Style, lazy_pinyin
        from pypinyin.seg import mmseg
    except ImportError as error:
        raise MissingExtra(
            "scheme pinyin needs pypinyin; pip install 'polyglot-norm[pinyin]'", extra="pinyin"
        ) from error
    words = list(mmseg.seg.cut(run))
    # A list keeps unknown characters separate; the package's annotations omit that option.
    found = lazy_pinyin(words, style=Style.TONE, errors=list)  # type: ignore[arg-type]
    starts = set(accumulate(map(len, words), initial=0))
    return [
        _joined(syllable, first=i == 0, starts_word=i in starts) for i, syllable in enumerate(found)
    ]


def _joined(syllable: str, *, first: bool, starts_word: bool) -> str:
    if first:
        return syllable
    if starts_word:
        return " " + syllable
    return "’" + syllable if syllable[0] in _OPENS_WITH_VOWEL else syllable
