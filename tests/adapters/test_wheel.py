"""The environments of the adapters test the wheel that users install, not the checkout."""

import os
from pathlib import Path

import pytest

import polyglot_norm
from adapters.packages import REQUIRED
from polyglot_norm.text import words

CHECKOUT = Path(__file__).parent.parent.parent / "polyglot_norm"


@pytest.mark.skipif(not os.environ.get(REQUIRED), reason="runs in the environments of adapters")
def test_the_package_is_the_installed_one_and_compiled():
    assert Path(polyglot_norm.__file__).parent != CHECKOUT
    assert words.COMPILED
