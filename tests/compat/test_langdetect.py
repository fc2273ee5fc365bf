"""The calls of langdetect: its documented examples, run against it too, and what differs."""

import pickle

import langdetect as peer
import pytest
from hypothesis import given
from hypothesis import strategies as st
from langdetect import lang_detect_exception as peer_errors

from polyglot_norm.compat import langdetect as ours
from polyglot_norm.compat.langdetect import lang_detect_exception as our_errors
from polyglot_norm.compat.langdetect.detector_factory import init_factory
from polyglot_norm.errors import PolyglotError

BOTH = pytest.mark.parametrize("module", [ours, peer], ids=["ours", "langdetect"])
MIXED = "Would you care to give us some details? " * 3 + "Der Zug nach Wien fährt heute nicht. " * 3


@pytest.fixture(autouse=True)
def seed(monkeypatch):
    for module in (ours, peer):
        monkeypatch.setattr(module.DetectorFactory, "seed", 0)


@BOTH
def test_the_examples_of_its_page(module):
    assert module.detect("War doesn't show who's right, just who's left.") == "en"
    assert module.detect("Ein, zwei, drei, vier") == "de"
    found = module.detect_langs("Otec matka syn.")
    if module is ours:  # langdetect has other answers by other seeds, Finnish among them
        # A sentence of Czech and of Slovak, and nearly of Polish.
        assert {each.lang for each in found} <= {"cs", "sk", "pl"}
    assert [each.prob for each in found] == sorted((e.prob for e in found), reverse=True)
    assert 0.3 < sum(each.prob for each in found) <= 1.000001
    assert repr(found[0]) == f"{found[0].lang}:{found[0].prob}"


@BOTH
@pytest.mark.parametrize(
    ("text", "code", "differs"),
    [
        ("这个问题还没有解决,我们需要更多时间来处理这件事情。", "zh-cn", None),
        ("這個問題還沒有解決,我們需要更多時間來處理這件事情。", "zh-tw", "ko"),
        ("Regjeringen la i går fram et forslag om hvordan dette kan gjøres bedre.", "no", None),
        ("שלום לכולם, מה שלומכם היום חברים יקרים שלי?", "he", None),
        ("これはとても大切な問題なので、もう一度考えてみましょう。", "ja", None),
        # It does not know Serbian.
        ("Влада је јуче усвојила закон о којем се дуго расправљало.", "sr", "mk"),
    ],
)
def test_its_codes(module, text, code, differs):
    assert module.detect(text) == (code if module is ours else differs or code)


@BOTH
@pytest.mark.parametrize("text", ["", "  \n", "12:30", "https://example.org/page", "🙂🙂"])
def test_a_text_without_words(module, text):
    errors = our_errors if module is ours else peer_errors
    for call in (module.detect, module.detect_langs):
        with pytest.raises(module.LangDetectException, match="No features in text") as caught:
            call(text)
        assert caught.value.get_code() == caught.value.code == errors.ErrorCode.CantDetectError == 5


@BOTH
def test_a_mixed_text_has_both_languages(module):
    assert {each.lang for each in module.detect_langs(MIXED)} <= {"en", "de"}
    if module is ours:  # langdetect draws at random, and mostly settles for one
        assert all(0.4 < each.prob < 0.6 for each in module.detect_langs(MIXED))


@BOTH
def test_a_detector_of_a_factory(module):
    factory = ours.DetectorFactory()
    if module is peer:
        peer.detect("The profiles are loaded by the first call.")
        factory = peer.detector_factory._factory
    factory.set_seed(0)
    assert {"en", "de", "zh-cn"} <= set(factory.get_lang_list())
    detector = factory.create(alpha=0.5)
    detector.set_max_text_length(10_000)
    detector.append("Ne znam što je to, ali mi se ne sviđa ")
    detector.append("i nikad mi se nije sviđalo.")
    detector.set_prior_map({"hr": 0.6, "sl": 0.4, "no-such-language": 1})
    assert detector.detect() == "hr"
    assert detector.get_probabilities()[0].lang == "hr"
    for wrong in ({"en": -1}, {}, {"en": 0}):
        with pytest.raises(module.LangDetectException, match=r"[Pp]rior probability") as caught:
            factory.create().set_prior_map(wrong)
        assert caught.value.code == our_errors.ErrorCode.InitParamError


def test_a_prior_allows_only_its_languages():
    detector = ours.DetectorFactory().create()
    detector.set_prior_map({"fr": 0.5, "it": 0.5})
    detector.append("Would you care to give us some details about it?")
    assert {each.lang for each in detector.get_probabilities()} <= {"fr", "it"}


def test_a_limit_of_the_length():
    detector = ours.DetectorFactory().create()
    detector.set_max_text_length(40)
    detector.append("Would you care to give us some details? ")
    detector.append("Der Zug nach Wien fährt heute nicht. " * 9)
    assert detector.detect() == "en"


def test_tags_by_option():
    text = "Влада је јуче усвојила закон о којем се дуго расправљало."
    assert ours.detect(text, labels="bcp47") == "sr-Cyrl"
    assert ours.detect(text, labels="iso639-3") == "srp_Cyrl"
    assert ours.detect_langs(text, labels="fasttext")[0].lang == "__label__srp_Cyrl"
    assert ours.detect_langs(text, labels="bcp47")[0].lang == "sr-Cyrl"
    assert ours.DetectorFactory("bcp47").get_lang_list().count("sr-Latn") == 1
    with pytest.raises(PolyglotError, match="did you mean 'bcp47'"):
        ours.detect(text, labels="bcp-47")


def test_one_error_for_both():
    with pytest.raises(peer.LangDetectException):
        ours.detect("")
    error = pickle.loads(pickle.dumps(ours.detect_langs("Guten Tag, wie geht es?")))
    assert error[0].lang == "de"


@pytest.mark.parametrize("text", [None, 5, b"bytes"])
@BOTH
def test_what_is_no_text(module, text):
    with pytest.raises(TypeError):
        module.detect(text)


@given(st.text(max_size=60))
def test_any_text_has_codes_or_the_error(text):
    init_factory()
    try:
        found = ours.detect_langs(text)
    except ours.LangDetectException:
        return
    assert ours.detect(text) == (found[0].lang if found else "unknown")
    assert sum(each.prob for each in found) <= 1 + 1e-9
    assert found == sorted(found, key=lambda each: -each.prob)


def test_where_answers_differ_is_as_the_table_says():
    long = "Would you care to give us some more details? " * 250
    long += "Der Zug nach Wien fährt heute leider nicht mehr ab. " * 600
    assert (peer.detect(long), ours.detect(long)) == ("en", "de")
    nothing = "Qwrtz plokm grfx"
    assert peer.detect(nothing) in peer.detector_factory._factory.get_lang_list()
    assert (ours.detect(nothing), ours.detect_langs(nothing)) == ("unknown", [])
    peer.DetectorFactory.seed = ours.DetectorFactory.seed = None
    peer.detector_factory._factory.set_seed(None)
    assert len({str(peer.detect_langs("Otec matka syn.")) for _ in range(20)}) > 1
    assert len({str(ours.detect_langs("Otec matka syn.")) for _ in range(20)}) == 1
    assert len(peer.detector_factory._factory.get_lang_list()) == 55
    assert not hasattr(ours.DetectorFactory(), "load_profile")
