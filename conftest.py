"""Collects the doctests of compiled stages, and leaves out modules whose extra is not installed."""

import ast
import doctest
from importlib import import_module
from importlib.util import find_spec

import pytest

from polyglot_norm.compiled import is_stage

collect_ignore = []
if find_spec("icu") is None:  # the extra icu
    collect_ignore.append("polyglot_norm/transliteration/icu.py")


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    """Collect a stage by its source: pytest itself would find the compiled file and refuse it."""
    found = yield
    if file_path.suffix == ".py" and is_stage(file_path):
        return [Stage.from_parent(parent, path=file_path)]
    return found


class Stage(pytest.File):
    """The doctests of a stage, from its source, to be run against the module as it was built."""

    def collect(self):
        """Yield an item for each docstring that holds examples."""
        parser = doctest.DocTestParser()
        for name, docstring, line in _docstrings(ast.parse(self.path.read_text(encoding="utf-8"))):
            test = parser.get_doctest(docstring, {}, name or self.path.stem, str(self.path), line)
            if test.examples:
                yield StageDoctest.from_parent(self, name=test.name, test=test)


class StageDoctest(pytest.Item):
    """The examples of one docstring of a stage."""

    def __init__(self, *, test, **rest):
        super().__init__(**rest)
        self.test = test

    def runtest(self):
        """Run the examples with the names of the stage's module."""
        relative = self.path.relative_to(self.config.rootpath).with_suffix("")
        self.test.globs = dict(vars(import_module(".".join(relative.parts))))
        report = []
        if doctest.DocTestRunner().run(self.test, out=report.append).failed:
            pytest.fail("".join(report), pytrace=False)

    def reportinfo(self):
        """Return the place of the docstring."""
        return self.path, self.test.lineno, self.test.name


def _docstrings(tree, prefix=""):
    """Yield the name, docstring and first line, counted from 0, of whatever has a docstring."""
    if docstring := ast.get_docstring(tree, clean=False):
        yield prefix, docstring, tree.body[0].lineno - 1
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from _docstrings(node, f"{prefix}.{node.name}".lstrip("."))
