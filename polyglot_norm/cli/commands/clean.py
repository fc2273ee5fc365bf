"""``polyglot-norm clean``: the inputs, normalised."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

import click

from polyglot_norm.cli.exits import usage_errors
from polyglot_norm.cli.grouped_help import (
    Command,
    folded,
    language_option,
    output_option,
    processing_option,
    stacked,
)
from polyglot_norm.cli.input_options import InputOptions, input_options
from polyglot_norm.cli.inputs import Inputs
from polyglot_norm.cli.messages import note
from polyglot_norm.cli.output_options import OutputFile, output_file_options
from polyglot_norm.cli.progress import progress
from polyglot_norm.cli.tables import tsv_line
from polyglot_norm.cli.tagging_options import check_lang, languages_option, normalise_option
from polyglot_norm.cli.value_types import STEPS, TAGS, split

if TYPE_CHECKING:
    from polyglot_norm.align.aligned import Aligned
    from polyglot_norm.cleaning import Cleaner
    from polyglot_norm.normalisation.trace import Change, Place
    from polyglot_norm.streams import Output


class CleanOptions(NamedTuple):
    """The options of this command alone."""

    lang: str | None
    languages: list[str] | None
    normalise: Any
    steps: list[str] | None
    keep: list[str] | None
    map_: str | None
    explain: bool

    def cleaner(self) -> Cleaner:
        """Return the function that cleans a text.

        Raises:
            click.UsageError: an option has a value that the library rejects.
        """
        from polyglot_norm.cleaning import Cleaner
        from polyglot_norm.normalisation.profiles import without

        check_lang(self.lang)
        profile = tuple(self.steps) if self.steps else self.normalise
        with usage_errors():
            steps = without(profile, self.keep or [])
            return Cleaner(steps, lang=self.lang, languages=self.languages)


def _steps_option(name: str, help_: str) -> Any:
    return processing_option(
        name, type=STEPS, metavar="STEPS", multiple=True, callback=split, help=help_
    )


clean_options: Final = stacked(
    language_option(
        "--lang", type=TAGS, metavar="TAG", help="Language of all input. [default: detected]"
    ),
    languages_option,
    normalise_option(
        "--profile",
        help_="Normalise with this profile, or with these comma-separated steps. See "
        "'polyglot-norm profiles'.",
    ),
    _steps_option("--steps", "Run only these steps, in this order, such as nfc,quotes."),
    _steps_option("--keep", "Leave these steps out of the profile."),
    output_option(
        "--map",
        "map_",
        metavar="FILE",
        type=click.Path(),
        help="Write to FILE a JSON object for each change, with its offsets in the input and in "
        "the output.",
    ),
    output_option(
        "--explain",
        is_flag=True,
        help="Write the changes instead of the text: line, column, step, old and new characters.",
    ),
    folded(CleanOptions, "options"),
)


@click.command(
    "clean",
    cls=Command,
    examples=[
        "polyglot-norm clean page.txt > clean.txt",
        "curl -s URL | polyglot-norm clean --normalise search --keep casefold",
        "polyglot-norm clean --steps nfc,mask_emails *.txt --map changes.jsonl -o all.txt",
        "polyglot-norm clean --explain page.txt | cut -f 3 | sort | uniq -c",
    ],
)
@input_options
@clean_options
@output_file_options
def command(reading: InputOptions, options: CleanOptions, output_file: OutputFile) -> None:
    """Normalise FILES: repair mojibake, remove invisible characters, tidy white space.

    FILES are files or folders, compressed or not; '-' or none is standard input. The output is the
    text alone. Each part is normalised by the rules of its language. The offsets, lines and columns
    of --map and --explain count code points within each document.
    """
    inputs, cleaner = reading.inputs(), options.cleaner()
    output_file.check(inputs.names)
    map_file = OutputFile(options.map_, output_file.force) if options.map_ else None
    if map_file is not None:
        map_file.check(inputs.names)
    show: Show = Explained(named=inputs.several) if options.explain else Text()
    with progress(inputs, to_terminal=output_file.is_terminal), ExitStack() as opened:
        out = opened.enter_context(output_file.opened(inputs))
        mapped = opened.enter_context(map_file.opened(inputs)) if map_file else None
        _write(_pieces(inputs, cleaner), show, out, mapped)
    show.conclude()
    inputs.conclude()


class Piece(NamedTuple):
    """A clean document, or a part of one: its name, where the part begins, and the text."""

    name: str
    place: Place
    clean: Aligned


def _pieces(inputs: Inputs, cleaner: Cleaner) -> Iterator[Piece]:
    from polyglot_norm.normalisation.trace import Place

    place = Place()
    for passage in inputs.passages():
        place = Place() if passage.first else place
        clean = cleaner(passage.text)
        yield Piece(passage.name, place, clean)
        place = place.after(clean)


def _write(pieces: Iterator[Piece], show: Show, out: Output, mapped: Output | None) -> None:
    for piece in pieces:
        out.write(show(piece))
        if mapped is not None:
            mapped.write_bytes(_change_records(piece))


def _change_records(piece: Piece) -> bytes:
    """Return a line of JSON for each change."""
    from polyglot_norm.formats.json_codec import to_json_line
    from polyglot_norm.normalisation.trace import changes

    name = {"doc": piece.name}
    found = changes(piece.clean, piece.place)
    return b"".join(to_json_line(name | change.as_dict()) for change in found)


class Show(Protocol):
    """A way to show clean pieces."""

    def __call__(self, piece: Piece) -> str:
        """Return what to write for a piece."""

    def conclude(self) -> None:
        """Finish, after the last piece."""


class Text:
    """Shows the clean text alone."""

    def __init__(self) -> None:
        self._ended = True

    def __call__(self, piece: Piece) -> str:
        """Return the text, on a new line if a document begins."""
        begins = piece.place.start == 0
        text = piece.clean.text
        gap = "\n" if begins and not self._ended else ""
        self._ended = text.endswith("\n") if text else self._ended
        return gap + text

    def conclude(self) -> None:
        """Do nothing: the text is complete."""


class Explained:
    """Shows each change as a line of TSV, and finally how often each step made one."""

    def __init__(self, *, named: bool) -> None:
        self._named = named
        self._counts: dict[str, int] = {}

    def __call__(self, piece: Piece) -> str:
        """Return the changes of a document, or of a part of one."""
        from polyglot_norm.normalisation.trace import changes, rule_counts

        for rule, count in rule_counts(piece.clean).items():
            self._counts[rule] = self._counts.get(rule, 0) + count
        return "".join(self._row(piece.name, each) for each in changes(piece.clean, piece.place))

    def _row(self, name: str, change: Change) -> str:
        place = [str(change.line), str(change.column)]
        what = [change.rule, visible(change.before), visible(change.after)]
        return tsv_line([*([name] if self._named else []), *place, *what])

    def conclude(self) -> None:
        """Report how many changes each step made."""
        ranked = sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        note(", ".join(f"{rule} {count}" for rule, count in ranked) or "nothing to change")


def visible(text: str) -> str:
    r"""Return text with code points in place of invisible and combining characters.

    >>> visible("a\N{SOFT HYPHEN} е\N{COMBINING ACUTE ACCENT}")
    'a<U+00AD> е<U+0301>'
    """
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    from polyglot_norm.text.characters import CharacterClass, character_class

    kinds = CharacterClass
    shown = char == " " or character_class(char) in (
        *(kinds.LETTER, kinds.DIGIT, kinds.NUMBER, kinds.PUNCTUATION, kinds.SYMBOL),
        *(kinds.PICTOGRAPH, kinds.EMOJI_MODIFIER, kinds.REGIONAL_INDICATOR),
    )
    return char if shown else f"<U+{ord(char):04X}>"
