"""What stands at the other end of stdout: a terminal, its width and colours, or a pipe."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from polyglot_norm.formats import Screen


def is_terminal() -> bool:
    """Whether someone is looking at what is written to stdout."""
    return sys.stdout is not None and sys.stdout.isatty()


def wants_colour() -> bool:
    """Whether colours are welcome without being asked for (https://no-color.org)."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def screen(*, colour: bool | None, to_file: bool, titles: bool) -> Screen:
    """What the output will be seen on; ``colour`` None lets the surroundings decide."""
    import shutil  # it brings the compressors: too slow for what prints no page

    from polyglot_norm.formats import Screen

    width = shutil.get_terminal_size().columns
    if colour is None:
        colour = wants_colour() and not to_file
    return Screen(width, colour, titles)
