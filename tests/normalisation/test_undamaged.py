"""What is certainly undamaged is left alone by the step, whose general way is slower."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyglot_norm.normalisation.mojibake.suspicion import first_sign
from polyglot_norm.normalisation.mojibake.undamaged import is_undamaged
from polyglot_norm.normalisation.steps.mojibake import mojibake
from strategies import TEXTS

UNDAMAGED = [
    "hər şey üçün",
    "Più di così!\nNon podì più",
    "¿Algún otro país?",
    "İş hazırda görülür.",
    "«Чэлсі» сустракаецца з «Відэатонам» у Лізе Еўропы УЕФА ў 3 гадзіны дня",
    "МАГАТЭ бас конференциясының жұмысы 20 қыркүйекке дейін созылады",
    "Servodatmiellahttun lea juohkehaččas vuoigatvuohta náššuvnnalaš",
    "Èdè Yorùbá ni èdè àwọn ọmọ ìlú náà",
]

DAMAGED = [
    "Да, trÃ¨s bien",
    "Svi su rekli da je èovjek kriv.",
    "Ïðèâåò, êàê äåëà?",
    "one\x85\ntwo",
    "it\x92s",
]


@pytest.mark.parametrize("text", UNDAMAGED)
def test_signs_in_words_that_nothing_would_repair_are_no_damage(text):
    assert first_sign(text) >= 0
    assert is_undamaged(text)


@pytest.mark.parametrize("text", DAMAGED)
@pytest.mark.parametrize("before", ["", "hər şey üçün\n", "Più di così!\n"])
def test_damage_is_seen_on_any_line(text, before):
    assert not is_undamaged(before + text)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*UNDAMAGED, *DAMAGED, "\r", "\x85"]) | TEXTS, max_size=4))
def test_the_step_changes_nothing_that_is_undamaged(parts):
    text = "\n".join(parts)
    if is_undamaged(text):
        assert mojibake(text, None).text == text
