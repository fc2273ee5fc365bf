"""Languages that were learned from a user's text: the file of each, written and opened here.

A file of the kind ``.pnlang`` (see `table_files`) has a header that describes the language and a
table of one column, laid out as those of the model (see `table_layout`). Its weights are right
beside those of one model only, so the header has that model's digest.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from polyglot_norm.errors import ModelError
from polyglot_norm.language.model import SCALE, Table, Temperature, checked
from polyglot_norm.language.table_layout import DENSE, PADDING, Layout, Row, laid_out
from polyglot_norm.records import Language
from polyglot_norm.table_files import FileFormat, digest_of, open_tables, write_tables
from polyglot_norm.text.characters import SCRIPTS

FORMAT: Final = FileFormat(
    b"PNLang\r\n",
    version=1,
    alignment=64,
    remedy="make it again with 'polyglot-norm learn'",
)

_ROWS_A_BUCKET: Final = 6
_FEWEST_BITS, _MOST_BITS = 4, 24
_ANY_LENGTH: Final = (Temperature(1, 1.0),)
"""A table needs temperatures; those of the model's table are used."""


class Learned(NamedTuple):
    """A language from a file: ``table`` has its weights, in one column.

    It is None where no language of the model is written in the script: the script alone decides.
    ``relative`` is the tag of the model that comes nearest, or empty; ``model`` the digest of the
    model that it belongs to.
    """

    path: str
    digest: str
    language: Language
    script: str
    relative: str
    model: str
    about: Any
    table: Table | None


class Weights(NamedTuple):
    """What a language weighs: rows of one column, and its log-odds before the first word."""

    rows: Sequence[Row]
    orders: tuple[int, ...]
    prior: int
    met: int


def write(
    path: Path,
    language: Language,
    weights: Weights | None,
    *,
    relative: str,
    model: str,
    about: Any,
) -> None:
    """Write a language to a file; without weights it has its script to itself."""
    header: dict[str, Any] = {
        "tag": language.tag,
        "name": language.name,
        "script": language.script,
        "relative": relative,
        "model": model,
        "scale": SCALE,
        "about": about,
        "table": None,
    }
    body = b""
    if weights is not None:
        buckets = max(1, len(weights.rows)) / _ROWS_A_BUCKET
        bits = max(_FEWEST_BITS, round(buckets).bit_length())
        body = laid_out(weights.rows, bits, 1)
        header["table"] = {
            "orders": weights.orders,
            "bits": bits,
            "prior": weights.prior,
            "met": weights.met,
        }
    write_tables(path, FORMAT, header, body)


def open_learned(path: str) -> Learned:
    """Return the language in a file.

    Raises:
        ModelError: the file is missing, damaged, or of another kind.
    """

    def read(header: Any, body: memoryview) -> Learned:
        return _read(header, body, path)

    found = open_tables(Path(path), FORMAT, read)
    return found._replace(digest=digest_of(Path(path)))


def open_all(paths: Iterable[str], model: str, digests: Sequence[str] = ()) -> tuple[Learned, ...]:
    """Return the languages in some files, for the model of a digest.

    ``digests`` are those that the files must have, where they were opened before.

    Raises:
        ModelError: a file is missing, damaged, for another model, no longer what it was, or for
            the same language as another.
    """
    found: dict[str, Learned] = {}
    for number, path in enumerate(paths):
        one = open_learned(path)
        tag = one.language.tag
        if one.model != model:
            raise ModelError(
                f"cannot use {path!r}: {tag!r} was learned for another model than that of this "
                f"release; {FORMAT.remedy}"
            )
        if digests and one.digest != digests[number]:
            raise ModelError(
                f"cannot use {path!r}: it has changed since the tagger was made; make a new Tagger"
            )
        if tag in found:
            raise ModelError(
                f"cannot use {path!r}: {found[tag].path!r} is for the same language, {tag!r}; "
                "name one of them"
            )
        found[tag] = one
    return tuple(found.values())


def stamps(paths: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return what tells that files were replaced: their time and size, zero where there is none."""
    found = []
    for path in paths:
        try:
            status = os.stat(path)  # noqa: PTH116 - pathlib takes several times as long
            found.append((status.st_mtime_ns, status.st_size))
        except OSError:
            found.append((0, 0))
    return tuple(found)


def _read(header: Any, body: memoryview, path: str) -> Learned:
    """Return the language that a header and its table describe."""
    fields = {name: header[name] for name in ("tag", "name", "script", "relative", "model")}
    for name, value in fields.items():
        if not isinstance(value, str):
            raise TypeError(f"{name} is {value!r}")
    if header["scale"] != SCALE or fields["script"] not in SCRIPTS or not fields["tag"]:
        raise ValueError("unknown scale or script")
    language = Language(fields["tag"], fields["name"], fields["script"], "", True)
    table = _table(language, header["table"], body) if header["table"] is not None else None
    return Learned(
        path,
        "",
        language,
        fields["script"],
        fields["relative"],
        fields["model"],
        header["about"],
        table,
    )


def _table(language: Language, fields: Any, body: memoryview) -> Table:
    """Return the table of a language, checked: files come from anywhere."""
    prior, met, bits = (int(fields[name]) for name in ("prior", "met", "bits"))
    if not _FEWEST_BITS <= bits <= _MOST_BITS or max(abs(prior), abs(met)) > 1000 * SCALE:
        raise ValueError("numbers out of range")
    table = Table(
        scripts=(language.script,),
        tags=(language.tag,),
        priors=(prior,),
        met=(met,),
        temperatures=_ANY_LENGTH,
        orders=tuple(int(order) for order in fields["orders"]),
        weakest=0.0,
        bits=bits,
        data=body,
    )
    checked(table, len(body))
    _check_layout(table.layout)
    return table


def _check_layout(layout: Layout) -> None:
    """Raise ValueError if a row is not within its table: compiled code reads what it is told to."""
    data, end = layout.data, len(layout.data) - PADDING
    for start in struct.unpack_from(f"<{1 << layout.bits}I", data):
        if not layout.dense <= start < end:
            raise ValueError("a bucket is outside")
        marks = start + 1
        rows = data[start]
        lengths = bytes(data[marks + 2 * rows : marks + 3 * rows])
        weights = marks + 3 * rows
        stop = weights + 2 * sum(lengths)
        if stop > end or DENSE in lengths or any(data[weights:stop:2]):
            raise ValueError("a row is outside")
