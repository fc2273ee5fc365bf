"""Mojibake: what is repaired, where the edits are, and that nothing is invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polyglot_norm.align.aligned import Aligned
from polyglot_norm.normalisation.mojibake import by_ftfy, suspicion
from polyglot_norm.normalisation.mojibake.codepages import CODEPAGES, encoding_pairs, high_half
from polyglot_norm.normalisation.mojibake.repair import repaired
from polyglot_norm.normalisation.steps.mojibake import mojibake, trigger
from strategies import TEXTS
from timing import seconds

RUSSIAN = "Соседка снова поливает цветы на балконе, а кот смотрит на голубей."
CROATIAN = "Žaba je još jučer skočila u bačvu, a đaci su vičući trčali za njom kući."
DECODERS = {page.name: dict(high_half(page.decoders[0])) for page in CODEPAGES}


def decoded_as(data, name):
    """Decode bytes as a single-byte encoding; undefined bytes become controls."""
    return "".join(chr(byte) if byte < 0x80 else DECODERS[name][byte] for byte in data)


def made(text):
    return mojibake(text, None)


PAIRS = [
    pytest.param(page.codec, read, RUSSIAN, id=f"{page.name}-as-{read}")
    for page in CODEPAGES
    for read in DECODERS
    if "ru" in page.languages
    if read != page.name and {page.name, read} != {"windows-1251", "x-mac-cyrillic"}
] + [
    pytest.param(page.codec, read, CROATIAN, id=f"{page.name}-as-{read}")
    for page in CODEPAGES
    for read in DECODERS
    if "hr" in page.languages
    if read != page.name
]


@pytest.mark.parametrize(("written", "read", "text"), PAIRS)
def test_every_pair_of_encodings(written, read, text):
    assert made(decoded_as(text.encode(written), read)).text == text


@pytest.mark.parametrize("read", DECODERS)
@pytest.mark.parametrize("text", [RUSSIAN, CROATIAN])
def test_utf8_decoded_as_any_of_them(read, text):
    assert made(decoded_as(text.encode(), read)).text == text


@pytest.mark.parametrize("times", [2, 3, 4])
def test_mojibake_over_and_over(times):
    text = RUSSIAN
    for _ in range(times):
        text = decoded_as(text.encode(), "windows-1252")
    found = made(text)
    assert found.text == RUSSIAN
    assert {edit.rule for edit in found.edits} <= {"mojibake/utf-8", "mojibake/twice"}


def test_two_wrong_decodings_in_a_row():
    once = decoded_as(RUSSIAN.encode("koi8-r"), "windows-1252")
    assert made(decoded_as(once.encode(), "windows-1251")).text == RUSSIAN


def test_an_edit_for_each_character():
    text = f"Igor: {decoded_as(RUSSIAN.encode(), 'windows-1251')}"
    found = made(text)
    at = text.index("РєР", 20)  # ка in Соседка
    start, end = found.to_text(at, at + 2)
    assert found.text[start:end] == "к"
    assert all(len(edit.replacement) == 1 for edit in found.edits)


def test_edits_name_the_encodings():
    (rule,) = {
        edit.rule for edit in made(decoded_as(RUSSIAN.encode("cp1251"), "windows-1252")).edits
    }
    assert rule == "mojibake/windows-1251-as-windows-1252"


def test_nothing_is_invented_for_lost_bytes():
    lost = (
        decoded_as(RUSSIAN.encode("cp1251"), "windows-1252")
        .replace("ê", "?")
        .replace("ò", "\ufffd")
    )
    found = made(lost).text
    assert found.count("\ufffd") == lost.count("\ufffd")
    assert found.count("?") == lost.count("?")
    assert made("â€œTo je toâ€? rekao je.").text == "“To je toâ€? rekao je."


def test_only_the_broken_part_of_a_line():
    text = f"Crème brûlée: {decoded_as(RUSSIAN.encode('cp1251'), 'windows-1252')} (señor Núñez)"
    assert made(text).text == f"Crème brûlée: {RUSSIAN} (señor Núñez)"


def test_controls_of_latin_1_become_marks_of_windows_1252():
    assert made("He said \x93yes\x94 and left.").text == "He said “yes” and left."
    assert made("\x9b31mred\x9b0m").text == "\x9b31mred\x9b0m"
    assert made("a line\x85another").text == "a line\x85another"


BROKEN = st.builds(
    lambda text, page: decoded_as(text.encode(), page),
    st.sampled_from([RUSSIAN, CROATIAN, "Ђак", "кућа је", "žaba", "“x”"]),
    st.sampled_from(list(DECODERS)),
)
NASTY = st.lists(
    st.one_of(BROKEN, TEXTS, st.sampled_from([" ", "\n", "\x85", "\r\n", "é", "Ã", "РЎ"])),
    max_size=6,
).map("".join)


@settings(deadline=None, max_examples=settings.default.max_examples // 4)
@given(NASTY)
def test_repaired_text_is_left_alone(text):
    once = made(text).text
    assert made(once).text == once


@settings(deadline=None, max_examples=settings.default.max_examples // 4)
@given(NASTY)
def test_only_suspicious_text_is_repaired(text):
    if made(text).edits:
        assert trigger().find(text, 0) >= 0


UNSUSPICIOUS = [
    "Élève déçu à Noël: « où êtes-vous ? »",
    "Größe, Straße, Übermut – „schön“ und ‚gut‘",
    "Ο Μάικ και η Μαίρη πάνε στη θάλασσα.",
    "Tiếng Việt có nhiều dấu: đường, người, những, nữa.",
    "Ђурађ је у Њемачкој, код Љиљане; Џон је у САД (№ 5).",
    "Їжак з’їв ґрунт, а Ґанок стоїть.",
    "Árvíztűrő tükörfúrógép; ÁRVÍZ",
    "25 °C, 3 m², ½ l, © 2020, √2 ≈ 1,41",
    "\x1b[1;31mГрешка:\x1b[0m нема датотеке",
    "WWW-адреса, iPhone-а, COVID-ом",
]


@pytest.mark.parametrize("text", UNSUSPICIOUS)
def test_clean_text_is_not_suspicious(text):
    assert not suspicion.is_suspicious(text)


@given(st.lists(NASTY, max_size=4))
def test_a_text_is_as_suspicious_as_its_lines(parts):
    lines = "\n".join(parts).split("\n")
    assert suspicion.is_suspicious("\n".join(lines)) is any(map(suspicion.is_suspicious, lines))


@given(NASTY, st.integers(0, 10))
def test_signs_are_found_from_any_offset_on(text, start):
    at = suspicion.first_sign(text, start)
    assert (at >= 0) is suspicion.is_suspicious(text[start:])
    assert at < 0 or at >= start


@given(st.text("Ã©aâ€™ŠРЎ ?\x1aàé\xa0", max_size=20))
def test_edits_of_ftfy_give_what_ftfy_gives(text):
    for found in (by_ftfy.whole(text), by_ftfy.parts(text)):
        if found is not None:
            assert Aligned(text, by_ftfy.edits(text, found)).text == found


def test_tables_undo_wrong_decoding():
    for pair in encoding_pairs():
        for byte, meant in high_half(pair.encoding.codec):
            seen = DECODERS[pair.decoded_as.name][byte]
            if meant > "\x9f" and seen != meant:
                assert pair.repairs[ord(seen)] == meant


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["Ïðèâåò ", "Ã©", "оПХБЕР ", "╧ЁштхЄ", "Рџ", "\x93", "èo "])
def test_time_is_linear(unit):
    def time(count):
        repaired.cache_clear()
        return seconds(lambda: repaired(unit * (count // len(unit))))

    time(2_000)
    few = min(time(10_000) for _ in range(2))
    assert time(60_000) < 12 * few + 0.5


@pytest.mark.parametrize("word", ["organizaciaжшбдг", "Bыhu", "moћe", "нoge"])
def test_a_word_of_two_scripts_that_makes_no_sense_is_a_sign(word):
    assert suspicion.is_suspicious(word)


@pytest.mark.parametrize("word", ["cам", "ехреrt", "kӧnnte", "Dјoković"])
def test_a_word_with_look_alikes_is_no_sign(word):
    assert not suspicion.is_suspicious(word)
