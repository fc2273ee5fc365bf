"""Texts built of what is hard on a normaliser."""

from hypothesis import strategies as st

from strategies import PIECES, TEXTS

ZWNJ, ZWJ, ZWSP = "\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH SPACE}"

MISREAD_TWICE = "Šta ćeš".encode().decode("latin-1").encode().decode("latin-1")
MISREAD_CYRILLIC = "Где си".encode().decode("windows-1251", "replace")

NASTY = [
    "&amp;amp;lt;", "&am", "p;", "&", "&#", "112;", ";", "#", "&#112;", "&#8203;", "&shy;",
    "&#x110000;", "&#55357;&#56832;", "&lt;b&gt;", "<b>", "`", "&NBSP;", "&#1072;", "&#894;",
    "\x1b[31m", "\x1b", "[0m", "\x1b]0;title\x07", "\x9b1m", "\x00", "\x85", "\x7f", "\x1f",
    "\u0301", "\u0323\u0301", "\u0301\u0323", "\u0344", "\u0f71\u0f72\u0f74", "\u1e9b\u0323",
    "\u212b", "\u037e", "\u1fef", "\u0958", "\u3131", "\uff76\uff9e", "\ufdfa", "ﬁ", "Ⅳ", "５", "²",
    ZWNJ, ZWJ, ZWSP, "می" + ZWNJ + "خ", "क्" + ZWJ, "र" + ZWJ + "्", "ب\u064e" + ZWNJ, "ไทย" + ZWSP,
    "👩" + ZWJ + "💻", "❤\ufe0f", "\ufe0f", "\ufe0e", "\U000e0100", "葛\U000e0100",
    "🏴\U000e0067\U000e007f",
    "\u180b", "ᠠ\u180e", "\u202f", "\u202e", "\u2066", "\u200f", "\N{SOFT HYPHEN}", "\u2060",
    "  ", "\t ", " \t", " \n", "\r\n", "\r", "\n\n\n", "\n \n", "\u2028",
    "\u3000", "\xa0", "\u1680", "\ud83d", "\ude00", "😀", "𝐀", "𐐀",
    MISREAD_TWICE, MISREAD_CYRILLIC, "Ã©", "â€™", "Â", "Ð", "Р", "С‚", "ï»¿",
    "а", "p", "раypal", "Иvan", "o", "О0", "Í", "ş", "ţ", "ǆ", "ĳ", "i", "İ", "ı", "ß", "ς", "Σ",
    "ي", "ك", "ی", "ک", "ʼ", "’", "ʻ", "l·l", "ŀ", "ά", "ά",
    "“", "„", "…", "—", "′", "''", "``", "--", "...", "!!!!", "soooo", "ааааа", "ooo",
    "٣", "१", "１",
    "sto ne kazes", "https://exаmple.org/ооо", "a@example.com", "@mile", "12,50 €", "#тема",
]  # fmt: skip
"""Single pieces; the worst come of putting them side by side."""

NASTY_TEXTS = st.lists(st.sampled_from(NASTY + PIECES), max_size=14).map("".join)
ALL_TEXTS = st.one_of(NASTY_TEXTS, TEXTS)

LANGUAGES = st.sampled_from(
    [None, "und", "en", "sr-Cyrl", "sr-Latn", "hr", "ru", "uk", "ro", "tr", "az", "de", "nl", "fr",
     "ca", "el", "fa", "ar", "ur", "hi", "lt", "haw"]
)  # fmt: skip
