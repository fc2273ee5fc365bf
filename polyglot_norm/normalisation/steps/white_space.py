"""Normalise white space to line feeds, single spaces and single blank lines.

Indentation and tabs stay, since they are part of code, verse and tables. So does the last line
break, as a text may be part of a longer one, so that its end need not be that of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.minimal_edits import minimal_edit
from polyglot_norm.normalisation.mojibake.remains import outside_damage
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.text.characters import script
from polyglot_norm.text.lines import BREAK, BREAKS
from polyglot_norm.text.signs import Sign

# Characters that look like a space: no-break, of typographic widths, mathematical; but not the
# ideographic space, which is as wide as a letter, nor that of Ogham, which is a stroke.
_ODD: Final = (
    "\N{NO-BREAK SPACE}\N{EN QUAD}-\N{HAIR SPACE}\N{NARROW NO-BREAK SPACE}"
    "\N{MEDIUM MATHEMATICAL SPACE}"
)
_SPACE: Final = f" {_ODD}"
_HORIZONTAL: Final = f"\t\N{IDEOGRAPHIC SPACE}{_SPACE}"
_ODD_BREAKS: Final = BREAKS.replace("\n", "")
_ODD_ANYWHERE: Final = f"{_ODD}{_ODD_BREAKS}\N{IDEOGRAPHIC SPACE}"
_MORE: Final = f"[{_HORIZONTAL}]*+{BREAK}"


def trigger() -> Trigger:
    """Return the trigger: a space or line break that is not the plain one, or too many."""
    # Patterns that start with rare characters, or are plain strings, take 1 ms for a megabyte.
    return Trigger(_ODD_ANYWHERE, ("  ", r"\n(?:(?<=[ \t]\n)|\n\n)"))


def signs() -> tuple[Sign, ...]:
    """Return the signs: what is odd anywhere, two spaces, a line break after white space."""
    return (
        Sign(_ODD_ANYWHERE),
        Sign(" ", before=" "),
        Sign("\n", before=" \t"),
        Sign("\n", before="\n", earlier="\n"),
    )


def white_space(text: str, _lang: str | None) -> Iterator[Edit]:
    r"""Normalise line ends, no-break spaces, runs of spaces or blank lines, and trailing spaces.

    >>> [(e.start, e.end, e.replacement) for e in white_space("један  два \r\nтри", None)]
    [(6, 7, ''), (10, 12, '')]
    """
    return outside_damage(text, _edits(text))


def _edits(text: str) -> Iterator[Edit]:
    for match in _pattern().finditer(text):
        if match.lastgroup == "breaks":
            yield from _breaks(match)
        elif match.lastgroup == "spaces":
            at_start = match.start() == 0 or text[match.start() - 1] in BREAKS
            yield from _spaces(match, indenting=at_start)
        elif not _is_suffix(text, match.start()):
            yield Edit(match.start(), match.end(), " ", "white_space")


def _breaks(match: re.Match[str]) -> Iterator[Edit]:
    """Keep two line breaks of a run, as line feeds; remove spaces before a line break."""
    end = match.start()
    for _ in range(2):
        found = _line_end().match(match.string, end, match.end())
        if not found:
            return
        if found[0] != "\n":
            yield minimal_edit(end, found[0], "\n", "white_space")
        end = found.end()
    if end < match.end():
        yield Edit(end, match.end(), "", "white_space")


def _spaces(match: re.Match[str], *, indenting: bool) -> Iterator[Edit]:
    """Reduce spaces between words to one; those at the start of a line are all kept."""
    if match[0].isascii() and "\t" not in match[0]:
        if not indenting:
            yield Edit(match.start() + 1, match.end(), "", "white_space")
        return
    for run in _run().finditer(match.string, match.start(), match.end()):
        plain = " " * len(run[0]) if indenting else " "
        if run[0] != plain:
            yield minimal_edit(run.start(), run[0], plain, "white_space")


def _is_suffix(text: str, start: int) -> bool:
    """Return True if a narrow no-break space joins a Mongolian suffix to its word."""
    after = text[start + 1 : start + 2]
    return text[start] == "\N{NARROW NO-BREAK SPACE}" and after != "" and script(after) == "Mong"


@cache
def _pattern() -> re.Pattern[str]:
    """Return a regex for all that may change, which starts with a class for speed."""
    return re.compile(
        rf"""
        [{_HORIZONTAL}{BREAKS}]
        (?: (?P<breaks> (?<=[{_HORIZONTAL}]) [{_HORIZONTAL}]*+ {BREAK} (?:{_MORE})*+
                      | (?<=[{_ODD_BREAKS}]) (?:(?<=\r)\n)? (?:{_MORE})*+
                      | (?<=\n) (?:{_MORE})++ )
          | (?P<spaces> (?<=[{_HORIZONTAL}]) [{_HORIZONTAL}]++ )
          | (?<=[{_ODD}])
        )
        """,
        re.VERBOSE,
    )


@cache
def _line_end() -> re.Pattern[str]:
    return re.compile(_MORE)


@cache
def _run() -> re.Pattern[str]:
    return re.compile(f"[{_SPACE}]+")
