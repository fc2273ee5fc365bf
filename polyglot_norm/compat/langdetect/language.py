"""The result of langdetect: its own class, a language with its probability."""

from langdetect.language import Language

__all__ = ["Language"]
