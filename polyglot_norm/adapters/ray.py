"""Ray Data: datasets tagged batch by batch, on all nodes."""

from __future__ import annotations

from typing import Any, Unpack

from polyglot_norm.adapters.arrow import TableTagger
from polyglot_norm.adapters.table_options import TableOptions


def tag(dataset: Any, column: str = "text", **options: Unpack[TableOptions]) -> Any:
    """Return a Ray dataset with the columns that `polyglot_norm.adapters.arrow.tag_table` adds.

    It is as lazy as other transformations. The model is opened once in each of Ray's processes. To
    choose the resources give `polyglot_norm.adapters.arrow.TableTagger` to ``map_batches`` with
    ``batch_format="pyarrow"``, which is all that is done here.

    Raises:
        PolyglotError: an option has a value that is not allowed; while the dataset is read, there
            is no such column, it does not hold text, or a column that would be added is there.
    """
    return dataset.map_batches(TableTagger(column, **options), batch_format="pyarrow")
