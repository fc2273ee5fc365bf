"""Simplified and traditional Chinese, distinguished by the characters that only one of them has."""

from __future__ import annotations

from polyglot_norm.language.traits import han_variants


def is_traditional(sample: str) -> bool:
    """Return True if more characters of a sample are only traditional than only simplified.

    A sample without either is taken for simplified, which more people write.

    >>> is_traditional("這個問題還沒有解決"), is_traditional("这个问题还没有解决")
    (True, False)
    >>> is_traditional("你好")
    False
    """
    return (
        sum(
            (char in han_variants()["zh-Hant"]) - (char in han_variants()["zh-Hans"])
            for char in sample
        )
        > 0
    )
