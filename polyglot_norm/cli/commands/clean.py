"""``polyglot-norm clean``: the inputs, normalised."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

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
from polyglot_norm.cli.output_options import OutputFile
from polyglot_norm.cli.progress import progress
from polyglot_norm.cli.rewriting import Rewriting, by_segment, in_one_language, rewriting_options
from polyglot_norm.cli.tables import tsv_line
from polyglot_norm.cli.tagging_options import check_lang, languages_option, normalise_option
from polyglot_norm.cli.value_types import STEPS, TAGS, split

if TYPE_CHECKING:
    from polyglot_norm.align.aligned import Aligned
    from polyglot_norm.cleaning import Cleaner
    from polyglot_norm.normalisation.trace import Change, Place
    from polyglot_norm.streams import Output
    from polyglot_norm.streams.containers.language_marks import Labels


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

    def labels(self) -> Labels:
        """Return the function that labels a text with its languages."""
        from polyglot_norm.options import Options
        from polyglot_norm.pipeline import Tagger

        if self.lang is not None:
            return partial(in_one_language, self.lang)
        options = Options(languages=self.languages, normalise=None, transliterate=None)
        return partial(by_segment, Tagger(options))


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
        help="Write to FILE a JSON object for each change, with its offsets in the input file and "
        "in the output.",
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
        "polyglot-norm clean --in-place --backup .orig film.srt",
        "polyglot-norm clean corpus/ -O clean/ --resume --jobs 4",
        "curl -s URL | polyglot-norm clean --normalise search --keep casefold",
        "polyglot-norm clean --steps nfc,mask_emails *.txt --map changes.jsonl -o all.txt",
        "polyglot-norm clean --explain page.txt | cut -f 3 | sort | uniq -c",
    ],
)
@input_options
@clean_options
@rewriting_options
def command(reading: InputOptions, options: CleanOptions, rewriting: Rewriting) -> None:
    """Normalise FILES: repair mojibake, remove invisible characters, tidy white space.

    FILES are files or folders, compressed or not; '-' or none is standard input. A file comes back
    in the kind, encoding and line ends that it has, and all that is not text stays as it is: times
    of subtitles, other columns and fields, markup, code. Each part is normalised by the rules of
    its language. The offsets, lines and columns of --map and --explain count code points of the
    file.
    """
    inputs, cleaner = reading.inputs(), options.cleaner()
    if options.explain:
        _explain(inputs, cleaner, rewriting)
        return
    rewriting.check(inputs)
    made_from = ("clean", options._replace(map_=None))
    if options.map_ is None:
        rewriting.run(inputs, cleaner, options.labels(), made_from)
        return
    if rewriting.text_only:
        raise click.UsageError("--map and --text-only cannot be combined: it is about the file")
    map_file = OutputFile(options.map_, rewriting.destination.output_file.force)
    map_file.check(inputs.names)
    with map_file.opened(inputs) as mapped:
        rewriting.run(inputs, cleaner, options.labels(), made_from, _Map(mapped))


def _explain(inputs: Inputs, cleaner: Cleaner, rewriting: Rewriting) -> None:
    """Write the changes of all inputs instead of their text."""
    from polyglot_norm.streams.containers.rewriting import Rewritten
    from polyglot_norm.streams.tasks import FailedPassage, SourceStart

    destination = rewriting.destination
    if destination.folder is not None or rewriting.in_place or rewriting.text_only:
        raise click.UsageError("--explain writes no files; leave out the options of writing them")
    destination.check(inputs)
    explained = Explained(named=inputs.several)
    places = Places()
    with (
        progress(inputs, to_terminal=destination.to_terminal),
        destination.output_file.opened(inputs) as out,
    ):
        for result in rewriting.results(inputs, cleaner, traced=True):
            if isinstance(result, SourceStart):
                name = result.source.name
            elif isinstance(result, FailedPassage):
                inputs.fail_passage(result._replace(name=name))
            elif isinstance(result, Rewritten) and result.changes is not None:
                out.write(explained(name, result.changes, places.of(name, result.changes)))
    explained.conclude()
    inputs.conclude()


class Places:
    """The places at which the stretches of files begin."""

    def __init__(self) -> None:
        self._name: str | None = None
        self._next: Place | None = None

    def of(self, name: str, changes: Aligned) -> Place:
        """Return the place of the next stretch of a file."""
        from polyglot_norm.normalisation.trace import Place

        if name != self._name or self._next is None:
            self._name, self._next = name, Place()
        place = self._next
        self._next = place.after(changes)
        return place


class _Map:
    """Writes a line of JSON for each change."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self._places = Places()

    def __call__(self, name: str, found: Aligned) -> None:
        from polyglot_norm.formats.json_codec import to_json_line
        from polyglot_norm.normalisation.trace import changes

        where = {"doc": name}
        for change in changes(found, self._places.of(name, found)):
            self._out.write_bytes(to_json_line(where | change.as_dict()))


class Explained:
    """Shows each change as a line of TSV, and finally how often each step made one."""

    def __init__(self, *, named: bool) -> None:
        self._named = named
        self._counts: dict[str, int] = {}

    def __call__(self, name: str, found: Aligned, place: Place) -> str:
        """Return the changes of a stretch."""
        from polyglot_norm.normalisation.trace import changes, rule_counts

        for rule, count in rule_counts(found).items():
            self._counts[rule] = self._counts.get(rule, 0) + count
        return "".join(self._row(name, each) for each in changes(found, place))

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
