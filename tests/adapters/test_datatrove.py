"""Steps of datatrove annotate and filter documents by what `tag` says of them."""

import json

import pytest

import polyglot_norm as pn
from adapters.examples import run_docstrings, run_examples
from adapters.packages import needs
from adapters.rows import expected, texts

data = needs("datatrove.data", "datatrove")
LocalPipelineExecutor = needs("datatrove.executor").LocalPipelineExecutor
JsonlReader = needs("datatrove.pipeline.readers").JsonlReader
JsonlWriter = needs("datatrove.pipeline.writers").JsonlWriter

from polyglot_norm.adapters import datatrove as adapter  # noqa: E402 - needs the package

pytestmark = pytest.mark.filterwarnings("ignore")  # datatrove's own dependencies warn
ROWS = [text for text in texts(600) if text and text.strip()]


@pytest.fixture
def folder(tmp_path):
    """A folder with a corpus in two files."""
    (tmp_path / "in").mkdir()
    for number in range(2):
        rows = [{"id": f"{n}", "text": ROWS[n], "kept": n} for n in range(number, len(ROWS), 2)]
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / "in" / f"{number}.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def run(folder, *steps):
    """Run steps over the corpus in two processes and return what is written, by id."""
    reader = JsonlReader(str(folder / "in"))
    writer = JsonlWriter(str(folder / "out"), compression=None)
    pipeline = [reader, *steps, writer]
    LocalPipelineExecutor(
        pipeline, tasks=2, workers=2, logging_dir=str(folder / "logs"), start_method="spawn"
    ).run()
    return read(folder / "out")


def read(folder):
    rows = [json.loads(line) for path in folder.iterdir() for line in path.open(encoding="utf-8")]
    return {int(row["id"]): row for row in rows}


def test_documents_are_annotated_and_all_are_kept(folder):
    found = run(folder, adapter.LanguageAnnotator(segments=True, output=True))
    assert sorted(found) == [*range(len(ROWS))]
    for number, text in enumerate(ROWS):
        wanted, metadata = expected(text), found[number]["metadata"]
        assert found[number]["text"] == text
        assert metadata["kept"] == number
        label = pn.label(wanted["language"]).split("_")[0]
        assert metadata["language"] == label
        if wanted["language"] != "zxx":
            script = {"ko": "Hang"}.get(wanted["language"], wanted["language_script"])
            assert metadata["language_script"] == script
        assert metadata["language_score"] == pytest.approx(wanted["language_score"])
        assert metadata["is_mixed"] == wanted["is_mixed"]
        assert metadata["output"] == wanted["output"]
        assert [part[:3] for part in metadata["segments"]] == [
            [part["start"], part["end"], pn.label(part["lang"])] for part in wanted["segments"]
        ]


def test_a_filter_gives_its_reason(folder):
    excluded = JsonlWriter(str(folder / "excluded"), compression=None)
    step = adapter.LanguageFilter(["srp_Cyrl", "en"], mixed=False, exclusion_writer=excluded)
    found, left = run(folder, step), read(folder / "excluded")
    assert sorted([*found, *left]) == [*range(len(ROWS))]
    for number, text in enumerate(ROWS):
        wanted = expected(text)
        if wanted["language"] not in ("sr-Cyrl", "en"):
            assert left[number]["metadata"]["filter_reason"] == "language"
        elif wanted["language_score"] < 0.65:
            assert left[number]["metadata"]["filter_reason"] == "language_score"
        elif wanted["is_mixed"]:
            assert left[number]["metadata"]["filter_reason"] == "is_mixed"
        else:
            assert number in found


def test_without_languages_what_has_no_name_is_dropped():
    step = adapter.LanguageFilter(language_threshold=0)
    assert step.filter(data.Document("Где си био целог дана?", "1")) is True
    assert step.filter(data.Document("12:30", "2")) == (False, "language")


def test_what_cannot_be_done_is_said():
    with pytest.raises(pn.PolyglotError, match="language_threshold must be between 0 and 1"):
        adapter.LanguageFilter(language_threshold=65)
    with pytest.raises(pn.UnknownTag, match="unknown language tag 'srp_Cyril'"):
        adapter.LanguageFilter("srp_Cyril")


def test_examples():
    run_docstrings(adapter)
    run_examples("adapters.md", "datatrove")
