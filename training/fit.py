"""Stage 3: softmax regression on drawn stretches; a dense matrix of weights for each script."""

from __future__ import annotations

import time
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from training.settings import Settings

STEPS = 10
FITTING, TUNING = 0, 1_000_003
ALIGNED = 16


def fit(settings: Settings, kernels: ModuleType, source: Path, rows: Path, folder: Path) -> None:
    """Write ``<script>.npy`` (weights; the last column: AdaGrad's sums) for each script."""
    for path in sorted(rows.glob("*.npz")):
        chosen, sample = dict(np.load(path)), dict(np.load(source / path.name))
        labels = len(chosen["labels"])
        width = -(-(labels + 1) // ALIGNED) * ALIGNED
        weights = np.zeros((len(chosen["keys"]), width), np.float32)
        weights[:, -1] = 1
        model = kernels.Dense(weights, np.zeros(labels, np.float32))
        descend(settings, kernels, model, streams(settings, kernels, sample, chosen, FITTING),
                int(chosen["samples"]), settings.rate, path.stem)  # fmt: skip
        weights[:, labels] = weights[:, -1]
        np.save(folder / f"{path.stem}.npy", weights[:, : labels + 1])


def streams(
    settings: Settings,
    kernels: ModuleType,
    sample: dict[str, Any],
    chosen: dict[str, Any],
    purpose: int,
) -> list[Any]:
    """A stream of stretches for each thread; another purpose draws other stretches."""
    shares = {
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
    settings: Settings,
    kernels: ModuleType,
    model: Any,
    drawn: list[Any],
    samples: int,
    rate: float,
    name: str,
) -> None:
    """Descend in steps, telling the loss of the first and the last."""
    begun = time.monotonic()
    rates = np.linspace(rate, settings.rate_end, STEPS + 1)
    losses = [
        kernels.descend_together(model, drawn, samples // STEPS, rates[at], rates[at + 1])
        for at in range(STEPS)
    ]
    print(f"  {name}: {samples} stretches, loss {losses[0]:.4f} to {losses[-1]:.4f}, "
          f"{time.monotonic() - begun:.0f} s", flush=True)  # fmt: skip


def _cumulative(shares: np.ndarray) -> np.ndarray:
    return _of_2_32(np.cumsum(shares / shares.sum()))


def _of_2_32(shares: np.ndarray) -> np.ndarray:
    return np.minimum(shares * 2**32, 2**32 - 1).astype(np.uint32)
