"""Serbian between its two scripts."""
