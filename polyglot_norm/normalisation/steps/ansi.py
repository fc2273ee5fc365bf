"""Escape sequences that colour a terminal, move its cursor or set its title go (ECMA-48)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.steps import Trigger
from polyglot_norm.text.lines import BREAKS


def trigger() -> Trigger:
    """An ESC, or its short form for the most common sequence."""
    return Trigger(r"\x1b\x9b")


def ansi(text: str, _lang: str | None) -> Iterator[Edit]:
    r"""Terminal escape sequences go, with what they carry: colours, links, window titles.

    >>> list(ansi("\x1b[1;31mпажња\x1b[0m", None))[0]
    Edit(start=0, end=7, replacement='', rule='ansi')
    """
    for match in _sequence().finditer(text):
        yield Edit(match.start(), match.end(), "", "ansi")


@cache
def _sequence() -> re.Pattern[str]:
    # No part may hold an ESC, nor a string a line break: a sequence that never ends costs no more
    # than the line, and is not searched twice.
    return re.compile(
        rf"""
        [\x1b\x9b]                                      # one class first, to be sought quickly
        (?: (?<=\x1b)
            (?: \[ [0-?]*+ [\x20-/]*+ [@-~]             # CSI: parameters, intermediates, final
              | [\]PX^_] [^\x07\x1b\x9c{BREAKS}]*+      # OSC, DCS, SOS, PM, APC: a string
                (?: \x07 | \x1b\\ | \x9c )              #   and what ends it
              | [\x20-/]++ [0-~]                        # a character set, for one
              | [0-Z\\-~]                               # two characters: keypad, save cursor
            )
          | (?<=\x9b)(?<![\x80-\xff]\x9b)              # CSI in one character, and no byte of a
            [0-;?]++ [\x20-/]*+ [@-~]                 #   letter in UTF-8 that was misread
        )
        """,
        re.VERBOSE,
    )
