"""Profiles: named lists of steps, and the loop that applies them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.errors import PolyglotError, UnknownProfile, nearest
from polyglot_norm.normalisation.mixed_words import mend_words
from polyglot_norm.normalisation.registered import (
    add_profile,
    registered_profiles,
    registered_steps,
)
from polyglot_norm.normalisation.steps import MODULE_OF, Step, apply_step, step
from polyglot_norm.normalisation.trigger_search import TriggerSearch, trigger_search
from polyglot_norm.records import Profile

# Steps are applied in this order.
CLEAN = (
    "entities",
    "surrogates",
    "ansi",
    "mojibake",
    "controls",
    "invisibles",
    "nfc",
    "mark_order",
    "letters",
    "presentation",
    "confusables",
    "white_space",
)
"""Removes nothing that a reader would miss."""

SEARCH = (
    *CLEAN,
    "quotes",
    "dashes",
    "ellipses",
    "digits",
    "widths",
    "compatibility",
    "optional_marks",
    "elongation",
    "casefold",
)
"""Gives text that may be written in different ways one form, for an index and its queries."""

ASCII = (*(name for name in SEARCH if name != "optional_marks"), "ascii")
"""Converts any script, for keys and for systems limited to ASCII; vowels help to spell it."""

PROFILES = {
    "none": Profile("none", ()),
    "clean": Profile("clean", CLEAN),
    "search": Profile("search", SEARCH),
    "ascii": Profile("ascii", ASCII),
}

_MENDING_WORDS = frozenset(("entities", "mojibake", "confusables"))
"""The steps whose combination includes `mend_words`."""

Steps = tuple[str | Step, ...]

Choice = str | Sequence[str | Callable[..., Any]] | Profile | None
"""A profile or its name, a sequence of steps and names of steps, or None for no steps."""

ROUNDS = 8
"""Most times that the steps are repeated: one may find more to do after another."""


def check(choice: Choice) -> Steps:
    """Return the steps of a choice in order: built-in ones by name, others as functions.

    >>> check(("controls", "nfc")), check(None)
    (('controls', 'nfc'), ())

    Raises:
        UnknownProfile: there is no profile or step of that name.
    """
    if choice is None:
        return ()
    if isinstance(choice, str) and choice in PROFILES:
        return PROFILES[choice].steps
    if isinstance(choice, Profile):
        return check(choice.steps)
    if isinstance(choice, str):
        known = PROFILES | registered_profiles()
        if choice not in known:
            raise UnknownProfile(
                f"unknown profile {choice!r};{nearest(choice, known)} "
                f"choose one of {', '.join(known)}"
            )
        return known[choice].steps
    if not isinstance(choice, Sequence):
        raise UnknownProfile(
            f"invalid profile {choice!r}: expected a name, a sequence of steps, or None"
        )
    return tuple(map(_checked_step, choice))


def register_profile(name: str, steps: Iterable[str | Step]) -> Profile:
    r"""Give a list of steps a name, which can then be used like that of any profile.

    >>> import polyglot_norm as pn
    >>> pn.register_profile("typed", ["controls", "nfc"]).steps
    ('controls', 'nfc')
    >>> pn.normalise("мои\N{COMBINING BREVE}", profile="typed").text
    'мой'

    Raises:
        PolyglotError: the name is that of another profile.
        UnknownProfile: a step does not exist.
    """
    profile = Profile(name, check(tuple(steps)))
    if name in PROFILES:
        raise PolyglotError(f"there is already a profile {name!r}; choose another name")
    return add_profile(profile)


def without(choice: Choice, left_out: Collection[str]) -> Steps:
    """Return the steps of a choice without some, which must be among them.

    >>> without(("controls", "nfc"), ["controls"])
    ('nfc',)

    Raises:
        UnknownProfile: there is no such profile, or it does not have a step to leave out.
    """
    steps = check(choice)
    names = [each for each in steps if isinstance(each, str)]
    for name in left_out:
        if name not in names:
            raise UnknownProfile(
                f"cannot leave out step {name!r}, which is not in the profile;"
                f"{nearest(name, names)} its steps are {', '.join(names) or 'none'}"
            )
    return tuple(each for each in steps if each not in left_out)


def portable(choice: Choice) -> Choice:
    """Return a choice without registered names, which another process does not know.

    >>> portable("clean"), portable(["nfc"])
    ('clean', ('nfc',))
    """
    return choice if isinstance(choice, str) and choice in PROFILES else check(choice) or None


def _checked_step(given: str | Step) -> str | Step:
    if callable(given) or given in MODULE_OF:
        return given
    own = registered_steps()
    if given not in own:
        known = (*MODULE_OF, *own)
        raise UnknownProfile(
            f"unknown step {given!r};{nearest(str(given), known)} choose from {', '.join(known)}"
        )
    return own[given]


def run(steps: Steps, text: str, lang: str | None) -> Aligned:
    r"""Apply steps in order, and repeat them until nothing changes.

    If one of them is user-defined, they are applied once: it may change its own output for ever.

    >>> run(("controls", "nfc"), "Cafe\N{COMBINING ACUTE ACCENT}\x07", "fr").text == "Café"
    True
    """
    return changed(steps, text, lang) or Aligned.unchanged(text)


def changed(steps: Steps, text: str, lang: str | None) -> Aligned | None:
    """Return the result of `run` if it changes the text; None if not, as for most text.

    >>> changed(("surrogates", "controls"), "Све је чисто.", "sr-Cyrl")
    """
    search = trigger_search(steps, lang)
    start = search.first_step(text)
    if start == len(steps):
        return None
    made = _applied(search, steps, Aligned.unchanged(text), start, lang)
    return None if made.text is text else made


def _applied(
    search: TriggerSearch, steps: Steps, result: Aligned, start: int, lang: str | None
) -> Aligned:
    functions, rounds = _plan(steps)
    # `mojibake`, which comes before `confusables`, must not take disguised words for damage.
    mends_words = _MENDING_WORDS.issubset(steps)
    idle = start  # the number of steps in a row that have found nothing
    for _ in range(rounds):
        before = result
        mended = mend_words(result.text, lang) if mends_words else None
        if mended is not None:
            result, start, idle = result.then(mended), 0, 0
        for i in range(start, len(functions)):
            made = _changed_by(search, functions, i, result.text, lang)
            idle = idle + 1 if made is None else 0
            if idle == len(functions):
                return result
            result = result if made is None else result.then(made)
        if result.text == before.text:
            # Two steps may undo each other for ever: one spells a letter as its language does, the
            # other as an index needs it.
            return before
        start = 0
    return result


def _changed_by(
    search: TriggerSearch, functions: tuple[Step, ...], i: int, text: str, lang: str | None
) -> Aligned | None:
    """Return the result of a step, or None if it changes nothing."""
    if search.rules_out(i, text):
        return None
    made = apply_step(functions[i], text, lang)
    return None if made.text is text else made


class _Plan(NamedTuple):
    """The functions of a list of steps, and how often they are repeated at most."""

    functions: tuple[Step, ...]
    rounds: int


@lru_cache(maxsize=64)
def _plan(steps: Steps) -> _Plan:
    built_in = all(isinstance(each, str) for each in steps)
    functions = tuple(step(each) if isinstance(each, str) else each for each in steps)
    return _Plan(functions, ROUNDS if built_in else 1)
