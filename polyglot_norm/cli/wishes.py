"""What is wanted of a text: the options of tagging, folded into the library's `Options`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from polyglot_norm.cli.endings import misuse

Function = TypeVar("Function", bound=Callable[..., Any])

TARGETS = ("cyrillic", "Latn", "Cyrl", "ascii", "none")
"""What --to takes: the library's policies, and ``none``. Repeated here, checked by a test,
because help must not wait for the tables of transliteration."""


def _split(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> list[str] | None:
    """The tags of an option that takes several with commas between them; None if not given."""
    if not values:
        return None
    return [tag for value in values for part in value.split(",") if (tag := part.strip())]


def tags_option(*names: str, help_: str) -> Callable[[Function], Function]:
    """An option for language tags."""
    return click.option(*names, metavar="TAGS", multiple=True, callback=_split, help=help_)


languages_option = tags_option(
    "-l", "--languages", help_="Allow only these languages, such as en,sr; may be repeated."
)


def weight(hint: str) -> str | tuple[str, float]:
    """A hint as the library takes it: a tag, or a tag with its weight.

    >>> weight("sr"), weight("de=8")
    ('sr', ('de', 8.0))
    """
    tag, equals, number = hint.partition("=")
    try:
        return (tag, float(number)) if equals else tag
    except ValueError:
        raise click.UsageError(f"--hints {hint}: {number!r} is not a number") from None


def tagging(function: Function) -> Function:
    """Give a command the options of tagging, folded into a checked ``tagger``."""

    @languages_option
    @tags_option(
        "--hints",
        help_="Languages that are likely, such as sr,de; sr=8 multiplies the odds by 8, not by 4.",
    )
    @click.option(
        "--to",
        type=click.Choice(TARGETS, case_sensitive=False),
        metavar=f"[{'|'.join(TARGETS)}]",  # click would write them in lower case
        default="cyrillic",
        show_default=True,
        help="What to transliterate: what is in Cyrillic (into Latin); everything, into Latn, "
        "Cyrl or ascii; or nothing.",
    )
    @click.option(
        "--profile",
        metavar="NAME",
        default="clean",
        show_default=True,
        help="How to normalise the output.",
    )
    @click.option(
        "--normalise/--no-normalise", default=True, help="Whether to. [default: normalise]"
    )
    @click.option(
        "--unit",
        type=click.Choice(["line", "document"]),
        default="line",
        show_default=True,
        help="What no segment may reach beyond.",
    )
    @click.option(
        "--detector",
        metavar="NAME",
        default="builtin",
        show_default=True,
        help="What tells one language from another: builtin, langdetect, or of an extra lingua, "
        "cld2, eldc, fasttext:PATH.",
    )
    @wraps(function)
    def command(**given: Any) -> Any:
        names = ("languages", "hints", "to", "profile", "normalise", "unit", "detector")
        chosen = {name: given.pop(name) for name in names}
        return function(tagger=_tagger(chosen), **given)

    return command  # type: ignore[return-value]


def _tagger(chosen: dict[str, Any]) -> Any:
    """A `Tagger`; whatever it does not like about the options is wrong usage."""
    from polyglot_norm.options import Options
    from polyglot_norm.tagger import Tagger

    hints: list[Any] = [weight(hint) for hint in chosen["hints"] or ()]
    with misuse():
        return Tagger(
            Options(
                languages=chosen["languages"],
                hints=hints,
                transliterate=None if chosen["to"] == "none" else chosen["to"],
                normalise=chosen["profile"] if chosen["normalise"] else None,
                unit=chosen["unit"],
                detector=chosen["detector"],
            )
        )
