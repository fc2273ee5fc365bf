"""The options of tagging, which become the library's `Options`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import click

from polyglot_norm.cli.choices import SEGMENT_UNITS, SERBO_CROATIAN
from polyglot_norm.cli.exits import usage_errors
from polyglot_norm.cli.grouped_help import folded, language_option, processing_option, stacked
from polyglot_norm.cli.targets import target_of, to_callback
from polyglot_norm.cli.value_types import DETECTOR, PROFILE, TAGS, TARGET, split

if TYPE_CHECKING:
    from polyglot_norm.pipeline import Tagger

Function = TypeVar("Function", bound=Callable[..., Any])


def tags_option(
    option: Callable[..., Callable[[Function], Function]], *names: str, help_: str
) -> Callable[[Function], Function]:
    """Return an option of one of the groups that takes language tags."""
    return option(*names, type=TAGS, metavar="TAGS", multiple=True, callback=split, help=help_)


languages_option: Final = tags_option(
    language_option,
    *("-l", "--languages"),
    help_="Allow only these languages: tags, English names or presets, such as sr,german,europe; "
    "see 'polyglot-norm languages'. May be repeated.",
)

extra_models_option: Final = language_option(
    "--extra-model",
    "extra_models",
    type=click.Path(),
    metavar="FILE",
    multiple=True,
    help="Find the language of this file, too, which 'polyglot-norm learn' wrote. May be repeated.",
)

jobs_option: Final = processing_option(
    *("-j", "--jobs"),
    type=click.IntRange(min=1),
    metavar="N",
    default=1,
    show_default=True,
    help="Use N processes. The output does not depend on N.",
)


def check_lang(lang: str | None) -> None:
    """Refuse --lang together with --languages; languages that are only configured are ignored.

    Raises:
        click.UsageError: both options are on the command line.
    """
    from click.core import ParameterSource

    source = click.get_current_context().get_parameter_source("languages")
    if lang is not None and source is ParameterSource.COMMANDLINE:
        raise click.UsageError("--lang and --languages cannot be combined; give one of them")


def profile_of(
    _context: click.Context, _parameter: click.Parameter, value: str | tuple[str, ...] | None
) -> str | tuple[str, ...] | None:
    """Return the name of a profile, or the names of steps that were separated by commas."""
    if isinstance(value, str) and "," in value:
        return tuple(step for part in value.split(",") if (step := part.strip()))
    return value


def normalise_option(*aliases: str, help_: str) -> Callable[[Function], Function]:
    """Return the option --normalise, which a command may also accept by other names."""
    return processing_option(
        "--normalise",
        aliases=("--normalize", *aliases),
        type=PROFILE,
        metavar="PROFILE",
        callback=profile_of,
        default="clean",
        show_default=True,
        help=help_,
    )


class TaggingOptions(NamedTuple):
    """The options of tagging as they were given."""

    languages: list[str] | None
    hints: list[str] | None
    serbo_croatian: str
    und_below: float
    detector: str
    extra_models: tuple[str, ...]
    unit: str
    normalise: str | tuple[str, ...]
    to: Any

    def tagger(self) -> Tagger:
        """Return a tagger with these options.

        Raises:
            click.UsageError: an option has a value that the library rejects.
        """
        from polyglot_norm.options import Options
        from polyglot_norm.pipeline import Tagger

        hints: list[Any] = [weighted(hint) for hint in self.hints or ()]
        with usage_errors():
            return Tagger(
                Options(
                    languages=self.languages,
                    hints=hints,
                    transliterate=target_of(self.to),
                    normalise=self.normalise,
                    unit=self.unit,
                    detector=self.detector,
                    serbo_croatian=self.serbo_croatian,
                    und_below=self.und_below,
                    extra_models=self.extra_models,
                )
            )


def weighted(hint: str) -> str | tuple[str, float]:
    """Return a hint as the library takes it: a tag, or a tag with its weight.

    >>> weighted("sr"), weighted("de=8")
    ('sr', ('de', 8.0))

    Raises:
        click.UsageError: the weight is not a number.
    """
    tag, equals, number = hint.partition("=")
    try:
        return (tag, float(number)) if equals else tag
    except ValueError:
        raise click.UsageError(f"--hints {hint}: weight {number!r} is not a number") from None


tagging_options: Final = stacked(
    languages_option,
    tags_option(
        language_option,
        "--hints",
        help_="Expect these languages, such as sr,de: multiply their odds by 4, or by another "
        "weight, as in sr=8.",
    ),
    language_option(
        "--serbo-croatian",
        type=click.Choice(SERBO_CROATIAN),
        metavar="MODE",
        default="auto",
        show_default=True,
        help="How to label Latin-script text that may be Bosnian, Croatian or Serbian: auto uses "
        "sh-Latn where the text does not decide, split always decides, merge never does.",
    ),
    language_option(
        "--und-below",
        type=click.FloatRange(0, 1),
        metavar="P",
        default=0.1,
        show_default=True,
        help="Label a segment und (undetermined) if no language is at least this probable.",
    ),
    language_option(
        "--detector",
        type=DETECTOR,
        metavar="NAME",
        default="builtin",
        show_default=True,
        help="Detect languages with builtin, langdetect, or, if the extra of that name is "
        "installed, lingua, cld2, eldc or fasttext[:PATH].",
    ),
    extra_models_option,
    language_option(
        "--unit",
        type=click.Choice(SEGMENT_UNITS),
        metavar="UNIT",
        default="line",
        show_default=True,
        help="Keep each segment within a line, or let it span lines of the document.",
    ),
    normalise_option(
        help_="Normalise the output with this profile, or with these comma-separated steps; none "
        "changes nothing. See 'polyglot-norm profiles'.",
    ),
    processing_option(
        "--to",
        type=TARGET,
        metavar="TARGET",
        multiple=True,
        callback=to_callback,
        default=("cyrillic-to-latin",),
        show_default=True,
        help="Transliterate the output: cyrillic-to-latin changes Cyrillic only, latin, cyrillic "
        "and ascii change all they can, none changes nothing. Or give schemes by language, script "
        "or *, such as sr=SCHEME,Cyrl=none; see 'polyglot-norm schemes'.",
    ),
    folded(TaggingOptions, "tagging"),
)
