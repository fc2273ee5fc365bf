"""Why a segment has its language: the words that decided, the runner-up, the border."""

import json

import pytest

import polyglot_norm as pn

MIXED = "Would you care to give details? Das ist doch gar nicht wahr.\nЗашто ћутиш? שלום לכולם"


@pytest.fixture(scope="module")
def explained():
    return pn.tag(MIXED).explain()


def test_every_segment_is_explained_in_order(explained):
    assert [why.segment for why in explained] == list(pn.tag(MIXED).segments)


def test_words_are_at_their_offsets(explained):
    words = [word for why in explained for word in why.words]
    assert [MIXED[word.start : word.end] for word in words] == [word.text for word in words]
    assert [word.text for word in explained[0].words] == "Would you care to give details".split()


def test_the_words_of_a_segment_favour_its_language(explained):
    for why in explained:
        if why.words:
            assert sum(word.log_odds for word in why.words) > 0


def test_ngrams_are_of_their_word_and_the_largest_come_first(explained):
    for word in explained[0].words:
        spelled = f"_{word.text.lower()}_"
        assert all(each.ngram in spelled for each in word.ngrams)
        weights = [abs(each.log_odds) for each in word.ngrams]
        assert weights == sorted(weights, reverse=True)


def test_a_typical_word_is_known_and_has_large_log_odds():
    (why,) = pn.tag("szczęście").explain()
    (word,) = why.words
    assert why.segment.lang == "pl"
    assert word.known > 0.5
    assert word.log_odds > 3


def test_a_word_of_mixed_scripts_is_explained():
    (why,) = pn.tag("Dјoković je pobedio u tri seta").explain()
    assert [word.text for word in why.words][1:] == ["oković", "je", "pobedio", "u", "tri", "seta"]


def test_a_border_has_the_gap_before_it_and_the_gain_of_the_change(explained):
    assert explained[0].border is None
    assert explained[1].border.kind == "end of sentence"
    assert explained[1].border.before == "en"
    assert explained[1].border.gain > 10
    assert explained[2].border.kind == "line break"
    assert explained[3].border.kind == "change of script"
    assert explained[3].border.gain is None


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("12:30", "it contains no words"),
        ("zxqw vbnk qqwx zzrt", "no language explains its words well enough"),
        ("สวัสดีครับ", "its script belongs to one language"),
    ],
)
def test_a_segment_without_deciding_words_has_a_note(text, note):
    (why,) = pn.tag(text).explain()
    assert why.words == ()
    assert why.note == note


def test_words_in_links_are_not_explained():
    (why,) = pn.tag("Погледај https://example.org/das-ist-deutsch одмах").explain()
    assert [word.text for word in why.words] == ["Погледај", "одмах"]


def test_an_explanation_can_be_written_as_json(explained):
    for why in explained:
        json.dumps(why.as_dict(), ensure_ascii=False)


def test_only_the_built_in_detector_explains():
    doc = pn.tag("Good morning, everyone!", detector=lambda text: [("en", 0.9)])
    with pytest.raises(pn.PolyglotError, match="detector='builtin'"):
        doc.explain()


def test_an_empty_text_has_no_explanation():
    assert pn.tag("").explain() == ()
