"""The page of a report: `page.py` writes it, `charts.py` draws, and `style.py` is its style."""
