"""Restoring of the diacritics of words typed in ASCII."""
