"""The systems that are compared, a file each; a peer that is not installed is left out."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from benchmarks.systems.protocol import System

SYSTEMS = {
    "ours": ("ours", "Ours"),
    "ours-split": ("ours", "OursSplit"),
    "lingua": ("lingua", "Lingua"),
    "lingua-lines": ("lingua", "LinguaLines"),
    "cld2": ("cld2", "Cld2"),
    "cld2-lines": ("cld2", "Cld2Lines"),
    "eldc": ("eldc", "Eldc"),
    "py3langid": ("py3langid", "Py3langid"),
    "fasttext": ("fasttext", "Fasttext"),
    "langdetect": ("langdetect", "Langdetect"),
    "heliport": ("heliport", "Heliport"),
}


def is_ours(name: str) -> bool:
    """Return True for a system made of the source tree, whose figures are never reused."""
    return SYSTEMS[name][0] == "ours"


def load(name: str, **options: Any) -> System:
    """Return a system, ready to answer; the options are for ours only.

    Raises:
        ImportError: the peer is not installed.
    """
    module, kind = SYSTEMS[name]
    made = getattr(import_module(f"{__name__}.{module}"), kind)
    system: System = made(**options) if is_ours(name) else made()
    return system
