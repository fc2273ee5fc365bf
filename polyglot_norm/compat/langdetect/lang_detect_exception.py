"""The error of langdetect: its own, so that whoever catches it catches ours."""

from langdetect.lang_detect_exception import ErrorCode, LangDetectException

__all__ = ["ErrorCode", "LangDetectException"]
