"""Markdown as a container: prose is text; code, links, tags and indentation are kept.

Blocks that hold no prose are found first, over all of the file; what is between them is cut into
paragraphs, whose markup is hidden from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.streams.containers import html_tokens
from polyglot_norm.streams.containers.html_text import OBJECT
from polyglot_norm.streams.containers.lone_signs import still_text
from polyglot_norm.streams.containers.text import MARKUP, SPELLING, Piece, Text, references
from polyglot_norm.streams.whole_files import whole

_EOL: Final = r"(?:\r\n?|\n|\Z)"
_KEPT: Final = re.compile(
    rf"""
      \A---[ \t]*+(?=[\r\n]).*?[\r\n](?:---|\.\.\.)[ \t]*+{_EOL}        # front matter
    | ^[ \t>]*+(?:(?:[-*+]|\d{{1,9}}[.)])[ \t]++)*+
      (?: (?P<ticks>`{{3,}}+)[^`\r\n]*+{_EOL} (?:.*?^[ \t>]*+(?P=ticks)`*+[ \t]*+{_EOL} | .*+)
        | (?P<waves>~{{3,}}+)[^\r\n]*+{_EOL} (?:.*?^[ \t>]*+(?P=waves)~*+[ \t]*+{_EOL} | .*+) )
    | ^[ ]{{0,3}}<!--.*?(?:-->|\Z)[^\r\n]*+
    | ^[ ]{{0,3}}<(?P<element>script|style|pre|textarea)\b.*?(?:</(?P=element)\s*+>|\Z)[^\r\n]*+
    | ^[ ]{{0,3}}\$\$.+?\$\$
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_LINE: Final = re.compile(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]++")
_MARKER: Final = re.compile(
    r"[ \t]*+(?:(?:>|\#{1,6}(?=[ \t])|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[[ xX]\](?=[ \t])"
    r"|\[\^[^\]\r\n]++\]:)[ \t]*+)*+"
)
_QUOTE: Final = re.compile(r"\A(?:[ ]{0,3}>[ ]?)++")
_ITEM: Final = re.compile(r"[ \t>]*+(?:[-*+]|\d{1,9}[.)])[ \t]++")
_RULE: Final = re.compile(r"[-=*_|:+> ]+")
"""A rule, the underline of a heading, or the rule below the head of a table."""

_DEFINITION: Final = re.compile(r"^[ \t>]{0,8}\[(?!\^)([^\]\r\n]++)\]:", re.MULTILINE)
_INLINE: Final = re.compile(
    r"""
      (?P<break>[ \t]*+\\?(?:\r\n?|\n)[ \t>]*+)                # a line end, and quotation
    | (?P<object>
          (?:(?<!`)|(?<=\\`))(?P<ticks>`++).*?(?<!`)(?P=ticks)(?!`)   # code
        | <(?P<element>script|style|pre|textarea|code|kbd|samp|var|svg|math)\b[^>]*+>
          .*?</(?P=element)\s*+>
        | <(?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*+|[^\s<>@]++@[^\s<>]++)>
        | \bhttps?://[^\s<>()\[\]]++(?:\([^\s<>()]*+\)[^\s<>()\[\]]*+)*+
        | \$\$.+?\$\$ | \$(?=\S)[^$\r\n]++(?<=\S)\$(?!\d)      # a formula
      )
    | (?P<tag>"""
    + html_tokens.CLOSED_MARKUP
    + r""")
    | (?P<hidden>
          \]\(\s*+(?:<[^<>\r\n]*+>|[^\s()]*+(?:\([^()]*+\)[^\s()]*+)*+)
              (?:\s++(?:"[^"]*+"|'[^']*+'|\([^()]*+\)))?\s*+\)
        | \]\[[^\]]*+\](?!\() | \[\^[^\]\s]++\] | \{[\#.:][^{}\r\n]*+\}
        | \*{1,3} | ~~ | (?<=[ \t])\#++[ \t]*+\Z
      )
    | (?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<label>\[(?P<label_name>[^\[\]]++)\](?![(\[]))
    | (?P<space>[ \t\xa0]{2,}+|\xa0|\t)
    """,
    re.VERBOSE | re.DOTALL,
)
_TAG: Final = re.compile(html_tokens.CLOSED_MARKUP, re.VERBOSE | re.DOTALL)
_SPACES: Final = re.compile("[ ]*+")
_SPECIAL: Final = re.compile(r"[\\`*\[\]<&]")


def pieces(name: str, chunks: Iterable[str]) -> Iterator[Piece]:
    r"""Yield the pieces of a file.

    >>> found = pieces("", ["# Где `си`?\n\n    код\n\n- Ту [сам](где.md)\n"])
    >>> [piece if isinstance(piece, str) else piece.meaning.text for piece in found]
    ['# ', 'Где \ufffc?', '\n', '\n', '    код\n', '\n', '- ', 'Ту [сам', '\n']

    Raises:
        StreamError: the file is too long.
    """
    page = whole(name, chunks)
    labels = frozenset(_folded(label[1]) for label in _DEFINITION.finditer(page))
    place = 0
    for match in _KEPT.finditer(page):
        yield from _prose(page[place : match.start()], labels)
        yield match[0]
        place = match.end()
    yield from _prose(page[place:], labels)


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _prose(prose: str, labels: frozenset[str]) -> Iterator[Piece]:
    """Yield the pieces of what is between blocks that hold no prose."""
    held: list[str] = []
    for line, begins in _lines(prose):
        if begins is not False:
            yield from _paragraph("".join(held), labels)
            held = []
        if begins is None:
            yield line
        else:
            held.append(line)
    yield from _paragraph("".join(held), labels)


def _lines(prose: str) -> Iterator[tuple[str, bool | None]]:
    """Yield each line, with whether it begins a paragraph, or None if it holds no prose."""
    after_blank, quoted = True, False
    content = 0  # the indentation of what belongs to the list item above, if there is one
    for line in _LINE.findall(prose):
        outer = line.expandtabs(4)
        bare = _QUOTE.sub("", outer, count=1)
        if (bare != outer) != quoted:
            content, quoted = 0, not quoted
        indent = len(bare) - len(bare.lstrip())
        item = _ITEM.match(bare)
        if not bare.strip():
            after_blank = True
            yield line, None
            continue
        if after_blank and indent < content:
            content = 0
        is_code = after_blank and indent >= content + 4
        if is_code or _DEFINITION.match(line) or _RULE.fullmatch(bare.strip()) or _code_in(item):
            after_blank = True  # as no paragraph goes on after it
            yield line, None
            continue
        if item:
            content = item.end()
        heading = bare.lstrip().startswith("#")
        yield line, bool(after_blank or item or heading)
        after_blank = heading or bare.lstrip().startswith("|")


def _code_in(item: re.Match[str] | None) -> bool:
    """Return True if what follows the mark of a list item is indented so far that it is code."""
    return item is not None and len(item[0]) - len(item[0].rstrip()) > 4


def _paragraph(raw: str, labels: frozenset[str]) -> Iterator[Piece]:
    """Yield the text of a paragraph between its mark and its last line end."""
    body = raw.rstrip(" \t\r\n")
    start = match.end() if (match := _MARKER.match(body)) else 0
    if raw:
        yield raw[:start]
        meaning = Aligned(body[start:], _edits(body[start:], labels))
        text = Text(meaning, _escaped, partial(still_text, _TAG))
        yield text if meaning.text.strip() else body[start:]
        yield raw[len(body) :]


def _edits(raw: str, labels: frozenset[str]) -> Iterator[Edit]:
    place = searched = 0
    spaced = True  # if the text so far ends with white space, or is empty
    while match := _INLINE.search(raw, searched):
        searched = match.end()
        edit = _edit(match, labels)
        if edit is None:
            continue
        yield from references(raw, place, edit.start)
        if place < edit.start:
            spaced = raw[edit.start - 1] == " "
        if spaced and edit.rule == MARKUP and edit.replacement in ("", " "):
            # White space on both sides of what is hidden would look like too much of it.
            after = _SPACES.match(raw, edit.end)
            edit = edit._replace(end=after.end() if after else edit.end, replacement="")
        elif edit.replacement:
            spaced = edit.replacement[-1] in " \n"
        yield edit
        place = searched = edit.end
    yield from references(raw, place)


def _edit(match: re.Match[str], labels: frozenset[str]) -> Edit | None:
    """Return the edit that hides a piece of markup, or None if it is none."""
    start, end = match.span()
    if match["escape"]:
        return Edit(start, end, match["escape"][1], SPELLING)
    if match["label"] and _folded(match["label_name"]) not in labels:
        return None
    shown = (
        "\n" if match["break"] else OBJECT if match["object"] or match["label"]
        else " " if match["space"] else ""
    )  # fmt: skip
    return Edit(start, end, shown, MARKUP)


def _escaped(text: str) -> str:
    """Return new text without what would be markup."""
    return _SPECIAL.sub(r"\\\g<0>", text)
