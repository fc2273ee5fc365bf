"""The header of a scheme table: what the scheme is called, who issued it, what it converts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from polyglot_norm import tables
from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.language.tags import known

FOLDER = tables.FOLDER / "schemes"

FORWARD, BACKWARD = "forward", "backward"

_REQUIRED = ("name", "title", "year", "source", "langs", "from", "to")
_OPTIONAL = (
    "directions", "reversible", "mechanism", "default", "upper", "case", "code",
    "reverse-code", "rest", "lossy", "note",
)  # fmt: skip
_CLASS = "class "
_CODE = {FORWARD: "code", BACKWARD: "reverse-code"}
_CHOICES = {"directions": ("one", "both"), "reversible": ("yes", "no"), "case": ("derive", "asis")}


class SchemeTableError(PolyglotError):
    """A scheme table with an invalid header or rule."""


class Route(NamedTuple):
    """One language and direction of a table, with the script that it leads to."""

    lang: str
    script: str
    direction: str


class SchemeHeader(NamedTuple):
    """The fields above the rules of a table.

    Attributes:
        upper: pairs of a lower-case letter and its upper case, where Unicode has another one.
        derive_case: whether rules for upper case follow from those for lower case.
        code: the functions that do the work in place of rules, by direction.
        classes: sets of letters that contexts refer to, by name.
        rest: tables whose rules apply, forward, to letters that this table does not have.
        lossy: what a round trip loses, in words.
    """

    stem: str
    name: str
    title: str
    year: int
    source: str
    langs: tuple[str, ...]
    from_script: str
    to_script: str
    both_ways: bool
    reversible: bool
    mechanism: str
    default: tuple[str, ...]
    upper: tuple[tuple[str, str], ...]
    derive_case: bool
    code: dict[str, str]
    classes: dict[str, str]
    rest: tuple[str, ...]
    lossy: str
    note: str

    def routes(self) -> Iterator[Route]:
        """Yield every language and direction of the table."""
        for lang in self.langs:
            yield Route(lang, self.to_script, FORWARD)
            if self.both_ways:
                back = tag_in(lang.partition("-")[0], self.to_script)
                yield Route(back, self.from_script, BACKWARD)


def tag_in(language: str, script: str) -> str:
    """Return the tag of a language in a script, which is omitted if it is the usual one.

    >>> tag_in("sr", "Latn"), tag_in("uz", "Latn"), tag_in("ru", "Latn")
    ('sr-Latn', 'uz', 'ru-Latn')
    """
    usual = known().get(language)
    return language if usual and usual.script == script else f"{language}-{script}"


def stems() -> tuple[str, ...]:
    """Return the names of all scheme tables, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.tsv")))


@cache
def header(stem: str) -> SchemeHeader:
    """Return the validated header of ``data/schemes/<stem>.tsv``.

    >>> header("sr-latn").langs[0], header("sr-latn").to_script
    ('sr-Cyrl', 'Latn')

    Raises:
        SchemeTableError: a key is missing, unknown, repeated or has an invalid value.
    """
    return parse(stem, lines(stem))


def lines(stem: str) -> list[str]:
    """Return the lines of a table without comments and blank lines."""
    return tables.lines(FOLDER / f"{stem}.tsv")


def parse(stem: str, found: list[str]) -> SchemeHeader:
    """Return the header at the beginning of a table's lines."""
    values = _values(stem, found)
    classes = {k.removeprefix(_CLASS): v for k, v in values.items() if k.startswith(_CLASS)}
    value = {key: values.get(key, "") for key in (*_REQUIRED, *_OPTIONAL)}
    parsed = SchemeHeader(
        stem,
        value["name"],
        value["title"],
        int(value["year"]),
        value["source"],
        tuple(value["langs"].split()),
        value["from"],
        value["to"],
        value["directions"] == "both",
        value["reversible"] == "yes",
        value["mechanism"],
        tuple(value["default"].split()),
        tuple((pair[0], pair[1]) for pair in value["upper"].split()),
        value["case"] != "asis",
        {direction: value[key] for direction, key in _CODE.items() if value[key]},
        classes,
        tuple(value["rest"].split()),
        value["lossy"],
        value["note"],
    )
    _check(parsed)
    return parsed


def _values(stem: str, found: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for line in found:
        if not line.startswith("@"):
            break
        key, _, value = line[1:].partition("\t")
        _check_key(stem, key, value, values)
        values[key] = tables.unescaped(value)
    for pair in values.get("upper", "").split():
        if len(pair) != 2:
            raise SchemeTableError(
                f"{stem}.tsv: invalid @upper {pair!r}: expected a letter and its upper case"
            )
    missing = [key for key in _REQUIRED if not values.get(key)]
    if missing:
        raise SchemeTableError(
            f"{stem}.tsv: @{missing[0]} is missing; required keys: {', '.join(_REQUIRED)}"
        )
    if not values["year"].isdecimal():
        raise SchemeTableError(f"{stem}.tsv: invalid @year {values['year']!r}: expected a number")
    return values


def _check_key(stem: str, key: str, value: str, seen: dict[str, str]) -> None:
    if key not in _REQUIRED and key not in _OPTIONAL and not key.startswith(_CLASS):
        raise SchemeTableError(
            f"{stem}.tsv: unknown key @{key};{nearest(key, (*_REQUIRED, *_OPTIONAL))} "
            f"valid keys: {', '.join((*_REQUIRED, *_OPTIONAL))} and class NAME"
        )
    if key in seen:
        raise SchemeTableError(f"{stem}.tsv: duplicate key @{key}; keep one")
    if key in _CHOICES and value not in _CHOICES[key]:
        raise SchemeTableError(
            f"{stem}.tsv: invalid @{key} {value!r}: expected {' or '.join(_CHOICES[key])}"
        )


def _check(parsed: SchemeHeader) -> None:
    stem, name = parsed.stem, parsed.name
    if stem != name and not stem.startswith(f"{name}-"):
        raise SchemeTableError(
            f"{stem}.tsv contains scheme {name!r}: rename it to {name}.tsv or {name}-LANG.tsv"
        )
    if parsed.reversible and not parsed.both_ways:
        raise SchemeTableError(
            f"{stem}.tsv is marked reversible but has one direction; add @directions both"
        )
    unsupported = set(parsed.default) - {route.lang for route in parsed.routes()}
    if unsupported:
        raise SchemeTableError(
            f"{stem}.tsv is the default for {', '.join(sorted(unsupported))}, which it does not "
            "support; add them to @langs or drop them from @default"
        )
