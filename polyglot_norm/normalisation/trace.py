"""Traces of changes: what was changed, where, and by which rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.text.lines import column_number, count_breaks, line_ends


class Change(NamedTuple):
    """An edit with the text it replaced and its position; ``line`` and ``column`` count from 1.

    ``source[start:end]`` is ``before``; ``text[text_start:text_end]`` is ``after``. Columns are in
    code points.
    """

    line: int
    column: int
    rule: str
    before: str
    after: str
    start: int
    end: int
    text_start: int
    text_end: int

    def as_dict(self) -> dict[str, Any]:
        """Return the change as JSON-ready values."""
        return self._asdict()


class Place(NamedTuple):
    """The position of a text in a longer one, and in the result for that."""

    line: int = 1
    column: int = 1
    start: int = 0
    text_start: int = 0

    def after(self, aligned: Aligned) -> Place:
        r"""Return the position after a text.

        >>> Place().after(Aligned("Где\n\nси", [Edit(3, 4, "", "white_space")]))
        Place(line=3, column=3, start=7, text_start=6)
        """
        source = aligned.source
        breaks = count_breaks(source)
        column = column_number(source, len(source)) + (0 if breaks else self.column - 1)
        start, text_start = self.start + len(source), self.text_start + len(aligned.text)
        return Place(self.line + breaks, column, start, text_start)


def changes(aligned: Aligned, place: Place = Place()) -> Iterator[Change]:  # noqa: B008 - immutable
    r"""Yield every change of an alignment, in order; ``place`` is the position of its text.

    >>> a = Aligned("Где\nси  ти", [Edit(6, 7, "", "white_space")])
    >>> next(changes(a))[:5]
    (2, 3, 'white_space', ' ', '')
    """
    source = aligned.source
    line, line_start, drift = place.line, 1 - place.column, place.text_start - place.start
    ends = line_ends(source)
    line_end = next(ends, None)
    for start, end, after, rule in aligned.edits:
        while line_end is not None and line_end <= start:
            line, line_start = line + 1, line_end
            line_end = next(ends, None)
        before = source[start:end]
        column, start, end = start - line_start + 1, start + place.start, end + place.start
        text_start = start + drift
        drift += len(after) - len(before)
        text_end = text_start + len(after)
        yield Change(line, column, rule, before, after, start, end, text_start, text_end)


def rule_counts(found: Iterable[Change | Edit] | Aligned) -> dict[str, int]:
    """Return the number of changes by each rule, in descending order.

    A change by several rules counts for each of them.

    >>> rule_counts(Aligned("да  не  то", [Edit(3, 4, "", "white_space"), Edit(7, 8, "", "dots")]))
    {'dots': 1, 'white_space': 1}
    """
    edits = found.edits if isinstance(found, Aligned) else found
    counts = Counter(rule for edit in edits for rule in edit.rule.split("+"))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
