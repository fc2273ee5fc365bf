"""Accuracy of ours and of the peers on development text.

python -m benchmarks.accuracy --corpus ../shared/corpus
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus import Corpus
from benchmarks.figures import Report, SystemFigures, scoring_digest
from benchmarks.items import LENGTHS
from benchmarks.measure import measure
from benchmarks.questions import Questions, questions
from benchmarks.systems import SYSTEMS, is_ours, load


def main() -> int:
    """Read the command line, measure, write."""
    given = _parser().parse_args()
    corpus = Corpus(given.corpus)
    asked = questions(corpus, quick=given.quick)
    report = Report(corpus.digest(), asked.digest(), scoring_digest(), given.quick)
    earlier = [
        Report.from_dict(json.loads(path.read_text(encoding="utf-8"))) for path in given.reuse
    ]
    for name in given.systems:
        figures = _reused(name, report, earlier) or measured(name, asked, given.ours_options)
        if figures:
            report.systems[name] = figures
            _save(report, given.out)
    print("\n".join(summary(report)))
    return 0 if len(report.systems) == len(given.systems) else 1


def summary(report: Report) -> list[str]:
    """Return the main figures, a line for each system."""
    kinds = list(dict.fromkeys(kind for s in report.systems.values() for kind in s.pages))
    rows = [["system", *LENGTHS, *kinds]]
    for name, figures in report.systems.items():
        macros = [f"{figures.items[length].macro():.1%}" for length in LENGTHS]
        found = [figures.pages.get(kind) for kind in kinds]
        rows.append([name, *macros, *(f"{page.right:.2%}" if page else "-" for page in found)])
    return ["\t".join(row) for row in rows]


def measured(name: str, asked: Questions, options: dict[str, Any]) -> SystemFigures | None:
    """Return the figures of a system, or None if it is not installed."""
    try:
        system = load(name, **options)
    except ImportError as error:
        _say(f"{name}: left out, not installed ({error})")
        return None
    return measure(system, asked, _say)


def _reused(name: str, now: Report, earlier: Sequence[Report]) -> SystemFigures | None:
    """Return the figures of a peer if the same version answered the same questions before."""
    if is_ours(name):
        return None
    for report in earlier:
        figures = report.systems.get(name)
        if figures and now.comparable(report) and figures.version == _version(name):
            _say(f"{name}: figures of an earlier run")
            return figures
        if figures:
            _say(f"{name}: questions, scoring or version differ from the earlier run")
    return None


def _version(name: str) -> str:
    """Return the version of a peer without loading its model."""
    from importlib import import_module

    from benchmarks.systems.protocol import System

    module, kind = SYSTEMS[name]
    try:
        made = getattr(import_module(f"benchmarks.systems.{module}"), kind)
    except ImportError:
        return "not installed"
    return str(System.version.__get__(made.__new__(made)))


def _save(report: Report, out: Path | None) -> None:
    """Write the report after each system, so that an interrupted run is not lost."""
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(report.as_dict(), indent=1) + "\n", encoding="utf-8")


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the corpus")
    parser.add_argument("--systems", type=_names, default=list(SYSTEMS), metavar="NAME,…",
                        help=f"some of {', '.join(SYSTEMS)}; default: all")  # fmt: skip
    parser.add_argument("--quick", action="store_true", help="a fifth of the questions")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the figures as JSON")
    parser.add_argument("--reuse", type=Path, nargs="+", default=[], metavar="FILE",
                        help="reuse peers' figures of earlier runs if they still hold")  # fmt: skip
    parser.add_argument("--ours-options", type=json.loads, default={}, metavar="JSON",
                        help="options of polyglot_norm as a JSON object")  # fmt: skip
    return parser


def _names(value: str) -> list[str]:
    names = value.split(",")
    if unknown := [name for name in names if name not in SYSTEMS]:
        raise argparse.ArgumentTypeError(
            f"unknown system {unknown[0]!r}: expected {', '.join(SYSTEMS)}"
        )
    return names


if __name__ == "__main__":
    sys.exit(main())
