"""URLs, e-mail addresses, mentions and hashtags, as VERBOSE regexes.

Every regex starts at a border that occurs only once in a run of characters, takes runs whole
(possessive quantifiers) and limits the number of labels, so that no character of any text is
visited more than a fixed number of times.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from polyglot_norm.tables import grouped
from polyglot_norm.text.borders import (
    END,
    SPACED_LETTER,
    SPACELESS_LETTER,
    START,
    WORD,
    any_of,
)

TRAILING: Final = ".,;:!?'’*~–—،؛؟।·"
"""Punctuation that, after a link, belongs to the sentence around it."""

# Anything but white space, quotation marks, brackets, full-width punctuation, and characters that
# are not allowed in a URL.
_BARS: Final = r"\s\x00-\x1f()\[\]{}<>\"`\\^"
_PLAIN: Final = rf"[^{_BARS}“”„‟«»‹›（）、。，．；：？！｡､…‥「」『』【】《》〈〉]++"

# Balanced brackets belong to the URL; only round ones may be nested, one level deep. Looking
# further ahead from each of many unclosed brackets would take quadratic time.
_INNER: Final = rf"[^{_BARS}]++"
_PART: Final = rf"""(?:
    {_PLAIN} | \((?:{_INNER}|\((?:{_INNER})?+\))*+\)
  | \[(?:{_INNER})?+\] | \{{(?:{_INNER})?+\}} | （[^{_BARS}（）]*+）
)"""

_LABEL: Final = rf"(?!_){SPACED_LETTER}[{WORD}-]{{0,62}}+"


UPPER: Final = ("COM", "ORG", "NET")
"""The endings of host names that are often written so."""


@cache
def _domains() -> str:
    """Return a regex for the endings of host names without a scheme or ``www.``."""
    return any_of((*grouped("endings")["domain"], *UPPER))


@cache
def url() -> str:
    """Return a VERBOSE regex for a URL with a scheme or ``www.``.

    The match may end in ``TRAILING`` punctuation.

    >>> import re
    >>> re.findall(url(), "(види https://sr.wikipedia.org/wiki/Споменик_(филм))", re.VERBOSE)
    ['https://sr.wikipedia.org/wiki/Споменик_(филм)']
    """
    return rf"""
    (?: (?<![A-Za-z])[A-Za-z][A-Za-z0-9+]{{1,15}}+://(?=[\w\[/~.])       # https://, ftp://
      | {START}(?<![@.-])(?i:www)\d?\.(?=\w)                             # www.
      | (?<![A-Za-z])(?:mailto|tel|sms|xmpp|sips?|urn|doi|magnet|javascript|data)
        :(?=[\w+?])(?![0-9]+(?!\S))                                      # schemes without a host
    )
    (?: (?:[A-Za-z0-9-]{{1,63}}+\.){{1,8}}[A-Za-z]{{2,24}}+(?={SPACELESS_LETTER})  # 见https://a.com的
      | {_PART}++ )
    """


@cache
def bare_url() -> str:
    """Return a VERBOSE regex for a host name by itself or with port or path, or IPv4 with either.

    The match may end in ``TRAILING`` punctuation.

    >>> import re
    >>> re.findall(bare_url(), "end.Next example.org/č т.е. пример.срб", re.VERBOSE)
    ['example.org/č', 'пример.срб']
    """
    return rf"""
    {START}(?<![.@/\\-])
    (?: (?!\d++\.(?!(?:com|org|net)\b))             # 3.me is a number and a word
        (?!\w\.(?!(?:com|co|me|org|tv)\b))          # s.in: a letter and a stop is an abbreviation
        (?:{_LABEL}\.(?=\w)){{1,8}}{_domains()}{END}
      | (?:\d{{1,3}}\.){{3}}\d{{1,3}}(?=:\d\d|/[A-Za-z]) )
    (?::\d{{1,5}}(?!\d))?
    (?:[/?\#]{_PART}*+)?
    """


_EMAIL_LABEL: Final = r"[\w-]{1,63}+\.(?=\w)"

EMAIL: Final = rf"""
    (?<!\w[.+%-])
    (?: {START}{SPACED_LETTER}++(?:[.+%-]{SPACED_LETTER}++){{0,16}}+
      | (?<!{SPACELESS_LETTER}){SPACELESS_LETTER}{{1,64}}+ )  # 用户@
    @(?:{_EMAIL_LABEL}){{1,8}}
    (?: xn--[a-z0-9-]{{2,59}}
      | (?![A-Z][a-z])(?:(?![\d_]){SPACED_LETTER}){{2,24}}+  # not the next sentence: a@b.com.Then
      | \w{{2,24}}+ (?<={SPACELESS_LETTER}) ){END}
"""

_NAME: Final = rf"[{WORD}]{{1,64}}+"

MENTION: Final = rf"""
    (?<![\w.+@/-])[@＠]{_NAME}
    (?: (?:[.-][a-z0-9_]++){{1,8}}+{END} )?         # @user-name, @user.name
    (?: @(?:{_EMAIL_LABEL}){{1,8}}[^\W\d_]{{2,24}}+ )?  # @user@host
"""

HASHTAG: Final = rf"(?<![\w&\#/])[\#＃](?=\d*+[^\W\d])[{WORD}]++"
