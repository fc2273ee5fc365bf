"""Write ``polyglot_norm/text/character_tables.py`` from pinned Unicode data.

``python tools/generate_character_tables.py`` writes the file; with ``--check`` it writes nothing
and exits 1 if the file differs from its output. The data come from three pinned packages, never
from the running Python, whose Unicode version varies.
"""

# mypy: disable-error-code="import-untyped, import-not-found"

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import metadata
from pathlib import Path

from polyglot_norm.text.lines import BREAKS

# The `generate` extra in pyproject.toml pins the same versions.
PINNED = {"fonttools": "4.68.0", "unicodedata2": "18.0.0", "regex": "2026.11.15"}
UNICODE_VERSION = "18.0.0"
TARGET = Path(__file__).parents[1] / "polyglot_norm" / "text" / "character_tables.py"

CODES = range(0x110000)
SHIFT = 8  # the smallest blocks of which no table has more than 256 different ones
UNDECIDED = ("Zyyy", "Zinh", "Zzzz")  # the first three script indices

# In the order of CharacterClass in characters.py; a test compares the two.
CLASSES = (
    "UNASSIGNED",
    "LETTER",
    "MARK",
    "DIGIT",
    "NUMBER",
    "PUNCTUATION",
    "SYMBOL",
    "SPACE",
    "LINE_BREAK",
    "CONTROL",
    "FORMAT",
    "JOINER",
    "VARIATION_SELECTOR",
    "PICTOGRAPH",
    "EMOJI_MODIFIER",
    "REGIONAL_INDICATOR",
    "TAG",
    "SURROGATE",
)
CATEGORY_CLASSES = {
    "L": "LETTER",
    "M": "MARK",
    "N": "NUMBER",
    "P": "PUNCTUATION",
    "S": "SYMBOL",
    "Nd": "DIGIT",
    "Z": "SPACE",
    "Cc": "CONTROL",
    "Cf": "FORMAT",
    "Cs": "SURROGATE",
    "Cn": "UNASSIGNED",
    "Co": "UNASSIGNED",
}
JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"

# Roles in words of code points that are not letters; words.py explains them.
ROLES = {"BREAK": 255, "MARK": 254, "INVISIBLE": 253, "APOSTROPHE": 252, "DOT": 251, "QUOTE": 250}
APOSTROPHES = (
    "'`\N{ACUTE ACCENT}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}\N{PRIME}\N{FULLWIDTH APOSTROPHE}"
    "\N{HEBREW PUNCTUATION GERESH}\N{HEBREW PUNCTUATION GERSHAYIM}\N{ARMENIAN APOSTROPHE}"
    # Armenian puts these over the stressed vowel, inside the word.
    "\N{ARMENIAN EMPHASIS MARK}\N{ARMENIAN EXCLAMATION MARK}\N{ARMENIAN QUESTION MARK}"
)
DOTS = "\N{MIDDLE DOT}\N{HYPHENATION POINT}"
INVISIBLE = JOINERS + (
    "\N{SOFT HYPHEN}\N{ARABIC LETTER MARK}\N{MONGOLIAN VOWEL SEPARATOR}\N{LEFT-TO-RIGHT MARK}"
    "\N{RIGHT-TO-LEFT MARK}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
)

# `regex` does not fold these two, since Turkic languages fold them differently; in CaseFolding.txt
# they are part of the default (C and F).
DEFAULT_FOLDS = {"I": "i", "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}": "i\N{COMBINING DOT ABOVE}"}


def check_pins() -> None:
    """Stop unless the installed packages are the pinned ones."""
    for package, version in PINNED.items():
        try:
            found = metadata.version(package)
        except metadata.PackageNotFoundError:
            found = "not installed"
        if found != version:
            sys.exit(f"{package}: found {found}, need {version}; pip install '.[generate]'")


def categories() -> list[str]:
    """Return the general category of every code point."""
    import unicodedata2

    if unicodedata2.unidata_version != UNICODE_VERSION:
        sys.exit(f"unicodedata2 has Unicode {unicodedata2.unidata_version}, need {UNICODE_VERSION}")
    return [unicodedata2.category(chr(code)) for code in CODES]


def having(prop: str) -> frozenset[str]:
    """Return all characters with a binary Unicode property."""
    import regex

    every = "".join(map(chr, CODES))
    return frozenset(regex.findall(rf"\p{{{prop}}}", every))


def classes(category: Sequence[str]) -> list[int]:
    """Return the number of the character class of every code point, by the first rule that fits."""
    rules: tuple[tuple[str, Iterable[str]], ...] = (
        ("LINE_BREAK", BREAKS),
        ("SPACE", "\t"),
        ("JOINER", JOINERS),
        ("VARIATION_SELECTOR", having("Variation_Selector")),
        ("EMOJI_MODIFIER", having("Emoji_Modifier")),
        ("REGIONAL_INDICATOR", having("Regional_Indicator")),
        ("TAG", map(chr, range(0xE0020, 0xE0080))),  # as in the flag of Scotland
        ("PICTOGRAPH", having("Extended_Pictographic")),
    )
    special: dict[str, str] = {}
    for name, characters in rules:
        for character in characters:
            special.setdefault(character, name)
    general = [CATEGORY_CLASSES.get(c) or CATEGORY_CLASSES[c[0]] for c in category]
    return [CLASSES.index(special.get(chr(code), general[code])) for code in CODES]


def scripts() -> tuple[list[str], list[int], list[tuple[int, ...]]]:
    """Return the script codes, and the script and listed Script_Extensions of every code point."""
    from fontTools import unicodedata as ucd

    script = [ucd.script(chr(code)) for code in CODES]
    names = [*UNDECIDED, *sorted(set(script).difference(UNDECIDED))]
    index = {name: number for number, name in enumerate(names)}
    extensions: list[tuple[int, ...]] = []
    for code in CODES:
        listed = ucd.script_extension(chr(code))
        same = listed == {script[code]}
        extensions.append(() if same else tuple(sorted(index[name] for name in listed)))
    return names, [index[name] for name in script], extensions


def words(
    kinds: Sequence[int], script: Sequence[int], extensions: Sequence[tuple[int, ...]]
) -> list[int]:
    """Return the role of every code point in words: the script of a letter, or another role."""
    marks = CLASSES.index("MARK"), CLASSES.index("VARIATION_SELECTOR")
    role = dict.fromkeys(marks, ROLES["MARK"])
    letter = CLASSES.index("LETTER")
    # A letter whose extensions are one script is of that script: 〆 is Common, but Han.
    only = [listed[0] if len(listed) == 1 else None for listed in extensions]
    table = [
        (only[code] or script[code])
        if kinds[code] == letter
        else role.get(kinds[code], ROLES["BREAK"])
        for code in CODES
    ]
    special = {"APOSTROPHE": APOSTROPHES, "DOT": DOTS, "QUOTE": '"', "INVISIBLE": INVISIBLE}
    for name, characters in special.items():
        for character in characters:
            table[ord(character)] = ROLES[name]
    return table


def folds(category: Sequence[str]) -> tuple[list[int], list[str], list[int]]:
    """Return the distances and expansions of full case folding, and the number of every code point.

    A number below ``len(distances)`` is that of a distance to add to the code point; the others are
    those of expansions.
    """
    from regex import _regex, _regex_core

    # No pinned package has a public function for case folding.
    fold: Callable[[int, str], str] = _regex.fold_case
    full = _regex_core.FULL_CASE_FOLDING
    folded = [
        DEFAULT_FOLDS.get(chr(code))
        or (chr(code) if category[code] == "Cs" else fold(full, chr(code)))
        for code in CODES
    ]
    distance = [ord(text) - code if len(text) == 1 else None for code, text in enumerate(folded)]
    distances = sorted({d for d in distance if d is not None}, key=lambda d: (abs(d), d))
    expansions = sorted({text for text in folded if len(text) > 1})
    number: dict[int | str, int] = {d: i for i, d in enumerate(distances)}
    number |= {text: i for i, text in enumerate(expansions, len(distances))}
    by_code = [number[text if d is None else d] for d, text in zip(distance, folded, strict=True)]
    return distances, expansions, by_code


def literal(data: bytes) -> str:
    """Return the shortest bytes literal in lines of at most 100 columns."""
    pieces = [escape(byte, following) for byte, following in zip(data, [*data[1:], 0], strict=True)]
    lines, line = [], ""
    for piece in pieces:
        if len(line) + len(piece) > 93:
            lines.append(line)
            line = ""
        line += piece
    return "(\n" + "".join(f'    b"{line}"\n' for line in [*lines, line]) + ")"


def escape(byte: int, following: int) -> str:
    """Return one byte of a bytes literal: itself, in octal unless a digit follows, or in hex."""
    if 0x20 <= byte < 0x7F and chr(byte) not in '"\\':
        return chr(byte)
    return f"\\x{byte:02x}" if chr(following).isdigit() or byte > 63 else f"\\{byte:o}"


def two_stage(name: str, values: Sequence[int]) -> str:
    """Return two assignments: the block number of every 256 code points, and the blocks."""
    blocks: dict[bytes, int] = {}
    index = bytes(
        blocks.setdefault(bytes(values[at : at + (1 << SHIFT)]), len(blocks))
        for at in range(0, len(values), 1 << SHIFT)
    )
    return f"{name}_INDEX = {literal(index)}\n{name}_BLOCKS = {literal(b''.join(blocks))}\n"


def strings(values: Iterable[str]) -> str:
    """Return a tuple of ASCII string literals, one per line."""
    return "(\n" + "".join(f"    {value!a},\n" for value in values) + ")"


def generate() -> str:
    """Return the source of the module."""
    category = categories()
    kinds = classes(category)
    names, script, extensions = scripts()
    distances, expansions, fold = folds(category)
    sets = sorted(set(extensions))
    numbers = {listed: number for number, listed in enumerate(sets)}
    width = max(map(len, sets)) + 1
    packages = ", ".join(f"{package} {version}" for package, version in PINNED.items())
    parts = [
        "# Generated by tools/generate_character_tables.py\n"
        f"# from {packages}: Unicode {UNICODE_VERSION}.\n"
        '"""Two-stage tables of character properties; characters.py describes the format."""\n',
        f'UNICODE_VERSION = "{UNICODE_VERSION}"\nSHIFT = {SHIFT}\n',
        f"CLASSES = {strings(CLASSES)}\nSCRIPTS = {strings(names)}\n",
        f"WORD_ROLES = {tuple(ROLES.values())}\n"
        + "".join(f"WORD_{name} = {value}\n" for name, value in ROLES.items()),
        f"FOLD_DISTANCES = {tuple(distances)}\nFOLD_EXPANSIONS = {strings(expansions)}\n",
        f"EXTENSION_WIDTH = {width}\n",
        f"EXTENSION_SETS = {literal(b''.join(bytes(s).ljust(width, bytes(1)) for s in sets))}\n",
        two_stage("CLASS", kinds),
        two_stage("SCRIPT", script),
        two_stage("EXTENSION", [numbers[listed] for listed in extensions]),
        two_stage("FOLD", fold),
        two_stage("WORD", words(kinds, script, extensions)),
    ]
    return "\n".join(parts)


def main() -> None:
    """Write the tables, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 on a difference"
    )
    check = parser.parse_args().check
    check_pins()
    source = generate()
    if not check:
        TARGET.write_text(source, encoding="ascii", newline="\n")
    elif not TARGET.exists() or TARGET.read_text(encoding="ascii") != source:
        sys.exit(f"{TARGET.name} is out of date; run {Path(__file__).name}")


if __name__ == "__main__":
    main()
