"""The letter models that informal Latin letters are read back by, from the corpus to one file.

    python -m training.letter_model --corpus DIR --out polyglot_norm/data/letter-models.bin

Words with their frequency in sentences and word lists become n-grams of up to five letters, whose
probabilities are interpolated as Witten and Bell do, and those rarer than `LEAST` are left out. The
same corpus gives the same file.
"""

from __future__ import annotations

import argparse
import lzma
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from polyglot_norm.normalisation.diacritics.hash_tables import write
from polyglot_norm.transliteration.letter_model import EDGE, LARGEST, ORDER, START, STEPS

LETTERS = {"ru": "а-яё", "bg": "а-я", "uk": "а-щьюяґєії’", "el": "α-ωάέήίόύώϊϋΐΰ"}

OF_TEXT, OF_LIST = 0.6, 0.4
"""The weights of the frequency in sentences and of that in the word list, as in `diacritics`."""

DAMPING = 0.75
"""The power of a word's frequency that it counts for, so that rare words count for more."""

BACKING_OFF = 2.0
"""How many occurrences each different letter after a context is worth for letters not seen."""

LEAST = 10.0
"""The least weight of an n-gram of more than two letters. With 5, half as many n-grams again give
0.1 to 1.3 % more words; with 20, a third less take as many."""

Counts = list[dict[str, float]]
"""The weights of n-grams, by their length."""


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    tables: dict[str, Mapping[str, bytes]] = {}
    for language in LETTERS:
        tables |= rows(ngrams(frequencies(options.corpus, language)), language)
    for name, found in tables.items():
        print(f"{name}: {len(found):,} rows")
    write(options.out, tables, {"least": LEAST})
    print(f"{options.out}: {options.out.stat().st_size:,} bytes")


def frequencies(corpus: Path, language: str) -> dict[str, float]:
    """Return the words of a language with their frequency per million."""
    pattern = re.compile(f"[{LETTERS[language]}]+")
    counts: Counter[str] = Counter()
    for line in _lines(corpus / "train" / f"{language}.txt.xz"):
        counts.update(pattern.findall(_plain(line.partition("\t")[2])))
    million = OF_TEXT * 1e6 / sum(counts.values())
    found = defaultdict(float, {word: count * million for word, count in counts.items()})
    for line in _lines(corpus / "lexicon" / f"{language}.txt.xz"):
        word, weight, _ = line.split("\t")
        if pattern.fullmatch(_plain(word)):
            found[_plain(word)] += OF_LIST * float(weight)
    return found


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as file:
        yield from file


def _plain(text: str) -> str:
    return text.lower().replace("'", "’")


def ngrams(words: Mapping[str, float]) -> Counts:
    """Return the weights of the n-grams of words, by length, without the rare ones."""
    found: Counts = [defaultdict(float) for _ in range(ORDER + 1)]
    for word, frequency in sorted(words.items()):
        letters = f"{START}{word}{EDGE}"
        for end in range(ORDER, len(letters) + 1):
            for length in range(1, ORDER + 1):
                found[length][letters[end - length : end]] += frequency**DAMPING
    kept = [{gram: n for gram, n in by_gram.items() if n >= LEAST} for by_gram in found]
    return [*found[:3], *kept[3:]]


def rows(counts: Counts, language: str) -> dict[str, dict[str, bytes]]:
    """Return the tables of a language: costs, and in the short one those of backing off."""
    sums: dict[str, float] = defaultdict(float)
    letters: Counter[str] = Counter()
    for by_gram in counts[1:]:
        for gram, weight in by_gram.items():
            sums[gram[:-1]] += weight
            letters[gram[:-1]] += 1
    chances = {"": 1 / len(counts[1])}
    for by_gram in counts[1:]:
        for gram, weight in by_gram.items():
            unseen = BACKING_OFF * letters[gram[:-1]]
            wider = chances[gram[1:]]
            chances[gram] = (weight + unseen * wider) / (sums[gram[:-1]] + unseen)
    unseen_share = {
        context: BACKING_OFF * letters[context] / (total + BACKING_OFF * letters[context])
        for context, total in sums.items()
    }
    short = {gram: bytes((LARGEST, _cost(share))) for gram, share in unseen_share.items() if gram}
    short |= {
        gram: bytes((_cost(chances[gram]), _cost(unseen_share.get(gram, 1.0))))
        for by_gram in counts[1:ORDER]
        for gram in by_gram
    }
    long = {gram: bytes([_cost(chances[gram])]) for gram in counts[ORDER]}
    return {f"{language} short": short, f"{language} long": long}


def _cost(chance: float) -> int:
    return min(LARGEST, round(-math.log(chance) * STEPS))


if __name__ == "__main__":
    main()
