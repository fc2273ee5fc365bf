"""The inner loops of training: drawing stretches, and descent on the weights of their n-grams."""
