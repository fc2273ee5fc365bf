"""Profiles: named lists of steps, and the one loop that walks them."""

from __future__ import annotations

from polyglot_norm.aligned import Aligned
from polyglot_norm.errors import UnknownProfile, nearest
from polyglot_norm.normalisation.steps import STEPS
from polyglot_norm.records import Profile

PROFILES = {
    "none": Profile("none", ()),
    "clean": Profile("clean", ("surrogates", "controls", "nfc")),
}

Choice = str | tuple[str, ...] | None
"""A profile's name, the names of steps in order, or None for no step."""


def check(choice: Choice) -> tuple[str, ...]:
    """The names of the steps that a choice stands for, in order.

    >>> check("clean"), check(None)
    (('surrogates', 'controls', 'nfc'), ())

    Raises:
        UnknownProfile: there is no profile, or no step, of that name.
    """
    if choice is None:
        return ()
    if isinstance(choice, str):
        if choice not in PROFILES:
            raise UnknownProfile(
                f"unknown profile {choice!r};{nearest(choice, PROFILES)} "
                f"choose one of {', '.join(PROFILES)}"
            )
        return PROFILES[choice].steps
    for name in choice:
        if name not in STEPS:
            raise UnknownProfile(
                f"unknown step {name!r};{nearest(str(name), STEPS)} choose from {', '.join(STEPS)}"
            )
    return tuple(choice)


def needed(steps: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The steps, or none of them where not one finds anything to mend in a text.

    A step that finds nothing in a text finds nothing in a part of it, so that the parts of a
    clean document need no look each.

    >>> needed(("controls", "nfc"), "Све је чисто.")
    ()
    """
    clean = all(next(STEPS[name](text, None), None) is None for name in steps)
    return () if clean else steps


def run(steps: tuple[str, ...], text: str, lang: str | None) -> Aligned:
    r"""The text after each step in turn.

    >>> run(("controls", "nfc"), "Cafe\N{COMBINING ACUTE ACCENT}\x07", "fr").text == "Café"
    True
    """
    result = Aligned(text)
    for name in steps:
        edits = tuple(STEPS[name](result.text, lang))
        if edits:
            result = result.then(Aligned(result.text, edits))
    return result
