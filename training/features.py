"""Stage 2: for each word the rows of its letter sequences; which sequences get a row."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import numpy as np

from polyglot_norm.language.ngrams import letter_sequences
from training.sample import read_words
from training.settings import Settings

# The mean number of words of each kind of stretch in ``Settings.kinds``.
MEAN_WORDS = np.array([1, 2, 4, 12, 1, 2, 3])
SENTENCE_KINDS = 4
# Letters of words that have a sequence of all their letters: longer than the longest of the other
# sequences (``score.NGRAM``, edges counted), in one piece (``score.PIECE``).
WHOLE = range(4, 41)


def features(settings: Settings, kernels: ModuleType, source: Path, folder: Path) -> None:
    """Write ``<script>.npz``: bounds, rows, keys (the hash of each row), label shares."""
    paths = sorted(source.glob("*.npz"))
    most = max(len(np.load(path)["tags"]) for path in paths)
    for path in paths:
        arrays = dict(np.load(path))
        labels = label_shares(arrays["starts"], settings)
        words = read_words(source, path.stem)
        bounds, hashes = map(np.asarray, letter_sequences(words))
        hashes = hashes.view(np.uint32)
        samples = settings.samples_for(len(labels), most)
        often = (expected(arrays, labels, settings) * samples).astype(np.float32)
        keys = _chosen(settings, kernels, bounds, hashes, often)
        keys = np.union1d(keys, _whole(settings, words, bounds, hashes, often))
        rows = kernels.rows_of(hashes, keys)
        print(f"  {path.stem}: {len(keys)} rows for {len(hashes)} sequences")
        np.savez(folder / path.name, bounds=bounds, rows=rows, keys=keys, labels=labels,
                 samples=samples)  # fmt: skip


def label_shares(starts: np.ndarray, settings: Settings) -> np.ndarray:
    """How often each tag is drawn."""
    shares = (starts[:, 1] - starts[:, 0]).astype(float) ** settings.label_power
    return shares / shares.sum()


def expected(arrays: dict[str, np.ndarray], labels: np.ndarray, settings: Settings) -> np.ndarray:
    """How often each word comes up in a drawn stretch."""
    kinds = np.array(settings.kinds) / sum(settings.kinds) * MEAN_WORDS
    often = np.zeros(len(arrays["stripped"]))
    for tag, (first, middle, _, last) in enumerate(arrays["starts"]):
        listed = kinds[SENTENCE_KINDS:].sum()
        written = kinds[:SENTENCE_KINDS].sum() + (listed if last == middle else 0)
        for start, end, words in ((first, middle, written), (middle, last, listed)):
            if start < end:
                found, counts = np.unique(arrays["tokens"][start:end], return_counts=True)
                rate = counts * (labels[tag] * words / (end - start))
                often[found] += rate
                np.add.at(often, arrays["stripped"][found], rate * arrays["strip_shares"][tag])
    slips = np.flatnonzero(arrays["typo"] != np.arange(len(often)))
    np.add.at(often, arrays["typo"][slips], often[slips] * settings.typo_share)
    return often


def _chosen(
    settings: Settings,
    kernels: ModuleType,
    bounds: np.ndarray,
    hashes: np.ndarray,
    often: np.ndarray,
) -> np.ndarray:
    """The hashes that get a row: in two words or more, and often enough."""
    bits = max(10, int(np.ceil(np.log2(len(hashes)))))
    keys, expected, words = kernels.count(bounds, hashes, often, bits)
    good = (words > 1) & (expected >= settings.least_seen)
    keys, expected = keys[good], expected[good]
    if len(keys) > settings.most_rows:
        keys = keys[np.argsort(-expected, kind="stable")[: settings.most_rows]]
    return np.sort(keys)


def _whole(
    settings: Settings, words: list[str], bounds: np.ndarray, hashes: np.ndarray, often: np.ndarray
) -> np.ndarray:
    """The hashes of words that get a row as a whole: a word's last sequence, if it is long."""
    long = np.array([len(word) in WHOLE for word in words])
    return hashes[bounds[1:][long & (often >= settings.least_whole)] - 1]
