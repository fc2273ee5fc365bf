"""The tables that `restore_diacritics` reads, from the corpus to one binary file.

    python -m training.diacritics --corpus ../shared/corpus --out polyglot_norm/data/diacritics.bin

    sentences, word lists ──▶ weights of words by language ──▶ spellings of each bare form
                                     │                                 │
                letters around each c, s, z, d: a decision list        │ what the letters get wrong
                                     │                                 ▼ or may be several words
                                     │                           the word list
                                     │                                 │
                                     │           neighbours: logistic regression, a form each
                                     └────────────────┬────────────────┘
                                                 packed.write

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
from typing import NamedTuple
from zlib import crc32

from polyglot_norm.normalisation.diacritics.context import around, windows
from polyglot_norm.normalisation.diacritics.hash_tables import write
from polyglot_norm.normalisation.diacritics.restore import (
    CLEAR,
    ELSEWHERE,
    LANGUAGES,
    MOST,
    SCALE,
    STEP,
    by_letters,
    packed_choice,
    packed_spelling,
)
from polyglot_norm.normalisation.diacritics.spelling import (
    MARKED,
    bare,
    choices,
    has_places,
    number,
    places,
)

GROUPS = ("bcs", "sl")
TWEETS = ("babushka-reldi", "babushka-janes")
"""Many of these were typed in bare ASCII; only those with a mark are used."""

WORD = re.compile(r"[a-zčćšžđ]+")
OF_TEXT, OF_LIST = 0.6, 0.4
"""The weights of the frequency in sentences and of that in the word list."""

RARE = 0.012
"""A spelling with a smaller share of its form in every language is a typo."""

D_ALONE = 0.15
"""How often đ is typed as d, where dj counts as 1."""

LEAST_WEIGHT = 0.12
"""Rarer words, per million, are left to the letters."""

LEAST_EXAMPLES = 12
ROUNDS, RATE, DECAY = 12, 0.25, 2e-3
LEAST_WEIGHT_OF_NEIGHBOUR = 4
"""Smaller weights of neighbours are dropped, in steps of 1/16 nat."""

Weights = dict[str, dict[str, float]]
"""Words with their frequency per million, by language."""


class Example(NamedTuple):
    """A word in a sentence: its bare neighbours as features, and its spelling."""

    lang: str
    features: tuple[str, ...]
    spelling: int


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
    letters = _letters(forms)
    listed = {
        form: spellings
        for form, spellings in forms.items()
        if len(spellings) > 1 or by_letters(letters.get, form) != next(iter(spellings))
    }
    words = {
        form: b"".join(packed_spelling(*item) for item in sorted(_steps(spellings).items()))
        for form, spellings in listed.items()
    }
    doubtful = {form: _steps(found) for form, found in listed.items() if len(found) > 1}
    return {"words": words, "letters": letters, "context": _context(texts, doubtful)}


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


def _letters(forms: Mapping[str, Mapping[int, list[float]]]) -> dict[str, bytes]:
    """Return the commonest letter by views of a place, unless a narrower view has the same."""
    seen: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    kinds: Counter[str] = Counter()
    for form, spellings in forms.items():
        spelling = max(spellings, key=lambda s: sum(spellings[s]))
        worth = 1 + math.log1p(sum(map(sum, spellings.values())))
        chosen = {place: place.choices.index(c) + 1 for place, c in choices(form, spelling)}
        for place in places(form):
            for view in windows(form, place):
                seen[view][chosen.get(place, 0)] += worth
                kinds[view] += 1
    table: dict[str, bytes] = {}
    for form in sorted(forms):
        for place in places(form):
            narrower = b""
            for view in windows(form, place):
                if kinds[view] >= 2 or len(view) < 8:
                    value = _commonest(seen[view])
                    if view in table or _differs(value, narrower):
                        table[view] = value
                        narrower = value
    return table


def _commonest(counts: Mapping[int, float]) -> bytes:
    """Return the commonest choice and its smoothed share."""
    choice, count = max(counts.items(), key=lambda item: (item[1], -item[0]))
    return packed_choice(choice, count / (sum(counts.values()) + 0.5))


def _differs(value: bytes, narrower: bytes) -> bool:
    """Return True if a wider view has another choice, or is much surer or less sure."""
    if not narrower or value[0] & 3 != narrower[0] & 3:
        return True
    sure = (value[0] >> 2, narrower[0] >> 2)
    return value[0] & 3 != 0 and min(sure) < 63 * CLEAR <= max(sure)


def _steps(spellings: Mapping[int, list[float]]) -> dict[int, list[int]]:
    """Return weights as logarithms in steps; 0 for none."""
    return {
        spelling: [
            min(MOST, max(1, round(math.log(weight / LEAST_WEIGHT) / STEP) + 1)) if weight else 0
            for weight in (*row, *[0.0] * (3 - len(row)))
        ]
        for spelling, row in spellings.items()
    }


def _context(
    texts: Mapping[str, list[list[str]]], doubtful: Mapping[str, Mapping[int, list[int]]]
) -> dict[str, bytes]:
    """Return the weights of the words around a doubtful form for each of its spellings."""
    examples: dict[str, list[Example]] = defaultdict(list)
    for lang, found in texts.items():
        for words in found:
            typed = [bare(word) for word in words]
            for at, form in enumerate(typed):
                if form in doubtful:
                    spelling = number(form, words[at])
                    if spelling is not None and spelling in doubtful[form]:
                        features = tuple(around(typed, at))
                        examples[form].append(Example(lang, features, spelling))
    table: dict[str, bytes] = {}
    for form in sorted(examples):
        if len(examples[form]) >= LEAST_EXAMPLES and len({e.spelling for e in examples[form]}) > 1:
            for choice, weight in _regression(examples[form], doubtful[form]).items():
                step = max(-127, min(127, round(weight * SCALE)))
                if abs(step) >= LEAST_WEIGHT_OF_NEIGHBOUR:
                    table[f"{form} {choice}"] = bytes([step + 128])
    return table


def _regression(examples: list[Example], spellings: Mapping[int, list[int]]) -> dict[str, float]:
    """Return weights of "spelling feature" by softmax regression; the word list is the prior."""
    seen = Counter(feature for each in examples for feature in each.features)
    learned: dict[str, float] = defaultdict(float)
    for turn in range(ROUNDS):
        rate = RATE / (1 + turn / 3)
        for each in examples:
            features = [feature for feature in each.features if seen[feature] > 1]
            scores = {
                spelling: _prior(row, LANGUAGES[each.lang][1])
                + sum(learned[f"{spelling} {feature}"] for feature in features)
                for spelling, row in spellings.items()
            }
            top = max(scores.values())
            mass = sum(math.exp(score - top) for score in scores.values())
            for spelling, score in scores.items():
                error = (spelling == each.spelling) - math.exp(score - top) / mass
                for feature in features:
                    key = f"{spelling} {feature}"
                    learned[key] += rate * (error - DECAY * learned[key])
    return learned


def _prior(row: list[int], column: int) -> float:
    return STEP * row[column] if row[column] else STEP * max(row) - ELSEWHERE


if __name__ == "__main__":
    main()
