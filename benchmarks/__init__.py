"""How well and how fast, ours beside the peers: `accuracy`, `speed`, and `results` to write it."""
