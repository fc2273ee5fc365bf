"""``polyglot-norm convert``: from one of our formats into another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from polyglot_norm.cli.console import is_terminal
from polyglot_norm.cli.exits import DATA, misuse, say
from polyglot_norm.cli.inputs import STANDARD
from polyglot_norm.cli.outputs import OFFSETS, check_output, writing_form

if TYPE_CHECKING:
    from polyglot_norm.formats import NamedDocument, WriteOptions

READABLE: Final = ("jsonl", "docs", "tsv", "inline", "xml", "tei", "conllu", "parquet", "arrow")
"""What --from takes. Repeated here, checked by a test, because help must not wait for them."""

_PART: Final = 1 << 18
"""Code points of a document that are held at a time."""


@click.command("convert")
@click.argument("files", nargs=-1, type=click.Path())
@click.option(
    "--from",
    "from_",
    type=click.Choice(READABLE),
    help="Form of the input. [default: found out by what it begins with]",
)
@click.option(
    "--from-offsets",
    type=click.Choice(OFFSETS),
    default="codepoint",
    show_default=True,
    help="What the offsets in the input count.",
)
@writing_form
def command(
    files: tuple[str, ...],
    from_: str | None,
    from_offsets: str,
    writing: WriteOptions,
    format_: str | None,
    output: str,
    force: bool,
) -> None:
    """Convert FILES from one of the formats into another.

    Nothing is tagged anew: languages, confidences and outputs stay as they are. What a format does
    not hold is made up, a confidence as 1, an output as the text. - is standard input, which is
    also read when nothing is named. 'polyglot-norm formats' lists the formats.

    \b
    Examples:
      polyglot-norm convert page.jsonl -o page.html
      polyglot-norm convert pages.parquet --only sr -f tsv
      polyglot-norm convert corrected.txt --from inline -f conllu
    """  # noqa: D301 - \b keeps click from filling the examples
    from polyglot_norm.formats import encoder
    from polyglot_norm.streams import open_output

    names = files or (STANDARD,)
    check_output(output, names, force=force)
    with misuse():
        made = encoder(format_ or _suggested(output), writing)
    reading = _Reading(names, {"format": from_, "offsets": from_offsets, "limit": _PART})
    with open_output(output) as out:
        out.write_bytes(made.head())
        for item in reading.documents():
            out.write_bytes(made.piece(item))
        if reading.failed == len(names):
            click.get_current_context().exit(DATA)  # inside: nothing takes the place of a file
        out.write_bytes(made.foot())
    if reading.failed:
        click.get_current_context().exit(DATA)


def _suggested(output: str) -> str:
    """The format that the surroundings suggest."""
    from polyglot_norm.formats import by_extension

    if output == STANDARD:
        return "text" if is_terminal() else "jsonl"
    return by_extension(output) or "jsonl"


class _Reading:
    """Reads one file after another; one that fails is told, and the rest go on."""

    def __init__(self, names: tuple[str, ...], how: dict[str, Any]) -> None:
        self._names, self._how = names, how
        self.failed = 0

    def documents(self) -> Iterator[NamedDocument]:
        """The documents of all files, numbered through."""
        from polyglot_norm.errors import MissingExtra, PolyglotError
        from polyglot_norm.streams import StreamError

        number, item = 0, None
        for name in self._names:
            try:
                for item in self._of_file(name):
                    yield item._replace(number=number)
                    number += item.last
            except MissingExtra:
                raise
            except PolyglotError as error:
                self.failed += 1
                say(str(error) if isinstance(error, StreamError) else f"{name}: {error}")
                if item is not None and not item.last:
                    yield _closing(item)
            item = None

    def _of_file(self, name: str) -> Iterator[NamedDocument]:
        from polyglot_norm.formats import read
        from polyglot_norm.streams import open_bytes

        with open_bytes(name) as file:
            yield from read(file, name=name, **self._how)


def _closing(item: NamedDocument) -> NamedDocument:
    """An empty end for a document that could be read only in part, so that marks are closed."""
    from polyglot_norm.pipeline import tag

    return item._replace(document=tag(""), first=False, last=True, before=item.before)
