"""Subtitles as input, SubRip (``.srt``) and WebVTT: a document is a cue, with its times.

A cue is too short to be labelled alone, and a film goes on in the same languages, so cues are
tagged together, as the lines of one text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Final

from polyglot_norm.formats.offset_kinds import Offsets
from polyglot_norm.streams.parts import PART_LENGTH, Per, split_documents
from polyglot_norm.streams.passage import Cue, Passage
from polyglot_norm.streams.stream_error import StreamError
from polyglot_norm.text.lines import BREAKS, count_breaks, split_lines

_TIME: Final = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES: Final = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?=\s|$)")
# Tags of WebVTT (classes, voices, times) and of SubRip (b, i, u, s, font); overrides of SSA.
_MARKUP: Final = re.compile(
    r"</?(?:[bius]|c|lang|ruby|rt|v|font)\b[^<>\n]{0,200}>|<\d[\d:.]{4,12}>|\{\\[^{}\n]{1,80}\}",
    re.IGNORECASE,
)
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
        raise StreamError(name, "no subtitles found; read plain text with --from text")
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
    """Yield the cues of a block: one, or all in a file without blank lines."""
    lines = [block[start:end].rstrip(BREAKS) for start, end in split_lines(block)]
    starts = [(i, times) for i, text in enumerate(lines) if (times := _TIMES.match(text))]
    ends = [*(i - 1 for i, _ in starts[1:]), len(lines)]  # the number of the next cue is no text
    for (i, times), end in zip(starts, ends, strict=True) if starts else ():
        body = lines[i + 1 : end]
        text = "\n".join(_plain(text) for text in body).strip()
        label = lines[i - 1].strip() if i else ""
        found = times.groups()
        when = {"cue": label, "begin": _clock(*found[:4]), "finish": _clock(*found[4:])}
        if text:
            yield text, Cue(0, 0, line + i + 1, when)


def _plain(text: str) -> str:
    bare = _MARKUP.sub("", text)
    return html.unescape(bare) if "&" in bare else bare


def _clock(hours: str | None, minutes: str, seconds: str, thousandths: str) -> str:
    r"""Return a time as WebVTT writes it.

    >>> _clock(None, "1", "02", "5")
    '00:01:02.500'
    """
    return f"{int(hours or 0):02}:{int(minutes):02}:{int(seconds):02}.{thousandths:0<3}"
