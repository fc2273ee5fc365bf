"""Recognition of formats by the first bytes of a file."""

from __future__ import annotations

import re
from typing import Final

from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED, known

BEGINNING: Final = 1 << 12
"""Number of bytes that are enough to recognise a format."""

_INLINE: Final = re.compile(rb"[^<]*<(?:\?doc [^<>]*\?|([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*))>")
_CONLLU: Final = re.compile(
    rb"(?:# ?(?:newdoc|newpar|sent_id|text|global\.columns)\b|1(?:-\d+)?\t)"
)


def sniff(beginning: bytes) -> str | None:
    """Recognise a format; see `polyglot_norm.formats.sniff`."""
    if beginning.startswith(b"PAR1"):
        return "parquet"
    if beginning.startswith((b"ARROW1", b"\xff\xff\xff\xff")):
        return "arrow"
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"{"):
        return _json(text)
    if re.match(rb"<\?xml|<documents\b|<TEI\b|<teiCorpus\b", text):
        return "tei" if re.search(rb"<(?:\w+:)?(?:TEI|teiCorpus)\b", text) else "xml"
    if _CONLLU.match(text):
        return "conllu"
    columns = text.partition(b"\n")[0].rstrip(b"\r").decode("latin-1").split("\t")
    if {"lang", "text"} <= set(columns) and len(columns) > 1:
        return "tsv"
    return "inline" if _is_inline(text) else None


def _is_inline(text: bytes) -> bool:
    """Return True if the first tag names a document or a language: HTML's tags do neither."""
    tag = _INLINE.match(text)
    if tag is None or tag[1] is None:
        return tag is not None
    lang = tag[1].decode()
    return "-" in lang or lang in (UNDETERMINED, NO_LANGUAGE) or lang in known()


def _json(text: bytes) -> str | None:
    """Return the JSON format of a line, by its keys, whose order is not fixed."""
    line = text.partition(b"\n")[0]
    for key, name in ((b"segments", "docs"), (b"attributes", "dolma"), (b"lang", "jsonl")):
        if re.search(rb'"' + key + rb'"\s*:', line):
            return name
    return None
