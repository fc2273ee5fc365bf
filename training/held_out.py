"""Development sentences whole, and cut to one, two and three to five words, for measuring."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from polyglot_norm.text.words import Word, words
from training.corpus import Corpus

KINDS = ("one word", "two words", "3-5 words", "sentence")
# The least letters of a word, a word pair and a longer stretch; and the letters that take the
# place of one word, two and more in scripts without spaces. The first two are those of lingua's
# own tests, so that results can be compared.
SHORTEST = (5, 10, 12)
IN_RUNS = (3, 6, 12)
RUN_SCRIPTS = {"Hani", "Thai", "Laoo", "Khmr", "Mymr", "Hira", "Kana"}


class Item(NamedTuple):
    """A text, its tag, and its length as an index into ``KINDS``."""

    tag: str
    kind: int
    text: str


def items(corpus: Corpus, seed: int) -> Iterator[Item]:
    """Yield all items of a corpus, which the seed decides."""
    for tag in corpus.tags():
        chance = random.Random(f"{seed} {tag.tag}")  # noqa: S311
        for sentence in corpus.held_out(tag.tag):
            cut = _from_run if tag.script in RUN_SCRIPTS else _from_words
            for kind, text in enumerate(cut(sentence, chance)):
                if text:
                    yield Item(tag.tag, kind, text)
            yield Item(tag.tag, len(KINDS) - 1, sentence)


def _from_words(sentence: str, chance: random.Random) -> Iterator[str]:
    """Yield a stretch of one word, of two and of three to five; empty if none is long enough."""
    found = words(sentence)
    for kind, least in enumerate(SHORTEST):
        count = kind + 1 if kind < 2 else chance.choice((3, 4, 5))
        spans = [
            (found[at].start, found[at + count - 1].end) for at in range(len(found) - count + 1)
        ]
        spans = [(start, end) for start, end in spans if end - start >= least]
        start, end = chance.choice(spans) if spans else (0, 0)
        yield sentence[start:end]


def _from_run(sentence: str, chance: random.Random) -> Iterator[str]:
    """Yield stretches of a few letters out of a run."""
    for least in IN_RUNS:
        runs = [word for word in _joined(sentence) if word.end - word.start >= least]
        if not runs:
            yield ""
            continue
        run = chance.choice(runs)
        start = chance.randrange(run.start, run.end - least + 1)
        yield sentence[start : start + least]


def _joined(sentence: str) -> list[Word]:
    """Return the words of a sentence; those without a gap (kana and ideographs) are joined."""
    joined: list[Word] = []
    for word in words(sentence):
        if joined and joined[-1].end == word.start:
            word = Word(joined.pop().start, word.end, word.script)
        joined.append(word)
    return joined
