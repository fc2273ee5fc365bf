"""Subtitles as input, SubRip (``.srt``) and WebVTT: a document is a cue, with its times.

A cue is too short to be labelled alone, and a film goes on in the same languages, so cues are
tagged together, as the lines of one text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.formats.offset_kinds import Offsets
from polyglot_norm.streams.containers.text import MARKUP, references
from polyglot_norm.streams.parts import PART_LENGTH, Per, split_documents
from polyglot_norm.streams.passage import Cue, Passage
from polyglot_norm.streams.stream_error import StreamError
from polyglot_norm.text.lines import BREAKS, count_breaks, split_lines

_TIME: Final = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES: Final = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?=\s|$)")
# Tags of WebVTT (classes, voices, times) and of SubRip (b, i, u, s, font), the last of a line
# perhaps unclosed; overrides, line breaks and hard spaces of SSA.
_MARKUP: Final = re.compile(
    r"</?(?:[bius]|c|lang|ruby|rt|v|font)(?:\b[^<>\n]{0,200}>|\s*$)|<\d[\d:.]{4,12}>"
    r"|\{\\[^{}\n]{1,80}\}|(?-i:\\[Nh])",
    re.IGNORECASE,
)
_SSA: Final = {"\\N": "\n", "\\h": " "}
NO_CUES: Final = "no subtitles found; read plain text with --from text"

LONGEST: Final = 1 << 16
"""The greatest number of code points in a cue; longer blocks are not subtitles."""


def passages(name: str, chunks: Iterable[str]) -> Iterator[Passage]:
    r"""Yield the cues of a file, as many in each passage as fit in a part of a document.

    >>> page = "1\n00:00:01,000 --> 00:00:02,500\n<i>Где си?</i>\n"
    >>> (found,) = passages("a.srt", [page])
    >>> found.text, dict(found.cues[0].metadata)
    ('Где си?\n', {'cue': '1', 'begin': '00:00:01.000', 'finish': '00:00:02.500'})

    Raises:
        StreamError: the file has no cue.
    """
    held: Passage | None = None
    for passage in _passages(name, chunks):
        if held is not None:
            yield held._replace(last=False)
        held = passage._replace(first=held is None)
    if held is None:
        raise StreamError(name, NO_CUES)
    yield held


def _passages(name: str, chunks: Iterable[str]) -> Iterator[Passage]:
    texts: list[str] = []
    cues: list[Cue] = []
    size = 0
    for text, cue in _cues(chunks):
        texts.append(f"{text}\n")
        cues.append(cue._replace(start=size, end=size + len(texts[-1])))
        size += len(texts[-1])
        if size > PART_LENGTH:
            yield _passage(name, texts, cues)
            texts, cues, size = [], [], 0
    if cues:
        yield _passage(name, texts, cues)


def _passage(name: str, texts: list[str], cues: list[Cue]) -> Passage:
    return Passage(name, "".join(texts), Offsets(), line=cues[0].line, cues=tuple(cues))


def _cues(chunks: Iterable[str]) -> Iterator[tuple[str, Cue]]:
    """Yield each cue with its text."""
    line = 1
    for block in split_documents(chunks, Per.PARAGRAPH):
        if block.first and block.last and len(block.text) <= LONGEST:
            yield from _in_block(block.text, line)
        line += count_breaks(block.text)


def _in_block(block: str, line: int) -> Iterator[tuple[str, Cue]]:
    """Yield the cues of a block."""
    lines = [block[start:end].rstrip(BREAKS) for start, end in split_lines(block)]
    for i, end, times in cues_among(lines):
        text = "\n".join(meaning(text).text for text in lines[i + 1 : end]).strip()
        label = lines[i - 1].strip() if i else ""
        found = times.groups()
        when = {"cue": label, "begin": _clock(*found[:4]), "finish": _clock(*found[4:])}
        if text:
            yield text, Cue(0, 0, line + i + 1, when)


class CueLines(NamedTuple):
    """The line of a cue's times in a block, and the end of the lines of text after it."""

    line: int
    end: int
    times: re.Match[str]


def cues_among(lines: Sequence[str]) -> list[CueLines]:
    """Return the cues among the lines of a block: one, or all in a file without blank lines.

    >>> [cue[:2] for cue in cues_among(["7", "00:01,0 --> 00:02,0", "Где си?"])]
    [(1, 3)]
    """
    starts = [(i, times) for i, text in enumerate(lines) if (times := _TIMES.match(text))]
    ends = [*(i - 1 for i, _ in starts[1:]), len(lines)]  # the number of the next cue is no text
    return [CueLines(i, end, times) for (i, times), end in zip(starts, ends, strict=False)]


def meaning(line: str) -> Aligned:
    r"""Return a line of a cue without its markup.

    >>> meaning(r"{\an8}<i>Tom &amp; Jerry</i>").text
    'Tom & Jerry'
    """
    edits: list[Edit] = []
    place = 0
    for match in _MARKUP.finditer(line):
        edits += references(line, place, match.start())
        edits.append(Edit(match.start(), match.end(), _SSA.get(match[0], ""), MARKUP))
        place = match.end()
    return Aligned(line, [*edits, *references(line, place)])


def _clock(hours: str | None, minutes: str, seconds: str, thousandths: str) -> str:
    r"""Return a time as WebVTT writes it.

    >>> _clock(None, "1", "02", "5")
    '00:01:02.500'
    """
    return f"{int(hours or 0):02}:{int(minutes):02}:{int(seconds):02}.{thousandths:0<3}"
