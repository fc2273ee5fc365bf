"""How much of a text is in which language, from its pieces."""

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.language import shares as tally
from polyglot_norm.language.drafts import drafts, unfinished
from polyglot_norm.language.labels import Label
from polyglot_norm.language.segments import NOTHING, Piece

SR = Label("sr-Cyrl", "Cyrl", 0.9, (("sr-Cyrl", 0.9), ("mk", 0.1)))
EN = Label("en", "Latn", 1.0, (("en", 1.0),))
TEXT = "Да, yes.\n—\n"
PIECES = [Piece(0, 4, SR, 2), Piece(4, 9, EN, 2), Piece(9, 11, NOTHING, 0)]


def test_equal_shares_are_in_the_order_of_the_tags():
    assert tally.shares(PIECES) == (("en", 0.5, 1.0), ("sr-Cyrl", 0.5, 0.9))
    assert tally.main(tally.shares(PIECES)) == "en"


def test_what_holds_no_words_has_no_share():
    assert tally.shares(PIECES[2:]) == ()
    assert tally.main(()) == "zxx"


def test_one_label_for_all_weighs_every_candidate():
    found = tally.whole(PIECES)
    assert (found.lang, found.script, found.confidence) == ("en", "Latn", 0.5)
    assert found.candidates == (("en", 0.5), ("sr-Cyrl", 0.45), ("mk", 0.05))


def test_protected_spans_with_only_marks_between_them_have_one_label():
    found = tally.whole([Piece(0, 2, Label("zxx", "Zyyy", 1.0, (("ja", 0.5),)), 0)])
    assert (found.lang, found.confidence, found.candidates) == ("zxx", 1.0, ())


def test_a_draft_is_as_its_source():
    made = drafts(TEXT, PIECES)
    assert "".join(segment.text for segment in made) == TEXT
    assert [segment.output for segment in made] == [Aligned(segment.text) for segment in made]
    assert [segment.output_lang for segment in made] == ["sr-Cyrl", "en", "zxx"]


def test_what_is_to_be_done_is_asked_no_more_often_than_needed():
    asked = []

    def first(start: int, lang: str) -> int:
        asked.append((start, lang))
        return 10

    schemes = {(piece.label.lang, piece.label.script): None for piece in PIECES}
    assert unfinished(PIECES, first, schemes) == [(2, True)]
    assert asked == [(0, "sr-Cyrl"), (4, "en"), (9, "zxx")]
    asked.clear()
    assert unfinished([Piece(0, 4, EN, 3), Piece(4, 9, EN, 3)], first, schemes) == []
    assert asked == [(0, "en")]
