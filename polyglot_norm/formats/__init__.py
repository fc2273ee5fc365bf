r"""Formats of documents: a module for each, the table of all, and functions to write and read.

A format turns named documents into bytes: a head, a piece for each document, a foot (`Encoder`).
Most pieces depend on their document alone, so they can be made in any process. A readable format
gives the documents back.

>>> from polyglot_norm import tag
>>> file = b"".join(write([("a.txt", tag("Would you?\nДа ли?"))], "inline"))
>>> print(file.decode())
<en>Would you?</en>
<sr-Cyrl>Да ли?</sr-Cyrl>
>>> [(segment.start, segment.end) for segment in next(read(file)).document.segments]
[(0, 11), (11, 17)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import PurePath
from types import ModuleType
from typing import BinaryIO, Final, NamedTuple

from polyglot_norm.document import Document
from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.formats.encoder import Encoder
from polyglot_norm.formats.named_document import NamedDocument
from polyglot_norm.formats.offset_kinds import OFFSET_KINDS, Offsets
from polyglot_norm.formats.write_options import Screen, WriteOptions

__all__ = [
    "FORMATS",
    "OFFSET_KINDS",
    "Encoder",
    "Format",
    "NamedDocument",
    "Offsets",
    "Screen",
    "WriteOptions",
    "by_extension",
    "encoder",
    "read",
    "sniff",
    "write",
]


class Format(NamedTuple):
    """A format of documents.

    A ``readable`` format can be read back; in an ``independent`` one each piece depends on its
    document alone; a ``binary`` one is not text. ``extension`` is that of its files, ``extra`` the
    extra that it needs, or empty. Files of a ``same_path`` format have the paths of their
    documents, in another folder. ``module`` is the module that writes it, or empty if that has
    the name of the format.
    """

    name: str
    description: str
    extension: str
    readable: bool = True
    independent: bool = True
    binary: bool = False
    extra: str = ""
    module: str = ""
    same_path: bool = False


FORMATS: Final = {
    format_.name: format_
    for format_ in (
        Format("jsonl", "one JSON object per segment, in a line of its own", "jsonl"),
        Format(
            "json",
            "one JSON array of the same objects",
            "json",
            readable=False,
            independent=False,
            module="json_array",
        ),
        Format("docs", "one JSON object per document, with the list of its segments", "jsonl"),
        Format("tsv", "one row per segment, with tabs between the fields", "tsv"),
        Format(
            "csv",
            "the same with commas, as RFC 4180 has it",
            "csv",
            readable=False,
            module="comma_separated",
        ),
        Format("inline", "the text, each segment between tags: <ru>Да</ru>", "txt"),
        Format("xml", "an element per segment, with its language and offsets", "xml"),
        Format("tei", "a TEI corpus; text in other than the main language is <foreign>", "xml"),
        Format("html", "a page with languages and directions marked", "html", readable=False),
        Format(
            "ssml",
            "SSML for a speech synthesiser, each language marked",
            "ssml",
            readable=False,
            independent=False,
        ),
        Format("conllu", "CoNLL-U: one token per line, its language in MISC", "conllu"),
        Format(
            "search",
            "one JSON object per document, with a field for each language",
            "jsonl",
            readable=False,
        ),
        Format(
            "dolma",
            "Dolma attributes: spans by language",
            "jsonl",
            readable=False,
            independent=False,
            same_path=True,
        ),
        Format(
            "parquet",
            "Parquet: a row per segment",
            "parquet",
            independent=False,
            binary=True,
            extra="arrow",
        ),
        Format(
            "arrow",
            "Arrow IPC file (Feather): a row per segment",
            "arrow",
            independent=False,
            binary=True,
            extra="arrow",
        ),
        Format(
            "text",
            "the page for reading, each line with its language in the margin",
            "txt",
            readable=False,
            independent=False,
            module="terminal",
        ),
    )
}
"""Every format, by name."""


def module_of(name: str) -> ModuleType:
    """Return the module that writes a format, and reads it if it is readable.

    Raises:
        PolyglotError: there is no such format.
    """
    format_ = FORMATS[_known(name)]
    return import_module(f"{__name__}.{format_.module or name}")


_BY_EXTENSION: Final = {
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "json": "json",
    "csv": "csv",
    "tsv": "tsv",
    "tab": "tsv",
    "xml": "xml",
    "tei": "tei",
    "ssml": "ssml",
    "html": "html",
    "htm": "html",
    "conllu": "conllu",
    "parquet": "parquet",
    "arrow": "arrow",
    "feather": "arrow",
}


def encoder(name: str, options: WriteOptions | None = None) -> Encoder:
    r"""Return an encoder: a file is its head, a piece for each document, and its foot.

    >>> encoder("tsv", WriteOptions(include=["lang", "text"])).head()
    b'lang\ttext\n'

    Raises:
        PolyglotError: there is no such format, or it has no such field.
        MissingExtra: the format needs a package that is not installed.
    """
    found: Encoder = module_of(name).Encoder(options or WriteOptions())
    return found


def write(
    documents: Iterable[Document | tuple[str, Document] | NamedDocument],
    format: str = "jsonl",  # noqa: A002 - the obvious name
    options: WriteOptions | None = None,
) -> Iterator[bytes]:
    r"""Yield documents in a format, piece by piece, taking them as needed.

    A document without a name is called ``-``.

    >>> from polyglot_norm import tag
    >>> only = WriteOptions(only=["sr"], include=["start", "end", "output"], offsets="utf8")
    >>> b"".join(write([tag("Would you?\nДа ли?")], "jsonl", only))
    b'{"start":11,"end":21,"output":"Da li?"}\n'

    Raises:
        PolyglotError: there is no such format, or it has no such field.
        MissingExtra: the format needs a package that is not installed.
    """
    return _pieces(encoder(format, options), map(_named, documents))


def _pieces(encoder: Encoder, documents: Iterable[NamedDocument]) -> Iterator[bytes]:
    yield encoder.head()
    for item in documents:
        yield encoder.piece(item)
    yield encoder.foot()


def _named(document: Document | tuple[str, Document] | NamedDocument) -> NamedDocument:
    if isinstance(document, NamedDocument):
        return document
    return (
        NamedDocument("-", document) if isinstance(document, Document) else NamedDocument(*document)
    )


def read(
    source: BinaryIO | bytes,
    format: str | None = None,  # noqa: A002
    *,
    offsets: str = "codepoint",
    name: str = "-",
    limit: int | None = None,
) -> Iterator[NamedDocument]:
    r"""Yield the documents in a binary file, or in bytes.

    Without ``format`` the file is recognised by its first bytes. ``offsets`` is the kind of the
    offsets in it, and ``name`` the name of a document that has none in the file. A document with
    segments left out comes in parts, whose ``before`` is their position; so does one longer than
    ``limit`` code points. A confidence that the format does not hold is 1, an output the text.

    >>> line = '{"start":3,"lang":"ru","text":"Да","output":"Da"}\n'
    >>> item = next(read(line.encode()))
    >>> item.before.codepoint, item.document.text, item.document.output.text
    (3, 'Да', 'Da')

    Raises:
        PolyglotError: there is no such format, or it is not readable; or, while reading, the file
            is not valid.
        MissingExtra: the format needs a package that is not installed.
    """
    from polyglot_norm.formats import reader

    return reader.read(source, format, offsets=offsets, name=name, limit=limit)


def sniff(beginning: bytes) -> str | None:
    r"""Return the name of the format that a file begins like, or None.

    A few thousand bytes of its ``beginning`` are enough.

    >>> sniff(b'# newdoc id = a.txt\n'), sniff(b"PAR1")
    ('conllu', 'parquet')
    """
    from polyglot_norm.formats import sniffing

    return sniffing.sniff(beginning)


def by_extension(path: str) -> str | None:
    """Return the name of the format that has the extension of ``path``, or None.

    >>> by_extension("out/page.TSV"), by_extension("page.txt")
    ('tsv', None)
    """
    return _BY_EXTENSION.get(PurePath(path).suffix.lower().removeprefix("."))


def _known(name: str) -> str:
    if name not in FORMATS:
        raise PolyglotError(
            f"unknown format {name!r}:{nearest(name, FORMATS)} expected one of {', '.join(FORMATS)}"
        )
    return name
