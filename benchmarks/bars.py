"""The bars that ours is held to on the development set, and whether they are met."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from benchmarks.figures import Report, SystemFigures
from benchmarks.items import LENGTHS
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


def bars(report: Report | None, speed: dict[str, Any] | None) -> list[Bar]:
    """All bars that the measurements at hand can tell of."""
    found = list(_accuracy_bars(report)) if report and OURS in report.systems else []
    return found + (list(_speed_bars(speed)) if speed else [])


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


def _accuracy_bars(report: Report) -> Iterator[Bar]:
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


def _speed_bars(speed: dict[str, Any]) -> Iterator[Bar]:
    pages = speed["pages"]["ratios"].get("ours tag", {})
    messages = speed["messages"]["ratios"]
    if "cld2" in pages:
        yield Bar("pages: speed of tag, CLD2 = 1", pages["cld2"], 1.5)
        yield Bar("messages: speed of detect, CLD2 = 1", messages["ours detect"]["cld2"], 1)
        yield Bar("messages: speed of tag, CLD2 = 1", messages["ours tag"]["cld2"], 0.5)
    if "lingua" in pages:
        yield Bar("pages: speed of tag, lingua = 1", pages["lingua"], 100)
    begun = speed["fresh"]["ours"]
    yield Bar("import, ms", begun["imported"], 60, least=False)
    yield Bar("first call, ms", begun["first_call"], 150, least=False)
    yield Bar("resident after the first call, MiB", begun["resident"], 80, least=False)
    if large := speed.get("large"):
        yield Bar(
            "100 MB against 10 MB, seconds a MB", large["100"] / large["10"], 1.1, least=False
        )
