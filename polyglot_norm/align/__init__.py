"""Edits over a text, and offsets mapped between source and result."""
