"""The head of a scheme's table: what the scheme is, whose it is, and where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from polyglot_norm import tables
from polyglot_norm.errors import PolyglotError, nearest
from polyglot_norm.language.tags import known

FOLDER = tables.FOLDER / "schemes"

FORWARD, BACKWARD = "forward", "backward"

_MUST = ("name", "title", "year", "source", "langs", "from", "to")
_MAY = (
    "directions", "reversible", "mechanism", "default", "capitals", "case", "code",
    "reverse-code", "rest", "lossy", "note",
)  # fmt: skip
_CLASS = "class "
_CHOICES = {"directions": ("one", "both"), "reversible": ("yes", "no"), "case": ("derive", "asis")}


class SchemeTableError(PolyglotError):
    """A scheme's table that breaks the rules of such tables."""


class Header(NamedTuple):
    """What stands above the rules.

    ``code`` is by direction, for what is done by a function. ``rest`` names tables that letters
    which have no rule here are taken from, forward.
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
    capitals: tuple[tuple[str, str], ...]
    derive_case: bool
    code: dict[str, str]
    classes: dict[str, str]
    rest: tuple[str, ...]
    lossy: str
    note: str

    def ways(self) -> Iterator[tuple[str, str, str]]:
        """Each language and direction it is for: the tag, the script it leads to, which way."""
        for lang in self.langs:
            yield lang, self.to_script, FORWARD
            if self.both_ways:
                yield tag_in(lang.partition("-")[0], self.to_script), self.from_script, BACKWARD


def tag_in(language: str, script: str) -> str:
    """The tag of a language in a script; the script is left out where it is the usual one.

    >>> tag_in("sr", "Latn"), tag_in("uz", "Latn"), tag_in("ru", "Latn")
    ('sr-Latn', 'uz', 'ru-Latn')
    """
    usual = known().get(language)
    return language if usual and usual.script == script else f"{language}-{script}"


def stems() -> tuple[str, ...]:
    """The name of every table, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.tsv")))


@cache
def header(stem: str) -> Header:
    """The checked header of ``data/schemes/<stem>.tsv``.

    >>> header("sr-latn").langs[0], header("sr-latn").to_script
    ('sr-Cyrl', 'Latn')

    Raises:
        SchemeTableError: a key that is missing, unknown, given twice or without meaning.
    """
    return parse(stem, lines(stem))


def lines(stem: str) -> list[str]:
    """The lines of a table, comments and blank lines left out."""
    return tables.lines(FOLDER / f"{stem}.tsv")


def parse(stem: str, found: list[str]) -> Header:
    """The header that the lines of a table begin with."""
    values = _values(stem, found)
    classes = {k.removeprefix(_CLASS): v for k, v in values.items() if k.startswith(_CLASS)}
    value = {key: values.get(key, "") for key in (*_MUST, *_MAY)}
    header = Header(
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
        tuple((pair[0], pair[1]) for pair in value["capitals"].split()),
        value["case"] != "asis",
        {way: value[k] for way, k in _CODE.items() if value[k]},
        classes,
        tuple(value["rest"].split()),
        value["lossy"],
        value["note"],
    )
    _check(header)
    return header


_CODE = {FORWARD: "code", BACKWARD: "reverse-code"}


def _values(stem: str, found: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for line in found:
        if not line.startswith("@"):
            break
        key, _, value = line[1:].partition("\t")
        if key not in _MUST and key not in _MAY and not key.startswith(_CLASS):
            raise SchemeTableError(
                f"{stem}.tsv: unknown key @{key};{nearest(key, (*_MUST, *_MAY))} "
                f"keys are {', '.join((*_MUST, *_MAY))} and class NAME"
            )
        if key in values:
            raise SchemeTableError(f"{stem}.tsv: @{key} is given twice; keep one")
        values[key] = tables.unescaped(value)
        if key in _CHOICES and value not in _CHOICES[key]:
            raise SchemeTableError(
                f"{stem}.tsv: @{key} is {value!r}; it is one of {', '.join(_CHOICES[key])}"
            )
    for pair in values.get("capitals", "").split():
        if len(pair) != 2:
            raise SchemeTableError(
                f"{stem}.tsv: @capitals {pair!r} is not a letter and its capital"
            )
    missing = [key for key in _MUST if not values.get(key)]
    if missing or not values["year"].isdecimal():
        what = f"@{missing[0]} is missing" if missing else f"@year is {values['year']!r}"
        raise SchemeTableError(f"{stem}.tsv: {what}; every table gives {', '.join(_MUST)}")
    return values


def _check(header: Header) -> None:
    stem, name = header.stem, header.name
    if stem != name and not (stem.startswith(f"{name}-") and len(header.langs) > 0):
        raise SchemeTableError(
            f"{stem}.tsv holds the scheme {name!r}: name the file {name}.tsv or {name}-LANG.tsv"
        )
    if header.reversible and not header.both_ways:
        raise SchemeTableError(f"{stem}.tsv is reversible, but has no way back: @directions both")
    strange = set(header.default) - {lang for lang, _, _ in header.ways()}
    if strange:
        raise SchemeTableError(
            f"{stem}.tsv is the default for {', '.join(sorted(strange))}, which it does not take"
        )
