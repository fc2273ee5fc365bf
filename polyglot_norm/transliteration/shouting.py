"""Whether a capital stands among capitals: `Щ` in `ЩУКА`, not in `Щука`."""

from __future__ import annotations

_BETWEEN = frozenset("'’\N{MODIFIER LETTER APOSTROPHE}")


def capital_among_capitals(text: str, start: int, end: int) -> bool:
    """Whether one follows ``text[start:end]``, or stands before and no small letter follows.

    A capital that is a word by itself goes by the words beside it.

    >>> [capital_among_capitals(t, t.index("Щ"), t.index("Щ") + 1) for t in ("Щи", "БОРЩ", "Щ.")]
    [False, True, False]
    """
    following = _at(text, end + _is_between(text, end))
    if following.isupper():
        return True
    before = start - 1 - _is_between(text, start - 1)
    preceding = _at(text, before)
    if preceding.isupper():
        return not following.islower()
    alone = not preceding.isalpha() and not following.isalpha()
    return alone and (_word_shouts_behind(text, end) or _word_shouted_before(text, start, end))


def sign_among_capitals(text: str, start: int, end: int) -> bool:
    """Whether a sign without capitals stands between two, or behind two and before no small letter.

    >>> [sign_among_capitals(t, t.index("ʹ"), t.index("ʹ") + 1) for t in ("SOLʹ", "Lʹ", "Lʹva")]
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


def _is_between(text: str, i: int) -> bool:
    """Whether a mark or an apostrophe stands there, which words have within them."""
    char = _at(text, i)
    return (
        char in _BETWEEN or "\N{COMBINING GRAVE ACCENT}" <= char < "\N{GREEK CAPITAL LETTER HETA}"
    )


def _is_caseless(char: str) -> bool:
    return bool(char) and not char.isspace() and char.lower() == char.upper()


def _word_shouts_behind(text: str, end: int) -> bool:
    """Whether a word in capitals follows, and no small letter after that."""
    if _at(text, end) != " ":
        return False
    last = end + 1
    while _at(text, last).isupper():
        last += 1
    beyond = last + (_at(text, last) == " ")
    return last > end + 2 and not _at(text, beyond).islower()


def _word_shouted_before(text: str, start: int, end: int) -> bool:
    """Whether a word in capitals stands before, and no small letter begins the next word."""
    word = text[max(0, start - 3) : start]
    shouted = len(word) == 3 and word[2] == " " and word[0].isupper() and word[1].isupper()
    return shouted and not (_at(text, end) == " " and _at(text, end + 1).islower())
