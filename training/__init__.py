"""From corpus to model file, in stages that hand files to each other; see README.md."""
