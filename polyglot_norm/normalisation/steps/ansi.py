"""Remove terminal escape sequences: colours, cursor movements, titles (ECMA-48)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.text.lines import BREAKS


def trigger() -> Trigger:
    """Return the trigger: ESC, or the single character for the most common sequence."""
    return Trigger(r"\x1b\x9b")


def ansi(text: str, _lang: str | None) -> Iterator[Edit]:
    r"""Remove terminal escape sequences with their contents: colours, links, window titles.

    >>> list(ansi("\x1b[1;31mпажња\x1b[0m", None))[0]
    Edit(start=0, end=7, replacement='', rule='ansi')
    """
    for match in _sequence().finditer(text):
        yield Edit(match.start(), match.end(), "", "ansi")


@cache
def _sequence() -> re.Pattern[str]:
    # No part may contain ESC, nor a string a line break, so that an unterminated sequence costs no
    # more than its line and is not searched twice.
    return re.compile(
        rf"""
        [\x1b\x9b]                                      # a class first, to be found quickly
        (?: (?<=\x1b)
            (?: \[ [0-?]*+ [\x20-/]*+ [@-~]             # CSI: parameters, intermediates, final
              | [\]PX^_] [^\x07\x1b\x9c{BREAKS}]*+      # OSC, DCS, SOS, PM, APC: a string
                (?: \x07 | \x1b\\ | \x9c )              #   and its terminator
              | [\x20-/]++ [0-~]                        # a character set
              | [0-Z\\-~]                               # two characters: keypad, save cursor
            )
          | (?<=\x9b)(?<![\x80-\xff]\x9b)              # CSI in one character, unless it is a
            [0-;?]++ [\x20-/]*+ [@-~]                 #   byte of mojibake
        )
        """,
        re.VERBOSE,
    )
