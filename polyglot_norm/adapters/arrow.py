"""Tables, batches and streams of Arrow: the languages of a column of text in columns of their own.

Everything that holds Arrow data is tagged by these functions; the other engines call them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Unpack

from polyglot_norm.adapters.arrow_columns import added_schema, pyarrow
from polyglot_norm.adapters.arrow_texts import as_strings, parts, tagged
from polyglot_norm.adapters.table_options import Added, TableOptions, check_free, separate
from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.parallel.batches import check_picklable
from polyglot_norm.pipeline import Tagger


def tag_table(
    data: Any, column: str = "text", *, jobs: int = 1, **options: Unpack[TableOptions]
) -> Any:
    """Return Arrow data with the languages of a column of text, in new columns after the others.

    ``data`` is a ``pyarrow.Table``, a ``RecordBatch``, or a ``RecordBatchReader`` or whatever else
    streams Arrow data. A table gives a table and a batch a batch; a stream gives a
    ``RecordBatchReader`` that tags as it is read, in batches of moderate size. Order and the other
    columns are kept; where a text is null, so is all that is added. `schema` says which columns are
    added. The options are those of `TableOptions`; ``jobs`` is the number of worker processes.

    >>> import pyarrow as pa
    >>> table = pa.table({"id": [1, 2], "text": ["Где си био јуче?", None]})
    >>> tagged = tag_table(table, include=["language", "output"])
    >>> tagged.to_pylist()[0]
    {'id': 1, 'text': 'Где си био јуче?', 'language': 'sr-Cyrl', 'output': 'Gde si bio juče?'}
    >>> tagged["language"].to_pylist()
    ['sr-Cyrl', None]

    Raises:
        PolyglotError: there is no such column, it does not hold text, a column that would be added
            is there already, or an option has a value that is not allowed.
        MissingExtra: pyarrow is not installed.
        TypeError: ``data`` is not Arrow data, or there is no such option.
    """
    return TableTagger(column, jobs=jobs, **options)(data)


def tag_array(texts: Any, *, jobs: int = 1, **options: Unpack[TableOptions]) -> Any:
    """Return what `tag_table` adds, for an array of texts, as an array of structs.

    >>> import pyarrow as pa
    >>> tag_array(pa.array(["Где си био јуче?"]), include=["language", "is_mixed"]).to_pylist()
    [{'language': 'sr-Cyrl', 'is_mixed': False}]

    Raises:
        PolyglotError: the array does not hold text, or an option has a value that is not allowed.
        MissingExtra: pyarrow is not installed.
        TypeError: ``texts`` is not an Arrow array, or there is no such option.
    """
    pa = pyarrow()
    tagger = TableTagger("", jobs=jobs, **options)
    if isinstance(texts, pa.ChunkedArray):
        return pa.chunked_array(map(tagger.structs, texts.chunks), pa.struct(tagger.schema))
    if isinstance(texts, pa.Array):
        return tagger.structs(texts)
    raise TypeError(f"expected an Arrow array of texts, got {type(texts).__name__}")


def schema(
    *,
    include: Iterable[str] | None = None,
    edits: bool = False,
    dictionary: bool = False,
    prefix: str = "",
) -> Any:
    """Return the columns that `tag_table` adds, as a ``pyarrow.Schema``.

    >>> print(schema())
    language: string
    language_script: string
    language_score: float
    is_mixed: bool
    segments: list<item: struct<start: int32, end: int32, lang: string, script: string, score: float>>
      child 0, item: struct<start: int32, end: int32, lang: string, script: string, score: float>
          child 0, start: int32
          child 1, end: int32
          child 2, lang: string
          child 3, script: string
          child 4, score: float
    output: string

    Raises:
        PolyglotError: there is no such column.
        MissingExtra: pyarrow is not installed.
    """  # noqa: E501 - as pyarrow prints it
    chosen = None if include is None else tuple(include)
    return added_schema(Added(include=chosen, edits=edits, dictionary=dictionary, prefix=prefix))


class TableTagger:
    """`tag_table` with a column and options that are chosen once. Picklable.

    >>> import pyarrow as pa
    >>> tagger = TableTagger("line", include=["language"])
    >>> tagger(pa.record_batch({"line": ["Good morning, everyone!"]})).to_pylist()
    [{'line': 'Good morning, everyone!', 'language': 'en'}]
    """

    def __init__(
        self, column: str = "text", *, jobs: int = 1, **options: Unpack[TableOptions]
    ) -> None:
        if jobs < 1:
            raise PolyglotError(f"jobs must be at least 1, got {jobs}")
        self.column = column
        self._jobs = jobs
        self._added, tagging = separate(options)
        self._tagger = Tagger(tagging)
        if jobs > 1:
            check_picklable(self._tagger)

    @property
    def schema(self) -> Any:
        """The columns that are added, as a ``pyarrow.Schema``."""
        return added_schema(self._added)

    def check(self, names: Sequence[Any]) -> int:
        """Return the place of the column of texts among the columns of a table.

        Raises:
            PolyglotError: it is not there, or a column that would be added is.
        """
        place = _place(self.column, names)
        check_free(names, self._added)
        return place

    def schema_of(self, source: Any) -> Any:
        """Return the schema of a table with the added columns, given the table's own.

        Raises:
            PolyglotError: the table cannot be tagged; see `tag_table`.
        """
        self.check(source.names)
        return pyarrow().schema([*source, *self.schema], metadata=source.metadata)

    def __call__(self, data: Any) -> Any:
        """Return the data with the added columns; see `tag_table`."""
        pa = pyarrow()
        if isinstance(data, pa.Table):
            return self._table(data)
        if isinstance(data, pa.RecordBatch):
            return self._batch(data)
        if hasattr(data, "__arrow_c_stream__"):
            return self._stream(pa.RecordBatchReader.from_stream(data))
        raise TypeError(
            f"expected a pyarrow Table, RecordBatch or RecordBatchReader, got {type(data).__name__}"
        )

    def added(self, texts: Any) -> Any:
        """Return what is added for an array of texts, in chunks or not, as a ``pyarrow.Table``."""
        pa = pyarrow()
        chunks = texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]
        pieces = (part for chunk in chunks for part in parts(as_strings(chunk)))
        found = pa.Table.from_batches(self._results(pieces), self.schema)
        return found.unify_dictionaries() if self._added.dictionary else found

    def structs(self, texts: Any) -> Any:
        """Return what is added for an array of texts as an array of structs, null for null."""
        texts = as_strings(texts)
        return pyarrow().StructArray.from_arrays(
            self._whole(texts), fields=list(self.schema), mask=texts.is_null()
        )

    def _table(self, table: Any) -> Any:
        found = self.added(table.column(self.check(table.column_names)))
        for name, column in zip(found.column_names, found.columns, strict=True):
            table = table.append_column(name, column)
        return table

    def _batch(self, batch: Any) -> Any:
        schema = self.schema_of(batch.schema)
        added = self._whole(batch.column(_place(self.column, schema.names)))
        return pyarrow().record_batch([*batch.columns, *added], schema=schema)

    def _whole(self, texts: Any) -> list[Any]:
        """Return what is added for an array of texts, each column in one piece."""
        return [column.combine_chunks() for column in self.added(texts).columns]

    def _stream(self, reader: Any) -> Any:
        place, schema = self.check(reader.schema.names), self.schema_of(reader.schema)
        return pyarrow().RecordBatchReader.from_batches(
            schema, self._batches(reader, schema, place)
        )

    def _batches(self, reader: Iterable[Any], schema: Any, place: int) -> Iterator[Any]:
        pa = pyarrow()
        waiting: deque[Any] = deque()
        for found in self._results(_remembered(reader, place, waiting)):
            arrays = [*waiting.popleft().columns, *found.columns]
            yield pa.record_batch(arrays, schema=schema)

    def _results(self, texts: Iterable[Any]) -> Iterator[Any]:
        return tagged(texts, self._tagger, self._added, self._jobs)


def _place(column: str, names: Sequence[Any]) -> int:
    places = [place for place, name in enumerate(names) if name == column]
    if len(places) == 1:
        return places[0]
    if places:
        raise PolyglotError(f"{len(places)} columns are named {column!r}: rename one")
    raise PolyglotError(
        f"no column {column!r};{nearest(str(column), map(str, names))} "
        f"the columns are {', '.join(map(repr, names)) or 'none'}"
    )


def _remembered(reader: Iterable[Any], place: int, waiting: deque[Any]) -> Iterator[Any]:
    """Yield the texts of batches, part by part; keep that part of the batch as ``waiting``."""
    for batch in reader:
        at = 0
        for texts in parts(as_strings(batch.column(place))):
            waiting.append(batch.slice(at, len(texts)))
            at += len(texts)
            yield texts
