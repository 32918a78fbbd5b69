"""Right answers in other ways: written otherwise, or on other arrays."""

import numpy as np
from other_ways import (
    backpropagation,
    gradient_descent,
    matrix_calculus,
    neurons,
    vectorisation,
)


def on_arrays(change, value):
    """Change every array of floats in an argument or a result."""
    if isinstance(value, np.ndarray):
        return change(value) if value.dtype.kind == "f" else value
    if isinstance(value, dict):
        return {key: on_arrays(change, entry) for key, entry in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(on_arrays(change, entry) for entry in value)
    return value


def through(change, function):
    """Return a function that works on changed arrays and returns changed ones."""
    return lambda *arguments: on_arrays(
        change, function(*(on_arrays(change, value) for value in arguments))
    )


def float32(function):
    """Return a function that calculates in single precision."""
    return through(lambda M: M.astype(np.float32), function)


def half(function):
    """Return a function whose results are brought to half precision."""
    return lambda *arguments: on_arrays(
        lambda M: M.astype(np.float16), function(*arguments)
    )


def strided(function):
    """Return a function whose matrices lie scattered in memory."""

    def scattered(M):
        # Not NaN in between, which matrices of whole numbers cannot hold.
        wide = np.full(tuple(2 * size for size in M.shape), 99, M.dtype)
        view = wide[(slice(None, None, 2),) * M.ndim]
        view[...] = M
        return view

    return through(scattered, function)


VARIANTS = (
    backpropagation.VARIANTS
    | gradient_descent.VARIANTS
    | matrix_calculus.VARIANTS
    | neurons.VARIANTS
    | vectorisation.VARIANTS
)
