"""The page docs/formats.md shows what is really written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from polyglot_norm import formats
from polyglot_norm.formats import FORMATS

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "formats.md").read_text(encoding="utf-8")
SECTIONS = {
    title.strip("`"): body
    for title, body in re.findall(r"^## (.+?)\n(.+?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
}


def example(name):
    """Return the first code block in the section of a format."""
    return re.search(r"^```\w*\n(.+?)^```", SECTIONS[name], re.DOTALL | re.MULTILINE)[1]


def test_every_format_has_a_section():
    assert [name for name in SECTIONS if name in FORMATS] == list(FORMATS)


@pytest.mark.parametrize("name", [n for n, format_ in FORMATS.items() if not format_.binary])
def test_the_example_is_real_output(name):
    documents = list(formats.read(example("jsonl").encode()))
    written = b"".join(formats.write(documents, name)).decode().replace("\r\n", "\n")
    assert example(name).replace("\\t", "\t") in written.replace("\\t", "\t")


def test_the_table_has_the_descriptions_of_the_formats():
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", PAGE, re.MULTILINE)
    assert rows == [
        (f.name, f.description, "yes" if f.readable else "", f"`{f.extra}`" if f.extra else "")
        for f in FORMATS.values()
    ]


def test_every_field_is_documented():
    for name in json.loads(example("jsonl").splitlines()[0]):
        assert f"`{name}`" in SECTIONS["Fields"]


@pytest.mark.parametrize("name", formats.__all__)
def test_every_public_name_is_documented(name):
    assert f"`{name}`" in (DOCS / "api.md").read_text(encoding="utf-8")
