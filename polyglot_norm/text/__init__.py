"""What is this text made of? Bytes to characters, characters to words, and what to protect."""
