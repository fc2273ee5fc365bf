"""The figures of a run as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.speed.contenders import CONTENDERS
from benchmarks.speed.figures import Around, Rate, SpeedReport
from benchmarks.tables import number, table

SLOWEST_LANGUAGES = 20
SHOWN = 1.5
"""Odd texts are listed from this ratio."""

INTRODUCTION = """## Speed

`python -m benchmarks.speed --corpus ../shared/corpus --json speed.json`

Processor time on text that is seen for the first time: each contender in a fresh process, on
training sentences of which none occurs twice. CLD2 is asked for spans at its best effort."""


def sections(report: SpeedReport) -> Iterator[str]:
    """Yield the parts of the section on speed, to be joined by empty lines."""
    yield INTRODUCTION
    quick = " `--quick`: a tenth of the text." if report.quick else ""
    yield f"{report.machine}; {', '.join(report.versions)}.{quick}"
    if report.workloads:
        yield from _workloads(report)
    if report.calls:
        yield "### A call with next to no text: microseconds"
        rows = [
            [CONTENDERS[name].title, number(cost.empty, 1), number(cost.five_words, 1)]
            for name, cost in report.calls.items()
        ]
        yield table(["", "empty text", "five words"], rows)
    if report.cliffs:
        yield from _cliffs(report)
    if report.languages:
        yield from _languages(report)
    if report.starts:
        yield "### A fresh process: milliseconds, MiB"
        yield table(
            ["system", "import", "first call", "resident", "peak", "bare Python"],
            [
                [name, *(number(value, 1) for value in (
                    start.imported, start.first_call, start.resident, start.peak, start.bare
                ))]
                for name, start in report.starts.items()
            ],
        )  # fmt: skip
    if report.around:
        yield from _around(report.around)


def _around(around: Around) -> Iterator[str]:
    yield (
        "### Many texts in two processes: processor seconds\n\n"
        "Ideal: how much faster two jobs are than one on two idle cores, their start (once, "
        "whatever the number of texts) left out. Threads: two with one tagger, by the clock, which "
        "tells little where the machine has other work."
    )
    head = ["", "one job", "parent", "workers", "start", "ideal", "two threads"]
    rows = [
        [name, *(number(each, 2) for each in (
            many.one, many.parent, many.workers, many.start, many.ideal, many.threads
        ))]
        for name, many in around.many.items()
    ]  # fmt: skip
    yield table(head, rows)
    yield "### The command line, `tag -f jsonl -o FILE`: processor seconds from start to end"
    commands = around.commands.items()
    yield table(
        ["", "seconds", "CLD2 = 1"],
        [[name, number(each.seconds, 2), number(each.ratio, 2)] for name, each in commands],
    )
    yield f"Small files with `-O FOLDER` take {around.folder:.2f} times as long as with `-o FILE`."


def _workloads(report: SpeedReport) -> Iterator[str]:
    yield f"### Megabytes a second (CLD2 = 1), {_rounds(report)}"
    yield "\n".join(
        f"- {name}: {found.title}; {found.texts:,} texts, {found.size / 1e6:.1f} MB"
        for name, found in report.workloads.items()
    )
    kinds = list(report.workloads)
    names = dict.fromkeys(name for found in report.workloads.values() for name in found.rates)
    rows = []
    for name in (each for each in CONTENDERS if each in names):
        rates = [report.workloads[kind].rates.get(name) for kind in kinds]
        rows.append([CONTENDERS[name].title, *map(_rate, rates), *map(_latency, rates)])
    head = ["", *kinds, *("µs a text: median, 95th percentile" for _ in kinds)]
    yield table(*_without_empty(head, rows))


def _rounds(report: SpeedReport) -> str:
    return "one round" if report.rounds == 1 else f"medians of {report.rounds} rounds"


def _rate(rate: Rate | None) -> str:
    return f"{rate.rate:.2f} ({rate.ratio:.2f})" if rate else "–"


def _latency(rate: Rate | None) -> str:
    if rate is None or rate.median is None:
        return ""
    return f"{number(rate.median, 1)}, {number(rate.slowest, 1)}"


def _without_empty(head: list[str], rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Return a table without the columns in which no row has anything."""
    kept = [at for at in range(len(head)) if any(row[at] for row in rows)]
    return [head[at] for at in kept], [[row[at] for at in kept] for row in rows]


def _cliffs(report: SpeedReport) -> Iterator[str]:
    shown = {name: cliff for name, cliff in report.cliffs.items() if cliff.worst > SHOWN}
    yield (
        "### Odd texts: time a character, prose = 1\n\n"
        "Alone: the text over and over. Inside: once, in the middle of a line of prose. "
        f"The other {len(report.cliffs) - len(shown)} texts tried (`cliffs.tsv`) are below {SHOWN}."
    )
    names = list(next(iter(report.cliffs.values())).alone)
    titles = [CONTENDERS[name].title for name in names]
    head = ["text", *(f"{title}, alone" for title in titles), *(f"{t}, inside" for t in titles)]
    rows = []
    for text, cliff in sorted(shown.items(), key=lambda item: -item[1].worst):
        ratios = [*(cliff.alone[name] for name in names), *(cliff.inside[name] for name in names)]
        rows.append([text, *(number(ratio, 1) for ratio in ratios)])
    yield table(head, rows)


def _languages(report: SpeedReport) -> Iterator[str]:
    over = sum(ratio > 3 for ratio in report.languages.values())
    yield (
        "### Development text of every language: time a character, English = 1\n\n"
        f"{over} of {len(report.languages)} are above 3. The slowest, with their output read:"
    )
    rows = [[tag, number(ratio, 2)] for tag, ratio in list(report.languages.items())]
    yield table(["language", "time"], rows[:SLOWEST_LANGUAGES])
