"""Learning a language: a text goes in, a file that taggers take comes out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from polyglot_norm.language.engine import packaged_model
from polyglot_norm.language.learned import write
from polyglot_norm.language.model import Model
from polyglot_norm.learning.examination import check_script, examine, neighbours
from polyglot_norm.learning.lessons import ENOUGH, lesson_of
from polyglot_norm.learning.naming import new_tag
from polyglot_norm.learning.weighing import weigh
from polyglot_norm.records import Language, LearnedLanguage

NAMED: Final = 3
"""The languages that the model takes a text for, at most, that a report names."""


def learn(
    tag: str,
    text: str | Iterable[str],
    path: str | os.PathLike[str],
    *,
    name: str = "",
    force: bool = False,
    model: Model | None = None,
) -> LearnedLanguage:
    """Learn a language from a text, and write it to a file for the option ``extra_models``.

    ``tag`` is its BCP 47 tag and ``name`` its English name; ``text`` a text, or its lines, of
    about 200 kB in one language and script. It takes less than a minute. With ``force`` a text is
    learned from that looks like a language of the model. ``model`` is another one than that of
    the package. The same text gives the same file.

    >>> try:
    ...     learn("rup", "Bunã dzua!", "rup.pnlang")
    ... except ValueError as error:
    ...     print(str(error)[:38])
    too little text to learn from: 8 lette

    Raises:
        UnknownTag: ``tag`` is not a BCP 47 tag.
        PolyglotError: the model has the language, or the text is too little, in several scripts,
            in a language of the model, or in a script that only one of these is written in.
    """
    model = model or packaged_model()
    found = lesson_of(text if isinstance(text, str) else "\n".join(text))
    language = Language(new_tag(tag, found.script, model), name or tag, found.script, "", True)
    check_script(model, found.script)
    nearest = neighbours(model, found)
    if not force:
        examine(nearest)
    table = model.table(found.script)
    weighed = None if table is None else weigh(table, found)
    about: dict[str, Any] = {"letters": found.letters, "lines": len(found.lines)}
    with _replacing(Path(path)) as file:
        write(
            file,
            language,
            weighed and weighed.weights,
            relative=nearest[0].tag if nearest else "",
            model=model.digest,
            about=about,
        )
    return LearnedLanguage(
        language,
        os.fspath(path),
        found.letters,
        1.0 if weighed is None else round(weighed.recall, 4),
        tuple((each.tag, each.share) for each in nearest[:NAMED]),
        found.letters >= ENOUGH,
    )


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Give a name to write to, beside a file that it then replaces: readers see all or nothing."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
