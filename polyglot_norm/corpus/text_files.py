"""Plain texts cut into chunks of rows: ``doc``, the name of each document, and its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from polyglot_norm.corpus.batches import of_columns, serialise
from polyglot_norm.corpus.chunks import CHUNK, LONGEST, ArrowChunk, Content
from polyglot_norm.corpus.options import CorpusOptions
from polyglot_norm.corpus.places import Found
from polyglot_norm.corpus.reading import Opener
from polyglot_norm.corpus.shards import Shard
from polyglot_norm.errors import PolyglotError
from polyglot_norm.formats.arrow_schema import pyarrow
from polyglot_norm.streams import plain_text
from polyglot_norm.streams.parts import Per
from polyglot_norm.streams.stream_error import StreamError
from polyglot_norm.streams.text_decoding import characters

_NAME: Final = "doc"
_ROWS: Final = 1 << 12


def contents(opener: Opener, shard: Shard, options: CorpusOptions) -> Iterator[Content]:
    """Yield the documents of a shard."""
    pa = pyarrow()
    schema = pa.schema([(_NAME, pa.string()), (options.column, pa.string())])
    row = 1
    for names, texts in _collected(_documents(opener, shard, Per(options.per))):
        batch = of_columns({_NAME: names, options.column: texts}, schema)
        yield ArrowChunk(row, serialise(batch))
        row += len(texts)


def _collected(
    documents: Iterator[tuple[str, str]],
) -> Iterator[tuple[list[str], list[str]]]:
    """Yield names and texts, many at a time; once none, so that there are always columns."""
    names: list[str] = []
    texts: list[str] = []
    size = 0
    yield names, texts
    for name, text in documents:
        names.append(name)
        texts.append(text)
        size += len(text)
        if size >= CHUNK or len(texts) == _ROWS:
            yield names, texts
            names, texts, size = [], [], 0
    if texts:
        yield names, texts


def _documents(opener: Opener, shard: Shard, per: Per) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each document; a name has the path below the corpus."""
    for file in shard.files:
        with opener.decompressed(file) as raw:
            yield from _of_file(file, opener.name(file), raw, per)


def _of_file(file: Found, name: str, raw: BinaryIO, per: Per) -> Iterator[tuple[str, str]]:
    try:
        chunks = characters(raw).chunks
        held: list[str] = []
        size = 0
        for passage in plain_text.passages(file.path, chunks, per):
            if passage.first:
                held, size = [], 0
            held.append(passage.text)
            size += passage.size
            if size > LONGEST:
                how = "split it" if per is not Per.FILE else "split it, or read it per line"
                where = f"the document that begins in line {passage.line}: " if held else ""
                raise StreamError(name, f"{where}longer than {LONGEST:,} characters: {how}")
            if passage.last:
                yield passage.name, "".join(held)
    except StreamError:
        raise
    except PolyglotError as error:  # of decoding, which does not name the file
        raise StreamError(name, str(error)) from error
