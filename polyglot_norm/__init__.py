"""Finds the language of every span of a text; normalises and transliterates each span.

Every name below is public; `tag` is the one to begin with. Nothing is loaded before it is used.
"""

from __future__ import annotations

from importlib import import_module
from os import environ
from typing import TYPE_CHECKING

if environ.get("POLYGLOT_NORM_INTERPRETED"):
    from polyglot_norm.compiled import import_from_source

    import_from_source()

if TYPE_CHECKING:
    from polyglot_norm.align.aligned import Aligned as Aligned
    from polyglot_norm.align.aligned import Edit as Edit
    from polyglot_norm.api import clean as clean
    from polyglot_norm.api import detect as detect
    from polyglot_norm.api import normalise as normalise
    from polyglot_norm.api import normalize as normalize
    from polyglot_norm.api import tag as tag
    from polyglot_norm.api import transliterate as transliterate
    from polyglot_norm.catalogue import languages as languages
    from polyglot_norm.catalogue import presets as presets
    from polyglot_norm.catalogue import profiles as profiles
    from polyglot_norm.catalogue import schemes as schemes
    from polyglot_norm.catalogue import steps as steps
    from polyglot_norm.document import Document as Document
    from polyglot_norm.errors import DecodeError as DecodeError
    from polyglot_norm.errors import MissingExtra as MissingExtra
    from polyglot_norm.errors import ModelError as ModelError
    from polyglot_norm.errors import PolyglotError as PolyglotError
    from polyglot_norm.errors import UnknownProfile as UnknownProfile
    from polyglot_norm.errors import UnknownScheme as UnknownScheme
    from polyglot_norm.errors import UnknownTag as UnknownTag
    from polyglot_norm.language.label_styles import from_label as from_label
    from polyglot_norm.language.label_styles import label as label
    from polyglot_norm.learning.learn import learn as learn
    from polyglot_norm.normalisation.profiles import register_profile as register_profile
    from polyglot_norm.normalisation.registered import register_step as register_step
    from polyglot_norm.normalisation.trace import Change as Change
    from polyglot_norm.normalisation.trace import changes as changes
    from polyglot_norm.normalisation.trace import rule_counts as rule_counts
    from polyglot_norm.options import Options as Options
    from polyglot_norm.options import TagOptions as TagOptions
    from polyglot_norm.parallel.batches import detect_many as detect_many
    from polyglot_norm.parallel.batches import tag_many as tag_many
    from polyglot_norm.pipeline import Tagger as Tagger
    from polyglot_norm.records import Border as Border
    from polyglot_norm.records import Detection as Detection
    from polyglot_norm.records import Explanation as Explanation
    from polyglot_norm.records import Language as Language
    from polyglot_norm.records import LanguageShare as LanguageShare
    from polyglot_norm.records import LearnedLanguage as LearnedLanguage
    from polyglot_norm.records import NgramScore as NgramScore
    from polyglot_norm.records import Preset as Preset
    from polyglot_norm.records import Profile as Profile
    from polyglot_norm.records import ProtectedSpan as ProtectedSpan
    from polyglot_norm.records import Scheme as Scheme
    from polyglot_norm.records import StepInfo as StepInfo
    from polyglot_norm.records import WordScore as WordScore
    from polyglot_norm.segment import Segment as Segment
    from polyglot_norm.text.decode import Decoded as Decoded
    from polyglot_norm.text.decode import decode as decode

__version__ = "0.1.0"

_HOMES = {
    "api": ("clean", "detect", "normalise", "normalize", "tag", "transliterate"),
    "align.aligned": ("Aligned",),
    "align.edit": ("Edit",),
    "parallel.batches": ("detect_many", "tag_many"),
    "catalogue": ("languages", "presets", "profiles", "schemes", "steps"),
    "errors": (
        "DecodeError",
        "MissingExtra",
        "ModelError",
        "PolyglotError",
        "UnknownProfile",
        "UnknownScheme",
        "UnknownTag",
    ),
    "learning.learn": ("learn",),
    "language.label_styles": ("from_label", "label"),
    "normalisation.profiles": ("register_profile",),
    "normalisation.registered": ("register_step",),
    "normalisation.trace": ("Change", "changes", "rule_counts"),
    "document": ("Document",),
    "options": ("Options", "TagOptions"),
    "records": (
        "Border",
        "Detection",
        "Explanation",
        "Language",
        "LearnedLanguage",
        "LanguageShare",
        "NgramScore",
        "Preset",
        "Profile",
        "ProtectedSpan",
        "Scheme",
        "StepInfo",
        "WordScore",
    ),
    "pipeline": ("Tagger",),
    "segment": ("Segment",),
    "text.decode": ("Decoded", "decode"),
}
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> object:
    """Import a public name when it is first used (PEP 562): `import polyglot_norm` stays fast."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
