"""From corpus to packed model, in stages that go file to file; README.md draws the chain."""
