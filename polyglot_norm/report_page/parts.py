"""What every report has: the frame of a page, its figures, its sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from polyglot_norm import __version__
from polyglot_norm.report_page.charts import shown
from polyglot_norm.report_page.style import style


def framed(title: str, parts: Iterable[str]) -> Iterator[str]:
    """Yield a page with a title and these parts."""
    title = shown(title)
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style()}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n"
    )
    yield from parts
    yield f"<footer>polyglot_norm {__version__}</footer>\n</main>\n</body>\n</html>\n"


def figures(values: Mapping[str, str]) -> str:
    """Return the numbers at the top of a page, by their names."""
    cells = (f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in values.items())
    return f'<dl class="figures">{"".join(cells)}</dl>\n'


def section(title: str, about: str, body: str, *, long: bool = True) -> str:
    """Return a section; a ``long`` one may be broken between two pages of paper."""
    kind = ' class="long"' if long else ""
    return f'<section{kind}>\n<h2>{title}</h2>\n<p class="soft">{about}</p>\n{body}</section>\n'


def many(count: int, what: str) -> str:
    """Return a noun for a number.

    >>> many(1, "row"), many(2, "row")
    ('row', 'rows')
    """
    return what if count == 1 else f"{what}s"
