"""``python -m benchmarks.informal --corpus DIR``: informal Latin letters read back, words right.

Development sentences are written in Latin letters in two ways, and read back word by word: *typed*,
as `training.romanised` writes text of people who follow no standard, each sentence in another
manner, and *standard*, by the default scheme of the language. ``kept`` are words left in Latin
letters, and those of English sentences that are left so. ё counts as е, and the tonos of Greek does
not count, except under ``exact``.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import process_time
from typing import NamedTuple

from benchmarks.corpus import Corpus
from benchmarks.tables import number, percent, table
from polyglot_norm.transliteration.conversion import run
from polyglot_norm.transliteration.schemes import default_for, find
from training.letter_model import LETTERS
from training.romanised import writer

FOLDED = str.maketrans("ёάέήίόύώϊϋΐΰ", "еαεηιουωιυιυ")

ICU = {"ru": "Latn-Cyrl", "bg": "Latn-Cyrl", "uk": "Latn-Cyrl", "el": "Latin-Greek/UNGEGN"}
LONG = 4
"""The length from which English words are counted; shorter ones are always read."""

Read = Callable[[str], str]


class Pair(NamedTuple):
    """A word and how it was written in Latin letters."""

    word: str
    latin: str


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR")
    corpus = Corpus(parser.parse_args().corpus)
    english = [w for line in corpus.sentences("en") for w in re.findall("[a-z]+", line.lower())]
    english = [word for word in english if len(word) >= LONG]
    print("\n".join(measured(corpus, english)))
    return 0


def measured(corpus: Corpus, english: Sequence[str]) -> Iterator[str]:
    """Yield the table of all languages and ways to write them."""
    rows = []
    for language in LETTERS:
        sentences = [_words(language, line) for line in corpus.sentences(language)]
        for way, pairs in (
            ("typed", list(_typed(language, sentences))),
            ("standard", list(_by_standard(language, sentences))),
        ):
            rows.append(
                [f"{language}-Latn", way, number(len(pairs), 0), *_figures(language, pairs)]
            )
        read = _ours(language)
        rows[-1].append(percent(sum(read(word) == word for word in english) / len(english)))
        rows[-2].append("")
    yield table(
        ["", "written", "words", "right %", "exact %", "kept %", "µs a word", "cyrtranslit %",
         "ICU %", "English kept %"],
        rows,
    )  # fmt: skip


def _words(language: str, line: str) -> list[str]:
    return re.findall(f"[{LETTERS[language]}]+", line.lower().replace("'", "’"))


def _typed(language: str, sentences: Sequence[list[str]]) -> Iterator[Pair]:
    write = writer(f"{language}-Latn", "dev")
    for words in sentences:
        latin = write(" ".join(words)).split(" ")
        if len(latin) == len(words):
            yield from map(Pair, words, latin)


def _by_standard(language: str, sentences: Sequence[list[str]]) -> Iterator[Pair]:
    scheme = default_for(language, "Latn")
    assert scheme is not None
    for words in sentences:
        latin = run(scheme, " ".join(words), language).text.split(" ")
        yield from map(Pair, words, latin)


def _figures(language: str, pairs: Sequence[Pair]) -> list[str]:
    read = _ours(language)
    start = process_time()
    found = [read(pair.latin) for pair in pairs]
    seconds = process_time() - start
    exact = sum(a == pair.word for a, pair in zip(found, pairs, strict=True))
    kept = sum(a == pair.latin for a, pair in zip(found, pairs, strict=True))
    peers = [_right(peer, pairs) for peer in _peers(language)]
    return [
        _right(read, pairs),
        percent(exact / len(pairs)),
        percent(kept / len(pairs)),
        number(seconds * 1e6 / len(pairs), 0),
        *peers,
    ]


def _right(read: Read, pairs: Sequence[Pair]) -> str:
    right = sum(_plain(read(pair.latin)) == _plain(pair.word) for pair in pairs)
    return percent(right / len(pairs))


def _plain(word: str) -> str:
    return word.translate(FOLDED).replace("'", "’")


def _ours(language: str) -> Read:
    scheme, tag = find("informal", f"{language}-Latn"), f"{language}-Latn"
    return lambda word: run(scheme, word, tag).text


def _peers(language: str) -> Iterator[Read]:
    import cyrtranslit
    import icu

    code = {"uk": "ua"}.get(language, language)
    yield lambda word: str(cyrtranslit.to_cyrillic(word, code))
    with suppress(icu.ICUError):
        transform = icu.Transliterator.createInstance(ICU[language])
        yield lambda word: str(transform.transliterate(word))


if __name__ == "__main__":
    raise SystemExit(main())
