"""What is said when the package that a detector needs is not installed."""

from __future__ import annotations

from polyglot_norm.errors import MissingExtra


def missing(extra: str, error: ImportError) -> MissingExtra:
    """The error for a detector whose extra, of the same name, is not installed.

    >>> print(missing("lingua", ImportError("No module named 'lingua'")))
    detector 'lingua' needs a package (No module named 'lingua'): pip install polyglot-norm[lingua]
    """
    return MissingExtra(
        f"detector {extra!r} needs a package ({error}): pip install polyglot-norm[{extra}]",
        extra=extra,
    )
