"""Profiles: named lists of steps, and the one loop that walks them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.errors import UnknownProfile, nearest
from polyglot_norm.normalisation.gates import Gate, gate
from polyglot_norm.normalisation.mixed_words import mend_words
from polyglot_norm.normalisation.registered import registered_profiles, registered_steps
from polyglot_norm.normalisation.steps import MODULE_OF, Step, step, taken
from polyglot_norm.records import Profile

# The order is the one in which the steps are walked. A step is named here once it is there.
CLEAN = (
    "entities",
    "surrogates",
    "ansi",
    "mojibake",
    "controls",
    "invisibles",
    "nfc",
    "letters",
    "confusables",
    "white_space",
)
"""Nothing goes that a reader would miss."""

SEARCH = (
    *CLEAN,
    "quotes",
    "dashes",
    "ellipses",
    "digits",
    "widths",
    "nfkc",
    "elongation",
    "casefold",
)
"""What is written in different ways is written in one: for an index, and for its queries."""

ASCII = (*SEARCH, "ascii")
"""Whatever the script: for keys, and for what can hold nothing else."""

PROFILES = {
    "none": Profile("none", ()),
    "clean": Profile("clean", CLEAN),
    "search": Profile("search", SEARCH),
    "ascii": Profile("ascii", ASCII),
}

_MENDING_WORDS = frozenset(("entities", "mojibake", "confusables"))
"""The steps that together include what `mend_words` does."""

Steps = tuple[str | Step, ...]

Choice = str | Sequence[str | Callable[..., Any]] | Profile | None
"""A profile or its name, a tuple of steps and names of steps, or None for no step."""

ROUNDS = 8
"""How often the steps are walked at most: one step may make work for another before it."""


def check(choice: Choice) -> Steps:
    """The steps that a choice stands for, in order: ours by name, others as functions.

    >>> check(("controls", "nfc")), check(None)
    (('controls', 'nfc'), ())

    Raises:
        UnknownProfile: there is no profile, or no step, of that name.
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
        raise UnknownProfile(f"{choice!r} is no profile: give a name, a tuple of steps, or None")
    return tuple(map(_checked_step, choice))


def without(choice: Choice, left_out: Collection[str]) -> Steps:
    """The steps of a choice but for some, which must be among them.

    >>> without(("controls", "nfc"), ["controls"])
    ('nfc',)

    Raises:
        UnknownProfile: there is no such profile, or a step to leave out is not in it.
    """
    steps = check(choice)
    names = [each for each in steps if isinstance(each, str)]
    for name in left_out:
        if name not in names:
            raise UnknownProfile(
                f"step {name!r} is not one of {', '.join(names) or 'no steps'}, and cannot be "
                f"left out;{nearest(name, names)} name one of these"
            )
    return tuple(each for each in steps if each not in left_out)


def portable(choice: Choice) -> Choice:
    """The choice without names that were registered, which another process does not know.

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


def needed(steps: Steps, text: str, lang: str | None = None) -> Steps:
    """The steps from the first on that may find anything to mend in a text in a language.

    >>> needed(("surrogates", "controls"), "Све је чисто.", "sr-Cyrl")
    ()
    """
    return steps[gate(steps, lang).first(text) :]


def run(steps: Steps, text: str, lang: str | None) -> Aligned:
    r"""The text after each step in turn, and again until nothing changes any more.

    What a user's own step does to its own output nobody knows: with one among them, the steps are
    walked once.

    >>> run(("controls", "nfc"), "Cafe\N{COMBINING ACUTE ACCENT}\x07", "fr").text == "Café"
    True
    """
    return changed(steps, text, lang) or Aligned.unchanged(text)


def changed(steps: Steps, text: str, lang: str | None) -> Aligned | None:
    """What `run` makes of a text that it changes; None for other text, as most is.

    >>> changed(("surrogates", "controls"), "Све је чисто.", "sr-Cyrl")
    """
    guard = gate(steps, lang)
    start = guard.first(text)
    if start == len(steps):
        return None
    made = _walked(guard, steps, Aligned.unchanged(text), start, lang)
    return None if made.text is text else made


def _walked(guard: Gate, steps: Steps, result: Aligned, start: int, lang: str | None) -> Aligned:
    walked, rounds = _plan(steps)
    # The step `mojibake`, which comes before `confusables`, must not see mixed words as they are.
    mends_words = _MENDING_WORDS.issubset(steps)
    idle = start  # how many steps in a row have found nothing
    for _ in range(rounds):
        before = result
        mended = mend_words(result.text, lang) if mends_words else None
        if mended is not None:
            result, start, idle = result.then(mended), 0, 0
        for i in range(start, len(walked)):
            made = _taken(guard, walked, i, result.text, lang)
            idle = idle + 1 if made is None else 0
            if idle == len(walked):
                return result
            result = result if made is None else result.then(made)
        if result.text == before.text:
            # Two steps may make work for each other for ever: what the one does to a letter for
            # its language's sake, the other undoes for the index's.
            return before
        start = 0
    return result


def _taken(
    guard: Gate, walked: tuple[Step, ...], i: int, text: str, lang: str | None
) -> Aligned | None:
    """What a step makes of a text, None if it leaves it alone."""
    if guard.passes(i, text):
        return None
    made = taken(walked[i], text, lang)
    return None if made.text is text else made


class _Plan(NamedTuple):
    """The steps of a list, and how often they are walked at most."""

    walked: tuple[Step, ...]
    rounds: int


@lru_cache(maxsize=64)
def _plan(steps: Steps) -> _Plan:
    ours = all(isinstance(each, str) for each in steps)
    walked = tuple(step(each) if isinstance(each, str) else each for each in steps)
    return _Plan(walked, ROUNDS if ours else 1)
