"""Transliteration from one script to another by named schemes."""
