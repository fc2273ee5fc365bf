"""Odd texts that could be slow, alone and inside prose."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

from benchmarks.deck import Deck, long_enough
from benchmarks.speed.figures import Cliff
from benchmarks.speed.measuring import say
from benchmarks.speed.processes import TextFile

TABLE = Path(__file__).with_suffix(".tsv")
TOGETHER = 16
"""Cases that share a process."""

DOUBTFUL = (1.5, 10)
"""Ratios that noise could have pushed over the bar are measured again."""


class Lengths(NamedTuple):
    """Characters of a text alone, of the prose around a unit, and of a language's text."""

    alone: int = 200_000
    inside: int = 75_000
    language: int = 20_000

    def tenth(self) -> Lengths:
        """Return lengths for a quick run."""
        return Lengths(*(length // 10 for length in self))


class Case(NamedTuple):
    """An odd text: its name and the function that makes so many characters of it."""

    name: str
    text: Callable[[int], str]


class Ratios(NamedTuple):
    """Time a character of a case, where prose takes 1."""

    alone: float
    inside: float


def cases() -> Iterator[Case]:
    """Yield the rows of the table, then text that never repeats itself."""
    for line in TABLE.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith(("#", "name\t")):
            name, unit = line.split("\t")
            yield repeated(name, ast.literal_eval(unit))
    yield Case("random Latin words", lambda size: _random_words("aeioubdgklmnprst", size))
    yield Case("random Cyrillic words", lambda size: _random_words("аеиоубдгклмнпрст", size))
    yield Case("random words of mixed scripts", lambda size: _random_words("аеиоbdgклмnprst", size))
    yield Case("random code points", _random_code_points)


def repeated(name: str, unit: str) -> Case:
    """Return a case of one unit over and over; the text of one character is one unit."""
    return Case(name, lambda size: unit * max(1, size // len(unit)))


def measure_cliffs(root: Path, lengths: Lengths, contenders: Sequence[str]) -> dict[str, Cliff]:
    """Return the figures of every case; one that looks slow gets the medians of three runs."""
    found: dict[str, Cliff] = {}
    every = list(cases())
    for some in (every[at : at + TOGETHER] for at in range(0, len(every), TOGETHER)):
        runs = [_cliffs(root, lengths, some, contenders)]
        doubtful = [case for case in some if DOUBTFUL[0] < runs[0][case.name].worst < DOUBTFUL[1]]
        runs += [_cliffs(root, lengths, doubtful, contenders) for _ in range(2 * bool(doubtful))]
        for case in some:
            found[case.name] = _middle([run[case.name] for run in runs if case.name in run])
            say(f"{case.name}: {found[case.name].worst:.1f}")
    return found


def english(deck: Deck, length: int) -> str:
    """Return so many characters of English in one line: work that goes by the line shows."""
    sentences = []
    size = 0
    while size < length:
        sentences.append(deck.deal("en", long_enough))
        size += len(sentences[-1]) + 1
    return " ".join(sentences)[:length]


def _cliffs(
    root: Path, lengths: Lengths, some: Sequence[Case], contenders: Sequence[str]
) -> dict[str, Cliff]:
    ratios = {name: _ratios(root, lengths, some, name) for name in contenders}
    return {
        case.name: Cliff(
            {name: ratios[name][at].alone for name in contenders},
            {name: ratios[name][at].inside for name in contenders},
        )
        for at, case in enumerate(some)
    }


def _ratios(root: Path, lengths: Lengths, some: Sequence[Case], contender: str) -> list[Ratios]:
    """Measure cases in three processes: inside prose, the same prose without them, and alone."""
    deck = Deck(root)
    plain = [english(deck, lengths.inside) for _ in some]
    odd = [_inserted(text, case.text(1)) for text, case in zip(plain, some, strict=True)]
    alone = [english(deck, lengths.alone), *(case.text(lengths.alone) for case in some)]
    units = [case.text(1) for case in some]
    without, inside, (prose, *every) = (
        _timed(texts, units, contender) for texts in (plain, odd, alone)
    )
    return [
        Ratios(mine / prose, with_it / without_it)
        for mine, with_it, without_it in zip(every, inside, without, strict=True)
    ]


def _timed(texts: Sequence[str], units: Sequence[str], contender: str) -> list[float]:
    with TextFile(texts, first=units) as file:
        seconds = file.timed(contender, "each")
    return [each / len(text) for each, text in zip(seconds, texts, strict=True)]


def _inserted(prose: str, unit: str) -> str:
    """Return prose with a unit as a word in the middle."""
    half = prose.index(" ", len(prose) // 2)
    return f"{prose[:half]} {unit.strip(' ')}{prose[half:]}"


def _middle(runs: Sequence[Cliff]) -> Cliff:
    return Cliff(
        {name: median(run.alone[name] for run in runs) for name in runs[0].alone},
        {name: median(run.inside[name] for run in runs) for name in runs[0].inside},
    )


def _random_words(letters: str, size: int) -> str:
    draw = Random(size)
    words = []
    while size > 0:
        words.append("".join(draw.choices(letters, k=draw.randint(2, 12))))
        size -= len(words[-1]) + 1
    return " ".join(words)


def _random_code_points(size: int) -> str:
    """Return any code points but surrogates, half of them from the first thousand."""
    draw = Random(size)
    points = (draw.choice((draw.randrange(1024), draw.randrange(0x110000))) for _ in range(size))
    return "".join(map(chr, (point for point in points if not 0xD800 <= point < 0xE000)))
