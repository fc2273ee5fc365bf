"""The language codes of other packages, and the tags that they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.language.detectors import codes


@pytest.mark.parametrize(
    ("code", "script", "tags"),
    [
        ("sr", "Cyrl", ("sr-Cyrl",)),
        ("sr-ME", "Latn", ("sr-Latn",)),
        ("srp_Latn", "Latn", ("sr-Latn",)),
        ("hbs_Cyrl", "Cyrl", ("sr-Cyrl", "bs-Cyrl")),
        ("no", "Latn", ("nb",)),
        ("nob_Latn", "Latn", ("nb",)),
        ("nn", "Latn", ("nn",)),
        ("fil", "Latn", ("tl",)),
        ("tgl_Latn", "Latn", ("tl",)),
        ("iw", "Hebr", ("he",)),
        ("ji", "Hebr", ("yi",)),
        ("jw", "Latn", ("jv",)),
        ("in", "Latn", ("id",)),
        ("mo", "Latn", ("ro",)),
        ("mo", "Cyrl", ("ro-Cyrl",)),
        ("arb_Arab", "Arab", ("ar",)),
        ("arz", "Arab", ("arz",)),
        ("als_Latn", "Latn", ("sq",)),
        ("hrv_Latn", "Latn", ("hr",)),
        ("zho_Hant", "Hani", ("zh-Hant",)),
        ("cmn_Hani", "Hani", ("zh-Hans", "zh-Hant")),
        ("zh", "Jpan", ()),
        ("ja", "Hani", ("ja",)),
        ("yue", "Hani", ("yue",)),
        ("uz", "Cyrl", ("uz-Cyrl",)),
        ("uz", "Latn", ("uz",)),
        ("az", "Cyrl", ("az-Cyrl",)),
        ("ku", "Arab", ("ckb",)),
        ("ku", "Latn", ("ku",)),
        ("bh", "Deva", ("bho",)),
        ("ru", "Zyyy", ("ru",)),
        ("", "Latn", ()),
        ("und", "Latn", ()),
        ("un-known code", "Latn", ()),
    ],
)
def test_tags_of_a_code(code, script, tags):
    assert codes.tags_for(code, script) == tags


@given(st.text(max_size=12), st.sampled_from(["Latn", "Cyrl", "Hani", ""]))
def test_any_string_is_accepted_as_a_code(code, script):
    assert isinstance(codes.tags_for(code, script), tuple)


def test_codes_of_one_language_are_added_up():
    found = codes.as_candidates([("no", 0.5), ("nb", 0.25), ("da", 0.25)], "", "Latn", None)
    assert found == [("nb", 0.75), ("da", 0.25)]


def test_a_group_is_its_first_member_that_is_allowed():
    allowed = frozenset(("hr", "bs"))
    assert codes.as_candidates([("sh", 1.0)], "dobar dan", "Latn", allowed) == [("hr", 1.0)]
