"""``polyglot-norm convert``: records in another format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from polyglot_norm.cli.choices import OFFSETS, READABLE_FORMATS
from polyglot_norm.cli.exits import DATA, usage_errors
from polyglot_norm.cli.grouped_help import Command, input_option
from polyglot_norm.cli.inputs import STANDARD
from polyglot_norm.cli.messages import say
from polyglot_norm.cli.output_options import (
    OutputFile,
    RecordFormat,
    output_file_options,
    record_format_options,
)
from polyglot_norm.cli.pager import paged

if TYPE_CHECKING:
    from polyglot_norm.formats import NamedDocument

_PART: Final = 1 << 18
"""Code points of a document that are held in memory at a time."""


@click.command(
    "convert",
    cls=Command,
    examples=[
        "polyglot-norm convert page.jsonl -o page.html",
        "polyglot-norm convert pages.parquet --only sr -f tsv",
        "polyglot-norm convert corrected.txt --from inline -f conllu",
    ],
)
@click.argument("files", nargs=-1, type=click.Path())
@input_option(
    "--from",
    "from_",
    type=click.Choice(READABLE_FORMATS),
    metavar="FORMAT",
    help=f"Read records as {', '.join(READABLE_FORMATS[:-1])} or {READABLE_FORMATS[-1]}. "
    "[default: detected]",
)
@input_option(
    "--from-offsets",
    type=click.Choice(OFFSETS),
    metavar="UNIT",
    default="codepoint",
    show_default=True,
    help="Unit of the offsets in the input: codepoint, utf8 or utf16, as of --offsets.",
)
@record_format_options
@output_file_options
def command(
    files: tuple[str, ...],
    from_: str | None,
    from_offsets: str,
    record_format: RecordFormat,
    output_file: OutputFile,
) -> None:
    """Convert the records in FILES to another format.

    Nothing is detected again: languages, confidences and outputs stay as they are. For what a
    format does not hold there are defaults: a confidence of 1, and the text as its own output. '-'
    or no file is standard input. 'polyglot-norm formats' lists the formats.
    """
    from polyglot_norm.formats import encoder

    names = files or (STANDARD,)
    output_file.check(names)
    form = record_format.write_options(to_file=not output_file.is_standard, titles=True)
    with usage_errors():
        name = record_format.name_for(output_file.output)
        made = encoder(name, form)
    records = Records(names, {"format": from_, "offsets": from_offsets, "limit": _PART})
    with (
        paged(wanted=record_format.pager and output_file.is_terminal),
        output_file.opened(records, coloured=name == "text") as out,
    ):
        out.write_bytes(made.head())
        for item in records.documents():
            out.write_bytes(made.piece(item))
        if not records.all_failed:
            out.write_bytes(made.foot())
    records.conclude()


class Records:
    """Documents read from files of records; files that fail are reported, the others continue."""

    def __init__(self, names: tuple[str, ...], options: dict[str, Any]) -> None:
        self._names, self._options = names, options
        self._failed = 0

    def documents(self) -> Iterator[NamedDocument]:
        """Yield the documents of all files, numbered consecutively."""
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
                self._failed += 1
                say(str(error) if isinstance(error, StreamError) else f"{name}: {error}")
                if item is not None and not item.last:
                    yield _closing(item)
            item = None

    def _of_file(self, name: str) -> Iterator[NamedDocument]:
        from polyglot_norm.formats import read
        from polyglot_norm.streams import open_bytes

        with open_bytes(name) as file:
            yield from read(file, name=name, **self._options)

    @property
    def all_failed(self) -> bool:
        """Return True if no file could be read."""
        return self._failed == len(self._names)

    def conclude(self) -> None:
        """Exit with status 1 if a file has failed."""
        if self._failed:
            click.get_current_context().exit(DATA)


def _closing(item: NamedDocument) -> NamedDocument:
    """Return an empty last part for a document that could be read only in part."""
    from polyglot_norm.api import tag

    return item._replace(document=tag(""), first=False, last=True, before=item.before)
