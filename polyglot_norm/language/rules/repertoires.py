# cython: initializedcheck=False
"""Repertoires: which Han characters a language writes.

A character that JIS X 0213 lacks is not Japanese; one of `han_variants` is Simplified or
Traditional Chinese. Where both kinds meet, neither counts: Japanese simplified some characters
only.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not. Most texts have no label to settle, and to see that must be fast.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

import re
from typing import Final, NamedTuple

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language.labels import Constraints, Label
from polyglot_norm.language.rules.variants import (
    KANA,
    SIMPLIFIED,
    SURE,
    TRADITIONAL,
    PageVariant,
    relabelled,
    weighed,
)
from polyglot_norm.language.traits import han_variants, repertoires

if cython.compiled:
    from cython.cimports.polyglot_norm.language.stretches import Stretches
else:
    from polyglot_norm.language.stretches import Stretches

JAPANESE = "ja"

UNLIKELY: Final = 0.05
"""What is left of the probability of Japanese that would do without kana for several lines, or
for a line with characters of the second level, which it writes rarely."""

_HAN_SCRIPTS: Final = frozenset(("Hans", "Hant", "Hani", "Jpan"))
_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_SECOND_LEVEL: Final = 0xD0
"""The first byte in EUC-JP of characters of the second level of JIS X 0208."""


class Evidence(NamedTuple):
    """What characters say: how many one variant of Chinese alone has; if Japanese has them all."""

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
    simplified: cython.int = 0
    traditional: cython.int = 0
    every: cython.int = 0
    for char in set(text):
        traits: int | None = _TRAITS.get(char)
        if traits is None:
            traits = _TRAITS[char] = _traits(char)
        every |= traits
        simplified += traits & _ONLY_SIMPLIFIED
        traditional += (traits & _ONLY_TRADITIONAL) >> 1
    return Evidence(
        simplified, traditional, not every & _UNWRITTEN, not every & (_UNWRITTEN | _SECOND)
    )


# What a character is, as bits, kept for each that was met.
_TRAITS: Final[dict[str, int]] = {}
_ONLY_SIMPLIFIED: Final = 1
_ONLY_TRADITIONAL: Final = 2
_SECOND: Final = 4
"""Of the second level of JIS X 0208."""
_UNWRITTEN: Final = 8
"""Japanese does not write it."""


def _traits(char: str) -> int:
    """Return the bits of a character."""
    found = _ONLY_SIMPLIFIED * (char in han_variants()[SIMPLIFIED])
    found |= _ONLY_TRADITIONAL * (char in han_variants()[TRADITIONAL])
    if not _HAN.match(char):
        return found
    if not _writes(char, repertoires()[JAPANESE]):
        return found | _UNWRITTEN
    is_second = char.encode("euc_jp", "ignore")[:1] >= bytes([_SECOND_LEVEL])
    return found | _SECOND * is_second


def _writes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@cython.ccall
def settle_han(text: str, stretches: Stretches, constraints: Constraints) -> Stretches:
    """Return stretches whose Han characters are in a language that writes them.

    >>> from array import array
    >>> from polyglot_norm.language.stretches import Stretches
    >>> label = Label("zh-Hans", "Hans", 0.5, (("zh-Hans", 0.5), ("zh-Hant", 0.3)))
    >>> found = Stretches(array("q", [0, 4, 0]), [label])
    >>> settle_han("並查看更", found, Constraints(None, {}, "auto", 0.1)).labels[0].candidates
    (('zh-Hant', 0.6),)
    """
    at: cython.Py_ssize_t
    labels = stretches.labels
    for at in range(len(labels)):
        if _is_doubtful(labels[at]):
            return _looked_at(text, stretches, constraints)
    return stretches


def _looked_at(text: str, stretches: Stretches, constraints: Constraints) -> Stretches:
    """Return stretches whose doubtful labels were compared with the characters of each."""
    page = PageVariant(text, stretches, constraints)

    def settled(part: str, label: Label) -> Label:
        return _settled(part, label, page)

    doubtful = [bool(_is_doubtful(label)) for label in stretches.labels]
    return relabelled(text, stretches, doubtful, settled)


@cython.cfunc
@cython.exceptval(-1)
def _is_doubtful(label: Label) -> cython.bint:
    fields = cython.cast(tuple, label)  # by index: most texts come this far
    return fields[1] in _HAN_SCRIPTS and fields[2] < SURE


def _settled(text: str, label: Label, page: PageVariant) -> Label:
    """Return the label of a stretch after its characters were looked at."""
    candidates = dict(label.candidates)
    if label.lang not in candidates or KANA.search(text):
        return label
    found = evidence(text)
    japanese = _factor_of_japanese(found, page) if JAPANESE in candidates else 1.0
    if not found.simplified and not found.traditional:
        return page.settled(label if japanese == 1.0 else weighed(label, {JAPANESE: japanese}))
    factors = {
        JAPANESE: japanese,
        SIMPLIFIED: 0.0 if found.traditional > found.simplified else 1.0,
        TRADITIONAL: 0.0 if found.simplified > found.traditional else 1.0,
    }
    return weighed(label, factors)


def _factor_of_japanese(found: Evidence, page: PageVariant) -> float:
    if not found.japanese:
        return 0.0
    return 1.0 if found.common_in_japanese and not page.lacks_kana else UNLIKELY
