"""How likely a language is before the first word: so that small ones do not swallow big ones.

A prior is added once a stretch, so it decides single words and is soon outweighed. The widely
written languages are on equal footing; what is said about the others is log-odds against them.
"""

from __future__ import annotations

WIDELY = set(
    "af ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gu he hi hr hu hy id is it "
    "ja ka kk ko la lg lt lv mi mk mn mr ms nb nl nn pa pl pt ro ru sk sl sn so sq sr-Cyrl "
    "sr-Latn st sv sw ta te th tl tn tr ts uk ur vi xh yo zh-Hans zh-Hant zu".split()
)
# Official or written by millions, but met less often.
NATIONALLY = set(
    "am as ckb gl ha ig km kn ku ky lb lo mg ml mt my ne ny om or ps rw sd si ss tg ti tk tt ug uz "
    "ve yi yue".split()
)
# Little text, or rarely met outside one community or one book.
RARELY = set(
    "alt az-Cyrl bas bew blk bs-Cyrl cbk cnh cop dga dag dtp ie inh io kam kjh krc kw lgg lwg mas "
    "mnw myx nuj orv rki rsk se swg syr taq taq-Tfng tk-Cyrl tyv uz-Cyrl vot wuu xmf".split()
)
LESS_OFTEN, REGIONAL, RARE = -0.5, -1.5, -2.5


def log_prior(tag: str) -> float:
    """The log-odds of a tag against a widely written one."""
    if tag in WIDELY:
        return 0.0
    if tag in NATIONALLY:
        return LESS_OFTEN
    return RARE if tag in RARELY else REGIONAL
