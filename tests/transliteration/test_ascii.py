"""The scheme, the policy and the profile ``ascii``: always ASCII, whatever Python can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.transliteration.conversion import run
from polyglot_norm.transliteration.scheme_list import ASCII, all_schemes
from polyglot_norm.transliteration.schemes import find
from strategies import TEXTS

EVERY = "".join(map(chr, range(0x110000)))
LATIN = sorted({s.lang for s in all_schemes() if s.default and s.script == "Latn"})
BLOCK = 0x1000


@pytest.mark.parametrize("first", range(0, 0x30000, BLOCK))
def test_every_character_becomes_ascii(first):
    block = EVERY[first : first + BLOCK]
    assert run(find(ASCII), block, "en").text.isascii()
    assert pn.normalise(block, "en", profile=("ascii",)).text.isascii()


def test_rare_planes_become_ascii():
    assert run(find(ASCII), EVERY[0x30000::37], "en").text.isascii()


@pytest.mark.parametrize("lang", LATIN)
def test_every_character_of_the_basic_plane_becomes_ascii_by_any_scheme(lang):
    assert run(find(ASCII), EVERY[:0x10000:3], lang).text.isascii()


@given(TEXTS, st.sampled_from(["de", "sr-Latn", "sr-Cyrl", "ru", "el", "ckb", "zh-Hans", "ja"]))
def test_any_text_becomes_ascii_and_keeps_its_alignment(text, lang):
    made = pn.transliterate(text, lang, "ascii")
    assert made.text.isascii()
    assert pn.Aligned(text, made.edits).text == made.text


@given(TEXTS)
def test_any_tagged_text_becomes_ascii(text):
    assert pn.tag(text, transliterate="ascii").output.text.isascii()
