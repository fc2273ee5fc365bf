"""The errors of the package: each says what was found, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable


class PolyglotError(ValueError):
    """The root of every error raised on purpose by this package.

    >>> import polyglot_norm as pn
    >>> try:
    ...     pn.tag("text", languages=["sr-Cyrll"])
    ... except pn.PolyglotError as error:
    ...     print(error)
    unknown language tag 'sr-Cyrll'; did you mean 'sr-Cyrl'? pn.languages() lists the known tags
    """


class DecodeError(PolyglotError):
    """Bytes that are not text in the encoding they were read as.

    ``encoding`` names it and ``offset`` is the byte offset of the first bad byte.
    """

    def __init__(self, message: str, *, encoding: str, offset: int) -> None:
        super().__init__(message)
        self.encoding = encoding
        self.offset = offset

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.args, {"encoding": self.encoding, "offset": self.offset})


class UnknownTag(PolyglotError):
    """A language tag that is malformed or that this package has no knowledge of."""


class UnknownScheme(PolyglotError):
    """A transliteration scheme, or a policy naming one, that does not exist."""


class UnknownProfile(PolyglotError):
    """A normalising profile or step that does not exist."""


class ModelError(PolyglotError):
    """A model file that is damaged, cut short or of another version."""


class MissingExtra(PolyglotError, ImportError):
    """An optional package is needed; ``extra`` names the extra that brings it."""

    def __init__(self, message: str, *, extra: str) -> None:
        super().__init__(message)
        self.extra = extra

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.args, {"extra": self.extra})


def _rebuild(
    kind: type[PolyglotError], args: tuple[str], fields: dict[str, object]
) -> PolyglotError:
    """Unpickle an error with keyword-only fields, so that worker processes can raise it."""
    return kind(*args, **fields)


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint naming the known name closest to ``name``, or the empty string.

    >>> nearest("jsonlines", ["jsonl", "text"])
    " did you mean 'jsonl'?"
    >>> nearest("quite different", ["jsonl", "text"])
    ''
    """
    from difflib import get_close_matches

    lowered = {other.lower(): other for other in known}
    matches = get_close_matches(name.lower(), lowered, n=1, cutoff=0.6)
    return f" did you mean {lowered[matches[0]]!r}?" if matches else ""


def plain(text: str) -> str:
    """Return a text as a plain ``str``; refuse what is no text.

    Raises:
        TypeError: it is not a ``str``.
    """
    if type(text) is str:
        return text
    if not isinstance(text, str):
        raise TypeError(
            f"a text must be a str, not {type(text).__name__}; "
            "polyglot_norm.decode() makes one of bytes"
        )
    return str.__str__(text)  # of a subclass, which compiled stages refuse
