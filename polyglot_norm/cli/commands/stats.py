"""``polyglot-norm stats``: which languages and scripts are in the inputs, and how much of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

from polyglot_norm.cli.console import colour_option, is_terminal, screen
from polyglot_norm.cli.exits import OUR_FAULT, say
from polyglot_norm.cli.inputs import Inputs, reading
from polyglot_norm.cli.outputs import check_output, output_options
from polyglot_norm.cli.progress import progress
from polyglot_norm.cli.tagging_options import jobs_option, tagging

if TYPE_CHECKING:
    from polyglot_norm.formats import Screen
    from polyglot_norm.streams.statistics import Statistics

COLUMNS: Final = (
    *("lang", "name", "script", "letters", "share", "segments", "documents", "confidence"),
)
_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"
_WIDEST: Final = 30


@click.command("stats")
@tagging
@click.option("--json", "as_json", is_flag=True, help="One JSON object with all there is.")
@click.option(
    "--doubt-below",
    type=click.FloatRange(0, 1),
    metavar="P",
    default=0.5,
    show_default=True,
    help="Segments of a lower confidence are doubtful, and those that are und.",
)
@click.option(
    "--most",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="How many doubtful segments to show.",
)
@colour_option
@output_options
@jobs_option
@reading
def command(
    inputs: Inputs,
    tagger: Any,
    as_json: bool,
    doubt_below: float,
    most: int,
    colour: bool | None,
    output: str,
    force: bool,
    jobs: int,
) -> None:
    """Count the languages and scripts of FILES, all together.

    Shares are of letters. A terminal gets a table with bars, the scripts, and the segments in most
    doubt; a pipe tab-separated values with a header, a row for each language in each script; JSON
    has everything.

    \b
    Examples:
      polyglot-norm stats page.txt
      polyglot-norm stats pages/ --glob '*.txt' --jobs 4
      polyglot-norm stats --json comments.jsonl | jq '.languages[0]'
    """  # noqa: D301 - \b keeps click from filling the examples
    from polyglot_norm.formats.json_codec import to_json_line
    from polyglot_norm.streams import open_output

    check_output(output, inputs.names, force=force)
    to_terminal = is_terminal() and output == "-"
    with progress(inputs, to_terminal=False), open_output(output) as out:
        tally = _tally(inputs, tagger, doubt_below, most, jobs)
        if inputs.progress is not None:
            inputs.progress.stop()
        if inputs.all_failed:
            inputs.conclude()
        if as_json:
            out.write_bytes(to_json_line(tally.as_dict()))
        else:
            seen_on = screen(colour=colour, to_file=not to_terminal, titles=False)
            for line in _page(tally, seen_on) if to_terminal or colour else _tabbed(tally):
                out.write(line)
    inputs.conclude()


def _tally(inputs: Inputs, tagger: Any, below: float, most: int, jobs: int) -> Statistics:
    from polyglot_norm.streams.statistics import Statistics, statistics_task
    from polyglot_norm.streams.tasks import FailedPassage, Recipe, results

    whole = Statistics()
    for found in results(inputs.events(), tagger, Recipe(statistics_task, (below, most)), jobs):
        if isinstance(found, Statistics):
            whole.add(found, most=most)
        elif isinstance(found, FailedPassage):
            inputs.failed += 1
            say(f"{found.name}: {found.reason}" + (f" {OUR_FAULT}" if found.ours else ""))
    return whole


def _tabbed(tally: Statistics) -> Iterator[str]:
    yield "\t".join(COLUMNS) + "\n"
    for row in tally.as_dict()["languages"]:
        yield "\t".join(str(row[name]) for name in COLUMNS) + "\n"


def _page(tally: Statistics, seen_on: Screen) -> Iterator[str]:
    yield from _languages(tally, seen_on)
    scripts = "   ".join(f"{script} {_percent(share)}" for script, _, share in tally.scripts())
    yield f"\nscripts   {scripts or 'none'}\n"
    many = "document" if tally.documents == 1 else "documents"
    yield (
        f"{tally.documents:,} {many}, {tally.characters:,} characters, {tally.letters:,} letters\n"
    )
    if tally.doubts:
        yield f"\nin doubt, {_percent(tally.doubtful / (tally.letters or 1))} of the letters:\n"
        yield from _doubts(tally, seen_on)


def _languages(tally: Statistics, seen_on: Screen) -> Iterator[str]:
    from polyglot_norm.language.tags import name_of
    from polyglot_norm.streams.statistics import mean

    rows = [
        (lang, f"{name_of(lang)}", script, f"{count.letters:,}", share, mean(count))
        for (lang, script), count, share in tally.shares()
        if count.letters  # what is no language has none
    ]
    widths = [max([len(str(row[column])) for row in rows], default=0) for column in range(4)]
    room = max(5, min(_WIDEST, seen_on.width - sum(widths) - 30))
    top = max([row[4] for row in rows], default=0.0) or 1.0
    for lang, name, script, letters, share, confidence in rows:
        bar = _painted(_bar(share / top, room).ljust(room), "36", seen_on)
        yield (
            f"{lang:<{widths[0]}}  {name:<{widths[1]}}  {script:<{widths[2]}}  "
            f"{letters:>{widths[3]}}  {_percent(share):>7}  {bar}  {confidence:.2f}\n"
        )
    if not rows:
        yield "no words\n"


def _bar(share: float, room: int) -> str:
    """A bar in eighths of a column; what is there at all is seen."""
    eighths = max(round(share * room * 8), 1 if share else 0)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def _doubts(tally: Statistics, seen_on: Screen) -> Iterator[str]:
    from polyglot_norm.formats.printable import printable

    for doubt in tally.doubts:
        others = ", ".join(f"{tag} {p:.2f}" for tag, p in doubt.candidates)
        where = printable(doubt.doc)
        where = where if where.endswith(f":{doubt.line}") else f"{where}:{doubt.line}"
        where = _painted(where, "2", seen_on)
        yield f"  {where}  {others or doubt.lang}  {printable(doubt.text)}\n"


def _painted(text: str, style: str, seen_on: Screen) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if seen_on.colour and text else text


def _percent(share: float) -> str:
    if 0 < share < 0.001:
        return "< 0.1 %"
    return f"{share:.1%}".replace("%", " %")
