"""The report as a page of HTML that needs no other file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from polyglot_norm.corpus.report import Report
from polyglot_norm.formats.printable import printable
from polyglot_norm.language.label_styles import label
from polyglot_norm.language.tags import name_of

_STYLE: Final = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:auto;padding:1rem}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}"
    "th,td{text-align:left;padding:.2rem .6rem;border-bottom:1px solid #8884;vertical-align:top}"
    ".n{text-align:right;font-variant-numeric:tabular-nums}"
    "meter{width:10rem}"
)


def page(report: Report) -> str:
    """Return the page."""
    return "".join(_parts(report))


def _parts(report: Report) -> Iterator[str]:
    title = f"Languages of {_text(report.source)}"
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    yield from _numbers(report)
    yield from _languages(report)
    scripts = (
        (script, f"{letters:,}", _percent(share))
        for script, letters, share in report.counts.statistics.scripts()
    )
    yield from _table("Scripts", ("script", "#letters", "#share"), scripts)
    yield from _problems(report)
    yield "</body>\n</html>\n"


def _numbers(report: Report) -> Iterator[str]:
    counts = report.counts
    rows = (
        ("shards finished", f"{report.finished:,} of {report.shards:,}"),
        ("rows read", f"{counts.rows:,}"),
        ("rows written", f"{counts.kept:,}"),
        ("rows without text", f"{counts.nulls:,}"),
        ("rows in several languages", f"{counts.mixed:,}"),
        ("records left out", f"{counts.skipped:,}"),
        ("bytes of text", f"{counts.bytes:,}"),
        ("files written", f"{report.outputs:,}"),
        ("bytes written", f"{report.written:,}"),
        ("written to", report.target),
        ("version", str(report.run.get("version"))),
        ("model", str(report.run.get("model"))),
    )
    yield from _table("Numbers", ("what", "how many"), rows)


def _languages(report: Report) -> Iterator[str]:
    heads = ("language", "label", "script", "#letters", "#share", "", "#rows", "#confidence")
    yield f"<h2>Languages</h2>\n<table>\n<tr>{''.join(map(_head, heads))}</tr>\n"
    for (lang, script), count, share in report.counts.statistics.shares():
        cells = [_cell(name_of(lang)), _cell(label(lang, report.labels)), _cell(script)]
        cells += [_number(f"{count.letters:,}"), _number(_percent(share))]
        cells += [f'<td><meter value="{share:.4f}">{_percent(share)}</meter></td>']
        cells += [_number(f"{count.documents:,}"), _number(f"{count.confidence:.3f}")]
        yield f"<tr>{''.join(cells)}</tr>\n"
    yield "</table>\n"


def _problems(report: Report) -> Iterator[str]:
    statistics = report.counts.statistics
    if statistics.doubts:
        share = statistics.doubtful / (statistics.letters or 1)
        rows = (
            (d.doc, f"{d.line:,}", label(d.lang, report.labels), f"{d.confidence:.3f}", d.text)
            for d in statistics.doubts
        )
        title = f"Doubtful: {_percent(share)} of the letters; the most doubtful segments"
        yield from _table(title, ("shard", "#row", "language", "#confidence", "text"), rows)
    if report.failures:
        yield from _table("Shards set aside", ("shard", "reason"), report.failures)
    if report.skipped:
        of_shards = ((s.shard, f"{s.line:,}", s.reason, f"{s.records:,}") for s in report.skipped)
        names = ("shard", "#first line", "reason", "#records")
        yield from _table("Records left out", names, of_shards)


def _table(title: str, names: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield a table; a column whose name begins with ``#`` holds numbers."""
    names = list(names)
    yield f"<h2>{_text(title)}</h2>\n<table>\n<tr>{''.join(map(_head, names))}</tr>\n"
    kinds = [_number if name.startswith("#") else _cell for name in names]
    for row in rows:
        yield f"<tr>{''.join(kind(c) for kind, c in zip(kinds, row, strict=True))}</tr>\n"
    yield "</table>\n"


def _head(name: str) -> str:
    shown = name.removeprefix("#")
    return f"<th{' class=n' if shown != name else ''}>{_text(shown)}</th>"


def _cell(text: str) -> str:
    return f"<td>{_text(text)}</td>"


def _number(text: str) -> str:
    return f"<td class=n>{_text(text)}</td>"


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"


def _text(text: str) -> str:
    return escape(printable(text)).encode("utf-8", "replace").decode()
