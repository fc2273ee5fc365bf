"""The section of a report about its languages: a bar of them all, a table, the scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from polyglot_norm.language.label_styles import label
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, name_of
from polyglot_norm.report_page.charts import bar, percent, shown, stack
from polyglot_norm.report_page.parts import section
from polyglot_norm.report_page.style import HUES
from polyglot_norm.streams.statistics import LanguageCount, Statistics

ShareRow = tuple[tuple[str, str], LanguageCount, float]
"""A language and its script, their counts, and their share."""

_LEAST: Final = 0.001
MOST_ROWS: Final = 24
"""A language with a smaller share, or beyond so many rows, is only named."""

_MOST_SCRIPTS: Final = 8

REST: Final = {"other": "other languages", "none": "no known language"}
"""What stands for languages without a colour of their own, by its class."""


class Languages:
    """Draws the languages of statistics, in a style of labels."""

    def __init__(self, statistics: Statistics, labels: str = "bcp47") -> None:
        self._statistics, self._labels = statistics, labels
        letters: Counter[str] = Counter()
        for (lang, _), count, _ in statistics.shares():
            letters[lang] += count.letters
        named = [lang for lang, _ in letters.most_common() if lang != UNDETERMINED]
        self.colours = {lang: f"c{number}" for number, lang in enumerate(named[:HUES])}

    @property
    def count(self) -> int:
        """The number of languages that have a name."""
        found = self._statistics.by_language.items()
        nameless = (NO_LANGUAGE, UNDETERMINED)
        return len({lang for (lang, _), count in found if count.letters and lang not in nameless})

    def colour(self, lang: str) -> str:
        """Return the class that has the colour of a language."""
        unnamed = "none" if lang in (NO_LANGUAGE, UNDETERMINED) else "other"
        return self.colours.get(lang, unnamed)

    def written(self, lang: str) -> str:
        """Return a language in the style of labels, for the page."""
        return shown(label(lang, self._labels))

    def section(self, documents: str = "Documents") -> str:
        """Return the section; ``documents`` is the heading of their number."""
        rows = [row for row in self._statistics.shares() if row[1].letters]
        if not rows:
            return section("Languages", "There are no words.", "")
        few = [row for row in rows if row[2] >= _LEAST][:MOST_ROWS]
        body = "".join(self._row(*key, count, share, rows[0][2]) for key, count, share in few)
        table = (
            '<table>\n<thead><tr><th>Tag<th>Language<th class="less">Script<td class="less">'
            '<th class="n">Share<th class="n less">Letters<th class="n less">Segments'
            f'<th class="n less">{documents}<th class="n">Confidence</tr></thead>\n'
            f"<tbody>\n{body}</tbody>\n</table>\n"
        )
        rest = ", ".join(self.written(lang) for (lang, _), _, _ in rows[len(few) :])
        more = f'<p class="soft more">And less of {rest}.</p>\n' if rest else ""
        about = "Shares are shares of the letters; the confidence is their mean."
        return section("Languages", about, self._stack(rows) + table + more + self._scripts())

    def _row(self, lang: str, script: str, count: LanguageCount, share: float, most: float) -> str:
        colour, tag = self.colour(lang), self.written(lang)
        return (
            f'<tr><td class="tag"><span class="swatch {colour}"></span>{tag}</td>'
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
            colour = self.colour(lang)
            part = REST.get(colour) or name_of(lang), colour
            shares[part] = shares.get(part, 0) + share
        ranked = sorted(shares.items(), key=lambda item: item[0][1] in REST)  # these come last
        return stack((name, colour, share) for (name, colour), share in ranked)

    def _scripts(self) -> str:
        scripts = self._statistics.scripts()
        if len(scripts) < 2:
            return ""
        names = [f"{shown(script)} {percent(share)}" for script, _, share in scripts]
        more = f" and {len(names) - _MOST_SCRIPTS} more" if len(names) > _MOST_SCRIPTS else ""
        listed = ", ".join(names[:_MOST_SCRIPTS])
        return f'<p class="soft more">By script: {listed}{more}.</p>\n'
