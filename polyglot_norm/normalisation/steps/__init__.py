"""The normalising steps: which there are, and where each is found.

A step is a function ``name(text, lang)`` that yields edits over the text, in order and disjoint,
named by what it mends. It knows the tag of the text's language, or None. The rule of each edit
begins with the step's name; what is to be counted apart comes after a slash
(``letters/ro-cedilla``). To add a step: write a module beside this one, and add a line below;
to make it a part of a profile, add its name in ``profiles.py``.

A module may also say, in a function ``trigger()``, or ``<name>_trigger()`` for one of several
steps, what a text must hold for a step to find something in it (see `Trigger`): text without is
never shown to the step. Where that differs from language to language, the function takes the tag
of one, or None for any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib import import_module
from typing import NamedTuple, cast

from polyglot_norm.align.aligned import Aligned, Edit

Step = Callable[[str, str | None], Iterable[Edit] | Aligned]
"""A text and its language's tag, or None, in; edits over that text out, or what they make of it.

The latter is for steps that know the new text sooner than the edits (`Aligned.lazily`).
"""


class Trigger(NamedTuple):
    """What a text must hold for a step to change it, in whatever language.

    A text with none of ``characters`` (what stands between the brackets of a regular expression's
    class), in which none of ``patterns`` (regular expressions) finds anything, is left alone by
    the step. Characters are cheap, for those of all steps are sought at once; each pattern is a
    search of its own. What no expression says, or not as fast, a function may: ``find`` gives the
    first place from one on, -1 where there is none; ``search`` whether there is one at all.
    ``in_ascii`` False: no text in ASCII is changed.
    """

    characters: str = ""
    patterns: tuple[str, ...] = ()
    in_ascii: bool = True
    search: Callable[[str], object] | None = None
    find: Callable[[str, int], int] | None = None


_HOMES = {
    "ansi": ("ansi",),
    "ascii": ("ascii",),
    "casefold": ("casefold",),
    "confusables": ("confusables",),
    "controls": ("controls",),
    "digits": ("digits",),
    "elongation": ("elongation",),
    "entities": ("entities",),
    "invisibles": ("invisibles",),
    "letters": ("letters",),
    "masks": ("mask_emails", "mask_mentions", "mask_numbers", "mask_urls"),
    "mojibake": ("mojibake",),
    "normal_forms": ("nfc", "nfkc"),
    "punctuation": ("quotes", "dashes", "ellipses"),
    "repeated_lines": ("repeated_lines",),
    "restore_diacritics": ("restore_diacritics",),
    "surrogates": ("surrogates",),
    "white_space": ("white_space",),
    "widths": ("widths",),
}
"""Modules of this folder, with the steps in each."""

MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}


@cache
def step(name: str) -> Step:
    """The step of a name in `MODULE_OF`, its module imported.

    >>> step("nfc").__name__
    'nfc'
    """
    return cast(Step, getattr(_module(name), name))


def taken(walked: Step, text: str, lang: str | None) -> Aligned:
    r"""The text after a step.

    >>> taken(step("nfc"), "мои\u0306", None).text
    'мой'
    """
    found = walked(text, lang)
    if isinstance(found, Aligned):
        return found
    edits = tuple(found)
    return Aligned(text, edits) if edits else Aligned.unchanged(text)


@lru_cache(maxsize=4096)
def trigger(name: str, lang: str | None = None) -> Trigger | None:
    """What triggers a step, in text of a language where it heeds that; None where any text may."""
    found = _triggering(name)
    if found is None:
        return None
    return found(lang) if heeds_language(name) else found()


@cache
def heeds_language(name: str) -> bool:
    """Whether what triggers a step is different from language to language.

    >>> heeds_language("letters"), heeds_language("nfc")
    (True, False)
    """
    found = _triggering(name)
    # Not by `inspect`, which takes longer to import than all the steps.
    return found is not None and getattr(found, "__wrapped__", found).__code__.co_argcount > 0


def _triggering(name: str) -> Callable[..., Trigger] | None:
    module = _module(name)
    found = getattr(module, f"{name}_trigger", None) or getattr(module, "trigger", None)
    return cast("Callable[..., Trigger] | None", found)


def _module(name: str) -> object:
    return import_module(f"{__name__}.{MODULE_OF[name]}")
