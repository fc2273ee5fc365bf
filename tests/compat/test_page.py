"""The examples of docs/compat.md."""

import pytest

from adapters.examples import run_examples


@pytest.mark.parametrize("heading", ["langdetect", "fastText", "pycld2", "lingua"])
def test_examples(heading):
    run_examples("compat.md", heading)
