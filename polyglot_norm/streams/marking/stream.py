"""Pages in a stream of files: each is marked, in whichever process."""

from __future__ import annotations

from typing import NamedTuple

from polyglot_norm.errors import PolyglotError
from polyglot_norm.pipeline import Tagger
from polyglot_norm.streams.containers.rewriting import Rewritten, Uncut
from polyglot_norm.streams.findings import Finding
from polyglot_norm.streams.marking.page import MarkOptions, marked, summary
from polyglot_norm.streams.marking.remarks import findings
from polyglot_norm.streams.tasks import Event, FailedPassage


class PageRemarks(NamedTuple):
    """The remarks about a page, whose name is not known here, and a summary of them."""

    findings: list[Finding]
    summary: list[str]


class Marker:
    """The work of a process on a batch: each page among the events comes back marked."""

    def __init__(self, tagger: Tagger, options: MarkOptions) -> None:
        self._tagger = tagger
        self._options = options

    def __call__(self, events: list[Event]) -> list[object]:
        """Return the events, with the remarks and the marked page in place of each page."""
        return [
            made
            for event in events
            for made in (self._of(event) if isinstance(event, Uncut) else (event,))
        ]

    def _of(self, uncut: Uncut) -> tuple[object, ...]:
        page = uncut.text
        try:
            found = marked("", page, self._tagger, self._options, kind=uncut.kind)
        except PolyglotError as error:
            return (FailedPassage("", str(error)),)
        except Exception as error:
            return (FailedPassage("", f"{type(error).__name__}: {error}", is_bug=True),)
        remarks = list(findings("", page, found.remarks))
        return PageRemarks(remarks, list(summary(found.remarks))), Rewritten(found.edits.text)
