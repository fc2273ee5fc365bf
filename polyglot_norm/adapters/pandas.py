"""pandas: the accessor ``polyglot`` of frames and series.

Importing this module registers it.
"""

from __future__ import annotations

from typing import Any, Unpack

from polyglot_norm.adapters.arrow import TableTagger
from polyglot_norm.adapters.arrow_columns import array, pyarrow
from polyglot_norm.adapters.table_options import TableOptions
from polyglot_norm.errors import PolyglotError
from polyglot_norm.extras import optional

_pandas: Any = optional("pandas", extra="pandas", purpose="the accessor of pandas")


@_pandas.api.extensions.register_dataframe_accessor("polyglot")
class FrameAccessor:
    """The methods of ``frame.polyglot``."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def tag(self, column: str = "text", *, jobs: int = 1, **options: Unpack[TableOptions]) -> Any:
        """Return the frame with the columns that `polyglot_norm.adapters.arrow.tag_table` adds.

        >>> import pandas as pd
        >>> frame = pd.DataFrame({"text": ["Где си био јуче?", None]}, index=["a", "b"])
        >>> frame.polyglot.tag(include=["language"])["language"].to_dict()["a"]
        'sr-Cyrl'
        """
        tagger = TableTagger(column, jobs=jobs, **options)
        place = tagger.check(list(self._frame.columns))
        found = _tagged(self._frame.iloc[:, place], tagger)
        return self._frame.assign(**{name: found[name] for name in found.columns})


@_pandas.api.extensions.register_series_accessor("polyglot")
class SeriesAccessor:
    """The methods of ``series.polyglot``."""

    def __init__(self, series: Any) -> None:
        self._series = series

    def tag(self, *, jobs: int = 1, **options: Unpack[TableOptions]) -> Any:
        """Return the same columns as a frame with the index of the series.

        >>> import pandas as pd
        >>> series = pd.Series(["Где си био јуче?", "Good morning, everyone!"])
        >>> series.polyglot.tag()["output"].to_list()
        ['Gde si bio juče?', 'Good morning, everyone!']
        """
        return _tagged(self._series, TableTagger("", jobs=jobs, **options))


def _tagged(series: Any, tagger: TableTagger) -> Any:
    """Return what is added for a series, as a frame."""
    found = tagger.added(_texts(series))
    flat = [name for name in found.column_names if not pyarrow().types.is_list(found[name].type)]
    boolean = {pyarrow().bool_(): _pandas.BooleanDtype()}  # which takes what is missing
    frame = found.select(flat).to_pandas(types_mapper=boolean.get)
    for place, name in enumerate(found.column_names):
        if name not in flat:
            values = _pandas.Series(found[name].to_pylist(), dtype=object)
            frame.insert(place, name, values)
    return frame.set_axis(series.index)


def _texts(series: Any) -> Any:
    pa = pyarrow()
    try:
        return pa.array(series, from_pandas=True)
    except UnicodeEncodeError:
        return array(list(series.where(series.notna(), None)), pa.string())
    except pa.ArrowException as error:
        raise PolyglotError(
            f"the column of texts holds something else too ({error}): make it text, or None"
        ) from None
