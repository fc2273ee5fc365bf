"""Reading the tables in ``tests/cases``, which have the format of the package's own."""

from pathlib import Path

from polyglot_norm import tables

FOLDER = Path(__file__).parent / "cases"


def tsv(name):
    """Return the rows of ``cases/<name>.tsv``, each by column name."""
    return tables.read(FOLDER / f"{name}.tsv")
