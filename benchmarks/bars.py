"""The bars that ours is held to on the development set, and whether they are met."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.figures import Report, SystemFigures
from benchmarks.items import LENGTHS
from benchmarks.speed.contenders import CONTENDERS
from benchmarks.speed.figures import SpeedReport
from benchmarks.tables import table

OURS = "ours"

# Set, figure, least value: comment pages and replies by letters and by the set of languages.
_LEAST = (
    ("comments", "right_group", 0.999),
    ("comments", "set_exact_group", 0.98),
    ("comments joined", "right_group", 0.998),
    ("comments joined", "set_exact_group", 0.98),
    ("replies of words", "right_group", 0.998),
    ("replies of words", "set_exact_group", 0.98),
    ("replies of words, joined", "right_group", 0.998),
    ("replies of words, joined", "set_exact_group", 0.98),
    ("sentences", "right_group", 0.99),
    ("phrases", "mean", 0.92),
    ("phrases, told", "mean", 0.95),
)
_MISGIVEN = 0.003
_CALIBRATION = 0.03
_OVER_LINGUA = {"one word": 0.03, "two words": 0.02, "sentence": 0.01}
_RATIOS = (
    ("pages", "spans", 0.9),
    ("shuffle", "spans", 0.8),
    ("messages", "spans", 0.8),
    ("pages", "output", 0.7),
    ("messages", "detect", 0.9),
)
_NAMES = {
    "right_group": "letters",
    "set_exact_group": "language set exact",
    "mean": "letters, mean over the pairs",
}


class Bar(NamedTuple):
    """A figure and what is asked of it; ``least`` or else most."""

    what: str
    figure: float
    asked: float
    least: bool = True

    @property
    def met(self) -> bool:
        """Whether it is good enough."""
        return self.figure >= self.asked if self.least else self.figure <= self.asked


def bars_table(found: list[Bar]) -> str:
    """The bars as Markdown."""
    rows = [
        [
            bar.what,
            f"{'≥' if bar.least else '≤'} {bar.asked:g}",
            f"{bar.figure:.4g}",
            "yes" if bar.met else "no",
        ]
        for bar in found
    ]
    return table(["bar", "asked", "measured", "met"], rows)


def accuracy_bars(report: Report | None) -> Iterator[Bar]:
    """Yield the bars of accuracy; none without figures of ours."""
    if report is None or OURS not in report.systems:
        return
    ours = report.systems[OURS]
    for kind, figure, least in _LEAST:
        if kind in ours.pages:
            yield Bar(f"{kind}: {_NAMES[figure]}", getattr(ours.pages[kind], figure), least)
    yield Bar(
        "monolingual: letters given to a wrong language",
        ours.pages["monolingual"].wrong,
        _MISGIVEN,
        least=False,
    )
    for length in LENGTHS:
        if (error := ours.items[length].error) is not None:
            yield Bar(f"{length}: calibration error", error, _CALIBRATION, least=False)
    if "lingua" in report.systems:
        yield from _lingua_bars(ours, report.systems["lingua"])


def _lingua_bars(ours: SystemFigures, lingua: SystemFigures) -> Iterator[Bar]:
    for length, lead in _OVER_LINGUA.items():
        mine = ours.items[length].macro(group=True)
        yield Bar(f"{length}: lead over lingua", mine - lingua.items[length].macro(), lead)


def speed_bars(report: SpeedReport | None) -> Iterator[Bar]:
    """Yield the bars of speed for the parts that were measured."""
    if report is None:
        return
    yield from _contest(report)
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


def _contest(report: SpeedReport) -> Iterator[Bar]:
    for kind, contender, least in _RATIOS:
        found = report.workloads.get(kind)
        if found and contender in found.rates:
            title = f"{kind}, {CONTENDERS[contender].title}: speed, CLD2 = 1"
            yield Bar(title, found.rates[contender].ratio, least)
