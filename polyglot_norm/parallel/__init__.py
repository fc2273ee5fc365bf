"""Many texts at once: batches, other processes, and documents serialised between them."""
