"""``dolma tag`` runs our taggers, and Dolma reads the attributes of our format."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

import polyglot_norm as pn
from adapters.packages import needs
from adapters.rows import texts
from polyglot_norm import formats

needs("dolma")

pytestmark = pytest.mark.filterwarnings("ignore")  # Dolma leaves files of its own open

ROWS = [text for text in texts(200) if text is not None]
DOLMA = Path(sys.executable).parent / "dolma"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "documents").mkdir()
    rows = [{"id": f"{n}", "source": "test", "text": text} for n, text in enumerate(ROWS)]
    write(folder / "documents" / "0.jsonl.gz", rows)
    return folder


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def dolma(*args):
    subprocess.run([DOLMA, *map(str, args)], check=True, timeout=120)


def without_empty(attributes):
    return {name: spans for name, spans in attributes.items() if spans}


def test_the_taggers_say_what_the_library_says(corpus):
    dolma(
        "tag", "--documents", corpus / "documents" / "*.gz", "--processes", 1,
        "--tagger_modules", "polyglot_norm.adapters.dolma",
        "--taggers", "polyglot_norm", "polyglot_norm_doc", "--experiment", "pn",
    )  # fmt: skip
    (path,) = (corpus / "attributes").rglob("*.jsonl.gz")
    rows = read(path)
    assert [row["id"] for row in rows] == [f"{n}" for n in range(len(ROWS))]
    for row, text in zip(rows, ROWS, strict=True):
        wanted: dict[str, list[list[float]]] = {}
        found = pn.detect(text)
        for part in pn.tag(text):
            name = "pn__polyglot_norm__" + part.lang.replace("-", "_")
            wanted.setdefault(name, []).append([part.start, part.end, part.confidence])
        name = "pn__polyglot_norm_doc__" + found.lang.replace("-", "_")
        wanted[name] = [[0, len(text), found.confidence]]
        assert without_empty(row["attributes"]) == wanted


def test_dolma_filters_by_the_attributes_of_our_format(corpus):
    named = [(f"{n}", pn.tag(text)) for n, text in enumerate(ROWS)]
    lines = b"".join(formats.write(named, "dolma")).splitlines()
    write(corpus / "attributes" / "ours" / "0.jsonl.gz", map(json.loads, lines))
    config = {
        "streams": [
            {
                "name": "mixed",
                "documents": [str(corpus / "documents" / "*.gz")],
                "output": {"path": str(corpus / "mixed"), "max_size_in_bytes": 10_000_000},
                "attributes": ["ours"],
                "filter": {
                    "include": ["$.attributes[?(@.polyglot_norm__language__sr_Cyrl)]"],
                    "exclude": [],
                },
            }
        ],
        "processes": 1,
    }
    (corpus / "mix.json").write_text(json.dumps(config))
    dolma("-c", corpus / "mix.json", "mix")
    kept = [row["id"] for path in sorted((corpus / "mixed").rglob("*.gz")) for row in read(path)]
    assert kept == [name for name, doc in named if "sr-Cyrl" in {part.lang for part in doc}]
    assert 0 < len(kept) < len(ROWS)
