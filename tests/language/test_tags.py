"""Language tags: the known tags that a user's spelling stands for."""

import pytest

import polyglot_norm as pn
from polyglot_norm.language import resolution, tags

ONE = [
    # canonical
    ("en", "en"),
    ("sr-Cyrl", "sr-Cyrl"),
    ("zh-Hant", "zh-Hant"),
    # case and separators
    ("EN", "en"),
    ("SR-cyrl", "sr-Cyrl"),
    ("sr_Latn", "sr-Latn"),
    ("TL", "tl"),
    # ISO 639-2 and 639-3
    ("eng", "en"),
    ("deu", "de"),
    ("ger", "de"),
    ("srp-Cyrl", "sr-Cyrl"),
    ("tgl", "tl"),
    # codes that have been replaced
    ("iw", "he"),
    ("in", "id"),
    ("ji", "yi"),
    ("mo", "ro"),
    ("fil", "tl"),
    # regions
    ("en-GB", "en"),
    ("pt_BR", "pt"),
    ("zh-TW", "zh-Hant"),
    ("zh-HK", "zh-Hant"),
    ("zh-CN", "zh-Hans"),
    ("sr-Latn-RS", "sr-Latn"),
    # a script that the language is always written in
    ("en-Latn", "en"),
    ("ja-Jpan", "ja"),
    ("cmn-Hans", "zh-Hans"),
    # private use
    ("en-x-informal", "en"),
]

GROUPS = [
    ("sr", {"sr-Cyrl", "sr-Latn"}),
    ("SRP", {"sr-Cyrl", "sr-Latn"}),
    ("zh", {"zh-Hans", "zh-Hant"}),
    ("cmn", {"zh-Hans", "zh-Hant"}),
    ("sh", {"bs", "hr", "sh-Latn", "sr-Latn"}),
    ("SH", {"bs", "hr", "sh-Latn", "sr-Latn"}),
    ("hbs", {"bs", "hr", "sh-Latn", "sr-Latn"}),
    ("no", {"nb"}),
]

UNKNOWN = [
    "",
    " ",
    "-",
    "x",
    "xx",
    "und",
    "zxx",
    "*",
    "sr Latn",
    "en-Cyrl",
    "Latn",
    "e\nn",
    "я",
    "\0",
]


@pytest.mark.parametrize(("given", "found"), ONE)
def test_a_tag_stands_for_one(given, found):
    assert resolution.resolve(given) == (found,)


@pytest.mark.parametrize(("given", "members"), GROUPS)
def test_a_group_stands_for_its_members(given, members):
    assert members <= set(resolution.resolve(given)) <= tags.known().keys()


@pytest.mark.parametrize("given", UNKNOWN)
def test_an_unknown_tag_is_an_error(given):
    with pytest.raises(pn.UnknownTag, match=r"unknown language tag .*pn\.languages\(\)") as caught:
        resolution.resolve(given)
    assert repr(given) in str(caught.value)


@pytest.mark.parametrize(("given", "near"), [("sr-Cyrll", "sr-Cyrl"), ("zh-Hantt", "zh-Hant")])
def test_a_near_miss_suggests_the_nearest_tag(given, near):
    with pytest.raises(pn.UnknownTag, match=f"did you mean '{near}'"):
        resolution.resolve(given)


def test_a_list_is_resolved_in_order_each_tag_once():
    assert resolution.resolve_all(["sr", "en", "sr-Latn", "EN"]) == ("en", "sr-Cyrl", "sr-Latn")
    assert resolution.resolve_all([]) == ()


def test_every_known_tag_stands_for_itself():
    for tag in tags.known():
        found = resolution.resolve(tag)
        assert found == (("zh", "zh-Hans", "zh-Hant") if tag == "zh" else (tag,))


def test_every_language_is_complete():
    for tag, language in tags.known().items():
        assert language.tag == tag == tag.strip()
        assert language.name == language.name.strip() != ""
        assert (len(language.script), tags.script_of(tag)) == (4, language.script)
        assert tags.name_of(tag) == language.name
    assert list(tags.known()) == sorted(tags.known())


def test_a_tag_outside_the_table_has_a_name_and_a_script():
    assert (tags.name_of("tlh"), tags.script_of("tlh")) == ("tlh", "Zzzz")
    assert (tags.name_of("und"), tags.script_of("und")) == ("unknown", "Zzzz")
    assert (tags.name_of("zxx"), tags.script_of("zxx")) == ("no language", "Zyyy")
