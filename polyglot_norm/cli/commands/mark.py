"""``polyglot-norm mark``: web pages, with the language of each part marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from polyglot_norm.cli.exits import DATA, usage_errors
from polyglot_norm.cli.grouped_help import (
    Command,
    folded,
    output_option,
    processing_option,
    stacked,
)
from polyglot_norm.cli.input_options import InputOptions, page_options
from polyglot_norm.cli.inputs import STANDARD, Inputs
from polyglot_norm.cli.language_check import report_option
from polyglot_norm.cli.messages import note
from polyglot_norm.cli.outputs import Destination, MadeFrom, destination_options, fill
from polyglot_norm.cli.progress import progress
from polyglot_norm.cli.rewriting import Rewriting, in_place_options, output_encoding_option
from polyglot_norm.cli.tagging_options import jobs_option, languages_option
from polyglot_norm.cli.word_documents import are_word, check_apart, marked_documents

if TYPE_CHECKING:
    from polyglot_norm.streams.findings import Finding
    from polyglot_norm.streams.sinks import ResultEncoder

_PAGES: Final = ("*.html", "*.htm", "*.xhtml")


class MarkingOptions(NamedTuple):
    """The options of this command alone."""

    languages: list[str] | None
    min_confidence: float
    correct: bool
    no_dir: bool
    check: bool
    report: str

    def work(self) -> tuple[Any, ...]:
        """Return what a `Marker` is made of.

        Raises:
            click.UsageError: a language is not known.
        """
        from polyglot_norm.options import Options
        from polyglot_norm.pipeline import Tagger
        from polyglot_norm.streams.marking.page import MarkOptions

        with usage_errors():
            tagger = Tagger(Options(languages=self.languages, normalise=None, transliterate=None))
        return tagger, MarkOptions(self.min_confidence, self.correct, not self.no_dir)


class Placement(NamedTuple):
    """Where the marked pages are written, and how."""

    destination: Destination
    jobs: int
    in_place: bool
    backup: str | None
    output_encoding: str | None


marking_options: Final = stacked(
    languages_option,
    processing_option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="P",
        default=0.5,
        show_default=True,
        help="Mark and report only what is in its language with at least this confidence.",
    ),
    processing_option(
        "--correct",
        is_flag=True,
        help="Change declared languages that are wrong, that of the page among them.",
    ),
    processing_option(
        "--no-dir", is_flag=True, help="Add no dir attributes to text in the other direction."
    ),
    output_option(
        "--check",
        is_flag=True,
        help="Instead of pages, write what is missing or wrong in them, and exit with status 1 if "
        "there is anything.",
    ),
    report_option("--check"),
    folded(MarkingOptions, "options"),
)


@click.command(
    "mark",
    cls=Command,
    examples=[
        "polyglot-norm mark page.html -o marked.html",
        "polyglot-norm mark --in-place --backup .orig site/",
        "polyglot-norm mark --check site/ --report github",
        "curl -s URL | polyglot-norm mark --check",
    ],
)
@page_options
@marking_options
@jobs_option
@destination_options
@in_place_options
@output_encoding_option
@folded(Placement, "placement")
def command(reading: InputOptions, options: MarkingOptions, placement: Placement) -> None:
    """Mark the languages of the parts of web pages with lang attributes.

    FILES are pages or folders of them, compressed or not; '-' or none is standard input. Text in
    another language than the page declares gets a lang attribute (and dir, if it is written in the
    other direction) on the smallest element that holds it, or on a new span. A page that declares
    no language gets one; one that declares a wrong one is reported. All else stays as it is, byte
    for byte. Markdown (.md) gets spans, and the runs of Word documents (.docx) their languages.
    This is what the criterion 3.1.2 of the Web Content Accessibility Guidelines asks for.
    """
    globs = reading.globs or _PAGES
    nameless = reading.files in ((), (STANDARD,))
    inputs = reading._replace(globs=globs).inputs(**{"kind": "html"} if nameless else {})
    rewriting = Rewriting(*placement)
    inputs.rewritten = "page"
    if options.check:
        _check(inputs, options, rewriting)
        return
    rewriting.check(inputs)
    if are_word(inputs):
        check_apart(inputs, is_apart=rewriting.in_place or rewriting.destination.folder is not None)
    found = _Summarised(_results(inputs, options, placement.jobs))
    rewriting.write(inputs, found, ("mark", *options))


def _results(inputs: Inputs, options: MarkingOptions, jobs: int) -> Iterator[Any]:
    from polyglot_norm.streams.marking.stream import Marker
    from polyglot_norm.streams.tasks import spread

    if are_word(inputs):
        return marked_documents(inputs, options.work())
    return spread(Marker, options.work(), inputs.events(), jobs)


class _Summarised:
    """Results, whose remarks are summarised on stderr instead."""

    def __init__(self, results: Iterable[Any]) -> None:
        self._results = results

    def __iter__(self) -> Iterator[Any]:
        from polyglot_norm.streams.marking.stream import PageRemarks
        from polyglot_norm.streams.tasks import SourceStart

        name = ""
        for result in self._results:
            if isinstance(result, PageRemarks):
                if result.summary:
                    note(f"{name}: {'; '.join(result.summary)}")
                continue
            if isinstance(result, SourceStart):
                name = result.source.name
            yield result


def _check(inputs: Inputs, options: MarkingOptions, rewriting: Rewriting) -> None:
    """Write a report, and exit with status 1 if there is anything in it."""
    destination = rewriting.destination
    if destination.folder is not None or rewriting.in_place:
        raise click.UsageError("--check writes one report; give --output, or nothing")
    destination.check(inputs)
    remarks = _Remarks(_results(inputs, options, rewriting.jobs))
    with (
        progress(inputs, to_terminal=destination.to_terminal),
        destination.opened(inputs, partial(_encoder, options.report), MadeFrom("", ())) as sink,
    ):
        fill(sink, remarks, inputs)
    if remarks.count:
        note(f"{remarks.count} {'remarks' if remarks.count > 1 else 'remark'}")
    inputs.conclude()
    if remarks.count:
        click.get_current_context().exit(DATA)


def _encoder(report: str) -> ResultEncoder:
    from polyglot_norm.cli.check_reports import ENCODERS, Sarif
    from polyglot_norm.streams.marking.remarks import RULES

    return Sarif(RULES) if report == "sarif" else ENCODERS[report]()


class _Remarks:
    """The remarks among results, each with the name of its file, and their number."""

    def __init__(self, results: Iterable[Any]) -> None:
        self._results = results
        self.count = 0

    def __iter__(self) -> Iterator[Any]:
        from polyglot_norm.streams.marking.stream import PageRemarks
        from polyglot_norm.streams.tasks import FailedPassage, SourceEnd, SourceStart

        name = ""
        for result in self._results:
            if isinstance(result, SourceStart):
                name = result.source.name
            if isinstance(result, PageRemarks):
                named: list[Finding] = [each._replace(name=name) for each in result.findings]
                self.count += len(named)
                yield named
            elif isinstance(result, FailedPassage):
                yield result._replace(name=name)
            elif isinstance(result, SourceStart | SourceEnd):
                yield result
