"""The recipes of docs/recipes.md run against the real packages."""

from pathlib import Path

import pytest

from adapters.examples import run_examples
from adapters.packages import needs, needs_files

needs("trafilatura", "resiliparse", "hunspell")

DICTIONARIES = [Path("/usr/share/hunspell", f"{name}.dic") for name in ("sr_RS", "en_US", "de_DE")]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the packages
def test_article_and_comments():
    run_examples("recipes.md", "The article and the comments of a page")


def test_spelling():
    needs_files(*DICTIONARIES)
    run_examples("recipes.md", "Spelling, each span by its own dictionary")
