"""Sentences cut to items of one word, two words, three to five words, and whole.

A hash of the sentence decides the place of the cut. A single word has four letters or more and
does not begin with a capital, which excludes most names (and German nouns). Text without spaces is
cut by characters instead: 2, 4 and 10 of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from typing import NamedTuple

from benchmarks.corpus import Corpus

LENGTHS = ("one word", "two words", "3-5 words", "sentence")
CHARACTERS = {"one word": 2, "two words": 4, "3-5 words": 10}
SPACELESS = frozenset("blk bo dz ja km lo mnw my rki shn th wuu yue zh-Hans zh-Hant".split())
PER_TAG = 100
PER_TAG_QUICK = 20


class Item(NamedTuple):
    """A text of one language; ``length`` is one of `LENGTHS`."""

    tag: str
    length: str
    text: str


def all_items(corpus: Corpus, per_tag: int = PER_TAG) -> Iterator[Item]:
    """Yield up to ``per_tag`` distinct items of each length and tag."""
    for tag in corpus.tags:
        for length in LENGTHS:
            texts = (cut(sentence, tag, length) for sentence in corpus.sentences(tag))
            for text in islice(_distinct(texts), per_tag):
                yield Item(tag, length, text)


def cut(sentence: str, tag: str, length: str) -> str | None:
    """Return a stretch of a sentence, or None if it has none of that length.

    >>> cut("Где је она књига коју си читао?", "sr-Cyrl", "two words")
    'коју си'
    """
    if length == "sentence":
        return sentence
    chance = int.from_bytes(sha256(f"{length}/{sentence}".encode()).digest()[:8])
    if tag in SPACELESS:
        return _characters(sentence, CHARACTERS[length], chance)
    if length == "one word":
        return _pick([word for word in _words(sentence) if is_plain(word)], chance)
    count = 2 if length == "two words" else 3 + chance % 3
    return _pick(list(_windows(sentence, count)), chance // 3)


def digest(items: list[Item]) -> str:
    """Return the SHA-256 of the items, cut to 16 digits."""
    return sha256(repr([tuple(item) for item in items]).encode()).hexdigest()[:16]


def letters_in(text: str) -> int:
    """Return the number of letters in a text."""
    return sum(char.isalpha() for char in text)


def trimmed(text: str) -> str:
    """Return a text without the punctuation and digits at its ends; combining marks stay.

    >>> trimmed("«नमस्ते», 12"), trimmed("(о томе…")
    ('नमस्ते', 'о томе')
    """
    start, end = 0, len(text)
    while start < end and not text[start].isalpha():
        start += 1
    while end > start and unicodedata.category(text[end - 1])[0] not in "LM":
        end -= 1
    return text[start:end]


def is_plain(word: str, letters: int = 4) -> bool:
    """Return True if a word has the form of an ordinary one, not of a name or a code.

    >>> is_plain("sutra"), is_plain("Ana"), is_plain("a@b.rs")
    (True, False, False)
    """
    if letters_in(word) < letters or word[0] != word[0].lower():
        return False
    return not any(char.isdigit() or char in "@/.:_" for char in word)


def _distinct(texts: Iterable[str | None]) -> Iterator[str]:
    seen: set[str | None] = {None, ""}
    for text in texts:
        if text not in seen:
            seen.add(text)
            yield str(text)


def _words(sentence: str) -> Iterator[str]:
    for piece in sentence.split():
        if word := trimmed(piece):
            yield word


def _windows(sentence: str, count: int) -> Iterator[str]:
    words = sentence.split()
    for start in range(len(words) - count + 1):
        window = words[start : start + count]
        if all(letters_in(word) for word in window) and letters_in("".join(window)) >= 3 * count:
            yield trimmed(" ".join(window))


def _characters(sentence: str, count: int, chance: int) -> str | None:
    """Return so many characters of a run of letters and marks; the first is not a mark."""
    kinds = "".join(unicodedata.category(char)[0] for char in sentence)
    stretches = (match.span() for match in re.finditer("L[LM]*", kinds))
    starts = [
        sentence[at : at + count]
        for start, end in stretches
        for at in range(start, end - count + 1)
        if kinds[at] == "L"
    ]
    return _pick(starts, chance)


def _pick(choices: list[str], chance: int) -> str | None:
    return choices[chance % len(choices)] if choices else None
