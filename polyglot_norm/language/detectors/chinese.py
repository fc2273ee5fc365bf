"""Whether Chinese is in simplified or in traditional characters.

GB 2312, the national standard of 1980, has the simplified characters and Big5, of 1984, the
traditional ones; what stands in only one of them decides. Python's codecs know both.
"""

from __future__ import annotations


def is_traditional(sample: str) -> bool:
    """Whether a sample has more characters that are only traditional than only simplified.

    A sample without either is taken as simplified, which is written by more people.

    >>> is_traditional("這個問題還沒有解決"), is_traditional("这个问题还没有解决")
    (True, False)
    >>> is_traditional("你好")
    False
    """
    simplified, traditional = _within(sample, "gb2312"), _within(sample, "big5")
    return sum((c in traditional) - (c in simplified) for c in sample) > 0


def _within(sample: str, encoding: str) -> set[str]:
    """The characters of a sample that an encoding has."""
    return set(sample.encode(encoding, "ignore").decode(encoding))
