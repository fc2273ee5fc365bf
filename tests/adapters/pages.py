"""Pages of docs/ whose examples run as doctests."""

import doctest
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def run_examples(name, **names):
    """Run the examples of a page; ``names`` are known to them."""
    page = DOCS / name
    parser = doctest.DocTestParser()
    text = page.read_text(encoding="utf-8")
    test = parser.get_doctest(text, names, name, str(page), 0)
    assert test.examples
    said: list[str] = []
    assert not doctest.DocTestRunner(verbose=False).run(test, out=said.append).failed, "".join(said)
