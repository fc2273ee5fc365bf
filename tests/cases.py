"""Reading the tables in ``tests/cases``: tab-separated, ``#`` for comments."""

from pathlib import Path

FOLDER = Path(__file__).parent / "cases"


def tsv(name):
    """The rows of ``cases/<name>.tsv``, each by column name."""
    lines = [
        line.split("\t")
        for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
