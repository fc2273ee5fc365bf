"""``python -m polyglot_norm``: the command line, where its script is not on the path."""

from __future__ import annotations

from polyglot_norm.cli import main

# Worker processes import this module under another name, and must not run it.
if __name__ == "__main__":
    main()
