"""Conversion of a text by a scheme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from polyglot_norm.align.aligned import Aligned, joined
from polyglot_norm.normalisation.steps.ascii import to_ascii, with_ascii_links
from polyglot_norm.records import ProtectedSpan, Scheme
from polyglot_norm.transliteration.scheme_list import (
    ANY,
    ASCII,
    CYRTRANSLIT,
    ICU,
    conversion_of,
    output_tag,
)
from polyglot_norm.transliteration.schemes import default_for

if TYPE_CHECKING:
    from polyglot_norm.transliteration.matcher import Matcher

Function = Callable[[str, str, str], Aligned]
"""A conversion of a text, given the tag of its language and the name of the rule for its edits."""


def run(scheme: Scheme, text: str, lang: str, protected: Sequence[ProtectedSpan] = ()) -> Aligned:
    """Return the text converted by a scheme, except for its protected spans.

    The scheme ``ascii`` converts those too, because its result is always ASCII: links so that they
    lead to the same place, mentions and tags like words.
    """
    function = _function(scheme)
    protected = [span for span in protected if not _is_open(span, text, scheme)]
    if not protected or scheme.name == ASCII:
        return function(text, lang, scheme.name)
    parts: list[tuple[int, Aligned]] = []
    at = 0
    for span in protected:
        parts.append((at, function(text[at : span.start], lang, scheme.name)))
        parts.append((span.start, Aligned(text[span.start : span.end])))
        at = span.end
    parts.append((at, function(text[at:], lang, scheme.name)))
    return joined(text, parts)


def _is_open(span: ProtectedSpan, text: str, scheme: Scheme) -> bool:
    """Return True for plain digits, which the way to Cyrillic leaves alone but should see.

    Words on both sides of them may belong together, as in `iPhone 15 Pro`.
    """
    number = text[span.start : span.end]
    return scheme.script == "Cyrl" and number.isascii() and number.isdigit()


def output_lang(scheme: Scheme, lang: str, script: str) -> str:
    """Return the tag of a segment after conversion; its own if the script stays the same.

    >>> from polyglot_norm.transliteration.schemes import find
    >>> output_lang(find("ascii"), "el", "Grek"), output_lang(find("ascii"), "fr", "Latn")
    ('el-Latn-t-el-grek', 'fr')
    """
    if scheme.lang != ANY:
        return scheme.output_lang
    mechanism = "x0-icu" if scheme.name.startswith(ICU) else ""
    return lang if scheme.script == script else output_tag(lang, script, scheme.script, mechanism)


def _function(scheme: Scheme) -> Function:
    if scheme.lang == ANY:
        return _of_any_language
    return _function_of(scheme.name, scheme.lang, scheme.script)


@cache
def _function_of(name: str, lang: str, script: str) -> Function:
    from polyglot_norm.transliteration.cyrtranslit import cyrtranslit_matcher
    from polyglot_norm.transliteration.matcher import matcher
    from polyglot_norm.transliteration.scheme_header import header

    _, table, direction = conversion_of(name, lang, script)
    if name.startswith(CYRTRANSLIT):
        return _by_rules(cyrtranslit_matcher(table, direction))
    code = header(table).code.get(direction)
    if code:
        module, _, function = code.partition(":")
        found: Function = getattr(import_module(f"{__package__}.{module}"), function)
        return found
    return _by_rules(matcher(table, direction))


def _by_rules(rules: Matcher) -> Function:
    return lambda text, _lang, rule: rules.aligned(text, rule)


def _of_any_language(text: str, lang: str, rule: str) -> Aligned:
    if not rule.startswith(ICU):
        return _to_ascii(text, lang, rule)
    from polyglot_norm.transliteration import icu

    return icu.transliterate(text, rule.removeprefix(ICU), rule)


def _to_ascii(text: str, lang: str, rule: str) -> Aligned:
    """Return the text in ASCII, by the Latin scheme of the language if it has one."""
    scheme = None if text.isascii() else default_for(lang, "Latn")
    if scheme is None:
        return to_ascii(text, lang, rule)
    linked = with_ascii_links(text, rule)
    latin = linked.then(_function(scheme)(linked.text, lang, rule))
    return latin.then(to_ascii(latin.text, lang, rule))
