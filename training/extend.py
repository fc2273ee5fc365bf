"""New labels, and more training, for the weights of an earlier run.

    python -m training.extend --run DIR --tokens DIR --out DIR --size BYTES

Faster than fitting all weights anew: this takes the weights that an earlier run kept, gives the
labels that are new in the corpus a weight for every n-gram of their text, trains all of them with
a share of the stretches among relatives, keeps what fits, and trains once more.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from polyglot_norm.language.ngrams import hash_ngrams
from training.features import expected, label_shares
from training.fit import SUMS, TUNING, descend, streams
from training.kernels import building
from training.kernels.building import Kernels
from training.prune import kept_by_size
from training.settings import Settings
from training.tokenise import read_words
from training.weights import Weights

FORGOTTEN = 0.05
LEAST = 8.0
"""An n-gram that is expected less often in a new label's stretches gets no weight."""

LABELS_THEN = 141
"""The number of labels of the largest table when the number of stretches was chosen."""


@dataclass(frozen=True, slots=True)
class Script:
    """A script of an earlier run, and its text as the corpus has it now."""

    name: str
    earlier: dict[str, Any]
    sums: np.ndarray
    sample: dict[str, Any]
    chosen: dict[str, Any]
    tags: list[str]

    @classmethod
    def load(
        cls, run: Path, tokens: Path, name: str, settings: Settings, kernels: Kernels
    ) -> Script:
        """Read the files of both runs."""
        earlier = dict(np.load(run / "prune" / f"{name}.npz"))
        sample = dict(np.load(tokens / f"{name}.npz"))
        sums = np.ones((len(earlier["keys"]), SUMS), np.float32)
        fitted = np.load(run / "fit" / f"{name}.npy", mmap_mode="r")
        sums[:, 1] = np.maximum(1, FORGOTTEN * fitted[:, -1])
        chosen = _features(settings, kernels, read_words(tokens, name), sample, earlier)
        return cls(name, earlier, sums, sample, chosen, [str(tag) for tag in sample["tags"]])


class Trainer:
    """Descent on the sparse weights of a script, on one set of streams."""

    def __init__(self, script: Script, settings: Settings, kernels: Kernels) -> None:
        self._script = script
        self._settings = settings
        self._kernels = kernels
        self._streams = streams(settings, kernels, script.sample, script.chosen, TUNING + 1)

    def train(self, weights: Weights, share: float, rate: float) -> Weights:
        """Return the weights after a share of all stretches, in order."""
        script, weights = self._script, weights.sorted()
        values = weights.value.astype(np.float32)
        model = self._kernels.Sparse(
            weights.ends(len(script.sums)),
            weights.column.astype(np.uint8),
            values,
            script.sums,
            np.zeros(len(script.tags), np.float32),
        )
        samples = int(script.chosen["samples"] * share)
        rates = (rate, self._settings.rate_end)
        descend(model, self._streams, samples, rates, script.name)
        return weights._replace(value=values)


def extend(script: Script, settings: Settings, kernels: Kernels, size: float) -> dict[str, Any]:
    """Return the sparse rows of a script, as `prune` writes them."""
    trainer = Trainer(script, settings, kernels)
    weights = _with_new_labels(script, settings)
    weights = trainer.train(weights, settings.fitted, settings.rate)
    often = script.sums[weights.row, 1] ** settings.often_power
    kept = kept_by_size(weights, often, script.tags, size)
    weights = Weights(*(array[kept] for array in weights))
    weights = trainer.train(weights, settings.tuning, settings.tuning_rate)
    return {
        "keys": script.earlier["keys"],
        "ends": weights.ends(len(script.sums)),
        "columns": weights.column.astype(np.uint8),
        "values": weights.value,
        "labels": script.chosen["labels"],
        "tags": script.sample["tags"],
        "orders": script.earlier["orders"],
    }


def _features(
    settings: Settings,
    kernels: Kernels,
    words: list[str],
    sample: dict[str, Any],
    earlier: dict[str, Any],
) -> dict[str, Any]:
    """Return the arrays of the stage `features`, with the rows of an ``earlier`` run."""
    labels = label_shares(sample["starts"], settings)
    bounds, hashes = map(np.asarray, hash_ngrams(words, earlier["orders"].tolist()))
    rows = kernels.rows_of(hashes.view(np.uint32), earlier["keys"])
    samples = settings.samples_for(len(labels), LABELS_THEN)
    often = expected(sample, labels, settings)
    return {"bounds": bounds, "rows": rows, "labels": labels, "often": often, "samples": samples}


def _with_new_labels(script: Script, settings: Settings) -> Weights:
    """Return the kept weights, and zeros for the n-grams of each label that is new."""
    parts = [_kept(script.earlier, script.tags)]
    known = set(map(str, script.earlier["tags"]))
    for label, tag in enumerate(script.tags):
        if tag not in known:
            often = _in_label(script, label) * script.chosen["samples"] * settings.fitted
            rows = np.flatnonzero(often >= LEAST)
            parts.append(Weights(rows, np.full(len(rows), label), np.zeros(len(rows))))
            print(f"  {tag}: {len(rows)} weights", flush=True)
    return Weights(*map(np.concatenate, zip(*parts, strict=True)))


def _kept(earlier: dict[str, Any], tags: list[str]) -> Weights:
    """Return the kept weights, their columns by the tags of now."""
    here = np.array([tags.index(str(tag)) for tag in earlier["tags"]])
    row = np.repeat(np.arange(len(earlier["keys"])), np.diff(earlier["ends"]))
    return Weights(row, here[earlier["columns"]], earlier["values"].astype(float))


def _in_label(script: Script, label: int) -> np.ndarray:
    """Return the expected occurrences of each row in stretches of one label."""
    first, _, _, last = script.sample["starts"][label]
    words, counts = np.unique(script.sample["tokens"][first:last], return_counts=True)
    rate = counts / counts.sum() * script.chosen["labels"][label] * 4
    rows, bounds = script.chosen["rows"], script.chosen["bounds"]
    often = np.zeros(len(script.sums))
    for word, times in zip(words.tolist(), rate.tolist(), strict=True):
        mine = rows[bounds[word] : bounds[word + 1]]
        np.add.at(often, mine[mine >= 0], times)
    return often


def main() -> None:
    """Extend one script of a run."""
    parser = argparse.ArgumentParser(
        prog="python -m training.extend",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--run", type=Path, required=True, help="folder of the earlier run")
    parser.add_argument("--tokens", type=Path, required=True, help="tokenise folder of a new run")
    parser.add_argument("--out", type=Path, required=True, help="folder of the new run")
    parser.add_argument("--script", default="Latn", help="default %(default)s")
    parser.add_argument("--size", type=float, required=True, help="bytes for the script")
    given = parser.parse_args()
    settings = Settings(near_share=0.6, fitted=0.2, tuning=0.05, rate=0.2, tuning_rate=0.1)
    kernels = building.load(given.out / "kernels")
    script = Script.load(given.run, given.tokens, given.script, settings, kernels)
    (given.out / "prune").mkdir(parents=True, exist_ok=True)
    arrays = extend(script, settings, kernels, given.size)
    np.savez(given.out / "prune" / f"{given.script}.npz", **arrays)


if __name__ == "__main__":
    main()
