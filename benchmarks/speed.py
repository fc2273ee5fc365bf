"""``python -m benchmarks.speed --corpus DIR``: how fast ours is, as ratios to CLD2 and lingua.

Every round runs each contender once, one after the other, so that what else the machine does
falls on all of them; a ratio is taken within a round, and the median over the rounds is given.
The process keeps to one core where the system lets it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from benchmarks import fresh
from benchmarks.compose import Composer
from benchmarks.corpus import TrainingText
from benchmarks.systems import load

ROUNDS = 9
# lingua takes seconds for what the others do in milliseconds: it gets less text, and no more.
SLOW_SHARE = 0.02
BLOCKS = 120
"""Paragraphs and replies of a long page: about 20 kB."""

Call = Callable[[str], object]


class Contender(NamedTuple):
    """A way to answer a text. ``slow``: it is timed on a small part of the texts."""

    name: str
    call: Call
    slow: bool = False


def main() -> int:
    """Read the command line, measure, write."""
    given = _parser().parse_args()
    _one_core()
    make = Composer(TrainingText(given.corpus))
    megabytes, rounds = (0.1, 3) if given.quick else (1.0, given.rounds)
    pages = long_pages(make, megabytes)
    messages = make.messages(500 if given.quick else 2000, 100)
    found: dict[str, Any] = {"quick": given.quick, "versions": {}, "fresh": {}}
    for name in fresh.STARTS:
        if begun := fresh.start(name, 3 if given.quick else 9):
            found["fresh"][name] = asdict(begun)
    contenders = _contenders(given.ours_options, found["versions"])
    found["pages"] = race(contenders["pages"], pages, rounds)
    found["messages"] = race(contenders["messages"], messages, rounds)
    if given.large:
        found["large"] = large(contenders["pages"][0].call, pages)
    if given.out:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print("\n".join(summary(found)))
    return 0


def long_pages(make: Composer, megabytes: float) -> list[str]:
    """Comment pages of about 20 kB each, so many megabytes of UTF-8 in all."""
    wanted, pages, count = megabytes * 1e6, [], 0
    for page in make.comments(10_000, blocks=BLOCKS):
        pages.append(page.text)
        count += len(page.text.encode())
        if count >= wanted:
            break
    return pages


def race(contenders: Sequence[Contender], texts: Sequence[str], rounds: int) -> dict[str, Any]:
    """Megabytes a second of each contender, and medians of the ratios of the first to each."""
    few = texts[: max(1, round(len(texts) * SLOW_SHARE))]
    shares = {c.name: few if c.slow else texts for c in contenders}
    for contender in contenders:
        _rate(contender.call, shares[contender.name])
    rates: dict[str, list[float]] = {c.name: [] for c in contenders}
    for _ in range(rounds):
        for contender in contenders:
            rates[contender.name].append(_rate(contender.call, shares[contender.name]))
    return {
        "rounds": rounds,
        "bytes": sum(len(text.encode()) for text in texts),
        "texts": len(texts),
        "rates": {name: median(found) for name, found in rates.items()},
        "ratios": {
            name: {
                other: median(a / b for a, b in zip(found, rates[other], strict=True))
                for other in rates
                if other != name
            }
            for name, found in rates.items()
        },
    }


def large(call: Call, pages: Sequence[str]) -> dict[str, float]:
    """Seconds for each megabyte of one text of 10 MB, and of one of 100 MB."""
    page = "\n".join(pages)
    size = len(page.encode())
    found = {}
    for megabytes in (10, 100):
        text = "\n".join([page] * max(1, round(megabytes * 1e6 / size)))
        found[str(megabytes)] = 1 / _rate(call, [text])
    return found


def summary(found: dict[str, Any]) -> list[str]:
    """The rates, the ratios of ours, and the starts."""
    rows = []
    for kind in ("pages", "messages"):
        rates = found[kind]["rates"]
        rows += [f"{kind}\t{name}\t{rate:.3f} MB/s" for name, rate in rates.items()]
        for name in rates:
            if name.startswith("ours"):
                ratios = found[kind]["ratios"][name]
                rows.append(f"{name} to\t" + "\t".join(f"{o} {r:.2f}" for o, r in ratios.items()))
    for megabytes, seconds in found.get("large", {}).items():
        rows.append(f"{megabytes} MB\t{seconds:.3f} s/MB")
    for name, begun in found["fresh"].items():
        rows.append(f"fresh\t{name}\t" + "\t".join(f"{k} {v}" for k, v in begun.items()))
    return rows


def _rate(call: Call, texts: Sequence[str]) -> float:
    """Megabytes of UTF-8 a second."""
    start = perf_counter()
    for text in texts:
        call(text)
    seconds = perf_counter() - start
    return sum(len(text.encode()) for text in texts) / 1e6 / seconds


def _contenders(options: dict[str, Any], versions: dict[str, str]) -> dict[str, list[Contender]]:
    """Ours with and without clean and Latin text, and the peers that are installed."""
    import polyglot_norm as pn

    whole = pn.Tagger(pn.Options(**options))
    bare = pn.Tagger(pn.Options(**({"normalise": None, "transliterate": None} | options)))
    versions["ours"] = load("ours", **options).version
    pages = [Contender("ours tag, labels only", bare.tag), Contender("ours tag", whole.tag)]
    messages = [Contender("ours detect", whole.detect), *pages]
    for name in ("cld2", "eldc", "lingua"):
        try:
            peer = load(name)
        except ImportError:
            print(f"{name}: left out, not installed", file=sys.stderr)
            continue
        versions[name] = peer.version
        spans, label = _peer(name, peer)
        slow = name == "lingua"
        pages.append(Contender(name, spans, slow))
        messages.append(Contender(name, label, slow))
    return {"pages": pages, "messages": messages}


def _peer(name: str, peer: Any) -> tuple[Call, Call]:
    """The peer's own functions for spans and for a label, without what an adapter adds."""
    if name == "cld2":
        import pycld2

        return (lambda text: pycld2.detect(text, returnVectors=True)), pycld2.detect
    if name == "lingua":
        detector = peer.detector
        return detector.detect_multiple_languages_of, detector.detect_language_of
    import eldc

    return (lambda text: [eldc.detect(line) for line in text.split("\n")]), eldc.detect


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the corpus")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"default {ROUNDS}")
    parser.add_argument("--quick", action="store_true", help="a tenth of the text, three rounds")
    parser.add_argument("--large", action="store_true", help="also texts of 10 and 100 MB")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the figures as JSON")
    parser.add_argument("--ours-options", type=json.loads, default={}, metavar="JSON",
                        help="options of polyglot_norm, as an object")  # fmt: skip
    return parser


if __name__ == "__main__":
    sys.exit(main())
