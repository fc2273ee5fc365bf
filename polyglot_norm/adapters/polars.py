"""Polars: the namespace ``polyglot`` of frames, lazy frames, series and expressions.

Importing this module registers it.
"""

from __future__ import annotations

from typing import Any, Unpack

from polyglot_norm.adapters.arrow import TableTagger
from polyglot_norm.adapters.sql_functions import one_column
from polyglot_norm.adapters.table_options import TableOptions
from polyglot_norm.extras import optional

_polars: Any = optional("polars", extra="polars", purpose="the namespace of Polars")


@_polars.api.register_dataframe_namespace("polyglot")
class FrameNamespace:
    """The methods of ``frame.polyglot``."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def tag(self, column: str = "text", *, jobs: int = 1, **options: Unpack[TableOptions]) -> Any:
        """Return the frame with the columns that `polyglot_norm.adapters.arrow.tag_table` adds.

        >>> import polars as pl
        >>> frame = pl.DataFrame({"id": [1], "text": ["Где си био јуче?"]})
        >>> frame.polyglot.tag(include=["language", "output"]).rows()
        [(1, 'Где си био јуче?', 'sr-Cyrl', 'Gde si bio juče?')]
        """
        tagger = TableTagger(column, jobs=jobs, **options)
        tagger.check(self._frame.columns)
        found = _polars.from_arrow(tagger.added(self._frame.get_column(column).to_arrow()))
        return self._frame.hstack(found)


@_polars.api.register_lazyframe_namespace("polyglot")
class LazyFrameNamespace:
    """The methods of ``lazy_frame.polyglot``."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def tag(self, column: str = "text", **options: Unpack[TableOptions]) -> Any:
        """Return the lazy frame with the same columns, batch by batch where it is streamed."""
        tagger = TableTagger(column, **options)
        schema = self._frame.collect_schema()
        tagger.check(schema.names())

        def tag(frame: Any) -> Any:
            return frame.polyglot.tag(column, **options)

        return self._frame.map_batches(tag, schema={**schema, **_types(tagger)}, streamable=True)


@_polars.api.register_series_namespace("polyglot")
class SeriesNamespace:
    """The methods of ``series.polyglot``."""

    def __init__(self, series: Any) -> None:
        self._series = series

    def tag(self, *, jobs: int = 1, **options: Unpack[TableOptions]) -> Any:
        """Return the same columns as a series of structs."""
        return _tagged(self._series, TableTagger("", jobs=jobs, **options))


@_polars.api.register_expr_namespace("polyglot")
class ExpressionNamespace:
    """The methods of ``expression.polyglot``."""

    def __init__(self, expression: Any) -> None:
        self._expression = expression

    def tag(self, **options: Unpack[TableOptions]) -> Any:
        """Return the same columns as an expression of structs.

        >>> import polars as pl
        >>> frame = pl.DataFrame({"text": ["Где си био јуче?", "Good morning, everyone!"]})
        >>> tagged = pl.col("text").polyglot.tag()
        >>> frame.select(tagged.struct.field("language")).to_series().to_list()
        ['sr-Cyrl', 'en']
        """
        return self._mapped(TableTagger("", **options))

    def language(self, **options: Unpack[TableOptions]) -> Any:
        """Return the main language."""
        return self._mapped(one_column("language", options)).struct.field("language")

    def output(self, **options: Unpack[TableOptions]) -> Any:
        """Return the normalised and transliterated text."""
        return self._mapped(one_column("output", options)).struct.field("output")

    def _mapped(self, tagger: TableTagger) -> Any:
        return self._expression.map_batches(
            lambda series: _tagged(series, tagger),
            return_dtype=_polars.Struct(_types(tagger)),
            is_elementwise=True,
        )


def _tagged(series: Any, tagger: TableTagger) -> Any:
    return _polars.from_arrow(tagger.structs(series.to_arrow())).alias(series.name)


def _types(tagger: TableTagger) -> dict[str, Any]:
    return dict(_polars.from_arrow(tagger.schema.empty_table()).schema)
