"""Packages and programs that a test of an adapter needs.

Where one is absent the test is skipped, but not where it must run.
"""

import os
import shutil
from importlib import import_module

import pytest

REQUIRED = "POLYGLOT_NORM_REQUIRED"
"""Set where every package must be there, as in the environments of "nox -s adapters"."""

PROGRAMS_REQUIRED = "POLYGLOT_NORM_PROGRAMS_REQUIRED"
"""Set where the programs of Debian that tests need must be there too."""


def needs(*names):
    """Import packages and return the first; skip the module, or fail, if one is not installed."""
    find = import_module if os.environ.get(REQUIRED) else pytest.importorskip
    first, *_ = map(find, names)
    return first


def needs_program(*names):
    """Return the path of the first program that is installed; else skip the module, or fail."""
    for name in names:
        if found := shutil.which(name):
            return found
    reason = f"not installed: {' or '.join(names)}"
    if os.environ.get(PROGRAMS_REQUIRED):
        pytest.fail(reason, pytrace=False)
    return pytest.skip(reason, allow_module_level=True)


def needs_files(*paths):
    """Skip the test, or fail, if one of the files that a Debian package brings is not there."""
    for path in paths:
        if not path.exists():
            reason = f"not installed: {path}"
            if os.environ.get(PROGRAMS_REQUIRED):
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)
