"""A line that no encoding pair may repair is one that no pair repairs when each is tried."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from polyglot_norm.normalisation.mojibake import repair
from polyglot_norm.normalisation.mojibake.codepages import COMBINED, encoding_pairs, repairs_of
from polyglot_norm.normalisation.mojibake.prospects import may_be_repaired
from strategies import TEXTS

UNDAMAGED = [
    "Più di così non podì",
    "¿Algún otro país?",
    "63.º aniversário",
    "Àwọn ọmọ ìlú náà ti kì í lọ sí òkè báyìí",
    "Хомосексуалност се од 1997. године не сматра незаконитом, али кажу да је ЛГБТ",
    "МАГАТЭ бас конференциясының жұмысы",
    "Hello, world",
    "",
]

DAMAGED = [
    "Svi su rekli da je èovjek kriv.",
    "Ïðèâåò, êàê äåëà?",
    "оПХБЕР, ЙЮЙ ДЕКЮ?",
    "Це машина ┬▐▄╨.",
    "Az ellenzék küldötteibõl álló bizottság jelentést tett a kormánynak",
]

WORDS = st.sampled_from(
    "не у је НАТО Њујорк ПРОСВЕТА más ¿algún è èovjek kriv. Ïðèâåò ДЕКЮ? — „да“ İşçi "
    "üçün takže dążą nhlònge № 63.º ñôô © `dì! í машина ┬▐▄╨. Тап°Ґ† да съм ыЯ«ЫЯ» "
    "éééé àéàéàé ╨╨╨╨ é«ééé".split()
)


@pytest.mark.parametrize("line", UNDAMAGED)
def test_no_pair_may_repair_what_is_undamaged(line):
    assert not may_be_repaired(line)


@pytest.mark.parametrize("line", DAMAGED)
def test_a_pair_may_repair_what_is_damaged(line):
    assert may_be_repaired(line)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join) | TEXTS)
@example("é " * 12 + "Ïðèâåò " * 4)
@example("Це машина ┬▐▄╨.")
@example("Тап°Ґ† да съм")
def test_nothing_is_lost(line):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(repair, "may_be_repaired", lambda _: True)
        tried = repair.best_repair.__wrapped__(line)
    assert repair.best_repair.__wrapped__(line) == tried


def test_characters_are_repaired_as_the_tables_of_pairs_say():
    seen = {char for pair in encoding_pairs() for char in pair.characters}
    for number, pair in enumerate(encoding_pairs()):
        assert (pair.encoding, pair.decoded_as) == COMBINED[number]
        found = {char: repairs_of(char).get(number) for char in seen}
        assert found == {char: pair.repairs.get(ord(char)) for char in seen}
