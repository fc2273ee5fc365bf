"""What several test files need."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every run, so that a failure is the change's own; to look for new ones:
# HYPOTHESIS_PROFILE=explore python -m pytest
settings.register_profile("project", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "project"))


@pytest.fixture
def samples():
    return Path(__file__).parent.parent / "samples"
