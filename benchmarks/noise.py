"""Lines in no language: ciphers, random letters, invented words, repeats, keyboard mash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from benchmarks.corpus import Corpus
from benchmarks.items import letters_in
from benchmarks.lines import Line
from benchmarks.naming import UNKNOWN

LATIN, CYRILLIC = "abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюя"
ENCIPHERED = {"en": LATIN, "de": LATIN, "es": LATIN, "pl": LATIN, "ru": CYRILLIC, "bg": CYRILLIC}
CONSONANTS, VOWELS = "bcdfghjklmnpqrstvwxz", "aeiouy"
KEYBOARDS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")


def noise_lines(corpus: Corpus, count: int) -> Iterator[Line]:
    """Yield so many lines of each kind, which is the group."""
    kinds: dict[str, Callable[[Random], str]] = {
        "cipher": lambda draw: _cipher(corpus, draw),
        "random letters": _random_letters,
        "invented words": _invented_words,
        "repeats": _repeats,
        "keyboard mash": _keyboard_mash,
    }
    for kind, make in kinds.items():
        for number in range(count):
            yield Line.alone(kind, make(Random(f"noise/{kind}/{number}")), {UNKNOWN})


def _cipher(corpus: Corpus, draw: Random) -> str:
    """Return a sentence with every letter replaced by another."""
    tag = draw.choice(sorted(ENCIPHERED))
    alphabet = ENCIPHERED[tag]
    key = "".join(draw.sample(alphabet, len(alphabet)))
    table = str.maketrans(alphabet + alphabet.upper(), key + key.upper())
    sentences = [text for text in corpus.sentences(tag) if letters_in(text) >= 20]
    return draw.choice(sentences).translate(table)


def _random_letters(draw: Random) -> str:
    alphabet = draw.choice((LATIN, LATIN, CYRILLIC))
    return _words(draw, lambda: "".join(draw.choices(alphabet, k=draw.randint(2, 10))))


def _invented_words(draw: Random) -> str:
    def word() -> str:
        pieces = (draw.choice(CONSONANTS) + draw.choice(VOWELS) for _ in range(draw.randint(2, 4)))
        return "".join(pieces) + draw.choice(("", draw.choice(CONSONANTS)))

    return _words(draw, word)


def _repeats(draw: Random) -> str:
    """Return a syllable, or a letter, many times, in one word or in several."""
    unit = draw.choice(CONSONANTS) + draw.choice(VOWELS) * draw.randint(1, 2)
    unit = draw.choice((unit, unit + draw.choice(CONSONANTS), unit[0]))
    gap = draw.choice(("", " "))
    return gap.join([unit] * draw.randint(4, 9))


def _keyboard_mash(draw: Random) -> str:
    """Return runs along the rows of a keyboard, there and back."""

    def run() -> str:
        row = draw.choice(KEYBOARDS[:3] if latin else KEYBOARDS[3:])
        start = draw.randrange(len(row) - 3)
        found = row[start : start + draw.randint(3, 6)] * draw.randint(1, 3)
        return draw.choice((found, found[::-1]))

    latin = draw.random() < 0.7
    return _words(draw, run)


def _words(draw: Random, word: Callable[[], str]) -> str:
    return " ".join(word() for _ in range(draw.randint(2, 7)))
