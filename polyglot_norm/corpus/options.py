"""The options of tagging a corpus: one frozen record, written into its manifest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from polyglot_norm.adapters.table_options import Added
from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.formats import WriteOptions
from polyglot_norm.options import Options
from polyglot_norm.streams.parts import Per

KINDS: Final = {
    "parquet": "Parquet",
    "arrow": "Arrow IPC, files or streams",
    "jsonl": "JSON Lines",
    "text": "plain text",
    "warc": "web archives, WARC and WET",
}
"""Every kind of input, with a description."""

FORMATS: Final = {
    "parquet": "Parquet, compressed with zstd",
    "jsonl": "JSON Lines: the fields of the input, then what was found",
    "hplt": "JSON Lines as HPLT writes them: lang, prob, and seg_langs, a language for each line",
}
"""Every format of output, with a description."""

COMPRESSIONS: Final = {"none": "", "gzip": ".gz", "zstd": ".zst"}
"""Compressions of lines, with the ending of their files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusOptions:
    """What is read, what is made of it, and what is written. Picklable if its values are.

    Attributes:
        tagging: the options of `polyglot_norm.tag`.
        added: the columns that are added, and how offsets are counted.
        kind: one of `KINDS`; None stands for the one that the name of each file suggests.
        column: the column or field that holds the text.
        per: the extent of a document in a plain text: ``"file"``, ``"paragraph"`` or ``"line"``.
        format: one of `FORMATS`.
        compression: of lines: ``"none"``, ``"gzip"`` or ``"zstd"``.
        by_language: write to a folder for each main language and script, such as ``srp_Cyrl``.
        only: keep only rows with one of these main languages; None keeps all.
        min_confidence: keep only rows whose main language is at least so sure.
        mixed_only: keep only rows in more than one language.
        doubt_below: the confidence below which the report counts a segment as doubtful.
        split_size: the bytes of the largest shard: a larger file of Parquet, or of JSON Lines that
            are not compressed, is divided into several; 0 divides none.

    >>> CorpusOptions(format="parket")
    Traceback (most recent call last):
        ...
    polyglot_norm.errors.PolyglotError: invalid format 'parket': did you mean 'parquet'? expected one of parquet, jsonl, hplt

    Raises:
        PolyglotError: a value is not allowed.
    """  # noqa: E501 - the message of an error

    tagging: Options = field(default_factory=Options)
    added: Added = field(default_factory=Added)
    kind: str | None = None
    column: str = "text"
    per: str = Per.FILE
    format: str = "parquet"
    compression: str = "none"
    by_language: bool = False
    only: Sequence[str] | None = None
    min_confidence: float = 0.0
    mixed_only: bool = False
    doubt_below: float = 0.5
    split_size: int = 1 << 28

    def __post_init__(self) -> None:
        _check("kind", self.kind, (*KINDS, None))
        _check("format", self.format, FORMATS)
        _check("compression", self.compression, COMPRESSIONS)
        _check("per", self.per, tuple(Per))
        if self.format == "parquet" and self.compression != "none":
            raise PolyglotError("Parquet is compressed with zstd already: leave compression out")
        for name in ("min_confidence", "doubt_below"):
            if not 0 <= getattr(self, name) <= 1:
                value = getattr(self, name)
                raise PolyglotError(f"{name} must be a probability from 0 to 1, got {value!r}")
        if self.split_size < 0:
            raise PolyglotError(f"split_size must be at least 0, got {self.split_size}")
        if self.only is not None:
            object.__setattr__(self, "only", WriteOptions(only=tuple(self.only)).only)

    @property
    def filters(self) -> bool:
        """True if some rows may not be kept."""
        return self.only is not None or self.min_confidence > 0 or self.mixed_only

    @property
    def extension(self) -> str:
        """The ending of the files that are written."""
        if self.format == "parquet":
            return ".parquet"
        return f".jsonl{COMPRESSIONS[self.compression]}"

    def as_dict(self) -> dict[str, Any]:
        """Return the options as values of JSON, which tell different options apart."""
        return {name: _shown(getattr(self, name)) for name in self.__dataclass_fields__}


def _check(what: str, value: Any, known: Iterable[Any]) -> None:
    names = [name for name in known if name is not None]
    if value not in names and (value is not None or None not in known):
        raise PolyglotError(
            f"invalid {what} {value!r}:{nearest(str(value), names)} "
            f"expected one of {', '.join(names)}"
        )


def _shown(value: Any) -> Any:
    if isinstance(value, Options | Added):
        return {name: _shown(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {str(key): _shown(each) for key, each in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [_shown(each) for each in value]
    return value if value is None or isinstance(value, bool | int | float | str) else repr(value)
