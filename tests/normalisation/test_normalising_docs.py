"""The examples of docs/normalising.md, and that it names every step."""

import doctest
from pathlib import Path

from polyglot_norm.normalisation.profiles import PROFILES
from polyglot_norm.normalisation.steps import MODULE_OF

DOCS = Path(__file__).parents[2] / "docs" / "normalising.md"


def test_the_examples_hold():
    failed, tried = doctest.testfile(str(DOCS), module_relative=False, encoding="utf-8")
    assert (failed, tried > 3) == (0, True)


def test_every_step_and_profile_is_described():
    text = DOCS.read_text(encoding="utf-8")
    for name in (*MODULE_OF, *PROFILES):
        assert f"`{name}`" in text, name
