"""Schemes ``icu:<ID>``: the transforms of ICU, with the extra ``icu``.

The extra installs ICU as a wheel; PyICU built against a system ICU works too.

ICU returns the resulting text only. To align it, source and result are compared line by line, and
within a line word by word, provided that the text between the words is the same in both; if not,
the line is one edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.errors import MissingExtra, UnknownScheme, nearest
from polyglot_norm.transliteration.context_patterns import MARKS

_SCRIPTS = {
    "ASCII": "Latn", "Latin": "Latn", "NumericPinyin": "Latn", "Cyrillic": "Cyrl",
    "Russian": "Cyrl", "Greek": "Grek", "Georgian": "Geor", "Armenian": "Armn", "Hebrew": "Hebr",
    "Arabic": "Arab", "Devanagari": "Deva", "Bengali": "Beng", "Gujarati": "Gujr",
    "Gurmukhi": "Guru", "Kannada": "Knda", "Malayalam": "Mlym", "Oriya": "Orya", "Tamil": "Taml",
    "Telugu": "Telu", "Hangul": "Hang", "Hiragana": "Hira", "Katakana": "Kana", "Thai": "Thai",
    "Ethiopic": "Ethi", "Syriac": "Syrc", "Thaana": "Thaa", "Bopomofo": "Bopo",
    "Traditional": "Hant", "Simplified": "Hans",
}  # fmt: skip

# Words, with what letters may become: marks, and apostrophes and primes for signs.
_PARTS = re.compile(rf"(?:[^\W\d_]|[{MARKS}'’ʹʺ])+")


def to_script(identifier: str) -> str:
    """Return the target script in a transform's name, or the empty string if it has none.

    >>> to_script("Russian-Latin/BGN"), to_script("uz_Cyrl-uz_Latn"), to_script("NFC")
    ('Latn', 'Latn', '')

    Raises:
        MissingExtra: the module ``icu`` is not installed.
        UnknownScheme: ICU has no such transform.
    """
    _transform(identifier)
    target = identifier.rpartition(";")[2].strip().rpartition("-")[2].partition("/")[0]
    script = target.rpartition("_")[2]
    if target in _SCRIPTS:
        return _SCRIPTS[target]
    return script if re.fullmatch("[A-Z][a-z]{3}", script) else ""


def transliterate(text: str, identifier: str, rule: str) -> Aligned:
    """Return the text converted by a transform of ICU.

    >>> transliterate("Щука, река", "Russian-Latin/BGN", "icu").text
    'Shchuka, reka'
    """
    result = _run(text, _transform(identifier))
    if result == text:
        return Aligned(text)
    return Aligned.lazily(text, result, _edits, result, rule)


def _run(text: str, transform: Any) -> str:
    # ICU reads UTF-16 and would destroy lone surrogates, so it does not get them.
    return "".join(
        part if "\ud800" <= part[0] <= "\udfff" else str(transform.transliterate(part))
        for part in re.findall("[\ud800-\udfff]+|[^\ud800-\udfff]+", text)
    )


@lru_cache(maxsize=64)
def _transform(identifier: str) -> Any:
    try:
        import icu
    except ImportError as error:
        raise MissingExtra(
            f"scheme icu:{identifier} needs ICU; pip install 'polyglot-norm[icu]'",
            extra="icu",
        ) from error
    try:
        return icu.Transliterator.createInstance(identifier)
    except icu.ICUError:
        available = [str(other) for other in icu.Transliterator.getAvailableIDs()]
        raise UnknownScheme(
            f"unknown ICU transform {identifier!r};{nearest(identifier, available)} "
            "list them with icu.Transliterator.getAvailableIDs()"
        ) from None


def _edits(source: str, result: str, rule: str) -> Iterator[Edit]:
    before, after = source.splitlines(keepends=True), result.splitlines(keepends=True)
    if len(before) != len(after):
        before, after = [source], [result]
    at = 0
    for line, becomes in zip(before, after, strict=True):
        yield from _line_edits(line, becomes, at, rule)
        at += len(line)


def _line_edits(line: str, becomes: str, at: int, rule: str) -> Iterator[Edit]:
    between = _PARTS.split(line)
    if between == _PARTS.split(becomes):
        words = zip(_PARTS.finditer(line), _PARTS.findall(becomes), strict=True)
        for word, new in words:
            yield from _trimmed(word[0], new, at + word.start(), rule)
    else:
        yield from _trimmed(line, becomes, at, rule)


def _trimmed(old: str, new: str, at: int, rule: str) -> Iterator[Edit]:
    """Yield one edit without the common prefix and suffix of both texts, if they differ."""
    if old == new:
        return
    start, most = 0, min(len(old), len(new))
    while start < most and old[start] == new[start]:
        start += 1
    end = 0
    while end < most - start and old[-1 - end] == new[-1 - end]:
        end += 1
    yield Edit(at + start, at + len(old) - end, new[start : len(new) - end], rule)
