"""Romanisation of Burmese by the MLC transcription system, syllable by syllable.

A syllable is a consonant with medials, a vowel, a final consonant (marked by an asat, or stacked on
the next one) and a tone. Without a sign, the vowel is *a*, with a short tone if nothing follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.transliteration.scheme_rules import replacements

_STEM: Final = "mlcts"
_ASAT: Final = "\N{MYANMAR SIGN ASAT}"
_STACKER: Final = "\N{MYANMAR SIGN VIRAMA}"
_HA: Final = "\N{MYANMAR CONSONANT SIGN MEDIAL HA}"
_DOT: Final = "\N{MYANMAR SIGN DOT BELOW}"
_VISARGA: Final = "\N{MYANMAR SIGN VISARGA}"
_ANUSVARA: Final = "\N{MYANMAR SIGN ANUSVARA}"
_TONES: Final = {_DOT: ".", _VISARGA: ":", "": ""}

_SYLLABLE: Final = re.compile(
    "(?P<onset>[က-အဿဣ-ဧဩဪ])"
    f"(?P<medials>[\u103b-{_HA}]*)"
    "(?P<vowel>[\u102b-\u1032]*)"
    f"(?P<open>{_ASAT})?"
    f"(?P<nasal>{_ANUSVARA})?"
    f"(?P<final>{_DOT}?(?:[က-အ]{_DOT}?{_ASAT}{_STACKER}?|[က-အ]{_STACKER}))?"
    f"(?P<tone>[{_DOT}{_VISARGA}]?)"
)
_PIECE: Final = re.compile(f"{_SYLLABLE.pattern}|[၊-၏]")


def to_latin(text: str, lang: str, rule: str) -> Aligned:
    """Return the text romanised.

    >>> to_latin("မြန်မာ မင်္ဂလာပါ", "my", "mlcts").text
    'mranma mangga.lapa'
    """
    result = _PIECE.sub(lambda match: _romanised(match[0]), text)
    return Aligned(text) if result == text else Aligned.lazily(text, result, _edits, rule)


def _edits(text: str, rule: str) -> Iterator[Edit]:
    for match in _PIECE.finditer(text):
        becomes = _romanised(match[0])
        if becomes != match[0]:
            yield Edit(match.start(), match.end(), becomes, rule)


@lru_cache(maxsize=1 << 14)
def _romanised(piece: str) -> str:
    match = _SYLLABLE.fullmatch(piece)
    table = replacements(_STEM)
    if match is None:
        return table.get(piece, piece)
    onset = table[match["onset"]]
    medials = "".join(table.get(medial, "") for medial in match["medials"])
    if _HA in match["medials"]:
        onset = "h" + onset
    if match["onset"] in _INDEPENDENT and not match["vowel"]:
        vowel, onset = onset, ""
    else:
        vowel = _vowel(match)
    return onset + medials + _rhyme(vowel, match)


_INDEPENDENT: Final = "ဣဤဥဦဧဩဪ"


def _vowel(match: re.Match[str]) -> str:
    """Return the vowel of a syllable with the tone that it has if nothing follows."""
    signs, table = match["vowel"], replacements(_STEM)
    if not signs:
        return "a."
    if match["open"]:  # au, with the asat that makes its tone level
        return table.get(signs, "").rstrip(":") or signs
    return table.get(signs) or "".join(table.get(sign, sign) for sign in signs)


def _rhyme(vowel: str, match: re.Match[str]) -> str:
    """Return the vowel with its final consonant and tone."""
    final = match["final"] or ""
    tone = _TONES[match["tone"]] or "." * (_DOT in final)
    plain = vowel.rstrip(".:")
    consonant = final.strip(_DOT + _STACKER)[:1]
    if consonant == "ယ" and plain == "a":
        return f"ai{tone}"
    if match["nasal"]:
        return f"{plain}m{tone}"
    if consonant:
        return plain + replacements(_STEM)[consonant] + tone
    return plain + tone if tone else vowel
