r"""The tables that come with the package: tab-separated text, reviewed by hand or generated.

Lines that begin with ``#`` are comments: where the facts come from. The first other line names the
columns. In a cell ``\N{NAME}`` stands for a character, as in Python, for those that cannot be seen
or distinguished.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of ``data/<name>.tsv``, each by column name.

    >>> rows("languages")[0]["name"]
    'Afar'
    """
    return read(FOLDER / f"{name}.tsv")


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table, each by column name.

    Raises:
        ValueError: a row has more or fewer cells than there are columns.
    """
    columns, *found = map(cells, lines(path))
    for row in found:
        if len(row) != len(columns):
            raise ValueError(f"{path.name}: {len(columns)} columns, but {len(row)} cells in {row}")
    return [dict(zip(columns, row, strict=True)) for row in found]


@cache
def grouped(name: str) -> dict[str, tuple[str, ...]]:
    """Return the first column of a table of two, grouped by the second.

    >>> grouped("units")["clock"]
    ('am', 'pm')
    >>> "км" in grouped("units")["spaced"]
    True
    """
    groups: dict[str, list[str]] = {}
    for row in rows(name):
        entry, group = row.values()
        groups.setdefault(group, []).append(entry)
    return {group: tuple(entries) for group, entries in groups.items()}


def lines(path: Path) -> list[str]:
    """Return the lines of a table, without comments and blank lines."""
    text = path.read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def cells(line: str) -> list[str]:
    r"""Return the cells of a line, with characters for their names.

    >>> cells("g\\N{COMBINING BREVE}\tğ") == ["g\u0306", "ğ"]
    True
    """
    found = line.split("\t")
    return [*map(unescaped, found)] if r"\N{" in line else found


def unescaped(text: str) -> str:
    r"""Return a text with each ``\N{NAME}`` replaced by the character of that name.

    >>> unescaped(r"a\N{EM DASH}b")
    'a—b'
    """
    if r"\N{" not in text:
        return text
    import re

    from unicodedata2 import lookup

    return re.sub(r"\\N\{([^}]+)\}", lambda match: str(lookup(match[1])), text)
