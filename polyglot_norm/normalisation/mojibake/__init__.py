"""Text that was read in another encoding than it was written in, and what it says."""
