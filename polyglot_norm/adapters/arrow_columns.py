"""The columns that tagging adds to an Arrow table: their types, and their values for texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Any, Final

from polyglot_norm.adapters.table_options import COLUMNS, EDITS, Added
from polyglot_norm.document import Document
from polyglot_norm.extras import optional
from polyglot_norm.formats.arrow_schema import without_surrogates
from polyglot_norm.formats.offset_kinds import length
from polyglot_norm.language.label_styles import label
from polyglot_norm.language.shares import Label, main_label
from polyglot_norm.language.tags import NO_LANGUAGE
from polyglot_norm.segment import ends_and_labels

_PURPOSE: Final = "an Arrow table"

_MAIN: Final = COLUMNS[:4]
"""The columns about the main language of a text."""

_NULLS: Final = (None,) * len(_MAIN)


def pyarrow(module: str = "pyarrow") -> Any:
    """Import the package, or a module of it."""
    return optional(module, extra="arrow", purpose=_PURPOSE)


def added_schema(added: Added) -> Any:
    """Return the added columns as a ``pyarrow.Schema``."""
    return pyarrow().schema(
        [(added.prefix + column, _type(column, added)) for column in added.columns]
    )


def _type(column: str, added: Added) -> Any:
    pa = pyarrow()
    name = pa.dictionary(pa.int32(), pa.string()) if added.dictionary else pa.string()
    span = [("start", pa.int32()), ("end", pa.int32())]
    if column == "segments":
        named = [("lang", name), ("script", name), ("score", pa.float32())]
        return pa.list_(pa.struct([*span, *named]))
    if column == EDITS:
        return pa.list_(pa.struct([*span, ("replacement", pa.string()), ("rule", pa.string())]))
    plain = {"language_score": pa.float32(), "is_mixed": pa.bool_(), "output": pa.string()}
    return plain.get(column, name)


class Rows:
    """The added values of texts, collected column by column.

    >>> import polyglot_norm as pn
    >>> rows = Rows(Added(include=["language", "output"]))
    >>> rows.add(pn.tag("Где си?"))
    >>> rows.add(None)
    >>> rows.batch().to_pylist()
    [{'language': 'sr-Cyrl', 'output': 'Gde si?'}, {'language': None, 'output': None}]
    """

    def __init__(self, added: Added) -> None:
        self._added = added
        wanted = added.columns
        self._names_main = any(name in wanted for name in _MAIN)
        self._labels: list[tuple[Any, ...]] = []
        self._segments = _Spans() if "segments" in wanted else None
        self._edits = _Spans() if EDITS in wanted else None
        self._outputs: list[str | None] | None = [] if "output" in wanted else None

    def add(self, document: Document | None, letters: Sequence[int] | None = None) -> None:
        """Add the row of a document, or of a text that is null.

        ``letters`` are those of its segments, if they are known already.
        """
        if document is None:
            self._add_null()
            return
        found = ends_and_labels(document.segments)
        if self._names_main:
            counts = document.letters() if letters is None else letters
            self._labels.append(_main(found[1::2], counts))
        if self._segments is not None:
            ends = found[::2]
            self._segments.add([0, *ends[:-1]], ends, found[1::2], self._measure(document))
        if self._outputs is not None:
            self._outputs.append(document.output.text)
        if self._edits is not None:
            edits = document.output.edits
            starts, ends = [edit.start for edit in edits], [edit.end for edit in edits]
            self._edits.add(starts, ends, edits, self._measure(document))

    def _add_null(self) -> None:
        self._labels.append(_NULLS)
        for spans in (self._segments, self._edits):
            if spans is not None:
                spans.add_null()
        if self._outputs is not None:
            self._outputs.append(None)

    def _measure(self, document: Document) -> Callable[[list[int]], list[int]] | None:
        """Return what turns code points of a text into the offsets wanted; None for no change."""
        kind, text = self._added.offsets, document.text
        if kind == "codepoint" or text.isascii():
            return None
        return lambda places: _measured(text, places, kind)

    def batch(self) -> Any:
        """Return the rows as a ``pyarrow.RecordBatch``."""
        schema = added_schema(self._added)
        arrays = [
            self._array(column, field.type)
            for column, field in zip(self._added.columns, schema, strict=True)
        ]
        return pyarrow().record_batch(arrays, schema=schema)

    def _array(self, column: str, kind: Any) -> Any:
        if self._segments is not None and column == "segments":
            rest = self._segments.rest
            langs, scripts, scores = ([each[at] for each in rest] for at in range(3))
            return self._segments.array(kind, [self._styled(langs), scripts, scores])
        if self._edits is not None and column == EDITS:
            edits = self._edits.rest
            changes = [edit.replacement for edit in edits], [edit.rule for edit in edits]
            return self._edits.array(kind, changes)
        if column == "output":
            return array(self._outputs or [], kind)
        values = [each[_MAIN.index(column)] for each in self._labels]
        return array(self._styled(values) if column == "language" else values, kind)

    def _styled(self, langs: list[Any]) -> list[Any]:
        style = self._added.labels
        if style == "bcp47":
            return langs
        return [None if lang is None else label(lang, style) for lang in langs]


def _main(labels: Sequence[Label], letters: Sequence[int]) -> tuple[Any, ...]:
    """Return the tag, script and confidence of the main language, and whether there are others."""
    if len(labels) == 1 and letters[0] and labels[0][0] != NO_LANGUAGE:  # as most texts are
        lang, script, confidence, _ = labels[0]
        return lang, script, round(confidence, 4), False
    return main_label(labels, letters)


class _Spans:
    """Lists of spans, one list a row, in flat columns."""

    def __init__(self) -> None:
        self._counts: list[int] = []
        self._nulls: list[bool] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.rest: list[Any] = []

    def add(
        self,
        starts: list[int],
        ends: list[int],
        rest: Sequence[Any],
        measure: Callable[[list[int]], list[int]] | None,
    ) -> None:
        """Add the spans of a row, ``rest`` being what else is known of each."""
        self._counts.append(len(ends))
        self._nulls.append(False)
        self._starts += starts[: len(ends)] if measure is None else measure(starts[: len(ends)])
        self._ends += ends if measure is None else measure(ends)
        self.rest += rest

    def add_null(self) -> None:
        self._counts.append(0)
        self._nulls.append(True)

    def array(self, kind: Any, rest: Sequence[list[Any]]) -> Any:
        """Return the rows as an array of lists of structs, whose last fields are ``rest``."""
        pa = pyarrow()
        members = list(kind.value_type)
        values = (self._starts, self._ends, *rest)
        columns = [array(each, field.type) for each, field in zip(values, members, strict=True)]
        return pa.ListArray.from_arrays(
            pa.array(accumulate(self._counts, initial=0), pa.int32()),
            pa.StructArray.from_arrays(columns, fields=members),
            type=kind,
            mask=pa.array(self._nulls, pa.bool_()),
        )


def array(values: list[Any], kind: Any) -> Any:
    """Return values as an array; a lone surrogate, which UTF-8 cannot encode, becomes U+FFFD."""
    pa = pyarrow()
    if pa.types.is_dictionary(kind):
        return pa.array(values, kind.value_type).dictionary_encode()
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:  # of a step of the user's: Arrow gives us none
        return pa.array(list(map(without_surrogates, values)), kind)


def _measured(text: str, places: Iterable[int], kind: str) -> list[int]:
    """Return code points of a text, in ascending order, as offsets of another kind."""
    found, at, total = [], 0, 0
    for place in places:
        total += length(text[at:place], kind)
        at = place
        found.append(total)
    return found
