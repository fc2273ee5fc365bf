"""The calls of lingua: its documented examples, run against it too, and what differs."""

import pickle

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.packages import needs
from polyglot_norm.compat import lingua as ours

peer = needs("lingua")

BOTH = pytest.mark.parametrize("module", [ours, peer], ids=["ours", "lingua"])


def four(module):
    language = module.Language
    chosen = [language.ENGLISH, language.FRENCH, language.GERMAN, language.SPANISH]
    return module.LanguageDetectorBuilder.from_languages(*chosen)


@BOTH
def test_basic_usage(module):
    language = four(module).build().detect_language_of("languages are awesome")
    assert language == module.Language.ENGLISH
    assert repr(language) == str(language) == "Language.ENGLISH"
    assert language.iso_code_639_1 == module.IsoCode639_1.EN
    assert (language.iso_code_639_1.name, language.iso_code_639_3.name) == ("EN", "ENG")
    assert repr(language.iso_code_639_3) == "IsoCode639_3.ENG"


@BOTH
def test_a_minimum_relative_distance(module):
    builder = four(module).with_minimum_relative_distance(0.9)
    if module is ours:  # which is surer about the example
        assert builder.build().detect_language_of("languages are awesome") is not None
        assert builder.build().detect_language_of("prologue") is None
        assert four(module).build().detect_language_of("prologue") is not None
    else:
        assert builder.build().detect_language_of("languages are awesome") is None
    for wrong in (-0.1, 1.0):
        with pytest.raises(ValueError, match=r"in between 0.0 and 0.99"):
            four(module).with_minimum_relative_distance(wrong)


@BOTH
def test_confidence_values(module):
    detector = four(module).build()
    values = detector.compute_language_confidence_values("languages are awesome")
    assert values[0].language == module.Language.ENGLISH
    assert values[0].value > 0.9
    assert sum(each.value for each in values) == pytest.approx(1)
    assert [each.value for each in values] == sorted((v.value for v in values), reverse=True)
    assert len({each.language for each in values}) == 4
    one = detector.compute_language_confidence("languages are awesome", module.Language.FRENCH)
    assert 0 < one < 0.1
    none = detector.compute_language_confidence("languages are awesome", module.Language.DUTCH)
    assert none == 0
    assert repr(module.ConfidenceValue(module.Language.GERMAN, 0.5)) == (
        "ConfidenceValue(language=Language.GERMAN, value=0.5)"
    )


@BOTH
def test_loading_and_modes(module):
    builder = module.LanguageDetectorBuilder.from_languages(
        module.Language.ENGLISH, module.Language.GERMAN
    )
    detector = builder.with_preloaded_language_models().with_low_accuracy_mode().build()
    text = "Der Zug nach Wien fährt heute von Gleis sieben ab."
    assert detector.detect_language_of(text) == module.Language.GERMAN
    detector.unload_language_models()
    assert detector.detect_language_of(text) == module.Language.GERMAN


@BOTH
def test_one_language(module):
    only = module.LanguageDetectorBuilder.from_languages(module.Language.ENGLISH).build()
    assert only.detect_language_of("Hello there, my friend") == module.Language.ENGLISH
    assert only.detect_language_of("Где си био целог дана?") is None
    if module is ours:  # lingua finds what is common to both
        assert only.detect_language_of("Der Zug nach Wien fährt von Gleis sieben ab.") is None


@BOTH
def test_mixed_text(module):
    language = module.Language
    chosen = [language.ENGLISH, language.FRENCH, language.GERMAN]
    detector = module.LanguageDetectorBuilder.from_languages(*chosen).build()
    sentence = (
        "Parlez-vous français? "
        "Ich spreche Französisch nur ein bisschen. "
        "A little bit is better than nothing."
    )
    found = detector.detect_multiple_languages_of(sentence)
    assert [each.language for each in found] == [language.FRENCH, language.GERMAN, language.ENGLISH]
    starts = [each.start_index for each in found]
    assert starts == [0, 22, 64]
    assert [each.end_index for each in found] == [*starts[1:], len(sentence)]
    assert all(each.word_count > 0 for each in found)
    assert detector.detect_multiple_languages_of("12:30, 🙂") == []


@BOTH
def test_lists_of_texts(module):
    detector = four(module).build()
    texts = ["Guten Morgen, wie geht es euch heute?", "", "¿Dónde está la estación de tren?"]
    found = detector.detect_languages_in_parallel_of(texts)
    assert found == [module.Language.GERMAN, None, module.Language.SPANISH]
    results = detector.detect_multiple_languages_in_parallel_of(texts)
    assert [len(each) for each in results] == [1, 0, 1]
    values = detector.compute_language_confidence_values_in_parallel(texts)
    assert [len(each) for each in values] == [4, 4, 4]
    assert [each.value for each in values[1]] == [0, 0, 0, 0]
    one = detector.compute_language_confidence_in_parallel(texts, module.Language.GERMAN)
    assert one[0] > 0.5 > one[2]


@BOTH
def test_builders(module):
    builder, language = module.LanguageDetectorBuilder, module.Language
    serbian = "Влада је јуче усвојила закон о којем се дуго расправљало."
    for make in (
        builder.from_all_languages,
        builder.from_all_spoken_languages,
        builder.from_all_languages_with_cyrillic_script,
        lambda: builder.from_all_languages_without(language.SPANISH),
        lambda: builder.from_iso_codes_639_1(module.IsoCode639_1.SR, module.IsoCode639_1.MK),
        lambda: builder.from_iso_codes_639_3(module.IsoCode639_3.SRP, module.IsoCode639_3.MKD),
    ):
        assert make().build().detect_language_of(serbian) == language.SERBIAN
    assert builder.from_all_languages_with_arabic_script().build() is not None
    hindi = "मुझे नहीं पता कि वह कल कहाँ गया था"
    devanagari = builder.from_all_languages_with_devanagari_script().build()
    assert devanagari.detect_language_of(hindi) == language.HINDI
    for make in (
        builder.from_languages,
        lambda: builder.from_all_languages_without(*language.all()),
    ):
        with pytest.raises(ValueError, match="at least 1 language"):
            make()


def test_serbian_in_latin_script_is_serbian():
    # lingua knows Serbian in Cyrillic only.
    text = "Vlada je juče usvojila zakon o kojem se dugo raspravljalo."
    detector = ours.LanguageDetectorBuilder.from_all_languages().build()
    assert detector.detect_language_of(text) == ours.Language.SERBIAN


@pytest.mark.parametrize("name", ["Language", "IsoCode639_1", "IsoCode639_3"])
def test_members_are_those_of_the_peer(name):
    theirs = getattr(peer, name)
    for member in getattr(ours, name):
        assert str(member) == str(getattr(theirs, member.name))
        for spelling in (member.name, member.name.lower(), member.name.title()):
            assert type(member).from_str(spelling) is member
    with pytest.raises(ValueError, match="'nonsense'"):
        getattr(ours, name).from_str("nonsense")


@pytest.mark.parametrize(
    "name",
    [
        "all", "all_spoken_ones", "all_with_arabic_script", "all_with_cyrillic_script",
        "all_with_devanagari_script", "all_with_latin_script",
    ],
)  # fmt: skip
def test_sets_of_languages_are_those_of_the_peer(name):
    found = sorted(getattr(ours.Language, name)())
    assert list(map(str, found)) == list(map(str, sorted(getattr(peer.Language, name)())))
    assert [str(each.iso_code_639_3) for each in found] == [
        str(each.iso_code_639_3) for each in sorted(getattr(peer.Language, name)())
    ]


def test_a_detector_is_picklable():
    detector = pickle.loads(pickle.dumps(four(ours).with_minimum_relative_distance(0.2).build()))
    assert detector.detect_language_of("languages are awesome") is ours.Language.ENGLISH


@BOTH
@pytest.mark.parametrize("text", [None, 5, b"bytes"])
def test_what_is_no_text(module, text):
    with pytest.raises(TypeError):
        four(module).build().detect_language_of(text)


@given(st.text(max_size=60))
@example("U0W")  # two stretches, in which each of the four languages is a candidate
def test_any_text_has_an_answer(text):
    detector = four(ours).build()
    values = detector.compute_language_confidence_values(text)
    total = sum(each.value for each in values)
    assert total == 0 or total == pytest.approx(1, abs=1e-6)
    for one in detector.detect_multiple_languages_of(text):
        assert 0 <= one.start_index < one.end_index <= len(text)
        assert one.language in {each.language for each in values}


def test_languages_are_enumerated():
    assert ours.Language["GERMAN"] in list(ours.Language)
    with pytest.raises(TypeError):
        peer.Language["GERMAN"]


@BOTH
def test_words_are_counted(module):
    detector = module.LanguageDetectorBuilder.from_all_languages().build()
    french, japanese = (
        detector.detect_multiple_languages_of(text)[0].word_count
        for text in ("Parlez-vous français?", "これはとても大切な問題なので考えてみましょう")
    )
    assert french == (3 if module is ours else 2)
    assert (japanese < 22) == (module is ours)
