"""Stage 4: the few weights that distinguish languages, tuned after all others are dropped."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from training.fit import SUMS, TUNING, descend, forget, streams
from training.kernels.building import Kernels
from training.relatives import groups_of
from training.settings import DENSE_SCRIPTS, Settings
from training.weights import Weights

BLOCK = 100_000
BYTES_A_WEIGHT, BYTES_A_ROW = 2, 3.8
# Rows from which the threshold is estimated.
LOOKED_AT = 200_000


def prune(settings: Settings, kernels: Kernels, at: Mapping[str, Path]) -> None:
    """Write ``<script>.npz``: rows as keys, ends, columns and values.

    ``at`` has the folders of this stage and of those before it.
    """
    paths = sorted(at["fit"].glob("*.npy"))
    counts = {path: len(np.load(_rows(at, path))["labels"]) for path in paths}
    parts = {path: _part(settings, path.stem, count) for path, count in counts.items()}
    for path in paths:
        size = settings.size * parts[path] / sum(parts.values())
        chosen = dict(np.load(_rows(at, path)))
        weights = np.load(path)
        labels = counts[path]
        sample = dict(np.load(at["tokenise"] / f"{path.stem}.npz"))
        tags = [str(tag) for tag in sample["tags"]]
        ends, columns, values = thin(weights, size, settings, tags)
        sums = np.ascontiguousarray(weights[:, labels:])
        forget(sums, settings.tuning_sums)
        del weights
        model = kernels.Sparse(ends, columns, values, sums, np.zeros(labels, np.float32))
        drawn = streams(settings, kernels, sample, chosen, TUNING)
        samples = int(chosen["samples"] * settings.tuning)
        descend(model, drawn, samples, (settings.tuning_rate, settings.rate_end), path.stem)
        np.savez(at["prune"] / f"{path.stem}.npz", keys=chosen["keys"], ends=ends, columns=columns,
                 values=values, labels=chosen["labels"], tags=sample["tags"],
                 orders=chosen["orders"])  # fmt: skip


def _part(settings: Settings, script: str, labels: int) -> float:
    """Return the part of the size that a table gets, relative to those of others."""
    return float(labels**settings.size_power * (2 if script in DENSE_SCRIPTS else 1))


def _rows(at: Mapping[str, Path], path: Path) -> Path:
    return at["features"] / f"{path.stem}.npz"


def thin(
    weights: np.ndarray, size: float, settings: Settings, tags: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the most important weights, as many as fit: ends, columns, values.

    A weight is important if it is far from its row's median (adding a number to a whole row
    changes no probability, so the median can count as zero) or from the mean of the language's
    relatives, and if the row was often wrong in training, as AdaGrad's sums show.

    The rows that most words have keep a weight for every language: many columns are added at a
    time. All others keep a few: what is left of a row is added weight by weight.
    """
    far = weights[:, :-SUMS].copy()
    matter = np.empty_like(far)
    for start in range(0, len(far), BLOCK):
        block = far[start : start + BLOCK]
        block -= np.median(block, axis=1, keepdims=True)
        matter[start : start + BLOCK] = _importance(block, tags)
    often = weights[:, -1] ** settings.often_power
    matter *= often[:, None]
    for start in range(0, len(matter), BLOCK):
        _cap(matter[start : start + BLOCK], settings.most_weights)
    kept = matter >= _threshold(matter, size)
    full = np.argsort(-weights[:, -1] * kept.sum(1), kind="stable")
    full = full[: min(settings.most_full, int(settings.full_share * size / len(tags)))]
    matter[full] = 0
    kept = matter >= _threshold(matter, size - len(full) * len(tags))
    del matter
    kept[full] = True
    ends = np.zeros(len(far) + 1, np.int64)
    np.cumsum(kept.sum(1), out=ends[1:])
    return ends, np.nonzero(kept)[1].astype(np.uint8), far[kept]


def _cap(matter: np.ndarray, most: int) -> None:
    """Set the importance of all but so many weights of each row to zero."""
    if matter.shape[1] > most:
        least = -np.partition(-matter, most - 1, axis=1)[:, most - 1]
        matter[matter < least[:, None]] = 0


def _importance(far: np.ndarray, tags: Sequence[str]) -> np.ndarray:
    """Return how far each weight is from zero, or from those of the language's relatives."""
    important: np.ndarray = np.abs(far)
    spans, members = groups_of(tags)
    for first, last in {(first, last) for first, last in spans.tolist() if last}:
        group = members[first:last]
        apart = np.abs(far[:, group] - far[:, group].mean(1, keepdims=True))
        important[:, group] = np.maximum(important[:, group], apart)
    return important


def kept_by_size(
    weights: Weights, often: np.ndarray, tags: Sequence[str], size: float
) -> np.ndarray:
    """Return the places of the weights to keep so that they fit, as in `thin`.

    Weights that are absent are zero, so a weight is as far from zero as it is large.
    """
    row, column, value = weights
    matter = np.abs(value)
    spans, members = groups_of(tags)
    for first, last in {(first, last) for first, last in spans.tolist() if last}:
        mine = np.flatnonzero(np.isin(column, members[first:last]))
        total = np.bincount(row[mine], value[mine], minlength=int(row[-1]) + 1)
        apart = np.abs(value[mine] - total[row[mine]] / (last - first))
        matter[mine] = np.maximum(matter[mine], apart)
    order = np.argsort(-matter * often, kind="stable")
    first_of_row = np.zeros(len(row), bool)
    first_of_row[np.unique(row[order], return_index=True)[1]] = True
    needed = np.cumsum(BYTES_A_WEIGHT + BYTES_A_ROW * first_of_row)
    return np.sort(order[needed <= size])


def _threshold(matter: np.ndarray, size: float) -> float:
    """Return the least importance with which weights fit into ``size`` bytes."""
    every = max(1, len(matter) // LOOKED_AT)
    some = matter[::every]
    low, high = 0.001, 1000.0
    for _ in range(24):
        middle = math.sqrt(low * high)
        kept = (some >= middle).sum(1)
        needed = BYTES_A_WEIGHT * int(kept.sum()) + BYTES_A_ROW * int((kept > 0).sum())
        if needed * every > size:
            low = middle
        else:
            high = middle
    return high
