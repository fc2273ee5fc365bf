"""How likely a letter is after those before it in a word, for each language that is read back.

The table ``short`` of a language has its n-grams of up to four letters, each with two bytes: the
cost of its last letter, and that of a letter not known after it (backing off). The table ``long``
has those of five letters, with the cost alone. Costs are negative natural logarithms in sixteenths.
`training.letter_model` makes the file.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from polyglot_norm.normalisation.diacritics.hash_tables import HashTables, load
from polyglot_norm.tables import FOLDER

EDGE: Final = "_"
"""The start and the end of a word."""

ORDER: Final = 5
STEPS: Final = 16
LARGEST: Final = 255

START: Final = EDGE * (ORDER - 1)
"""The letters before the first of a word."""


class LetterModel:
    """The costs of the letters of one language, from open tables."""

    def __init__(self, tables: HashTables, language: str) -> None:
        self._short = tables.by_name[f"{language} short"]
        self._long = tables.by_name[f"{language} long"]
        self.cost = lru_cache(maxsize=1 << 16)(self._cost)

    def _cost(self, before: str, letter: str) -> int:
        """Return the cost of a letter after four others."""
        found = self._long.get(before + letter)
        if found:
            return found[0]
        backing_off = 0
        while before:
            context = self._short.get(before)
            if context:
                backing_off += context[1]
            before = before[1:]
            found = self._short.get(before + letter)
            if found:
                return backing_off + found[0]
        return backing_off + LARGEST


@cache
def model(language: str) -> LetterModel:
    """Return the model of a language, opened once."""
    return LetterModel(_packaged(), language)


@cache
def _packaged() -> HashTables:
    return load(FOLDER / "letter-models.bin")
