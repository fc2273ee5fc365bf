"""The stages in order; one that was finished with the same settings and input is skipped."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from training.calibrate import calibrate
from training.card import card
from training.corpus import Corpus
from training.exceptions import exceptions
from training.features import features
from training.fit import fit
from training.kernels import building
from training.owners import owners
from training.prune import prune
from training.serialise import serialise
from training.settings import Settings
from training.tokenise import tokenise

# The settings that each stage reads, besides those of the stages before it.
READS: dict[str, tuple[str, ...]] = {
    "tokenise": ("seed", "pool", "flatten", "least_lexicon", "typos"),
    "features": (
        "orders", "short_orders", "label_power", "kinds", "typo_share", "least_seen", "least_whole",
        "most_rows", "samples", "samples_power",
    ),
    "fit": (
        "start", "fitted", "rounds", "rate", "rate_end", "drop_whole", "near_share",
        "near_power", "threads",
    ),
    "prune": (
        "size", "size_power", "often_power", "most_weights", "most_full", "full_share", "tuning",
        "tuning_rate", "tuning_sums",
    ),
    "exceptions": (
        "exceptions", "exceptions_power", "exceptions_share", "exceptions_met",
    ),
    "calibrate": (),
    "serialise": (),
    "card": (),
}  # fmt: skip


def run(corpus: Corpus, settings: Settings, out: Path, redo: frozenset[str] = frozenset()) -> None:
    """Train: from ``corpus`` to ``out/model.bin`` and ``out/card.md``.

    The stages in ``redo`` are repeated, and all that follow them.
    """
    kernels = building.load(out / "kernels", compiled=settings.compiled)
    at = {stage: out / stage for stage in READS}
    corpus_digest = corpus.digest()
    about = {
        "date": time.strftime("%Y-%m-%d"),
        "corpus": corpus_digest,
        "settings": asdict(settings),
    }
    model = out / "model.bin"
    stages: dict[str, Callable[[], None]] = {
        "tokenise": lambda: tokenise(corpus, settings, at["tokenise"]),
        "features": lambda: features(settings, kernels, at["tokenise"], at["features"]),
        "fit": lambda: fit(settings, kernels, at["tokenise"], at["features"], at["fit"]),
        "prune": lambda: prune(settings, kernels, at),
        "exceptions": lambda: exceptions(corpus, settings, kernels, at["prune"], at["exceptions"]),
        "calibrate": lambda: calibrate(
            corpus, settings, kernels, at["exceptions"], at["calibrate"]
        ),
        "serialise": lambda: serialise(
            at["exceptions"], at["calibrate"], owners(corpus), about, model
        ),
        "card": lambda: card(corpus, settings, model, out),
    }
    digest = corpus_digest
    again = False
    for stage, work in stages.items():
        read = {name: getattr(settings, name) for name in READS[stage]}
        digest = _digest(digest, stage, read)
        again |= stage in redo
        _once(at[stage], digest, work, again=again)


def _digest(before: str, stage: str, read: dict[str, Any]) -> str:
    """Return a digest of everything that the outcome of a stage depends on."""
    text = json.dumps([before, stage, read], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _once(folder: Path, digest: str, work: Callable[[], None], *, again: bool) -> None:
    """Run a stage unless its mark says that it was done."""
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
