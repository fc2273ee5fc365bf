"""Subtitles as containers: the lines of cues are text; numbers, times and notes are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from polyglot_norm.streams.containers.text import Piece, Text, as_is
from polyglot_norm.streams.parts import Per, split_documents
from polyglot_norm.streams.stream_error import StreamError
from polyglot_norm.streams.subtitles import LONGEST, NO_CUES, cues_among, meaning
from polyglot_norm.text.lines import BREAKS, split_lines


def pieces(name: str, chunks: Iterable[str], *, as_vtt: bool) -> Iterator[Piece]:
    r"""Yield the pieces of a file, SubRip or, ``as_vtt``, WebVTT.

    >>> page = "1\n00:00:01,000 --> 00:00:02,500\n<i>Где си?</i>\n"
    >>> [p if isinstance(p, str) else p.meaning.text for p in pieces("", [page], as_vtt=False)]
    ['1\n', '00:00:01,000 --> 00:00:02,500\n', 'Где си?', '\n']

    Raises:
        StreamError: there is something in the file, but no cue.
    """
    empty, found = True, False
    for block in split_documents(chunks, Per.PARAGRAPH):
        whole = block.first and block.last and len(block.text) <= LONGEST
        for piece in _in_block(block.text, as_vtt=as_vtt) if whole else (block.text,):
            found = found or isinstance(piece, Text)
            yield piece
        empty = empty and block.text.isspace()
    if not (found or empty):
        raise StreamError(name, NO_CUES)


def _in_block(block: str, *, as_vtt: bool) -> Iterator[Piece]:
    lines = [block[start:end] for start, end in split_lines(block)]
    bare = [line.rstrip(BREAKS) for line in lines]
    spoken = {i for cue in cues_among(bare) for i in range(cue.line + 1, cue.end)}
    for i, (line, body) in enumerate(zip(lines, bare, strict=True)):
        if i in spoken and body.strip():
            yield Text(meaning(body), _escaped if as_vtt else as_is, _as_one_line)
            yield line[len(body) :]
        else:
            yield line


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _as_one_line(before: str, after: str) -> str:
    """Return a changed line, unless it would end its cue or look like the start of another."""
    if not after.strip() or ("-->" in after and "-->" not in before):
        return before
    return after
