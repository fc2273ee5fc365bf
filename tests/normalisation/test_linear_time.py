"""Long lines of the worst input take time in proportion to their length."""

import gc
from time import process_time

import pytest

from polyglot_norm.normalisation import profiles
from polyglot_norm.normalisation.steps import MODULE_OF

UNITS = {
    "marks": "\u0301\u0323",
    "marks of all classes": "\u0301\u0323\u0327\u0f71\u05b0",
    "letters with marks": "a\u0301\u0323",
    "marks beyond the first plane": "\U0001d165\U0001d16e\U0001d167",
    "escaped over and over": "amp;",
    "escaped ampersands": "&amp;",
    "entities that do not end": "&am&#112",
    "half tags": "<a&lt;",
    "code that does not end": "`&lt;",
    "zero width": "\u200b",
    "letters and zero width": "a\u200b",
    "joiners": "\u064e\u200c",
    "escapes that do not end": "\x1b]",
    "spaces": " ",
    "line ends": "\n \r",
    "no-break spaces": "a\xa0\xa0",
    "surrogates": "\ud83d\ude00",
    "one letter": "o",
    "letters of two scripts": "aа",
    "mojibake": "Ã©",
    "mojibake of mojibake": "Ã\x83Â©",
    "quotes": "''\"",
    "links": "a.b/",
    "addresses": "@a.b",
    "digits": "٣1",
    "capitals with dots": "İ",
    "ligatures": "ﷺ",
    "tone marks": "้า้",
}
SMALL, TIMES = 5_000, 6


def seconds(steps, unit, count):
    text = "&" + unit * (count // len(unit))
    times = []
    for _ in range(2):
        gc.collect()
        start = process_time()
        profiles.run(steps, text, "sr-Latn")
        times.append(process_time() - start)
    return min(times)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_time_grows_with_the_text(unit):
    optional = tuple(name for name in MODULE_OF if name not in profiles.ASCII)
    for steps in (profiles.ASCII, optional):
        few = seconds(steps, unit, SMALL)
        many = seconds(steps, unit, SMALL * TIMES)
        # Six times, were the clock true; thirty-six, if time grew with the square.
        assert many < few * TIMES * 2.5 + 0.05, f"{few:.4f} s, then {many:.4f} s"
