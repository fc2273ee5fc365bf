"""``python -m training.extend``: more labels and more training for the weights of a run.

Fitting all weights anew takes long; this takes the weights that an earlier run kept, gives the
labels that are new to the corpus a weight in every sequence of their text, descends on all of
them with a share of the stretches among relatives, keeps what fits, and descends once more.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from polyglot_norm.language.ngrams import letter_sequences
from training import compiled
from training.features import expected, label_shares
from training.fit import SUMS, TUNING, descend, streams
from training.prune import kept_by_size
from training.sample import read_words
from training.settings import Settings

FORGOTTEN = 0.05
LEAST = 8.0
"""How often a sequence must come up in a new label's stretches to get a weight."""


def extend(
    settings: Settings, kernels: ModuleType, run: Path, source: Path, script: str, size: float
) -> dict[str, np.ndarray]:
    """The sparse rows of a script, as ``prune`` writes them."""
    earlier = dict(np.load(run / "prune" / f"{script}.npz"))
    sample = dict(np.load(source / f"{script}.npz"))
    tags = [str(tag) for tag in sample["tags"]]
    chosen = _features(settings, kernels, source, script, sample, earlier["keys"])
    row, column, value = _entries(earlier, tags)
    new = [tag for tag in tags if tag not in set(map(str, earlier["tags"]))]
    for tag in new:
        often = _in_label(chosen, sample, tags.index(tag), len(earlier["keys"]))
        mine = np.flatnonzero(often * chosen["samples"] * settings.fitted >= LEAST)
        row = np.concatenate([row, mine])
        column = np.concatenate([column, np.full(len(mine), tags.index(tag))])
        value = np.concatenate([value, np.zeros(len(mine))])
        print(f"  {tag}: {len(mine)} weights", flush=True)
    sums = np.ones((len(earlier["keys"]), SUMS), np.float32)
    fitted = np.load(run / "fit" / f"{script}.npy", mmap_mode="r")
    sums[:, 1] = np.maximum(1, FORGOTTEN * fitted[:, -1])
    drawn = streams(settings, kernels, sample, chosen, TUNING + 1)
    for share, rate in ((settings.fitted, settings.rate), (settings.tuning, settings.tuning_rate)):
        order = np.lexsort((column, row))
        row, column, value = row[order], column[order], value[order]
        ends = np.zeros(len(earlier["keys"]) + 1, np.int64)
        np.cumsum(np.bincount(row, minlength=len(earlier["keys"])), out=ends[1:])
        values = value.astype(np.float32)
        columns = column.astype(np.uint8)
        model = kernels.Sparse(ends, columns, values, sums, np.zeros(len(tags), np.float32))
        descend(settings, kernels, model, drawn, int(chosen["samples"] * share), rate, script)
        if share == settings.fitted:
            kept = kept_by_size(
                row, column, values, sums[row, 1] ** settings.often_power, tags, size
            )
            row, column, value = row[kept], column[kept], values[kept]
    return {"keys": earlier["keys"], "ends": ends, "columns": columns, "values": values,
            "labels": chosen["labels"], "tags": sample["tags"]}  # fmt: skip


def _features(
    settings: Settings, kernels: ModuleType, source: Path, script: str,
    sample: dict[str, Any], keys: np.ndarray,
) -> dict[str, Any]:  # fmt: skip
    """What ``features`` would write, with the rows of the earlier run."""
    labels = label_shares(sample["starts"], settings)
    bounds, hashes = map(np.asarray, letter_sequences(read_words(source, script)))
    rows = kernels.rows_of(hashes.view(np.uint32), keys)
    often = expected(sample, labels, settings)
    return {"bounds": bounds, "rows": rows, "labels": labels, "often": often,
            "samples": settings.samples_for(len(labels), 141)}  # fmt: skip


def _entries(earlier: dict[str, Any], tags: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Row, column and value of each kept weight, columns by the tags of now."""
    here = np.array([tags.index(str(tag)) for tag in earlier["tags"]])
    row = np.repeat(np.arange(len(earlier["keys"])), np.diff(earlier["ends"]))
    return row, here[earlier["columns"]], earlier["values"].astype(float)


def _in_label(chosen: dict[str, Any], sample: dict[str, Any], label: int, size: int) -> np.ndarray:
    """How often each row comes up in a stretch, in those of one label alone."""
    first, _, _, last = sample["starts"][label]
    words, counts = np.unique(sample["tokens"][first:last], return_counts=True)
    rate = counts / counts.sum() * chosen["labels"][label] * 4
    often = np.zeros(size)
    for word, times in zip(words.tolist(), rate.tolist(), strict=True):
        mine = chosen["rows"][chosen["bounds"][word] : chosen["bounds"][word + 1]]
        np.add.at(often, mine[mine >= 0], times)
    return often


def main() -> None:
    """Extend one script of a run."""
    parser = argparse.ArgumentParser(prog="python -m training.extend", description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="the earlier run")
    parser.add_argument("--sample", type=Path, required=True, help="stage 1 of a run of now")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run to be")
    parser.add_argument("--script", default="Latn")
    parser.add_argument("--size", type=float, required=True, help="bytes for the script")
    given = parser.parse_args()
    settings = Settings(near_share=0.6, fitted=0.2, tuning=0.05, rate=0.2, tuning_rate=0.1)
    kernels = compiled.kernels(given.out / "kernels")
    (given.out / "prune").mkdir(parents=True, exist_ok=True)
    arrays = extend(settings, kernels, given.run, given.sample, given.script, given.size)
    np.savez(given.out / "prune" / f"{given.script}.npz", **arrays)


if __name__ == "__main__":
    main()
