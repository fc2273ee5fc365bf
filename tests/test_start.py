"""A fresh import loads little, its public names are documented, and it says why it is slow."""

import inspect
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import polyglot_norm as pn

API = Path(__file__).parent.parent / "docs" / "api.md"

HEAVY = [
    "click",
    "cyrtranslit",
    "langcodes",
    "langdetect",
    "msgspec",
    "rich",
    "unicodedata2",
    "unidecode",
]

FUNCTIONS = [name for name in pn.__all__ if inspect.isroutine(getattr(pn, name))]
CLASSES = [name for name in pn.__all__ if inspect.isclass(getattr(pn, name))]
SHOWN = [*FUNCTIONS, "Aligned", "Document", "Options", "PolyglotError", "Tagger"]


def clean_environment(**more):
    """Return the environment without the variables of the package, and with some more."""
    return {k: v for k, v in os.environ.items() if not k.startswith("POLYGLOT_NORM")} | more


def fresh(code):
    """Return the words that a new process prints."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def imported_after(code):
    return fresh(f"import sys\n{code}\nprint(*{{m.partition('.')[0] for m in sys.modules}})")


def test_an_import_loads_nothing_heavy():
    assert set(imported_after("import polyglot_norm")).isdisjoint(HEAVY)


def test_an_import_loads_no_other_module_of_the_package():
    code = "import sys, polyglot_norm\nprint(*(m for m in sys.modules if m.startswith('polyglot')))"
    assert fresh(code) == ["polyglot_norm"]


def test_tagging_latin_text_needs_no_transliteration_and_no_command_line():
    found = imported_after("import polyglot_norm as pn\npn.tag('Where have you been all day?')")
    assert set(found).isdisjoint({"click", "cyrtranslit", "msgspec", "rich", "unidecode"})


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
def test_public_functions_and_classes_have_an_example(name):
    assert ">>> " in getattr(pn, name).__doc__


@pytest.mark.parametrize("name", CLASSES)
def test_every_public_method_is_documented(name):
    for method, value in vars(getattr(pn, name)).items():
        if inspect.isroutine(value) and not method.startswith("_"):
            assert inspect.getdoc(value), f"{name}.{method}"


@pytest.fixture
def unbuilt(tmp_path):
    """Return a checkout of the package without its compiled files."""
    package = Path(pn.__file__).parent
    ignored = shutil.ignore_patterns("*.so", "*.pyd", "__pycache__", "data")
    shutil.copytree(package, tmp_path / "checkout" / "polyglot_norm", ignore=ignored)
    (tmp_path / "checkout" / "polyglot_norm" / "data").symlink_to(package / "data")
    (tmp_path / "checkout" / "setup.py").touch()
    return tmp_path / "checkout"


def warnings_of_a_tagger(checkout, **environment):
    """Return what a new process prints on standard error when it makes a tagger."""
    return subprocess.run(
        [sys.executable, "-W", "always", "-c", "import polyglot_norm as pn\npn.Tagger()"],
        cwd=checkout,
        env=clean_environment(**environment),
        capture_output=True,
        text=True,
        check=True,
    ).stderr


def install_in_place(checkout):
    """Leave the record that ``pip install -e`` would leave, in a folder beside the checkout."""
    record = checkout.parent / "site" / "polyglot_norm-0.1.0.dist-info"
    record.mkdir(parents=True)
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: polyglot-norm\nVersion: 0.1.0\n")
    origin = {"url": checkout.as_uri(), "dir_info": {"editable": True}}
    (record / "direct_url.json").write_text(json.dumps(origin))
    return str(record.parent)


def test_a_checkout_that_was_not_built_is_named(unbuilt):
    warning = warnings_of_a_tagger(unbuilt)
    assert f"has not been built; run `pip install -e .` in {unbuilt}" in warning
    assert "compiler" not in warning


def test_a_checkout_installed_without_a_compiler_lacks_the_compiler(unbuilt):
    warning = warnings_of_a_tagger(unbuilt, PYTHONPATH=install_in_place(unbuilt))
    assert "built without a C compiler" in warning
    assert "pip install -e" not in warning


def test_a_package_installed_without_a_compiler_lacks_the_compiler(unbuilt):
    (unbuilt / "setup.py").unlink()
    assert "built without a C compiler" in warnings_of_a_tagger(unbuilt)


def test_the_variable_that_forces_the_interpreter_is_named(unbuilt):
    warning = warnings_of_a_tagger(unbuilt, POLYGLOT_NORM_INTERPRETED="1")
    assert "POLYGLOT_NORM_INTERPRETED is set" in warning
