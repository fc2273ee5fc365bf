"""Accuracy of restoring diacritics, beside leaving words bare and their usual spelling.

    python -m benchmarks.diacritics --corpus ../shared/corpus

Measured on development sentences without their marks. With ``--fold N --tables FILE`` the sentences
are the training ones, by source, that `training.diacritics --hold-back N` left out of the file.
A sentence with a mark counts as written with all of its marks. In the others, many of which need
none, every mark counts as false.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zlib import crc32

from benchmarks.corpus import Corpus
from polyglot_norm.normalisation.diacritics import hash_tables
from polyglot_norm.normalisation.diacritics.restore import LANGUAGES, Restorer
from polyglot_norm.normalisation.diacritics.spelling import MARKED, bare, choices
from training.diacritics import WORD, sentences, sourced

Spell = Callable[[list[str]], list[str]]
"""Bare words to words."""


@dataclass(slots=True)
class Score:
    """Counts of words: ``needing`` have a mark, ``false`` are bare ones that were given one."""

    words: int = 0
    right: int = 0
    needing: int = 0
    needing_right: int = 0
    false: int = 0

    def add(self, gold: str, found: str) -> None:
        """Count a word."""
        needs = any(char in MARKED for char in gold)
        self.words += 1
        self.right += gold == found
        self.needing += needs
        self.needing_right += needs and gold == found
        self.false += not needs and gold != found

    def __str__(self) -> str:
        bare_words = self.words - self.needing
        return (
            f"{self.right / max(1, self.words):7.2%} of {self.words:6,} words"
            f"  {self.needing_right / max(1, self.needing):7.2%} of {self.needing:5,} with a mark"
            f"  {self.false / max(1, bare_words):7.3%} false"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--tables", type=Path)
    options = parser.parse_args()
    tables = hash_tables.load(options.tables) if options.tables else hash_tables.packaged()
    for lang in LANGUAGES:
        spells: dict[str, Spell] = {
            "as it is": list,
            "usual spelling": partial(_usual, _most_frequent(options.corpus, lang, options.fold)),
            "restored": partial(_restored, [Restorer(tables, lang)]),
        }
        if lang != "sl":
            three = [Restorer(tables, each) for each in ("sr-Latn", "hr", "bs")]
            spells["as sh-Latn"] = partial(_restored, three)
        for source, lines in _lines(options.corpus, lang, options.fold).items():
            _report(f"{lang} {source}", lines, spells)


def _lines(root: Path, lang: str, fold: int) -> dict[str, list[str]]:
    """Return the sentences to measure on, by source."""
    if not fold:
        return {"development": Corpus(root).sentences(lang)}
    found: dict[str, list[str]] = defaultdict(list)
    for source, line in sourced(root, lang):
        if crc32(line.encode()) % fold == 0:
            found[source].append(line)
    return found


def _most_frequent(root: Path, lang: str, fold: int) -> dict[str, str]:
    """Return the most frequent word of each bare form in the training sentences."""
    counts = Counter(word for words in sentences(root, lang, fold) for word in words)
    found: dict[str, str] = {}
    for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        found.setdefault(bare(word), word)
    return found


def _usual(usual: dict[str, str], words: list[str]) -> list[str]:
    return [usual.get(word, word) for word in words]


def _restored(restorers: list[Restorer], words: list[str]) -> list[str]:
    found = [restorer.spell(words) for restorer in restorers]
    best = max(found, key=lambda spelt: sum(score for score, _ in spelt))
    return [_spelt(word, spelling) for word, (_, spelling) in zip(words, best, strict=True)]


def _spelt(word: str, spelling: int) -> str:
    pieces, at = [], 0
    for place, letter in choices(word, spelling):
        pieces += [word[at : place.start], letter]
        at = place.end
    return "".join([*pieces, word[at:]])


def _report(name: str, lines: Iterable[str], spells: dict[str, Spell]) -> None:
    scores = {spell: (Score(), Score()) for spell in spells}
    for line in lines:
        gold = WORD.findall(line.lower())
        marked = any(char in MARKED for char in line)
        for spell, function in spells.items():
            for meant, found in zip(gold, function([bare(w) for w in gold]), strict=True):
                scores[spell][not marked].add(meant, found)
    for spell, (marked_score, bare_score) in scores.items():
        false = f"{bare_score.false / max(1, bare_score.words):.2%} of {bare_score.words:,}"
        print(f"{name:28} {spell:15} {marked_score}; without marks: {false} false", flush=True)


if __name__ == "__main__":
    main()
