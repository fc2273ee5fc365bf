"""Packages that a test of an adapter needs: absent, it is skipped, but not where it must run."""

import os
from importlib import import_module

import pytest

REQUIRED = "POLYGLOT_NORM_REQUIRED"
"""Set where every package must be there, as in the environments of "nox -s adapters"."""


def needs(*names):
    """Import packages and return the first; skip the module, or fail, if one is not installed."""
    find = import_module if os.environ.get(REQUIRED) else pytest.importorskip
    first, *_ = map(find, names)
    return first
