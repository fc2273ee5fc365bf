"""The direction in which a script is written."""

from __future__ import annotations

from typing import Final

RIGHT_TO_LEFT: Final = frozenset(
    "Adlm Arab Armi Avst Chrs Cprt Elym Garz Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero "
    "Narb Nbat Nkoo Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sogd Sogo Syrc Thaa "
    "Yezi".split()
)
"""The scripts (ISO 15924) whose letters have the bidirectional class R or AL in Unicode."""


def direction(script: str) -> str:
    """Return ``"rtl"`` or ``"ltr"``.

    >>> direction("Hebr"), direction("Cyrl")
    ('rtl', 'ltr')
    """
    return "rtl" if script in RIGHT_TO_LEFT else "ltr"
