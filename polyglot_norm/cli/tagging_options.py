"""What is wanted of a text: the options of tagging, folded into the library's `Options`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final, TypeVar

import click

from polyglot_norm.cli.exits import misuse

Function = TypeVar("Function", bound=Callable[..., Any])

TARGETS = ("cyrillic-to-latin", "latin", "cyrillic", "ascii", "none")
"""What --to takes: the library's policies, and ``none``. Repeated here, checked by a test,
because help must not wait for the tables of transliteration."""

SERBO_CROATIAN: Final = ("auto", "split", "merge")
UNITS: Final = ("line", "document")


def split(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> list[str] | None:
    """The parts of an option that takes several with commas between them; None if not given."""
    if not values:
        return None
    return [tag for value in values for part in value.split(",") if (tag := part.strip())]


def tags_option(*names: str, help_: str) -> Callable[[Function], Function]:
    """An option for language tags."""
    return click.option(*names, metavar="TAGS", multiple=True, callback=split, help=help_)


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


class Policy(click.ParamType):  # type: ignore[type-arg]
    """A policy of transliteration by its name, or pairs like ``sr=sr-latn,ru=none``."""

    name = "policy"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | Mapping[str, str | None]:
        """The name as the library spells it, or a mapping."""
        if isinstance(value, Mapping):
            return value
        if "=" in value:
            pairs = (pair.partition("=") for pair in value.split(","))
            return {
                key.strip(): None if scheme.strip() == "none" else scheme.strip()
                for key, _, scheme in pairs
            }
        lowered = str(value).lower()
        spelled = {"latn": "latin", "cyrl": "cyrillic"}.get(lowered, lowered)
        if spelled not in TARGETS:
            targets = ", ".join(TARGETS)
            self.fail(f"{value!r} is not one of {targets}, nor pairs like sr=SCHEME", param, ctx)
        return spelled


class Steps(click.ParamType):  # type: ignore[type-arg]
    """The name of a profile, or the names of steps with commas between them."""

    name = "profile"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | tuple[str, ...]:
        """A name, or a tuple of names."""
        if isinstance(value, str) and "," in value:
            return tuple(step for part in value.split(",") if (step := part.strip()))
        return value if isinstance(value, tuple) else str(value)


def jobs_option(function: Function) -> Function:
    """Give a command the option --jobs."""
    return click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        help="Processes that work at once; the output is the same from any number.",
    )(function)


def tagging(function: Function) -> Function:
    """Give a command the options of tagging, folded into a checked ``tagger``."""

    @languages_option
    @tags_option(
        "--hints",
        help_="Languages that are likely, such as sr,de; sr=8 multiplies the odds by 8, not by 4.",
    )
    @click.option(
        "--to",
        type=Policy(),
        metavar=f"[{'|'.join(TARGETS)}]",
        default="cyrillic-to-latin",
        show_default=True,
        help="What to transliterate: Cyrillic to Latin; everything to Latin, Cyrillic or ASCII; "
        "or nothing. Or schemes by tag, script or *: sr-Cyrl=SCHEME,ru=none.",
    )
    @click.option(
        "--profile",
        type=Steps(),
        metavar="NAME",
        default="clean",
        show_default=True,
        help="How to normalise the output: a profile, or steps with commas between them.",
    )
    @click.option(
        "--normalise/--no-normalise", default=True, help="Whether to. [default: normalise]"
    )
    @click.option(
        "--unit",
        type=click.Choice(UNITS),
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
    @click.option(
        "--serbo-croatian",
        type=click.Choice(SERBO_CROATIAN),
        default="auto",
        show_default=True,
        help="Latin text that may be Bosnian, Croatian or Serbian: sh-Latn where it does not "
        "decide; always choose one; or always sh-Latn.",
    )
    @click.option(
        "--und-below",
        type=click.FloatRange(0, 1),
        metavar="P",
        default=0.1,
        show_default=True,
        help="Call a segment und (unknown) when no language has this probability.",
    )
    @wraps(function)
    def command(**given: Any) -> Any:
        chosen = {name: given.pop(name) for name in _OF_TAGGING}
        return function(tagger=_tagger(chosen), **given)

    return command  # type: ignore[return-value]


_OF_TAGGING: Final = (
    *("languages", "hints", "to", "profile", "normalise", "unit", "detector"),
    *("serbo_croatian", "und_below"),
)


def _tagger(chosen: dict[str, Any]) -> Any:
    """A `Tagger`; whatever it does not like about the options is wrong usage."""
    from polyglot_norm.options import Options
    from polyglot_norm.pipeline import Tagger

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
                serbo_croatian=chosen["serbo_croatian"],
                min_confidence=chosen["und_below"],
            )
        )
