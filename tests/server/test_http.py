"""The HTTP service: what it answers, and that this is what the command line writes."""

import json
import time
from pathlib import Path

import pytest

from adapters.packages import needs
from server.service_process import running

httpx = needs("httpx", "fastapi", "uvicorn", "prometheus_client", "httptools")

import polyglot_norm as pn  # noqa: E402
from polyglot_norm.formats import WriteOptions, write  # noqa: E402
from polyglot_norm.normalisation.profiles import PROFILES  # noqa: E402

SERBIAN = "Зашто ћутиш целог дана, кад знаш да те сви чекамо?"
ENGLISH = "Would you care to give us some more details about it?"
MIXED = f"{SERBIAN}\n{ENGLISH}"
SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with (
        running("--workers", "2", folder=tmp_path_factory.mktemp("service")) as process,
        httpx.Client(base_url=process.url, timeout=60) as client,
    ):
        yield client


def post(client, path, body, **more):
    return client.post(path, json=body, **more)


def test_tag_answers_with_the_record_that_the_command_line_writes(client):
    answer = post(client, "/v1/tag", {"text": MIXED, "doc": "page.txt"})
    assert answer.status_code == 200
    expected = b"".join(write([("page.txt", pn.tag(MIXED))], "docs"))
    assert answer.json() == json.loads(expected)


def test_the_record_has_the_published_schema(client):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((SCHEMAS / "docs.schema.json").read_text())
    include = ["start", "end", "lang", "text", "output", "candidates", "edits"]
    answer = post(client, "/v1/tag", {"text": MIXED, "include": include})
    jsonschema.validate(answer.json(), schema)


@pytest.mark.parametrize("where", ["body", "query"])
def test_options_stand_in_the_body_or_in_the_query(client, where):
    options = {"offsets": "utf8", "languages": "en,sr" if where == "query" else ["en", "sr"]}
    given = {"params": options} if where == "query" else {}
    body = {"text": MIXED} | (options if where == "body" else {})
    segments = post(client, "/v1/tag", body, **given).json()["segments"]
    assert segments[0]["end"] == len(f"{SERBIAN}\n".encode())


def test_labels_of_other_programs(client):
    body = {"text": MIXED, "labels": "iso639-3"}
    found = post(client, "/v1/tag", body).json()
    assert [each["lang"] for each in found["segments"]] == ["srp_Cyrl", "eng_Latn"]
    body = {"text": SERBIAN, "labels": "fasttext"}
    found = post(client, "/v1/detect", body).json()
    assert found["lang"] == found["candidates"][0][0] == "__label__srp_Cyrl"
    answer = post(client, "/v1/detect", {"text": SERBIAN, "labels": "iso"})
    assert (answer.status_code, answer.json()["field"]) == (422, "labels")


def test_detect(client):
    found = post(client, "/v1/detect", {"text": SERBIAN}).json()
    assert found == json.loads(json.dumps(pn.detect(SERBIAN).as_dict()))


def test_clean_and_translit(client):
    body = {"text": "Would  you care?", "include": ["output", "edits"]}
    cleaned = post(client, "/v1/clean", body).json()
    assert cleaned["output"] == "Would you care?"
    assert [edit[3] for edit in cleaned["edits"]] == ["white_space"]
    body = {"text": "Љубав", "lang": "sr-Cyrl"}
    assert post(client, "/v1/translit", body).json() == {"output": "Ljubav"}


def test_a_batch_has_an_answer_for_each_text_and_errors_in_place(client):
    texts = [SERBIAN, 5, {"text": ENGLISH, "doc": "b"}, {"text": None}, {"txet": "?"}]
    results = post(client, "/v1/detect", {"texts": texts}).json()["results"]
    assert [each.get("lang") for each in results] == ["sr-Cyrl", None, "en", None, None]
    assert results[2]["doc"] == "b"
    errors = [(place, each["error"]) for place, each in enumerate(results) if "error" in each]
    assert [(place, error["status"], error["field"]) for place, error in errors] == [
        (1, 422, "texts[1]"),
        (3, 422, "texts[3].text"),
        (4, 422, "texts[4]"),
    ]


@pytest.mark.parametrize("path", ["tag", "detect", "clean", "translit"])
def test_an_empty_batch(client, path):
    assert post(client, f"/v1/{path}", {"texts": []}).json() == {"results": []}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v1/detect", "sr-Cyrl\t"),
        ("/v1/clean", SERBIAN),
        ("/v1/translit?to=latin", "Zašto ćutiš celog dana"),
        ("/v1/tag", "<sr-Cyrl>Зашто"),
        ("/v1/tag?format=tsv", "doc\tstart\tend"),
    ],
)
def test_text_in_and_text_out(client, path, expected):
    answer = client.post(path, content=SERBIAN.encode(), headers={"Content-Type": "text/plain"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/")
    assert answer.text.startswith(expected)


def test_text_in_and_json_out(client):
    headers = {"Content-Type": "text/plain", "Accept": "application/json"}
    answer = client.post("/v1/detect", content=SERBIAN.encode(), headers=headers)
    assert answer.json()["lang"] == "sr-Cyrl"


@pytest.mark.parametrize("name", ["jsonl", "docs", "tsv", "csv", "inline", "xml", "tei", "html"])
def test_every_format_is_that_of_the_library(client, name):
    answer = post(client, "/v1/tag", {"text": MIXED, "doc": "a", "format": name, "only": ["sr"]})
    expected = b"".join(write([("a", pn.tag(MIXED))], name, WriteOptions(only=["sr"])))
    assert answer.content == expected
    assert "attachment" in answer.headers["content-disposition"]


def test_a_stream_of_lines_is_answered_in_order(client):
    lines = [json.dumps({"text": SERBIAN, "doc": str(n)}) for n in range(300)]
    lines[7] = "{"
    body = "\n".join(lines).encode()
    headers = {"Content-Type": "application/x-ndjson"}
    answer = client.post("/v1/translit?lang=sr-Cyrl", content=body, headers=headers)
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert len(rows) == 300
    assert rows[7]["error"]["status"] == 400
    assert [row["doc"] for row in rows if "doc" in row] == [str(n) for n in range(300) if n != 7]


def test_a_stream_with_a_wrong_option_is_refused(client):
    headers = {"Content-Type": "application/x-ndjson"}
    answer = client.post("/v1/tag?offsets=bytes", content=b'"a"\n', headers=headers)
    assert (answer.status_code, answer.json()["field"]) == (422, "offsets")


def test_lists(client):
    tags = [row["tag"] for row in client.get("/v1/languages").json()]
    assert tags == [each.tag for each in pn.languages()]
    names = [row["name"] for row in client.get("/v1/schemes").json()]
    assert names == [each.name for each in pn.schemes()]
    profiles = client.get("/v1/profiles").json()
    # Other tests register profiles of their own, which the service, another process, has not.
    assert [row["name"] for row in profiles] == list(PROFILES)


def test_clients_of_libretranslate(client):
    for answer in (
        post(client, "/detect", {"q": SERBIAN, "api_key": ""}),
        client.post("/detect", data={"q": SERBIAN}),
    ):
        best = answer.json()[0]
        assert best["language"] == "sr-Cyrl"
        assert 50 < best["confidence"] <= 100
    codes = {row["code"]: row["name"] for row in client.get("/languages").json()}
    assert codes["de"] == "German"


def test_health_and_metrics(client):
    post(client, "/v1/detect", {"texts": [SERBIAN, ENGLISH]})
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").text == "ready\n"
    page = client.get("/metrics").text
    assert 'polyglot_norm_requests_total{path="/v1/detect",status="200"}' in page
    for _ in range(400):  # one worker is enough to answer; the other may still be starting
        if "polyglot_norm_workers_ready 2.0" in page:
            return
        time.sleep(0.05)
        page = client.get("/metrics").text
    pytest.fail("the second worker did not start")


def test_outputs_of_segments_are_those_of_their_text(client):
    text = "Dont  worry.\nЗашто  ћутиш целог дана, човече?"
    document = pn.tag(text)
    segments = [{"text": s.text, "lang": s.lang, "script": s.script} for s in document]
    rows = post(client, "/v1/output", {"segments": segments}).json()["segments"]
    assert [row["output"] for row in rows] == [s.output.text for s in document]
    assert [row["output_lang"] for row in rows] == [s.output_lang for s in document]


def test_a_normalising_edit_is_switched_off(client):
    segment = {"text": "Зашто  ћутиш,  човече?", "lang": "sr-Cyrl"}
    (row,) = post(client, "/v1/output", {"segments": [segment]}).json()["segments"]
    assert row["output"] == "Zašto ćutiš, čoveče?"
    assert len(row["normalising"]) == 2
    without = segment | {"off": [0]}
    (row,) = post(client, "/v1/output", {"segments": [without]}).json()["segments"]
    assert row["output"] == "Zašto  ćutiš, čoveče?"


def test_segments_become_a_file(client):
    document = pn.tag(MIXED)
    segments = [
        {"text": s.text, "lang": s.lang, "confidence": s.confidence, "candidates": s.candidates}
        for s in document
    ]
    answer = post(client, "/v1/output", {"segments": segments, "format": "tsv", "doc": "a"})
    assert answer.content == b"".join(write([("a", document)], "tsv"))
    assert post(client, "/v1/output", {"segments": segments, "format": "pdf"}).status_code == 422


def test_a_file_of_another_encoding_is_decoded(client):
    data = (SERBIAN * 3).encode("windows-1251")
    headers = {"Content-Type": "application/octet-stream"}
    found = client.post("/v1/decode", content=data, headers=headers).json()
    assert (found["text"], found["encoding"]) == (SERBIAN * 3, "windows-1251")


def test_reasons_are_those_of_the_command_explain(client):
    document = pn.tag(MIXED)
    expected = [why.as_dict() for why in document.explain()]
    found = post(client, "/v1/explain", {"text": MIXED}).json()["segments"]
    assert found == json.loads(json.dumps(expected))
    segments = [
        {
            "text": s.text,
            "lang": s.lang,
            "script": s.script,
            "confidence": s.confidence,
            "candidates": s.candidates,
        }
        for s in document
    ]
    assert post(client, "/v1/explain", {"segments": segments}).json()["segments"] == found
