"""Stage 6: the sparse rows, rounded to whole numbers, as one model file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from polyglot_norm.language.model import write
from polyglot_norm.language.table_layout import Row
from training.calibrate import quantised

# The mean number of rows in a bucket; they are next to each other in memory.
ROWS_A_BUCKET = 6


def serialise(
    sparse: Path, calibrated: Path, owners: dict[str, str], about: dict[str, Any], path: Path
) -> None:
    """Write the model file."""
    known = json.loads((calibrated / "tables.json").read_text())
    write(path, (_table(file, known[file.stem]) for file in sorted(sparse.glob("*.npz"))),
          owners, about)  # fmt: skip
    print(f"  {path}: {path.stat().st_size:,} bytes")


def _table(path: Path, known: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of one table."""
    table = dict(np.load(path))
    kept = list(rows(table))
    bits = max(4, round(np.log2(max(1, len(kept)) / ROWS_A_BUCKET)))
    return {
        "scripts": [path.stem],
        "tags": [str(tag) for tag in table["tags"]],
        "priors": known["priors"],
        "met": known["met"],
        "temperatures": known["temperatures"],
        "weakest": known["weakest"],
        "orders": table["orders"].tolist(),
        "bits": bits,
        "rows": kept,
    }


def rows(table: dict[str, Any]) -> Iterator[Row]:
    """Yield the rows that have a weight other than zero."""
    ends, columns = table["ends"].tolist(), table["columns"].tolist()
    values, keys = quantised(table["values"]).tolist(), table["keys"].tolist()
    for row, key in enumerate(keys):
        weights = [
            (columns[at], values[at]) for at in range(ends[row], ends[row + 1]) if values[at]
        ]
        if weights:
            yield Row(key, weights)
