"""Rules that dense networks do without (appendix "From rules to any network").

Each is a map of one variable U beside its pullback, as in `nnlib.rules`. Unlike an
activation function, these maps let the entries of a row meet, or take entries to other
places.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from nnlib.checks import Array, matrix, positive, same_shape
from nnlib.rules import Rule


def softmax() -> Rule:
    """G_st = e^U_st / sum_k e^U_sk: each row becomes shares that add up to 1.

    df/dU = G odot (df/dG - r 1^T), r the column of the row sums of df/dG odot G.
    Shapes: U, G p x q.
    """

    def pull(U: Array, dG: Array) -> Array:
        G = softmax_of_rows(U)
        r = (dG * G).sum(axis=1, keepdims=True)
        return np.asarray(G * (dG - r))

    return Rule("softmax(U)", softmax_of_rows, pull)


def softmax_of_rows(U: Array) -> Array:
    """Return the softmax of every row of U, of the shape of U. U may be a stack, too.

    Notes
    -----
    The largest entry of a row is subtracted from it first, which changes no share but
    keeps e^U_st from being too large for a number.
    """
    E = np.exp(U - U.max(axis=-1, keepdims=True))
    return np.asarray(E / E.sum(axis=-1, keepdims=True))


def cross_entropy(Y: ArrayLike) -> Rule:
    """f = -(1/m) sum_st Y_st log softmax(U)_st, a scalar. df/dU = (softmax(U) - Y) / m.

    Shapes: U, Y m x q. A row of Y holds the shares that are right, such as a one-hot
    row.

    Raises ValueError if Y is not a matrix of finite numbers, one is negative, or a row
    does not add up to 1.
    """
    Y = matrix("Y", Y)
    sums = Y.sum(axis=1)
    wrong = (Y < 0).any(axis=1) | ~np.isclose(sums, 1, rtol=0, atol=1e-6)
    if wrong.any():
        i = int(np.argmax(wrong))
        negative = (Y[i] < 0).any()
        what = "holds a negative number" if negative else f"adds up to {sums[i]:g}"
        raise ValueError(
            f"Row {i} of Y {what}, but cross-entropy needs rows of shares, 0 or more, "
            "that add up to 1. data.one_hot makes such rows of class labels."
        )

    def f(U: Array) -> Array:
        same_shape("U", U, "Y", Y)
        high = U.max(axis=1, keepdims=True)
        logarithms = np.log(np.exp(U - high).sum(axis=1, keepdims=True)) + high
        return np.asarray((Y * (logarithms - U)).sum() / len(U))

    def pull(U: Array, df: Array) -> Array:
        return df * (softmax_of_rows(U) - Y) / len(U)

    return Rule("cross-entropy", f, pull)


def layer_normalisation(epsilon: float = 1e-5) -> Rule:
    """G_st = (U_st - mu_s) / rho_s, each row brought to mean 0 and mean square 1.

    mu_s is the mean of row s, and rho_s the root of the mean of the squares of
    U_st - mu_s, with epsilon added under the root so that a row of equal entries does
    not divide by 0. With M for df/dG, and the means those of rows,
    df/dU = (M - mean(M) - G odot mean(M odot G)) / rho. Shapes: U, G p x q.

    Raises ValueError if epsilon is not a finite number above 0.
    """
    epsilon = positive("epsilon", epsilon)

    def parts(U: Array) -> tuple[Array, Array]:
        centred = U - U.mean(axis=1, keepdims=True)
        rho = np.sqrt((centred**2).mean(axis=1, keepdims=True) + epsilon)
        return centred / rho, rho

    def pull(U: Array, dG: Array) -> Array:
        G, rho = parts(U)
        along = (dG * G).mean(axis=1, keepdims=True)
        dU = (dG - dG.mean(axis=1, keepdims=True) - G * along) / rho
        return np.asarray(dU)

    return Rule("normalised rows", lambda U: parts(U)[0], pull)


def picking(places: ArrayLike) -> Rule:
    """G_st is the entry of U at places_st. df/dU_ij adds up df/dG_st where U_ij went.

    The entries of U are counted row by row, from 0. An entry may be taken many times,
    or never. Patches of an image, a matrix in another shape and rows in another order
    are all picked. Shapes: U p x q, places and G r x t.

    Raises ValueError if places is not a matrix of whole numbers, 0 or more, or, when
    the rule is used, if U has no such entry.
    """
    places = np.asarray(places)
    if places.ndim != 2 or places.size == 0 or places.dtype.kind not in "iu":
        raise ValueError(
            f"places has shape {places.shape} and type {places.dtype}, but it must be "
            "a matrix of whole numbers: for each entry of G, which entry of U it is."
        )
    if places.min() < 0:
        raise ValueError(f"places holds {places.min()}, but it counts from 0.")

    def G(U: Array) -> Array:
        if places.max() >= U.size:
            raise ValueError(
                f"places holds {places.max()}, but U has shape {U.shape}: its entries, "
                f"counted row by row from 0, end at {U.size - 1}."
            )
        return np.asarray(U.reshape(-1)[places])

    def pull(U: Array, dG: Array) -> Array:
        dU: Array = np.zeros(U.size, dtype=dG.dtype)
        np.add.at(dU, places, dG)
        return dU.reshape(U.shape)

    return Rule("picked", G, pull)
