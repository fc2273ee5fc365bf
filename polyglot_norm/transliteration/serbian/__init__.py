"""Transliteration of Serbian from Latin to Cyrillic."""
