"""Rules about language labels that no score can express, applied to every detector's answer.

A rule takes the text and the stretches of one line, in order, and returns the stretches with some
of them relabelled. A line may have a hundred thousand, so rules are compiled stages.
"""

from __future__ import annotations

from collections.abc import Callable

from polyglot_norm.language.rules.context import differ
from polyglot_norm.language.rules.glued import join_glued
from polyglot_norm.language.rules.groups import join_undecided
from polyglot_norm.language.rules.islands import join_han, join_latin
from polyglot_norm.language.rules.names import join_names
from polyglot_norm.language.rules.unknown import doubt_beside_unknown
from polyglot_norm.language.stretch import Stretch

Rule = Callable[[str, list[Stretch]], list[Stretch]]

RULES: tuple[Rule, ...] = (
    join_han,
    join_latin,
    join_names,
    join_undecided,
    join_glued,
    doubt_beside_unknown,
)
"""All rules, in the order in which they are applied."""


def apply_rules(text: str, line: list[Stretch]) -> list[Stretch]:
    """Apply the rules to the stretches of a line while these differ in language.

    >>> from polyglot_norm.language.labels import Label
    >>> sr = Label("sr-Cyrl", "Cyrl", 0.9, (("sr-Cyrl", 0.9),))
    >>> de = Label("de", "Latn", 0.5, (("de", 0.5),))
    >>> line = [Stretch(0, 4, sr, 4), Stretch(5, 11, de, 6), Stretch(12, 22, sr, 10)]
    >>> [stretch.label.lang for stretch in apply_rules("Нови iPhone поскупљује", line)]
    ['sr-Cyrl', 'sr-Cyrl', 'sr-Cyrl']
    """
    for rule in RULES:
        if not differ(line):
            break
        line = rule(text, line)
    return line
