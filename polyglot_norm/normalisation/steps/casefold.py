"""Capitals become small letters, by full case folding and by the language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.normalisation.unicode_tables import NFC_JOINING
from polyglot_norm.text import character_tables as tables
from polyglot_norm.text.characters import fold

_DOT: Final = "\N{COMBINING DOT ABOVE}"

# A letter with more marks than this is not composed: it has no composed form, and putting many
# marks in order is slow.
_MARKS: Final = 8


class _Own(NamedTuple):
    """How a language folds otherwise than the rest: ``pattern`` finds all that it folds."""

    tags: frozenset[str]
    becomes: dict[str, str]


# SpecialCasing.txt and CaseFolding.txt (T): i and ı are two letters; a small i has its dot anyway.
_TURKIC: Final = _Own(
    frozenset({"az", "crh-Latn", "gag", "kk-Latn", "tr", "tt-Latn"}),
    {
        "I": "ı",
        "I" + _DOT: "i",
        "i" + _DOT: "i",
        "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}": "i",
    },
)
# SpecialCasing.txt: Lithuanian keeps the dot of an i under an accent, where it is written at all.
_LITHUANIAN: Final = _Own(
    frozenset({"lt"}),
    {
        "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}": "i",
        **{letter + _DOT: letter.lower() for letter in "IJĮijį"},
    },
)
_OWN: Final = {tag: own for own in (_TURKIC, _LITHUANIAN) for tag in own.tags}


def trigger() -> Trigger:
    """Any capital, and what else folding changes."""
    return Trigger("".join(_folded()) + _DOT)


def casefold(text: str, lang: str | None) -> Iterator[Edit]:
    """Capitals become small letters, ß is ss, and final sigma is sigma; Turkish I is ı.

    What results is in NFC where the text was.

    >>> from polyglot_norm.align.aligned import Aligned
    >>> Aligned("Straße ΣΟΦΌΣ", casefold("Straße ΣΟΦΌΣ", "de")).text
    'strasse σοφόσ'
    >>> [edit.replacement for edit in casefold("DİYARBAKIR", "tr")][1::7]
    ['i', 'ı']
    """
    own = _OWN.get(lang or "")
    becomes = own.becomes if own else {}
    for match in _pattern(own.tags if own else frozenset()).finditer(text):
        known = becomes.get(match[0]) or _folded_with_marks(match[0], becomes)
        if known != match[0]:
            yield Edit(match.start(), match.end(), known, "casefold")


def _folded_with_marks(cluster: str, becomes: dict[str, str]) -> str:
    if len(cluster) == 1:
        return _folded().get(cluster, cluster)
    if cluster[0] not in _folded() and cluster[:2] not in becomes:
        return cluster
    from unicodedata2 import normalize

    first, rest = becomes.get(cluster[:2]), cluster[2:]
    if not first:
        first, rest = becomes.get(cluster[0]), cluster[1:]
    # Where the language decides, one dot more is no other letter.
    first, rest = (first, rest.lstrip(_DOT)) if first else (fold(cluster[0]), rest)
    # Marks are folded too: the iota below a Greek vowel becomes one beside it.
    small = first + "".join(map(fold, rest))
    return str(normalize("NFC", small)) if len(cluster) <= _MARKS else small


@cache
def _pattern(tags: frozenset[str]) -> re.Pattern[str]:
    joining = f"[{NFC_JOINING}]{{1,{_MARKS}}}+"
    own = _OWN[min(tags)].becomes if tags else {}
    # A letter and its marks fold together: what they compose to may be another.
    sequences = [f"{key}[{NFC_JOINING}]{{0,{_MARKS}}}+" for key in own if len(key) > 1]
    return re.compile("|".join([*sequences, f"[{_class()}](?:{joining})?"]))


@cache
def _class() -> str:
    """What folding changes, in the brackets of a class.

    Beyond the Basic Multilingual Plane that is everything: a table holds what is in it, and each
    range outside would be a look of its own.
    """
    return "".join(char for char in _folded() if char <= "\uffff") + "\U00010000-\U0010ffff"


@cache
def _folded() -> dict[str, str]:
    """Every character that folding changes, and what it becomes, composed again.

    A character that composes back to itself, as ΐ does, is none of them.
    """
    from unicodedata2 import normalize

    size = 1 << tables.SHIFT
    found = {}
    for number, block in enumerate(tables.FOLD_INDEX):
        if any(tables.FOLD_BLOCKS[block * size : (block + 1) * size]):
            for char in map(chr, range(number * size, (number + 1) * size)):
                small = normalize("NFC", fold(char))
                if small != char:
                    found[char] = small
    return found
