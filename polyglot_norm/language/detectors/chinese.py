"""Simplified and traditional Chinese, distinguished by their characters.

GB 2312, the national standard of 1980, contains the simplified characters, and Big5, of 1984, the
traditional ones. Those in only one of them decide. Python has codecs for both.
"""

from __future__ import annotations


def is_traditional(sample: str) -> bool:
    """Return True if more characters of a sample are only traditional than only simplified.

    A sample without either is taken for simplified, which more people write.

    >>> is_traditional("這個問題還沒有解決"), is_traditional("这个问题还没有解决")
    (True, False)
    >>> is_traditional("你好")
    False
    """
    simplified, traditional = _within(sample, "gb2312"), _within(sample, "big5")
    return sum((c in traditional) - (c in simplified) for c in sample) > 0


def _within(sample: str, encoding: str) -> set[str]:
    """Return the characters of a sample that an encoding contains."""
    return set(sample.encode(encoding, "ignore").decode(encoding))
