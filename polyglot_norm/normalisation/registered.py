"""Steps and profiles of the user's own, under names that hold for this process.

Names are only ever added, never changed: what a name meant when something was made with it, it
means as long as the process lasts.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import TypeVar

from polyglot_norm.errors import PolyglotError
from polyglot_norm.normalisation.steps import MODULE_OF, Step
from polyglot_norm.records import Profile

T = TypeVar("T")

_lock = Lock()
_steps: dict[str, Step] = {}
_profiles: dict[str, Profile] = {}


def register_step(name: str, step: Step) -> None:
    """Give a step of your own a name, to be used wherever steps are named.

    A step takes a text and the tag of its language, or None, and gives edits over the text, in
    order and disjoint. Without a name it can be used as well: put the function in place of one.

    >>> import polyglot_norm as pn
    >>> def hearts(text, lang):
    ...     for i, char in enumerate(text):
    ...         if char == "♥":
    ...             yield pn.Edit(i, i + 1, "<3", "hearts")
    >>> pn.register_step("hearts", hearts)
    >>> pn.normalise("Мој ♥", profile=("nfc", "hearts")).text
    'Мој <3'

    Raises:
        PolyglotError: the name is taken by another step, or the step cannot be called.
    """
    if not callable(step):
        raise PolyglotError(f"step {name!r}: {step!r} cannot be called; give a function")
    if name in MODULE_OF:
        raise PolyglotError(f"there is a step {name!r} already: choose another name")
    _add(_steps, name, step, "step")


def register_profile(name: str, steps: Iterable[str | Step]) -> Profile:
    r"""Give a list of steps a name, to be used wherever profiles are named.

    >>> import polyglot_norm as pn
    >>> pn.register_profile("typed", ["controls", "nfc"]).steps
    ('controls', 'nfc')
    >>> pn.normalise("мои\N{COMBINING BREVE}", profile="typed").text
    'мой'

    Raises:
        PolyglotError: the name is taken by another profile.
        UnknownProfile: a step does not exist.
    """
    from polyglot_norm.normalisation import profiles

    profile = Profile(name, profiles.check(tuple(steps)))
    if name in profiles.PROFILES:
        raise PolyglotError(f"there is a profile {name!r} already: choose another name")
    return _add(_profiles, name, profile, "profile")


def _add(known: dict[str, T], name: str, value: T, what: str) -> T:
    if not (isinstance(name, str) and name):
        raise PolyglotError(f"{name!r} is no name for a {what}: give a word")
    with _lock:
        if known.setdefault(name, value) != value:
            raise PolyglotError(
                f"another {what} is registered as {name!r}: a name keeps its meaning; "
                "choose another"
            )
    return value


def registered_steps() -> dict[str, Step]:
    """The steps that were registered, by name."""
    return dict(_steps)


def registered_profiles() -> dict[str, Profile]:
    """The profiles that were registered, by name."""
    return dict(_profiles)
