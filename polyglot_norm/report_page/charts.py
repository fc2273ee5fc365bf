"""Charts of a report, as HTML and inline SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from math import sqrt
from typing import Final

from polyglot_norm.formats.printable import printable
from polyglot_norm.streams.report.strips import Strip

OfLanguage = Callable[[str], str]
"""Returns the class that has the colour of a language, or how its tag is written."""

_WIDTH, _HEIGHT = 640, 150
_TICKS: Final = ((0, "start"), (0.25, "middle"), (0.5, "middle"), (0.75, "middle"), (1, "end"))


def shown(text: str) -> str:
    r"""Return text for the page on one line, with what cannot be seen made visible.

    >>> shown("a<b\x00\nc")
    'a&lt;b␀ c'
    """
    return escape(printable(" ".join(text.split("\n"))))


def percent(share: float) -> str:
    """Return a share in words.

    >>> percent(0.4567), percent(0.0002), percent(0)
    ('45.7 %', 'under 0.1 %', '0 %')
    """
    if 0 < share < 0.001:
        return "under 0.1 %"
    return f"{share * 100:.1f} %" if share else "0 %"


def stack(shares: Iterable[tuple[str, str, float]]) -> str:
    """Return a bar of shares, each with its label and the class of its colour."""
    shares = [(f"{label} {percent(share)}", colour, share) for label, colour, share in shares]
    parts = "".join(
        f'<span class="{colour}" style="flex:{share:.5f}" title="{shown(label)}"></span>'
        for label, colour, share in shares
    )
    labels = shown(", ".join(label for label, _, _ in shares))
    return f'<div class="stack" role="img" aria-label="{labels}">{parts}</div>\n'


def bar(share: float, colour: str) -> str:
    """Return a cell of a table with a bar; the longest has the share 1."""
    width = f"{share * 100:.1f}%"
    return f'<td class="bar less"><div><i class="{colour}" style="width:{width}"></i></div></td>'


def histogram(bins: Sequence[int], below: float) -> str:
    """Return a histogram of confidence; what is ``below`` is in the colour of doubt.

    A bar is as high as the square root of its share, so that little is seen beside much.
    """
    whole, step = sum(bins) or 1, _WIDTH / len(bins)
    most = sqrt(max(bins) / whole) or 1
    bars = []
    for number, count in enumerate(bins):
        share = count / whole
        x, height = number * step + 1.5, max(sqrt(share) / most * _HEIGHT, 1.5) if count else 0
        low, high = number / len(bins), (number + 1) / len(bins)
        title = f"{low:.2f} to {high:.2f}: {count:,} letters, {percent(share)}"
        bars.append(
            f'<rect class="{"warn" if high <= below + 1e-9 else "plain"}" x="{x:.1f}" '
            f'y="{_HEIGHT - height:.1f}" width="{step - 3:.1f}" height="{height:.1f}" rx="2">'
            f"<title>{title}</title></rect>"
        )
        if share >= 0.0005:
            label = f"{share * 100:.0f} %" if share >= 0.1 else f"{share * 100:.1f}"
            at = f'x="{x + step / 2 - 1.5:.1f}" y="{_HEIGHT - height - 5:.1f}"'
            bars.append(f'<text {at} text-anchor="middle">{label}</text>')
    ticks = "".join(
        f'<text x="{at * _WIDTH:.0f}" y="{_HEIGHT + 17}" text-anchor="{anchor}">{at:g}</text>'
        for at, anchor in _TICKS
    )
    line = f'<path d="M0 {_HEIGHT}.5H{_WIDTH}" style="stroke:var(--line)"/>'
    label = f"{percent(sum(bins[: round(below * len(bins))]) / whole)} below {below:g}"
    return (
        f'<svg viewBox="0 -18 {_WIDTH} {_HEIGHT + 36}" role="img" aria-label="{label}">'
        f"{line}{''.join(bars)}{ticks}</svg>\n"
    )


def strip(runs: Strip, colour: OfLanguage, written: OfLanguage, label: str) -> str:
    """Return the languages along a document, whose ``label`` says the same in words."""
    whole, at, parts = runs.length or 1, 0, []
    for lang, length in runs.runs():
        place = f'x="{at / whole * 1000:.2f}" width="{length / whole * 1000:.2f}" height="10"'
        at += length
        title = f"{written(lang)} {percent(length / whole)}"
        parts.append(f'<rect class="{colour(lang)}" {place}><title>{title}</title></rect>')
    return (
        '<div class="strip"><svg viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" '
        f'aria-label="{label}">{"".join(parts)}</svg></div>'
    )
