"""``--expect``: a report of the segments in other languages, and exit status 1 if there are any."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import click

from polyglot_norm.cli.choices import REPORTS
from polyglot_norm.cli.exits import DATA, usage_errors
from polyglot_norm.cli.grouped_help import output_option, stacked
from polyglot_norm.cli.inputs import Inputs
from polyglot_norm.cli.messages import note
from polyglot_norm.cli.outputs import MadeFrom, Outputs, fill
from polyglot_norm.cli.progress import progress
from polyglot_norm.cli.tagging_options import tags_option

if TYPE_CHECKING:
    from polyglot_norm.pipeline import Tagger
    from polyglot_norm.streams.findings import Finding

Function = TypeVar("Function", bound=Callable[..., Any])


class LanguageCheck(NamedTuple):
    """The languages that are expected, and the kind of report about others."""

    tags: list[str]
    report: str

    def run(self, inputs: Inputs, outputs: Outputs, tagger: Tagger, jobs: int) -> None:
        """Write the report, and exit with status 1 if there is anything in it.

        Raises:
            click.UsageError: a tag is not known, or there would be several reports.
        """
        from polyglot_norm.cli.check_reports import ENCODERS
        from polyglot_norm.streams.findings import SURE, allowed, findings_task
        from polyglot_norm.streams.tasks import Recipe, results

        if outputs.destination.folder is not None:
            raise click.UsageError("--expect writes one report; give --output, not --output-dir")
        with usage_errors():
            wanted = allowed(self.tags)
        least = outputs.record_format.min_confidence or SURE
        recipe = Recipe(findings_task, (wanted, least))
        counted = _Counted(results(inputs.events(), tagger, recipe, jobs))
        with (
            progress(inputs, to_terminal=outputs.destination.to_terminal),
            outputs.destination.opened(inputs, ENCODERS[self.report], MadeFrom("", ())) as sink,
        ):
            fill(sink, counted, inputs)
        if counted.findings:
            many = "segments are" if counted.findings > 1 else "segment is"
            note(f"{counted.findings} {many} not in {', '.join(self.tags)}")
        inputs.conclude()
        if counted.findings:
            click.get_current_context().exit(DATA)


class _Counted:
    """Results, and the number of findings among them."""

    def __init__(self, results: Iterator[Any]) -> None:
        self._results = results
        self.findings = 0

    def __iter__(self) -> Iterator[Any]:
        for result in self._results:
            if isinstance(result, list):
                findings: list[Finding] = result
                self.findings += len(findings)
            yield result


def _folded(function: Function) -> Function:
    """Collect the two options in one argument, which is None without --expect."""

    @wraps(function)
    def command(*, expect: list[str] | None, report: str, **given: Any) -> Any:
        check = LanguageCheck(expect, report) if expect is not None else None
        return function(language_check=check, **given)

    return command  # type: ignore[return-value]


def report_option(of: str) -> Callable[[Function], Function]:
    """Return ``--report``, the format of what the option ``of`` finds."""
    return output_option(
        "--report",
        type=click.Choice(REPORTS),
        metavar="FORMAT",
        default="text",
        show_default=True,
        help=f"Report for {of} as text, sarif (SARIF 2.1.0) or github (annotations in GitHub "
        "Actions).",
    )


check_options: Final = stacked(
    tags_option(
        output_option,
        "--expect",
        help_="Instead of segments, report those in other languages than these, and exit with "
        "status 1 if there are any. Segments below a confidence of 0.5, or of --min-confidence, "
        "and those labelled und or zxx are ignored.",
    ),
    report_option("--expect"),
    _folded,
)
