"""A fresh import: quick because it brings nothing along, and nothing in it undocumented."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import polyglot_norm as pn

API = Path(__file__).parent.parent / "docs" / "api.md"

HEAVY = [
    "charset_normalizer",
    "click",
    "cyrtranslit",
    "langcodes",
    "langdetect",
    "orjson",
    "rich",
    "unicodedata2",
    "unidecode",
]

FUNCTIONS = [name for name in pn.__all__ if inspect.isroutine(getattr(pn, name))]
CLASSES = [name for name in pn.__all__ if inspect.isclass(getattr(pn, name))]
SHOWN = [*FUNCTIONS, "Aligned", "Document", "Options", "PolyglotError", "Tagger"]


def fresh(code):
    """What a new process prints."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def imported_after(code):
    return fresh(f"import sys\n{code}\nprint(*{{m.partition('.')[0] for m in sys.modules}})")


def test_an_import_brings_nothing_heavy():
    assert set(imported_after("import polyglot_norm")).isdisjoint(HEAVY)


def test_an_import_brings_no_module_of_our_own():
    code = "import sys, polyglot_norm\nprint(*(m for m in sys.modules if m.startswith('polyglot')))"
    assert fresh(code) == ["polyglot_norm"]


def test_tagging_latin_text_needs_no_transliteration_and_no_command_line():
    found = imported_after("import polyglot_norm as pn\npn.tag('Where have you been all day?')")
    assert set(found).isdisjoint({"click", "cyrtranslit", "orjson", "rich", "unidecode"})


def test_public_names_are_listed_and_resolve():
    assert set(pn.__all__) <= set(dir(pn))
    assert all(getattr(pn, name) is getattr(pn, name) for name in pn.__all__)
    assert {*FUNCTIONS, *CLASSES} == set(pn.__all__)


def test_a_name_that_does_not_exist():
    with pytest.raises(AttributeError, match="no attribute 'tags_many'"):
        _ = pn.tags_many


@pytest.mark.parametrize("name", pn.__all__)
def test_every_public_name_is_documented(name):
    # A dataclass or NamedTuple without a docstring gets its own signature as one.
    docstring = getattr(pn, name).__doc__
    assert docstring
    assert not docstring.startswith(f"{name}(")
    assert f"`{name}`" in API.read_text(encoding="utf-8"), f"{name} is not in docs/api.md"


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_called_is_shown_by_an_example(name):
    assert ">>> " in getattr(pn, name).__doc__


@pytest.mark.parametrize("name", CLASSES)
def test_every_public_method_is_documented(name):
    for method, value in vars(getattr(pn, name)).items():
        if inspect.isroutine(value) and not method.startswith("_"):
            assert inspect.getdoc(value), f"{name}.{method}"
