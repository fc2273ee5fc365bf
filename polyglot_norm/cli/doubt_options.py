"""The options about doubtful segments, of the commands that count and show these."""

from __future__ import annotations

from collections.abc import Callable

import click

from polyglot_norm.cli.grouped_help import Function, output_option


def doubt_below_option(verb: str) -> Callable[[Function], Function]:
    """Return ``--doubt-below``; the verb says what is done with what is doubtful."""
    return output_option(
        "--doubt-below",
        type=click.FloatRange(0, 1),
        metavar="P",
        default=0.5,
        show_default=True,
        help=f"{verb} segments below this confidence, and those labelled und, as doubtful.",
    )


def most_doubtful_option(most: int) -> Callable[[Function], Function]:
    """Return ``--most``, the number of doubtful segments that are shown."""
    return output_option(
        "--most",
        type=click.IntRange(min=0),
        metavar="N",
        default=most,
        show_default=True,
        help="Show the N most doubtful segments.",
    )
