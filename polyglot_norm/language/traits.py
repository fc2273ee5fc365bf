"""Traits of languages that the engine and its rules depend on, from tables in ``data/``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from polyglot_norm.tables import rows

UNSPACED, LOGOGRAPHIC, ROMANISED = "unspaced", "logographic", "romanised"


class StandIn(NamedTuple):
    """A one-letter word in upper case, and the unambiguous word that is scored in its place."""

    letter: str
    word: str


@cache
def group_of() -> Mapping[str, str]:
    """Map each language with close relatives to the tag for text that does not decide.

    >>> group_of()["hr"]
    'sh-Latn'
    """
    return _column("group")


@cache
def unspaced() -> frozenset[str]:
    """Return the languages that are written without spaces between words.

    >>> "th" in unspaced(), "zh-Hant" in unspaced(), "ko" in unspaced()
    (True, True, False)
    """
    return _written(UNSPACED) | logographic()


@cache
def logographic() -> frozenset[str]:
    """Return the languages in which most sequences of four characters are rare.

    >>> "yue" in logographic(), "th" in logographic()
    (True, False)
    """
    return _written(LOGOGRAPHIC)


@cache
def romanised() -> frozenset[str]:
    """Return the tags of languages of another script, as people type them in Latin letters.

    >>> "hi-Latn" in romanised(), "sr-Latn" in romanised()
    (True, False)
    """
    return _written(ROMANISED)


@cache
def relatives() -> tuple[tuple[str, ...], ...]:
    """Return the groups of close relatives, of which a language belongs to the first with its tag.

    >>> next(group for group in relatives() if "hr" in group)
    ('bs', 'hr', 'sl', 'sr-Latn')
    """
    return tuple(tuple(row["tags"].split()) for row in rows("relatives"))


def _written(kind: str) -> frozenset[str]:
    return frozenset(tag for tag, each in _column("writing").items() if each == kind)


@cache
def han_limits() -> Mapping[str, int]:
    """Map each language that borrows Han characters to the most that it writes in a row.

    >>> han_limits()
    {'ja': 12, 'ko': 6}
    """
    return {tag: int(most) for tag, most in _column("han").items()}


@cache
def repertoires() -> Mapping[str, str]:
    """Map languages that write Han characters to an encoding that has the ones they write.

    >>> repertoires()["ko"]
    'euc_kr'
    """
    return {row["tag"]: row["encoding"] for row in rows("repertoires")}


@cache
def han_variants() -> Mapping[str, frozenset[str]]:
    """Map Simplified and Traditional Chinese to the characters that only they have.

    >>> {tag: "国" in characters for tag, characters in han_variants().items()}
    {'zh-Hans': True, 'zh-Hant': False}
    """
    return {row["tag"]: frozenset(row["characters"]) for row in rows("han-variants")}


@cache
def stand_ins() -> Mapping[str, StandIn]:
    """Map a language to its one-letter word that case folding makes ambiguous.

    >>> stand_ins()["en"]
    StandIn(letter='I', word="i'm")
    """
    return {tag: StandIn(*pair.split("=")) for tag, pair in _column("stand_in").items()}


def _column(name: str) -> dict[str, str]:
    """Return the values of a column by tag, without the empty ones."""
    return {row["tag"]: row[name] for row in _rows() if row[name]}


@cache
def _rows() -> list[dict[str, str]]:
    return rows("languages")
