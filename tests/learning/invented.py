"""Text in an invented language, as much as a language is learned from."""

from itertools import accumulate
from random import Random

ONSETS = "kw zh tl x q hm v nz gb ts y".split()
RHYMES = "uq ox iiv eth awn ukh ymo oqa".split()


def text(seed: int, lines: int = 900, words: int = 700) -> str:
    """Return lines of words of one language, some of them much more frequent than others."""
    chance = Random(seed)
    onsets, rhymes = chance.sample(ONSETS, 7), chance.sample(RHYMES, 6)
    vocabulary = [
        "".join(chance.choice(onsets) + chance.choice(rhymes) for _ in range(chance.randint(1, 3)))
        for _ in range(words)
    ]
    shares = list(accumulate(1 / rank for rank in range(1, words + 1)))
    return "\n".join(
        " ".join(chance.choices(vocabulary, cum_weights=shares, k=chance.randint(4, 9))) + "."
        for _ in range(lines)
    )
