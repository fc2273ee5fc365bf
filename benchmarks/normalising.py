"""The speed of normalising, in relation to `ftfy.fix_text` in the same run.

    python -m benchmarks.normalising --corpus ../shared/corpus

The texts are training sentences of which none occurs twice: clean English, clean Serbian in
Cyrillic script, and lines in eight languages of which half are dirty in one way or two. Each
contender runs in a fresh process for every measurement, in turn, and first reads a tenth of the
text, which loads its tables. Ratios are taken within a round, and the median over the rounds is
given. Processor time is what counts. ftfy does less: it keeps no alignment, and leaves look-alikes,
language letters and most wrong encodings.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

from benchmarks.deck import Deck, long_enough
from benchmarks.speed.processes import TextFile

DIRTY_TAGS = ("en", "sr-Cyrl", "de", "fr", "cs", "pl", "ru", "el")
SENTENCES = 5
"""Sentences of a clean paragraph."""

UNIT = "ftfy"


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians over the rounds: megabytes of UTF-8 a second, and the ratio to ftfy."""

    rate: float
    ratio: float


def clean(deck: Deck, tag: str, size: int) -> list[str]:
    """Return paragraphs that neither contender changes, of so many code points in all."""

    def paragraph(_: Random) -> str:
        return " ".join(deck.deal(tag, _is_clean) for _ in range(SENTENCES))

    return list(_until(size, paragraph))


def dirty(deck: Deck, size: int) -> list[str]:
    """Return lines in eight languages, half of them dirty in one way or two."""

    def line(draw: Random) -> str:
        text = deck.deal(draw.choice(DIRTY_TAGS), long_enough)
        if draw.random() < 0.5:
            for spoil in draw.sample(DIRT, draw.choice((1, 1, 2))):
                text = spoil(text)
        return text

    return list(_until(size, line))


def as_browsers_read(byte: int) -> str:
    """Return a byte in windows-1252; one of the five that mean nothing there, as in Latin-1."""
    return bytes([byte]).decode("windows-1252", "ignore") or chr(byte)


DIRT: tuple[Callable[[str], str], ...] = (
    lambda line: line.encode().decode("latin-1"),
    lambda line: "".join(map(as_browsers_read, line.encode())),
    lambda line: line.replace(" ", "\N{NO-BREAK SPACE}", 3).replace(". ", ".  "),
    lambda line: line.replace("e", "&eacute;", 1).replace(",", " &amp;amp;", 1),
    lambda line: line.replace("a", "a\N{SOFT HYPHEN}", 2) + "\N{ZERO WIDTH SPACE}\r",
    lambda line: "\ufeff" + line.replace("o", "o\N{COMBINING ACUTE ACCENT}", 2),
    lambda line: f"\x1b[1m{line}\x1b[0m\x07",
    lambda line: line.replace("о", "o", 2).replace("a", "а", 1) + "   ",
)


def race(names: Sequence[str], texts: Sequence[str], rounds: int) -> dict[str, Figures]:
    """Return the figures of each contender; the first tenth of the texts is not measured."""
    before = len(texts) // 10
    first, texts = texts[:before], texts[before:]
    seconds: dict[str, list[float]] = {name: [] for name in names}
    with TextFile(texts, first=first) as file:
        for _ in range(rounds):
            for name in names:
                seconds[name] += file.timed(name, "total")
    size = sum(len(text.encode()) for text in texts) / 1e6
    return {
        name: Figures(
            size / median(seconds[name]),
            median(b / a for a, b in zip(seconds[name], seconds[UNIT], strict=True)),
        )
        for name in names
    }


LONG_LINES = {
    "combining marks": "a" + "\N{COMBINING ACUTE ACCENT}\N{COMBINING DOT BELOW}",
    "&amp;amp;...": "amp;",
    "zero-width spaces": "\N{ZERO WIDTH SPACE}",
    "letters and zero-width spaces": "a\N{ZERO WIDTH SPACE}",
    "spaces": " ",
    "escapes that do not end": "\x1b]",
}
"""Units of which a line is made by repetition."""


def growth(unit: str, *, size: int = 1_000_000) -> tuple[float, float]:
    """Return seconds for a line of ``size``, and their ratio to a quarter of it; 4 is linear."""
    import polyglot_norm as pn

    def seconds(count: int) -> float:
        text = "&" + unit * (count // len(unit))
        times = []
        for _ in range(3):
            start = process_time()
            pn.normalise(text, profile="search")
            times.append(process_time() - start)
        return median(times)

    whole = seconds(size)
    return whole, whole / seconds(size // 4)


def main() -> int:
    """Read the command line, measure, write."""
    given = _parser().parse_args()
    found: dict[str, object] = {}
    for kind, names, texts in _contests(Deck(given.corpus), given.size):
        results = race(names, texts, given.rounds)
        found[kind] = {name: asdict(figures) for name, figures in results.items()}
        for name, figures in results.items():
            print(f"{kind}\t{name}\t{figures.rate:.2f} MB/s\t{figures.ratio:.1f} x {UNIT}")
    for name, unit in LONG_LINES.items() if given.long_lines else ():
        whole, ratio = growth(unit)
        found[name] = {"seconds": whole, "growth": ratio}
        print(f"{name}\t{whole:.2f} s/MB\t{ratio:.1f} times a quarter")
    if given.out:
        given.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


def _contests(deck: Deck, size: int) -> Iterator[tuple[str, tuple[str, ...], list[str]]]:
    """Yield each kind of text with its contenders, as ten pages and in pieces."""
    both, all_three = ("normalise", UNIT), ("normalise", "offsets", UNIT)
    for kind, names, texts, gap in (
        ("clean English", both, clean(deck, "en", size), "\n\n"),
        ("clean Serbian", both, clean(deck, "sr-Cyrl", size), "\n\n"),
        ("dirty", all_three, dirty(deck, size), "\n"),
    ):
        yield f"{kind}, pages", names, [gap.join(texts[at::10]) for at in range(10)]
        yield f"{kind}, pieces", names, texts


def _is_clean(sentence: str) -> bool:
    from ftfy import fix_text

    import polyglot_norm as pn

    return pn.normalise(sentence).text == sentence == fix_text(sentence)


def _until(size: int, compose: Callable[[Random], str]) -> Iterator[str]:
    draw = Random(size)
    while size > 0:
        text = compose(draw)
        yield text
        size -= len(text) + 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.normalising",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the corpus")
    parser.add_argument("--rounds", type=int, default=9, help="default %(default)s")
    parser.add_argument(
        "--size", type=int, default=500_000, help="default %(default)s code points of each text"
    )
    parser.add_argument("--long-lines", action="store_true", help="also lines of a megabyte")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the figures as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
