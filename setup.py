"""The compiled stages: built with Cython where a C compiler is found, left interpreted where not.

Set ``POLYGLOT_NORM_NO_EXTENSIONS=1`` to build without them.
"""

import os

from setuptools import Extension, setup

STAGES = [
    "polyglot_norm/formats/json_lines.py",
    "polyglot_norm/text/character_sets.py",
    "polyglot_norm/text/neighbours.py",
    "polyglot_norm/text/words.py",
    "polyglot_norm/text/triggers.py",
    "polyglot_norm/language/block.py",
    "polyglot_norm/language/drafts.py",
    "polyglot_norm/language/gaps.py",
    "polyglot_norm/language/decoding.py",
    "polyglot_norm/language/language_set.py",
    "polyglot_norm/language/ngrams.py",
    "polyglot_norm/language/segments.py",
    "polyglot_norm/language/posteriors.py",
    "polyglot_norm/language/evidence.py",
    "polyglot_norm/language/shares.py",
    "polyglot_norm/transliteration/letters.py",
    "polyglot_norm/transliteration/serbian/speller.py",
]


def extensions():
    """The stages as extensions; none where the environment says so."""
    if os.environ.get("POLYGLOT_NORM_NO_EXTENSIONS"):
        return []
    from Cython.Build import cythonize

    names = {path: path.removesuffix(".py").replace("/", ".") for path in STAGES}
    modules = cythonize(
        [Extension(name, [path]) for path, name in names.items()],
        language_level=3,
        build_dir="build/cython",
    )
    for module in modules:
        if os.name != "nt":
            # The same answers on every machine: no sum and product rounded as one.
            module.extra_compile_args = ["-ffp-contract=off"]
        # A missing or broken compiler must not stop the installation. (Set here and not above:
        # cythonize makes new extensions, and they would lose it.)
        module.optional = True
    return modules


setup(ext_modules=extensions(), options={"build_ext": {"parallel": True}})
