"""Prints docs/schemes.md: every scheme of transliteration, from the tables themselves.

The explanations that stand before the list are written by hand, in docs/schemes-notes.md. With
--check nothing is written, and the exit status tells whether the file is as it would be.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from polyglot_norm.language.tags import known
from polyglot_norm.records import Scheme
from polyglot_norm.transliteration.scheme_header import (
    BACKWARD,
    FORWARD,
    SchemeHeader,
    header,
    lines,
    stems,
)
from polyglot_norm.transliteration.scheme_list import all_schemes
from polyglot_norm.transliteration.scheme_rules import rows

DOCS = Path(__file__).parents[1] / "docs"
TARGET, NOTES = DOCS / "schemes.md", DOCS / "schemes-notes.md"

HEAD = """\
<!-- Written by tools/print_schemes.py from the tables in polyglot_norm/data/schemes: change those,
or the explanations in docs/schemes-notes.md, and run it again. -->

"""


def page() -> Iterator[str]:
    """The parts of the page."""
    yield HEAD
    yield NOTES.read_text(encoding="utf-8")
    yield "\n## Default of each language\n\n"
    yield "What a language gets where no scheme is named. Nothing else leads into another script\n"
    yield "unasked, except ASCII by the policy `ascii`.\n\n"
    yield from _table(("language", "tag", "into", "scheme", "tag of the result"), _defaults())
    yield "\n## All schemes\n"
    for head in map(header, stems()):
        yield from _section(head)
    yield "\n### cyrtranslit\n\nThe tables of the cyrtranslit package, as they are.\n\n"
    found = [s for s in all_schemes() if s.source == "cyrtranslit"]
    cells = ((f"`{s.name}`", f"`{s.lang}`", s.script) for s in found)
    yield from _table(("name", "takes", "into"), cells)


def _defaults() -> Iterator[tuple[str, ...]]:
    def order(scheme: Scheme) -> tuple[str, str]:
        return _name(scheme.lang), scheme.script

    for scheme in sorted((s for s in all_schemes() if s.default), key=order):
        yield (
            _name(scheme.lang),
            f"`{scheme.lang}`",
            scheme.script,
            f"`{scheme.name}`",
            f"`{scheme.output_lang}`",
        )


def _name(tag: str) -> str:
    """The English name of a tag, of a language in a script that is not its usual one, too."""
    if tag in known():
        return known()[tag].name
    language, _, script = tag.partition("-")
    name = next((n.name for t, n in known().items() if t.partition("-")[0] == language), "")
    return f"{MORE_NAMES.get(language, name.partition(' (')[0])} ({SCRIPTS.get(script, script)})"


MORE_NAMES = {"cnr": "Montenegrin", "sh": "Serbo-Croatian"}
SCRIPTS = {"Cyrl": "Cyrillic", "Latn": "Latin"}


def _section(head: SchemeHeader) -> Iterator[str]:
    tags = ", ".join(f"`{tag}`" for tag in head.langs)
    yield f"\n### {head.name} ({', '.join(head.langs) if len(head.langs) < 4 else 'many'})\n\n"
    yield f"{head.title}. {head.source}.\n\n"
    arrow = "⇄" if head.both_ways else "→"
    loses = "nothing is lost" if head.reversible else f"lossy: {head.lossy}"
    if not head.reversible and not head.lossy:
        loses = "what could be lost is known word by word"
    yield f"- {tags}: {head.from_script} {arrow} {head.to_script}, {loses}.\n"
    if head.note:
        yield f"- {head.note}\n"
    if head.rest:
        rest = ", then ".join(f"`{stem}`" for stem in head.rest)
        yield f"- Letters of other languages are taken from {rest}.\n"
    for direction in (FORWARD, BACKWARD)[: 1 + head.both_ways]:
        if direction in head.code:
            what = "there" if direction == FORWARD else "back"
            yield f"- The way {what} is code: `{head.code[direction]}`.\n"
    found = list(rows(head.stem, lines(head.stem), FORWARD))
    plain = [row for row in found if not (row["preceded"] or row["followed"])]
    if plain and len(plain) <= MOST_RULES:
        yield "\n" + _wrapped([f"{row['text']} {row['becomes'] or '–'}" for row in plain])
    special = [row for row in found if row["preceded"] or row["followed"]]
    if special:
        yield "\n" + _wrapped([_spoken(row) for row in special])
        for name, letters in head.classes.items():
            if any(f"<{name}>" in row["preceded"] + row["followed"] for row in special):
                yield f"\n`<{name}>` is one of {letters}.\n"


MOST_RULES = 150


def _spoken(row: dict[str, str]) -> str:
    parts = [f"{row['text']} {row['becomes'] or '–'}"]
    if row["preceded"]:
        parts.append(f"after `{row['preceded']}`")
    if row["followed"]:
        parts.append(f"before `{row['followed']}`")
    return " ".join(parts)


def _wrapped(items: list[str], width: int = 98) -> str:
    done, line = [], ""
    for item in items:
        if line and len(line) + len(item) + 2 > width:
            done.append(line + ",")
            line = item
        else:
            line = f"{line}, {item}" if line else item
    return "\n".join([*done, line]) + "\n"


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |\n|{'---|' * len(head)}\n"
    for row in rows:
        yield f"| {' | '.join(row)} |\n"


def main() -> int:
    """Write the page, or say whether it is as it should be."""
    text = "".join(page())
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    same = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
    if not same:
        sys.stderr.write(f"{TARGET.name} is not what the tables say: run tools/print_schemes.py\n")
    return int(not same)


if __name__ == "__main__":
    sys.exit(main())
