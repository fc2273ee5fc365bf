"""Labelling of text: the language of each part, with its probability."""
