"""Optional packages: imported when they are first needed, with an error that names the extra."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from polyglot_norm.errors import MissingExtra


def optional(module: str, *, extra: str, purpose: str) -> Any:
    """Import a module of an optional package.

    >>> optional("json", extra="json", purpose="reading JSON").loads("[1]")
    [1]

    Raises:
        MissingExtra: the module cannot be imported.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(
            f"{purpose} needs a package that is not installed ({error}): "
            f"pip install 'polyglot-norm[{extra}]'",
            extra=extra,
        ) from error
