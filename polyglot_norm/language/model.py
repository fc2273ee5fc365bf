"""The serialised model: written by training, opened and mapped into memory here.

A model is a file of tables (see `table_files`), whose header says what the model was made of and
describes each table: the scripts that it serves, the tags written in them, and the layout of its
rows (see `table_layout`). Weights are log-odds in steps of 1 / SCALE.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple

from polyglot_norm.language.ngrams import LARGEST_ORDER
from polyglot_norm.language.table_layout import Layout, laid_out
from polyglot_norm.table_files import FileFormat, digest_of, joined, open_tables, write_tables

FORMAT: Final = FileFormat(b"PolyNorm", version=5, alignment=64, body_has_crc=True)
SCALE: Final = 32
LARGEST: Final = 127

_PACKAGED: Final = Path(__file__).parent.parent / "data" / "model.bin"


class Temperature(NamedTuple):
    """The divisor that turns the log-odds of a stretch into log-probabilities."""

    letters: int
    divisor: float


@dataclass(frozen=True, slots=True)
class Table:
    """The weights for the languages that share some scripts."""

    scripts: tuple[str, ...]
    tags: tuple[str, ...]
    priors: tuple[int, ...]
    """The log-odds of a stretch before its first word, by tag."""
    met: tuple[int, ...]
    """How often a language is met, as log-odds: training drew those of little text more often."""
    temperatures: tuple[Temperature, ...]
    """For stretches of up to a number of letters; the last is for all longer ones, too."""
    orders: tuple[int, ...]
    """The lengths of the n-grams that have rows, besides whole words; from short to long."""
    weakest: float
    """The log-odds a letter, in steps, that its language has in nearly all stretches of
    `posteriors.JUDGED` letters; 0 where there was too little text to measure."""
    bits: int
    data: memoryview

    @property
    def relatives(self) -> Mapping[str, str]:
        """The tag that comes nearest to one that training did not know."""
        return {}

    def temperature(self, letters: int) -> float:
        """Return the divisor for a stretch of a number of letters."""
        for longest, divisor in self.temperatures:
            if letters <= longest:
                return divisor
        return self.temperatures[-1].divisor

    @property
    def layout(self) -> Layout:
        """The layout of the weights."""
        return Layout(self.data, self.bits, len(self.tags))

    def weights(self, ngram: int) -> dict[int, int] | None:
        """Return the weights of an n-gram by the index of the tag; None if it is not known."""
        return self.layout.weights(ngram)


class Model:
    """An open model: its tags, its tables, and the scripts with one language that need none.

    >>> model = Model.open()
    >>> model.owners["Thai"], model.table("Cyrl").tags[0]
    ('th', 'ab')
    """

    def __init__(
        self, tables: Iterable[Table], owners: Mapping[str, str], about: Any, digest: str = ""
    ) -> None:
        self.tables: Final = tuple(tables)
        self.owners: Final = dict(owners)
        """The only language of a script, by script."""
        self.about: Final = about
        """The data and date of training, as training wrote them."""
        self.digest: Final = digest
        """The digest of the file, which covers all that is in it."""
        self._by_script: Final = {name: table for table in self.tables for name in table.scripts}

    @classmethod
    def open(cls, path: str | Path | None = None) -> Model:
        """Return the model in a file, mapped into memory; the packaged one by default.

        Raises:
            ModelError: the file is missing, damaged, or not a model.
        """
        file = _PACKAGED if path is None else Path(path)
        tables, owners, about = open_tables(file, FORMAT, _read)
        return cls(tables, owners, about, digest_of(file))

    @property
    def tags(self) -> tuple[str, ...]:
        """The languages of the model, in order."""
        named = {tag for table in self.tables for tag in table.tags}
        return tuple(sorted(named.union(self.owners.values())))

    def table(self, script: str) -> Table | None:
        """Return the table that serves a script, None if it has an owner or is unknown."""
        return self._by_script.get(script)


def packaged_digest() -> str:
    """Return the digest of the packaged model, which tells apart what models have labelled."""
    return blake2b(_PACKAGED.read_bytes(), digest_size=16).hexdigest()


def write(
    path: Path, tables: Iterable[Mapping[str, Any]], owners: Mapping[str, str], about: Any
) -> None:
    """Write a model; a table has the fields of ``Table``, with ``rows`` in place of ``data``."""
    described, data = [], []
    for table in tables:
        data.append(laid_out(table["rows"], table["bits"], len(table["tags"])))
        described.append({name: value for name, value in table.items() if name != "rows"})
    body, starts = joined(data, FORMAT.alignment)
    for fields, start, each in zip(described, starts, data, strict=True):
        fields |= {"start": start, "size": len(each)}
    header = {"about": about, "scale": SCALE, "owners": dict(owners), "tables": described}
    write_tables(path, FORMAT, header, body)


def _read(header: Any, body: memoryview) -> tuple[list[Table], Mapping[str, str], Any]:
    """Return the tables, owners and description that a checked header describes."""
    if header["scale"] != SCALE:
        raise ValueError(f"weights must be in steps of 1/{SCALE}, got 1/{header['scale']}")
    tables = []
    for fields in header["tables"]:
        data = body[fields["start"] :][: fields["size"]]
        table = Table(
            scripts=tuple(fields["scripts"]),
            tags=tuple(fields["tags"]),
            priors=tuple(fields["priors"]),
            met=tuple(fields["met"]),
            temperatures=tuple(Temperature(*pair) for pair in fields["temperatures"]),
            orders=tuple(fields["orders"]),
            weakest=fields["weakest"],
            bits=fields["bits"],
            data=data,
        )
        checked(table, fields["size"])
        tables.append(table)
    return tables, dict(header["owners"]), header["about"]


def checked(table: Table, size: int) -> None:
    """Raise ValueError if a table does not match its header."""
    if len(table.data) != size or size < table.layout.dense:
        raise ValueError(f"table of {table.scripts} has {len(table.data)} bytes, not {size}")
    if list(table.orders) != sorted({*table.orders}) or not all(
        2 <= order <= LARGEST_ORDER for order in table.orders
    ):
        raise ValueError(f"table of {table.scripts} has n-grams of {table.orders} letters")
    if not 1 <= table.bits <= 31 or not table.temperatures:
        raise ValueError(f"table of {table.scripts} has {table.bits} bits")
    if not len(table.priors) == len(table.met) == len(table.tags):
        raise ValueError(f"table of {table.scripts} has {len(table.priors)} priors")
