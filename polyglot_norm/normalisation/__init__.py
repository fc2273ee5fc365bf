"""Normalisation of text, in which every change is an edit over the source."""
