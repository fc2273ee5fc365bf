"""Scripts that only one language is written in, which therefore need no table."""

from __future__ import annotations

from training.corpus import Corpus

# Scripts that belong to one language, which is also written in others.
PARTS = {"Hira": "ja", "Kana": "ja", "Bopo": "zh-Hant"}


def owners(corpus: Corpus) -> dict[str, str]:
    """Return the only language of each such script."""
    groups: dict[str, list[str]] = {}
    for tag in corpus.tags():
        groups.setdefault(tag.script, []).append(tag.tag)
    known = {tag for tags in groups.values() for tag in tags}
    owned = {script: tags[0] for script, tags in groups.items() if len(tags) == 1}
    owned |= {script: tag for script, tag in PARTS.items() if tag in known}
    return dict(sorted(owned.items()))
