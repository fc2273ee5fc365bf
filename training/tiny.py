"""Settings for a run on a handful of sentences, for the tests."""

from training.settings import Settings

TINY = Settings(
    threads=1,
    compiled=False,
    pool=500,
    least_lexicon=5,
    samples=3_000,
    rounds=(0.7, 0.3),
    least_seen=2.0,
    least_whole=2.0,
    size=60_000,
    tuning=0.3,
)
