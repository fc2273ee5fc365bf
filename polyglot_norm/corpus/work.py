"""The work of a process: a chunk tagged, filtered, counted and made ready to be written."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from polyglot_norm.adapters import arrow_columns
from polyglot_norm.adapters.table_options import check_free
from polyglot_norm.corpus.batches import serialise
from polyglot_norm.corpus.chunks import DOUBTS, LONGEST, Broken, Chunk, Counts, Event, Tagged
from polyglot_norm.corpus.compressing import compressed
from polyglot_norm.corpus.counting import Counting
from polyglot_norm.corpus.lines_of_document import line_languages
from polyglot_norm.corpus.options import CorpusOptions
from polyglot_norm.corpus.rows import Rows, rows_of
from polyglot_norm.document import Document
from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.arrow_schema import pyarrow
from polyglot_norm.formats.json_codec import to_json
from polyglot_norm.language.label_styles import label
from polyglot_norm.language.shares import detection
from polyglot_norm.pipeline import Tagger
from polyglot_norm.records import Detection
from polyglot_norm.segment import ends_and_labels
from polyglot_norm.streams.passage import SkippedRecord

HPLT: Final = ("lang", "prob", "seg_langs")
"""The fields that HPLT's lines have beside those of the input."""

NO_TEXT: Final = "no_text"
"""The folder of rows without a text, where each language has one."""

_BUG: Final = "this is a bug; please report it"


class _Found(NamedTuple):
    """A document, the label and the letters of each segment, and whether it is mixed."""

    document: Document
    labels: list[Any]
    letters: list[int]
    is_mixed: bool

    def main(self) -> Detection:
        """Return the label of the whole document."""
        return detection(self.labels, self.letters)


class _Kept:
    """The rows of a folder: their places in the chunk, and what is added to them.

    Documents are not kept, for they hold many times the memory of their texts.
    """

    def __init__(self, options: CorpusOptions) -> None:
        self.places: list[int] = []
        self._hplt: list[dict[str, Any]] | None = [] if options.format == "hplt" else None
        self._prefix = options.added.prefix
        self._rows = arrow_columns.Rows(options.added)

    def add(self, place: int, found: _Found | None) -> None:
        """Add a row, with what was found in it, None without a text."""
        self.places.append(place)
        if self._hplt is not None:
            self._hplt.append(_hplt(found, self._prefix))
        elif found is None:
            self._rows.add(None)
        else:
            self._rows.add(found.document, found.letters)

    def batch(self) -> Any:
        """Return what is added as a batch."""
        return self._rows.batch()

    def objects(self) -> list[dict[str, Any]]:
        """Return what is added as values of JSON."""
        if self._hplt is not None:
            return self._hplt
        return [_rounded(row) for row in self.batch().to_pylist()]


class Work:
    """Makes a `Tagged` of a chunk; any other event comes back as it is."""

    def __init__(self, options: CorpusOptions, names: tuple[str, ...]) -> None:
        self._options = options
        self._names = names
        self._tagger = Tagger(options.tagging)

    def __call__(self, event: Event) -> Tagged | Event:
        """Tag a chunk; a `Broken` says that and why it cannot be."""
        if not isinstance(event, Chunk):
            return event
        try:
            with _uncollected():
                return self._tagged(event)
        except PolyglotError as error:
            return Broken(event.shard, str(error))
        except Exception as error:
            return Broken(event.shard, f"{type(error).__name__}: {error} ({_BUG})")

    def _tagged(self, chunk: Chunk) -> Tagged:
        options = self._options
        rows = rows_of(chunk.content, options.column)
        self._check_names(rows)
        counts = Counts(rows=len(rows.texts))
        for skipped in rows.skipped:
            counts.skip(skipped)
        counting = Counting(options.doubt_below, DOUBTS)
        folders: dict[str, _Kept] = {} if options.by_language else {"": _Kept(options)}
        for place, text in enumerate(rows.texts):
            found = self._found(text, rows.number(place), counts, counting)
            if self._keeps(found):
                counts.kept += 1
                folder = folder_of(found and found.main()) if options.by_language else ""
                if folder not in folders:
                    folders[folder] = _Kept(options)
                folders[folder].add(place, found)
        counts.statistics = counting.statistics(self._names[chunk.shard])
        made = {folder: self._payload(rows, kept) for folder, kept in folders.items()}
        return Tagged(chunk.shard, made, counts, chunk.read)

    def _check_names(self, rows: Rows) -> None:
        added, taken = self._options.added, rows.names()
        if self._options.format != "hplt":
            check_free(taken, added)
            return
        for name in HPLT:
            if added.prefix + name in taken:
                raise PolyglotError(
                    f"the records have a field {added.prefix + name!r} already: rename or drop it, "
                    "or name the added ones otherwise with prefix="
                )

    def _found(
        self, text: str | None, row: int, counts: Counts, counting: Counting
    ) -> _Found | None:
        if text is None:
            counts.nulls += 1
            return None
        counts.bytes += len(text.encode("utf-8", "surrogatepass"))
        if len(text) > LONGEST:
            counts.skip(SkippedRecord(row, f"a text longer than {LONGEST:,} characters: split it"))
            return None
        document = self._tagger.tag(text)
        labels, letters = ends_and_labels(document.segments)[1::2], document.letters()
        is_mixed = counting.add(document, row, labels, letters)
        counts.mixed += is_mixed
        return _Found(document, labels, letters, is_mixed)

    def _keeps(self, found: _Found | None) -> bool:
        options = self._options
        if not options.filters:
            return True
        if found is None or (options.mixed_only and not found.is_mixed):
            return False
        if options.only is None and not options.min_confidence:
            return True
        main = found.main()
        return (
            options.only is None or main.lang in options.only
        ) and main.confidence >= options.min_confidence

    def _payload(self, rows: Rows, kept: _Kept) -> bytes:
        if self._options.format == "parquet":
            return serialise(_beside(rows.batch(kept.places), kept.batch()))
        lines = zip(rows.objects(kept.places), kept.objects(), strict=True)
        data = b"".join([_spliced(of_input, found) for of_input, found in lines])
        return compressed(data, self._options.compression)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from looking for cycles, of which a chunk's records have none.

    There are a hundred thousand of these, and looking through them takes a twentieth of the time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def work(options: CorpusOptions, names: tuple[str, ...]) -> Callable[[Event], Tagged | Event]:
    """Return the work of a process on shards with these names."""
    return Work(options, names)


def folder_of(found: Detection | None) -> str:
    """Return the folder of a language and script, as FineWeb and HPLT call theirs.

    >>> import polyglot_norm as pn
    >>> folder_of(pn.detect("Где си био целог дана?")), folder_of(None)
    ('srp_Cyrl', 'no_text')
    """
    return NO_TEXT if found is None else label(found.lang)


def _beside(batch: Any, added: Any) -> Any:
    """Return a batch with the columns of another."""
    pa = pyarrow()
    schema = pa.schema([*batch.schema, *added.schema], metadata=batch.schema.metadata)
    return pa.record_batch([*batch.columns, *added.columns], schema=schema)


def _spliced(of_input: bytes, found: dict[str, Any]) -> bytes:
    """Return a JSON object with more fields, the others as they were written."""
    before = of_input[:-1].rstrip()
    comma = b"" if before == b"{" else b","
    return b"%b%b%b\n" % (before, comma, to_json(found)[1:])


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its scores as short as the four digits that they have."""
    for name, value in row.items():
        if type(value) is float:
            row[name] = round(value, 4)
        elif type(value) is list:
            row[name] = [_rounded(each) for each in value]
    return row


def _hplt(found: _Found | None, prefix: str) -> dict[str, Any]:
    """Return the fields of HPLT, whose languages are labels of corpora."""
    if found is None:
        values: tuple[Any, ...] = (None, None, None)
    else:
        tags, probabilities = zip(*found.main().candidates, strict=True)
        of_lines = [label(tag) for tag in line_languages(found.document)]
        values = [label(tag) for tag in tags], [round(p, 4) for p in probabilities], of_lines
    return {prefix + name: value for name, value in zip(HPLT, values, strict=True)}
