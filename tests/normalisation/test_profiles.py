"""Profiles and steps: choices, registration, and use in other processes."""

import pickle
from typing import Any, cast

import pytest

import polyglot_norm as pn
from polyglot_norm.normalisation import profiles
from polyglot_norm.normalisation.steps import MODULE_OF, step


def hearts(text, _lang):
    """A user-defined step, at the top of a module."""
    for i, char in enumerate(text):
        if char == "♥":
            yield pn.Edit(i, i + 1, "<3", "hearts")


def growing(text, _lang):
    """A step that changes its own output."""
    yield pn.Edit(len(text), len(text), "!", "growing")


def by_language(text, lang):
    return [pn.Edit(0, 0, f"[{lang}] ", "named")] if text else []


def test_steps_are_applied_in_order():
    assert pn.normalise("a\x00\u0301 ♥", profile=("controls", "nfc", hearts)).text == "á <3"
    assert pn.normalise("♥", profile=[hearts]).edits[0].rule == "hearts"


def test_a_user_defined_step_is_applied_once():
    assert pn.normalise("ha", profile=("nfc", growing)).text == "ha!"


def test_a_profile_record_is_a_choice_and_picklable():
    mine = pn.Profile("mine", ("controls", hearts))
    assert pickle.loads(pickle.dumps(mine)) == mine
    assert pn.normalise("♥\x00", profile=mine).text == "<3"
    assert pn.tag("♥\x00", normalise=mine).output.text == "<3"


def test_registered_names_are_known_everywhere():
    pn.register_step("test-hearts", hearts)
    pn.register_step("test-hearts", hearts)  # as when a module is imported twice
    made = pn.register_profile("test-chat", ["controls", "test-hearts"])
    assert made.steps == ("controls", hearts)
    assert pn.normalise("♥\x00", profile="test-chat").text == "<3"
    assert pn.normalise("♥", profile=("test-hearts",)).text == "<3"
    assert pn.tag("♥", normalise="test-chat").output.text == "<3"
    assert made in pn.profiles()


def test_registered_steps_work_in_worker_processes():
    pn.register_step("test-travelling", hearts)
    pn.register_profile("test-travels", ("test-travelling",))
    for choice in ("test-travels", ("nfc", "test-travelling"), pn.Profile("p", (hearts,))):
        tagger = pickle.loads(pickle.dumps(pn.Tagger(pn.Options(normalise=choice))))
        assert "test-" not in repr(tagger.options.normalise)
        assert tagger.tag("Да ♥").output.text == "Da <3"


@pytest.mark.slow
def test_user_defined_steps_work_in_worker_processes():
    pn.register_profile("test-workers", (hearts,))
    docs = pn.tag_many(["Да ♥", "Не ♥"] * 2, jobs=2, normalise="test-workers")
    assert [doc.output.text for doc in docs] == ["Da <3", "Ne <3"] * 2


def test_a_step_that_cannot_be_pickled_is_an_error_at_the_call():
    with pytest.raises(pn.PolyglotError, match="functions at the top of a module"):
        pn.tag_many(["a"], jobs=2, normalise=(lambda text, lang: (),))


def test_a_step_gets_its_segment_and_its_language():
    doc = pn.tag(
        "Would you care to give details?\nЗашто то нико није рекао?",
        normalise=(by_language,), transliterate=None, languages=["en", "sr"],
    )  # fmt: skip
    assert [segment.output.text[:9].split("]")[0] for segment in doc.segments] == [
        "[en", "[sr-Cyrl",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("register", "says"),
    [
        (lambda: pn.register_step("nfc", hearts), "there is already a step 'nfc'"),
        (lambda: pn.register_step("", hearts), "step name must be a non-empty string, got ''"),
        (lambda: pn.register_step("x", cast(Any, "nfc")), "step 'x' must be callable, got 'nfc'"),
        (lambda: pn.register_profile("clean", ["nfc"]), "there is already a profile 'clean'"),
        (lambda: pn.register_profile("test-x", ["nfcc"]), "did you mean 'nfc'?"),
        (
            lambda: pn.register_profile(None, ["nfc"]),
            "profile name must be a non-empty string, got None",
        ),
    ],
)
def test_names_that_cannot_be_registered(register, says):
    with pytest.raises(pn.PolyglotError) as caught:
        register()
    assert says in str(caught.value)


def test_a_registered_name_cannot_be_changed():
    pn.register_step("test-kept", hearts)
    pn.register_profile("test-kept", ["nfc"])
    with pytest.raises(pn.PolyglotError, match="is already registered as"):
        pn.register_step("test-kept", growing)
    with pytest.raises(pn.PolyglotError, match="is already registered as"):
        pn.register_profile("test-kept", ["controls"])


@pytest.mark.parametrize(
    ("profile", "says"),
    [
        ("cleen", "unknown profile 'cleen'; did you mean 'clean'?"),
        (("nfc", "nfq"), "unknown step 'nfq'; did you mean 'nfc'?"),
        (("nfc", 3), "unknown step 3;"),
    ],
)
def test_unknown_names_are_an_error(profile, says):
    for use in (pn.normalise, lambda text, profile: pn.tag(text, normalise=profile)):
        with pytest.raises(pn.UnknownProfile) as caught:
            use("text", profile=profile)
        assert says in str(caught.value)


def test_an_invalid_profile_is_an_error():
    with pytest.raises(pn.UnknownProfile, match="invalid profile 3"):
        pn.normalise("text", profile=3)  # type: ignore[arg-type]


def test_every_step_exists_and_has_a_summary():
    for name in MODULE_OF:
        summary = step(name).__doc__.splitlines()[0]
        assert summary.endswith((".", ":")), name
        assert len(summary) <= 100


def test_every_profile_has_existing_steps_once():
    for profile in profiles.PROFILES.values():
        assert set(profile.steps) <= set(MODULE_OF)
        assert len(set(profile.steps)) == len(profile.steps)
