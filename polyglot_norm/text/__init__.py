"""Decoding of text, and its characters, lines, words and protected spans."""
