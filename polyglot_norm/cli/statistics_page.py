"""Statistics as a page for reading: a bar for each language, the scripts, what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from polyglot_norm.formats import Screen
from polyglot_norm.formats.printable import printable
from polyglot_norm.language.label_styles import label
from polyglot_norm.language.tags import name_of
from polyglot_norm.streams.statistics import Statistics

_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"
_WIDEST: Final = 30
"""Columns of a bar, at most."""


def page(statistics: Statistics, screen: Screen, labels: str) -> Iterator[str]:
    """Yield the lines of the page, with languages in a style of labels."""
    yield from _languages(statistics, screen, labels)
    scripts = (f"{script} {_percent(share)}" for script, _, share in statistics.scripts())
    yield f"\nscripts   {'   '.join(scripts) or 'none'}\n"
    many = "document" if statistics.documents == 1 else "documents"
    yield (
        f"{statistics.documents:,} {many}, {statistics.characters:,} characters, "
        f"{statistics.letters:,} letters\n"
    )
    if statistics.doubts:
        share = statistics.doubtful / (statistics.letters or 1)
        yield f"\ndoubtful, {_percent(share)} of the letters:\n"
        yield from _doubts(statistics, screen, labels)


def _languages(statistics: Statistics, screen: Screen, labels: str) -> Iterator[str]:
    rows = [
        (label(lang, labels), name_of(lang), script, f"{count.letters:,}", share, count.confidence)
        for (lang, script), count, share in statistics.shares()
        if count.letters  # text without words has none
    ]
    widths = [max([len(str(row[column])) for row in rows], default=0) for column in range(4)]
    room = max(5, min(_WIDEST, screen.width - sum(widths) - 30))
    top = max([row[4] for row in rows], default=0.0) or 1.0
    for lang, name, script, letters, share, confidence in rows:
        bar = _painted(_bar(share / top, room).ljust(room), "36", screen)
        yield (
            f"{lang:<{widths[0]}}  {name:<{widths[1]}}  {script:<{widths[2]}}  "
            f"{letters:>{widths[3]}}  {_percent(share):>7}  {bar}  {confidence:.2f}\n"
        )
    if not rows:
        yield "no words\n"


def _bar(share: float, room: int) -> str:
    """Return a bar in eighths of a column, at least one for any share above 0."""
    eighths = max(round(share * room * 8), 1 if share else 0)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def _doubts(statistics: Statistics, screen: Screen, labels: str) -> Iterator[str]:
    for doubt in statistics.doubts:
        others = ", ".join(f"{label(tag, labels)} {p:.2f}" for tag, p in doubt.candidates)
        where = printable(doubt.doc)
        where = where if where.endswith(f":{doubt.line}") else f"{where}:{doubt.line}"
        where = _painted(where, "2", screen)
        yield f"  {where}  {others or label(doubt.lang, labels)}  {printable(doubt.text)}\n"


def _painted(text: str, style: str, screen: Screen) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if screen.colour and text else text


def _percent(share: float) -> str:
    if 0 < share < 0.001:
        return "< 0.1 %"
    return f"{share:.1%}".replace("%", " %")
