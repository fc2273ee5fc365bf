"""Learning a language from a text, beside a model that is left as it is."""
