"""Stage 4: keep the few weights that tell languages apart, and tune what is left."""

from __future__ import annotations

import math
from pathlib import Path
from types import ModuleType

import numpy as np

from training.fit import TUNING, descend, streams
from training.settings import Settings

BLOCK = 100_000
BYTES_A_WEIGHT, BYTES_A_ROW = 2, 3
# Rows that the threshold is found on.
LOOKED_AT = 200_000


def prune(
    settings: Settings, kernels: ModuleType, source: Path, rows: Path, dense: Path, folder: Path
) -> None:
    """Write ``<script>.npz``: keys, ends, columns, values: sparse rows."""
    paths = sorted(dense.glob("*.npy"))
    counts = {path: len(np.load(rows / f"{path.stem}.npz")["labels"]) for path in paths}
    parts = sum(count**settings.size_power for count in counts.values())
    for path in paths:
        size = settings.size * counts[path] ** settings.size_power / parts
        chosen = dict(np.load(rows / f"{path.stem}.npz"))
        weights = np.load(path)
        labels = counts[path]
        ends, columns, values = thin(weights, size, settings.often_power)
        sums = np.ascontiguousarray(weights[:, labels])
        del weights
        model = kernels.Sparse(ends, columns, values, sums, np.zeros(labels, np.float32))
        sample = dict(np.load(source / f"{path.stem}.npz"))
        descend(settings, kernels, model, streams(settings, kernels, sample, chosen, TUNING),
                int(chosen["samples"] * settings.tuning), settings.tuning_rate,
                path.stem)  # fmt: skip
        np.savez(folder / f"{path.stem}.npz", keys=chosen["keys"], ends=ends, columns=columns,
                 values=values, labels=chosen["labels"], tags=sample["tags"])  # fmt: skip


def thin(
    weights: np.ndarray, size: float, often_power: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The weights that matter most, as many as fit: ends, columns, values.

    What matters is how far a weight is from its row's median (adding a number to a whole row
    changes no probability, so the median can be called nothing), and how often the row was
    wrong in training, of which AdaGrad's sums in the last column speak.
    """
    far = weights[:, :-1].copy()
    for start in range(0, len(far), BLOCK):
        block = far[start : start + BLOCK]
        block -= np.median(block, axis=1, keepdims=True)
    often = weights[:, -1] ** often_power
    threshold = _threshold(far, often, size)
    kept = np.abs(far) >= (threshold / often)[:, None]
    ends = np.zeros(len(far) + 1, np.int64)
    np.cumsum(kept.sum(1), out=ends[1:])
    return ends, np.nonzero(kept)[1].astype(np.uint8), far[kept]


def _threshold(far: np.ndarray, often: np.ndarray, size: float) -> float:
    """The importance from which on weights are kept so that they fit into ``size`` bytes."""
    every = max(1, len(far) // LOOKED_AT)
    some = np.abs(far[::every]) * often[::every, None]
    low, high = 0.001, 100.0
    for _ in range(20):
        middle = math.sqrt(low * high)
        kept = (some >= middle).sum(1)
        packed = BYTES_A_WEIGHT * int(kept.sum()) + BYTES_A_ROW * int((kept > 0).sum())
        if packed * every > size:
            low = middle
        else:
            high = middle
    return high
