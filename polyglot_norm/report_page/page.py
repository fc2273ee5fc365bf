"""The page of a report: one file of HTML, which needs no other and runs no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from polyglot_norm.language.tags import name_of
from polyglot_norm.report_page.charts import bar, histogram, percent, shown, strip
from polyglot_norm.report_page.languages import MOST_ROWS, REST, Languages
from polyglot_norm.report_page.parts import figures, framed, many, section
from polyglot_norm.streams.report.overview import DocumentOverview, Doubt, Overview

_MOST_IN_NAME: Final = 3
"""Languages that are named beside a document."""

_CHANGES: Final = "How often each rule of normalising and transliterating changed the text."
_ENCODINGS: Final = "In which encodings the files were."


class Page:
    """Writes an overview; segments ``below`` a confidence are doubtful."""

    def __init__(self, overview: Overview, title: str, below: float, labels: str = "bcp47") -> None:
        self._overview = overview
        self._title = title
        self._below = below
        self._drawn = Languages(overview.statistics, labels)

    def lines(self) -> Iterator[str]:
        """Yield the parts of the page."""
        return framed(self._title, self._parts())

    def _parts(self) -> Iterator[str]:
        yield self._figures()
        yield self._drawn.section()
        yield self._documents()
        yield self._confidence()
        yield self._doubts()
        yield '<div class="two">\n'
        yield self._counted("Changes", _CHANGES, "Rule", self._overview.edits)
        yield self._counted("Encodings", _ENCODINGS, "Encoding", self._overview.encodings)
        yield "</div>\n"

    def _figures(self) -> str:
        found = self._overview.statistics
        languages = self._drawn.count
        mass = sum(count.mass for count in found.by_language.values())
        values = {
            many(found.documents, "document"): f"{found.documents:,}",
            "characters": f"{found.characters:,}",
            "letters": f"{found.letters:,}",
            many(languages, "language"): f"{languages:,}",
            "mean confidence": f"{mass / found.letters:.2f}" if found.letters else "–",
            "of the letters doubtful": percent(found.doubtful / (found.letters or 1)),
        }
        return figures(values)

    def _documents(self) -> str:
        documents, count = self._overview.documents, self._overview.statistics.documents
        if not documents:
            return ""
        about = "From its beginning on the left to its end."
        if count > len(documents):
            about += f" The first {len(documents):,} of {count:,} are shown."
        names = [(name_of(lang), colour) for lang, colour in self._drawn.colours.items()]
        entries = "".join(
            f'<li><span class="swatch {colour}"></span>{shown(name)}</li>'
            for name, colour in (*names, *((label, colour) for colour, label in REST.items()))
        )
        rows = "".join(map(self._document, documents))
        body = f'<ul class="legend">{entries}</ul>\n<ol class="rows">\n{rows}</ol>\n'
        return section("Along each document", about, body)

    def _document(self, document: DocumentOverview) -> str:
        shares = document.shares
        drawn = self._drawn
        first = shares[:_MOST_IN_NAME]
        names = [f"{drawn.written(lang)} {percent(share)}" for lang, share in first]
        label = ", ".join(names) or "no words"
        if len(shares) > _MOST_IN_NAME:
            label += f" and {len(shares) - _MOST_IN_NAME} more"
        return (
            f'<li><div class="name"><b>{shown(document.name)}</b><span class="soft">{label}</span>'
            f"</div>{strip(document.strip, drawn.colour, drawn.written, label)}</li>\n"
        )

    def _confidence(self) -> str:
        about = (
            "Letters by the probability that their language is right, in per cent. A bar is as "
            "high as the square root of its share, so that little is seen as well. Below "
            f"{self._below:g} a language is doubtful."
        )
        chart = histogram(self._overview.bins, self._below)
        return section("Confidence", about, chart, long=False)

    def _doubts(self) -> str:
        rows = "".join(map(self._doubt, self._overview.doubts))
        if not rows:
            return ""
        about = "The least certain first, with the text around them."
        return section("Doubtful segments", about, f'<ul class="rows">\n{rows}</ul>\n')

    def _doubt(self, doubt: Doubt) -> str:
        where = doubt.doc if doubt.doc.endswith(f":{doubt.line}") else f"{doubt.doc}:{doubt.line}"
        candidates = "".join(
            f"<span><b>{self._drawn.written(lang)}</b> {shown(name_of(lang))} {share:.2f}</span>"
            for lang, share in doubt.candidates
        )
        return (
            f'<li><div class="quote"><span>{shown(doubt.before)}</span>'
            f"<mark><bdi>{shown(doubt.text)}</bdi></mark><span>{shown(doubt.after)}</span></div>"
            f'<div class="why"><span>{shown(where)}</span>{candidates}</div></li>\n'
        )

    def _counted(self, title: str, about: str, what: str, counts: Counter[str]) -> str:
        if not counts:
            return ""
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        rows = "".join(
            f'<tr><td class="tag">{shown(name)}</td>{bar(count / ranked[0][1], "plain")}'
            f'<td class="n">{count:,}</td></tr>\n'
            for name, count in ranked
        )
        head = f'<thead><tr><th>{what}<td class="less"><th class="n">Number</tr></thead>\n'
        table = f"<table>\n{head}<tbody>\n{rows}</tbody>\n</table>\n"
        return section(title, about, table, long=len(ranked) > MOST_ROWS)
