"""What the n-grams of a new language weigh beside those of a model, and how likely it is met."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Final, NamedTuple

from polyglot_norm.language.learned import Weights
from polyglot_norm.language.model import LARGEST, SCALE, Table
from polyglot_norm.language.ngrams import hash_ngrams
from polyglot_norm.language.table_layout import Row
from polyglot_norm.learning import stretches
from polyglot_norm.learning.lessons import Lesson
from polyglot_norm.learning.regression import Example, fit
from polyglot_norm.learning.rivals import Rivals
from polyglot_norm.learning.vocabulary import known_words

OWN, OTHERS = 15_000, 30_000
"""Stretches of the text, and of words of the model's languages."""

SEEN: Final = 3
"""Occurrences from which an n-gram has a row; one of a part of a word must be in two words."""

BONUS: Final = round(0.4 * SCALE)
"""What each word that begins like one of the language is worth besides. Fitting is cautious, as
the language is one of many; so more of its sentences are found, for less than by a higher prior."""

TAKEN: Final = 0.002
"""The share of single words of other languages that the prior may take,"""

WANTED: Final = 0.95
"""unless it takes more to find this share of the lines held out,"""

RAREST, COMMONEST = -1.0, 1.0
"""within these bounds for how often it is met."""

FEWEST_WORDS: Final = 5
"""Words of a line that is long enough to be found for sure."""

TRIALS: Final = 8_000
"""Stretches of other languages that are tried."""

TRIED: Final = 5
"""One word of so many is kept to try what is taken from other languages."""


class Weighed(NamedTuple):
    """The weights of a language; ``recall`` is the share of the lines held out that it gets."""

    weights: Weights
    recall: float


class _Weighing(NamedTuple):
    """What is known of a language while it is weighed."""

    table: Table
    rivals: Rivals
    rows: _Rows
    weights: Sequence[int]

    def leads(self, some: Iterable[Sequence[str]]) -> list[float]:
        """Return by how much the language leads in stretches, without a prior; least first."""
        return sorted(
            sum(self.weights[row] for row in self.rows.of(words)) / SCALE - self.rivals.best(words)
            for words in some
        )


def weigh(table: Table, lesson: Lesson) -> Weighed:
    """Return what the n-grams of a text weigh beside those of a table."""
    rivals = Rivals(table)
    rows = _Rows(lesson.lines, table.orders)
    words = known_words(table, {word for line in lesson.lines for word in line})
    own = stretches.of_lines(lesson.lines, OWN, seed=1)
    kept = words[::TRIED]
    fitted = sorted(set(words).difference(kept))
    others = stretches.of_vocabularies(rivals.vocabularies(fitted), OTHERS, seed=2)
    # Each language of the model was drawn as often in its training as any other, by and large.
    balance = math.log(OWN / OTHERS * len(table.tags))
    examples = [
        Example(rows.of(stretch), balance - rivals.together(stretch), target)
        for target, some in ((1, own), (0, others))
        for stretch in some
    ]
    weights = [_rounded(weight) for weight in fit(examples, len(rows.keys))]
    for row in rows.beginnings:
        weights[row] = min(LARGEST, weights[row] + BONUS)
    found = _Weighing(table, rivals, rows, weights)
    return _calibrated(found, lesson, rivals.vocabularies(kept))


class _Rows:
    """The n-grams that get a row: those that are frequent enough in some lines.

    ``beginnings`` are the rows of the first n-gram of words, one for each word.
    """

    def __init__(self, lines: Iterable[Sequence[str]], orders: tuple[int, ...]) -> None:
        self._orders = orders
        self._cache: dict[str, list[int]] = {}
        counts = Counter(word for line in lines for word in line)
        often: Counter[int] = Counter()
        words: dict[int, int] = defaultdict(int)
        whole: set[int] = set()
        first: set[int] = set()
        for word, count in counts.items():
            hashes = hash_ngrams([word], orders)[1]
            whole.add(hashes[-1])
            first.add(hashes[0])
            for ngram in set(hashes):
                often[ngram] += count
                words[ngram] += 1
        self.keys = [
            ngram
            for ngram, count in sorted(often.items())
            if count >= SEEN and (words[ngram] > 1 or ngram in whole)
        ]
        self._numbers: Mapping[int, int] = {ngram: at for at, ngram in enumerate(self.keys)}
        self.beginnings = [self._numbers[ngram] for ngram in first if ngram in self._numbers]

    def of(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of the rows of words, as often as they occur."""
        return [row for word in words for row in self._of_word(word)]

    def _of_word(self, word: str) -> list[int]:
        found = self._cache.get(word)
        if found is None:
            hashes = hash_ngrams([word], self._orders)[1]
            found = [self._numbers[ngram] for ngram in hashes if ngram in self._numbers]
            self._cache[word] = found
        return found


def _rounded(weight: float) -> int:
    return max(-LARGEST, min(LARGEST, round(weight * SCALE)))


def _calibrated(
    found: _Weighing, lesson: Lesson, vocabularies: Mapping[int, Sequence[str]]
) -> Weighed:
    """Return the weights with a prior by which enough is found, and little taken from others."""
    table = found.table
    own = found.leads(line for line in lesson.held_out if len(line) >= FEWEST_WORDS)
    needed = -_at(own, 1 - WANTED)
    words = stretches.by_language(vocabularies, (1, 1), TRIALS, seed=3)
    allowed = -_at(found.leads(words), 1 - TAKEN)
    # What training took for the share of a language that is drawn like most others.
    share = median(prior - met for prior, met in zip(table.priors, table.met, strict=True)) / SCALE
    met = max(RAREST, min(COMMONEST, max(needed, allowed) - share))
    prior = met + share
    recall = sum(lead + prior > 0 for lead in own) / max(1, len(own))
    pairs = zip(found.rows.keys, found.weights, strict=True)
    made = [Row(key, [(0, weight)]) for key, weight in pairs]
    return Weighed(Weights(made, table.orders, round(prior * SCALE), round(met * SCALE)), recall)


def _at(ranked: Sequence[float], share: float) -> float:
    """Return the value below which there is a share of some."""
    return ranked[min(int(share * len(ranked)), len(ranked) - 1)] if ranked else 0.0
