"""What stands at the other end of stdout: a terminal, its width and colours, or a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from polyglot_norm.formats import Screen

Function = TypeVar("Function", bound=Callable[..., Any])


def is_terminal() -> bool:
    """Whether someone is looking at what is written to stdout."""
    return sys.stdout is not None and sys.stdout.isatty()


def wants_colour() -> bool:
    """Whether colours are welcome without being asked for (https://no-color.org)."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def colour_option(function: Function) -> Function:
    """Give a command the option --color; None lets the surroundings decide."""
    return click.option(
        "--color/--no-color",
        "colour",
        default=None,
        help="Colours in what is made for eyes. [default: on a terminal, unless NO_COLOR is set]",
    )(function)


def screen(*, colour: bool | None, to_file: bool, titles: bool) -> Screen:
    """What the output will be seen on; ``colour`` None lets the surroundings decide."""
    import shutil  # it brings the compressors: too slow for what prints no page

    from polyglot_norm.formats import Screen

    width = shutil.get_terminal_size().columns
    if colour is None:
        colour = wants_colour() and not to_file
    return Screen(width, colour, titles)
