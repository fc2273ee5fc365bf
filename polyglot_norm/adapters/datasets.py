"""Datasets of Hugging Face: in memory, on disk or streamed."""

from __future__ import annotations

from typing import Any, Unpack

from polyglot_norm.adapters.arrow import TableTagger
from polyglot_norm.adapters.arrow_columns import pyarrow
from polyglot_norm.adapters.table_options import TableOptions
from polyglot_norm.extras import optional


def tag(
    dataset: Any,
    column: str = "text",
    *,
    num_proc: int | None = None,
    **options: Unpack[TableOptions],
) -> Any:
    """Return a dataset with the columns that `polyglot_norm.adapters.arrow.tag_table` adds.

    It may be a ``Dataset``, an ``IterableDataset`` or a dictionary of them. ``num_proc`` is the
    number of processes, for what is not streamed. The same data and options have the same
    fingerprint, so that a result that is in the cache is not computed again.

    Raises:
        PolyglotError: there is no such column, it does not hold text, a column that would be added
            is there already, or an option has a value that is not allowed.
        MissingExtra: the package datasets is not installed.
    """
    hub = optional("datasets", extra="datasets", purpose="datasets of Hugging Face")
    if isinstance(dataset, dict):
        tagged = {
            name: tag(part, column, num_proc=num_proc, **options) for name, part in dataset.items()
        }
        return type(dataset)(tagged)
    tagger = TableTagger(column, **options)
    if dataset.features is None:  # a stream whose types nobody has declared
        return dataset.map(_Lists(tagger), batched=True)
    tagger.check(list(dataset.features))
    added = hub.Features.from_arrow_schema(tagger.schema)
    features = hub.Features({**dataset.features, **added})
    arrow = dataset.with_format("arrow")
    if isinstance(dataset, hub.IterableDataset):
        return arrow.map(tagger, batched=True, features=features).with_format(None)
    tagged = arrow.map(tagger, batched=True, num_proc=num_proc, features=features)
    return _formatted(tagged, dataset, list(added))


class _Lists:
    """Tags batches of Python lists, whose types may differ from batch to batch. Picklable."""

    def __init__(self, tagger: TableTagger) -> None:
        self._tagger = tagger

    def __call__(self, batch: dict[str, list[Any]]) -> dict[str, list[Any]]:
        self._tagger.check(list(batch))
        found: dict[str, list[Any]]
        found = self._tagger.added(pyarrow().array(batch[self._tagger.column])).to_pydict()
        return found


def _formatted(tagged: Any, dataset: Any, added: list[str]) -> Any:
    """Return a dataset in the format of another, with the added columns in it."""
    format_ = dataset.format
    columns = format_["columns"]
    return tagged.with_format(
        format_["type"],
        columns=None if columns == dataset.column_names else [*columns, *added],
        output_all_columns=format_["output_all_columns"],
        **format_["format_kwargs"],
    )
