"""Application of a scheme's rules: one regular expression for contexts, then single letters.

Rules with several letters, with a context, or for an upper-case letter that becomes several, are
applied first, by a regular expression whose replacements have no letter that the second pass would
replace again. Texts with combining marks, which are rare, need an expression that also matches
decomposed letters and skips marks in contexts; their result is composed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate

from polyglot_norm.align.aligned import Aligned, Edit, joined
from polyglot_norm.transliteration import scheme_header
from polyglot_norm.transliteration.context_patterns import MARKS, ContextPatterns
from polyglot_norm.transliteration.letter_case import LetterCase, Variant
from polyglot_norm.transliteration.letter_map import LetterMap
from polyglot_norm.transliteration.scheme_rules import Rule, rules

_MARK = re.compile(f"[{MARKS}]")
_RUN_OF_MARKS = re.compile(f"[{MARKS}]+")


@cache
def matcher(stem: str, direction: str) -> Matcher:
    """Return the matcher of a table and direction.

    >>> matcher("sr-latn", "forward").text("ЉУБАВ и Љубица")
    'LJUBAV i Ljubica'
    """
    header = scheme_header.header(stem)
    found = rules(header, scheme_header.lines(stem), direction)
    for other in header.rest if direction == scheme_header.FORWARD else ():
        found += _rest(found, other)
    return Matcher(found, LetterCase(header.upper), derive=header.derive_case)


def _rest(found: list[Rule], stem: str) -> list[Rule]:
    """Return the rules without a context of another table, for letters that have no rule yet."""
    covered = {rule.text.lower() for rule in found}
    header, lines = scheme_header.header(stem), scheme_header.lines(stem)
    others = rules(header, lines, scheme_header.FORWARD)
    return [rule for rule in others if rule.anywhere and rule.text.lower() not in covered]


class Matcher:
    """A compiled set of rules; safe in threads."""

    def __init__(self, found: list[Rule], case: LetterCase, *, derive: bool = True) -> None:
        self._rules = found
        self._case = case
        self._derive = derive and any(map(case.is_cased, "".join(r.text for r in found)))
        unmarked = [v for v in self._variants() if not _MARK.search(v.rule.text)]
        self._plain = _Passes(unmarked, self._patterns(marked=False))
        self._marked: _Passes | None = None

    def _for_marks(self) -> _Passes:
        if self._marked is None:  # two threads may both create it, with the same result
            variants = _with_decomposed(self._variants())
            self._marked = _Passes(variants, self._patterns(marked=True))
        return self._marked

    def _variants(self) -> list[Variant]:
        if not self._derive:
            return [Variant(rule) for rule in self._rules]
        exact = {rule.text for rule in self._rules}
        # A row in upper case takes precedence over one derived from lower case.
        return [
            variant
            for rule in self._rules
            for variant in self._case.variants(rule)
            if variant.rule.text == rule.text or variant.rule.text not in exact
        ]

    def _patterns(self, *, marked: bool) -> ContextPatterns:
        letters = "".join(rule.text for rule in self._rules)
        return ContextPatterns(self._case, letters, derive=self._derive, marked=marked)

    def aligned(self, text: str, rule: str) -> Aligned:
        """Return the text with the rules applied; its edits are computed on demand."""
        if text.isascii() and not self._plain.touches_ascii:
            return Aligned(text)
        if not _MARK.search(text):
            return Aligned.lazily(text, self._plain.text(text), self._plain.edits, rule)
        lines = text.splitlines(keepends=True)
        if len(lines) == 1:
            return Aligned(text, _composed(text, self._for_marks().edits(text, rule)))
        # No context crosses a line break, so lines without marks can take the fast path.
        starts = accumulate(map(len, lines), initial=0)
        parts = [(at, self.aligned(line, rule)) for at, line in zip(starts, lines, strict=False)]
        return joined(text, parts)

    def text(self, text: str) -> str:
        """Return the text with the rules applied."""
        return self.aligned(text, "").text

    def edits(self, text: str, rule: str) -> Iterator[Edit]:
        """Yield the edits of the rules, in order."""
        return iter(self.aligned(text, rule).edits)


class _Passes:
    """The two passes over a text: rules that need the expression, then single letters."""

    def __init__(self, variants: list[Variant], patterns: ContextPatterns) -> None:
        self._letters, contextual = _divided(variants)
        self._contextual = patterns.compile(contextual)
        keys = set(self._letters).union(*(v.rule.text for v in contextual))
        self.touches_ascii = any(key.isascii() for key in keys)
        self._map = LetterMap(self._letters)

    def text(self, text: str) -> str:
        if self._contextual.first:
            text = self._contextual.pattern.sub(self._contextual.becomes, text)
        return self._map.translate(text)

    def edits(self, text: str, rule: str) -> Iterator[Edit]:
        at = 0
        for match in self._contextual.pattern.finditer(text):
            yield from self._letter_edits(text, at, match.start(), rule)
            at = match.end()
            becomes = self._contextual.becomes(match)
            if becomes != match[0]:
                yield Edit(match.start(), at, becomes, rule)
        yield from self._letter_edits(text, at, len(text), rule)

    def _letter_edits(self, text: str, start: int, end: int, rule: str) -> Iterator[Edit]:
        get = self._letters.get
        for i in range(start, end):
            becomes = get(text[i])
            if becomes is not None and becomes != text[i]:
                yield Edit(i, i + 1, becomes, rule)


def _divided(variants: list[Variant]) -> tuple[dict[str, str], list[Variant]]:
    """Return the replacements of single letters without a context, and all other variants.

    A letter that occurs in a replacement of the first pass must not be replaced in the second, so
    it joins the first.
    """
    single = {
        v.rule.text: v.rule.becomes
        for v in reversed(variants)
        if len(v.rule.text) == 1 and _is_unconditional(v)
    }
    others = [v for v in variants if v.rule.text not in single or not _is_unconditional(v)]
    while clash := single.keys() & _letters_written(others):
        others += [Variant(Rule(letter, single.pop(letter))) for letter in sorted(clash)]
    return single, others


def _is_unconditional(variant: Variant) -> bool:
    return variant.rule.anywhere and variant.in_upper_case is None


def _letters_written(variants: list[Variant]) -> set[str]:
    return set("".join(v.rule.becomes + (v.in_upper_case or "") for v in variants))


def _with_decomposed(variants: list[Variant]) -> list[Variant]:
    """Return the variants, and again those whose text decomposes, decomposed."""
    from unicodedata2 import normalize

    composed = {variant.rule.text for variant in variants}
    decomposed = [
        variant._replace(rule=variant.rule._replace(text=text))
        for variant in variants
        if (text := normalize("NFD", variant.rule.text)) not in composed
    ]
    return [*variants, *decomposed]


def _composed(text: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits, extended over combining marks that compose with their replacements."""
    from unicodedata2 import normalize

    upcoming = iter(edits)
    edit = next(upcoming, None)
    while edit is not None:
        after = next(upcoming, None)
        marks = _RUN_OF_MARKS.match(text, edit.end)
        # A mark with a rule of its own is left to that rule.
        end = min(marks.end(), after.start if after else len(text)) if marks else edit.end
        if end > edit.end and edit.replacement:
            whole = edit.replacement + text[edit.end : end]
            edit = Edit(edit.start, end, normalize("NFC", whole), edit.rule)
        yield edit
        edit = after
