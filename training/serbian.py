"""``python -m training.serbian --corpus DIR --out DIR``: the tables of foreign words in Serbian.

Transliteration to Cyrillic leaves foreign words in Latin letters. Two tables identify them: the
log-odds of each trigram that a word is foreign, and the words for which the trigrams are wrong.
Both are learned from word lists: words of the Cyrillic list of Serbian are Serbian, because they
were written in Cyrillic; words of the English, German, French, Italian and Spanish lists that no
Serbian list has are foreign. Each run prints the accuracy of the method on held-out words.
"""

from __future__ import annotations

import argparse
import lzma
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from math import log1p
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np

from polyglot_norm.transliteration.serbian.foreign_words import FOREIGN_FROM, SCALE, trigrams
from training.corpus import Corpus

NEIGHBOURS = ("de", "fr", "it", "es")
MOST_NEIGHBOUR_WORDS = 25_000
LEAST_ENGLISH = 0.5
"""Occurrences per million below which English words are names and noise."""

NOISE = 200
"""Ratio of frequencies from which an English word is in the Serbian list by mistake."""

SHARED = 5
"""Ratio of frequencies from which a word is English next to foreign words."""

LISTED_ENGLISH, LISTED_UNCLEAR, CLEAR = 3_000, 6_000, -16
"""Numbers of the most frequent English words to list whatever their score, and to list unless their
score is clearly Serbian. Larger numbers, up to 30,000, lost more transcribed names (`Tramp`) than
they found foreign words."""

STEMS, LOWER_STEMS, SHORTEST_STEM = 12_000, 20_000, 4
"""Numbers of the most frequent English words that may take Serbian endings, and of those that may
only in lower case, where no name can be meant."""

MACEDONIAN = 0.15
"""Occurrences per million from which a word of the Macedonian list shows that a word is a loan."""

LEAST_TYPES = 8
"""Number of words that a trigram must occur in."""

L1, EPOCHS, RATE, BATCH = 1e-4, 12, 0.15, 512

LATIN = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True))
TO_LATIN = str.maketrans(LATIN | {"љ": "lj", "њ": "nj", "џ": "dž"})
UNMARKED = str.maketrans("čćšž", "ccsz")
SERBIAN = re.compile("[abcdefghijklmnoprstuvzčćđšž]+")
PLAIN = re.compile("[abcdefghijklmnoprstuvz]{3,}")
IJEKAVIAN = re.compile("[čćđšž]|ij[ea]|[lnvmbptsdc]je")


class Words(NamedTuple):
    """Words and their occurrences per million, by kind."""

    native: Mapping[str, float]
    foreign: Mapping[str, float]
    either: Mapping[str, float]
    english: Mapping[str, float]
    loans: Sequence[str]


class Example(NamedTuple):
    """A word with its label and its weight in training."""

    word: str
    foreign: bool
    weight: float


def read(corpus: Corpus) -> Words:
    """Return the word lists of a corpus, sorted into Serbian, foreign, and both."""
    english = dict(corpus.lexicon("en"))
    native = {
        word: weight
        for word, weight in _independent(corpus)
        if SERBIAN.fullmatch(word) and english.get(word, 0) <= NOISE * weight
    }
    either = {
        word: english[word]
        for word, weight in native.items()
        if english.get(word, 0) > max(SHARED * weight, LEAST_ENGLISH)
    }
    latin = _latin(corpus)
    _add_spellings(native, latin, english)
    loans = sorted({*native, *_macedonian(corpus)})
    return Words(native, _foreign(corpus, english, native, latin), either, english, loans)


def _macedonian(corpus: Corpus) -> Iterator[str]:
    """Yield the words of the Macedonian list, which is independent of Serbian, in Latin letters."""
    return (
        word.translate(TO_LATIN) for word, weight in corpus.lexicon("mk") if weight >= MACEDONIAN
    )


def _latin(corpus: Corpus) -> dict[str, float]:
    """Return the words of Serbian Latin text, including foreign words."""
    latin: dict[str, float] = {}
    for tag in ("sr-Latn", "bs", "hr"):
        for word, weight in corpus.lexicon(tag):
            latin[word] = max(latin.get(word, 0.0), weight)
    return latin


def _add_spellings(
    native: dict[str, float], latin: Mapping[str, float], english: Mapping[str, float]
) -> None:
    """Add words of the Latin lists that cannot be foreign names, and words without diacritics."""
    for word, weight in latin.items():
        if word not in english and SERBIAN.fullmatch(word) and IJEKAVIAN.search(word):
            native.setdefault(word, weight / 2)
    for word, weight in list(native.items()):
        bare = word.replace("đ", "dj").translate(UNMARKED)
        if bare != word and bare not in english:
            native.setdefault(bare, weight / 8)


def _foreign(
    corpus: Corpus,
    english: Mapping[str, float],
    native: Mapping[str, float],
    latin: Mapping[str, float],
) -> dict[str, float]:
    foreign = {w: f for w, f in english.items() if f > LEAST_ENGLISH and _is_new(w, native)}
    for tag in NEIGHBOURS:
        for word, weight in islice(corpus.lexicon(tag), MOST_NEIGHBOUR_WORDS):
            if word not in latin and _is_new(word, native):
                foreign[word] = max(foreign.get(word, 0.0), weight / 4)
    return foreign


def _independent(corpus: Corpus) -> Iterator[tuple[str, float]]:
    """Yield the Cyrillic word list in Latin letters.

    Words found only in the sentences of the corpus are left out, so that the sentences can be used
    for evaluation.
    """
    path = corpus.folder / "lexicon" / "sr-Cyrl.txt.xz"
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            word, weight, source = line.rstrip("\n").split("\t")
            if source != "train":
                yield word.translate(TO_LATIN), float(weight)


def _is_new(word: str, native: Mapping[str, float]) -> bool:
    return word not in native and PLAIN.fullmatch(word) is not None


def examples(words: Words, choose: Callable[[str], bool]) -> list[Example]:
    """Return the chosen words, weighted by the logarithm of their frequencies."""
    return [
        Example(word, foreign, 1 + log1p(10 * weight))
        for foreign, group in ((False, words.native), (True, words.foreign))
        for word, weight in sorted(group.items())
        if choose(word)
    ]


def fit(found: list[Example]) -> dict[str, int]:
    """Return the weights of trigrams, by sparse logistic regression, as integers."""
    counts = Counter(trigram for example in found for trigram in set(trigrams(example.word)))
    names = sorted(trigram for trigram, count in counts.items() if count >= LEAST_TYPES)
    index = {trigram: number for number, trigram in enumerate(names)}
    rows = [
        np.array([index[one] for one in trigrams(example.word) if one in index], np.int64)
        for example in found
    ]
    answers = np.array([example.foreign for example in found], float)
    importance = np.array([example.weight for example in found])
    weights = _descend(rows, answers, importance / importance.mean(), len(index))
    whole = np.clip(np.rint(weights * SCALE), -127, 127).astype(int)
    return {trigram: int(whole[number]) for trigram, number in index.items() if whole[number]}


def _descend(
    rows: list[np.ndarray], answers: np.ndarray, importance: np.ndarray, width: int
) -> np.ndarray:
    """Return weights fitted by AdaGrad with a proximal L1 step after each batch."""
    weights, squares = np.zeros(width), np.full(width, 1e-3)
    chance = np.random.default_rng(1)
    for _ in range(EPOCHS):
        order = chance.permutation(len(rows))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            columns = np.concatenate([rows[i] for i in batch])
            owner = np.repeat(np.arange(len(batch)), [len(rows[i]) for i in batch])
            scores = np.bincount(owner, weights[columns], len(batch))
            off = (1 / (1 + np.exp(-scores)) - answers[batch]) * importance[batch]
            slope = np.bincount(columns, off[owner], width) / BATCH
            seen = np.nonzero(slope)[0]
            squares[seen] += slope[seen] ** 2
            rate = RATE / np.sqrt(squares[seen])
            moved = weights[seen] - rate * slope[seen]
            weights[seen] = np.sign(moved) * np.maximum(np.abs(moved) - rate * L1, 0)
    return weights


def score(weights: Mapping[str, int], word: str) -> int:
    """Return the log-odds that a word is foreign, in units of 1 / SCALE."""
    return sum(weights.get(trigram, 0) for trigram in trigrams(word))


def exceptions(words: Words, weights: Mapping[str, int]) -> dict[str, list[str]]:
    """Return the words for which the score is wrong, by kind."""
    ranked = sorted(words.english, key=lambda word: -words.english[word])
    frequent = ranked[:LISTED_UNCLEAR]
    listed = set(frequent)
    any_spelling = set(frequent[:LISTED_ENGLISH])
    return {
        "native": sorted(
            word
            for word in words.native
            if len(word) > 2 and word not in words.either and score(weights, word) >= FOREIGN_FROM
        ),
        "either": sorted(word for word in words.either if word in listed),
        "foreign": sorted(
            word
            for word in frequent
            if word in words.foreign
            and (word in any_spelling or score(weights, word) >= CLEAR)
            and score(weights, word) < FOREIGN_FROM
        ),
        "stem": sorted(word for word in ranked[:STEMS] if _is_stem(word, words)),
        "lower": sorted(word for word in ranked[STEMS:LOWER_STEMS] if _is_stem(word, words)),
    }


def _is_stem(word: str, words: Words) -> bool:
    """Return True if a word is foreign, and no Serbian or Macedonian word begins with it."""
    if word not in words.foreign or len(word) < SHORTEST_STEM:
        return False
    at = bisect_left(words.loans, word)
    return at == len(words.loans) or not words.loans[at].startswith(word)


def report(words: Words) -> None:
    """Print the accuracy on half of the words of weights learned from the other half."""
    weights = fit(examples(words, lambda word: crc32(word.encode()) % 2 == 0))
    print(f"half: {len(weights)} trigrams")
    for name, group in (("native", words.native), ("foreign", words.foreign)):
        held = {word: f for word, f in group.items() if crc32(word.encode()) % 2}
        taken = [word for word in held if score(weights, word) >= FOREIGN_FROM]
        share = sum(held[word] for word in taken) / sum(held.values())
        print(f"{name}: {len(taken) / len(held):.4f} of words, {share:.4f} of occurrences foreign")


def write(folder: Path, weights: Mapping[str, int], listed: Mapping[str, Iterable[str]]) -> None:
    """Write both tables: trigrams by weight, and words by kind and first letter."""
    by_weight = sorted(weights, key=lambda trigram: (weights[trigram], trigram))
    rows = [
        f"{weight}\t{' '.join(group)}"
        for weight, group in groupby(by_weight, key=lambda trigram: weights[trigram])
    ]
    _write(folder / "serbian-spelling.tsv", "weight\ttrigrams", rows)
    rows = [
        f"{kind}\t{' '.join(group)}"
        for kind, found in listed.items()
        for _, group in groupby(found, key=lambda word: word[0])
    ]
    _write(folder / "serbian-words.tsv", "kind\twords", rows)


ABOUT = """\
# Generated by training/serbian.py from the word lists of the training corpus; do not edit.
# Source: figures computed from Tesseract's word lists (Apache-2.0), FrequencyWords (CC BY-SA 4.0)
# and the sentences of the corpus; see NOTICE.md and training/README.md.
# Licence: same as the package.
"""


def _write(path: Path, header: str, rows: list[str]) -> None:
    path.write_text(ABOUT + "\n".join([header, *rows]) + "\n", encoding="utf-8")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.serbian", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the corpus")
    parser.add_argument("--out", type=Path, required=True, help="folder of the two tables to write")
    given = parser.parse_args()
    words = read(Corpus(given.corpus))
    print(f"{len(words.native)} Serbian, {len(words.foreign)} foreign, {len(words.either)} both")
    report(words)
    weights = fit(examples(words, lambda _: True))
    listed = exceptions(words, weights)
    print(f"all: {len(weights)} trigrams, " + ", ".join(f"{len(w)} {k}" for k, w in listed.items()))
    write(given.out, weights, listed)


if __name__ == "__main__":
    main()
