"""Texts to try: any string Python can hold, and strings built of real and nasty pieces."""

from hypothesis import strategies as st

PIECES = [
    "Здраво", "Ћао", "how are you", "Ich weiß es nicht", "sto ne kazes", "Ђурђевак", "Ещё раз",
    "明日の会議", "안녕하세요", "مرحبا بالعالم", "שלום", "ไทย", "ქართული", "ЉУБАВ", "Њ",
    " ", "  ", "\n", "\r\n", "\r", "\N{LINE SEPARATOR}", "\N{NEXT LINE}", "\t", "\x00", "\ud83d",
    "\udfff", ". ", ", ", "„", "“", "»", "«", '"', "'", "(", ")", "/", "12,50 €", "3", "½",
    "https://example.org/č?ш=1", "a@example.com", "@mile", "#тема", "foo_bar()",
    "👩🏽‍💻", "🇷🇸", "1️⃣",
    "e\N{COMBINING ACUTE ACCENT}", "и\N{COMBINING BREVE}", "\N{ZERO WIDTH JOINER}",
    "\N{ZERO WIDTH NO-BREAK SPACE}", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{SOFT HYPHEN}",
    "Dјoković", "раypаl", "ехреrt", "iPhoneом", "нoge", "cе", "&#1072;", "&amp;", "moћe",
    "각", "\u1100\u1161\u11a8", "\u0300" * 3, "\U000e0041", "\uffff", "\U0010ffff",
]  # fmt: skip

ANY_CHARACTER = st.characters(exclude_categories=())  # lone surrogates included

PAGES = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
TEXTS = st.one_of(PAGES, st.text(ANY_CHARACTER, max_size=40))
