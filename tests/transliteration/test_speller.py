"""The compiled speller: the same answers as its source interpreted, and time linear in the text."""

import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import tsv
from polyglot_norm.transliteration.serbian import speller as installed
from polyglot_norm.transliteration.serbian.to_cyrillic import clear_caches, to_cyrillic


def interpreted():
    """Return the source of the speller as a module of its own, which is never compiled."""
    source = Path(installed.__file__).with_name("speller.py")
    loader = SourceFileLoader("interpreted_speller", str(source))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


COMPILED, INTERPRETED = installed.speller(), interpreted().speller()
SENTENCES = [case["latin"] for case in tsv("transliterate/sr-cyrl-sentences")]
KNOWN = ({"grad": 0, "boston": 2, "google": 3}, frozenset(["face", "wind"]), frozenset("au"))


def answers(speller, token):
    lower = token.lower()
    return speller.serbian(token, *KNOWN), speller.score(lower), speller.split_digraphs(lower)


@given(st.one_of(st.text(max_size=45), st.text("aejnldžđćšNLDwx'., ǆ\ud800", max_size=45)))
def test_compiled_and_interpreted_agree_on_any_token(token):
    assert answers(COMPILED, token) == answers(INTERPRETED, token)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_compiled_and_interpreted_agree_on_sentences(sentence):
    for token in sentence.split():
        assert answers(COMPILED, token) == answers(INTERPRETED, token)


def calls(text):
    """Return the number of function calls in a conversion with all edits."""
    count = 0

    def count_call(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    clear_caches()
    sys.setprofile(count_call)
    try:
        len(to_cyrillic(text, "sr-Latn", "rule").edits)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece", ["Google one ", "A-", "džnj", "I V ", "e\N{COMBINING CARON}", "x'", "Boston "]
)
def test_calls_grow_linearly_with_the_text(piece):
    assert calls(piece * 2_000) < 12 * calls(piece * 200)
