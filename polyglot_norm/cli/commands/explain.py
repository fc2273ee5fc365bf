"""``polyglot-norm explain``: why each segment has its language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from polyglot_norm.cli.console import is_terminal
from polyglot_norm.cli.exits import misuse
from polyglot_norm.cli.inputs import Inputs, reading
from polyglot_norm.cli.outputs import check_output, output_options
from polyglot_norm.cli.tagging_options import tagging, tags_option

if TYPE_CHECKING:
    from polyglot_norm.records import Document, Explanation


@click.command("explain")
@tagging
@tags_option("--only", help_="Explain only segments in these languages, such as sr,und.")
@click.option(
    "--words",
    "most",
    type=click.IntRange(min=0),
    default=6,
    show_default=True,
    help="Words to name for a segment, those that decided.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each segment.")
@output_options
@reading
def command(
    inputs: Inputs,
    tagger: Any,
    only: list[str] | None,
    most: int,
    as_json: bool,
    output: str,
    force: bool,
) -> None:
    """Say why each segment of FILES has its language.

    Names the words that decided and, with each, the letter sequences that did; the language that
    came second; and why the segment begins where it does. Numbers are natural logarithms of how
    much likelier something is in the language found than in the runner-up: 0.7 is twice as likely,
    7 a thousand times. An edge of a word is written _.

    \b
    Examples:
      polyglot-norm explain comment.txt
      echo 'Hvala lijepo, see you' | polyglot-norm explain
      polyglot-norm explain --only und --json page.txt | jq .words
    """  # noqa: D301 - \b keeps click from filling the examples
    from polyglot_norm.language.tags import resolve_all
    from polyglot_norm.streams import open_output

    check_output(output, inputs.names, force=force)
    with misuse():
        wanted = None if only is None else _resolved(only, resolve_all)
    show = _json if as_json else _text
    with open_output(output) as out:
        for name, document in inputs.each(tagger.tag):
            for why in document.explain():
                if wanted is None or why.segment.lang in wanted:
                    for piece in show(name, document, why, most):
                        out.write(piece)
        if inputs.all_failed:
            inputs.conclude()
    inputs.conclude()


def _resolved(only: list[str], resolve_all: Any) -> frozenset[str]:
    """The tags that are meant; und and zxx are no languages, and mean themselves."""
    special = {tag for tag in only if tag in ("und", "zxx")}
    return frozenset(special.union(resolve_all([tag for tag in only if tag not in special])))


def _json(name: str, _document: Document, why: Explanation, most: int) -> Iterator[str]:
    from polyglot_norm.formats.json_codec import to_json_line

    values = why.as_dict()
    telling = {word.start for word in _telling(why, most)}
    values["words"] = [word for word in values["words"] if word["start"] in telling]
    yield to_json_line({"doc": name} | values).decode("utf-8", "surrogateescape")


def _text(name: str, document: Document, why: Explanation, most: int) -> Iterator[str]:
    segment = why.segment
    line = document.text.count("\n", 0, segment.start) + 1
    column = segment.start - document.text.rfind("\n", 0, segment.start)
    shown = " ".join(segment.text.split())
    yield _clean(f"{name}:{line}:{column}") + f": {segment.lang} ({_chance(why)})\n"
    yield f"  {_clean(shown[:200])}{'…' if len(shown) > 200 else ''}\n"
    if why.border is not None:
        yield f"  begins at: {_border(why)}\n"
    if why.note:
        yield f"  because {why.note}\n"
    for word in _telling(why, most):
        sequences = ", ".join(f"{each.sequence} {each.evidence:+.1f}" for each in word.sequences)
        unknown = "" if word.known > 0.5 else " (hardly known)"
        yield f"  {word.evidence:+6.1f}  {_clean(word.text)}{unknown}  [{_clean(sequences)}]\n"


def _telling(why: Explanation, most: int) -> list[Any]:
    """The words that say most, in the order of the text."""
    ranked = sorted(why.words, key=lambda word: -abs(word.evidence))[:most]
    return sorted(ranked, key=lambda word: word.start)


def _chance(why: Explanation) -> str:
    second = f", then {why.runner_up}" if why.runner_up else ""
    return f"{100 * why.segment.confidence:.1f} % sure{second}"


def _border(why: Explanation) -> str:
    border = why.border
    assert border is not None  # noqa: S101 - asked for where there is one
    if border.gain is None:
        return border.kind
    return f"{border.kind}; {border.gain:+.1f} against going on in {border.before}"


def _clean(text: str) -> str:
    """Nothing that could steer a terminal."""
    from polyglot_norm.formats.printable import printable

    return printable(text) if is_terminal() else text
