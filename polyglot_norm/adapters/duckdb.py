"""DuckDB: functions for SQL.

A whole relation needs no function: `polyglot_norm.adapters.arrow.tag_table` takes it as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Unpack

from polyglot_norm.adapters import sql_functions
from polyglot_norm.adapters.arrow import TableTagger
from polyglot_norm.adapters.arrow_columns import pyarrow
from polyglot_norm.adapters.table_options import TableOptions
from polyglot_norm.extras import optional


def register(connection: Any, **options: Unpack[TableOptions]) -> None:
    """Give a connection the functions that tag text.

    ``polyglot_tag(text)`` returns a struct of the columns that
    `polyglot_norm.adapters.arrow.tag_table` adds, ``polyglot_language(text)`` the main language,
    ``polyglot_output(text)`` the normalised and transliterated text.

    >>> import duckdb
    >>> connection = duckdb.connect()
    >>> register(connection)
    >>> connection.sql("SELECT polyglot_language('Где си био јуче?')").fetchall()
    [('sr-Cyrl',)]

    Raises:
        PolyglotError: an option has a value that is not allowed.
        MissingExtra: duckdb is not installed.
    """
    for name, tagger in sql_functions.taggers({**options, "dictionary": False}).items():
        single = name in sql_functions.SINGLE
        connection.create_function(
            name,
            _function(tagger, single=single),
            ["VARCHAR"],
            _sql_type(tagger.schema.types[0] if single else pyarrow().struct(tagger.schema)),
            type="arrow",
            null_handling="special",  # nulls come in batches with the rest
        )


def _function(tagger: TableTagger, *, single: bool) -> Callable[[Any], Any]:
    def tag(texts: Any) -> Any:
        if single:
            return tagger.added(texts).column(0)
        chunks = [tagger.structs(chunk) for chunk in texts.chunks]
        return pyarrow().chunked_array(chunks, pyarrow().struct(tagger.schema))

    return tag


def _sql_type(kind: Any) -> Any:
    """Return an Arrow type as a type of DuckDB."""
    duckdb = optional("duckdb", extra="duckdb", purpose="DuckDB")
    types = pyarrow().types
    if types.is_struct(kind):
        return duckdb.struct_type({field.name: _sql_type(field.type) for field in kind})
    if types.is_list(kind):
        return duckdb.list_type(_sql_type(kind.value_type))
    names = {"string": "VARCHAR", "int32": "INTEGER", "float": "FLOAT", "bool": "BOOLEAN"}
    return duckdb.sqltype(names[str(kind)])
