"""Why a segment has its language: the words that decided, the runner-up, the border."""

import json

import pytest

import polyglot_norm as pn

MIXED = "Would you care to give details? Das ist doch gar nicht wahr.\nЗашто ћутиш? שלום"


@pytest.fixture(scope="module")
def explained():
    return pn.tag(MIXED).explain()


def test_every_segment_is_explained_in_order(explained):
    assert [why.segment for why in explained] == list(pn.tag(MIXED).segments)


def test_words_are_where_they_say(explained):
    words = [word for why in explained for word in why.words]
    assert [MIXED[word.start : word.end] for word in words] == [word.text for word in words]
    assert [word.text for word in explained[0].words] == "Would you care to give details".split()


def test_what_decided_speaks_for_the_language(explained):
    for why in explained:
        if why.words:
            assert sum(word.evidence for word in why.words) > 0


def test_sequences_are_of_their_word_and_the_most_telling_first(explained):
    for word in explained[0].words:
        spelled = f"_{word.text.lower()}_"
        assert all(each.sequence in spelled for each in word.sequences)
        weights = [abs(each.evidence) for each in word.sequences]
        assert weights == sorted(weights, reverse=True)


def test_evidence_is_what_the_engine_adds_up():
    (why,) = pn.tag("szczęście").explain()
    (word,) = why.words
    assert why.segment.lang == "pl"
    assert word.known > 0.5
    assert word.evidence > 5


def test_borders_say_what_stands_there_and_what_the_change_gains(explained):
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
        ("12:30", "there are no words in it"),
        ("zxqw vbnk qqwx zzrt", "no language explains its words well enough"),
        ("สวัสดีครับ", "the script belongs to one language"),
    ],
)
def test_what_has_no_words_to_name_says_why(text, note):
    (why,) = pn.tag(text).explain()
    assert why.words == ()
    assert why.note == note


def test_links_say_nothing():
    (why,) = pn.tag("Погледај https://example.org/das-ist-deutsch одмах").explain()
    assert [word.text for word in why.words] == ["Погледај", "одмах"]


def test_an_explanation_is_ready_for_json(explained):
    for why in explained:
        json.dumps(why.as_dict(), ensure_ascii=False)


def test_what_another_detector_labelled_is_not_explained():
    doc = pn.tag("Good morning, everyone!", detector=lambda text: [("en", 0.9)])
    with pytest.raises(pn.PolyglotError, match="detector='builtin'"):
        doc.explain()


def test_nothing_to_explain():
    assert pn.tag("").explain() == ()
