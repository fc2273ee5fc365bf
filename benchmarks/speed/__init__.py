"""Speed on text that is seen for the first time."""
