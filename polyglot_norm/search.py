"""Documents for a search engine: a field for each language, and one in plain Latin letters.

A query is rarely typed as the text is: in the other script, without diacritics, in any case. The
field ``latin`` holds the whole text in plain Latin letters, Cyrillic as Serbian writes it, and
`query` writes a query in the same way; neither depends on what the languages were found to be. The
fields of languages are for an engine's own analysers, which know more of one language each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.document import Document
from polyglot_norm.errors import plain
from polyglot_norm.language.tags import NO_LANGUAGE, UNDETERMINED
from polyglot_norm.normalisation import profiles
from polyglot_norm.segment import Segment

FIELD: Final = "text_"
"""What the name of a language's field begins with."""

_LATIN: Final = profiles.check("ascii")
_CLEAN: Final = profiles.check("clean")
_SERBIAN: Final = "sr-Cyrl"


def latin(text: str) -> Aligned:
    """Return a text as the field ``latin`` has it, aligned with its source.

    It is in lower case and ASCII. Both scripts of Serbian become the same: š is s, č and ć are c,
    đ and ђ are dj, љ is lj. The alignment leads from a hit to the words to be highlighted.

    >>> found = latin("Где је Ђорђе?")
    >>> found.text
    'gde je djordje?'
    >>> found.to_source(7, 14)
    (7, 12)
    """
    return profiles.run(_LATIN, plain(text), _SERBIAN)


def query(text: str) -> str:
    """Return a query as the field ``latin`` has its words.

    >>> query("Ђоковић"), query("Đoković"), query("djokovic")
    ('djokovic', 'djokovic', 'djokovic')
    """
    return latin(text).text


def fields(document: Document, wanted: Callable[[Segment], bool] | None = None) -> dict[str, Any]:
    """Return a document as the fields of a search engine.

    ``lang`` is its main language and ``languages`` are all, largest first. Each language has a
    field ``text_`` and its code without the script, as in ``text_sr``, with what is in it, cleaned
    but in its own script; segments that are not ``wanted`` have none. Numbers and links by
    themselves are in the field of the main language.

    >>> import polyglot_norm as pn
    >>> found = fields(pn.tag("I wonder what she meant. Шта мислиш?", languages=["en", "sr"]))
    >>> found["text_sr"], found["latin"]
    ('Шта мислиш?', 'i wonder what she meant. sta mislis?')
    """
    texts: dict[str, list[str]] = {}
    for segment in filter(wanted, document.segments):
        lang = document.lang if segment.lang == NO_LANGUAGE else segment.lang
        known = None if lang in (NO_LANGUAGE, UNDETERMINED) else lang
        cleaned = profiles.run(_CLEAN, segment.text, known).text.strip()
        if cleaned:
            texts.setdefault(FIELD + lang.partition("-")[0], []).append(cleaned)
    return {
        "lang": document.lang,
        "languages": [share.lang for share in document.languages],
        **{name: "\n".join(parts) for name, parts in texts.items()},
        "latin": query(document.text),
    }
