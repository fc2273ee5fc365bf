"""What is known of each language: its family, and how well the model does on it.

``data/families.tsv`` is reviewed by hand; ``data/language-figures.tsv`` is written after training,
by ``python -m training.figures``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from polyglot_norm.tables import rows

LENGTHS: Final = ("one word", "two words", "3-5 words", "sentence")
"""What accuracy is measured on, as the model card names it."""

COLUMNS: Final = tuple(
    f"{figure}_{length}" for length in ("1", "2", "3", "sentence") for figure in ("p", "r")
)
"""The columns of the table with precision and recall, by length."""


class Accuracy(NamedTuple):
    """The part that was right: of the texts said to be in a language, and of those in it."""

    precision: float
    recall: float


class Figures(NamedTuple):
    """The sentences of a language that the model learned from, and its accuracy by length."""

    sentences: int
    accuracy: tuple[Accuracy, ...]


@cache
def figures() -> Mapping[str, Figures]:
    """Return the figures of each tag of the model.

    >>> found = figures()["en"]
    >>> found.sentences > 1000, len(found.accuracy), 0 < found.accuracy[-1].recall <= 1
    (True, 4, True)
    """
    found = {}
    for row in rows("language-figures"):
        values = [float(row[name]) for name in COLUMNS]
        pairs = zip(values[::2], values[1::2], strict=True)
        found[row["tag"]] = Figures(int(row["sentences"]), tuple(Accuracy(*pair) for pair in pairs))
    return found


def family_of(tag: str) -> str:
    """Return the family of a language and its branch, or an empty string if it is not known.

    >>> family_of("sr-Cyrl"), family_of("eu"), family_of("ka")
    ('Indo-European, Slavic', 'isolate', 'Kartvelian')
    """
    return _families().get(tag.partition("-")[0], "")


@cache
def _families() -> Mapping[str, str]:
    return {
        language: ", ".join(filter(None, (row["family"], row["branch"])))
        for row in rows("families")
        for language in row["languages"].split()
    }
