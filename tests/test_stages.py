"""Compiled stages give the answers that the same files give interpreted."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

import polyglot_norm as pn
import stage_probes
from nasty import NASTY
from polyglot_norm.compiled import stages
from polyglot_norm.text import words
from strategies import PIECES

PACKAGE = Path(pn.__file__).parent
STAGES = [".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in stages(PACKAGE)]
TESTS = Path(__file__).parent
FILES = [*TESTS.glob("../samples/*.txt"), *TESTS.glob("cases/**/*.tsv")]
compared = pytest.mark.skipif(not words.COMPILED, reason="the stages are not compiled")

WITHOUT_CYTHON = """
import sys
sys.modules["cython"] = None
from importlib import import_module
for name in sys.argv[1:]:
    import_module(f"polyglot_norm.{name}")
import polyglot_norm as pn
print(pn.tag("Здраво! How are you?").as_dict())
"""


def real(count):
    """Return lines of the samples and of the case tables, evenly spread over them."""
    found = [
        line
        for path in sorted(FILES)
        for line in path.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    ]
    return found[:: len(found) // count]


def invented(count):
    """Yield strings of pieces that are hard to process, and of characters of any kind."""
    chance = random.Random(20)
    for _ in range(count // 2):
        yield "".join(chance.choices(NASTY + PIECES, k=chance.randrange(14)))
        yield "".join(chance.choices("012e-+/.%#@$_&<`ax年° ", k=chance.randrange(9)))
        yield "".join(map(chr, chance.choices(range(0x110000), k=chance.randrange(20))))


def interpreted(texts):
    """Return the answers of a process in which no stage is compiled."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", stage_probes.__file__],
        input=json.dumps(texts).encode(),
        env={**os.environ, "POLYGLOT_NORM_INTERPRETED": "1"},
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def compiled(stage, text):
    return json.loads(json.dumps(stage_probes.PROBES[stage](text)))


def test_stages_run_interpreted_without_cython():
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", WITHOUT_CYTHON, *STAGES],
        env={**os.environ, "POLYGLOT_NORM_INTERPRETED": "1"},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert done.stdout == f"{pn.tag('Здраво! How are you?').as_dict()}\n"


@pytest.fixture(scope="module")
def some():
    """Return some texts and the interpreted answers."""
    texts = ["", *real(50), *invented(50)]
    return texts, interpreted(texts)


def test_every_stage_is_compared():
    assert sorted(stage_probes.PROBES) == sorted(STAGES)


@compared
@pytest.mark.parametrize("stage", stage_probes.PROBES)
def test_a_stage_answers_as_it_does_interpreted(stage, some):
    texts, expected = some
    for text, answer in zip(texts, expected[stage], strict=True):
        assert compiled(stage, text) == answer, text


@compared
@pytest.mark.slow
def test_all_stages_answer_as_they_do_interpreted():
    texts = [*real(600), *invented(600)]
    expected = interpreted(texts)
    for stage in stage_probes.PROBES:
        for text, answer in zip(texts, expected[stage], strict=True):
            assert compiled(stage, text) == answer, (stage, text)
