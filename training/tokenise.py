"""Stage 1: the corpus as numbers: the words of each script, and each tag's text in them."""

from __future__ import annotations

import random
import re
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from polyglot_norm.language.ngrams import fold_word
from polyglot_norm.text.character_tables import SCRIPTS
from polyglot_norm.text.words import scan
from training.corpus import Corpus
from training.settings import Settings
from training.variants import SHARES, with_typo, without_diacritics

# Scripts without spaces: a run is cut at random, so that short stretches occur too.
RUNS = {"Hani", "Mymr"}
LONGEST_RUN_PIECE = 12


class Words:
    """The distinct folded words of one script, numbered."""

    def __init__(self, script: str, chance: random.Random) -> None:
        self.numbers: dict[str, int] = {}
        self.seen: dict[str, int] = {}
        self.script = SCRIPTS.index(script)
        self.in_runs = script in RUNS
        self.chance = chance

    def number(self, word: str) -> int:
        """Return the number of a folded word."""
        return self.numbers.setdefault(word, len(self.numbers))

    def of(self, text: str) -> list[int]:
        """Return the numbers of the words of a text that are in this script."""
        flat = scan(text)
        found: list[int] = []
        for at in range(0, len(flat), 3):
            if flat[at + 2] == self.script:
                word = text[flat[at] : flat[at + 1]]
                if self.in_runs:
                    found.extend(map(self.number, self.pieces(fold_word(word))))
                else:
                    found.append(self.number_unfolded(word))
        return found

    def number_unfolded(self, word: str) -> int:
        """Return the number of a word as it is written."""
        number = self.seen.get(word)
        if number is None:
            number = self.seen[word] = self.number(fold_word(word))
        return number

    def is_one(self, text: str) -> bool:
        """Return True if a text is one word of this script and nothing else."""
        return list(scan(text)) == [0, len(text), self.script]

    def pieces(self, run: str) -> Iterator[str]:
        """Yield the pieces of a run cut at random."""
        while run:
            size = self.chance.randint(1, LONGEST_RUN_PIECE)
            yield run[:size]
            run = run[size:]


def tokenise(corpus: Corpus, settings: Settings, folder: Path) -> None:
    """Write ``<script>.words`` and ``<script>.npz`` for each script that several tags share."""
    for script, tags in corpus.by_script().items():
        chance = random.Random(f"{settings.seed} {script}")  # noqa: S311
        words = Words(script, chance)
        arrays: dict[str, Any] = dict(_texts(corpus, settings, tags, words))
        arrays |= _variants(settings, tags, words, arrays)
        arrays["strip_shares"] = np.array([SHARES.get(tag, 0) for tag in tags])
        arrays["tags"] = np.array(tags)
        np.savez(folder / f"{script}.npz", **arrays)
        (folder / f"{script}.words").write_text("\n".join(words.numbers), encoding="utf-8")
        print(f"  {script}: {len(tags)} tags, {len(words.numbers)} words, "
              f"{len(arrays['tokens'])} in text")  # fmt: skip


def read_words(folder: Path, script: str) -> list[str]:
    """Return the words that `tokenise` wrote, by number."""
    return (folder / f"{script}.words").read_text(encoding="utf-8").split("\n")


def _texts(
    corpus: Corpus, settings: Settings, tags: list[str], words: Words
) -> dict[str, np.ndarray]:
    """Return the word numbers of all tags; ``starts`` has the bounds of each text and list."""
    tokens, ends, starts = array("I"), bytearray(), []
    for tag in tags:
        first = len(tokens)
        for sentence in corpus.sentences(tag):
            found = words.of(sentence)
            if found:
                tokens.extend(found)
                ends += bytes(len(found) - 1) + b"\1"
        middle = len(tokens)
        if not words.in_runs:
            tokens.extend(_pool(corpus.lexicon(tag), settings, words))
        ends += b"\1" * (len(tokens) - middle)
        starts.append((first, middle, middle, len(tokens)))
    return {
        "tokens": np.frombuffer(tokens, np.uint32),
        "line_end": np.frombuffer(bytes(ends), np.uint8),
        "starts": np.array(starts, np.int64),
    }


def _pool(lexicon: Iterable[tuple[str, float]], settings: Settings, words: Words) -> list[int]:
    """Return words drawn from a word list by their flattened weights."""
    entries = [(word, weight) for word, weight in lexicon if words.is_one(word)]
    if len(entries) < settings.least_lexicon:
        return []
    chances = np.array([weight for _, weight in entries]) ** settings.flatten
    drawn = np.random.default_rng(settings.seed).choice(
        len(entries), settings.pool, p=chances / chances.sum()
    )
    return [words.number_unfolded(entries[at][0]) for at in drawn]


def _variants(
    settings: Settings, tags: list[str], words: Words, arrays: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Return the number of each word without diacritics, and of each with a typo."""
    base = list(words.numbers)
    stripped, typos = list(range(len(base))), list(range(len(base)))
    seen: set[int] = set()
    for tag, (first, _, _, last) in zip(tags, arrays["starts"], strict=True):
        if tag in SHARES:
            fresh = set(np.unique(arrays["tokens"][first:last]).tolist()) - seen
            seen |= fresh
            for word in sorted(fresh):
                if not base[word].isascii():
                    stripped[word] = words.number(without_diacritics(base[word], tag))
    for word, letters in enumerate(base):
        if words.chance.random() < settings.typos and not re.search(r"[\W\d]", letters):
            typos[word] = words.number(with_typo(letters, words.chance))
    more = list(range(len(base), len(words.numbers)))
    return {
        "stripped": np.array(stripped + more, np.uint32),
        "typo": np.array(typos + more, np.uint32),
    }
