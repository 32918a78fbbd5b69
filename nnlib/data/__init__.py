"""Data for all chapters: small sets, and what is done to examples before training.

``sets`` makes them from a seed, or has them of scikit-learn; ``preparing`` and
``labels`` do what a table needs first: ``data.add_ones`` gives the first layer of a
network its bias.
"""

from nnlib.data.labels import one_hot
from nnlib.data.preparing import add_ones, split, standardise
from nnlib.data.sets import (
    bump,
    diabetes,
    digits,
    line,
    noisy_mixture,
    sine,
    step,
    wines,
)

__all__ = [
    "add_ones",
    "bump",
    "diabetes",
    "digits",
    "line",
    "noisy_mixture",
    "one_hot",
    "sine",
    "split",
    "standardise",
    "step",
    "wines",
]
