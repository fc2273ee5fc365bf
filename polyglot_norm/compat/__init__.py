"""The calls of other detectors over this engine: one import is changed, and nothing else."""
