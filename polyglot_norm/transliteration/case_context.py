"""Case of the word around a letter: `Щ` is in an upper-case word in `ЩУКА`, not in `Щука`."""

from __future__ import annotations

_JOINERS = frozenset("'’\N{MODIFIER LETTER APOSTROPHE}")
_FIRST_MARK, _LAST_MARK = "\N{COMBINING GRAVE ACCENT}", "\N{COMBINING LATIN SMALL LETTER X}"


def is_letter_in_upper_case(text: str, start: int, end: int) -> bool:
    """Return True if an upper-case letter at ``text[start:end]`` is part of an upper-case word.

    Either upper case follows, or it precedes and no lower case follows. A letter that is a word by
    itself takes the case of the words beside it.

    >>> [is_letter_in_upper_case(t, t.index("Щ"), t.index("Щ") + 1) for t in ("Щи", "БОРЩ", "Щ.")]
    [False, True, False]
    """
    following = _at(text, end + _is_joiner(text, end))
    if following.isupper():
        return True
    preceding = _at(text, start - 1 - _is_joiner(text, start - 1))
    if preceding.isupper():
        return not following.islower()
    alone = not preceding.isalpha() and not following.isalpha()
    return alone and (_upper_case_follows(text, end) or _upper_case_precedes(text, start, end))


def is_sign_in_upper_case(text: str, start: int, end: int) -> bool:
    """Return True if a caseless sign stands between upper-case letters.

    At the end of a word, two upper-case letters have to precede it and no lower case may follow.

    >>> [is_sign_in_upper_case(t, t.index("ʹ"), t.index("ʹ") + 1) for t in ("SOLʹ", "Lʹ", "Lʹva")]
    [True, False, False]
    """
    before = start - 1
    while start - before < 3 and _is_caseless(_at(text, before)):
        before -= 1
    if not _at(text, before).isupper():
        return False
    after = end + _is_caseless(_at(text, end))
    if _at(text, after).isupper():
        return True
    return _at(text, before - 1).isupper() and not _at(text, end).islower()


def _at(text: str, i: int) -> str:
    return text[i] if 0 <= i < len(text) else ""


def _is_joiner(text: str, i: int) -> bool:
    """Return True if a combining mark or an apostrophe, which may stand in a word, is there."""
    char = _at(text, i)
    return char in _JOINERS or _FIRST_MARK <= char <= _LAST_MARK


def _is_caseless(char: str) -> bool:
    return bool(char) and not char.isspace() and char.lower() == char.upper()


def _upper_case_follows(text: str, end: int) -> bool:
    """Return True if an upper-case word follows, and no lower case after it."""
    if _at(text, end) != " ":
        return False
    last = end + 1
    while _at(text, last).isupper():
        last += 1
    beyond = last + (_at(text, last) == " ")
    return last > end + 2 and not _at(text, beyond).islower()


def _upper_case_precedes(text: str, start: int, end: int) -> bool:
    """Return True if an upper-case word precedes, and the next word is not in lower case."""
    word = text[max(0, start - 3) : start]
    is_upper = len(word) == 3 and word[2] == " " and word[0].isupper() and word[1].isupper()
    return is_upper and not (_at(text, end) == " " and _at(text, end + 1).islower())
