"""Prior log-odds of languages, so that rare ones do not take the words of common ones.

A prior is added once to a stretch, so it decides single words and is soon outweighed: a greeting
in Spanish must not be Sesotho, and a page in Sesotho still is. The classes were judged by hand,
from numbers of speakers and shares of the web; their log-odds are relative to the middle one.
"""

from __future__ import annotations

from training.romanised import TAGS

# Read and written everywhere.
EVERYWHERE = set("en".split())
# A large share of the web, or more than about fifty million writers.
BY_MANY = set(
    "ar cs de es fa fr hi id it ja ko nl pl pt ru sr-Cyrl sr-Latn sv tr uk vi zh-Hans".split()
)
# National languages with many websites of their own.
NATIONALLY = set(
    "af az be bg bn bs ca da el et fi ga gu he hr hu hy is ka kk kn lt lv mk ml mn mr ms my nb ne "
    "pa ro si sk sl so sq sw ta te th tl ur uz yue zh-Hant am km lo".split()
)
# Official, or written by millions, but less common online.
LESS_OFTEN = set(
    "as ckb cy eo eu gl ha ig ku ky la lb mg mt nn ny om or ps rw sd tg ti tk tt ug xh yi yo "
    "zu".split()
)
# Text of other scripts in Latin letters: common in messages, but it needs evidence.
ROMANISED = set(TAGS)
# Little text, or rarely found outside one community or one book.
RARELY = set(
    "alt az-Cyrl bas bew blk bs-Cyrl cbk cnh cop dga dag dtp ie inh io kam kjh krc kw lgg lwg mas "
    "mnw myx nuj orv rki rsk se swg syr taq taq-Tfng tk-Cyrl tyv uz-Cyrl vot wuu xmf".split()
)


CLASSES = ((EVERYWHERE, 1.5), (BY_MANY, 1.0), (NATIONALLY, 0.0), (LESS_OFTEN, -0.5),
           (RARELY, -2.5), (ROMANISED, -2.0))  # fmt: skip
REGIONAL = -1.5


def log_prior(tag: str) -> float:
    """Return the log-odds of a tag relative to a national language."""
    return next((odds for tags, odds in CLASSES if tag in tags), REGIONAL)
