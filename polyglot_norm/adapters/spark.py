"""Spark: data frames tagged in the executors, and functions for SQL.

An executor's Python process opens the model once and maps it into memory, so that the processes
of a machine share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Unpack

from polyglot_norm.adapters import sql_functions
from polyglot_norm.adapters.arrow import TableTagger
from polyglot_norm.adapters.arrow_columns import pyarrow
from polyglot_norm.adapters.table_options import TableOptions
from polyglot_norm.errors import PolyglotError
from polyglot_norm.extras import optional


def tag(frame: Any, column: str = "text", **options: Unpack[TableOptions]) -> Any:
    """Return a data frame with the columns that `polyglot_norm.adapters.arrow.tag_table` adds.

    It is as lazy as other transformations, keeps partitions, order and the other columns, and
    shuffles nothing.

    Raises:
        PolyglotError: there is no such column, it does not hold text, a column that would be added
            is there already, or an option has a value that is not allowed.
        MissingExtra: pyspark is not installed.
    """
    _check(frame, column)
    tagger = TableTagger(column, **_plain(options))
    tagger.check(frame.columns)
    return frame.mapInArrow(Batches(tagger), _struct([*frame.schema, *_fields(tagger)]))


def register(session: Any, **options: Unpack[TableOptions]) -> None:
    """Give a session the functions ``polyglot_tag``, ``polyglot_language`` and ``polyglot_output``.

    They take a text and return a struct of the columns, the main language, and the normalised and
    transliterated text.

    Raises:
        PolyglotError: an option has a value that is not allowed, or Spark is older than 4.1.
        MissingExtra: pyspark is not installed.
    """
    functions = optional("pyspark.sql.functions", extra="spark", purpose="Spark")
    if not hasattr(functions, "arrow_udf"):
        raise PolyglotError("functions for SQL need Spark 4.1: use tag() on a data frame instead")
    for name, tagger in sql_functions.taggers(_plain(options)).items():
        fields = _fields(tagger)
        if name in sql_functions.SINGLE:
            function = functions.arrow_udf(_first_of(tagger), fields[0].dataType)
        else:
            function = functions.arrow_udf(_structs_of(tagger), _struct(fields))
        session.udf.register(name, function)


class Batches:
    """Tags the batches of a partition. Picklable."""

    def __init__(self, tagger: TableTagger) -> None:
        self._tagger = tagger

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Yield the batches with the added columns."""
        return map(self._tagger, batches)


def _structs_of(tagger: TableTagger) -> Callable[[Any], Any]:
    return _annotated(lambda texts: tagger.structs(texts))


def _first_of(tagger: TableTagger) -> Callable[[Any], Any]:
    return _annotated(lambda texts: tagger.structs(texts).field(0))


def _annotated(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a function from arrays to arrays, which Spark tells by the annotations."""
    array = pyarrow().Array
    function.__annotations__ = {"texts": array, "return": array}
    return function


def _fields(tagger: TableTagger) -> list[Any]:
    """Return the added columns as fields of Spark."""
    types = optional("pyspark.sql.pandas.types", extra="spark", purpose="Spark")
    return list(types.from_arrow_schema(tagger.schema))


def _struct(fields: list[Any]) -> Any:
    return optional("pyspark.sql.types", extra="spark", purpose="Spark").StructType(fields)


def _plain(options: TableOptions) -> TableOptions:
    if options.get("dictionary"):
        raise PolyglotError("Spark reads no dictionaries: leave out dictionary=True")
    return options


def _check(frame: Any, column: str) -> None:
    """Refuse a column that is known to hold no text before anything runs."""
    types = optional("pyspark.sql.types", extra="spark", purpose="Spark")
    for field in frame.schema:
        kind = field.dataType
        if field.name == column and not isinstance(kind, types.StringType | types.NullType):
            raise PolyglotError(
                f"the column {column!r} has the type {kind.simpleString()}, expected string: "
                "cast it, or choose another"
            )
