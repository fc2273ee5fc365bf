"""Other people's detectors, one file each, and what they share: codes and error messages."""
