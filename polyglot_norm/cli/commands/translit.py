"""``polyglot-norm translit``: the inputs in another script, each part by its language."""

from __future__ import annotations

from collections.abc import Callable

import click

from polyglot_norm.cli.console import is_terminal
from polyglot_norm.cli.exits import misuse
from polyglot_norm.cli.inputs import STANDARD, Inputs, reading
from polyglot_norm.cli.outputs import check_output, output_options
from polyglot_norm.cli.progress import progress
from polyglot_norm.cli.tagging_options import languages_option


@click.command("translit")
@click.option(
    "--from",
    "lang",
    metavar="TAG",
    help="All is in this language, such as sr-Latn. [default: found out, part by part]",
)
@click.option(
    "--to",
    "target",
    metavar="SCRIPT",
    help="The script wanted: latin, cyrillic, ascii, or an ISO 15924 code such as Arab. [default: "
    "where the scheme leads, else latin]",
)
@click.option(
    "--scheme",
    metavar="NAME",
    help="By this scheme of 'polyglot-norm schemes'. [default: the default of each language]",
)
@languages_option
@output_options
@reading
def command(
    inputs: Inputs,
    lang: str | None,
    target: str | None,
    scheme: str | None,
    languages: list[str] | None,
    output: str,
    force: bool,
) -> None:
    """Write FILES in another script, each part by its language.

    The output is the text and nothing else. What is in no language that can be put there stays as
    it is, as do links, addresses, mentions, code and numbers. - is standard input, which is also
    read when no file is named.

    \b
    Examples:
      polyglot-norm translit page.txt > latin.txt
      polyglot-norm translit --from sr-Latn --to cyrillic page.txt
      polyglot-norm translit --scheme iso9 -l ru,en *.txt -o latin.txt
      echo 'Ещё раз' | polyglot-norm translit --from ru --scheme bgn
    """  # noqa: D301 - \b keeps click from filling the examples
    from polyglot_norm.streams import open_output

    check_output(output, inputs.names, force=force)
    if lang is not None and languages is not None:
        raise click.UsageError("--from and --languages cannot be combined: all is in one language")
    with misuse():
        if lang is None:
            work = _in_each(languages, scheme, target)
        else:
            work = _in_one(lang, scheme, target)
    to_terminal = is_terminal() and output == STANDARD
    with progress(inputs, to_terminal=to_terminal), open_output(output) as out:
        _write(inputs, work, out.write)
        if inputs.all_failed:
            inputs.conclude()  # inside, so that no empty file takes the place of another
    inputs.conclude()


def _in_one(lang: str, scheme: str | None, target: str | None) -> Callable[[str], str]:
    """What puts a text of one language into another script."""
    from polyglot_norm.pipeline import transliterate

    transliterate("", lang, scheme, to=target)  # here, so that what is wrong is told at once
    return lambda text: transliterate(text, lang, scheme, to=target).text


def _in_each(
    languages: list[str] | None, scheme: str | None, target: str | None
) -> Callable[[str], str]:
    """What puts each part of a text into another script, by the language found in it."""
    from polyglot_norm.options import Options
    from polyglot_norm.pipeline import Tagger
    from polyglot_norm.transliteration.policy import choice_for

    options = Options(languages=languages, normalise=None, transliterate=choice_for(scheme, target))
    tagger = Tagger(options)
    return lambda text: tagger.tag(text).output.text


def _write(inputs: Inputs, work: Callable[[str], str], write: Callable[[str], object]) -> None:
    """The text of each document, on a new line."""
    ended = True
    for passage in inputs.passages():
        if passage.first and not ended:
            write("\n")
        text = work(passage.text)
        write(text)
        ended = text.endswith("\n") if text else ended
