"""The development text of every language, beside English."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from benchmarks.corpus import Corpus
from benchmarks.speed.processes import TextFile

READ = "output"
"""The contender that is measured."""


def measure_languages(root: Path, length: int, rounds: int) -> dict[str, float]:
    """Return seconds a character of at most so many of each language, slowest first.

    The first half of each language's sentences is read before: it loads the tables of the script.
    """
    corpus = Corpus(root)
    tags = sorted(path.stem for path in (root / "dev" / "mono").glob("*.txt"))
    sentences = [corpus.sentences(tag) for tag in tags]
    before = ["\n".join(lines[: len(lines) // 2]) for lines in sentences]
    texts = ["\n".join(lines[len(lines) // 2 :])[:length] for lines in sentences]
    with TextFile(texts, first=before) as file:
        runs = [file.timed(READ, "each") for _ in range(rounds)]
    seconds = {
        tag: median(times) / len(text)
        for tag, text, times in zip(tags, texts, zip(*runs, strict=True), strict=True)
    }
    ratios = {tag: each / seconds["en"] for tag, each in seconds.items()}
    return dict(sorted(ratios.items(), key=lambda item: -item[1]))
