"""Fold case, fully and by the language."""

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

# A letter with more marks is not composed: it has no composed form, and putting many marks in order
# is slow.
_MARKS: Final = 8


class _Own(NamedTuple):
    """The folding of some languages where it differs from the default."""

    tags: frozenset[str]
    becomes: dict[str, str]


# SpecialCasing.txt and CaseFolding.txt (T): i and ı are two letters, and i has a dot anyway.
_TURKIC: Final = _Own(
    frozenset({"az", "crh-Latn", "gag", "kk-Latn", "tr", "tt-Latn"}),
    {
        "I": "ı",
        "I" + _DOT: "i",
        "i" + _DOT: "i",
        "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}": "i",
    },
)
# SpecialCasing.txt: Lithuanian keeps the dot of an i under an accent, if it is written at all.
_LITHUANIAN: Final = _Own(
    frozenset({"lt"}),
    {
        "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}": "i",
        **{letter + _DOT: letter.lower() for letter in "IJĮijį"},
    },
)
_OWN: Final = {tag: own for own in (_TURKIC, _LITHUANIAN) for tag in own.tags}


def trigger() -> Trigger:
    """Return the trigger: everything that folding changes."""
    return Trigger("".join(_folded()) + _DOT)


def casefold(text: str, lang: str | None) -> Iterator[Edit]:
    """Fold case: upper case to lower case, ß to ss, final sigma to sigma; in Turkish, I to ı.

    Text in NFC stays in NFC.

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
    # If the language has its own folding, another dot makes no other letter.
    first, rest = (first, rest.lstrip(_DOT)) if first else (fold(cluster[0]), rest)
    # Marks are folded too: the iota below a Greek vowel becomes a letter after it.
    folded = first + "".join(map(fold, rest))
    return str(normalize("NFC", folded)) if len(cluster) <= _MARKS else folded


@cache
def _pattern(tags: frozenset[str]) -> re.Pattern[str]:
    joining = f"[{NFC_JOINING}]{{1,{_MARKS}}}+"
    own = _OWN[min(tags)].becomes if tags else {}
    # A letter is folded with its marks, since their composition may fold differently.
    sequences = [f"{key}[{NFC_JOINING}]{{0,{_MARKS}}}+" for key in own if len(key) > 1]
    return re.compile("|".join([*sequences, f"[{_class()}](?:{joining})?"]))


@cache
def _class() -> str:
    """Return what folding changes, as the body of a class.

    It contains everything beyond the Basic Multilingual Plane, where each range would be a
    comparison of its own; below, `re` uses a table.
    """
    return "".join(char for char in _folded() if char <= "\uffff") + "\U00010000-\U0010ffff"


@cache
def _folded() -> dict[str, str]:
    """Return every character that folding changes, with its folding in NFC.

    Characters whose folding composes to themselves, such as ΐ, are not changed.
    """
    from unicodedata2 import normalize

    size = 1 << tables.SHIFT
    found = {}
    for number, block in enumerate(tables.FOLD_INDEX):
        if any(tables.FOLD_BLOCKS[block * size : (block + 1) * size]):
            for char in map(chr, range(number * size, (number + 1) * size)):
                folded = normalize("NFC", fold(char))
                if folded != char:
                    found[char] = folded
    return found
