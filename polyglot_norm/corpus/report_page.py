"""The report of a corpus as a page, drawn as other reports are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from polyglot_norm.corpus.report import Report
from polyglot_norm.language.label_styles import label
from polyglot_norm.language.tags import name_of
from polyglot_norm.report_page.charts import percent, shown
from polyglot_norm.report_page.languages import Languages
from polyglot_norm.report_page.parts import figures, framed, many, section
from polyglot_norm.streams.statistics import DoubtfulSegment

_MEGABYTE: Final = 1e6


def page(report: Report) -> str:
    """Return the page, which needs no other file."""
    return "".join(framed(f"Languages of {report.source}", _parts(report)))


def _parts(report: Report) -> Iterator[str]:
    drawn = Languages(report.counts.statistics, report.labels)
    yield figures(_figures(report, drawn.count))
    if report.failures:
        about = "They could not be read or tagged. The next run tries them again."
        yield _table("Shards set aside", about, ("Shard", "Reason"), report.failures)
    if report.skipped:
        rows = (
            (each.shard, f"{each.line:,}", _reason(each.reason, each.detail), f"{each.records:,}")
            for each in report.skipped
        )
        about = "With the first of each reason in a shard."
        heads = "Shard", "Line", "Reason", "Number"
        yield _table("Records left out", about, heads, rows, numbers=(1, 3))
    yield drawn.section("Rows")
    yield _doubts(report)
    yield _table("The run", "What it was made with.", ("What", "Value"), _run(report))


def _figures(report: Report, languages: int) -> dict[str, str]:
    counts, statistics = report.counts, report.counts.statistics
    return {
        many(counts.rows, "row"): f"{counts.rows:,}",
        "megabytes of text": f"{counts.bytes / _MEGABYTE:,.1f}",
        many(languages, "language"): f"{languages:,}",
        "of the rows in several": percent(counts.mixed / (counts.rows or 1)),
        "of the letters doubtful": percent(statistics.doubtful / (statistics.letters or 1)),
        f"of {report.shards:,} {many(report.shards, 'shard')}": f"{report.finished:,}",
    }


def _doubts(report: Report) -> str:
    doubts = report.counts.statistics.doubts
    if not doubts:
        return ""
    rows = "".join(_doubt(doubt, report.labels) for doubt in doubts)
    return section("Doubtful segments", "The least certain.", f'<ul class="rows">\n{rows}</ul>\n')


def _doubt(doubt: DoubtfulSegment, labels: str) -> str:
    candidates = "".join(
        f"<span><b>{shown(label(lang, labels))}</b> {shown(name_of(lang))} {share:.2f}</span>"
        for lang, share in doubt.candidates
    )
    return (
        f'<li><div class="quote"><mark><bdi>{shown(doubt.text)}</bdi></mark></div>'
        f'<div class="why"><span>{shown(doubt.doc)}, row {doubt.line:,}</span>{candidates}'
        "</div></li>\n"
    )


def _run(report: Report) -> Iterator[tuple[str, str]]:
    counts = report.counts
    yield "Read", report.source
    yield "Written to", report.target
    yield "Rows written", f"{counts.kept:,} of {counts.rows:,}"
    yield "Rows without a text", f"{counts.nulls:,}"
    yield "Records left out", f"{counts.skipped:,}"
    yield "Files written", f"{report.outputs:,}, {report.written / _MEGABYTE:,.1f} MB"
    yield "Version", str(report.run.get("version"))
    yield "Model", str(report.run.get("model"))
    yield from _options(report.run["options"])


def _options(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the options by their names, those of tagging and of the columns among them."""
    for name, value in values.items():
        if isinstance(value, dict) and name in ("tagging", "added"):
            yield from _options(value)
        elif value not in (None, "", [], {}):
            yield name, ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _reason(reason: str, detail: str) -> str:
    return f"{reason} ({detail})" if detail else reason


def _table(
    title: str,
    about: str,
    heads: Sequence[str],
    rows: Iterable[Iterable[str]],
    *,
    numbers: tuple[int, ...] = (),
) -> str:
    """Return a section with a table, some of whose columns hold ``numbers``."""
    kinds = [' class="n"' if place in numbers else "" for place, _ in enumerate(heads)]
    head = "".join(f"<th{kind}>{name}" for kind, name in zip(kinds, heads, strict=True))
    body = "".join(
        f"<tr>{''.join(f'<td{k}>{shown(c)}</td>' for k, c in zip(kinds, row, strict=True))}</tr>\n"
        for row in rows
    )
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"
    return section(title, about, table)
