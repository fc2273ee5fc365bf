"""Settings that all tests and doctests share."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["stage_doctests"]

OF_EXTRAS = {
    "datatrove": "adapters/datatrove",
    "dolma": "adapters/dolma",
    "duckdb": "adapters/duckdb",
    "icu": "transliteration/icu",
    "pandas": "adapters/pandas",
    "polars": "adapters/polars",
    "sklearn": "adapters/sklearn",
    "spacy": "adapters/spacy",
}
"""Modules whose examples need an optional package, by the name of the package."""

collect_ignore = [
    f"polyglot_norm/{path}.py" for package, path in OF_EXTRAS.items() if find_spec(package) is None
]

# The same examples on every run, so that a failure is caused by the change at hand. CI tries more,
# as profile thorough; to look for new ones: HYPOTHESIS_PROFILE=explore python -m pytest
settings.register_profile("project", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("thorough", deadline=None, derandomize=True, max_examples=250)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "project"))


@pytest.fixture
def samples() -> Path:
    """The folder of sample files."""
    return Path(__file__).parent / "samples"
