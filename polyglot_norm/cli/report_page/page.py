"""The page of a report: one file of HTML, which needs no other and runs no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from polyglot_norm import __version__
from polyglot_norm.cli.report_page.charts import bar, histogram, percent, shown, stack, strip
from polyglot_norm.cli.report_page.style import HUES, style
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, name_of
from polyglot_norm.streams.report.overview import DocumentOverview, Doubt, Overview
from polyglot_norm.streams.statistics import LanguageCount

ShareRow = tuple[tuple[str, str], LanguageCount, float]
"""A language and its script, their counts, and their share."""

_LEAST: Final = 0.001
_MOST_ROWS: Final = 24
"""A language with a smaller share, or beyond so many rows, is only named."""

_MOST_SCRIPTS: Final = 8
_MOST_IN_NAME: Final = 3
"""Languages that are named beside a document."""

_REST: Final = {"other": "other languages", "none": "no known language"}
"""What stands for languages without a colour of their own, by its class."""

_CHANGES: Final = "How often each rule of normalising and transliterating changed the text."
_ENCODINGS: Final = "In which encodings the files were."


class Page:
    """Writes an overview; segments ``below`` a confidence are doubtful."""

    def __init__(self, overview: Overview, title: str, below: float) -> None:
        self._overview = overview
        self._title = title
        self._below = below
        letters: Counter[str] = Counter()
        for (lang, _), count, _ in overview.statistics.shares():
            letters[lang] += count.letters
        named = [lang for lang, _ in letters.most_common() if lang != UNDETERMINED]
        self._colours = {lang: f"c{number}" for number, lang in enumerate(named[:HUES])}

    def lines(self) -> Iterator[str]:
        """Yield the parts of the page."""
        title = shown(self._title)
        yield (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n<style>{style()}</style>\n</head>\n<body>\n<main>\n"
            f"<h1>{title}</h1>\n"
        )
        yield self._figures()
        yield self._languages()
        yield self._documents()
        yield self._confidence()
        yield self._doubts()
        yield '<div class="two">\n'
        yield self._counted("Changes", _CHANGES, "Rule", self._overview.edits)
        yield self._counted("Encodings", _ENCODINGS, "Encoding", self._overview.encodings)
        yield f"</div>\n<footer>polyglot_norm {__version__}</footer>\n</main>\n</body>\n</html>\n"

    def _colour(self, lang: str) -> str:
        unnamed = "none" if lang in (NO_LANGUAGE, UNDETERMINED) else "other"
        return self._colours.get(lang, unnamed)

    def _figures(self) -> str:
        found = self._overview.statistics
        languages = {
            lang
            for (lang, _), count in found.by_language.items()
            if count.letters and lang not in (NO_LANGUAGE, UNDETERMINED)
        }
        mass = sum(count.mass for count in found.by_language.values())
        figures = {
            _many(found.documents, "document"): f"{found.documents:,}",
            "characters": f"{found.characters:,}",
            "letters": f"{found.letters:,}",
            _many(len(languages), "language"): f"{len(languages):,}",
            "mean confidence": f"{mass / found.letters:.2f}" if found.letters else "–",
            "of the letters doubtful": percent(found.doubtful / (found.letters or 1)),
        }
        cells = (f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in figures.items())
        return f'<dl class="figures">{"".join(cells)}</dl>\n'

    def _languages(self) -> str:
        rows = [row for row in self._overview.statistics.shares() if row[1].letters]
        if not rows:
            return _section("Languages", "There are no words.", "")
        few = [row for row in rows if row[2] >= _LEAST][:_MOST_ROWS]
        body = "".join(self._row(*key, count, share, rows[0][2]) for key, count, share in few)
        table = (
            '<table>\n<thead><tr><th>Tag<th>Language<th class="less">Script<td class="less">'
            '<th class="n">Share<th class="n less">Letters<th class="n less">Segments'
            '<th class="n less">Documents<th class="n">Confidence</tr></thead>\n'
            f"<tbody>\n{body}</tbody>\n</table>\n"
        )
        rest = ", ".join(shown(lang) for (lang, _), _, _ in rows[len(few) :])
        more = f'<p class="soft more">And less of {rest}.</p>\n' if rest else ""
        about = "Shares are shares of the letters; the confidence is their mean."
        return _section("Languages", about, self._stack(rows) + table + more + self._scripts())

    def _row(self, lang: str, script: str, count: LanguageCount, share: float, most: float) -> str:
        colour = self._colour(lang)
        return (
            f'<tr><td class="tag"><span class="swatch {colour}"></span>{shown(lang)}</td>'
            f'<td class="language">{shown(name_of(lang))}</td><td class="less">{shown(script)}</td>'
            f'{bar(share / most, colour)}<td class="n">{percent(share)}</td>'
            f'<td class="n less">{count.letters:,}</td><td class="n less">{count.segments:,}</td>'
            f'<td class="n less">{count.documents:,}</td>'
            f'<td class="n">{count.confidence:.2f}</td></tr>\n'
        )

    def _stack(self, rows: Sequence[ShareRow]) -> str:
        """Return the bar of all languages; those without a colour of their own are one part."""
        shares: dict[tuple[str, str], float] = {}
        for (lang, _), _, share in rows:
            colour = self._colour(lang)
            part = _REST.get(colour) or name_of(lang), colour
            shares[part] = shares.get(part, 0) + share
        ranked = sorted(shares.items(), key=lambda item: item[0][1] in _REST)  # these come last
        return stack((label, colour, share) for (label, colour), share in ranked)

    def _scripts(self) -> str:
        scripts = self._overview.statistics.scripts()
        if len(scripts) < 2:
            return ""
        names = [f"{shown(script)} {percent(share)}" for script, _, share in scripts]
        more = f" and {len(names) - _MOST_SCRIPTS} more" if len(names) > _MOST_SCRIPTS else ""
        listed = ", ".join(names[:_MOST_SCRIPTS])
        return f'<p class="soft more">By script: {listed}{more}.</p>\n'

    def _documents(self) -> str:
        documents, count = self._overview.documents, self._overview.statistics.documents
        if not documents:
            return ""
        about = "From its beginning on the left to its end."
        if count > len(documents):
            about += f" The first {len(documents):,} of {count:,} are shown."
        names = [(name_of(lang), colour) for lang, colour in self._colours.items()]
        entries = "".join(
            f'<li><span class="swatch {colour}"></span>{shown(name)}</li>'
            for name, colour in (*names, *((label, colour) for colour, label in _REST.items()))
        )
        rows = "".join(map(self._document, documents))
        body = f'<ul class="legend">{entries}</ul>\n<ol class="rows">\n{rows}</ol>\n'
        return _section("Along each document", about, body)

    def _document(self, document: DocumentOverview) -> str:
        shares = document.shares
        names = [f"{shown(lang)} {percent(share)}" for lang, share in shares[:_MOST_IN_NAME]]
        label = ", ".join(names) or "no words"
        if len(shares) > _MOST_IN_NAME:
            label += f" and {len(shares) - _MOST_IN_NAME} more"
        return (
            f'<li><div class="name"><b>{shown(document.name)}</b><span class="soft">{label}</span>'
            f"</div>{strip(document.strip, self._colour, label)}</li>\n"
        )

    def _confidence(self) -> str:
        about = (
            "Letters by the probability that their language is right, in per cent. A bar is as "
            "high as the square root of its share, so that little is seen as well. Below "
            f"{self._below:g} a language is doubtful."
        )
        chart = histogram(self._overview.bins, self._below)
        return _section("Confidence", about, chart, long=False)

    def _doubts(self) -> str:
        rows = "".join(map(_doubt, self._overview.doubts))
        if not rows:
            return ""
        about = "The least certain first, with the text around them."
        return _section("Doubtful segments", about, f'<ul class="rows">\n{rows}</ul>\n')

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
        return _section(title, about, table, long=len(ranked) > _MOST_ROWS)


def _section(title: str, about: str, body: str, *, long: bool = True) -> str:
    """Return a section; a ``long`` one may be broken between two pages of paper."""
    kind = ' class="long"' if long else ""
    return f'<section{kind}>\n<h2>{title}</h2>\n<p class="soft">{about}</p>\n{body}</section>\n'


def _doubt(doubt: Doubt) -> str:
    where = doubt.doc if doubt.doc.endswith(f":{doubt.line}") else f"{doubt.doc}:{doubt.line}"
    candidates = "".join(
        f"<span><b>{shown(lang)}</b> {shown(name_of(lang))} {share:.2f}</span>"
        for lang, share in doubt.candidates
    )
    return (
        f'<li><div class="quote"><span>{shown(doubt.before)}</span>'
        f"<mark><bdi>{shown(doubt.text)}</bdi></mark><span>{shown(doubt.after)}</span></div>"
        f'<div class="why"><span>{shown(where)}</span>{candidates}</div></li>\n'
    )


def _many(count: int, what: str) -> str:
    return what if count == 1 else f"{what}s"
