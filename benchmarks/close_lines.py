"""The first words of sentences in close languages, alone and below a line of English."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.corpus import Corpus
from benchmarks.items import letters_in
from benchmarks.lines import Line

TAGS = """nb nn da sv id ms gl pt es ca ast oc bs hr sr-Latn sl cs sk xh zu nl af fy az tr bg mk be
    ru uk""".split()
WORDS = 4
LEAST_LETTERS = 10


def close_lines(corpus: Corpus, count: int, *, beside: bool) -> Iterator[Line]:
    """Yield so many lines of each language, with ``beside`` below a line of English."""
    english = [text for text in corpus.sentences("en") if letters_in(text) >= 20]
    for tag in TAGS:
        draw = Random(f"close lines/{tag}")
        for short in _short(corpus, tag)[:count]:
            before = f"{draw.choice(english)}\n" if beside else ""
            text = before + short
            yield Line(tag, text, len(before), len(text), frozenset({tag}))


def _short(corpus: Corpus, tag: str) -> list[str]:
    found = (" ".join(text.split()[:WORDS]) for text in corpus.sentences(tag))
    return list(dict.fromkeys(text for text in found if letters_in(text) >= LEAST_LETTERS))
