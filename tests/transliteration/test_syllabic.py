"""Thai, Lao, Khmer, Burmese, Tibetan, Ethiopic, Kurdish: any string of letters, and alignment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polyglot_norm as pn
from polyglot_norm.transliteration.conversion import run
from polyglot_norm.transliteration.schemes import default_for

BLOCKS = {
    "th": (0x0E01, 0x0E5B), "lo": (0x0E81, 0x0EDD), "km": (0x1780, 0x17F9), "my": (0x1000, 0x104F),
    "bo": (0x0F00, 0x0FBC), "am": (0x1200, 0x1368), "si": (0x0D82, 0x0DF4), "yi": (0x05B0, 0x05F4),
    "ckb": (0x0621, 0x06D5), "dv": (0x0780, 0x07B1), "sat": (0x1C50, 0x1C7F),
    "chr": (0x13A0, 0x13F5), "ug": (0x0621, 0x06D5),
}  # fmt: skip


@pytest.mark.parametrize("lang", BLOCKS)
@given(data=st.data())
def test_the_edits_produce_the_text(lang, data):
    first, last = BLOCKS[lang]
    letters = st.characters(min_codepoint=first, max_codepoint=last)
    text = data.draw(st.text(st.one_of(letters, st.sampled_from(" a1\n")), max_size=20))
    a = run(default_for(lang, "Latn"), text, lang)
    assert pn.Aligned(text, a.edits).text == a.text


@pytest.mark.parametrize(
    ("lang", "text", "latin", "source"),
    [
        ("th", "ภาษาไทย", "thai", "ไทย"),
        ("lo", "ສະບາຍດີ", "di", "ດີ"),
        ("km", "ភាសាខ្មែរ", "khmêr", "ខ្មែរ"),
        ("my", "မြန်မာ", "ma", "မာ"),
        ("bo", "བོད་ཡིག", "yig", "ཡིག"),
        ("am", "ሰላም ነው", "new", "ነው"),
        ("ckb", "کوردستان و من", "kur", "کور"),
        ("dv", "ދިވެހި", "hi", "ހި"),
        ("ug", "باشلانغۇچ", "sh", "ش"),
    ],
)
def test_syllables_map_to_their_source(lang, text, latin, source):
    a = pn.transliterate(text, lang)
    start = a.text.rindex(latin)
    assert text[slice(*a.to_source(start, start + len(latin)))] == source
