"""Segments as the tables of pyarrow and pandas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from polyglot_norm.extras import optional
from polyglot_norm.segment import Segment

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def arrow_table(segments: Sequence[Segment]) -> Any:
    """Return a ``pyarrow.Table`` with a row for each segment.

    The columns are ``start`` and ``end`` (int64, code points), ``lang``, ``script``,
    ``confidence`` (float64), ``text``, ``output`` and ``output_lang``. A lone surrogate, which
    UTF-8 cannot encode, becomes U+FFFD.

    >>> import polyglot_norm as pn
    >>> arrow_table(pn.tag("Да ли? Why not?").segments).column("lang").to_pylist()
    ['sr-Cyrl', 'en']

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    pa = optional("pyarrow", extra="arrow", purpose="to_arrow()")
    types = {"start": pa.int64(), "end": pa.int64(), "confidence": pa.float64()}
    columns = _columns(segments)
    schema = pa.schema([(name, types.get(name, pa.string())) for name in columns])
    return pa.table(columns, schema)


def pandas_frame(segments: Sequence[Segment]) -> Any:
    """Return a ``pandas.DataFrame`` with a row for each segment; see `arrow_table`.

    Raises:
        MissingExtra: pandas is not installed.
    """
    return optional("pandas", extra="pandas", purpose="to_pandas()").DataFrame(_columns(segments))


def _columns(segments: Sequence[Segment]) -> dict[str, list[Any]]:
    return {
        "start": [segment.start for segment in segments],
        "end": [segment.end for segment in segments],
        "lang": [segment.lang for segment in segments],
        "script": [segment.script for segment in segments],
        "confidence": [segment.confidence for segment in segments],
        "text": [_storable(segment.text) for segment in segments],
        "output": [_storable(segment.output.text) for segment in segments],
        "output_lang": [segment.output_lang for segment in segments],
    }


def _storable(text: str) -> str:
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
