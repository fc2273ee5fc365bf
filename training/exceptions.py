"""Stage 5: exceptions, frequent words that would be read in a wrong language when alone.

N-grams say what a language looks like, and some of its words look like another: half of the single
words that are read wrongly are in a word list. A word by itself is most likely in the language in
whose text it is most frequent, by how common that language is. Where that differs from what its
n-grams say, the row of the whole word gets a weight, for as many words as are worth most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from polyglot_norm.language.model import SCALE
from polyglot_norm.language.ngrams import fold_word, hash_ngrams
from polyglot_norm.text.character_tables import SCRIPTS
from polyglot_norm.text.words import scan
from training.calibrate import Scores, priors_and_met
from training.corpus import Corpus
from training.features import WHOLE
from training.kernels.building import Kernels
from training.settings import Settings
from training.tokenise import RUNS
from training.weights import Weights

FLOOR: Final = 0.3
"""Occurrences a million of a word that is in no list."""

CHUNK: Final = 50_000


class Found(NamedTuple):
    """Words of a script that would be read wrongly: what their rows get, and what it is worth."""

    keys: np.ndarray
    columns: np.ndarray
    values: np.ndarray
    gains: np.ndarray


def exceptions(
    corpus: Corpus, settings: Settings, kernels: Kernels, sparse: Path, folder: Path
) -> None:
    """Write ``<script>.npz`` as `prune` does, with the weights of exceptions."""
    paths = sorted(sparse.glob("*.npz"))
    tables = {path: dict(np.load(path)) for path in paths}
    found = {
        path: _joined(_found(corpus, settings, kernels, table, path.stem))
        for path, table in tables.items()
        if path.stem not in RUNS
    }
    gains = np.sort(np.concatenate([each.gains for each in found.values()]))[::-1]
    least = gains[min(settings.exceptions, len(gains)) - 1] if len(gains) else 0.0
    for path, table in tables.items():
        if path in found:
            best = found[path].gains >= least
            taken = Found(*(array[best] for array in found[path]))
            table = _with(table, taken)
            print(f"  {path.stem}: {len(taken.keys)} exceptions")
        np.savez(folder / path.name, **table)


def _found(
    corpus: Corpus, settings: Settings, kernels: Kernels, table: Mapping[str, Any], script: str
) -> Iterator[Found]:
    """Yield the words of a script that would be read wrongly, some thousand at a time."""
    tags = [str(tag) for tag in table["tags"]]
    priors, met = (array / SCALE for array in priors_and_met(corpus, table))
    shares = np.exp(settings.exceptions_met * met)
    words, rates = _rates(corpus, tags, script)
    scores = Scores(kernels, table)
    listed = np.zeros(len(tags), bool)
    listed[np.unique(rates.column)] = True
    ends = rates.ends(len(words))
    for first in range(0, len(words), CHUNK):
        some = words[first : first + CHUNK]
        mine = slice(ends[first], ends[first + len(some)])
        rate = np.zeros((len(some), len(tags)))
        rate[rates.row[mine] - first, rates.column[mine]] = rates.value[mine]
        alone = scores.of(some) + priors
        evidence = settings.exceptions_power * np.log1p(rate / FLOOR)
        word = np.arange(len(some))
        read, right = alone.argmax(1), (alone + evidence).argmax(1)
        worth = rate * shares
        gains = worth[word, right] - worth[word, read]
        values = settings.exceptions_share * (evidence[word, right] - evidence[word, read])
        wrong = (read != right) & listed[read] & (gains > 0)
        bounds, hashes = map(np.asarray, hash_ngrams(some, table["orders"].tolist()))
        keys = hashes.view(np.uint32)[bounds[1:] - 1]
        yield Found(keys[wrong], right[wrong], values[wrong], gains[wrong])


def _joined(parts: Iterator[Found]) -> Found:
    empty = Found(*(np.zeros(0, kind) for kind in (np.uint32, np.int64, float, float)))
    return Found(*map(np.concatenate, zip(empty, *parts, strict=True)))


def _rates(corpus: Corpus, tags: list[str], script: str) -> tuple[list[str], Weights]:
    """Return the folded words of all word lists, and how often a million each is in a language."""
    numbers: dict[str, int] = {}
    number = SCRIPTS.index(script)
    row: list[int] = []
    column: list[int] = []
    value: list[float] = []
    for label, tag in enumerate(tags):
        mine: dict[str, float] = {}
        for word, weight in corpus.lexicon(tag):
            if list(scan(word)) == [0, len(word), number] and len(word) in WHOLE:
                folded = fold_word(word)
                mine[folded] = mine.get(folded, 0) + weight
        row += [numbers.setdefault(word, len(numbers)) for word in mine]
        column += [label] * len(mine)
        value += mine.values()
    rates = Weights(np.array(row, int), np.array(column, int), np.array(value, float))
    return list(numbers), rates.sorted()


def _with(table: Mapping[str, Any], found: Found) -> dict[str, Any]:
    """Return the rows of a table with the weights of some words added."""
    keys = np.union1d(table["keys"], found.keys)
    row = np.repeat(np.searchsorted(keys, table["keys"]), np.diff(table["ends"]))
    both = np.concatenate((row, np.searchsorted(keys, found.keys)))
    column = np.concatenate((table["columns"].astype(int), found.columns))
    value = np.concatenate((table["values"], found.values))
    place, same = np.unique(both * len(table["tags"]) + column, return_inverse=True)
    weights = Weights(
        place // len(table["tags"]),
        place % len(table["tags"]),
        np.bincount(same, value, minlength=len(place)),
    )
    return {
        **table,
        "keys": keys,
        "ends": weights.ends(len(keys)),
        "columns": weights.column.astype(np.uint8),
        "values": weights.value.astype(np.float32),
    }
