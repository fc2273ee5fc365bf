"""Reports of segments in unexpected languages: lines of text, SARIF, or GitHub annotations.

A report is an encoder like those of `polyglot_norm.formats`: a head, a piece for the findings of
each document, a foot.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from polyglot_norm import __version__
from polyglot_norm.formats.json_codec import to_json
from polyglot_norm.formats.printable import printable
from polyglot_norm.language.tags import name_of
from polyglot_norm.streams.findings import UNEXPECTED, Finding
from polyglot_norm.streams.sinks import ResultEncoder

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
RULES: Final = {UNEXPECTED: "Text in a language that is not expected here"}
"""What the rules find, by their names."""


def _place(found: Finding) -> str:
    column = f":{found.column}" if found.column else ""
    return f"{printable(found.name)}:{found.line}{column}"


def _said(found: Finding) -> str:
    said = found.said or f"{found.lang} {name_of(found.lang)}"
    return f"{said} ({found.confidence:.2f})"


class Lines:
    """A line for each finding: ``page.txt:12:5: de German (0.98): Guten Abend``."""

    def head(self) -> bytes:
        """Return nothing."""
        return b""

    def piece(self, findings: Sequence[Finding]) -> bytes:
        """Return a line for each finding."""
        lines = (f"{_place(f)}: {_said(f)}: {printable(f.text)}\n" for f in findings)
        return "".join(lines).encode("utf-8", "surrogateescape")

    def foot(self) -> bytes:
        """Return nothing."""
        return b""


class GitHub(Lines):
    """Workflow commands for GitHub Actions, which annotate the lines of a pull request."""

    def piece(self, findings: Sequence[Finding]) -> bytes:
        """Return a command for each finding."""
        return "".join(map(_command, findings)).encode("utf-8", "replace")


def _command(found: Finding) -> str:
    where = f"file={_escaped(found.name)},line={found.line}"
    if found.column:
        where += f",endLine={found.end_line},col={found.column},endColumn={found.end_column}"
    said = f"{_said(found)}: {printable(found.text)}".replace("%", "%25")
    return f"::error {where},title={_title(found.rule)}::{said}\n"


def _title(rule: str) -> str:
    return rule.replace("-", " ").capitalize()


def _escaped(name: str) -> str:
    """Escape a property of a workflow command."""
    for character, code in (("%", "25"), ("\r", "0D"), ("\n", "0A"), (":", "3A"), (",", "2C")):
        name = name.replace(character, f"%{code}")
    return name


class Sarif:
    """SARIF 2.1.0, written finding by finding."""

    def __init__(self, rules: Mapping[str, str] = RULES) -> None:
        self._rules = rules
        self._is_next = False

    def head(self) -> bytes:
        """Return everything before the results."""
        rules = [{"id": i, "shortDescription": {"text": what}} for i, what in self._rules.items()]
        driver = {"name": "polyglot-norm", "version": __version__, "rules": rules}
        run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": []}
        whole: bytes = to_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})
        return whole.removesuffix(b"]}]}")

    def piece(self, findings: Sequence[Finding]) -> bytes:
        """Return a result for each finding."""
        rows = []
        for found in findings:
            comma = b",\n" if self._is_next else b"\n"
            rows.append(comma + to_json(_result(found)))
            self._is_next = True
        return b"".join(rows)

    def foot(self) -> bytes:
        """Return everything after the results."""
        return b"\n]}]}\n"


def _result(found: Finding) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": found.line}
    if found.column:
        region |= {
            "startColumn": found.column,
            "endLine": found.end_line,
            "endColumn": found.end_column,
        }
    place = {"artifactLocation": {"uri": _uri(found.name)}, "region": region}
    text = found.text.encode("utf-8", "replace").decode()
    return {
        "ruleId": found.rule,
        "level": "error",
        "message": {"text": f"{_said(found)}: {text}"},
        "locations": [{"physicalLocation": place}],
        "properties": {"lang": found.lang, "confidence": found.confidence},
    }


def _uri(name: str) -> str:
    """Return a path as a URI reference, with the bytes that it has on the disk."""
    return quote(os.fsencode(name))


ENCODERS: Final[Mapping[str, Callable[[], ResultEncoder]]] = {
    "text": Lines,
    "sarif": Sarif,
    "github": GitHub,
}
"""The encoder of each kind of report."""
