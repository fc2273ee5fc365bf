"""Stage 5: priors, and the temperatures by length that make probabilities honest."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from polyglot_norm.language.model import LARGEST, SCALE
from polyglot_norm.language.ngrams import hash_ngrams
from polyglot_norm.language.posteriors import JUDGED
from polyglot_norm.text.words import words
from training.corpus import Corpus
from training.fit import SUMS
from training.held_out import Item, items
from training.kernels.building import Kernels
from training.priors import HARDLY_EVER, log_prior
from training.settings import Settings

# Stretches of up to so many letters share a temperature.
LENGTHS = (5, 8, 12, 18, 30, 60, 120, 1_000_000)
LOWEST, HIGHEST = 0.4, 20.0
# A language weighs as often as it is met, to this power: a word alone is one of a widespread
# language far more often than of others, while whoever has a page of another one wants honest
# answers too.
AS_MET = {5: 1.0, 8: 1.0, 12: 1.0}
AS_MET_OF_LONGER = 0.65
SEARCHES = 10
# A length with fewer items takes the temperature of the one before.
FEWEST = 60
# The part of the stretches that are right that may have the evidence of noise, and how many there
# must be to measure it.
SELDOM, ENOUGH = 0.005, 1000
# The penalty on a temperature that differs from that of the length before: where nearly every item
# is right, the loss alone would accept any.
STEADY = 0.02


def calibrate(
    corpus: Corpus, settings: Settings, kernels: Kernels, sparse: Path, folder: Path
) -> None:
    """Write ``tables.json``: the priors of each script's tags, and its temperatures."""
    asked = list(items(corpus, settings.seed))
    tables = {}
    for path in sorted(sparse.glob("*.npz")):
        table = dict(np.load(path))
        tags = [str(tag) for tag in table["tags"]]
        priors, met = priors_and_met(corpus, table)
        mine = [item for item in asked if item.tag in tags]
        sums, letters = summed(kernels, table, path.stem, mine)
        logits = sums + priors / SCALE
        truth = np.array([tags.index(item.tag) for item in mine])
        often = np.exp(_log_priors(corpus, table))
        tables[path.stem] = {
            "priors": priors.tolist(),
            "met": met.tolist(),
            "temperatures": temperatures(logits, truth, letters, often),
            "weakest": weakest(sums, logits.argmax(1) == truth, letters),
        }
    (folder / "tables.json").write_text(json.dumps(tables, indent=1))


def priors_and_met(corpus: Corpus, table: Mapping[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """Return the log-odds of each tag of a table before the first word, and how often it is met.

    Both are in steps of the model.
    """
    met = _log_priors(corpus, table)
    # Measured from the mean of those that are met at all, so that more languages that are not
    # make no other one cheaper.
    at_all = met > HARDLY_EVER
    return _steps(met - np.log(table["labels"]), at_all), _steps(met, at_all)


def _log_priors(corpus: Corpus, table: Mapping[str, Any]) -> np.ndarray:
    """Return how often each tag of a table is met, as log-odds."""
    known = {tag.tag: tag for tag in corpus.tags()}
    return np.array([log_prior(known[str(tag)]) for tag in table["tags"]])


def _steps(odds: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """Return log-odds measured from the mean of some of them, in steps of the model."""
    from_mean: np.ndarray = odds - (odds[centre].mean() if centre.any() else 0)
    return np.round(from_mean * SCALE).astype(int)


def quantised(values: np.ndarray) -> np.ndarray:
    """Return weights as the model file holds them."""
    return np.clip(np.round(values * SCALE), -LARGEST, LARGEST).astype(int)


def summed(
    kernels: Kernels, table: dict[str, Any], script: str, asked: list[Item]
) -> tuple[np.ndarray, np.ndarray]:
    """Return each item's scores by its words in a script, and the number of their letters."""
    mine, bounds, letters = [], [0], []
    for item in asked:
        found = [word for word in words(item.text) if word.script == script]
        mine += [item.text[word.start : word.end] for word in found]
        bounds.append(len(mine))
        letters.append(sum(word.end - word.start for word in found))
    return Scores(kernels, table).of(mine, bounds), np.array(letters)


class Scores:
    """The scores of words in each language of a table."""

    def __init__(self, kernels: Kernels, table: Mapping[str, Any]) -> None:
        self._rows_of = kernels.rows_of
        self._keys = table["keys"]
        self._orders = table["orders"].tolist()
        self._weights = kernels.Sparse(
            table["ends"],
            table["columns"],
            (quantised(table["values"]) / SCALE).astype(np.float32),
            np.ones((len(table["keys"]), SUMS), np.float32),
            np.zeros(len(table["tags"]), np.float32),
        )

    def of(self, words: Sequence[str], bounds: Sequence[int] | None = None) -> np.ndarray:
        """Return the scores of words, or of the stretches that ``bounds`` delimit."""
        ends, hashes = map(np.asarray, hash_ngrams(words, self._orders))
        rows = self._rows_of(hashes.view(np.uint32), self._keys)
        stretches = ends if bounds is None else ends[np.array(bounds)]
        scores: np.ndarray = self._weights.score(stretches, rows)
        return scores


def weakest(sums: np.ndarray, right: np.ndarray, letters: np.ndarray) -> float:
    """Return the log-odds a letter, in steps, that stretches of some length fall below seldom.

    Those that are right are asked. Noise has less: its n-grams are those of many languages.
    """
    judged = right & (letters >= JUDGED)
    if judged.sum() < ENOUGH:
        return 0.0
    strengths = sums[judged].max(1) / letters[judged]
    return round(float(np.quantile(strengths, SELDOM)) * SCALE, 2)


def temperatures(
    logits: np.ndarray, truth: np.ndarray, letters: np.ndarray, often: np.ndarray
) -> list[tuple[int, float]]:
    """Return the best divisor for each length, ``often`` being how often each language is met."""
    fitted: list[tuple[int, float]] = []
    shortest = 0
    for longest in LENGTHS:
        chosen = (letters > shortest) & (letters <= longest)
        shortest = longest
        best = fitted[-1][1] if fitted else 1.0
        if chosen.sum() >= FEWEST:
            asked = truth[chosen]
            weight = often ** AS_MET.get(longest, AS_MET_OF_LONGER)
            weights = weight[asked] / np.bincount(asked)[asked]
            best = _coolest(logits[chosen], truth[chosen], weights, best)
        fitted.append((longest, round(best, 3)))
    return fitted


def _coolest(logits: np.ndarray, truth: np.ndarray, weights: np.ndarray, before: float) -> float:
    """Return the divisor with the least loss, by ternary search on its logarithm.

    A difference from the divisor of the length ``before`` is penalised.
    """
    low, high = math.log(LOWEST), math.log(HIGHEST)
    for _ in range(SEARCHES):
        left, right = (2 * low + high) / 3, (low + 2 * high) / 3
        losses = [
            _loss(logits / math.exp(at), truth, weights) + STEADY * (at - math.log(before)) ** 2
            for at in (left, right)
        ]
        low, high = (low, right) if losses[0] < losses[1] else (left, high)
    return math.exp((low + high) / 2)


def _loss(logits: np.ndarray, truth: np.ndarray, weights: np.ndarray) -> float:
    """Return the mean negative log-probability of the truth."""
    top = logits.max(1, keepdims=True)
    norm = np.log(np.exp(logits - top).sum(1)) + top[:, 0]
    return float(np.average(norm - logits[np.arange(len(truth)), truth], weights=weights))
