"""Word documents among the inputs of ``mark``: read whole, marked, and written back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from polyglot_norm.cli.inputs import Inputs

EXTENSION: Final = ".docx"


def are_word(inputs: Inputs) -> bool:
    """Return True if the inputs are Word documents.

    Raises:
        click.UsageError: only some of them are.
    """
    named = [source.name.lower().endswith(EXTENSION) for source in inputs.sources()]
    if any(named) and not all(named):
        raise click.UsageError("Word documents and pages cannot be marked in one run")
    return any(named)


def marked_documents(inputs: Inputs, work: tuple[Any, ...]) -> Iterator[Any]:
    """Yield what a `Marker` does of pages: for each document its remarks, and the document.

    ``work`` is what the marker is made of.
    """
    from polyglot_norm.errors import PolyglotError
    from polyglot_norm.streams.marking.page import summary
    from polyglot_norm.streams.marking.stream import PageRemarks
    from polyglot_norm.streams.marking.word import marked_document
    from polyglot_norm.streams.tasks import FailedPassage, SourceEnd, SourceStart

    for source in inputs.sources():
        inputs.seen += 1
        if inputs.skip is not None and inputs.skip(source):
            inputs.skipped += 1
            continue
        yield SourceStart(source)
        try:
            found = marked_document(Path(source.name).read_bytes(), *work)
        except (OSError, PolyglotError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            yield FailedPassage(source.name, reason)
        else:
            yield PageRemarks(found.findings, list(summary(found.remarks)))
            yield found.data
        yield SourceEnd(source)


def check_apart(inputs: Inputs, *, is_apart: bool) -> None:
    """Refuse several documents in one output.

    Raises:
        click.UsageError: there would be.
    """
    if not is_apart and inputs.has_several_sources:
        raise click.UsageError(
            "several Word documents make no file together; write each to a file with --output-dir "
            "or --in-place"
        )
