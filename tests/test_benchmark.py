"""The contenders of benchmarks/ do the same work, as far as they are installed."""

import pathlib
import sys

import numpy as np
import pytest

from nnlib import backprop

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "benchmarks"))

from contenders import ALPHA, CONTENDERS, LOOPERS, Loop, Work
from training_step import compare


def installed(name):
    work = Work([2, 1], "tanh", 1, "float64")
    try:
        if name in CONTENDERS:
            CONTENDERS[name](work)
        else:
            LOOPERS[name](Loop(work, 1, 1))
    except ModuleNotFoundError:
        return False
    return True


@pytest.mark.parametrize("name", [name for name in CONTENDERS if installed(name)])
@pytest.mark.parametrize("g, dtype", [("tanh", "float64"), ("relu", "float32")])
def test_a_step_is_that_of_backprop(name, g, dtype):
    work = Work([3, 5, 4, 2], g, 6, dtype)
    steps, weights = CONTENDERS[name](work)
    if weights is None:
        assert name == "floor"
        steps(1)
        return
    steps(1)
    network, (X, Y) = work.network(), work.examples()
    dW = backprop(network, X, Y).dW
    for l, M in enumerate(weights(), start=1):
        tolerance = 1e-12 if dtype == "float64" else 1e-5
        expected = network.W[l] - ALPHA * dW[l]
        assert (expected != network.W[l]).all() or g == "relu"
        np.testing.assert_allclose(M, expected, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("name", [name for name in LOOPERS if installed(name)])
@pytest.mark.parametrize("batches, dtype", [(1, "float64"), (4, "float32")])
def test_a_whole_training_is_that_of_backprop(name, batches, dtype):
    loop = Loop(Work([3, 5, 4, 2], "tanh", 6, dtype), batches, 3)
    steps, weights = LOOPERS[name](loop)
    if weights is None:
        assert name == "its steps alone"
        steps(1)
        return
    for _ in range(2):  # each time from the first weights
        compare(name, loop, steps, weights)
    longer = loop._replace(epochs=4)
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        compare(name, longer, steps, weights)
