"""Stage 2: the character n-grams that get a row of weights, and the rows of each word."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from polyglot_norm.language.ngrams import hash_ngrams
from training.kernels.building import Kernels
from training.settings import Settings
from training.tokenise import read_words

# The mean number of words in each kind of stretch of ``Settings.kinds``.
MEAN_WORDS = np.array([1, 2, 4, 12, 1, 2, 3])
SENTENCE_KINDS = 4
# Words in one piece, which are hashed as a whole (``ngrams.PIECE``).
WHOLE = range(1, 41)


def features(settings: Settings, kernels: Kernels, source: Path, folder: Path) -> None:
    """Write ``<script>.npz``: bounds, rows, keys (the hash of each row), shares of labels.

    And the number of stretches, and the orders of the n-grams.
    """
    paths = sorted(source.glob("*.npz"))
    most = max(len(np.load(path)["tags"]) for path in paths)
    for path in paths:
        arrays = dict(np.load(path))
        labels = label_shares(arrays["starts"], settings)
        words = read_words(source, path.stem)
        orders = settings.orders_of(path.stem)
        bounds, hashes = map(np.asarray, hash_ngrams(words, orders))
        hashes = hashes.view(np.uint32)
        samples = settings.samples_for(len(labels), most)
        often = (expected(arrays, labels, settings) * samples).astype(np.float32)
        keys = _chosen(settings, kernels, bounds, hashes, often)
        keys = np.union1d(keys, _whole(settings, words, bounds, hashes, often))
        rows = kernels.rows_of(hashes, keys)
        print(f"  {path.stem}: {len(keys)} rows for {len(hashes)} n-grams")
        np.savez(folder / path.name, bounds=bounds, rows=rows, keys=keys, labels=labels,
                 samples=samples, orders=orders)  # fmt: skip


def label_shares(starts: np.ndarray, settings: Settings) -> np.ndarray:
    """Return the share of stretches that each tag gets."""
    shares: np.ndarray = (starts[:, 1] - starts[:, 0]).astype(float) ** settings.label_power
    shares /= shares.sum()
    return shares


def expected(arrays: dict[str, np.ndarray], labels: np.ndarray, settings: Settings) -> np.ndarray:
    """Return the expected occurrences of each word in a stretch."""
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
    typos = np.flatnonzero(arrays["typo"] != np.arange(len(often)))
    np.add.at(often, arrays["typo"][typos], often[typos] * settings.typo_share)
    return often


def _chosen(
    settings: Settings,
    kernels: Kernels,
    bounds: np.ndarray,
    hashes: np.ndarray,
    often: np.ndarray,
) -> np.ndarray:
    """Return the hashes that get a row: those in two words or more, and often enough."""
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
    """Return the hashes of words that get a row as a whole: the last n-gram of each."""
    one_piece = np.array([len(word) in WHOLE for word in words])
    last: np.ndarray = bounds[1:][one_piece & (often >= settings.least_whole)] - 1
    found: np.ndarray = hashes[last]
    return found
