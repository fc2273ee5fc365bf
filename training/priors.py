"""Prior log-odds of languages, so that rare ones do not take the words of common ones.

A prior is added once to a stretch, so it decides single words and is soon outweighed: a greeting
in Spanish must not be Sesotho, and a page in Sesotho still is. The classes were judged by hand,
from numbers of speakers and shares of the web; their log-odds are relative to the middle one.
"""

from __future__ import annotations

from training.corpus import Tag
from training.romanised import TAGS

# Read and written everywhere.
EVERYWHERE = set("en".split())
# A large share of the web, or more than about fifty million writers.
BY_MANY = set("ar cs de es fa fr hi id it ja ko nl pl pt ru sr-Cyrl tr uk vi zh-Hans".split())
# A third of a per cent of the web or more, or as much as a close relative that has it.
WIDELY = set("da el fi he hr hu ro sk sr-Latn sv th".split())
# National languages with many websites of their own.
NATIONALLY = set(
    "af az be bg bn bs ca et ga gu hy is ka kk kn lt lv mk ml mn mr ms my nb ne pa si sl so sq sw "
    "ta te tl ur uz zh-Hant am km lo".split()
)
# Official in a state, or written by millions, but less common online.
LESS_OFTEN = set(
    "as ckb cy eo eu fj gl ha ht ig ku ky la lb lg ln mg mi mt nd nn nso ny om or ps rn rw sd sm "
    "sn ss st tg ti tk tn to ts tt ug ve wo xh yi yo yue zu".split()
)
# Text of other scripts in Latin letters: common in messages, but it needs evidence; most is
# romanised by rule for training, and met less often.
ROMANISED = set("ar-Latn hi-Latn".split())
BY_RULE = set(TAGS) - ROMANISED
# Little text, or rarely found outside one community or one book.
RARELY = set(
    "alt az-Cyrl bas blk bs-Cyrl cbk cnh cop dga dag dtp ie inh io kam kjh krc kw lgg lwg mas "
    "mnw myx nuj orv rki rsk se swg syr taq taq-Tfng tk-Cyrl tyv uz-Cyrl vot wuu xmf".split()
)
# Text of one kind, or a language many of whose words are those of a larger one.
SPARINGLY = set(
    "ak arq bar bbc bci bhp bua ceb dsb kac kok ksh kus kv mad mai mak min mos myv nij nr nv "
    "pam pms pnb qu quc rej rom skr su tcy tly vo zza".split()
)
# Dialects and creoles whose text is mixed with that of a large neighbour, whose words they take.
BESIDE_A_LARGER_ONE = set("abs bew mui pcm".split())


CLASSES = (
    (EVERYWHERE, 1.5),
    (BY_MANY, 1.0),
    (WIDELY, 0.5),
    (NATIONALLY, 0.0),
    (LESS_OFTEN, -0.5),
    (RARELY, -3.0),
    (ROMANISED, -2.5),
    (BY_RULE, -4.0),
    (SPARINGLY, -3.5),
    (BESIDE_A_LARGER_ONE, -4.5),
)
REGIONAL, OF_LITTLE_TEXT = -2.0, -4.0

HARDLY_EVER = -3.25
"""The log-odds below which a language is found only where nothing else will do."""


def log_prior(tag: Tag) -> float:
    """Return the log-odds of a tag relative to a national language."""
    others = OF_LITTLE_TEXT if "low" in tag.notes.split(",") else REGIONAL
    return next((odds for tags, odds in CLASSES if tag.tag in tags), others)
