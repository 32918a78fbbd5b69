"""The functions of one number that every problem knows, each beside its slope."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Entrywise = Callable[[Array], Array]


def _sigmoid(Z: Array) -> Array:
    return 1 / (1 + np.exp(-Z))


KNOWN: dict[str, tuple[Entrywise, Entrywise]] = {
    "exp": (np.exp, np.exp),
    "log": (np.log, lambda Z: 1 / Z),
    "sqrt": (np.sqrt, lambda Z: 0.5 / np.sqrt(Z)),
    "abs": (np.abs, np.sign),
    "sign": (np.sign, lambda Z: 0 * Z),
    "sin": (np.sin, np.cos),
    "cos": (np.cos, lambda Z: -np.sin(Z)),
    "tanh": (np.tanh, lambda Z: 1 / np.cosh(Z) ** 2),
    "cosh": (np.cosh, np.sinh),
    "sinh": (np.sinh, np.cosh),
    "sigmoid": (_sigmoid, lambda Z: _sigmoid(Z) * (1 - _sigmoid(Z))),
    "relu": (lambda Z: np.maximum(Z, 0), lambda Z: np.heaviside(Z, 0)),
    "step": (lambda Z: np.heaviside(Z, 0), lambda Z: 0 * Z),
    "softplus": (lambda Z: np.log1p(np.exp(Z)), _sigmoid),
}
"""Of a matrix, each is taken entry by entry. step is 1 above 0 and 0 elsewhere."""

CORNERS = {"abs", "sign", "relu", "step"}
"""Those that have no derivative at 0."""

ALSO = {
    "absolute": "abs",
    "ln": "log",
    "σ": "sigmoid",
    "sgn": "sign",
    "tr": "trace",
    "multiply": "product",
    "matmul": "dot",
    "inverse": "inv",
    "I": "eye",
    "identity": "eye",
    "transpose": "T",
    "frobenius2": "norm2",
    "inner_product": "inner",
}
"""Other names that readers give to functions."""
