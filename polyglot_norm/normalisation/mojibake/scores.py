# cython: initializedcheck=False
"""Scores of text by the language that explains it best.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef, no-any-return"

from __future__ import annotations

from array import array
from functools import cache, lru_cache

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

from polyglot_norm.language.engine import packaged_model, scorer_of
from polyglot_norm.language.model import SCALE
from polyglot_norm.text.characters import SCRIPTS
from polyglot_norm.text.words import scan

if cython.compiled:
    from cython.cimports.polyglot_norm.language.scorer import Scorer
    from cython.cimports.polyglot_norm.text.code_points import data_of, kind_of
else:
    from polyglot_norm.language.scorer import Scorer
    from polyglot_norm.text.code_points import data_of, kind_of

UNKNOWN = 0.5
"""The penalty of a 5-gram that the model has never seen, in nats."""

_SCALE = cython.declare(cython.double, SCALE)
_UNKNOWN = cython.declare(cython.double, UNKNOWN)


def score(text: str, languages: frozenset[str] | None = None) -> float:
    """Return the score of a text, in nats, in one of some languages if they are given.

    For each table of the model, this is the score of the language that explains its words best,
    minus the penalties of what is unknown.

    >>> score("Привет, как дела?") > score("оПХБЕР, ЙЮЙ ДЕКЮ?") + 10
    True
    """
    words = scan(text)
    total: cython.double = 0.0
    label: cython.Py_ssize_t
    for number in _tables_of(words):
        scorer: Scorer = scorer_of(packaged_model().tables[number])
        sums = _sums(scorer, text, words)
        best: cython.int = -(1 << 30)
        for label in _labels(number, languages):
            if sums[label] > best:
                best = sums[label]
        total += best / _SCALE - _UNKNOWN * sums[scorer.width - 2]
    return total


@cython.cfunc
def _tables_of(words: cython.longlong[::1]) -> list[int]:
    """Return the numbers of the tables for some words."""
    found: list[int] = []
    last: cython.longlong = -1
    at: cython.Py_ssize_t = 2
    while at < len(words):
        if words[at] != last:
            last = words[at]
            number = _by_script().get(last)
            if number is not None and number not in found:
                found.append(number)
        at += 3
    return found


@cython.cfunc
def _sums(scorer: Scorer, text: str, words: array[int]) -> cython.int[::1]:
    """Return the scores of a text in each language of a table, then unknown and all 5-grams."""
    numbers = numbered(scorer, text, words)
    total = array("i", bytes(4 * scorer.width))
    scorer._add_up(numbers, 0, len(numbers), total)
    return total


@cython.ccall
def numbered(scorer: Scorer, text: str, words: array[int]) -> array[int]:
    """Return the numbers of words, but for those that are more than a scorer holds.

    If it is full, it forgets words that came once, as it does for the engine.
    """
    count = min(len(words) // 3, scorer.capacity)
    numbers = array("i", bytes(4 * count))
    scorer.number_block(kind_of(text), data_of(text), words, count, numbers)
    return numbers


@lru_cache(maxsize=64)
def _labels(number: int, languages: frozenset[str] | None) -> tuple[int, ...]:
    """Return the labels of some languages in a table, or all labels if it has none of them."""
    return labels(packaged_model().tables[number].tags, languages)


@cache
def _by_script() -> dict[int, int]:
    """Return the number of the table for each script, by the number of that."""
    each = enumerate(packaged_model().tables)
    return {SCRIPTS.index(script): number for number, table in each for script in table.scripts}


def labels(tags: tuple[str, ...], languages: frozenset[str] | None) -> tuple[int, ...]:
    """Return the labels of some languages among tags, or all labels if it has none of them."""
    asked = [label for label, tag in enumerate(tags) if languages and tag in languages]
    return tuple(asked or range(len(tags)))
