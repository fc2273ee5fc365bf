"""Links in ASCII that lead to the same place: the host as punycode, the rest percent-encoded.

Spelled like other words, a link with other letters would lead nowhere. Links in ASCII stay as they
are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from polyglot_norm.align.aligned import Edit
from polyglot_norm.normalisation.unprotected import protected_spans
from polyglot_norm.text.lines import Lines

_WORD: Final = re.compile(r"\S+")
_URL: Final = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://)?(?P<host>[^/?#]*)(?P<rest>.*)", re.S
)
_PORT: Final = re.compile(r"(?P<host>[^:]*)(?P<port>(?::\d*)?)")
_KEPT: Final = "".join(map(chr, range(0x21, 0x7F)))
"""All of ASCII: it is encoded already where it must be."""


def ascii_links(text: str, rule: str) -> Iterator[Edit]:
    """Encode the links and addresses of e-mail that are not ASCII.

    >>> [edit.replacement for edit in ascii_links("Погледај https://пример.срб/пут?a=1.", "ascii")]
    ['https://xn--e1afmkfd.xn--90a3ac/%D0%BF%D1%83%D1%82?a=1']
    >>> [edit.replacement for edit in ascii_links("ana@пример.срб, ана@пример.срб", "ascii")]
    ['ana@xn--e1afmkfd.xn--90a3ac']
    """
    lines = Lines(text)
    done = 0
    for word in _WORD.finditer(text):
        if word.start() >= done and not word[0].isascii() and ("." in word[0] or "://" in word[0]):
            start, done = lines.around(word.start())
            yield from _of_line(text[start:done], start, rule)


def _of_line(line: str, offset: int, rule: str) -> Iterator[Edit]:
    for span in protected_spans(line):
        link = line[span.start : span.end]
        if span.kind in ("url", "email") and not link.isascii():
            encoded = _encoded(link)
            if encoded is not None:
                yield Edit(span.start + offset, span.end + offset, encoded, rule)


def _encoded(link: str) -> str | None:
    """Return a link in ASCII; None if its host cannot be encoded."""
    match = _URL.fullmatch(link)
    if match is None:
        return None
    user, at, host = match["host"].rpartition("@")
    named = _PORT.fullmatch(host)
    if named is None or not user.isascii():
        return None
    try:
        host = named["host"].encode("idna").decode("ascii")
    except UnicodeError:  # a label that is empty or too long
        return None
    return (
        f"{match['scheme'] or ''}{user}{at}{host}{named['port']}{quote(match['rest'], safe=_KEPT)}"
    )
