"""The functions that SQL engines get: their names, and the columns that each returns."""

from __future__ import annotations

from typing import Final

from polyglot_norm.adapters.arrow import TableTagger
from polyglot_norm.adapters.table_options import TableOptions

WHOLE: Final = "polyglot_tag"
"""The function that returns all columns, as a struct."""

SINGLE: Final = {"polyglot_language": "language", "polyglot_output": "output"}
"""The functions that return one column."""


def taggers(options: TableOptions) -> dict[str, TableTagger]:
    """Return the tagger behind each function, by the function's name.

    >>> [(name, tagger.schema.names[0]) for name, tagger in taggers({"prefix": "my_"}).items()]
    [('polyglot_tag', 'my_language'), ('polyglot_language', 'language'), ('polyglot_output', 'output')]
    """  # noqa: E501
    single = {name: one_column(column, options) for name, column in SINGLE.items()}
    return {WHOLE: TableTagger("", **options), **single}


def one_column(column: str, options: TableOptions) -> TableTagger:
    """Return a tagger that adds one column, under its own name."""
    chosen = options.copy()
    chosen.update({"include": [column], "edits": False, "prefix": ""})
    return TableTagger("", **chosen)
