"""Accuracy and speed of ours beside its peers; `results` writes RESULTS.md, `bars` the goals."""
