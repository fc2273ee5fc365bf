"""The language of the words around a repair, which should be that of the repaired words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from polyglot_norm.language.engine import packaged_model
from polyglot_norm.language.model import SCALE, Table
from polyglot_norm.normalisation.look_alikes import alphabet
from polyglot_norm.normalisation.mojibake.plausibility import novelty, sums
from polyglot_norm.normalisation.mojibake.scores import labels
from polyglot_norm.normalisation.mojibake.single_byte import Change

# In nats. They were chosen by 180,000 undamaged lines, of which one is repaired, and by repairs of
# generated mojibake (`benchmarks/mojibake.py`).
_ALIKE: Final = 2.65
"""How much better another language may explain the words around."""

_KNOWN: Final = 5.1
"""The least score of a word around in a language that the model knows well."""

_OWN: Final = 4.0
"""The least score of a word around that is in the language of the repaired words."""

_CLEAR: Final = 5.05
"""The gain that is enough by itself, and one more for each word around."""

_NEW, _CLEAR_OF_NEW = 0.5, 7.0
"""The share of repaired text that is new to the model, and the gain that is enough for that."""

_COMMA: Final = str.maketrans("şţ", "șț")
"""Romanian letters, which old encodings have with a cedilla only."""


def is_foreign(
    line: str, changes: Sequence[Change], languages: frozenset[str], gain: float
) -> bool:
    """Return True if Latin words, repaired to one of some languages, are not in it.

    They have letters of others, or are new to the model and not among words of the language, or
    among words of one that the model does not know.

    >>> from polyglot_norm.normalisation.mojibake.single_byte import Change
    >>> central = frozenset(("cs", "pl", "ro"))
    >>> is_foreign("OCIHASU CEKWI LATÃLO", [Change(14, 20, "LATĂLO", 6)], central, 3.4)
    True
    >>> is_foreign("Nebo máte penìz nazbyt?", [Change(10, 15, "peněz", 5)], central, 4.0)
    False
    """
    meant = " ".join(change.text for change in changes if change.letters)
    around = list(line)
    for change in changes:
        around[change.start : change.end] = " " * (change.end - change.start)
    words = sum(any(map(str.isalpha, word)) for word in "".join(around).split())
    table = _latin()
    others = sums("".join(around), table)[: len(table.tags)]
    scores = sums(meant, table)
    own = max(labels(table.tags, languages), key=lambda label: scores[label] + others[label])
    if not alphabet(table.tags[own]).issuperset(_letters(meant)):
        return True
    among_own = words and others[own] >= SCALE * _OWN * words
    if gain < _CLEAR_OF_NEW and not among_own and novelty(meant) > _NEW:
        return True
    best = max(others)
    unknown = best - others[own] > SCALE * _ALIKE and best < SCALE * _KNOWN * words
    return unknown and gain < _CLEAR + words


def _letters(text: str) -> filter[str]:
    return filter(str.isalpha, text.lower().translate(_COMMA))


def _latin() -> Table:
    return next(table for table in packaged_model().tables if "Latn" in table.scripts)
