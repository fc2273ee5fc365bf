"""A stand-in for the ``cython`` module, so that compiled stages also run uncompiled.

Stages in Cython's pure-Python mode annotate their locals with C types. When a stage runs
interpreted, and Cython itself is not installed, these names keep the annotations harmless.
``compiled`` is False here and True inside a compiled module.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])

compiled = False


def _keep(decorated: _F) -> _F:
    return decorated


def _directive(_value: object) -> Callable[[_F], _F]:
    return _keep


def exceptval(_value: object = None, *, check: bool = True) -> Callable[[_F], _F]:
    return _keep


class _NoGil:
    """Both the decorator ``@cython.nogil`` and the block ``with cython.nogil:``."""

    def __call__(self, function: _F) -> _F:
        return function

    def __enter__(self) -> None: ...

    def __exit__(self, *_error: object) -> None: ...


nogil = _NoGil()
ccall = cclass = cfunc = final = inline = no_gc = _keep
annotation_typing = boundscheck = cdivision = initializedcheck = wraparound = _directive


def declare(_type: object = None, value: object = None, **_types: object) -> object:
    return value


def cast(_type: object, value: object, **_options: object) -> object:
    return value


class _Type:
    """Any C type, its pointers and its arrays."""

    def __getitem__(self, _key: object) -> _Type:
        return self


_ANY_TYPE = _Type()


def __getattr__(name: str) -> object:
    """Return a C type for every other name: ``cython.int``, ``cython.p_void``."""
    # pytest, looking for doctests, asks every module for names of its own.
    if name.startswith(("__", "pytest")):
        raise AttributeError(name)
    return _ANY_TYPE
