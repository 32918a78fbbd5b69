"""The contenders of benchmarks/ do the same work, as far as they are installed."""

import pathlib
import sys

import numpy as np
import pytest

from nnlib import backprop

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "benchmarks"))

from contenders import ALPHA, CONTENDERS, Work


def installed(name):
    try:
        CONTENDERS[name](Work([2, 1], "tanh", 1, "float64"))
    except ModuleNotFoundError:
        return False
    return True


@pytest.mark.parametrize("name", [name for name in CONTENDERS if installed(name)])
@pytest.mark.parametrize("g, dtype", [("tanh", "float64"), ("relu", "float32")])
def test_a_step_is_that_of_backprop(name, g, dtype):
    work = Work([3, 5, 4, 2], g, 6, dtype)
    steps, weights = CONTENDERS[name](work)
    if weights is None:
        assert name in ("floor", "nnlib, all of train")
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
