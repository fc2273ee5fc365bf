"""The tag of a language that is to be learned: BCP 47, canonical, and new to the model."""

from __future__ import annotations

from polyglot_norm.errors import PolyglotError, UnknownTag, nearest
from polyglot_norm.language.model import Model
from polyglot_norm.language.tags import known, name_of
from polyglot_norm.language.traits import group_of

NO_LANGUAGES = ("und", "zxx", "mul", "mis")


def new_tag(tag: str, script: str, model: Model) -> str:
    """Return the canonical form of a tag that a model does not have, for text in a script.

    >>> from polyglot_norm.language.engine import packaged_model
    >>> new_tag("XNY", "Latn", packaged_model()), new_tag("en-x-thieves", "Latn", packaged_model())
    ('xny', 'en-x-thieves')

    Raises:
        UnknownTag: it is not a BCP 47 tag of a language.
        PolyglotError: the model has it, or it names another script.
    """
    from langcodes import Language, standardize_tag, tag_is_valid

    if not tag_is_valid(tag) or tag.lower() in NO_LANGUAGES:
        hint = nearest(tag, (*model.tags, "x-mine"))
        raise UnknownTag(
            f"{tag!r} is not the BCP 47 tag of a language;{hint} a tag is a code of ISO 639, such "
            "as 'rup', with a script, region or private part where it needs one: 'rup-x-north'"
        )
    canonical = standardize_tag(tag)
    for name in (canonical, tag):
        if name in model.tags or (name in known() and name in group_of().values()):
            raise PolyglotError(
                f"{tag!r} is a language of the model, {name_of(name)}; choose another tag for "
                f"what it does not know, such as '{name}-x-mine'"
            )
    own = Language.get(canonical).script
    if own and own != script:
        raise PolyglotError(f"{tag!r} is a tag for the script {own}, but the text is in {script}")
    return canonical
