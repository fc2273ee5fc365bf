"""User-defined steps and profiles, registered by name for this process.

Names are only ever added, never changed, so that whatever was created with a name keeps its
meaning.
"""

from __future__ import annotations

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
    """Give a step of your own a name, which can then be used like that of any step.

    A step takes a text and the tag of its language, or None, and returns edits over the text, in
    order and disjoint. It can also be used without a name: put the function in place of one.

    >>> import polyglot_norm as pn
    >>> def hearts(text, lang):
    ...     for i, char in enumerate(text):
    ...         if char == "♥":
    ...             yield pn.Edit(i, i + 1, "<3", "hearts")
    >>> pn.register_step("hearts", hearts)
    >>> pn.normalise("Мој ♥", profile=("nfc", "hearts")).text
    'Мој <3'

    Raises:
        PolyglotError: the name is that of another step, or the step is not callable.
    """
    if not callable(step):
        raise PolyglotError(f"step {name!r} must be callable, got {step!r}")
    if name in MODULE_OF:
        raise PolyglotError(f"there is already a step {name!r}; choose another name")
    _add(_steps, name, step, "step")


def add_profile(profile: Profile) -> Profile:
    """Register a profile under its name; its steps must have been checked."""
    return _add(_profiles, profile.name, profile, "profile")


def registered_steps() -> dict[str, Step]:
    """Return the registered steps by name."""
    return dict(_steps)


def registered_profiles() -> dict[str, Profile]:
    """Return the registered profiles by name."""
    return dict(_profiles)


def _add(known: dict[str, T], name: str, value: T, what: str) -> T:
    if not (isinstance(name, str) and name):
        raise PolyglotError(f"{what} name must be a non-empty string, got {name!r}")
    with _lock:
        if known.setdefault(name, value) != value:
            raise PolyglotError(
                f"another {what} is already registered as {name!r}; choose another name"
            )
    return value
