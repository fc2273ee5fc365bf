"""``polyglot-norm learn``: a language of which the model has no words, from a text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from polyglot_norm.cli.exits import usage_errors
from polyglot_norm.cli.grouped_help import Command, language_option, output_option
from polyglot_norm.cli.messages import say

if TYPE_CHECKING:
    from polyglot_norm.records import LearnedLanguage


@click.command(
    "learn",
    cls=Command,
    examples=[
        "polyglot-norm learn rup aromanian.txt -o rup.pnlang",
        "polyglot-norm learn de-x-kitchen kitchen.txt -o kitchen.pnlang --name 'Kitchen German'",
    ],
)
@click.argument("tag", metavar="TAG")
@click.argument("text_file", metavar="TEXTFILE", type=click.Path(allow_dash=True))
@language_option("--name", metavar="NAME", default="", help="English name. [default: the tag]")
@language_option(
    "--force", is_flag=True, help="Learn although the text looks like a language of the model."
)
@output_option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    required=True,
    help="Write the language to FILE, which replaces one that is there when it is complete.",
)
def command(tag: str, text_file: str, name: str, force: bool, output: str) -> None:
    """Learn a language from TEXTFILE, for the option --extra-model of other commands.

    TAG is the BCP 47 tag of a language that 'polyglot-norm languages' does not list. TEXTFILE, or
    '-' for standard input, holds about 200 kB of plain text in this language alone. It takes some
    seconds, and the model is left as it is. See docs/learning.md.
    """
    from polyglot_norm.learning.learn import learn
    from polyglot_norm.text.decode import decode

    data = sys.stdin.buffer.read() if text_file == "-" else Path(text_file).read_bytes()
    with usage_errors():
        found = learn(tag, decode(data).text, output, name=name, force=force)
    say(_described(found))


def _described(found: LearnedLanguage) -> str:
    """Return what was learned, in one line."""
    nearest = ", ".join(f"{tag} {share:.0%}" for tag, share in found.nearest)
    parts = [
        f"{found.path}: {found.language.tag} from {found.letters:,} letters",
        f"{found.recall:.0%} of lines that were held out are found",
        f"nearest {nearest}" if nearest else "its script is in no other language",
    ]
    if not found.is_enough:
        parts.append("more text would find more")
    return "; ".join(parts)
