"""SSML as espeak-ng hears it: a Serbian sentence among English ones is read in Serbian."""

import subprocess

import pytest

import polyglot_norm as pn
from adapters.packages import needs_program

ESPEAK = needs_program("espeak-ng")
TAGGER = pn.Tagger(pn.Options(languages=["en", "sr"]))
SERBIAN = "Где си био целог дана?"


def phonemes(text, *options, voice="en"):
    """Return what espeak-ng would say, with its marks of stress left out."""
    command = [ESPEAK, "-q", "-x", "-b", "1", "-v", voice, *options, "--stdin"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return " ".join(done.stdout.decode().replace("'", "").replace(",", "").split())


IN_SERBIAN = phonemes(SERBIAN, voice="sr")


@pytest.mark.parametrize("voices", [None, {}, {"sr": "Serbian"}], ids=["lang", "any", "named"])
def test_a_serbian_sentence_is_read_in_serbian(voices):
    text = f"I will see you on Monday. {SERBIAN} That was all that I wanted to know.\n"
    untagged, tagged = phonemes(text), phonemes(TAGGER.tag(text).to_ssml(voices=voices), "-m")
    assert IN_SERBIAN not in untagged
    assert IN_SERBIAN in tagged
    assert phonemes("I will see you on Monday.") in tagged


def test_an_english_sentence_in_serbian_is_read_in_english():
    text = f"{SERBIAN} Нисам те видео од лета. I will see you on Monday. То је све, хвала.\n"
    tagged = phonemes(TAGGER.tag(text).to_ssml(), "-m", voice="sr")
    assert phonemes("I will see you on Monday.") in tagged
    assert IN_SERBIAN in tagged


def test_the_output_is_read_by_the_same_rules():
    text = f"I will see you on Monday. {SERBIAN}\n"
    assert IN_SERBIAN in phonemes(TAGGER.tag(text).to_ssml(output=True), "-m")


def test_what_xml_cannot_hold_is_silent():
    text = f"I will \x00see you on Monday. {SERBIAN}\n"
    spoken = phonemes(TAGGER.tag(text).to_ssml(), "-m")
    assert phonemes("I will see you on Monday.") in spoken
