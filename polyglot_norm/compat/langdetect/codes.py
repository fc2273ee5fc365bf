"""The codes of langdetect: ISO 639-1, but for Chinese, which is named by region."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from polyglot_norm.errors import PolyglotError, nearest

_CODES: Final = {"zh": "zh-cn", "zh-Hans": "zh-cn", "zh-Hant": "zh-tw", "nb": "no", "nn": "no"}


def code_of(tag: str) -> str:
    """Return the code of langdetect for a tag; a language that it lacks has its ISO 639 code.

    >>> code_of("zh-Hant"), code_of("sr-Latn"), code_of("nb"), code_of("ckb")
    ('zh-tw', 'sr', 'no', 'ckb')
    """
    return _CODES.get(tag) or tag.partition("-")[0]


_STYLES: Final[dict[str, Callable[[str], str]]] = {"langdetect": code_of, "bcp47": str}


def style(labels: str) -> Callable[[str], str]:
    """Return the function that writes a tag in a style.

    Raises:
        PolyglotError: there is no such style.
    """
    if labels not in _STYLES:
        raise PolyglotError(
            f"invalid labels {labels!r}:{nearest(labels, _STYLES)} expected one of "
            f"{', '.join(_STYLES)}"
        )
    return _STYLES[labels]
