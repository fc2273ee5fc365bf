"""The settings of a training run: every number that the outcome depends on."""

from __future__ import annotations

from dataclasses import dataclass

DENSE_SCRIPTS = frozenset("Hani Mymr Ethi Tibt".split())
"""Scripts whose letters are syllables or words, or that are written without spaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one run; a stage is repeated if one that it reads has changed."""

    seed: int = 1
    threads: int = 2
    compiled: bool = True
    """Compile the inner loops; not worth it for a few stretches."""

    # tokenise
    pool: int = 250_000
    """Words drawn from a tag's word list once, for training to draw from."""
    flatten: float = 0.6
    """The power of a word list's weights; below 1, rare words are drawn more often."""
    least_lexicon: int = 500
    """Word lists with fewer words are ignored."""
    typos: float = 0.25
    """The share of words that get a variant with a typo."""

    # features
    orders: tuple[int, ...] = (3, 5)
    """The lengths of n-grams, edges included; whole words have rows besides."""
    short_orders: tuple[int, ...] = (2, 3, 4, 5)
    """The same for scripts of which a letter says as much as two or three of others."""
    label_power: float = 0.5
    """A tag is drawn in proportion to its number of words to this power."""
    kinds: tuple[float, ...] = (0.20, 0.12, 0.16, 0.17, 0.20, 0.12, 0.03)
    """Shares of stretches of 1, 2, 3-5, 6-20 words of text, and of 1, 2, 3 of the word list."""
    typo_share: float = 0.02
    least_seen: float = 15.0
    """N-grams that are expected less often in training get no row."""
    least_whole: float = 35.0
    """The same for whole words."""
    most_rows: int = 2_000_000

    # fit
    near_share: float = 0.45
    """The share of stretches for which only the relatives of their language compete."""
    near_power: float = 0.5
    """The power of a tag's share by which it is drawn for them."""
    samples: int = 50_000_000
    """Stretches for the script with most labels; others get fewer (``samples_power``)."""
    samples_power: float = 0.75
    start: str = ""
    """The folder of an earlier run, to start from its dense weights; empty: start from zero."""
    fitted: float = 1.0
    """The share of stretches that are drawn; a start needs fewer."""
    rounds: tuple[float, ...] = (1.0, 2.0, 2.0, 4.0, 8.0)
    """The stretches of each round, which draws others, in relation to ``samples``."""
    rate: float = 0.5
    """The first rate of the first round; that of each later one is half as high."""
    rate_end: float = 0.02
    drop_whole: float = 0.1
    """The share of words that are seen without the n-gram of the whole word."""

    # prune
    size: int = 19_100_000
    """Bytes of all tables together."""
    size_power: float = 0.9
    """The power of a table's number of labels by which it gets a share of the size."""
    often_power: float = 0.25
    """The power of how often an n-gram was wrong in training, in a weight's importance."""
    most_weights: int = 10
    """The weights of a row, unless it is full."""
    most_full: int = 6000
    full_share: float = 0.15
    """Rows that keep a weight for every language: at most so many, and this share of the size."""
    tuning: float = 0.8
    """Stretches for tuning the weights that are left, in relation to ``samples``."""
    tuning_rate: float = 0.2
    tuning_sums: float = 0.05
    """The share of AdaGrad's sums that is kept for it: those of fitting would hold weights fast."""

    # exceptions
    exceptions: int = 100_000
    """Words that their n-grams would give to a wrong language, and that get a weight."""
    exceptions_power: float = 0.3
    """The power of how often a word is met in a language, where that is evidence."""
    exceptions_share: float = 0.7
    """The share of that evidence in the weight: among other words it is no news."""
    exceptions_met: float = 0.5
    """The power of how often a language is met, in what an exception is worth."""

    def orders_of(self, script: str) -> tuple[int, ...]:
        """Return the lengths of the n-grams of a script."""
        return self.short_orders if script in DENSE_SCRIPTS else self.orders

    def samples_for(self, labels: int, most: int) -> int:
        """Return the number of stretches for a script with so many labels."""
        return int(self.samples * (labels / most) ** self.samples_power)
