# cython: initializedcheck=False
"""Names and titles: capitalised words that belong to the sentence around them.

A Serbian name in an English sentence is part of that sentence, and so is the English title of a
book or an organisation in a Slovak one. So are letters that a sentence lists: *a, e, i, o, u*.

This is a stage in Cython's pure-Python mode: one source, compiled where a C compiler was found
and interpreted where not.
"""
# mypy: disable-error-code="import-untyped, untyped-decorator, no-redef"

from __future__ import annotations

try:
    import cython
except ImportError:  # Cython is needed to build, not to run
    from polyglot_norm import interpreted as cython

if cython.compiled:
    from cython.cimports.polyglot_norm.language.rules.context import beside, relabelled
    from cython.cimports.polyglot_norm.language.stretch import Stretch
    from cython.cimports.polyglot_norm.text.code_points import (
        code_point,
        data_of,
        is_digit,
        is_space,
        is_upper_case,
        is_word,
        kind_of,
    )
else:
    from polyglot_norm.language.rules.context import beside, relabelled
    from polyglot_norm.language.stretch import Stretch
    from polyglot_norm.text.code_points import (
        code_point,
        data_of,
        is_digit,
        is_space,
        is_upper_case,
        is_word,
        kind_of,
    )

MOST_WORDS = cython.declare(cython.int, 12)
"""The most words of a title. Longer ones are rare; a headline may be a sentence of its own."""

MOST_OF_SMALL = cython.declare(cython.int, 4)
"""The letters of a word in lower case inside a title: *of*, *and*, *from*."""

CAPITALISED = cython.declare(cython.int, 4)
"""The least capitalised words of a title with small ones: fewer are a phrase of German, in which
every noun is capitalised."""

MOST_IN_CAPITALS = cython.declare(cython.int, 3)
"""The most words of a name in capitals throughout: more of them are shouted, or a heading."""

UNDERSCORE = cython.declare(cython.int, 0x5F)


def join_names(text: str, line: list[Stretch]) -> list[Stretch]:
    """Label names as a neighbour in the same script, if the line has more of its language."""
    letters: dict[str, int] = {}
    stretch: Stretch
    for stretch in line:
        letters[stretch.lang] = letters.get(stretch.lang, 0) + stretch.letters
    joined = list(line)
    at: cython.Py_ssize_t
    for at in range(len(joined)):
        stretch = joined[at]
        hosts = [
            other
            for other in beside(joined, at)
            if other.script == stretch.script and letters[other.lang] > stretch.letters
        ]
        if hosts and _is_name(text, stretch):
            joined[at] = relabelled(stretch, hosts)
    return joined


@cython.cfunc
@cython.exceptval(check=False)
def _is_name(text: str, stretch: Stretch) -> cython.bint:
    """Return True if words are a name or a title, or two and more single letters.

    The words of a title are capitalised, but for some short ones between the first and the last.
    """
    kind: cython.int = kind_of(text)
    data: cython.p_void = data_of(text)
    words: cython.int = 0
    small: cython.int = 0
    longest: cython.int = 0
    letters: cython.int = 0
    is_title: cython.bint = True
    in_capitals: cython.bint = True
    is_small: cython.bint = False
    at: cython.Py_ssize_t
    for at in range(stretch.start, stretch.end):
        code: cython.int = code_point(kind, data, at)
        if is_space(code):
            letters = 0
        # A word has a letter or a number that is not a digit.
        elif code != UNDERSCORE and is_word(code) and not is_digit(code):
            letters += 1
            in_capitals = in_capitals and is_upper_case(code)
            longest = letters if letters > longest else longest
            if letters == 1:
                words += 1
                is_small = not is_upper_case(code)
                small += is_small
            if is_small and (words == 1 or letters > MOST_OF_SMALL):
                is_title = False
            if longest > 1 and (not is_title or words > MOST_WORDS):
                return False
    if longest == 1 and words > 1:
        return True
    if not words or not is_title or is_small or (in_capitals and words > MOST_IN_CAPITALS):
        return False
    return not small or (words - small >= CAPITALISED and words > 2 * small)
