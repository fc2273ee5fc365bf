"""Names of encodings: those a user may declare, and the canonical ones.

Canonical names are those of IANA (of WHATWG for Apple's encodings) in lower case: ``utf-8``,
``windows-1251``, ``iso-8859-2``, ``koi8-r``, ``ibm866``, ``windows-31j``. A canonical name can be
declared in turn, and then means the same encoding.
"""

from __future__ import annotations

import codecs
import re

from polyglot_norm.errors import DecodeError, nearest


class UnknownEncoding(DecodeError):
    """A declared encoding that does not exist, or does not decode bytes to text."""


# Python calls these text encodings, but they undo escapes or depend on the settings of the machine.
_REFUSED = frozenset(
    {"idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)

_CANONICAL = {
    "ascii": "us-ascii",
    "big5hkscs": "big5-hkscs",
    "cp932": "windows-31j",
    "cp949": "windows-949",
    "cp950": "windows-950",
    # Python has no other name for these.
    **{name: name for name in ("cp720", "cp737", "cp856", "cp875", "cp1006")},
    "hz": "hz-gb-2312",
    "latin-1": "iso-8859-1",
    "mac-cyrillic": "x-mac-cyrillic",
    "mac-roman": "macintosh",
    "shift-jis": "shift_jis",
    "utf-8-sig": "utf-8",
}
# Names above that Python does not know, and two that are common on the web.
_PYTHON = {
    "windows-31j": "cp932",
    "windows-949": "cp949",
    "windows-950": "cp950",
    "x-mac-cyrillic": "mac-cyrillic",
    "windows-874": "cp874",
    "x-sjis": "cp932",
}
_FORMS = (
    (re.compile(r"cp(125\d|874)"), r"windows-\1"),
    (re.compile(r"cp([0-8]\d\d|1\d{3})"), r"ibm\1"),
    (re.compile(r"iso(8859|2022)-(.+)"), r"iso-\1-\2"),
    (re.compile(r"utf-(16|32)-(le|be)"), r"utf-\1\2"),
)


def resolve(name: str) -> str:
    """Return the name of Python's codec for a declared text encoding.

    Raises:
        UnknownEncoding: the name is unknown, or is that of a codec for something else.


    >>> resolve("Windows-1251"), resolve("latin2")
    ('cp1251', 'iso8859-2')
    >>> resolve("koi9-r")
    Traceback (most recent call last):
    ...
    polyglot_norm.text.encodings.UnknownEncoding: unknown encoding 'koi9-r'; did you mean 'koi8-r'?
    """
    wanted = name.strip().lower().replace("_", "-").replace(" ", "-")
    if wanted in _REFUSED:  # before the lookup, which finds some of them on Windows only
        raise _no_charset(name)
    try:
        info = codecs.lookup(_PYTHON.get(wanted, wanted))
    except (LookupError, ValueError):
        hint = nearest(wanted, _suggestions()) or " give an IANA name such as 'utf-8'"
        raise UnknownEncoding(
            f"unknown encoding {name!r};{hint}", encoding=name, offset=0
        ) from None
    if info.name.replace("_", "-") in _REFUSED or not _decodes_to_text(info):
        raise _no_charset(name)
    return info.name


def canonical(codec: str) -> str:
    """Return the canonical name of the encoding of a Python codec.

    >>> [canonical(codec) for codec in ("cp1251", "iso8859-5", "cp866", "utf-16-le", "cp932")]
    ['windows-1251', 'iso-8859-5', 'ibm866', 'utf-16le', 'windows-31j']
    """
    name = codec.replace("_", "-")
    if name in _CANONICAL:
        return _CANONICAL[name]
    for pattern, form in _FORMS:
        if match := pattern.fullmatch(name):
            return match.expand(form)
    return name


def _decodes_to_text(info: codecs.CodecInfo) -> bool:
    """Return True if a codec decodes bytes to str; ``rot13``, ``hex`` and ``zlib`` do not."""
    return bool(getattr(info, "_is_text_encoding", True))


def _no_charset(name: str) -> UnknownEncoding:
    return UnknownEncoding(
        f"{name!r} is not a text encoding; give a character set such as 'utf-8'",
        encoding=name,
        offset=0,
    )


def _suggestions() -> list[str]:
    """Return the names to suggest, sorted so that ties are always broken the same way."""
    from encodings.aliases import aliases

    text_codecs = {name for name in aliases.values() if not name.endswith(("_codec", "rot_13"))}
    pythonic = {name.replace("_", "-") for name in text_codecs}
    return sorted(pythonic.union(map(canonical, text_codecs)) - _REFUSED)
