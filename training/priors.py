"""How likely a language is before the first word: so that small ones do not swallow big ones.

A prior is added once a stretch, so it decides single words and is soon outweighed. What a user is
likely to meet was judged by hand, from numbers of speakers and from how much of the web is written
in a language; the classes are log-odds against the middle one. A greeting in Spanish must not be
Sesotho, and a page in Sesotho still is.
"""

from __future__ import annotations

from training.romanised import TAGS

# Read and written everywhere.
EVERYWHERE = set("en".split())
# A good part of the web, or more than some fifty million writers.
BY_MANY = set(
    "ar cs de es fa fr hi id it ja ko nl pl pt ru sr-Cyrl sr-Latn sv tr uk vi zh-Hans".split()
)
# National languages with a web of their own.
NATIONALLY = set(
    "af az be bg bn bs ca da el et fi ga gu he hr hu hy is ka kk kn lt lv mk ml mn mr ms my nb ne "
    "pa ro si sk sl so sq sw ta te th tl ur uz yue zh-Hant am km lo".split()
)
# Official or written by millions, but met less often.
LESS_OFTEN = set(
    "as ckb cy eo eu gl ha ig ku ky la lb mg mt nn ny om or ps rw sd tg ti tk tt ug xh yi yo "
    "zu".split()
)
# Text of other scripts in Latin letters: common in messages, never where nothing speaks for it.
ROMANISED = set(TAGS)
# Little text, or rarely met outside one community or one book.
RARELY = set(
    "alt az-Cyrl bas bew blk bs-Cyrl cbk cnh cop dga dag dtp ie inh io kam kjh krc kw lgg lwg mas "
    "mnw myx nuj orv rki rsk se swg syr taq taq-Tfng tk-Cyrl tyv uz-Cyrl vot wuu xmf".split()
)


CLASSES = ((EVERYWHERE, 1.5), (BY_MANY, 1.0), (NATIONALLY, 0.0), (LESS_OFTEN, -0.5),
           (RARELY, -2.5), (ROMANISED, -2.0))  # fmt: skip
REGIONAL = -1.5


def log_prior(tag: str) -> float:
    """The log-odds of a tag against a national language."""
    return next((odds for tags, odds in CLASSES if tag in tags), REGIONAL)
