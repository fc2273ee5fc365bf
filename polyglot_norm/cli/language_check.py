"""``--expect``: nothing is written but what should not be there; the exit code is 1 if there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import click

from polyglot_norm.cli.exits import DATA, misuse, note
from polyglot_norm.cli.inputs import Inputs
from polyglot_norm.cli.outputs import Kind, Outputs, fill
from polyglot_norm.cli.progress import progress
from polyglot_norm.cli.tagging_options import tags_option

if TYPE_CHECKING:
    from polyglot_norm.streams.findings import Finding

Function = TypeVar("Function", bound=Callable[..., Any])

REPORTS: Final = ("text", "sarif", "github")
"""What --report takes. Repeated here, checked by a test, because help must not wait for them."""


class Expectation(NamedTuple):
    """The languages that may be there, and how to tell what else is."""

    tags: list[str]
    report: str

    def check(self, inputs: Inputs, outputs: Outputs, tagger: Any, jobs: int) -> None:
        """Write the report, and exit with 1 if there is something in it."""
        from polyglot_norm.cli.check_reports import REPORTS as MAKERS
        from polyglot_norm.streams.findings import SURE, allowed, findings_task
        from polyglot_norm.streams.tasks import Recipe, results

        if outputs.folder is not None:
            raise click.UsageError("--expect writes one report: give --output, not --output-dir")
        with misuse():
            wanted = allowed(self.tags)
        recipe = Recipe(findings_task, (wanted, outputs.given["min_confidence"] or SURE))
        counted = _Counted(results(inputs.events(), tagger, recipe, jobs))
        with (
            progress(inputs, to_terminal=outputs.to_terminal),
            outputs.opened(inputs, MAKERS[self.report], Kind("", ())) as sink,
        ):
            fill(sink, counted, inputs)
        if counted.findings:
            many = "segments are" if counted.findings > 1 else "segment is"
            note(f"{counted.findings} {many} not in {', '.join(self.tags)}")
        inputs.conclude()
        if counted.findings:
            click.get_current_context().exit(DATA)


class _Counted:
    """Results, and how many findings there were among them."""

    def __init__(self, found: Iterator[Any]) -> None:
        self._found = found
        self.findings = 0

    def __iter__(self) -> Iterator[Any]:
        for result in self._found:
            if isinstance(result, list):
                findings: list[Finding] = result
                self.findings += len(findings)
            yield result


def expecting(function: Function) -> Function:
    """Give a command the options --expect and --report, folded into ``expectation``."""

    @tags_option(
        "--expect",
        help_="Write no segments, but a line for each that is in another language than these, "
        "and exit with 1 if there is one. What is less than half sure does not count, unless "
        "--min-confidence says otherwise; und and zxx never do.",
    )
    @click.option(
        "--report",
        type=click.Choice(REPORTS),
        default="text",
        show_default=True,
        help="With --expect: lines as a linter's, SARIF 2.1.0, or annotations of a GitHub job.",
    )
    @wraps(function)
    def command(*, expect: list[str] | None, report: str, **given: Any) -> Any:
        expectation = Expectation(expect, report) if expect is not None else None
        return function(expectation=expectation, **given)

    return command  # type: ignore[return-value]
