"""Phrases of `serbian_hard.tsv`, which letter tables get wrong: ours and other packages.

Part of ``python -m benchmarks.serbian``. Packages that are not installed are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from benchmarks.tables import table
from polyglot_norm.api import transliterate

ROWS = Path(__file__).with_suffix(".tsv")
KINDS = {
    "digraph": "`nj`, `lj`, `dž` that are two letters, or one",
    "dj": "`dj` that is ђ, or two letters",
    "foreign": "foreign words and phrases",
    "brand": "brands and titles",
    "hyphen": "hyphens",
    "symbol": "units, symbols, formulas",
    "acronym": "acronyms",
    "numeral": "Roman numerals and look-alikes",
    "letters": "letters of bad fonts, case",
    "protected": "links, addresses, names of files",
}
SHOWN = (
    "injekcija", "odžaliti", "takodje", "djevojka", "developerima treba feedback",
    "last minute ponuda", "Visa kartica", "iPhone 15 Pro", "Facebook-u", "CO2 i H2O", "E = mc²",
    "120 km/h", "NATO i EU", "BiH", "XXI vek", "-I ja volim tebe.", "KNjIGA", "nĳe",
    "vidi https://example.rs/vesti",
)  # fmt: skip

Convert = Callable[[str], str]


class Hard(NamedTuple):
    """A phrase in Latin letters, and in Cyrillic as a careful editor writes it."""

    kind: str
    latin: str
    cyrillic: str


def hard_rows() -> list[Hard]:
    """Return the rows of the table."""
    lines = ROWS.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return [Hard(*row) for row in cells[1:]]


def _cyrtranslit() -> Convert:
    module = import_module("cyrtranslit")
    return lambda text: str(module.to_cyrillic(text, "sr"))


def _srtools() -> Convert:
    return import_module("srtools").latin_to_cyrillic  # type: ignore[no-any-return]


def _icu() -> Convert:
    transliterator = import_module("icu").Transliterator.createInstance("sr_Latn-sr_Cyrl")
    return lambda text: str(transliterator.transliterate(text))


def systems() -> dict[str, Convert]:
    """Return the converters by name, ours first."""
    found: dict[str, Convert] = {"ours": lambda text: transliterate(text, "sr-Latn").text}
    for name, loaded in {"cyrtranslit": _cyrtranslit, "srtools": _srtools, "ICU": _icu}.items():
        try:
            found[name] = loaded()
        except ImportError:
            print(f"{name} is not installed")
    return found


def hard() -> Iterator[str]:
    """Yield a table of phrases that are converted right, by kind, and one of examples."""
    rows, converters = hard_rows(), systems()
    size = Counter(row.kind for row in rows)
    right: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for name, convert in converters.items():
            right[row.kind][name] += convert(row.latin) == row.cyrillic
    cells = [
        [title, str(size[kind]), *(str(right[kind][name]) for name in converters)]
        for kind, title in KINDS.items()
    ]
    totals = [str(sum(counts[name] for counts in right.values())) for name in converters]
    yield table(["", "phrases", *converters], [*cells, ["all", str(len(rows)), *totals]])
    yield ""
    shown = [row for row in rows if row.latin in SHOWN]
    examples = [
        [row.latin, row.cyrillic, *(_compared(row, convert) for convert in converters.values())]
        for row in shown
    ]
    yield table(["Latin", "Cyrillic", *converters], examples)
    wrong = [row for row in rows if converters["ours"](row.latin) != row.cyrillic]
    yield "\nOurs are wrong: " + "; ".join(f"{row.latin} ({row.cyrillic})" for row in wrong) + "."


def _compared(row: Hard, convert: Convert) -> str:
    got = convert(row.latin)
    return "✓" if got == row.cyrillic else got
