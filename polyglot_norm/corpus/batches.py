"""Batches of Arrow rows as bytes, on their way from one process to another."""

from __future__ import annotations

from typing import Any

from polyglot_norm.formats.arrow_schema import pyarrow


def serialise(batch: Any) -> bytes:
    """Return a batch as a stream of Arrow IPC.

    >>> import pyarrow as pa
    >>> deserialise(serialise(pa.record_batch({"text": ["Где?", None]}))).to_pylist()
    [{'text': 'Где?'}, {'text': None}]
    """
    pa = pyarrow()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def deserialise(data: bytes) -> Any:
    """Return the batch that was serialised."""
    with pyarrow("pyarrow.ipc").open_stream(data) as stream:
        return stream.read_next_batch()


def of_columns(columns: dict[str, list[Any]], schema: Any) -> Any:
    """Return a batch of columns of Python values."""
    pa = pyarrow()
    arrays = [pa.array(columns[field.name], field.type) for field in schema]
    return pa.record_batch(arrays, schema=schema)
