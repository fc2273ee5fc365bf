"""The normalising steps, and where each is found.

A step is a function ``name(text, lang)`` that yields edits over the text, in order and disjoint;
``lang`` is the tag of its language, or None. The rule of each edit begins with the name of the
step; a variant to be counted separately follows after a slash (``letters/ro-cedilla``). To add a
step, write a module beside this one and add it to ``_HOMES`` below; to make it part of a profile,
add its name in ``profiles.py``.

A module may also define a function ``trigger()``, or ``<name>_trigger()`` for one of several steps,
that returns what a text must contain for the step to find something in it (see `Trigger`). The step
is never run on other text. If that depends on the language, the function takes its tag, or None for
any. A function ``signs()``, or ``<name>_signs()``, with the same parameter, may return characters
that are in every text with a trigger (`text.signs`): the triggers are not even sought in other
text. A trigger that is nothing but characters needs none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib import import_module
from typing import NamedTuple, cast

from polyglot_norm.align.aligned import Aligned, Edit
from polyglot_norm.text.signs import Sign

Step = Callable[[str, str | None], Iterable[Edit] | Aligned]
"""A function from a text and the tag of its language, or None, to edits or the new text.

The latter is for steps that can make the new text faster than the edits (`Aligned.lazily`).
"""


class Trigger(NamedTuple):
    """A condition that a text must meet for a step to change it.

    A step changes nothing in a text that has none of ``characters`` (the body of a regex class) and
    in which none of ``patterns`` (regular expressions) matches. Characters are cheap, since those
    of all steps are sought at once; each pattern is a search of its own. If no pattern will do, or
    would be too slow, ``find`` is a function that returns the first offset from a given one on, or
    -1; ``check`` one that only tells whether there is any. With ``in_ascii`` False, the step
    changes nothing in ASCII text.
    """

    characters: str = ""
    patterns: tuple[str, ...] = ()
    in_ascii: bool = True
    check: Callable[[str], object] | None = None
    find: Callable[[str, int], int] | None = None

    @property
    def is_set(self) -> bool:
        """True if it is nothing but characters."""
        return not (self.patterns or self.check or self.find)


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
    "mark_order": ("mark_order",),
    "masks": ("mask_emails", "mask_mentions", "mask_numbers", "mask_urls"),
    "mojibake": ("mojibake",),
    "normal_forms": ("nfc", "nfkc", "compatibility"),
    "optional_marks": ("optional_marks",),
    "presentation": ("presentation",),
    "punctuation": ("quotes", "dashes", "ellipses"),
    "repeated_lines": ("repeated_lines",),
    "restore_diacritics": ("restore_diacritics",),
    "surrogates": ("surrogates",),
    "symbol_names": ("symbol_names",),
    "white_space": ("white_space",),
    "widths": ("widths",),
}
"""The modules of this package, and the steps in each."""

MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}


@cache
def step(name: str) -> Step:
    """Return the step of a name in `MODULE_OF`; its module is imported.

    >>> step("nfc").__name__
    'nfc'
    """
    return cast(Step, getattr(_module(name), name))


def apply_step(chosen: Step, text: str, lang: str | None) -> Aligned:
    r"""Return the result of a step on a text.

    >>> apply_step(step("nfc"), "мои\u0306", None).text
    'мой'
    """
    found = chosen(text, lang)
    if isinstance(found, Aligned):
        return found
    edits = tuple(found)
    return Aligned(text, edits) if edits else Aligned.unchanged(text)


@lru_cache(maxsize=4096)
def trigger(name: str, lang: str | None = None) -> Trigger | None:
    """Return the trigger of a step in text of a language; None if the step may change any text."""
    found = _function(name, "trigger")
    if found is None:
        return None
    own = found(lang) if depends_on_language(name) else found()
    return cast(Trigger, own)


@lru_cache(maxsize=4096)
def signs(name: str, lang: str | None = None) -> tuple[Sign, ...] | None:
    """Return the signs of a step in text of a language; None if it has none.

    >>> signs("entities"), signs("elongation")
    ((Sign(characters='&', before='', earlier=''),), None)
    """
    found = _function(name, "signs")
    if found is not None:
        own = found(lang) if depends_on_language(name) else found()
        return cast("tuple[Sign, ...]", own)
    if depends_on_language(name):
        return None
    each = trigger(name)
    if each is None or not each.is_set:
        return None
    return (Sign(each.characters),)


@cache
def depends_on_language(name: str) -> bool:
    """Return True if the trigger of a step depends on the language.

    >>> depends_on_language("letters"), depends_on_language("nfc")
    (True, False)
    """
    found = _function(name, "trigger")
    # Not with `inspect`, which takes longer to import than all steps.
    return found is not None and getattr(found, "__wrapped__", found).__code__.co_argcount > 0


def _function(name: str, what: str) -> Callable[..., object] | None:
    """Return the function of a step, or of its module, that returns its trigger or signs."""
    module = _module(name)
    found = getattr(module, f"{name}_{what}", None) or getattr(module, what, None)
    return cast("Callable[..., object] | None", found)


def _module(name: str) -> object:
    return import_module(f"{__name__}.{MODULE_OF[name]}")
