"""Pages of several languages, composed of development sentences.

Every page has its own seed, so that adding a set or a page changes no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.corpus import Corpus, Page, Span
from benchmarks.items import letters_in, trimmed

PAIRS = tuple(
    tuple(pair.split("/"))
    for pair in """sr-Latn/hr bg/mk ru/uk cs/sk es/pt da/nb id/ms de/nl ca/es nl/af sv/da hr/sl
    en/sr-Latn en/de en/es de/fr en/ru tr/de en/hi fr/ar en/fr en/pl en/tr en/zh-Hans""".split()
)
"""The first half are close relatives."""

MONOLINGUAL = 150
"""Languages that have a page of their own."""

REPLY_TAGS = tuple(
    """de fr es it pt ca nl sv da nb fi pl cs sk sl hr sr-Latn sr-Cyrl bg mk ru uk ro hu tr el ar fa
    he hi bn ta ja zh-Hans ko vi id th lt lv et sq ka hy""".split()
)
# No page has replies in two languages of one group: which is meant would often be undecided.
_CLOSE = tuple(
    frozenset(group.split())
    for group in (
        "es pt ca",
        "sv da nb",
        "cs sk",
        "sl hr sr-Latn sr-Cyrl",
        "bg mk sr-Cyrl",
        "ru uk",
        "ar fa",
        "ja zh-Hans",
        "en",
        "de nl",
    )
)


class Composer:
    """Draws from the development sentences; the same seed gives the same pages."""

    def __init__(self, corpus: Corpus, seed: str = "1") -> None:
        self._seed = seed
        self._corpus = corpus
        self._pools: dict[str, list[str]] = {}

    def comments(self, count: int, *, words: bool = False, joined: bool = False) -> Iterator[Page]:
        """Yield English pages with replies in one to four other languages, a line or two each.

        With ``words``, replies are remarks of two to five words; with ``joined``, line breaks
        are spaces.
        """
        kind = "words" if words else "comments"
        for number in range(count):
            draw = Random(f"{self._seed}/{kind}/{number}")
            pieces = list(self._comment_pieces(draw, draw.randint(8, 20), words=words))
            breaks = [" " if joined else draw.choice(("\n", "\n", "\n\n")) for _ in pieces]
            yield assembled("en", pieces, breaks)

    def sentences(self, count: int) -> Iterator[Page]:
        """Yield paragraphs in which two languages alternate by sentences, so many for each pair."""
        for pair in PAIRS:
            for number in range(count):
                draw = Random(f"{self._seed}/sentences/{'/'.join(pair)}/{number}")
                tags = [*pair, *draw.choices(pair, k=draw.randint(4, 10))]
                draw.shuffle(tags)
                pieces = [(tag, draw.choice(self._pool(tag))) for tag in tags]
                yield assembled("/".join(pair), pieces, [" "] * len(pieces))

    def phrases(self, count: int) -> Iterator[Page]:
        """Yield texts in which two languages alternate every three to eight words."""
        for pair in PAIRS:
            for number in range(count):
                draw = Random(f"{self._seed}/phrases/{'/'.join(pair)}/{number}")
                first = draw.randrange(2)
                tags = [pair[(first + turn) % 2] for turn in range(draw.randint(8, 16))]
                pieces = [(tag, self._phrase(draw, tag, draw.randint(3, 8))) for tag in tags]
                yield assembled("/".join(pair), pieces, [" "] * len(pieces))

    def monolingual(self, every: int = 1) -> Iterator[Page]:
        """Yield a page of fifteen sentences in each of the largest languages, or every n-th."""
        for tag in self._corpus.largest(MONOLINGUAL)[::every]:
            draw = Random(f"{self._seed}/monolingual/{tag}")
            pool = self._pool(tag)
            pieces = [(tag, text) for text in draw.sample(pool, min(15, len(pool)))]
            yield assembled(tag, pieces, [draw.choice((" ", "\n"))] * len(pieces))

    def _comment_pieces(
        self, draw: Random, blocks: int, *, words: bool
    ) -> Iterator[tuple[str, str]]:
        tags = reply_tags(draw, draw.randint(1, 4))
        turns: list[str | None] = [None] * max(1, blocks - len(tags) - 1)
        replies = [*tags, *draw.choices([*tags, None], k=len(turns) // 3)]
        middle = [*turns[len(turns) // 3 :], *replies]
        draw.shuffle(middle)
        for tag in [None, *middle]:
            if tag is None:
                yield "en", " ".join(draw.sample(self._pool("en"), draw.randint(1, 4)))
            elif words:
                yield tag, self._phrase(draw, tag, draw.randint(2, 5))
            else:
                yield tag, " ".join(draw.sample(self._pool(tag), draw.randint(1, 2)))

    def _phrase(self, draw: Random, tag: str, count: int) -> str:
        """Return so many words of a sentence; without spaces, four characters for each word."""
        while True:
            words = draw.choice(self._pool(tag)).split()
            if tag in ("ja", "zh-Hans", "th"):
                text = trimmed(max(words, key=len)[: 4 * count])
            else:
                start = draw.randint(0, max(0, len(words) - count))
                text = trimmed(" ".join(words[start : start + count]))
                if len(text.split()) != count:
                    continue
            if letters_in(text) >= 6 and not any(map(str.isdigit, text)):
                return text

    def _pool(self, tag: str) -> list[str]:
        """Return the sentences of a tag that are long enough for a page."""
        if tag not in self._pools:
            fewest = 8 if tag in ("ja", "zh-Hans", "zh-Hant", "ko") else 20
            self._pools[tag] = [
                text for text in self._corpus.sentences(tag) if letters_in(text) >= fewest
            ]
        return self._pools[tag]


def assembled(group: str, pieces: Sequence[tuple[str, str]], breaks: Sequence[str]) -> Page:
    r"""Return the pieces as one page, with a break after each but the last.

    >>> assembled("en", [("en", "Yes."), ("ru", "Да.")], ["\n", "\n"]).spans[1]
    Span(start=5, end=8, tag='ru', confidence=None)
    """
    text, spans = "", []
    for (tag, piece), gap in zip(pieces, ["", *breaks], strict=False):
        start = len(text) + len(gap)
        text += gap + piece
        spans.append(Span(start, len(text), tag))
    return Page(group, text, tuple(spans))


def reply_tags(draw: Random, count: int) -> list[str]:
    """Draw so many languages of replies, no two of which are close relatives."""
    tags: list[str] = []
    for tag in draw.sample(REPLY_TAGS, len(REPLY_TAGS)):
        if len(tags) < count and not any(tag in near and near & set(tags) for near in _CLOSE):
            tags.append(tag)
    return tags
