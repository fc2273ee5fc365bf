"""Repertoires: which Han characters a language writes, by the national standards.

A character that JIS X 0213 lacks is not Japanese; one of GB 2312 that Big5 lacks is not
Traditional, and one of Big5 that GB 2312 lacks is not Simplified. Where both kinds meet, neither
counts: Japanese simplified some characters only.
"""

from __future__ import annotations

import re
from array import array
from typing import Final, NamedTuple

from polyglot_norm.language.labels import Label, Stretches
from polyglot_norm.language.tags import script_of
from polyglot_norm.language.traits import repertoires

JAPANESE, SIMPLIFIED, TRADITIONAL = "ja", "zh-Hans", "zh-Hant"

SURE: Final = 0.98
"""The probability from which a label stands, whatever the characters are."""

UNLIKELY: Final = 0.05
"""What is left of the probability of Japanese that would do without kana for several lines, or
for a line with characters of the second level, which it writes rarely."""

UNDECIDED: Final = 0.5
"""What is left of the probability of Traditional if no character decides: fewer people write it."""

LINES: Final = 3
"""The lines from which on a Japanese text has kana."""

_HAN_SCRIPTS: Final = frozenset(("Hans", "Hant", "Hani", "Jpan"))
_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_KANA: Final = re.compile(r"[\u3041-\u30ff\uff66-\uff9d]")
_SECOND_LEVEL: Final = 0xD0
"""The first byte in EUC-JP of characters of the second level of JIS X 0208."""


class Evidence(NamedTuple):
    """What characters say: how many are in one standard of Chinese only; if all are in Japanese."""

    simplified: int
    traditional: int
    japanese: bool
    common_in_japanese: bool


def lacks(text: str, lang: str) -> bool:
    """Return True if a text has a Han character that a language does not write.

    Where no standard is known for a language, it may write all of them.

    >>> lacks("谢谢", "ja"), lacks("感謝", "ja"), lacks("谢谢", "ko")
    (True, False, True)
    """
    encoding = repertoires().get(lang)
    return encoding is not None and any(not _writes(part, encoding) for part in _HAN.findall(text))


def evidence(text: str) -> Evidence:
    """Return what the Han characters of a text say.

    >>> evidence("来週土曜")
    Evidence(simplified=1, traditional=1, japanese=True, common_in_japanese=True)
    """
    han = "".join(_HAN.findall(text))
    standards = repertoires()
    simplified = traditional = 0
    for char in han:
        in_simplified = _writes(char, standards[SIMPLIFIED])
        if in_simplified != _writes(char, standards[TRADITIONAL]):
            simplified += in_simplified
            traditional += not in_simplified
    japanese = _writes(han, standards[JAPANESE])
    return Evidence(simplified, traditional, japanese, japanese and not _has_second_level(han))


def _writes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _has_second_level(han: str) -> bool:
    return any(char.encode("euc_jp", "ignore")[:1] >= bytes([_SECOND_LEVEL]) for char in han)


def settle_han(text: str, stretches: Stretches) -> Stretches:
    """Return stretches whose Han characters are in a language that writes them.

    >>> label = Label("zh-Hans", "Hans", 0.5, (("zh-Hans", 0.5), ("zh-Hant", 0.3)))
    >>> settle_han("並查看更", Stretches(array("q", [0, 4, 0]), [label])).labels[0].candidates
    (('zh-Hant', 0.6),)
    """
    if _HAN_SCRIPTS.isdisjoint([label.script for label in stretches.labels]):
        return stretches  # as in most texts
    if not any(map(_is_doubtful, stretches.labels)):
        return stretches
    alone = text.count("\n") >= LINES - 1 and not _KANA.search(text)
    bounds = array("q")
    labels: list[Label] = []
    places: dict[int, int] = {}
    flat = iter(stretches.bounds)
    for start, end, number in zip(flat, flat, flat, strict=True):
        label = stretches.labels[number]
        if _is_doubtful(label) and not _KANA.search(text, start, end):
            bounds.extend((start, end, len(labels)))
            labels.append(_settled(text[start:end], label, alone))
            continue
        if number not in places:
            places[number] = len(labels)
            labels.append(label)
        bounds.extend((start, end, places[number]))
    return Stretches(bounds, labels)


def _is_doubtful(label: Label) -> bool:
    return label.script in _HAN_SCRIPTS and label.confidence < SURE


def _settled(text: str, label: Label, alone: bool) -> Label:
    """Return the label of a stretch without kana after its characters were looked at.

    ``alone`` is true for a text of several lines without kana.
    """
    if label.lang not in dict(label.candidates):
        return label
    found = evidence(text)
    factors = {
        JAPANESE: _factor_of_japanese(found, alone),
        SIMPLIFIED: 0.0 if found.traditional > found.simplified else 1.0,
        TRADITIONAL: 0.0 if found.simplified > found.traditional else 1.0,
    }
    if not found.simplified and not found.traditional:
        factors[TRADITIONAL] = UNDECIDED
    weighed = {tag: p * factors.get(tag, 1.0) for tag, p in label.candidates}
    total = 1.0 - sum(p - weighed[tag] for tag, p in label.candidates)
    ranked = [
        (tag, p / total) for tag, p in sorted(weighed.items(), key=lambda pair: -pair[1]) if p > 0.0
    ]
    if not ranked:
        return label
    lang, confidence = ranked[0]
    return Label(lang, script_of(lang), confidence, tuple(ranked))


def _factor_of_japanese(found: Evidence, alone: bool) -> float:
    if not found.japanese:
        return 0.0
    return UNLIKELY if alone or not found.common_in_japanese else 1.0
