"""The tables that `restore_diacritics` reads, from the corpus to one binary file.

    python -m training.diacritics --corpus ../shared/corpus --out polyglot_norm/data/diacritics.bin

    sentences, word lists ──▶ weights of words by language ──▶ spellings of each bare form
                                     │                                 │
                letters around each c, s, z, d: a decision list        │ what the letters get wrong
                                     │                                 ▼ or may be several words
                                     │                           the word list
                                     │                                 │
                                     │           neighbours: softmax regression, a form each
                                     └────────────────┬────────────────┘
                                              hash_tables.write

The same corpus gives the same file. With ``--hold-back N`` the sentences whose hash is divisible by
N are left out, for `benchmarks/diacritics.py --fold N` to measure on.
"""

from __future__ import annotations

import argparse
import lzma
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from zlib import crc32

from polyglot_norm.normalisation.diacritics.hash_tables import write
from polyglot_norm.normalisation.diacritics.restore import (
    LANGUAGES,
    MOST,
    STEP,
    by_letters,
    serialised_spelling,
)
from polyglot_norm.normalisation.diacritics.spelling import (
    MARKED,
    bare,
    has_places,
    number,
)
from training.context_regression import context_weights
from training.decision_list import decision_list

GROUPS = ("bcs", "sl")
TWEETS = ("babushka-reldi", "babushka-janes")
"""Many of these were typed in bare ASCII; only those with a mark are used."""

WORD = re.compile(r"[a-zčćšžđ]+")
OF_TEXT, OF_LIST = 0.6, 0.4
"""The weights of the frequency in sentences and of that in the word list."""

RARE = 0.012
"""A spelling with a smaller share of its form in every language is a typo."""

D_ALONE = 0.15
"""The frequency of đ typed as d, where dj counts as 1."""

LEAST_WEIGHT = 0.12
"""Rarer words, per million, are left to the letters."""

Weights = dict[str, dict[str, float]]
"""Words with their frequency per million, by language."""


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hold-back", type=int, default=0)
    options = parser.parse_args()
    tables: dict[str, Mapping[str, bytes]] = {}
    for group in GROUPS:
        langs = [tag for tag, (name, _) in LANGUAGES.items() if name == group]
        texts = {lang: list(sentences(options.corpus, lang, options.hold_back)) for lang in langs}
        tables |= {f"{group} {name}": rows for name, rows in _tables(options.corpus, texts).items()}
    for name, rows in tables.items():
        print(f"{name}: {len(rows):,} rows")
    write(options.out, tables, {"hold-back": options.hold_back})
    print(f"{options.out}: {options.out.stat().st_size:,} bytes")


def sentences(corpus: Path, lang: str, hold_back: int = 0) -> Iterator[list[str]]:
    """Yield the words of each training sentence typed with its marks, in lower case."""
    for source, line in sourced(corpus, lang):
        held = hold_back and crc32(line.encode()) % hold_back == 0
        if not held and (source not in TWEETS or any(char in MARKED for char in line)):
            words = WORD.findall(line.lower())
            if words:
                yield words


def sourced(corpus: Path, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the training sentences, each after the name of its source."""
    path = corpus / "train" / f"{lang}.txt.xz"
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as file:
        for line in file:
            source, _, text = line.rstrip("\n").partition("\t")
            yield source, text


def _tables(corpus: Path, texts: Mapping[str, list[list[str]]]) -> dict[str, dict[str, bytes]]:
    """Return the three tables of a group of languages."""
    counts = {lang: Counter(w for words in found for w in words) for lang, found in texts.items()}
    weights = {lang: _weights(corpus, lang, counts[lang]) for lang in texts}
    forms = _forms(weights)
    letters = decision_list(forms)
    listed = {
        form: spellings
        for form, spellings in forms.items()
        if len(spellings) > 1 or by_letters(letters.get, form) != next(iter(spellings))
    }
    words = {
        form: b"".join(serialised_spelling(*item) for item in sorted(_steps(spellings).items()))
        for form, spellings in listed.items()
    }
    doubtful = {form: _steps(found) for form, found in listed.items() if len(found) > 1}
    return {"words": words, "letters": letters, "context": context_weights(texts, doubtful)}


def _weights(corpus: Path, lang: str, counts: Counter[str]) -> dict[str, float]:
    """Return the frequency of each word per million, from sentences and the word list.

    Lists made of subtitles have many words without their marks: a bare word that occurs in no
    sentence is taken for one of these if the list has a form of it with marks.
    """
    million = 1e6 / sum(counts.values())
    weights: dict[str, float] = defaultdict(float)
    for word, count in counts.items():
        weights[word] += OF_TEXT * count * million
    marked = {bare(word) for word in counts if bare(word) != word}
    listed = dict(_lexicon(corpus, lang))
    marked.update(bare(word) for word in listed if bare(word) != word)
    for word, weight in listed.items():
        if not (bare(word) == word and word in marked and word not in counts):
            weights[word] += OF_LIST * weight
    for word in list(weights):
        if bare(word) == word and word in marked and word in counts:
            weights[word] = counts[word] * million
    return weights


def _lexicon(corpus: Path, lang: str) -> Iterator[tuple[str, float]]:
    with lzma.open(corpus / "lexicon" / f"{lang}.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            word, weight, _ = line.split("\t")
            if WORD.fullmatch(word):
                yield word, float(weight)


def _forms(weights: Weights) -> dict[str, dict[int, list[float]]]:
    """Return each bare form that could have a mark, with its spellings' weights by language."""
    found: dict[str, dict[int, list[float]]] = defaultdict(dict)
    for column, by_word in enumerate(weights.values()):
        for word, weight in by_word.items():
            if weight < LEAST_WEIGHT or len(word) < 2:
                continue
            typed = [(bare(word), weight)]
            if "đ" in word:
                typed.append((bare(word, d_alone=True), weight * D_ALONE))
            for form, share in typed:
                spelling = number(form, word) if has_places().search(form) else None
                if spelling is not None:
                    row = found[form].setdefault(spelling, [0.0] * len(weights))
                    row[column] += share
    return {form: _without_typos(spellings) for form, spellings in found.items()}


def _without_typos(spellings: dict[int, list[float]]) -> dict[int, list[float]]:
    totals = [sum(column) or 1.0 for column in zip(*spellings.values(), strict=True)]
    kept = {
        spelling: row
        for spelling, row in spellings.items()
        if any(weight / total >= RARE for weight, total in zip(row, totals, strict=True))
    }
    best = max(sum(row) for row in kept.values())
    return {s: row for s, row in kept.items() if sum(row) >= RARE * best}


def _steps(spellings: Mapping[int, list[float]]) -> dict[int, list[int]]:
    """Return weights as logarithms in steps; 0 for none."""
    return {
        spelling: [
            min(MOST, max(1, round(math.log(weight / LEAST_WEIGHT) / STEP) + 1)) if weight else 0
            for weight in (*row, *[0.0] * (3 - len(row)))
        ]
        for spelling, row in spellings.items()
    }


if __name__ == "__main__":
    main()
