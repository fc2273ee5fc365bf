"""The calls of fastText's language identification over this engine.

>>> from polyglot_norm.compat import fasttext
>>> model = fasttext.load_model("lid.176.bin")
>>> labels, probabilities = model.predict("Зашто ћутиш целог дана?")
>>> labels[0], fasttext.load_model("glotlid.bin").predict("Зашто ћутиш целог дана?")[0][0]
('__label__sr', '__label__srp_Cyrl')
"""

from polyglot_norm.compat.fasttext.FastText import load_model

__all__ = ["load_model"]
