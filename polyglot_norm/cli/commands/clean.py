"""``polyglot-norm clean``: the inputs with nothing in them that a reader would not miss."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from polyglot_norm.cli.console import is_terminal
from polyglot_norm.cli.exits import misuse, note
from polyglot_norm.cli.inputs import STANDARD, Inputs, reading
from polyglot_norm.cli.outputs import check_output, output_options
from polyglot_norm.cli.progress import progress
from polyglot_norm.cli.tagging_options import Steps, languages_option, split

if TYPE_CHECKING:
    from polyglot_norm.align.aligned import Aligned
    from polyglot_norm.cleaning import Cleaner
    from polyglot_norm.normalisation.trace import Change, Place


Function = TypeVar("Function", bound=Callable[..., Any])


def _names(name: str, help_: str) -> Callable[[Function], Function]:
    return click.option(name, metavar="STEPS", multiple=True, callback=split, help=help_)


@click.command("clean")
@click.option(
    "--profile",
    type=Steps(),
    metavar="NAME",
    default="clean",
    show_default=True,
    help="What to do: a profile of 'polyglot-norm profiles'.",
)
@_names("--steps", "Do these steps, in this order, and no profile: nfc,quotes,white_space.")
@_names("--keep", "Keep what these steps would change: the profile without them.")
@click.option("--lang", metavar="TAG", help="All is in this language. [default: found out]")
@languages_option
@click.option(
    "--map",
    "map_",
    metavar="FILE",
    type=click.Path(),
    help="Write where everything comes from: a JSON object for each change, with its offsets in "
    "the input and in the output.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Write the changes, not the text: line, column, rule, what was there, what is there now.",
)
@output_options
@reading
def command(
    inputs: Inputs,
    profile: Any,
    steps: list[str] | None,
    keep: list[str] | None,
    lang: str | None,
    languages: list[str] | None,
    map_: str | None,
    explain: bool,
    output: str,
    force: bool,
) -> None:
    """Write FILES clean: broken characters mended, invisible ones gone, spaces in order.

    The output is the text and nothing else, each part of it treated by its language. - is standard
    input, which is also read when no file is named. Offsets, lines and columns of --map and
    --explain are those of each document, in code points.

    \b
    Examples:
      polyglot-norm clean page.txt > clean.txt
      curl -s URL | polyglot-norm clean --profile search --keep casefold
      polyglot-norm clean --steps nfc,mask_emails *.txt --map changes.jsonl -o all.txt
      polyglot-norm clean --explain page.txt | cut -f 3 | sort | uniq -c
    """  # noqa: D301 - \b keeps click from filling the examples
    from polyglot_norm.streams import open_output

    check_output(output, inputs.names, force=force)
    if map_ is not None:
        check_output(map_, inputs.names, force=force)
    cleaner = _cleaner(tuple(steps) if steps else profile, keep or [], lang, languages)
    show = Explained(named=inputs.several) if explain else Text()
    to_terminal = is_terminal() and output == STANDARD
    with progress(inputs, to_terminal=to_terminal), ExitStack() as opened:
        out = opened.enter_context(open_output(output))
        mapped = opened.enter_context(open_output(map_)) if map_ is not None else None
        for piece in _pieces(inputs, cleaner):
            out.write(show(piece))
            if mapped is not None:
                mapped.write_bytes(_records(piece))
        if inputs.all_failed:
            inputs.conclude()  # inside, so that no empty file takes the place of another
    show.conclude()
    inputs.conclude()


def _cleaner(
    choice: Any, keep: list[str], lang: str | None, languages: list[str] | None
) -> Cleaner:
    from polyglot_norm.cleaning import Cleaner
    from polyglot_norm.normalisation.profiles import without

    with misuse():
        return Cleaner(without(choice, keep), lang=lang, languages=languages)


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


def _records(piece: Piece) -> bytes:
    """A line of JSON for each change."""
    from polyglot_norm.formats.json_codec import to_json_line
    from polyglot_norm.normalisation.trace import changes

    name = {"doc": piece.name}
    found = changes(piece.clean, piece.place)
    return b"".join(to_json_line(name | change.as_dict()) for change in found)


class Text:
    """Shows the clean text alone."""

    def __init__(self) -> None:
        self._ended = True

    def __call__(self, piece: Piece) -> str:
        """The text, on a new line where a document begins."""
        begins = piece.place.start == 0
        text = piece.clean.text
        gap = "\n" if begins and not self._ended else ""
        self._ended = text.endswith("\n") if text else self._ended
        return gap + text

    def conclude(self) -> None:
        """There is nothing more to say."""


class Explained:
    """Shows what was changed, a line with tabs for each, and in the end how often by what."""

    def __init__(self, *, named: bool) -> None:
        self._named = named
        self._counts: dict[str, int] = {}

    def __call__(self, piece: Piece) -> str:
        """The changes of a document, or of a part of one."""
        from polyglot_norm.normalisation.trace import changes, rule_counts

        for rule, count in rule_counts(piece.clean).items():
            self._counts[rule] = self._counts.get(rule, 0) + count
        return "".join(self._row(piece.name, each) for each in changes(piece.clean, piece.place))

    def _row(self, name: str, change: Change) -> str:
        cells = [name] if self._named else []
        cells += [str(change.line), str(change.column), change.rule]
        cells += [visible(change.before), visible(change.after)]
        return "\t".join(cells) + "\n"

    def conclude(self) -> None:
        """Say how often each rule was at work."""
        ranked = sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        note(", ".join(f"{rule} {count}" for rule, count in ranked) or "nothing to change")


def visible(text: str) -> str:
    r"""The text with everything that cannot be seen, or stands on its neighbour, as a code point.

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
