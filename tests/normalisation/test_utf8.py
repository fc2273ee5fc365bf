"""UTF-8 that was decoded as any single-byte encoding: what is a sign of it, and the result."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyglot_norm.normalisation.mojibake import by_ftfy, repair, utf8_lines
from polyglot_norm.normalisation.mojibake.codepages import high_half
from polyglot_norm.normalisation.mojibake.explained import doubtful
from polyglot_norm.normalisation.mojibake.utf8_signs import CYRILLIC, ENCODINGS, holds_sequence
from polyglot_norm.normalisation.steps.mojibake import mojibake

SENTENCES = {
    "Greek": "Ο γάτος κοιμάται στο παράθυρο",
    "Latvian": "Kaķis guļ uz palodzes, bet ārā līst",
    "Portuguese": "A gata está à janela; não vês? São três!",
    "Hebrew": "החתול ישן על אדן החלון",
    "Arabic": "القطة تنام عند النافذة",
    "Hindi": "बिल्ली खिड़की पर सो रही है",
    "Thai": "แมวนอนอยู่ที่หน้าต่าง",
    "Georgian": "კატას ფანჯარასთან სძინავს",
    "Korean": "고양이가 창가에서 잔다",
    "Chinese": "猫在窗台上睡觉。",
    "Japanese": "猫は窓辺で寝ている",
    "Amharic": "ድመቷ መስኮቱ አጠገብ ተኝታለች",
    "emoji": "Bravo! 👏 🎉 – that’s it…",
}


def decoded(text, encoding):
    table = dict(high_half(encoding))
    return "".join(chr(byte) if byte < 0x80 else table[byte] for byte in text.encode())


@pytest.mark.parametrize("encoding", [each for each in ENCODINGS if each not in CYRILLIC])
@pytest.mark.parametrize("language", SENTENCES)
def test_sentences_are_restored_from_any_encoding(language, encoding):
    text = SENTENCES[language]
    assert mojibake(decoded(text, encoding), None).text == text


@pytest.mark.parametrize("language", ["Hindi", "Thai", "Georgian", "Korean", "Chinese", "Amharic"])
@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "mac-cyrillic"])
def test_other_scripts_are_restored_from_cyrillic_encodings(language, encoding):
    text = SENTENCES[language]
    assert mojibake(decoded(text, encoding), None).text == text


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp1254"])
@pytest.mark.parametrize("language", SENTENCES)
def test_text_that_was_decoded_twice(language, encoding):
    text = SENTENCES[language]
    assert mojibake(decoded(decoded(text, encoding), encoding), None).text == text


@pytest.mark.parametrize("encoding", [each for each in ENCODINGS if each not in CYRILLIC])
def test_any_sequence_opens_the_closer_look(encoding):
    for code in (*range(0xA1, 0x700, 7), *range(0x800, 0xD800, 97), *range(0x1F300, 0x1F700, 5)):
        line = f"see {decoded(chr(code), encoding)} there"
        if encoding != "mac-roman":  # “É and the like are common
            assert holds_sequence(line), code
            assert list(doubtful(line)), code


@pytest.mark.parametrize("text", ["Ωμέγα «ΝΑΙ»", "“É“", "Spaß“", "KÓŁKO"])
def test_chance_is_not_repaired(text):
    assert mojibake(text, None).edits == ()


def test_what_may_be_read_in_several_ways_becomes_what_is_plausible():
    broken = decoded("Podróż trwała bardzo długo, ćma leciała.", "iso8859-2")
    assert by_ftfy.whole(broken) == "Podróż trwała bardzo długo, ćma leciała."


@given(st.text("Ã©aâ€™ŠРЎВіéšťà “”ðŸ˜€É ?\x1a\x9d\xa0\ufffd一", max_size=16))
def test_ftfy_is_only_spared_lines_of_which_it_makes_nothing(line):
    if not utf8_lines.may_be_whole(line):
        assert by_ftfy._explained(line, in_parts=False) is None
    if not utf8_lines.may_have_parts(line):
        found = by_ftfy._explained(line, in_parts=True)
        assert found is None or by_ftfy._has_strange(found, line)


@pytest.mark.parametrize(
    "line",
    [
        "Silný déšť může způsobit, že se z kaňonů stanou běsnící řeky.",
        "Я не могу уследить за всеми изменениями.",
        "Zestawiając ze sobą karmę, ążą.",
        "hər şey üçün",
    ],
)
def test_ftfy_is_spared_undamaged_lines(line):
    assert not utf8_lines.may_have_parts(line)


def test_edits_name_the_encoding_and_span_a_character_each():
    made = repair.repaired("PowerHouseâ„¢ wird geliefert")
    assert [edit[:3] for edit in made.edits] == [(10, 13, "™")]
    assert made.edits[0].rule == "mojibake/utf-8-as-cp1252"
