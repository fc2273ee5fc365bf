"""``python -m benchmarks.normalising``: how fast normalising is, as ratios to ``ftfy.fix_text``.

The texts are made here, of sentences of our own: clean English, clean Serbian in Cyrillic script,
and mixed lines of which half are dirty in one way or several. Every round runs each contender
once, one after the other; a ratio is taken within a round, and the median over the rounds is
given. What is measured is the processor's time, so that other work does not count. ftfy does less:
it keeps no alignment, and leaves letters, look-alikes and most wrong encodings.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from typing import Any, NamedTuple


class Contender(NamedTuple):
    """A way to normalise a text."""

    name: str
    call: Callable[[str], object]


ENGLISH = """\
The ferry was late again, and nobody on the pier seemed to mind.
She keeps the letters in a tin box under the stairs, sorted by year.
If it rains on Saturday, we will meet at the library instead of the park.
Most of the houses on our street were built after the flood of 1932.
He asked whether the soup was hot, and then let it go cold.
You can borrow the ladder, but please bring it back before Sunday.
It took three weeks, two phone calls and a visit to get the form signed.
The old theatre has a new roof, a new stage, and the same creaking chairs.
""".splitlines()

SERBIAN = """\
Брод је опет каснио, а на пристаништу то никоме није сметало.
Писма чува у лименој кутији испод степеница, сложена по годинама.
Ако у суботу буде падала киша, наћи ћемо се у библиотеци уместо у парку.
Већина кућа у нашој улици саграђена је после поплаве 1932. године.
Питао је да ли је чорба врућа, а онда је пустио да се охлади.
Мердевине можеш да узмеш, али их врати до недеље, молим те.
Требало је три недеље, два позива и један одлазак да се образац потпише.
Старо позориште има нови кров, нову бину и исте оне столице што шкрипе.
""".splitlines()

OTHERS = """\
Die Fähre hatte wieder Verspätung, aber am Steg störte das niemanden.
Elle garde les lettres dans une boîte, rangées par année, près de l’escalier.
Když bude v sobotu pršet, sejdeme se raději v knihovně než v parku.
Лестницу можно взять, но верните её, пожалуйста, до воскресенья.
Η βροχή σταμάτησε αργά το βράδυ και βγήκαμε στην αυλή.
""".splitlines()


def clean(lines: list[str], size: int) -> str:
    """So many code points of prose, in paragraphs of five lines."""
    draw = Random(7)
    parts = []
    count = 0
    while count < size:
        paragraph = " ".join(draw.choice(lines) for _ in range(5)) + "\n\n"
        parts.append(paragraph)
        count += len(paragraph)
    return "".join(parts)


def as_browsers_read(byte: int) -> str:
    """A byte in windows-1252; one of the five that mean nothing there, as in Latin-1."""
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


def dirty(size: int) -> str:
    """So many code points of lines in eight languages, half of them dirty in one way or two."""
    draw = Random(11)
    lines, count = [], 0
    while count < size:
        line = draw.choice(ENGLISH + SERBIAN + OTHERS)
        if draw.random() < 0.5:
            for spoil in draw.sample(DIRT, draw.choice((1, 1, 2))):
                line = spoil(line)
        lines.append(line)
        count += len(line) + 1
    return "\n".join(lines)


def contenders() -> dict[str, list[Contender]]:
    """Who runs against whom, by kind of text."""
    from ftfy import fix_text

    import polyglot_norm as pn

    peer = Contender("ftfy", fix_text)
    ours = Contender("ours", pn.normalise)
    mapped = Contender("ours, every offset mapped", lambda text: pn.normalise(text).source_spans())
    return {"clean English": [ours, peer], "clean Serbian": [ours, peer],
            "dirty": [ours, mapped, peer]}  # fmt: skip


def race(who: Sequence[Contender], texts: Sequence[str], rounds: int) -> dict[str, Any]:
    """Megabytes for a second of the processor, and medians of the ratios of each to ftfy."""
    for contender in who:
        _rate(contender, texts)
    rates: dict[str, list[float]] = {contender.name: [] for contender in who}
    for _ in range(rounds):
        for contender in who:
            rates[contender.name].append(_rate(contender, texts))
    return {
        "rates": {name: median(found) for name, found in rates.items()},
        "ratios": {
            name: median(a / b for a, b in zip(found, rates["ftfy"], strict=True))
            for name, found in rates.items()
        },
    }


def _rate(contender: Contender, texts: Sequence[str]) -> float:
    """Megabytes of UTF-8 for a second; over and over, until there is something to measure."""
    count, start = 0, process_time()
    while (seconds := process_time() - start) < 0.05 or not count:
        for text in texts:
            contender.call(text)
        count += 1
    return count * sum(len(text.encode()) for text in texts) / 1e6 / seconds


LONG_LINES = {
    "combining marks": "a" + "\N{COMBINING ACUTE ACCENT}\N{COMBINING DOT BELOW}",
    "&amp;amp;...": "amp;",
    "zero-width spaces": "\N{ZERO WIDTH SPACE}",
    "letters and zero-width spaces": "a\N{ZERO WIDTH SPACE}",
    "spaces": " ",
    "escapes that do not end": "\x1b]",
}
"""Lines of one unit over and over."""


def growth(unit: str, *, size: int = 1_000_000) -> tuple[float, float]:
    """Seconds for a line of ``size``, and how many times those for a quarter; 4 is linear."""
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
    parser = argparse.ArgumentParser(prog="python -m benchmarks.normalising", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--size", type=int, default=100_000, help="code points of each text")
    parser.add_argument("--long-lines", action="store_true", help="also lines of 1 MB")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the figures as JSON")
    given = parser.parse_args()
    texts = {
        "clean English": clean(ENGLISH, given.size),
        "clean Serbian": clean(SERBIAN, given.size),
        "dirty": dirty(given.size),
    }
    found: dict[str, object] = {}
    for kind, who in contenders().items():
        paragraphs = texts[kind].split("\n\n") if kind != "dirty" else texts[kind].split("\n")
        for form, pieces in (("page", [texts[kind]]), ("paragraphs", paragraphs)):
            result = race(who, pieces, given.rounds)
            found[f"{kind}, {form}"] = result
            for name, ratio in result["ratios"].items():
                rate = result["rates"][name]
                print(f"{kind}, {form}\t{name}\t{rate:.2f} MB/s\t{ratio:.1f} x ftfy")
    if given.long_lines:
        for name, unit in LONG_LINES.items():
            seconds, ratio = growth(unit)
            found[name] = {"seconds": seconds, "growth": ratio}
            print(f"{name}\t{seconds:.2f} s/MB\t{ratio:.1f} times a quarter")
    if given.out:
        given.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
