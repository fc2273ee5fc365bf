"""Romanisation of Lao by BGN/PCGN: syllables, in which every vowel is written.

A vowel may stand before, above, below or after the first consonants of its syllable. A consonant
ends a syllable if it has no vowel of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.transliteration.scheme_header import header
from polyglot_norm.transliteration.scheme_rules import replacements
from polyglot_norm.transliteration.syllables import Syllable, by_syllable

_STEM: Final = "bgn-lo"
_RUN: Final = re.compile("[ກ-ຽເ-ໄໆ່-ໍໜໝ]+(?: ໆ)*")
_REPEAT: Final = "ໆ"
_TONES: Final = frozenset("່້໊໋໌")
_LETTER: Final = "[ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮໜໝ]"
_SIGN: Final = "[ະັາຳິີຶືຸູົຼຽໍ]"
_OWN_VOWEL: Final = f"(?:{_SIGN}|ອ(?!{_SIGN})|ວ[ກງດນບມຍ](?!{_SIGN}))"
_CLUSTERS: Final = (
    f"[ກຂຄງຈສ]ວ(?=[ະາັິີ])|ຫ[ງຍນມຣລຼ]|{_LETTER}[ຼຣ](?={_SIGN})",
    f"ຫວ(?={_SIGN})",
    "ຫວ",
)
"""First consonants that are several letters: always, without a leading vowel, and with one."""

# By leading vowel, then by what follows the first consonants.
_VOWELS: Final = {
    "ເ": {
        "ັຽ": "ia", "ຍ": "ia", "ຶອ": "ua", "ືອ": "ua", "ົາ": "ao", "າະ": "o", "ິ": "eu", "ີ": "eu",
        "ັ": "é", "ະ": "é", "": "é",
    },
    "ແ": {"ະ": "è", "ັ": "è", "": "è"},
    "ໂ": {"ະ": "ô", "ົ": "ô", "": "ô"},
    "ໄ": {"ຍ": "ai", "": "ai"},
    "ໃ": {"": "ai"},
    "": {
        "ໍາ": "am", "ຳ": "am", "ໍ": "o", "ົວ": "oua", "ັວ": "oua", "ົ": "ô", "ັຍ": "ai", "ັ": "a",
        "ະ": "a", "າ": "a", "ິ": "i", "ີ": "i", "ຶ": "u", "ື": "u", "ຸ": "ou", "ູ": "ou", "ຽ": "ia",
        "ອ": "o", "ວ": "oua",
    },
}  # fmt: skip
_OPEN: Final = frozenset(("ai", "ao", "am"))


def to_latin(text: str, lang: str, rule: str) -> Aligned:
    """Return the text romanised; letters that form no syllable are kept.

    >>> to_latin("ສະບາຍດີ ວຽງຈັນ ລາວ", "lo", "bgn").text
    'sabaydi viangchan lao'
    """
    return by_syllable(text, rule, _RUN, _syllables)


def _syllables(run: str) -> Iterator[Syllable]:
    """Yield the syllables of a run; tone marks belong to the letter before."""
    starts = [at for at, char in enumerate(run) if char not in _TONES or at == 0]
    letters = "".join(run[at] for at in starts)
    starts.append(len(run))
    at, last = 0, _REPEAT
    while at < len(letters):
        leading = letters[at] if letters[at] in _VOWELS else ""
        match = _pattern(leading).match(letters, at)
        end = match.end() if match else at + 1
        if match:
            last = becomes = _romanised(leading, *match.groups())
        elif letters[at] == _REPEAT:
            becomes = last
        else:
            becomes = replacements(_STEM).get(letters[at], letters[at])
        yield Syllable(starts[at], starts[end], becomes)
        at = end


@cache
def _pattern(leading: str) -> re.Pattern[str]:
    """Return a pattern for the first consonants, the vowel and the final consonant."""
    vowels = sorted(_VOWELS[leading], key=len, reverse=True)
    spelled = "|".join(_written(vowel, leading) for vowel in vowels)
    clusters = "|".join((_CLUSTERS[0], _CLUSTERS[2 if leading else 1]))
    finals = "".join(_finals())
    return re.compile(f"{leading}({clusters}|{_LETTER})({spelled})([{finals}](?!{_OWN_VOWEL}))?")


def _written(vowel: str, leading: str) -> str:
    """Return the pattern of a vowel, whose last letter must not begin the next syllable."""
    if vowel == "ວ":
        return f"ວ(?=[{''.join(_finals())}](?!{_OWN_VOWEL}))"
    if vowel[-1:] in ("ຍ", "ອ", "ວ"):
        return f"{vowel}(?!{_SIGN})"
    return vowel if leading or vowel else "(?!)"


def _romanised(leading: str, onset: str, vowel: str, final: str | None) -> str:
    table = replacements(_STEM)
    first = table.get(onset) or table.get(onset[0], "")
    if onset not in table:
        first += {"ວ": "ou", "ຼ": "l"}.get(onset[1:], table.get(onset[1:], ""))
    spelled = _VOWELS[leading][vowel]
    if final is None:
        return first + spelled
    if spelled in _OPEN:
        return first + spelled + table[final]
    if final == "ວ" and spelled == "i":
        return first + "iou"
    return first + spelled + _finals()[final]


@cache
def _finals() -> dict[str, str]:
    classes = header(_STEM).classes
    return {letter: name for name, letters in classes.items() for letter in letters}
