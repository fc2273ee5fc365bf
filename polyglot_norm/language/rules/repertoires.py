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
from functools import cache
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

LINES: Final = 3
"""The lines from which on a Japanese text has kana."""

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
    characters = set("".join(_HAN.findall(text)))
    japanese = all(map(_is_japanese, characters))
    return Evidence(
        simplified=len(characters & han_variants()[SIMPLIFIED]),
        traditional=len(characters & han_variants()[TRADITIONAL]),
        japanese=japanese,
        common_in_japanese=japanese and not any(map(_is_of_second_level, characters)),
    )


@cache
def _is_japanese(char: str) -> bool:
    return _writes(char, repertoires()[JAPANESE])


@cache
def _is_of_second_level(char: str) -> bool:
    return char.encode("euc_jp", "ignore")[:1] >= bytes([_SECOND_LEVEL])


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
    alone = text.count("\n") >= LINES - 1 and not KANA.search(text)
    page = PageVariant(text, stretches, constraints)

    def settled(start: int, end: int, label: Label) -> Label:
        kana = KANA.search(text, start, end)
        return label if kana else _settled(text[start:end], label, page, alone)

    return relabelled(stretches, [bool(_is_doubtful(label)) for label in stretches.labels], settled)


@cython.cfunc
@cython.exceptval(-1)
def _is_doubtful(label: Label) -> cython.bint:
    fields = cython.cast(tuple, label)  # by index: most texts come this far
    return fields[1] in _HAN_SCRIPTS and fields[2] < SURE


def _settled(text: str, label: Label, page: PageVariant, alone: bool) -> Label:
    """Return the label of a stretch without kana after its characters were looked at.

    ``alone`` is true for a text of several lines without kana.
    """
    if label.lang not in dict(label.candidates):
        return label
    found = evidence(text)
    japanese = _factor_of_japanese(found, alone)
    if not found.simplified and not found.traditional:
        return page.settled(label if japanese == 1.0 else weighed(label, {JAPANESE: japanese}))
    factors = {
        JAPANESE: japanese,
        SIMPLIFIED: 0.0 if found.traditional > found.simplified else 1.0,
        TRADITIONAL: 0.0 if found.simplified > found.traditional else 1.0,
    }
    return weighed(label, factors)


def _factor_of_japanese(found: Evidence, alone: bool) -> float:
    if not found.japanese:
        return 0.0
    return UNLIKELY if alone or not found.common_in_japanese else 1.0
