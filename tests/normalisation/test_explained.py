"""Suspicious words that the language of their line explains are not looked at closer."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyglot_norm.normalisation.mojibake.explained import WHOLE, doubtful
from polyglot_norm.normalisation.mojibake.suspicion import first_sign
from polyglot_norm.normalisation.steps.mojibake import mojibake
from strategies import TEXTS

CLEAN = [
    "Vždyť je to těžké, ale zkusíme to.",
    "O, hər kəs üçün açıq olan bir məktəbdə oxuyur",
    "Chúng ta cùng nhau đi bộ ra chợ mùa này",
    "Àwọn ọmọ ìlú náà ti kì í lọ sí òkè báyìí",
    "Ez ji bo malbata xwe gelek tişt dikim, hûn wê dibînin",
    "Chaidh an seann duine dhachaigh fhèin ann an glasadh na h-oidhche, agus crìoch",
]

DAMAGED = [
    "Svi su rekli da je èovjek kriv.",
    "Az ellenzék küldötteibõl álló bizottság jelentést tett a kormánynak",
    "A dalších omezení mezinárodního obchodu, zaèátkem roku všechny ostatní",
    "Lehetőség van rá; оПХБЕР ЙЮЙ",
    "trÃ¨s bien",
    "pa èe",
]


@pytest.mark.parametrize("line", CLEAN)
def test_words_of_the_language_of_the_line_are_explained(line):
    assert first_sign(line) >= 0
    assert list(doubtful(line)) == []


@pytest.mark.parametrize("line", DAMAGED)
def test_words_that_no_likely_language_has_are_not(line):
    assert list(doubtful(line)) == [(0, len(line))]


@pytest.mark.parametrize("line", CLEAN)
def test_nor_is_a_damaged_word_among_words_that_are(line):
    assert list(doubtful(f"{line} Ïðèâåò"))


PROSE = "Every summer my grandmother made the same cake, and we ate it on the porch. " * 40
ODD = ["Ïðèâåò, êàê äåëà?", "cafÃ© olÃ©", "РџСЂРёРІРµС‚", "\x93yes\x94"]


@pytest.mark.parametrize("odd", ODD)
def test_what_is_damaged_in_a_long_line_is_repaired_as_by_itself(odd):
    text = f"{PROSE}{odd} {PROSE}{odd} {PROSE}"
    assert mojibake(text, None).text == text.replace(odd, mojibake(odd, None).text)
    ((start, end), (other, _)) = doubtful(text)
    assert end - start < 2 * WHOLE < other


@settings(deadline=None)
@given(st.lists(st.sampled_from([*ODD, *CLEAN, "Ã©" * 900, "üçün " * 200]) | TEXTS, max_size=4))
def test_stretches_are_in_order_and_hold_a_sign(parts):
    line = " ".join(parts)
    stretches = list(doubtful(line))
    assert all(first_sign(line[start:end]) >= 0 for start, end in stretches)
    assert all(one[1] <= other[0] for one, other in pairwise(stretches))
