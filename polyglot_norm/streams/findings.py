"""Which segments are in another language than was expected, and where: what a linter would say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from polyglot_norm.language.resolution import resolve_all
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, known
from polyglot_norm.streams.tasks import DocumentTask, Located

LONGEST: Final = 80
"""Characters of a finding's text that are kept."""

SURE: Final = 0.5
"""Segments of a lower confidence are not held against a text, unless that is asked for."""


class Finding(NamedTuple):
    """A segment that was not expected: where, in what language, how surely, and how it begins.

    Lines and columns count from 1, columns in code points; a column of 0 is not known.
    """

    name: str
    line: int
    column: int
    end_line: int
    end_column: int
    lang: str
    confidence: float
    text: str


def allowed(tags: Sequence[str]) -> frozenset[str]:
    """The tags that meet an expectation: those that are named, and what they might be.

    What might be Serbian or Croatian (``sh-Latn``) is not held against who expects either.

    >>> sorted(allowed(["sr-Latn", "en"]))
    ['en', 'sh-Latn', 'sr-Latn']

    Raises:
        UnknownTag: a tag is not known.
    """
    named = frozenset(resolve_all(tag for tag in tags if tag not in (NO_LANGUAGE, UNDETERMINED)))
    groups = {group for tag in named if (group := _group_of(tag)) is not None}
    return named | groups | {NO_LANGUAGE, UNDETERMINED}.intersection(tags)


def _group_of(tag: str) -> str | None:
    """The tag of what is not decided between this language and others, in its script."""
    language = known()[tag]
    group = f"{language.macro}-{language.script}" if language.macro else ""
    return group if group in known() else None


def findings_task(wanted: frozenset[str], confidence: float) -> DocumentTask:
    """What finds in each document the segments that were not expected.

    What says nothing (``zxx``) and what cannot be named (``und``) is not held against a text.
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
            _shortened(body),
        )


def _file_of(located: Located) -> str:
    """The name of the file; a record's name is the file's with the line after it."""
    name = located.item.name
    return name.removesuffix(f":{located.line}")


def _moved(line: int, column: int, text: str) -> tuple[int, int]:
    """Where one is after a text; a record stays in its line."""
    if not column:
        return line, 0
    breaks = text.count("\n") + text.count("\r") - text.count("\r\n")
    last = max(text.rfind("\n"), text.rfind("\r"))
    return line + breaks, column + len(text) if last < 0 else len(text) - last


def _shortened(text: str) -> str:
    words = " ".join(text[: 4 * LONGEST].split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
