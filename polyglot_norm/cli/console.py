"""The terminal or pipe at the other end of stdout: its width and colours."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from polyglot_norm.cli.grouped_help import output_option

if TYPE_CHECKING:
    from polyglot_norm.formats import Screen

colour_option: Final = output_option(
    "--color/--no-color",
    "colour",
    aliases=("--colour/--no-colour",),
    default=None,
    help="Use colour, or do not. [default: only on a terminal, unless NO_COLOR is set]",
)


def is_terminal() -> bool:
    """Return True if stdout is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def wants_colour() -> bool:
    """Return True if stdout takes colours that were not asked for (https://no-color.org)."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def printable_on_terminal(text: str) -> str:
    """Return text that a terminal shows in one line and does not obey; in a pipe, as it is."""
    if not is_terminal():
        return text
    from polyglot_norm.formats.printable import printable

    return printable(text)


def screen(*, colour: bool | None, to_file: bool, titles: bool, numbers: bool = False) -> Screen:
    """Return the screen that output is laid out for; without ``colour``, stdout decides."""
    import shutil  # takes long to import

    from polyglot_norm.formats import Screen

    width = shutil.get_terminal_size().columns
    if colour is None:
        colour = wants_colour() and not to_file
    return Screen(width, colour, titles, numbers)
