"""Words typed in bare ASCII, and the letters with their marks that were meant."""
