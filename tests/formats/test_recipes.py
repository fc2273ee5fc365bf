"""The examples of pages that need nothing but the package are real."""

import pytest

from adapters.examples import run_examples

SECTIONS = [
    ("speech.md", "SSML"),
    ("speech.md", "Runs for a front end that takes languages apart"),
    ("search.md", "The fields"),
    ("search.md", "SQLite"),
]


@pytest.mark.parametrize(("page", "heading"), SECTIONS)
def test_the_examples_are_real(page, heading):
    run_examples(page, heading)
