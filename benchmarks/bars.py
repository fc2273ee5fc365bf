"""The figures wanted of ours beside those measured.

    python -m benchmarks.bars --corpus ../shared/corpus

measures accuracy on all development sets and prints the table; ``--accuracy`` and ``--speed`` take
figures that were written before.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.accuracy import measured
from benchmarks.corpus import MIXED_SETS, Corpus
from benchmarks.figures import Report, SystemFigures, scoring_digest
from benchmarks.items import LENGTHS
from benchmarks.questions import questions
from benchmarks.speed.contenders import CONTENDERS
from benchmarks.speed.figures import SpeedReport
from benchmarks.tables import table

OURS, SPLIT = "ours", "ours-split"

# The least macro accuracy over lingua's languages, choosing between bs, hr and sr.
_ITEMS = dict(zip(LENGTHS, (0.81, 0.90, 0.945, 0.965), strict=True))
# Set, figure, its name, least value.
_PAGES = (
    ("comments", "right_group", "letters", 0.999),
    ("comments", "set_exact_group", "language set exact", 0.97),
    ("comments joined", "set_exact_group", "language set exact", 0.95),
    ("remarks", "set_exact_group", "language set exact", 0.95),
    ("sentences", "right_group", "letters", 0.993),
    ("phrases", "mean", "letters, mean over the pairs", 0.94),
    ("insertions", "minority", "minority letters", 0.75),
    ("insertions", "boundary", "boundaries within a word", 0.70),
    ("sagt", "right", "letters", 0.95),
    ("twittirish", "right", "letters", 0.975),
    ("arabizi", "right", "letters", 0.88),
)
_OFF = 0.004
_SWITCHES = 6
_CALIBRATION = 0.015
_COMPOSED = ("comments", "comments joined", "remarks", "sentences", "phrases", "insertions")
_SURELY_WRONG = 0.015
_NOISE = 0.95
_RATIOS = (
    ("pages", "spans", 0.9),
    ("shuffle", "spans", 0.8),
    ("messages", "spans", 0.8),
    ("pages", "output", 0.7),
    ("messages", "detect", 0.9),
)


class Bar(NamedTuple):
    """A figure and the value that is wanted of it: the least, or else the most."""

    name: str
    figure: float
    wanted: float
    least: bool = True

    @property
    def met(self) -> bool:
        """True if the figure is good enough."""
        return self.figure >= self.wanted if self.least else self.figure <= self.wanted


def accuracy_bars(report: Report | None) -> Iterator[Bar]:
    """Yield the bars of accuracy for the systems of ours that were measured."""
    if report and SPLIT in report.systems:
        for length, least in _ITEMS.items():
            macro = report.systems[SPLIT].items[length].macro()
            yield Bar(f"{length}, macro accuracy, `split`", macro, least)
    if report and OURS in report.systems:
        ours = report.systems[OURS]
        yield from _page_bars(ours)
        yield from _line_bars(ours)
        yield from _calibration_bars(ours)


def speed_bars(report: SpeedReport | None) -> Iterator[Bar]:
    """Yield the bars of speed for the parts that were measured."""
    if report is None:
        return
    for kind, contender, least in _RATIOS:
        found = report.workloads.get(kind)
        if found and contender in found.rates:
            title = f"{kind}, {CONTENDERS[contender].title}: speed, CLD2 = 1"
            yield Bar(title, found.rates[contender].ratio, least)
    if call := report.calls.get("spans"):
        yield Bar("`Tagger.tag` of an empty text, µs", call.empty, 2, least=False)
    if report.cliffs:
        worst = max(cliff.worst for cliff in report.cliffs.values())
        yield Bar("slowest odd text, prose = 1", worst, 3, least=False)
    if report.languages:
        slowest = max(report.languages.values())
        yield Bar("slowest language, English = 1", slowest, 3, least=False)
    if start := report.starts.get(OURS):
        yield Bar("import, ms", start.imported, 60, least=False)
        yield Bar("first call, ms", start.first_call, 150, least=False)
        yield Bar("resident after the first call, MiB", start.resident, 80, least=False)


def bars_table(bars: Sequence[Bar]) -> str:
    """Return the bars as Markdown."""
    rows = [
        [
            bar.name,
            f"{'≥' if bar.least else '≤'} {bar.wanted:g}",
            f"{bar.figure:.4g}",
            "yes" if bar.met else "no",
        ]
        for bar in bars
    ]
    return table(["bar", "wanted", "measured", "met"], rows)


def _page_bars(ours: SystemFigures) -> Iterator[Bar]:
    for kind, figure, name, least in _PAGES:
        if kind in ours.pages:
            yield Bar(f"{kind}: {name}", getattr(ours.pages[kind], figure) or 0.0, least)
    if found := ours.pages.get("insertions"):
        yield Bar(
            "insertions: false switches in 1,000 words", found.switches, _SWITCHES, least=False
        )
    if found := ours.pages.get("monolingual"):
        yield Bar("monolingual: letters in a wrong language", found.wrong, _OFF, least=False)


def _line_bars(ours: SystemFigures) -> Iterator[Bar]:
    close = ours.lines.get("close languages below English")
    if close and close.surely_wrong is not None:
        name = "close languages below English: wrong at > .9"
        yield Bar(name, close.surely_wrong, _SURELY_WRONG, least=False)
    if found := ours.lines.get("noise"):
        yield Bar("noise: `und` or below .5", found.unsure, _NOISE)


def _calibration_bars(ours: SystemFigures) -> Iterator[Bar]:
    """Yield calibration errors: of texts, of lines, and of spans in composed and real text.

    Those of texts are over the languages that accuracy is measured over.
    """
    errors = {length: ours.items[length].error_widespread for length in LENGTHS}
    errors |= {kind: found.error for kind, found in ours.lines.items() if "close" in kind}
    errors |= {
        f"{kind}, by span": ours.pages[kind].error_spans
        for kind in (*_COMPOSED, *MIXED_SETS)
        if kind in ours.pages
    }
    for name, error in errors.items():
        if error is not None:
            yield Bar(f"{name}: calibration error", error, _CALIBRATION, least=False)


def main() -> int:
    """Print the table; return 1 with ``--check`` if a bar is missed."""
    given = _parser().parse_args()
    report = None
    if given.accuracy:
        report = Report.from_dict(json.loads(given.accuracy.read_text(encoding="utf-8")))
    elif given.corpus:
        report = _measured(given.corpus, quick=given.quick)
    speed = SpeedReport.load(given.speed) if given.speed else None
    bars = [*accuracy_bars(report), *speed_bars(speed)]
    print(bars_table(bars))
    return 1 if given.check and not all(bar.met for bar in bars) else 0


def _measured(root: Path, *, quick: bool) -> Report:
    corpus = Corpus(root)
    asked = questions(corpus, quick=quick)
    report = Report(corpus.digest(), asked.digest(), scoring_digest(), quick)
    for name in (OURS, SPLIT):
        if figures := measured(name, asked, {}):
            report.systems[name] = figures
    return report


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.bars",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--corpus", type=Path, help="folder of the corpus, to measure accuracy")
    parser.add_argument("--quick", action="store_true", help="a fifth of the questions")
    parser.add_argument("--accuracy", type=Path, metavar="FILE", help="figures of accuracy")
    parser.add_argument("--speed", type=Path, metavar="FILE", help="figures of speed")
    parser.add_argument("--check", action="store_true", help="exit with 1 if a bar is missed")
    return parser


if __name__ == "__main__":
    sys.exit(main())
