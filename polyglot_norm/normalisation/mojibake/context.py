"""The language of the words around a repair, which should be that of the repaired words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from polyglot_norm.language.engine import packaged_model
from polyglot_norm.language.model import SCALE, Table
from polyglot_norm.normalisation.mojibake.plausibility import labels, sums
from polyglot_norm.normalisation.mojibake.single_byte import Change

_STRANGE: Final = 2.65
"""In nats: how much better another language explains the words around. Of 244 right repairs of
generated mojibake with Latin letters in place of others, one exceeds it."""

_KNOWN: Final = 5.1
"""In nats a word: the least score of words in a language that the model knows well."""

_CLEAR: Final = 5.05
"""In nats: the gain of a repair of a word alone that is right whatever is around."""


def is_foreign(
    line: str, changes: Sequence[Change], languages: frozenset[str], gain: float
) -> bool:
    """Return True if the words around changes are in a language that the model does not know.

    The fewer words there are, the less is the gain in spite of which they decide.

    >>> from polyglot_norm.normalisation.mojibake.single_byte import Change
    >>> central = frozenset(("cs", "pl", "ro"))
    >>> is_foreign("OCIHASU CEKWI LATÃLO", [Change(14, 20, "LATĂLO", 6)], central, 3.4)
    True
    >>> is_foreign("Nebo máte penìz nazbyt?", [Change(10, 15, "peněz", 5)], central, 9.0)
    False
    """
    around = list(line)
    for change in changes:
        around[change.start : change.end] = " " * (change.end - change.start)
    words = sum(any(map(str.isalpha, word)) for word in "".join(around).split())
    if gain > _CLEAR + words:
        return False
    table = _latin()
    others = sums("".join(around), table)[: len(table.tags)]
    meant = sums(" ".join(change.text for change in changes if change.letters), table)
    own = max(labels(table.tags, languages), key=lambda label: meant[label] + others[label])
    best = max(others)
    return best - others[own] > SCALE * _STRANGE and best < SCALE * _KNOWN * words


def _latin() -> Table:
    return next(table for table in packaged_model().tables if "Latn" in table.scripts)
