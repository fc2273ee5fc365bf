"""Speed on text that is seen for the first time, in relation to CLD2 in the same run.

    python -m benchmarks.speed --corpus ../shared/corpus

Processor time is what counts. Each contender runs in a fresh process for every measurement, on
text that was read and decoded before; contenders take turns, a ratio is taken within a round, and
the median over the rounds is given.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import polyglot_norm as pn
from benchmarks.deck import Deck
from benchmarks.speed.around import measure_around
from benchmarks.speed.cliffs import Lengths, measure_cliffs
from benchmarks.speed.contenders import CONTENDERS, UNIT
from benchmarks.speed.figures import Around, Cliff, SpeedReport, Start, WorkloadFigures
from benchmarks.speed.languages import measure_languages
from benchmarks.speed.markdown import sections
from benchmarks.speed.measuring import RUN_ON, call_costs, measure
from benchmarks.speed.start import PROGRAMS, measure_start
from benchmarks.speed.workloads import WORKLOADS, Sizes, messages, pages

PARTS = (*WORKLOADS, "calls", "cliffs", "languages", "start", "around")
ROUNDS = 5
STARTS = 9


class Choice(NamedTuple):
    """A part to measure and the contender that is wanted, or all."""

    part: str
    contender: str | None = None


def main() -> int:
    """Read the command line, measure, and print Markdown."""
    given = _parser().parse_args()
    earlier = SpeedReport.load(given.json) if given.json and given.json.exists() else None
    if earlier and earlier.quick != given.quick:
        sys.exit(f"{given.json} is of a run {'with' if earlier.quick else 'without'} --quick")
    rounds = given.rounds or (1 if given.quick else ROUNDS)
    report = run(given.corpus, given.only, quick=given.quick, rounds=rounds)
    report = report.over(earlier) if earlier else report
    if given.json:
        report.save(given.json)
    print("\n\n".join(sections(report)))
    return 0


def run(corpus: Path, only: list[Choice], *, quick: bool, rounds: int) -> SpeedReport:
    """Measure the chosen parts, or all."""
    parts = {choice.part for choice in only} or set(PARTS)
    lengths = Lengths().tenth() if quick else Lengths()
    return SpeedReport(
        machine=_machine(),
        quick=quick,
        rounds=rounds,
        versions=list(_versions()),
        workloads=_workloads(corpus, only, quick=quick, rounds=rounds),
        calls=call_costs() if "calls" in parts else {},
        cliffs=_cliffs(corpus, lengths, only, quick=quick) if "cliffs" in parts else {},
        languages=measure_languages(corpus, lengths.language, rounds)
        if "languages" in parts
        else {},
        starts=_starts(quick=quick) if "start" in parts else {},
        around=_around(corpus, rounds, quick=quick) if "around" in parts else None,
    )


def _workloads(
    corpus: Path, only: list[Choice], *, quick: bool, rounds: int
) -> dict[str, WorkloadFigures]:
    sizes = Sizes().tenth() if quick else Sizes()
    found = {}
    for part, compose in WORKLOADS.items():
        if names := _names(part, only, RUN_ON[part]):
            names = [name for name in RUN_ON[part] if name in {*names, UNIT}]
            found[part] = measure(compose(Deck(corpus), sizes), names, rounds)
    return found


def _cliffs(corpus: Path, lengths: Lengths, only: list[Choice], *, quick: bool) -> dict[str, Cliff]:
    names = _names("cliffs", only, RUN_ON["cliffs"][quick:])
    return measure_cliffs(corpus, lengths, names)


def _starts(*, quick: bool) -> dict[str, Start]:
    names = ("ours", "cld2", "eldc") if quick else PROGRAMS
    found = {name: measure_start(name, 1 if quick else STARTS) for name in names}
    return {name: start for name, start in found.items() if start}


def _around(corpus: Path, rounds: int, *, quick: bool) -> Around:
    sizes = Sizes().tenth() if quick else Sizes()
    return measure_around(pages(Deck(corpus), sizes), messages(Deck(corpus), sizes), rounds)


def _names(part: str, only: list[Choice], every: tuple[str, ...]) -> list[str]:
    """Return the contenders that are wanted of a part; none if the part is not wanted."""
    chosen = [choice.contender for choice in only if choice.part == part]
    if only and not chosen:
        return []
    return [name for name in every if not only or None in chosen or name in chosen]


def _machine() -> str:
    return f"{os.cpu_count()} {platform.machine()} cores, Python {platform.python_version()}"


def _versions() -> Iterator[str]:
    yield f"polyglot-norm {pn.__version__}"
    names = dict.fromkeys(name for part in RUN_ON.values() for name in part)
    for package in filter(None, (CONTENDERS[name].package for name in names)):
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            sys.exit(f"{package} is not installed: pip install -r benchmarks/requirements.txt")


def _choice(value: str) -> Choice:
    part, _, contender = value.partition("/")
    if part not in PARTS:
        raise argparse.ArgumentTypeError(f"unknown part {part!r}: expected {', '.join(PARTS)}")
    known = RUN_ON.get(part, ())
    if contender and contender not in known:
        expected = f"expected {', '.join(known)}" if known else f"{part} is measured as a whole"
        raise argparse.ArgumentTypeError(f"unknown system {contender!r}: {expected}")
    return Choice(part, contender or None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the corpus")
    parser.add_argument("--quick", action="store_true", help="a tenth of the text, one round")
    parser.add_argument("--rounds", type=int, help=f"default {ROUNDS}; 1 with --quick")
    parser.add_argument("--only", type=_choice, action="append", default=[], metavar="PART/SYSTEM",
                        help=f"a part ({', '.join(PARTS)}), or one system of a part (with CLD2); "
                        "may be repeated")  # fmt: skip
    parser.add_argument(
        "--json",
        type=Path,
        metavar="FILE",
        help="write the figures; parts that are not measured are kept",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
