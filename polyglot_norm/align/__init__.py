"""Edits over a text, what they make of it, and offsets mapped between the two."""
