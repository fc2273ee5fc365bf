"""A table's rules made fast: plain letters one by one, one regex for all the rest.

What needs a look around (several letters, a context, a capital that becomes several letters) is
found by the regex and replaced first; what it puts in is nothing that the second pass, letter by
letter, would touch again. Texts with combining marks, which are rare, go through a regex that
knows decomposed letters and looks over marks, and what they become is composed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate

from polyglot_norm.align.aligned import Aligned, Edit, joined
from polyglot_norm.transliteration import header as headers
from polyglot_norm.transliteration.capitals import Capitals, Variant
from polyglot_norm.transliteration.letters import Letters
from polyglot_norm.transliteration.patterns import MARKS, Patterns
from polyglot_norm.transliteration.rules import Rule, rules

_MARK = re.compile(f"[{MARKS}]")
_RUN_OF_MARKS = re.compile(f"[{MARKS}]+")


@cache
def matcher(stem: str, direction: str) -> Matcher:
    """The matcher of a table and direction, made once.

    >>> matcher("sr-latn", "forward").text("ЉУБАВ и Љубица")
    'LJUBAV i Ljubica'
    """
    header = headers.header(stem)
    found = rules(header, headers.lines(stem), direction)
    for other in header.rest if direction == headers.FORWARD else ():
        found += _letters_without_rule(found, other)
    return Matcher(found, Capitals(header.capitals), derive=header.derive_case)


def _letters_without_rule(found: list[Rule], other: str) -> list[Rule]:
    """The plain rules of another table for letters that no rule here begins with."""
    here = {rule.text.lower() for rule in found}
    more = rules(headers.header(other), headers.lines(other), headers.FORWARD)
    return [rule for rule in more if rule.anywhere and rule.text.lower() not in here]


class Matcher:
    """Rules, ready for use; safe in threads."""

    def __init__(self, found: list[Rule], capitals: Capitals, *, derive: bool = True) -> None:
        self._rules = found
        self._capitals = capitals
        self._derive = derive and any(map(capitals.is_cased, "".join(r.text for r in found)))
        unmarked = [v for v in self._variants() if not _MARK.search(v.rule.text)]
        self._plain = _Passes(unmarked, self._patterns(marked=False))
        self._marked: _Passes | None = None

    def _for_marks(self) -> _Passes:
        if self._marked is None:  # made by two threads at once, it is the same twice
            variants = _with_decomposed(self._variants())
            self._marked = _Passes(variants, self._patterns(marked=True))
        return self._marked

    def _variants(self) -> list[Variant]:
        if not self._derive:
            return [Variant(rule) for rule in self._rules]
        exact = {rule.text for rule in self._rules}
        # A row in capitals wins over what follows from a row in small letters.
        return [
            variant
            for rule in self._rules
            for variant in self._capitals.variants(rule)
            if variant.rule.text == rule.text or variant.rule.text not in exact
        ]

    def _patterns(self, *, marked: bool) -> Patterns:
        letters = "".join(rule.text for rule in self._rules)
        return Patterns(self._capitals, letters, derive=self._derive, marked=marked)

    def aligned(self, text: str, rule: str) -> Aligned:
        """The text as the rules have it, its edits worked out when they are asked for."""
        if text.isascii() and not self._plain.touches_ascii:
            return Aligned(text)
        if not _MARK.search(text):
            return Aligned.lazily(text, self._plain.text(text), self._plain.edits, rule)
        lines = text.splitlines(keepends=True)
        if len(lines) == 1:
            return Aligned(text, _composed(text, self._for_marks().edits(text, rule)))
        # The lines without marks, which no context looks beyond, need not be slow.
        starts = accumulate(map(len, lines), initial=0)
        parts = [(at, self.aligned(line, rule)) for at, line in zip(starts, lines, strict=False)]
        return joined(text, parts)

    def text(self, text: str) -> str:
        """The text as the rules have it."""
        return self.aligned(text, "").text

    def edits(self, text: str, rule: str) -> Iterator[Edit]:
        """The edits that the rules ask for, in order."""
        return iter(self.aligned(text, rule).edits)


class _Passes:
    """The two passes over a text: the regex of what is special, then every plain letter."""

    def __init__(self, variants: list[Variant], patterns: Patterns) -> None:
        self.letters, special = _divided(variants)
        self._special = patterns.compile(special)
        keys = set(self.letters).union(*(v.rule.text for v in special))
        self.touches_ascii = any(key.isascii() for key in keys)
        self._table = Letters(self.letters)

    def text(self, text: str) -> str:
        if self._special.first:
            text = self._special.pattern.sub(self._special.becomes, text)
        return self._table.translate(text)

    def edits(self, text: str, rule: str) -> Iterator[Edit]:
        at = 0
        for match in self._special.pattern.finditer(text):
            yield from self._plain_edits(text, at, match.start(), rule)
            at = match.end()
            becomes = self._special.becomes(match)
            if becomes != match[0]:
                yield Edit(match.start(), at, becomes, rule)
        yield from self._plain_edits(text, at, len(text), rule)

    def _plain_edits(self, text: str, start: int, end: int, rule: str) -> Iterator[Edit]:
        get = self.letters.get
        for i in range(start, end):
            becomes = get(text[i])
            if becomes is not None and becomes != text[i]:
                yield Edit(i, i + 1, becomes, rule)


def _divided(variants: list[Variant]) -> tuple[dict[str, str], list[Variant]]:
    """The letters that can be replaced without a look around, and all other variants.

    Whatever the first pass puts in must be safe from the second: a letter that occurs there is
    special too.
    """
    plain = {
        v.rule.text: v.rule.becomes
        for v in reversed(variants)
        if len(v.rule.text) == 1 and _is_plain(v)
    }
    special = [v for v in variants if v.rule.text not in plain or not _is_plain(v)]
    while clash := plain.keys() & set("".join(v.rule.becomes + (v.shouted or "") for v in special)):
        special += [Variant(Rule(letter, plain.pop(letter))) for letter in sorted(clash)]
    return plain, special


def _is_plain(variant: Variant) -> bool:
    return variant.rule.anywhere and variant.shouted is None


def _with_decomposed(variants: list[Variant]) -> list[Variant]:
    """The variants, and each of a text that can be written with combining marks, so written."""
    from unicodedata2 import normalize

    there = {variant.rule.text for variant in variants}
    more = [
        variant._replace(rule=variant.rule._replace(text=apart))
        for variant in variants
        if (apart := normalize("NFD", variant.rule.text)) not in there
    ]
    return [*variants, *more]


def _composed(text: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits, each with the combining marks that follow it, composed with what it puts in."""
    from unicodedata2 import normalize

    upcoming = iter(edits)
    edit = next(upcoming, None)
    while edit is not None:
        after = next(upcoming, None)
        marks = _RUN_OF_MARKS.match(text, edit.end)
        # A mark that is itself replaced is not carried along.
        end = min(marks.end(), after.start if after else len(text)) if marks else edit.end
        if end > edit.end and edit.replacement:
            whole = edit.replacement + text[edit.end : end]
            edit = Edit(edit.start, end, normalize("NFC", whole), edit.rule)
        yield edit
        edit = after
