"""The tables that come with the package: tab-separated text with a header row.

Lines that begin with ``#`` are comments: where the facts come from.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of ``data/<name>.tsv``, each by column name.

    >>> rows("languages")[0]["name"]
    'Abkhazian'
    """
    text = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    header = lines[0]
    return [dict(zip(header, line, strict=True)) for line in lines[1:]]
