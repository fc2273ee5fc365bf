"""Labels of languages: one for each tag, in every style, and back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.language.label_styles import STYLES
from polyglot_norm.language.resolution import resolve
from polyglot_norm.language.tags import known
from polyglot_norm.tables import rows

OF_OTHER_DETECTORS = ["hi-Latn", "ru-Latn", "ar-Latn", "tlh", "vep", "en-Cyrl", "zh"]
TAGS = [*known(), "und", "zxx", *OF_OTHER_DETECTORS]

# As GlotLID and FLORES+ write them, where ISO 639-3 would give the code of a macrolanguage.
OF_CORPORA = [
    ("sr-Cyrl", "srp_Cyrl"), ("sr-Latn", "srp_Latn"), ("sh-Latn", "hbs_Latn"), ("en", "eng_Latn"),
    ("zh-Hans", "cmn_Hans"), ("zh-Hant", "cmn_Hant"), ("yue", "yue_Hant"), ("ja", "jpn_Jpan"),
    ("ko", "kor_Hang"), ("ar", "arb_Arab"), ("arz", "arz_Arab"), ("nb", "nob_Latn"),
    ("nn", "nno_Latn"), ("fa", "pes_Arab"), ("et", "ekk_Latn"), ("ms", "zsm_Latn"),
    ("lv", "lvs_Latn"), ("sq", "als_Latn"), ("uz", "uzn_Latn"), ("uz-Cyrl", "uzn_Cyrl"),
    ("az", "azj_Latn"), ("mn", "khk_Cyrl"), ("sw", "swh_Latn"), ("ku", "kmr_Latn"),
    ("ckb", "ckb_Arab"), ("hi-Latn", "hin_Latn"), ("und", "und_Zzzz"), ("zxx", "zxx_Zyyy"),
]  # fmt: skip

READ = [
    ("__label__sr", "sr"), ("__label__zho_Hans", "zh-Hans"), ("ara_Arab", "ar"),
    ("fas_Arab", "fa"), ("est_Latn", "et"), ("fil_Latn", "tl"), ("SRP_CYRL", "sr-Cyrl"),
    ("und_Cyrl", "und"), ("zxx_Zxxx", "zxx"), ("kor_Kore", "ko"), ("cmn_Hani", "zh"),
    ("hbs_Cyrl", "sr-Cyrl"), ("rus_Latn", "ru-Latn"),
]  # fmt: skip
NO_LABELS = ["sr-Cyrl", "en_GB", "__label__", "", "?", "a_b", "_", "qqqq_Qqqq_Q"]


@pytest.mark.parametrize(("tag", "label"), OF_CORPORA)
def test_labels_are_those_of_corpora(tag, label):
    assert pn.label(tag) == label
    assert pn.label(tag, "fasttext") == f"__label__{label}"
    assert pn.label(tag, "bcp47") == tag


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("tag", TAGS)
def test_every_tag_has_a_label_that_leads_back(tag, style):
    assert pn.from_label(pn.label(tag, style)) == tag


def test_labels_have_one_form_and_are_distinct():
    labels = [row["label"] for row in rows("languages")]
    assert len(set(labels)) == len(labels)
    for label, language in zip(labels, known().values(), strict=True):
        _, script, *region = label.split("_")
        assert re.fullmatch("[a-z]{3}_[A-Z][a-z]{3}", label) or region == ["NL"]
        assert script == {"Kore": "Hang"}.get(language.script, language.script)


@pytest.mark.parametrize(("name", "tag"), READ)
def test_labels_of_others_are_read(name, tag):
    assert pn.from_label(name) == tag


@pytest.mark.parametrize("name", NO_LABELS)
def test_what_is_no_label_stays_as_it_is(name):
    assert pn.from_label(name) == name


@given(st.text(max_size=12))
def test_any_text_can_be_read(name):
    assert isinstance(pn.from_label(f"{name}_Latn"), str)


@pytest.mark.parametrize("style", STYLES)
def test_options_take_labels(style):
    labels = [pn.label(tag, style) for tag in known()]
    assert [resolve(label) for label in labels] == [resolve(tag) for tag in known()]
    text = "Где си био јуче увече? Where were you yesterday?"
    options = [pn.label(tag, style) for tag in ("sr-Cyrl", "en")]
    assert pn.tag(text, languages=options) == pn.tag(text, languages=["sr-Cyrl", "en"])
    assert pn.transliterate("Љубо", pn.label("sr-Cyrl", style)).text == "Ljubo"


def test_what_cannot_be_written_is_refused():
    with pytest.raises(pn.PolyglotError, match=r"invalid labels 'iso-639-3': did you mean 'iso639"):
        pn.label("en", "iso-639-3")
    with pytest.raises(pn.UnknownTag, match="'x y' has no label"):
        pn.label("x y")
