"""Functions of a reader's own, called with care.

One that writes into what it is given, or gives complex numbers or none, would change
the numbers of a network in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from nnlib.checks import Array


class ActivationError(ValueError):
    """A function of a reader's own does not take each entry to one finite number."""


def entrywise(name: str, function: Callable[[Array], ArrayLike], Z: Array) -> Array:
    """Return function(Z) as a new matrix of the type of Z, or say what is wrong."""
    try:
        # A copy, since it may write into what it is given. What is not finite is said
        # below, and better than by NumPy's warnings.
        with np.errstate(all="ignore"):
            given = function(Z.copy())
            values = np.asarray(np.ma.filled(given, np.nan))
    except ActivationError:
        raise
    except (TypeError, ValueError) as error:
        raise ActivationError(
            f"{name} failed on a matrix Z of shape {Z.shape}: {error}. It is given a "
            "whole matrix, so write it with NumPy: np.exp(Z) for math.exp(z), and "
            "np.where(Z > 0, ..., ...) for an if."
        ) from error
    if given is None:
        raise ActivationError(f"{name} gave None. Does it end with return?")
    if values.shape != Z.shape:
        raise ActivationError(
            f"{name} made shape {values.shape} of Z, which has shape {Z.shape}. It "
            "must take every entry to one number."
        )
    if values.dtype.kind not in "fiub":
        kind = "complex numbers" if values.dtype.kind == "c" else f"{values.dtype}"
        raise ActivationError(
            f"{name} gave {kind}, but a network is of real numbers. Write it so that "
            "it gives one for every z: np.sqrt(np.abs(Z)), say, for np.emath.sqrt(Z)."
        )
    # A copy once more, since it may keep what it gave and write there again.
    with np.errstate(over="ignore"):
        values = np.array(values, dtype=Z.dtype)
    wrong = np.isfinite(Z) & ~np.isfinite(values)
    if wrong.any():
        raise ActivationError(_not_finite(name, Z[wrong], values[wrong]))
    return cast(Array, values[()])  # a number for a number


def _not_finite(name: str, Z: Array, values: Array) -> str:
    """Say at which z there is no finite value: at the one nearest to 0."""
    at = np.abs(Z).argmin()
    z = Z[at]
    text = (
        f"{name} gave {values[at]} for z = {z:.6g}. Write it so that it gives a finite "
        "number for every z."
    )
    if abs(z) > 50:  # where e^z and its like overflow
        text += " Or keep z small: so large a z comes of large weights, X or alpha."
    return text
