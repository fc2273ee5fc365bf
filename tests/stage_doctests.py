"""A pytest plugin that collects the doctests of compiled stages."""

from __future__ import annotations

import ast
import doctest
from collections.abc import Generator, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from polyglot_norm.compiled import is_stage


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Collect a stage by its source: pytest itself would find the compiled file and refuse it."""
    found = yield
    if file_path.suffix == ".py" and is_stage(file_path):
        return [Stage.from_parent(parent, path=file_path)]
    return found


class Stage(pytest.File):
    """The doctests of a stage, from its source, to be run against the module as it was built."""

    def collect(self) -> Iterator[StageDoctest]:
        """Yield an item for each docstring that holds examples."""
        parser = doctest.DocTestParser()
        for name, docstring, line in docstrings(ast.parse(self.path.read_text(encoding="utf-8"))):
            test = parser.get_doctest(docstring, {}, name or self.path.stem, str(self.path), line)
            if test.examples:
                yield StageDoctest.from_parent(self, name=test.name, test=test)


class StageDoctest(pytest.Item):
    """The examples of one docstring of a stage."""

    def __init__(self, *, test: doctest.DocTest, **rest: Any) -> None:
        super().__init__(**rest)
        self.test = test

    def runtest(self) -> None:
        """Run the examples with the names of the stage's module."""
        relative = self.path.relative_to(self.config.rootpath).with_suffix("")
        self.test.globs = dict(vars(import_module(".".join(relative.parts))))
        report: list[str] = []
        if doctest.DocTestRunner().run(self.test, out=report.append).failed:
            pytest.fail("".join(report), pytrace=False)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return the place of the docstring."""
        return self.path, self.test.lineno, self.test.name


def docstrings(
    tree: ast.Module | ast.ClassDef | ast.FunctionDef, prefix: str = ""
) -> Iterator[tuple[str, str, int]]:
    """Yield the name, docstring and first line, counted from 0, of whatever has a docstring."""
    if docstring := ast.get_docstring(tree, clean=False):
        yield prefix, docstring, tree.body[0].lineno - 1
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield from docstrings(node, f"{prefix}.{node.name}".lstrip("."))
