"""The most common mojibake is restored as ftfy restores it, without asking that."""

import subprocess
import sys

import pytest
from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.normalisation.mojibake.utf8_letters import (
    are_common,
    with_letters,
    without_letters,
)
from polyglot_norm.normalisation.steps.mojibake import mojibake

SEQUENCES = ["é".encode().decode("latin-1"), "ñ".encode().decode("latin-1"), "Ã\xad"]
PARTS = st.sampled_from([*SEQUENCES, "e", " ", "Nancy ", ".", "“", "š"])
LETTERS = st.text("abAÀÁÄÈÉÖàáäçéèöüČčŁłŚśŠšŤťŽž абвЉљЊЂђҐґ–—", max_size=6)

CONFIG = TextFixerConfig(replace_lossy_sequences=False, fix_c1_controls=False)


@pytest.mark.parametrize(
    "char", [chr(code) for code in range(0xE0, 0x100) if code not in (0xE5, 0xF7)]
)
def test_each_letter_is_restored(char):
    seen = f"Nancy {char.encode().decode('latin-1')} de Londres."
    assert with_letters(seen) == f"Nancy {char} de Londres." == mojibake(seen, None).text
    assert without_letters(seen) == "Nancy x de Londres."


@pytest.mark.parametrize("text", ["SÃ\N{SOFT HYPHEN}™", "Ã¥ 500", "10 Ã· 2", "éÃ©", "Ã©Â", "Ã"])
def test_what_is_less_clear_is_not(text):
    assert with_letters(text) == text == without_letters(text)


@given(st.lists(PARTS, max_size=6).map("".join))
def test_ftfy_restores_the_same(text):
    if without_letters(text).isascii():
        assert with_letters(text) == fix_encoding(text, CONFIG)


@given(LETTERS, st.sampled_from(["", "a", " ", "A.", "1"]), st.sampled_from(["", "a", " ", ", b"]))
def test_ftfy_thinks_well_of_common_letters(letters, before, after):
    if are_common(letters):
        assert not is_bad(before + letters + after)


def test_ftfy_is_not_imported_for_a_letter():
    code = """
import sys
from polyglot_norm import normalise
print(normalise("Nancy \xc3\xa9").text == "Nancy \xe9", "ftfy" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]
