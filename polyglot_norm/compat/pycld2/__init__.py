"""The call of pycld2 0.42 over this engine.

>>> from polyglot_norm.compat import pycld2 as cld2
>>> reliable, _, details = cld2.detect("а неправильный формат идентификатора дн назад")
>>> reliable, details[0][:3]
(True, ('RUSSIAN', 'ru', 100))
"""

from polyglot_norm import __version__ as VERSION  # noqa: N812 - the name that pycld2 gives it
from polyglot_norm.compat.pycld2.detection import detect, error
from polyglot_norm.compat.pycld2.names import every_name

__all__ = ["DETECTED_LANGUAGES", "ENCODINGS", "LANGUAGES", "VERSION", "detect", "error"]

LANGUAGES = every_name()
"""The name and the code of every language."""

DETECTED_LANGUAGES = tuple(dict.fromkeys(name for name, _ in LANGUAGES))
"""The names of the languages that can be detected: all."""

ENCODINGS: tuple[str, ...] = ()
"""The encodings that are hints: none, since the text is UTF-8."""
