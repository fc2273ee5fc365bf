"""Stage 3: softmax regression on random stretches; a dense matrix of weights for each script."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np

from training.hogwild import descend_together
from training.kernels.building import Kernels
from training.relatives import groups_of
from training.settings import Settings

STEPS = 10
FITTING, TUNING = 0, 1_000_003
ROUND = 17
ALIGNED = 16
PIECES, FORGOTTEN = 50, 0.1
# Columns after the weights: AdaGrad's sums of stretches among relatives, and of all others.
SUMS = 2


def fit(settings: Settings, kernels: Kernels, source: Path, rows: Path, folder: Path) -> None:
    """Write ``<script>.npy`` for each script: weights, then two columns of AdaGrad's sums."""
    for path in sorted(rows.glob("*.npz")):
        chosen, sample = dict(np.load(path)), dict(np.load(source / path.name))
        labels = len(chosen["labels"])
        width = -(-(labels + SUMS) // ALIGNED) * ALIGNED
        weights = np.zeros((len(chosen["keys"]), width), np.float32)
        weights[:, -SUMS:] = 1
        if settings.start:
            _continue(Path(settings.start), path.stem, weights, chosen, sample)
        model = kernels.Dense(weights, np.zeros(labels, np.float32))
        rate = settings.rate
        for number, share in enumerate(settings.rounds):
            if number:
                forget(weights, FORGOTTEN)
            drawn = streams(settings, kernels, sample, chosen, FITTING + ROUND * number)
            samples = int(chosen["samples"] * settings.fitted * share)
            descend(model, drawn, samples, (rate, settings.rate_end), path.stem)
            rate /= 2
        weights[:, labels : labels + SUMS] = weights[:, -SUMS:]
        np.save(folder / f"{path.stem}.npy", weights[:, : labels + SUMS])


def _continue(
    run: Path, script: str, weights: np.ndarray, chosen: dict[str, Any], sample: dict[str, Any]
) -> None:
    """Fill in the weights of an earlier run, rows by key and columns by tag."""
    earlier = np.load(run / "fit" / f"{script}.npy", mmap_mode="r")
    keys = np.load(run / "features" / f"{script}.npz")["keys"]
    tags = [str(tag) for tag in np.load(run / "tokenise" / f"{script}.npz")["tags"]]
    here = np.array([list(sample["tags"]).index(tag) for tag in tags])
    at = np.searchsorted(keys, chosen["keys"]).clip(max=len(keys) - 1)
    for rows in np.array_split(np.flatnonzero(keys[at] == chosen["keys"]), PIECES):
        found = earlier[at[rows]]
        weights[np.ix_(rows, here)] = found[:, : len(tags)]
        weights[rows, -1] = found[:, -1]
    forget(weights, FORGOTTEN)


def forget(weights: np.ndarray, share: float) -> None:
    """Reduce AdaGrad's sums, the last columns, to a share, so that weights can still move."""
    weights[:, -2] = 1
    weights[:, -1] = np.maximum(1, weights[:, -1] * share)


def streams(
    settings: Settings,
    kernels: Kernels,
    sample: dict[str, Any],
    chosen: dict[str, Any],
    purpose: int,
) -> list[Any]:
    """Return a stream of stretches for each thread; each purpose draws other stretches."""
    spans, members = groups_of([str(tag) for tag in sample["tags"]])
    grouped = np.where(spans[:, 1] > 0, chosen["labels"] ** settings.near_power, 0)
    shares = {
        "near": int(settings.near_share * 2**32) if len(members) else 0,
        "near_labels": _cumulative(grouped) if len(members) else _cumulative(chosen["labels"]),
        "groups": spans,
        "members": members,
        "labels": _cumulative(chosen["labels"]),
        "kinds": _cumulative(np.array(settings.kinds)),
        "strip": _of_2_32(sample["strip_shares"]),
        "typo": int(settings.typo_share * 2**32),
        "drop": int(settings.drop_whole * 2**32),
    }
    first = 7919 * (settings.seed + purpose)
    return [
        kernels.Stream(sample, shares, chosen["bounds"], chosen["rows"], first + at)
        for at in range(settings.threads)
    ]


def descend(
    model: Any, drawn: list[Any], samples: int, rates: tuple[float, float], name: str
) -> None:
    """Descend in steps; print the loss of the first and of the last."""
    begun = time.monotonic()
    steps = np.linspace(*rates, STEPS + 1)
    losses = [
        descend_together(model, drawn, samples // STEPS, steps[at], steps[at + 1])
        for at in range(STEPS)
    ]
    print(f"  {name}: {samples} stretches, loss {losses[0]:.4f} to {losses[-1]:.4f}, "
          f"{time.monotonic() - begun:.0f} s", flush=True)  # fmt: skip


def _cumulative(shares: np.ndarray) -> np.ndarray:
    return _of_2_32(np.cumsum(shares / shares.sum()))


def _of_2_32(shares: np.ndarray) -> np.ndarray:
    whole: np.ndarray = np.minimum(shares * 2**32, 2**32 - 1).astype(np.uint32)
    return whole
