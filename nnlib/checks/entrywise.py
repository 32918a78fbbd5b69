"""Functions of a reader's own, called with care.

One that writes into what it is given, gives complex numbers or none, or mixes the
entries would change the numbers of a network in silence.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.checks import Array


class ActivationError(ValueError):
    """A function of a reader's own does not take each entry, by itself, to a number."""


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
        raise ActivationError(f"{name} gave {_no_reals(values)}")
    # A copy once more, since it may keep what it gave and write there again.
    with np.errstate(over="ignore"):
        values = np.array(values, dtype=Z.dtype)
    wrong = np.isfinite(Z) & ~np.isfinite(values)
    if wrong.any():
        raise ActivationError(_not_finite(name, Z[wrong], values[wrong]))
    return cast(Array, values[()])  # a number for a number


def unmixed(
    name: str, function: Callable[[Array], ArrayLike], Z: Array, values: Array
) -> None:
    """Raise ActivationError if entries of function(Z), values, depend on other entries.

    Every other entry of Z is changed, as on a chessboard: the rest must stay as it is.
    """
    kept = np.indices(Z.shape).sum(axis=0) % 2 == 0
    if kept.all():
        return
    with np.errstate(all="ignore"):
        changed = np.where(kept, Z, np.abs(Z).max() + 1)
        try:
            given = function(changed)
        except Exception:
            return  # it may refuse a z; those of the network it has not
        again = np.real(np.ma.filled(given, np.nan))[kept].astype(Z.dtype)
        once = values[kept]
        most = np.abs(once[np.isfinite(once)]).max(initial=0)
        tiny = math.sqrt(np.finfo(Z.dtype).eps)
    if not np.allclose(again, once, rtol=tiny, atol=tiny * most, equal_nan=True):
        raise ActivationError(
            f"{name} mixes the entries of Z: where some of them change, its values for "
            "others change too. An activation function takes each entry by itself, the "
            "same way every time, and the derivatives are worked out for such ones "
            "alone. Softmax, which divides by the sum of a row, is another kind of map."
        )


def _no_reals(values: NDArray[Any]) -> str:
    """Say what the values are, if no real numbers, and what to do."""
    if values.dtype.kind == "c":
        return (
            "complex numbers, but a network is of real numbers. Write it so that it "
            "gives one for every z: np.sqrt(np.abs(Z)), say, for np.emath.sqrt(Z)."
        )
    if values.dtype.kind == "O":
        return (
            "an array of Python objects (dtype object), but a network is of floats. If "
            "they are numbers, as those of np.frompyfunc are, return them with "
            ".astype(float)."
        )
    return (
        f"values of dtype {values.dtype}, but a network is of real numbers: return one "
        "for every entry of Z."
    )


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
