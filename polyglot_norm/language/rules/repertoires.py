"""Repertoires: which Han characters a language writes, by the national standards.

A character that JIS X 0213 lacks is not Japanese; one of GB 2312 that Big5 lacks is not
Traditional, and one of Big5 that GB 2312 lacks is not Simplified. Where both kinds meet, neither
counts: Japanese simplified some characters only.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from functools import cache
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
    kinds = list(map(_kind, han))
    return Evidence(
        simplified=sum(kind.simplified and not kind.traditional for kind in kinds),
        traditional=sum(kind.traditional and not kind.simplified for kind in kinds),
        japanese=all(kind.japanese for kind in kinds),
        common_in_japanese=all(kind.common_in_japanese for kind in kinds),
    )


class _Kind(NamedTuple):
    """The standards that a character is in; ``common_in_japanese`` if it is of no second level."""

    simplified: bool
    traditional: bool
    japanese: bool
    common_in_japanese: bool


@cache
def _kind(char: str) -> _Kind:
    standards = repertoires()
    japanese = _writes(char, standards[JAPANESE])
    return _Kind(
        _writes(char, standards[SIMPLIFIED]),
        _writes(char, standards[TRADITIONAL]),
        japanese,
        japanese and char.encode("euc_jp", "ignore")[:1] < bytes([_SECOND_LEVEL]),
    )


def _writes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def settle_han(text: str, stretches: Stretches) -> Stretches:
    """Return stretches whose Han characters are in a language that writes them.

    >>> label = Label("zh-Hans", "Hans", 0.5, (("zh-Hans", 0.5), ("zh-Hant", 0.3)))
    >>> settle_han("並查看更", Stretches(array("q", [0, 4, 0]), [label])).labels[0].candidates
    (('zh-Hant', 0.6),)
    """
    for label in stretches.labels:
        if _is_doubtful(label):
            return _looked_at(text, stretches)
    return stretches


def _looked_at(text: str, stretches: Stretches) -> Stretches:
    """Return stretches whose doubtful labels were compared with the characters of each."""
    alone = text.count("\n") >= LINES - 1 and not _KANA.search(text)
    bounds, labels = array("q", stretches.bounds), list(stretches.labels)
    numbers = bounds[2::3]
    uses = Counter(numbers)
    for at, number in enumerate(numbers):
        label = stretches.labels[number]
        if not _is_doubtful(label):
            continue
        start, end = bounds[3 * at : 3 * at + 2]
        if _KANA.search(text, start, end):
            continue
        settled = _settled(text[start:end], label, alone)
        if uses[number] == 1:
            labels[number] = settled
        else:
            bounds[3 * at + 2] = len(labels)
            labels.append(settled)
    return Stretches(bounds, labels)


def _is_doubtful(label: Label) -> bool:
    return label[1] in _HAN_SCRIPTS and label[2] < SURE  # by index: most texts come this far


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
