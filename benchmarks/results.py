"""RESULTS.md, written of figures in JSON.

python -m benchmarks.results --accuracy accuracy.json --speed speed.json
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.bars import accuracy_bars, bars_table, speed_bars
from benchmarks.corpus import MIXED_SETS
from benchmarks.figures import PageFigures, Report
from benchmarks.items import LENGTHS
from benchmarks.lines import LineFigures
from benchmarks.speed.figures import SpeedReport
from benchmarks.speed.markdown import sections as speed_sections
from benchmarks.systems import is_ours
from benchmarks.tables import number, percent, table

HERE = Path(__file__).parent
PAIRED = ("phrases", "phrases, pair given", "sentences", "sentences, pair given")

HEAD = """# Benchmarks

Written by a program; do not edit. To repeat a section, run its command, with the corpus in
`../shared/corpus` and the peers installed (`pip install -r benchmarks/requirements.txt`), then

```
python -m benchmarks.results --accuracy accuracy.json --speed speed.json
```

A section whose figures are not given stays as it is.
"""
ACCURACY = "## Accuracy"
SPEED = "## Speed"
INTRODUCTION = f"""{ACCURACY}

`python -m benchmarks.accuracy --corpus ../shared/corpus --out accuracy.json`

`metrics.py` and `lines.py` define what is counted, `naming.py` when an answer is right,
`questions.py` names the sets. Percentages, unless another unit is named; false switches are those
in 1,000 words. Systems without spans of their own (and `-lines`) give one label a line."""


def main() -> int:
    """Read the command line and write the file; return 1 with ``--check`` if a bar is missed."""
    given = _parser().parse_args()
    report = Report.from_dict(_read(given.accuracy)) if given.accuracy else None
    speed = SpeedReport.load(given.speed) if given.speed else None
    before = given.out.read_text(encoding="utf-8") if given.out.exists() else ""
    given.out.write_text(results(report, speed, before), encoding="utf-8")
    missed = [bar for bar in [*accuracy_bars(report), *speed_bars(speed)] if not bar.met]
    for bar in missed:
        print(f"missed: {bar.name}: {bar.figure:.4g}, wanted {bar.wanted:g}", file=sys.stderr)
    return 1 if given.check and missed else 0


def results(report: Report | None, speed: SpeedReport | None, before: str = "") -> str:
    """Return the file; ``before`` is the file as it was, for sections that are not given."""
    sections = [HEAD.strip()]
    if report:
        sections += _accuracy(report)
    else:
        sections += _section(before, ACCURACY)
    if speed:
        sections += _speed(speed)
    else:
        sections += _section(before, SPEED)
    return "\n\n".join(sections) + "\n"


def _section(before: str, heading: str) -> list[str]:
    """Return a section of the file as it was, as a list of one or none."""
    found = [part for part in before.split("\n## ") if f"## {part}".startswith(f"{heading}\n")]
    return [f"## {part.strip()}" for part in found]


def _speed(report: SpeedReport) -> Iterator[str]:
    introduction, *rest = speed_sections(report)
    yield introduction
    yield bars_table(list(speed_bars(report)))
    yield from rest


def _accuracy(report: Report) -> Iterator[str]:
    quick = " `--quick`: a fifth of the questions." if report.quick else ""
    yield INTRODUCTION
    yield "### Bars\n\n`sh` counts as right for its members here."
    yield bars_table(list(accuracy_bars(report)))
    yield f"### What was measured\n\nCorpus {report.corpus}, questions {report.questions}.{quick}"
    yield table(
        ["system", "version", "languages here"],
        [[s.name, s.version, str(len(s.tags))] for s in report.systems.values()],
    )
    yield from _items(report)
    yield from _pages(report)
    yield from _lines(report)


def _items(report: Report) -> Iterator[str]:
    systems = [s for s in report.systems.values() if not s.name.endswith("-lines")]
    yield (
        "### One label for a text\n\nMacro accuracy over the 75 languages of lingua (77 tags); "
        "in brackets, with `sh` right for Bosnian, Croatian and Serbian."
    )
    yield table(
        ["system", *LENGTHS],
        [[s.name, *(_both(s.items[length]) for length in LENGTHS)] for s in systems],
    )
    if ours := report.systems.get("ours"):
        yield "Over the tags that ours and the peer share: the peer, ours."
        rows = []
        for peer in (system for system in systems if not is_ours(system.name)):
            tags = sorted(set(ours.tags) & set(peer.tags))
            figures = [
                f"{percent(peer.items[n].macro(tags))}, {percent(ours.items[n].macro(tags))}"
                for n in LENGTHS
            ]
            rows.append([peer.name, str(len(tags)), *figures])
        yield table(["peer", "tags", *LENGTHS], rows)
    yield (
        "Expected calibration error, for systems that give a probability: over the languages "
        "that the system has, then over the 75."
    )
    rows = [
        [s.name, *(f"{number(i.error)}, {number(i.error_widespread)}" for i in s.items.values())]
        for s in systems
        if any(i.error is not None for i in s.items.values())
    ]
    yield table(["system", *LENGTHS], rows)


def _pages(report: Report) -> Iterator[str]:
    systems = report.systems.values()
    kinds = list(dict.fromkeys(kind for s in systems for kind in s.pages))
    composed = [kind for kind in kinds if kind not in MIXED_SETS]
    yield "### Pages of several languages: letters given their own language"
    yield table(
        ["system", *composed],
        [[s.name, *(_letters(s.pages.get(kind)) for kind in composed)] for s in systems],
    )
    yield "### Real mixed text: letters / minority language / boundaries within a word"
    yield table(
        ["system", *MIXED_SETS],
        [[s.name, *(_three(s.pages.get(kind)) for kind in MIXED_SETS)] for s in systems],
    )
    for kind in kinds:
        named = [s for s in systems if kind in s.pages]
        first = named[0].pages[kind]
        yield f"#### {_title(kind)}: {first.pages} pages, {first.letters:,} letters"
        yield table(
            _DETAIL_HEAD, [_detail(s.name, s.pages[kind]) for s in systems if kind in s.pages]
        )
    for kind in (kind for kind in PAIRED if kind in kinds):
        yield f"#### {_title(kind)}, by pair"
        named = [s for s in systems if kind in s.pages]
        pairs = named[0].pages[kind].groups
        yield table(
            ["pair", *(s.name for s in named)],
            [[pair, *(percent(s.pages[kind].groups[pair]) for s in named)] for pair in pairs],
        )


_DETAIL_HEAD = (
    "system", "letters", "with sh", "mean of groups", "unknown", "wrong", "wrong, known languages",
    "switched", "minority", "boundary F1", "exact", "false switches", "set exact", "with sh",
    "set F1", "ECE by letter", "by span", "s",
)  # fmt: skip


def _detail(name: str, page: PageFigures) -> list[str]:
    shares = (
        page.right, page.right_group, page.mean, page.unknown, page.wrong, page.wrong_known,
        page.switched, page.minority,
    )  # fmt: skip
    sets = (page.set_exact, page.set_exact_group, page.set_f1)
    return [
        name,
        *(percent(share, 2) for share in shares),
        *map(percent, (page.boundary, page.boundary_exact)),
        number(page.switches, 1),
        *map(percent, sets),
        *map(number, (page.error, page.error_spans)),
        number(page.seconds, 1),
    ]


def _lines(report: Report) -> Iterator[str]:
    yield (
        "### Single lines\n\nRight, without a language, unsure (no language, or below .5), wrong "
        "above .9, and the calibration error. Noise is right without a language."
    )
    kinds = list(dict.fromkeys(kind for s in report.systems.values() for kind in s.lines))
    for kind in kinds:
        named = [s for s in report.systems.values() if kind in s.lines]
        yield f"#### {_title(kind)}: {named[0].lines[kind].lines:,} lines"
        yield table(
            ["system", "right", "unknown", "unsure", "wrong above .9", "ECE"],
            [[s.name, *_line(s.lines[kind])] for s in named],
        )


def _line(figures: LineFigures) -> list[str]:
    shares = (figures.right, figures.unknown, figures.unsure, figures.surely_wrong)
    return [*map(percent, shares), number(figures.error)]


def _title(kind: str) -> str:
    return kind[0].upper() + kind[1:]


def _both(figures: Any) -> str:
    strict, group = figures.macro(), figures.macro(group=True)
    return percent(strict) if strict == group else f"{percent(strict)} ({percent(group)})"


def _letters(page: PageFigures | None) -> str:
    return percent(page.right if page else None, 2)


def _three(page: PageFigures | None) -> str:
    if page is None:
        return "–"
    return " / ".join(map(percent, (page.right, page.minority, page.boundary)))


def _read(path: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.results", description=__doc__)
    parser.add_argument("--accuracy", type=Path, metavar="FILE", help="figures of accuracy")
    parser.add_argument("--speed", type=Path, metavar="FILE", help="figures of speed")
    parser.add_argument(
        "--out", type=Path, default=HERE / "RESULTS.md", help="default: RESULTS.md here"
    )
    parser.add_argument("--check", action="store_true", help="exit with 1 if a bar is missed")
    return parser


if __name__ == "__main__":
    sys.exit(main())
