"""Attributes of a start tag, with the places of their values on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple

_NAME: Final = re.compile(r"<[a-zA-Z][^\s/>]*+")
_ATTRIBUTE: Final = re.compile(
    r"""[\s/]++ (?P<name>[^\s/>=][^\s/>=]*+)
        (?: \s*+ = \s*+
          (?: "(?P<double>[^"]*+)" | '(?P<single>[^']*+)' | (?P<bare>[^\s>"'][^\s>]*+) ) )?+
      | [\s/=]""",
    re.VERBOSE,
)


class Attribute(NamedTuple):
    """An attribute: its name in lower case, its value, and where that is written.

    One without a value has an empty span after its name.
    """

    name: str
    value: str
    start: int
    end: int


def end_of_name(page: str, start: int) -> int:
    """Return where the name of a start tag ends: an attribute may be inserted there.

    >>> end_of_name("<p>", 0)
    2
    """
    match = _NAME.match(page, start)
    assert match is not None  # noqa: S101 - only start tags are asked about
    return match.end()


def attributes(page: str, start: int, end: int) -> Iterator[Attribute]:
    """Yield the attributes of the start tag in a span; of two with one name the first counts.

    >>> [each[:2] for each in attributes('<p LANG=en class="a &amp; b" hidden>', 0, 36)]
    [('lang', 'en'), ('class', 'a & b'), ('hidden', '')]
    """
    seen: set[str] = set()
    place = end_of_name(page, start)
    while match := _ATTRIBUTE.match(page, place, end):
        place = match.end()
        name = (match["name"] or "").lower()
        if not name or name in seen:
            continue
        seen.add(name)
        group = next((g for g in ("double", "single", "bare") if match[g] is not None), None)
        if group is None:
            yield Attribute(name, "", match.end("name"), match.end("name"))
        else:
            yield Attribute(name, unescape(match[group]), *match.span(group))
