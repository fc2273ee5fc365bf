"""Which text is worth a closer look: a search that clean text passes at the speed of one class."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from polyglot_norm import tables
from polyglot_norm.normalisation.misreadings.codepages import CODEPAGES, high_half
from polyglot_norm.normalisation.mixtures import has_strange
from polyglot_norm.text.character_sets import COMPILED, CharacterSet

_SMALL, _CAPITAL, _CYRILLIC = "а-яѐ-џґў", "А-ЯЀ-ЏҐЎ", "Ѐ-ӿ"
_PLAIN = "ß-öø-ÿčćđěłńňřśšťůźžąęőű"
_C1: Final = r"\x80-\x84\x86-\x9f"  # NEL ends lines in some files
_SIGNS: Final = "¤¦¬¯°±²³µ¶·¸¹º»¼½¾√∞≤≥∂ƒ≈∆†‡•€№§©®™£¥¢÷×¨´˘ˇ˙˛˝≡∙⌠⌡\N{NO-BREAK SPACE}"
_BOXES: Final = "─-▟■"
_TYPOGRAPHIC: Final = "‚„…‰‹‘’“”–—›«¡¿ª\N{SOFT HYPHEN}ˆ˜"

# The first byte of a sequence of UTF-8, as Latin encodings read it, and what the second may be.
_LEADS: Final = "ÂÃÄÅÆÇÈÊËÌÎÏÐÑÒ×ØÙÚĂĹĐŃĀĆĞ"
_SECONDS: Final = f"{_SIGNS}{_TYPOGRAPHIC}{_C1}ŠšŽžŒœŸŚśŤťŹźŁłĄąŞşŻżĽľ"
_EDGE: Final = "_"

_WINDOW, _AHEAD = 512, 4
"""Once something stands out so many code points are searched, and those that they look ahead at:
where much does, that takes less than to ask for each again."""


def suspicious(text: str) -> bool:
    """Whether something in a text may have been misread; nearly all that was is found.

    >>> suspicious("Déjà vu, „Сећаш ли се?“"), suspicious("Ñå¢àø ëè ñå?"), suspicious("moћe")
    (False, True, True)
    """
    if text.isascii():
        return False
    search, first = _anywhere().search, _anchors().first if COMPILED else _at_once
    at = first(text, 0)
    while at >= 0:
        if search(text, at, at + _WINDOW + _AHEAD):
            return True
        at = first(text, at + _WINDOW)
    return _is_mixed(text) and has_strange(text)


def _at_once(text: str, start: int) -> int:
    """The next place, where to look for a better one costs too much."""
    return start if start < len(text) else -1


@cache
def _anywhere() -> re.Pattern[str]:
    """One class comes first, so that clean text is passed quickly; then what it must stand in."""
    latin, contexts, later = _latin_high(), _contexts(), _later_bytes()
    listed = "".join(contexts)
    beside = " | ".join(f"(?<=[{char}]){around}" for char, around in contexts.items())
    return re.compile(
        rf"""
        [{_anchor_class()}]
        (?: (?<=[{_PLAIN}])                                 # most of what there is, so first
             (?: (?<=[\xa0-\xff]{{3}}) | (?<=[{latin}]{{4}})  # Ïðèâåò, Ďđčâĺň, ðÒÉ
               | (?<=[{listed}])(?:{beside})                # èovjek
               | (?<=â)(?=€) )                              # â€“
          | (?<![{_PLAIN}])
            (?: (?<=[{_CAPITAL}])
                (?: (?<=[{_SMALL}].)                        # оПХБЕР
                  | (?<=[{_CAPITAL}]{{4}})                  # ОПХБЕР
                  | (?<=[РС])(?=[{later}][РС][{later}])     # РџСЂ
                  | (?<=[ВГДЕ])(?=[{_SIGNS}«»]|[{_TYPOGRAPHIC}ѕ][a-z]) )  # Г© Е›
              | (?<=[\xa0-\xff]{{3}}) | (?<=[{latin}]{{4}})
              | (?<=[{listed}])(?:{beside})
              | (?<=[{_C1}])
              | (?<=[{_LEADS}])(?=[{_SECONDS}])             # Ã©
              | (?<=[{_SIGNS}])(?<!\N{{NO-BREAK SPACE}})(?<=[{_CYRILLIC}].)(?=[{_CYRILLIC}])  # Ян№р
              | (?<=[{_BOXES}])(?:(?<=[{_CYRILLIC}].)|(?=[{_BOXES}{_CYRILLIC}]))  # ╧ЁштхЄ
              | (?<=[–—])(?=[^\s\x00-\x7f][–—])             # –ü—Ä–∏
              | (?<=‚)(?=Ä) | (?<=Γ)(?=Ç)                   # ‚Äì ΓÇô
              | (?<=[√≈ƒ∆¬])(?=[^\s\w(]) | (?<=├)(?=[^\s\x00-\x7f─-▟]) )  # √© ├⌐
        )""",
        re.VERBOSE,
    )


@cache
def _anchors() -> CharacterSet:
    return CharacterSet(_anchor_class())


def _anchor_class() -> str:
    """The characters at which something may be told, as the body of a class."""
    listed = "".join(_contexts())
    return f"{_C1}{_latin_high()}{_CAPITAL}{_SIGNS}{_BOXES}{_LEADS}â‚Γ–—{listed}"


def _latin_high() -> str:
    """What the upper half of a Latin code page is read as, but for what stands in other text."""
    latin = (each for each in CODEPAGES if each.name in ("windows-1252", "windows-1250"))
    found = {char for each in latin for reader in each.readers for _, char in high_half(reader)}
    return "".join(re.escape(char) for char in sorted(found) if "\x9f" < char < "\u2000")


def _later_bytes() -> str:
    """The bytes 0x80 to 0xBF in windows-1251, of which all but the first of a sequence are."""
    return "".join(re.escape(char) for byte, char in high_half("cp1251") if byte < 0xC0)


def _contexts() -> dict[str, str]:
    """From a character, small and capital, to the letters beside which it is suspicious."""
    found = {}
    for row in tables.rows("misread"):
        sides = []
        if row["after"]:
            sides.append(f"(?<={_class(row['after'])}.)")
        if row["before"]:
            sides.append(f"(?={_class(row['before'])})")
        char = row["character"]
        both = char + char.upper() if char.upper() != char else char
        found[re.escape(both)] = f"(?:{'|'.join(sides)})"
    return found


def _class(letters: str) -> str:
    """The letters, small and capital; the edge of a word is a space."""
    return f"[{(letters + letters.upper()).replace(_EDGE, ' ')}]"


# From bytes of UTF-8 to what they are part of: l a Latin letter, c the first byte of a Cyrillic
# one and x a later byte of any character.
_KINDS: Final = bytes(
    ord(
        "l"
        if chr(byte).isalpha() and byte < 0x80
        else "c"
        if 0xD0 <= byte <= 0xD3
        else "x"
        if 0x80 <= byte < 0xC0
        else " "
    )
    for byte in range(256)
)


def _is_mixed(text: str) -> bool:
    """Whether a Cyrillic letter stands beside an ASCII one: moћe, нoge."""
    if COMPILED and (_cyrillic().first(text) < 0 or _ascii_letters().first(text) < 0):
        return False
    kinds = text.encode("utf-8", "surrogatepass").translate(_KINDS)
    return b"lc" in kinds or b"cxl" in kinds


@cache
def _cyrillic() -> CharacterSet:
    return CharacterSet(_CYRILLIC)


@cache
def _ascii_letters() -> CharacterSet:
    return CharacterSet("A-Za-z")
