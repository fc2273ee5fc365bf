"""``polyglot-norm translit``: the inputs in another script."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from polyglot_norm.cli.exits import usage_errors
from polyglot_norm.cli.grouped_help import (
    Command,
    folded,
    language_option,
    processing_option,
    stacked,
)
from polyglot_norm.cli.input_options import InputOptions, input_options
from polyglot_norm.cli.rewriting import Rewriting, by_segment, in_one_language, rewriting_options
from polyglot_norm.cli.tagging_options import check_lang, languages_option
from polyglot_norm.cli.targets import Target, target_of, to_callback
from polyglot_norm.cli.value_types import SCHEME, TAGS, TARGET

if TYPE_CHECKING:
    from polyglot_norm.streams.containers.language_marks import Labels
    from polyglot_norm.streams.containers.stretches import Change


class Work(NamedTuple):
    """What is done to a text, and what tells the languages of the result."""

    how: Change
    labels: Labels


class TranslitOptions(NamedTuple):
    """The options of this command alone."""

    lang: str | None
    languages: list[str] | None
    to: Target | None
    scheme: str | None

    def work(self) -> Work:
        """Return the function that transliterates a text.

        Raises:
            click.UsageError: options that cannot be combined, or that the library rejects.
        """
        check_lang(self.lang)
        with usage_errors():
            return self._by_segment() if self.lang is None else self._in_language(self.lang)

    def _by_segment(self) -> Work:
        from polyglot_norm import containers
        from polyglot_norm.options import Options
        from polyglot_norm.pipeline import Tagger
        from polyglot_norm.transliteration.policy import choice_for

        if self.scheme is not None:
            choice = choice_for(self.scheme, self._script("--scheme"))
        else:
            choice = target_of(self.to or "latin")
        tagger = Tagger(Options(languages=self.languages, normalise=None, transliterate=choice))
        return Work(partial(containers.by_segment, tagger), partial(by_segment, tagger))

    def _in_language(self, lang: str) -> Work:
        from polyglot_norm import containers
        from polyglot_norm.language.tags import script_of
        from polyglot_norm.transliteration import conversion, schemes

        script = self._script("--lang")
        source = schemes.resolve(lang, script)
        scheme = schemes.choose(self.scheme, source, script)  # raises if it is impossible
        how = partial(containers.in_one_language, lang=lang, scheme=self.scheme, to=script)
        becomes = conversion.output_lang(scheme, source, script_of(source))
        return Work(how, partial(in_one_language, becomes))

    def _script(self, other: str) -> str | None:
        """Return the one script that --to names, as it must be with the other option."""
        if self.to is None or (isinstance(self.to, str) and self.to not in _BY_SEGMENT):
            return self.to
        raise click.UsageError(
            f"{other} needs a script: --to latin, --to cyrillic, --to ascii or an ISO 15924 code"
        )


_BY_SEGMENT: Final = ("cyrillic-to-latin", "none")
"""Targets that depend on the script of each segment, or are none."""

translit_options: Final = stacked(
    language_option(
        "--lang",
        type=TAGS,
        metavar="TAG",
        help="Language of all input, such as sr-Latn. [default: detected for each segment]",
    ),
    languages_option,
    processing_option(
        "--to",
        type=TARGET,
        metavar="TARGET",
        multiple=True,
        callback=to_callback,
        help="Transliterate to latin, cyrillic, ascii or an ISO 15924 script such as Deva; "
        "cyrillic-to-latin changes Cyrillic only, none changes nothing. Or give schemes by "
        "language, script or *, such as sr=SCHEME,Cyrl=none. [default: latin, or where --scheme "
        "or --lang leads]",
    ),
    processing_option(
        "--scheme",
        type=SCHEME,
        metavar="NAME",
        help="Transliterate by this scheme; see 'polyglot-norm schemes'. [default: that of each "
        "language]",
    ),
    folded(TranslitOptions, "options"),
)


@click.command(
    "translit",
    cls=Command,
    examples=[
        "polyglot-norm translit page.txt > latin.txt",
        "polyglot-norm translit --to cyrillic film.srt > film.cyr.srt",
        "polyglot-norm translit --lang sr-Latn --to cyrillic page.txt",
        "polyglot-norm translit --scheme iso9 -l ru,en *.txt -o latin.txt",
        "polyglot-norm translit -t 'Ещё раз' --lang ru --scheme bgn",
    ],
)
@input_options
@translit_options
@rewriting_options
def command(reading: InputOptions, options: TranslitOptions, rewriting: Rewriting) -> None:
    """Transliterate FILES, each part by the scheme of its language.

    FILES are files or folders, compressed or not; '-' or none is standard input. A file comes back
    in the kind and line ends that it has, and all that is not text stays as it is: times of
    subtitles, other columns and fields, markup, code. Text in a language without a scheme for the
    target stays as it is, and so do links, addresses, mentions, code and numbers.
    """
    inputs, work = reading.inputs(), options.work()
    rewriting.check(inputs)
    rewriting.run(inputs, work.how, work.labels, ("translit", options))
