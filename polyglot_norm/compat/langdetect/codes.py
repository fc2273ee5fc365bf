"""The codes of langdetect: ISO 639-1, but for Chinese, which is named by region."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from polyglot_norm.language.label_styles import check_style, label

LANGDETECT: Final = "langdetect"
"""The style of langdetect's own codes."""

_CODES: Final = {"zh": "zh-cn", "zh-Hans": "zh-cn", "zh-Hant": "zh-tw", "nb": "no", "nn": "no"}


def code_of(tag: str) -> str:
    """Return the code of langdetect for a tag; a language that it lacks has its ISO 639 code.

    >>> code_of("zh-Hant"), code_of("sr-Latn"), code_of("nb"), code_of("ckb")
    ('zh-tw', 'sr', 'no', 'ckb')
    """
    return _CODES.get(tag) or tag.partition("-")[0]


def style(labels: str) -> Callable[[str], str]:
    """Return the function that writes a tag in a style: langdetect's, or one of `STYLES`.

    Raises:
        PolyglotError: there is no such style.
    """
    return code_of if labels == LANGDETECT else partial(label, style=check_style(labels))
