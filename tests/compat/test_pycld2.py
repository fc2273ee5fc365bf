"""The call of pycld2: its documented examples, run against it too, and what differs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.packages import needs
from polyglot_norm.compat import pycld2 as ours
from polyglot_norm.compat.pycld2.names import cld2_name
from polyglot_norm.language.tags import known

peer = needs("pycld2")

BOTH = pytest.mark.parametrize("module", [ours, peer], ids=["ours", "pycld2"])

FRENCH_AND_ENGLISH = """\
France is the largest country in Western Europe and the third-largest in Europe as a whole.
A accès aux chiens et aux frontaux qui lui ont été il peut consulter et modifier ses collections
et exporter Cet article concerne le pays européen aujourd’hui appelé République française.
Pour d’autres usages du nom France, Pour une aide rapide et effective, veuiller trouver votre aide
dans le menu ci-dessus.
Motoring events began soon after the construction of the first successful gasoline-fueled automobiles.
The quick brown fox jumped over the lazy dog."""  # noqa: E501 - as it stands on its page

NOTHING = (("Unknown", "un", 0, 0.0),) * 3


@BOTH
def test_the_first_example_of_its_page(module):
    reliable, size, details = module.detect("а неправильный формат идентификатора дн назад")
    assert reliable is True
    assert 80 <= size <= 90
    assert details[0][:2] == ("RUSSIAN", "ru")
    assert details[0][2] >= 95
    assert details[0][3] > 0
    assert details[1:] == NOTHING[1:]


@BOTH
def test_the_second_example_of_its_page(module):
    reliable, _, details, vectors = module.detect(FRENCH_AND_ENGLISH, returnVectors=True)
    assert reliable is True
    assert [vector[2:] for vector in vectors] == [
        ("ENGLISH", "en"), ("FRENCH", "fr"), ("ENGLISH", "en"),
    ]  # fmt: skip
    assert [detail[0] for detail in details] == ["FRENCH", "ENGLISH", "Unknown"]
    assert details[0][2] == pytest.approx(58, abs=2)
    data = FRENCH_AND_ENGLISH.encode()
    starts = [start for start, *_ in vectors]
    if module is ours:  # exact, where CLD2's borders are near
        assert starts == [0, data.index("A accès".encode()), data.index(b"Motoring")]
    assert starts == pytest.approx([0, 92, 414], abs=10)


@BOTH
@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("这个问题还没有解决,我们需要更多时间来处理这件事情。", "Chinese", "zh"),
        ("這個問題還沒有解決,我們需要更多時間來處理這件事情。", "ChineseT", "zh-Hant"),
        ("שלום לכולם, מה שלומכם היום חברים יקרים שלי?", "HEBREW", "iw"),
        ("これはとても大切な問題なので、もう一度考えてみましょう。", "Japanese", "ja"),
        ("Regjeringen sa onsdag at den vil legge fram et nytt forslag.", "NORWEGIAN", "no"),
        ("Влада је јуче усвојила закон о којем се дуго расправљало.", "SERBIAN", "sr"),
    ],
)
def test_its_names_and_codes(module, text, name, code):
    assert module.detect(text)[2][0][:2] == (name, code)
    assert module.detect(text.encode())[2][0][:2] == (name, code)
    assert (name, code) in module.LANGUAGES
    assert name in module.DETECTED_LANGUAGES


def test_names_are_those_of_the_peer():
    theirs = {code: name for name, code in peer.LANGUAGES if name in peer.DETECTED_LANGUAGES}
    assert len(known().keys() & theirs.keys()) > 80
    for tag in known():
        name, code = cld2_name(tag)
        assert theirs.get(code, name) == name
        # Hebrew, Javanese and others have codes of their own.
        assert tag.partition("-")[0] not in theirs.keys() - {code, "zh"}


@BOTH
@pytest.mark.parametrize("text", ["", b"", "12:30", "🙂"])
def test_a_text_without_words(module, text):
    assert module.detect(text) == (False, 0, NOTHING)
    assert module.detect(text, returnVectors=True) == (False, 0, NOTHING, ())


@BOTH
def test_a_text_that_is_too_short(module):
    reliable, size, details = module.detect("hi")
    assert (reliable, details) == (False, NOTHING)
    assert size > 0
    reliable, _, details = module.detect("hi", bestEffort=True)
    assert (reliable, details[0][0] == "Unknown") == (False, False)


@BOTH
def test_markup_is_no_text_unless_it_is(module):
    words = "Zu viele Leute warten heute am Bahnhof auf den letzten Zug nach Wien."
    hidden = "<!-- Where have you been all day long, my friend, and why did you not call? -->"
    page = f"<p class='this that and the other'>{words}</p>{hidden}<script>if (a < b) c</script>"
    details = module.detect(page)[2]
    assert (details[0][0], details[1][0]) == ("GERMAN", "Unknown")
    start, size, *_ = module.detect(page, returnVectors=True)[3][0]
    assert page.encode()[start : start + size].decode().count(words) == 1
    assert module.detect(page, isPlainText=True)[2][1][0] != "Unknown"


@BOTH
def test_hints(module):
    for hint in ("ITALIAN", "it", "HEBREW", "iw"):
        assert module.detect(FRENCH_AND_ENGLISH, hintLanguage=hint)[2][0][1] == "fr"
    with pytest.raises(module.error, match="'xx-nope'"):
        module.detect("Where have you been?", hintLanguage="xx-nope")
    others = {"hintTopLevelDomain": "fr", "hintLanguageHTTPHeaders": "mi,en;q=0.5,nonsense;;"}
    assert module.detect(FRENCH_AND_ENGLISH, **others)[2][0][1] == "fr"


def test_a_hint_decides_what_the_text_does_not():
    for hint in ("it", "es"):
        assert ours.detect("casa", hintLanguage=hint, bestEffort=True)[2][0][1] == hint
        assert ours.detect("casa", hintTopLevelDomain=hint, bestEffort=True)[2][0][1] == hint
        header = f"xx-nonsense, {hint}-XX;q=0.5"
        found = ours.detect("casa", hintLanguageHTTPHeaders=header, bestEffort=True)
        assert found[2][0][1] == hint
    for domain in ("com", "zz", "", "é1", "org"):
        assert ours.detect("casa", hintTopLevelDomain=domain) == ours.detect("casa")


@BOTH
def test_bytes_that_are_not_utf_8(module):
    with pytest.raises(module.error, match=r"invalid UTF-8 around byte 0 \(of 14\)"):
        module.detect("¼ cup of flour".encode("latin-1"))
    assert module.detect("¼ cup of flour, please")[2][0][0] == "ENGLISH"


@BOTH
@pytest.mark.parametrize("text", [None, 5, bytearray(b"text")])
def test_what_is_no_text(module, text):
    with pytest.raises(TypeError):
        module.detect(text)


@BOTH
def test_arguments_in_their_order(module):
    text = "Would you care to give us some details?"
    by_place = module.detect(text, True, "id", "it", "mi,en", None, True)
    assert by_place == module.detect(
        text, isPlainText=True, hintTopLevelDomain="id", hintLanguage="it",
        hintLanguageHTTPHeaders="mi,en", hintEncoding=None, returnVectors=True,
        debugScoreAsQuads=False, debugHTML=False, debugCR=False, debugVerbose=False,
        debugQuiet=False, debugEcho=False, bestEffort=False,
    )  # fmt: skip


@given(st.text(max_size=60), st.booleans())
def test_vectors_cover_the_bytes(text, plain):
    _, size, details, vectors = ours.detect(text, isPlainText=plain, returnVectors=True)
    total = len(text.encode("utf-8", "surrogatepass"))
    at = 0
    for start, length, _, _ in vectors:
        assert (start, length > 0) == (at, True)
        at = start + length
    assert at == (total if size else 0) >= size
    assert len(details) == 3
    assert sum(percent for _, _, percent, _ in details) <= 100
    assert all(one[2:] != two[2:] for one, two in pairwise(vectors))


def test_markup_takes_linear_time():
    for text in ("<!--" * 50_000, "<a " * 50_000, "<script>" * 50_000, "<" * 200_000):
        assert ours.detect(text)[0] in (True, False)


@pytest.mark.parametrize("odd", ["\x00", "\x01", "\ud800"])
def test_characters_that_the_peer_refuses(odd):
    text = f"Would you care {odd} to give us some details?"
    with pytest.raises((peer.error, UnicodeEncodeError)):
        peer.detect(text)
    assert ours.detect(text)[2][0][0] == "ENGLISH"


def test_where_answers_differ_is_as_the_table_says():
    text = "Would you care to give us some details about it?"
    assert peer.detect(text)[2][0][2] < ours.detect(text)[2][0][2] == 100
    assert peer.detect(f"{text}  ")[1] < ours.detect(f"{text}  ")[1] == len(text) + 2
    assert ours.detect(text)[2][0][3] <= 1000 < peer.detect(text)[2][0][3]
    assert "UTF8" in peer.ENCODINGS
    assert not ours.ENCODINGS
    page = f"<p>{text}</p>"
    assert ours.detect(page, hintEncoding="no encoding") == ours.detect(page)
    with pytest.raises(peer.error):
        peer.detect(page, hintEncoding="no encoding")
