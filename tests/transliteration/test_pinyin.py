"""Chinese: readings aligned with their characters, and the error if the package is missing."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.transliteration import pinyin

HAN = st.text("我们在重庆银行长大西安㐀\U00020000〇aA1，。 ", max_size=30)


@given(HAN)
def test_the_edits_produce_the_text(text):
    a = pinyin.romanise(text, "zh-Hans", "pinyin")
    assert pn.Aligned(text, a.edits).text == a.text


def test_each_character_is_aligned_on_its_own():
    a = pinyin.romanise("在重庆，", "zh-Hans", "pinyin")
    assert a.text == "zài chóngqìng，"
    assert [(e.start, e.end, e.replacement) for e in a.edits] == [
        (0, 1, "zài"), (1, 2, " chóng"), (2, 3, "qìng"),
    ]  # fmt: skip


def test_a_missing_package_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    with pytest.raises(pn.MissingExtra, match=r"polyglot-norm\[pinyin\]") as caught:
        pn.transliterate("鑫淼焱", "zh-Hans", "pinyin")
    assert caught.value.extra == "pinyin"
