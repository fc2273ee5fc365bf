"""Chinese whose characters are both Simplified and Traditional: the page decides, or ``zh``."""

from __future__ import annotations

from array import array

import pytest

import polyglot_norm as pn
from polyglot_norm.language.labels import Constraints, Label
from polyglot_norm.language.rules.repertoires import settle_han
from polyglot_norm.language.stretches import Stretches
from polyglot_norm.language.traits import han_variants
from polyglot_norm.streams.findings import allowed

NEUTRAL = ("你好", "我是中文老大", "明天下雨", "有人在家", "今天晚上我要和你一起去山上")
SIMPLIFIED = "这个问题还没有解决，我们需要更多时间来处理这件事情。"
TRADITIONAL = "這個問題還沒有解決，我們需要更多時間來處理這件事情。"
FREE = Constraints(None, {}, "auto", 0.1)


def langs(text, **options):
    return [segment.lang for segment in pn.tag(text, **options)]


def settled(text, *candidates, constraints=FREE):
    """The candidates of one stretch over all of a text, after the rule."""
    label = Label(candidates[0][0], "Hani", candidates[0][1], candidates)
    stretches = Stretches(array("q", [0, len(text), 0]), [label])
    return settle_han(text, stretches, constraints).labels[0].candidates


@pytest.mark.parametrize("text", NEUTRAL)
def test_text_that_does_not_decide_is_neutral(text):
    (segment,) = pn.tag(text)
    assert (segment.lang, segment.script) == ("zh", "Hani")
    assert pn.detect(text).lang == "zh"
    assert segment.candidates[0] == ("zh", segment.confidence)
    assert not {"zh-Hans", "zh-Hant"}.intersection(dict(segment.candidates))


@pytest.mark.parametrize("text", NEUTRAL)
@pytest.mark.parametrize(("page", "lang"), [(SIMPLIFIED, "zh-Hans"), (TRADITIONAL, "zh-Hant")])
def test_a_line_that_does_not_decide_is_written_as_its_page(page, lang, text):
    assert set(langs(f"{text}\n{page}\n{text}\n")) == {lang}


def test_a_page_in_both_variants_leaves_its_neutral_lines_neutral():
    assert langs(f"{SIMPLIFIED}\n你好，我是王先生的朋友\n{TRADITIONAL}\n") == [
        *("zh-Hans", "zh", "zh-Hant"),
    ]


def test_the_other_languages_of_a_page_do_not_decide():
    assert langs("Please wait here for me.\n你好\nJe t'attends devant la gare.\n") == [
        *("en", "zh", "fr"),
    ]


@pytest.mark.parametrize(
    ("options", "lang"),
    [
        ({"languages": ("zh",)}, "zh"),
        ({"languages": ("Chinese", "en")}, "zh"),
        ({"languages": ("cmn_Hani",)}, "zh"),
        ({"languages": "common"}, "zh"),
        ({"languages": ("zh-Hans",)}, "zh-Hans"),
        ({"languages": ("zh-Hant", "en")}, "zh-Hant"),
        ({"hints": ("zh",)}, "zh"),
        ({"hints": {"zh-Hant": 50}}, "zh-Hant"),
        ({"hints": {"zh-Hans": 50}}, "zh-Hans"),
    ],
)
def test_options_decide(options, lang):
    assert langs("明天下雨", **options) == [lang]


def test_one_of_the_variants_is_named_where_neutral_text_is_left_out():
    for languages in (("zh-Hans", "zh-Hant"), ("zh-Hans", "zh-Hant", "en")):
        assert set(langs("明天下雨", languages=languages)) < {"zh-Hans", "zh-Hant"}


def test_the_probabilities_of_the_variants_are_added_up():
    found = (("ja", 0.4), ("zh-Hans", 0.3), ("zh-Hant", 0.2))
    assert settled("山本", *found) == (("zh", 0.5), ("ja", 0.4))
    split = Constraints(frozenset(("zh-Hans", "zh-Hant", "ja")), {}, "auto", 0.1)
    (first, *_) = settled("山本", *found, constraints=split)
    assert first == ("ja", pytest.approx(0.4 / 0.9))


def test_what_is_sure_or_decided_stands():
    sure = (("zh-Hans", 0.98), ("zh-Hant", 0.01))
    decided = (("zh-Hans", 0.6), ("zh-Hant", 0.3))
    assert settled("什", *sure) == sure
    assert settled("国", *decided)[0][0] == "zh-Hans"
    assert settled("かな", *decided) == decided


def test_it_is_named_as_others_name_it():
    assert pn.label("zh") == "cmn_Hani"
    assert pn.label("zh", "fasttext") == "__label__cmn_Hani"
    (language,) = (each for each in pn.languages() if each.tag == "zh")
    assert (language.name, language.script) == ("Chinese", "Hani")


def test_it_meets_the_expectation_of_either():
    assert "zh" in allowed(["zh-Hant"])
    assert "zh" in allowed(["zh-Hans"])
    assert "zh" not in allowed(["ja"])


def test_steps_take_it_for_the_language_of_a_text():
    assert pn.normalise("你好，世界！", lang="zh", profile="search").text == "你好,世界!"
    assert pn.normalise("你好", lang="chinese").text == "你好"


def test_why_it_is_neutral_is_explained():
    (explanation,) = pn.tag("明天下雨").explain()
    assert explanation.note == "its characters are both Simplified and Traditional"


def test_no_character_is_of_both_variants():
    simplified, traditional = han_variants().values()
    assert not simplified & traditional
    assert "国" in simplified
    assert "國" in traditional
    assert not set("云里后干") & (simplified | traditional)
