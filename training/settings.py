"""What a training run can be told; every figure the outcome depends on stands here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one run. A stage is redone when one of those it reads has changed."""

    seed: int = 1
    threads: int = 2
    compiled: bool = True
    """Whether to compile the inner loops; not worth it for a few stretches."""

    # sample
    pool: int = 250_000
    """Words drawn from a tag's word list, once, to draw from in training."""
    flatten: float = 0.6
    """The power of a word list's weights: below 1, rare words are drawn more often."""
    least_lexicon: int = 500
    """Word lists with fewer words are not used."""
    typos: float = 0.25
    """Words that get a variant with a slip."""

    # features
    label_power: float = 0.4
    """A tag is drawn in proportion to its number of words to this power."""
    kinds: tuple[float, ...] = (0.20, 0.12, 0.16, 0.17, 0.20, 0.12, 0.03)
    """Shares of stretches of 1, 2, 3-5, 6-20 words of text, and of 1, 2, 3 of the word list."""
    typo_share: float = 0.02
    least_seen: float = 10.0
    """Sequences expected to come up less often than this in training get no row."""
    least_whole: float = 35.0
    """The same for whole words."""
    most_rows: int = 3_000_000

    # fit
    near_share: float = 0.45
    """Stretches for which only the relatives of their language compete."""
    near_power: float = 0.5
    """The power of a tag's share by which it is drawn then."""
    samples: int = 40_000_000
    """Stretches for the script with most labels; the others get fewer (``samples_power``)."""
    samples_power: float = 0.75
    start: str = ""
    """Folder of an earlier run whose dense weights are the start; empty: from nothing."""
    fitted: float = 1.0
    """The share of the stretches that are drawn; less will do from such a start."""
    rate: float = 0.5
    rate_end: float = 0.02
    drop_whole: float = 0.1
    """How often a word is shown without its sequence of all letters."""

    # prune
    size: int = 14_600_000
    """Bytes of all tables together."""
    size_power: float = 0.9
    """A table gets a share in proportion to its number of labels to this power."""
    often_power: float = 0.25
    """The power of how often a sequence was wrong in training, in what a weight matters."""
    tuning: float = 0.2
    """Stretches for tuning what is left, in proportion to those of fitting."""
    tuning_rate: float = 0.2

    def samples_for(self, labels: int, most: int) -> int:
        """How many stretches a script of so many labels is fitted on."""
        return int(self.samples * (labels / most) ** self.samples_power)
