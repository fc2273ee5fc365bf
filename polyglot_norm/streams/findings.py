"""Findings: segments in another language than expected, as a linter reports them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from polyglot_norm.language.resolution import resolve_all
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, known
from polyglot_norm.streams.shortening import shortened
from polyglot_norm.streams.tasks import DocumentTask, Located
from polyglot_norm.text.lines import count_breaks, line_start

SURE: Final = 0.5
"""The least confidence of a finding, unless another is asked for."""


UNEXPECTED: Final = "unexpected-language"


class Finding(NamedTuple):
    """A segment that was not expected, with its place, language, confidence and beginning.

    Others than `UNEXPECTED` say in words what was found.

    Lines and columns count from 1, columns in code points; a column of 0 is unknown.
    """

    name: str
    line: int
    column: int
    end_line: int
    end_column: int
    lang: str
    confidence: float
    text: str
    rule: str = UNEXPECTED
    said: str = ""


def allowed(tags: Sequence[str]) -> frozenset[str]:
    """Return the tags that meet an expectation: those named, and those that may stand for them.

    Text that is either Serbian or Croatian (``sh-Latn``) meets the expectation of either, and so
    does Chinese that is neither Simplified nor Traditional (``zh``).

    >>> sorted(allowed(["sr-Latn", "zh-Hant"]))
    ['sh-Latn', 'sr-Latn', 'zh', 'zh-Hant']

    Raises:
        UnknownTag: a tag is not known.
    """
    named = frozenset(resolve_all(tag for tag in tags if tag not in (NO_LANGUAGE, UNDETERMINED)))
    groups = {group for tag in named for group in _groups_of(tag)}
    return named | groups | {NO_LANGUAGE, UNDETERMINED}.intersection(tags)


def _groups_of(tag: str) -> Iterator[str]:
    """Yield the tags for this language or its close relatives, in its script or in any."""
    language = known()[tag]
    if language.macro:
        in_script = f"{language.macro}-{language.script}"
        yield from (each for each in (in_script, language.macro) if each in known())


def findings_task(wanted: frozenset[str], confidence: float) -> DocumentTask:
    """Return the task of finding the segments of a document that were not expected.

    Text without linguistic content (``zxx``) or of an unknown language (``und``) is no finding.
    """
    return lambda located: list(
        _unexpected(located, wanted | {NO_LANGUAGE, UNDETERMINED}, confidence)
    )


def _unexpected(located: Located, wanted: frozenset[str], confidence: float) -> Iterator[Finding]:
    text = located.item.document.text
    line, column, place = located.line, located.column, 0
    for segment in located.item.document.segments:
        if segment.lang in wanted or segment.confidence < confidence:
            continue
        body = segment.text.strip()
        start = segment.start + segment.text.find(body[:1])
        line, column = _moved(line, column, text[place:start])
        end_line, end_column = _moved(line, column, body)
        place = start
        yield Finding(
            _file_of(located),
            line,
            column,
            end_line,
            end_column,
            segment.lang,
            segment.confidence,
            shortened(body),
        )


def _file_of(located: Located) -> str:
    """Return the name of the file; that of a record is followed by its line."""
    return located.item.name.removesuffix(f":{located.line}")


def _moved(line: int, column: int, text: str) -> tuple[int, int]:
    """Return the line and column after a text; a record has one line and no columns."""
    if not column:
        return line, 0
    start = line_start(text, len(text))
    column = len(text) - start + 1 if start else column + len(text)
    return line + count_breaks(text), column
