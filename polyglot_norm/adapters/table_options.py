"""What tagging adds to a table, and its options: the same keywords for every engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.formats.offset_kinds import check_offset_kind
from polyglot_norm.language.label_styles import check_style
from polyglot_norm.options import Options, TagOptions

COLUMNS: Final = (
    "language", "language_script", "language_score", "is_mixed", "segments", "output",
)  # fmt: skip
"""The columns that are added by default."""

EDITS: Final = "edits"
"""The column that is added only if it is asked for."""


class TableOptions(TagOptions, total=False):
    """The keywords of `Added` and of `polyglot_norm.Options`, for functions that pass them on."""

    include: Sequence[str] | None
    edits: bool
    labels: str
    offsets: str
    dictionary: bool
    prefix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The columns that tagging adds to a table. Hashable and picklable.

    Attributes:
        include: the columns to add, in this order; None stands for all but ``edits``.
        edits: add ``edits`` too, after the others.
        labels: how languages are written: ``"bcp47"`` (``sr-Cyrl``), ``"iso639-3"`` (``srp_Cyrl``)
            or ``"fasttext"`` (``__label__srp_Cyrl``).
        offsets: the kind of offsets: ``"codepoint"``, ``"utf8"`` (bytes) or ``"utf16"`` (units).
        dictionary: write languages and scripts as dictionaries, which take less memory and which
            not every engine reads.
        prefix: what the names of the columns begin with.

    >>> Added(include=["language", "output"], prefix="pn_").names
    ('pn_language', 'pn_output')

    Raises:
        PolyglotError: a column or a kind of offsets does not exist.
    """

    include: Sequence[str] | None = None
    edits: bool = False
    labels: str = "bcp47"
    offsets: str = "codepoint"
    dictionary: bool = False
    prefix: str = ""

    def __post_init__(self) -> None:
        check_style(self.labels)
        check_offset_kind(self.offsets)
        if self.include is not None:
            object.__setattr__(self, "include", _columns(self.include))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns, without the prefix."""
        chosen = COLUMNS if self.include is None else tuple(self.include)
        return (*chosen, EDITS) if self.edits and EDITS not in chosen else chosen

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self.prefix + column for column in self.columns)


def separate(options: Mapping[str, Any]) -> tuple[Added, Options]:
    """Return keywords as the options of a table and those of tagging.

    >>> added, tagging = separate({"prefix": "pn_", "und_below": 0.5})
    >>> added.prefix, tagging.und_below
    ('pn_', 0.5)

    Raises:
        PolyglotError: a value is not allowed.
        TypeError: there is no such option.
    """
    of_table = [field.name for field in fields(Added)]
    known = [*of_table, *(field.name for field in fields(Options))]
    for name in options:
        if name not in known:
            hint = nearest(name, known) or f" the options are {', '.join(known)}"
            raise TypeError(f"unknown option {name!r};{hint}")
    return (
        Added(**{name: value for name, value in options.items() if name in of_table}),
        Options(**{name: value for name, value in options.items() if name not in of_table}),
    )


def check_free(names: Iterable[str], added: Added) -> None:
    """Refuse a table that has one of the added columns already.

    Raises:
        PolyglotError: it has.
    """
    taken = [name for name in names if name in added.names]
    if taken:
        raise PolyglotError(
            f"the table has a column {taken[0]!r} already: rename or drop it, or name the added "
            "columns otherwise with prefix="
        )


def _columns(include: object) -> tuple[str, ...]:
    names = (include,) if isinstance(include, str) else include
    if not isinstance(names, Iterable):
        raise PolyglotError(f"include must be a list of columns, got {include!r}")
    chosen = tuple(dict.fromkeys(names))
    known = (*COLUMNS, EDITS)
    for name in chosen:
        if name not in known:
            raise PolyglotError(
                f"unknown column {name!r}:{nearest(str(name), known)} "
                f"expected one of {', '.join(known)}"
            )
    if not chosen:
        raise PolyglotError(f"no column to add: include one of {', '.join(known)}")
    return chosen
