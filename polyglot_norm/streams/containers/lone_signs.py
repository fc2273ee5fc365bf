"""Signs of HTML that are text because of the letter after them, and stay text if that changes.

A tag begins with a letter of ASCII: ``<адреса>`` is text, but ``<adresa>`` would be a tag.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from polyglot_norm.streams.containers.text import REFERENCE

_LONE: Final = re.compile(r"(?:</?|&)(?=[^\x00-\x7f]|&)")
_OURS: Final = ("&amp;", "&lt;", "&gt;")
"""References that new text is written with."""


def _is_markup(found: str) -> bool:
    return found.startswith("<") or (found not in _OURS and unescape(found) != found)


def still_text(markup: re.Pattern[str], before: str, after: str) -> str:
    """Return new characters of a text, in which no markup begins where none did.

    >>> from polyglot_norm.streams.containers.html_tokens import MARKUP
    >>> still_text(MARKUP, "<b><име></b>", "<b><ime></b>")
    '<b>&lt;ime></b>'
    """
    if not _LONE.search(before):
        return after
    after = _without_new(markup, before, after, "&lt;")
    return _without_new(REFERENCE, before, after, "&amp;")


def _without_new(pattern: re.Pattern[str], before: str, after: str, sign: str) -> str:
    """Return text in which the matches that it had not before begin with another sign."""
    known = [match[0] for match in pattern.finditer(before)]
    written, place, searched = "", 0, 0
    while match := pattern.search(after, searched):
        if match[0] in known:
            del known[: known.index(match[0]) + 1]
        elif _is_markup(match[0]):
            written += after[place : match.start()] + sign
            place = searched = match.start() + 1
            continue
        searched = match.end()
    return written + after[place:]
