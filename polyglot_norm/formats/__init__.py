r"""Output formats, one file each, the table of them, and how to write and to read them.

A format turns named documents into bytes: a head, a piece for each document, a foot (`Encoder`).
Most pieces depend on nothing but their document, so that they can be made in any process. A format
that is readable gives the documents back.

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
from polyglot_norm.formats.named_document import OFFSET_KINDS, NamedDocument, Offsets
from polyglot_norm.formats.write_options import Encoder, Screen, WriteOptions

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
    """A format: its name, what it is, and what can be done with it.

    ``readable``: `read` takes it. ``independent``: each piece depends on its document alone.
    ``binary``: it is no text. ``extra`` names the extra that it needs, or is empty, ``extension``
    is how the names of its files end. ``module`` is the module that writes it, where that does not
    have the name of the format.
    """

    name: str
    description: str
    extension: str
    readable: bool = True
    independent: bool = True
    binary: bool = False
    extra: str = ""
    module: str = ""


FORMATS: Final = {
    format_.name: format_
    for format_ in (
        Format("jsonl", "one JSON object per segment, in a line of its own", "jsonl"),
        Format("docs", "one JSON object per document, with the list of its segments", "jsonl"),
        Format("tsv", "one row per segment, with tabs between the fields", "tsv"),
        Format("inline", "the text, each segment between marks: <ru>Да</ru>", "txt"),
        Format("xml", "an element per segment, with its language and place", "xml"),
        Format("tei", "a TEI corpus; what is not in the main language is <foreign>", "xml"),
        Format("html", "a page with languages and directions marked", "html", readable=False),
        Format("conllu", "CoNLL-U: a token in a line, its language in MISC", "conllu"),
        Format("dolma", "Dolma attributes: spans by language", "jsonl", readable=False),
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
            "the page, each line with its language in the margin, for reading",
            "txt",
            readable=False,
            independent=False,
            module="terminal",
        ),
    )
}
"""Every format, by its name."""


def module_of(name: str) -> ModuleType:
    """Return the module that writes, and perhaps reads, a format.

    Raises:
        PolyglotError: there is no such format.
    """
    format_ = FORMATS[_known(name)]
    return import_module(f"{__name__}.{format_.module or name}")


_BY_EXTENSION: Final = {
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "tsv": "tsv",
    "tab": "tsv",
    "xml": "xml",
    "tei": "tei",
    "html": "html",
    "htm": "html",
    "conllu": "conllu",
    "parquet": "parquet",
    "arrow": "arrow",
    "feather": "arrow",
}


def encoder(name: str, writing: WriteOptions | None = None) -> Encoder:
    r"""What writes a format: bytes are its head, a piece for each document, and its foot.

    >>> encoder("tsv", WriteOptions(include=["lang", "text"])).head()
    b'lang\ttext\n'

    Raises:
        PolyglotError: there is no such format, or it has no such field.
        MissingExtra: it needs a package that is not there.
    """
    made: Encoder = module_of(name).Encoder(writing or WriteOptions())
    return made


def write(
    documents: Iterable[Document | tuple[str, Document] | NamedDocument],
    format: str = "jsonl",  # noqa: A002 - what everybody would call it
    writing: WriteOptions | None = None,
) -> Iterator[bytes]:
    r"""Documents in a format, piece by piece, as they are taken.

    A document without a name is ``-``.

    >>> from polyglot_norm import tag
    >>> only = WriteOptions(only=["sr"], include=["start", "end", "output"], offsets="utf8")
    >>> b"".join(write([tag("Would you?\nДа ли?")], "jsonl", only))
    b'{"start":11,"end":21,"output":"Da li?"}\n'

    Raises:
        PolyglotError: there is no such format, or it has no such field.
        MissingExtra: it needs a package that is not there.
    """
    made = encoder(format, writing)
    return _pieces(made, map(_named, documents))


def _pieces(made: Encoder, documents: Iterable[NamedDocument]) -> Iterator[bytes]:
    yield made.head()
    for item in documents:
        yield made.piece(item)
    yield made.foot()


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
    r"""The documents of a file that was opened for bytes, or of bytes, one after another.

    Without ``format`` it is found out by what the file begins with. ``offsets`` is the unit of
    the offsets in it. ``name`` names a document that has no name there. Where segments were left
    out a document comes in parts, whose ``before`` says where they stand; ``limit`` cuts one that
    is longer than so many code points. What a format does not hold is made up: a confidence is
    then 1, an output the text.

    >>> line = '{"start":3,"lang":"ru","text":"Да","output":"Da"}\n'
    >>> item = next(read(line.encode()))
    >>> item.before.codepoint, item.document.text, item.document.output.text
    (3, 'Да', 'Da')

    Raises:
        PolyglotError: there is no such format, or it cannot be read; or, while reader, the file
            is not what it should be.
        MissingExtra: it needs a package that is not there.
    """
    from polyglot_norm.formats import reader

    return reader.read(source, format, offsets=offsets, name=name, limit=limit)


def sniff(beginning: bytes) -> str | None:
    r"""The format of a file, by its first few thousand bytes; None if it is none of ours.

    >>> sniff(b'# newdoc id = a.txt\n'), sniff(b"PAR1")
    ('conllu', 'parquet')
    """
    from polyglot_norm.formats import reader

    return reader.sniff(beginning)


def by_extension(path: str) -> str | None:
    """The format that a file is meant to be, by how its name ends; None where that says nothing.

    >>> by_extension("out/page.TSV"), by_extension("page.txt")
    ('tsv', None)
    """
    return _BY_EXTENSION.get(PurePath(path).suffix.lower().removeprefix("."))


def _known(name: str) -> str:
    if name not in FORMATS:
        raise PolyglotError(
            f"unknown format {name!r};{nearest(name, FORMATS)} choose one of {', '.join(FORMATS)}"
        )
    return name
