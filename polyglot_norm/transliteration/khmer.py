"""Romanisation of Khmer by UNGEGN: syllables, with the two readings of each vowel.

Every consonant belongs to one of two series, and a vowel is read by the series of its consonants: ា
is *a* after ស, *éa* after រ. A consonant without a vowel is the end of a syllable, or has a vowel
that is not written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.transliteration.scheme_header import header
from polyglot_norm.transliteration.scheme_rules import replacements
from polyglot_norm.transliteration.syllables import Syllable, by_syllable

_STEM: Final = "ungegn-km"
_COENG: Final = "\N{KHMER SIGN COENG}"
_TO_FIRST: Final = "\N{KHMER SIGN MUUSIKATOAN}"
_TO_SECOND: Final = "\N{KHMER SIGN TRIISAP}"
_BANTOC: Final = "\N{KHMER SIGN BANTOC}"
_SILENT: Final = "\N{KHMER SIGN TOANDAKHIAT}"
_REPEAT: Final = "\N{KHMER SIGN LEK TOO}"

# By sign, or signs: after the first series, and after the second.
_VOWELS: Final = {
    "": ("â", "ô"),
    "\u17b6": ("a", "éa"), "\u17b7": ("ĕ", "ĭ"), "\u17b8": ("ei", "i"), "\u17b9": ("œ̆", "œ̆"),
    "\u17ba": ("œ", "œ"), "\u17bb": ("ŏ", "ŭ"), "\u17bc": ("o", "u"), "\u17bd": ("uŏ", "uŏ"),
    "\u17be": ("aeu", "eu"), "\u17bf": ("œă", "œă"), "\u17c0": ("iĕ", "iĕ"), "\u17c1": ("é", "é"),
    "\u17c2": ("ê", "ê"), "\u17c3": ("ai", "ey"), "\u17c4": ("aô", "oŭ"), "\u17c5": ("au", "ŏu"),
    "\u17c6": ("âm", "um"), "\u17bb\u17c6": ("om", "ŭm"), "\u17b6\u17c6": ("ăm", "oăm"),
    "\u17c7": ("ăh", "eăh"), "\u17c8": ("ă", "eă"), "\u17d0": ("ă", "oă"),
}  # fmt: skip
_SHORT: Final = {"": ("á", "ó"), "\u17b6": ("ă", "oă")}
"""Vowels before a consonant with a bantoc."""

_WITH_FINAL: Final = {"\u17b6\u17c6ង": ("ăng", "eăng"), "\u17d0យ": ("ai", "ey")}
"""Vowels and final consonants that are read in another way together."""

_SIGN: Final = "[\u17b6-\u17c8\u17d0]"
_OTHER: Final = "[\u17cb\u17cc\u17ce\u17cf\u17d1\u17d3\u17dd]"
_CONSONANTS: Final = f"[ក-អ][{_TO_FIRST}{_TO_SECOND}]?(?:{_COENG}[ក-អ][{_TO_FIRST}{_TO_SECOND}]?)*"
_BARE: Final = f"(?!{_SIGN}|{_COENG}|[{_TO_FIRST}{_TO_SECOND}]|{_SILENT})"

_ALONE: Final = f"[ក-អ]{_BARE}"
_NEVER_FINAL: Final = "[ហឡអ]"
_STACK: Final = f"[ក-អ](?:{_COENG}[ក-អ])+(?!{_SIGN}|{_COENG})"
_UNIT: Final = f"(?:{_ALONE}|{_STACK})"

_SYLLABLE: Final = re.compile(
    f"(?P<onset>{_CONSONANTS})(?P<vowel>{_SIGN}*){_OTHER}*"
    # No consonant ends a syllable with ំ or ះ, except in ាំង. Of two consonants without a vowel,
    # after one without a vowel, the first begins the next syllable.
    f"(?:(?:(?<![\u17c6-\u17c8])|(?<=\u17b6\u17c6)(?=ង))(?!{_NEVER_FINAL})"
    f"(?!(?<!{_SIGN}){_UNIT}{{2}}(?!{_UNIT}|{_BANTOC}))"
    f"(?P<final>{_ALONE}|{_STACK}(?!{_ALONE})))?"
    f"(?P<short>{_BANTOC}?){_OTHER}*(?P<silent>(?:[ក-អ](?:{_COENG}[ក-អ])*[\u17b7\u17bb]?{_SILENT})*)"
)
_RUN: Final = re.compile("[\u1780-\u17dd]+")
_PIECE: Final = re.compile(f"{_SYLLABLE.pattern}|[ឥ-ឳ](?:{_COENG}[ក-អ])*|[។៕៖{_REPEAT}]")


def to_latin(text: str, lang: str, rule: str) -> Aligned:
    """Return the text romanised.

    >>> to_latin("ភាសាខ្មែរ ភ្នំពេញ", "km", "ungegn-km").text
    'phéasakhmêr phnumpénh'
    """
    return by_syllable(text, rule, _RUN, _syllables)


def _syllables(run: str) -> Iterator[Syllable]:
    last = _REPEAT
    for match in _PIECE.finditer(run):
        if match[0] == _REPEAT:
            becomes = last
        elif match["onset"] is None:
            becomes = "".join(replacements(_STEM).get(char, "") for char in match[0])
        else:
            last = becomes = _romanised(*match.group("onset", "vowel", "final", "short"))
        yield Syllable(match.start(), match.end(), becomes)


@lru_cache(maxsize=1 << 14)
def _romanised(onset: str, vowel: str, final: str | None, short: str) -> str:
    table = replacements(_STEM)
    first = "".join(table.get(letter, "") for letter in onset)
    if f"ប{_TO_FIRST}" in onset:
        first = first.replace("b", "p", 1)
    series = int(not _is_first(onset))
    signs = vowel.replace("\u17c7", "") if len(vowel) > 1 else vowel
    together = _WITH_FINAL.get(signs + (final or ""))
    if together:
        return first + together[series]
    found = (_SHORT.get(signs) if short and final else None) or _VOWELS.get(signs)
    spelled = found[series] if found else "".join(_VOWELS[sign][series] for sign in signs)
    if signs != vowel:
        spelled += "h"
    return first + spelled + "".join(table.get(letter, "") for letter in final or "")


def _is_first(onset: str) -> bool:
    """Return True if a vowel after the consonants has the reading of the first series."""
    if _TO_FIRST in onset or _TO_SECOND in onset:
        return _TO_FIRST in onset
    classes = header(_STEM).classes
    letters = [letter for letter in onset if letter != _COENG]
    strong = [letter for letter in letters if letter not in classes["weak"]]
    return bool(strong) and strong[-1] in classes["first"]
