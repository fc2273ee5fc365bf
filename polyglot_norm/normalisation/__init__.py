"""Clean text: every change is an edit over the source."""
