"""From corpus to model file: ``python -m training --corpus ../shared/corpus --out DIR``."""

from __future__ import annotations

import argparse
import ast
from dataclasses import fields, replace
from pathlib import Path

from training.chain import READS, run
from training.corpus import Corpus
from training.settings import Settings
from training.tiny import TINY


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of the corpus")
    parser.add_argument("--out", type=Path, required=True, help="folder for files and model.bin")
    parser.add_argument("--tiny", action="store_true", help="settings for a few sentences")
    parser.add_argument("--redo", nargs="*", default=[], choices=list(READS), metavar="STAGE",
                        help="repeat these stages and those after them")  # fmt: skip
    parser.add_argument("--set", nargs="*", default=[], metavar="NAME=VALUE",
                        help="override settings of settings.py")  # fmt: skip
    given = parser.parse_args()
    settings = TINY if given.tiny else Settings()
    names = {field.name for field in fields(Settings)}
    for pair in given.set:
        name, _, value = pair.partition("=")
        if name not in names:
            parser.error(f"unknown setting {name!r}: expected {', '.join(sorted(names))}")
        settings = replace(settings, **{name: ast.literal_eval(value)})
    run(Corpus(given.corpus), settings, given.out, redo=frozenset(given.redo))


if __name__ == "__main__":
    main()
