"""Rules about language labels that no score can state, for every detector."""
