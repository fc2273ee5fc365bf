"""The examples of a page, run section by section: each needs its own packages."""

import doctest
import re
from pathlib import Path

DOCS = Path(__file__).parent.parent.parent / "docs"


def run_examples(page, heading, **given):
    """Run the examples under a heading of a page in ``docs/``; fail if there are none.

    ``given`` are the names that they may use.
    """
    text = (DOCS / page).read_text(encoding="utf-8")
    (section,) = re.findall(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    # A fence closes an example whose output it would otherwise be part of.
    plain = re.sub(r"^```.*$", "", section, flags=re.M)
    test = doctest.DocTestParser().get_doctest(plain, given, f"{page}: {heading}", page, 0)
    assert test.examples, f"no examples under {heading!r} in {page}"
    outcome = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test)
    assert not outcome.failed


def run_docstrings(module):
    """Run the examples in the docstrings of a module; fail if there are none."""
    outcome = doctest.testmod(module)
    assert outcome.attempted
    assert not outcome.failed
