"""Words that mix scripts are mended without knowing the language, and nothing else is touched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import polyglot_norm as pn
from cases import tsv
from polyglot_norm.normalisation.look_alikes import pairs
from polyglot_norm.normalisation.mixed_words import mend_words
from polyglot_norm.normalisation.mixtures import is_inexplicable, mixtures
from polyglot_norm.text.characters import script
from strategies import TEXTS

SENTENCES = {
    "en": "Whatever you do, please close the door before the children come home.",
    "de": "Möchtest du heute Abend mit uns ins Kino gehen, oder bleibst du zu Hause?",
    "fr": "Je ne savais pas que tu étais déjà parti à la campagne avec ta sœur.",
    "sr-Latn": "Juče je cela ekipa otišla kući, jer niko više nije imao snage za rad.",
    "ru": "Вчера весь вечер шёл снег, поэтому мы остались дома и пили горячий чай.",
    "sr-Cyrl": "Јуче је цела екипа отишла кући, јер нико више није имао снаге за рад.",
}
LOOK_ALIKES = {
    (letter, target): others[0]
    for (letter, target), others in pairs().items()
    if {script(letter), target} == {"Latn", "Cyrl"}
}
MIXED = st.text("acehiopxyABCEHKMOPTXаcеhіорхуАВСЕНКМОРТХбдлжαβοιΑΒΕΟk'. \n&;#107")


def mended(text):
    made = mend_words(text)
    return text if made is None else made.text


def test_a_mark_of_another_script_mixes_no_letters():
    word = "\N{LATIN SMALL LETTER B WITH STROKE}\N{COMBINING CYRILLIC PSILI PNEUMATA}"
    assert mended(word) == word


@pytest.mark.parametrize("row", tsv("normalise/mixed_words"), ids=lambda row: row["why"])
def test_words_that_are_mended(row):
    assert mended(row["text"]) == row["becomes"]
    assert mend_words(row["becomes"]) is None


@pytest.mark.parametrize("row", tsv("normalise/mixed_words-unchanged"), ids=lambda row: row["why"])
def test_words_that_are_left_alone(row):
    assert mend_words(row["text"]) is None


def disguised(sentence):
    """Yield the sentence with one look-alike in a word of at least two letters, in every way."""
    for at, char in enumerate(sentence):
        target = "Cyrl" if script(char) == "Latn" else "Latn"
        beside = sentence[max(0, at - 1) : at] + sentence[at + 1 : at + 2]
        if (char, target) in LOOK_ALIKES and any(map(str.isalpha, beside)):
            yield sentence[:at] + LOOK_ALIKES[char, target] + sentence[at + 1 :]


@pytest.mark.parametrize("lang", SENTENCES)
def test_one_look_alike_in_a_sentence(lang):
    sentence = SENTENCES[lang]
    for broken in disguised(sentence):
        assert mended(broken) == sentence
        assert pn.normalise(broken, lang).text == sentence


@given(st.lists(st.sampled_from(sorted(SENTENCES.values()))).map("\n".join), st.data())
def test_every_line_is_mended_by_its_own_words(text, data):
    lines = text.split("\n")
    broken = [data.draw(st.sampled_from([line, *disguised(line)])) for line in lines]
    assert mended("\n".join(broken)) == text


@given(st.one_of(MIXED, TEXTS))
def test_mending_twice_is_mending_once(text):
    assert mend_words(mended(text)) is None


@given(MIXED)
def test_edits_are_those_of_the_steps(text):
    made = mend_words(text)
    for edit in made.edits if made else ():
        rules = {rule.partition("/")[0] for rule in edit.rule.split("+")}
        assert rules <= {"confusables", "entities"}
        if rules == {"confusables"}:
            assert edit.end - edit.start == len(edit.replacement) == 1
            scripts = script(text[edit.start]), script(edit.replacement)
            assert edit.rule == "confusables/{}-to-{}".format(*scripts).lower()


@given(st.text("acehijopxyäéčšžABCEHKMOPTX абвгдежзијклљмнњопрст\n", max_size=60))
def test_only_words_that_mix_scripts_are_changed(text):
    spans = [(mixture.start, mixture.end) for mixture in mixtures(text)]
    made = mend_words(text)
    for edit in made.edits if made else ():
        assert any(start <= edit.start < end for start, end in spans)


@pytest.mark.parametrize("lang", SENTENCES)
@settings(deadline=None)
@given(data=st.data())
def test_the_steps_do_the_same_in_the_language(lang, data):
    words = SENTENCES[lang].split()
    words = [data.draw(st.sampled_from([word, *disguised(word)])) for word in words]
    text = " ".join(words)
    assert pn.normalise(mended(text), lang).text == pn.normalise(text, lang).text


@pytest.mark.parametrize("text", [*SENTENCES.values(), "été à Paris", "日本語 и русский", ""])
def test_text_without_mixtures_is_not_copied(text):
    assert mend_words(text) is None


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("cам", False), ("ехреrt", False), ("раypаl", False), ("moћe", True), ("нoge", True)],
)
def test_inexplicable_words(word, is_one):
    assert is_inexplicable(word) is is_one


def test_a_mixed_word_is_no_sign_of_mojibake():
    for word in ("ехреrt", "Ехреrt opinion", "раypаl"):
        assert "mojibake" not in {e.rule.partition("/")[0] for e in pn.normalise(word).edits}
    assert pn.normalise("ехреrt", "en").text == "expert"
