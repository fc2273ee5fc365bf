"""The stages in their order; a finished stage with the same settings and input is skipped."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from training import compiled
from training.calibrate import calibrate
from training.corpus import Corpus
from training.features import features
from training.fit import fit
from training.owners import owners
from training.pack import pack
from training.prune import prune
from training.report import report
from training.sample import sample
from training.settings import Settings

# What each stage reads of the settings, beside all that the stages before it read.
READS: dict[str, tuple[str, ...]] = {
    "sample": ("seed", "pool", "flatten", "least_lexicon", "typos"),
    "features": (
        "label_power", "kinds", "typo_share", "least_seen", "least_whole", "most_rows", "samples",
        "samples_power",
    ),
    "fit": (
        "start", "fitted", "rate", "rate_end", "drop_whole", "near_share", "near_power", "threads",
    ),
    "prune": ("size", "size_power", "often_power", "tuning", "tuning_rate"),
    "calibrate": (),
    "pack": (),
    "report": (),
}  # fmt: skip


def run(corpus: Corpus, settings: Settings, out: Path, redo: frozenset[str] = frozenset()) -> None:
    """Train: from ``corpus`` to ``out/model.bin`` and ``out/card.md``."""
    kernels = compiled.kernels(out / "kernels", wanted=settings.compiled)
    at = {stage: out / stage for stage in READS}
    corpus_digest = corpus.digest()
    about = {
        "date": time.strftime("%Y-%m-%d"),
        "corpus": corpus_digest,
        "settings": asdict(settings),
    }
    model = out / "model.bin"
    stages: dict[str, Callable[[], None]] = {
        "sample": lambda: sample(corpus, settings, at["sample"]),
        "features": lambda: features(settings, kernels, at["sample"], at["features"]),
        "fit": lambda: fit(settings, kernels, at["sample"], at["features"], at["fit"]),
        "prune": lambda: prune(
            settings, kernels, at["sample"], at["features"], at["fit"], at["prune"]
        ),
        "calibrate": lambda: calibrate(corpus, settings, kernels, at["prune"], at["calibrate"]),
        "pack": lambda: pack(at["prune"], at["calibrate"], owners(corpus), about, model),
        "report": lambda: report(corpus, settings, model, out),
    }
    digest = corpus_digest
    for stage, work in stages.items():
        read = {name: getattr(settings, name) for name in READS[stage]}
        digest = _digest(digest, stage, read)
        _once(at[stage], digest, work, again=stage in redo)


def _digest(before: str, stage: str, read: dict[str, Any]) -> str:
    """What a stage's outcome depends on, as a digest."""
    text = json.dumps([before, stage, read], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _once(folder: Path, digest: str, work: Callable[[], None], *, again: bool) -> None:
    """Do a stage unless its mark says it is done."""
    mark = folder / "done"
    if not again and mark.exists() and mark.read_text() == digest:
        print(f"{folder.name}: done before")
        return
    folder.mkdir(parents=True, exist_ok=True)
    mark.unlink(missing_ok=True)
    begun = time.monotonic()
    print(f"{folder.name} …", flush=True)
    work()
    mark.write_text(digest)
    print(f"{folder.name}: {time.monotonic() - begun:.0f} s", flush=True)
