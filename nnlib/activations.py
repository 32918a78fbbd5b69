"""Activation functions, each beside its derivative (chapter 1).

An activation function g takes one number to one number. Given a matrix, it works
on every entry. ``g(Z)`` is its value and ``g.prime(Z)`` its derivative there, both
of the shape of ``Z``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from nnlib.checks import Array, floats


class ActivationError(ValueError):
    """An activation function, or its derivative, is not one of numbers, entry by entry.

    The functions of this book never raise it; one of a reader's own may.
    """


@dataclass(frozen=True)
class Activation:
    """An activation function and its derivative.

    Attributes
    ----------
    name : how you ask for it.
    g : the function, entry by entry; it is given a whole matrix Z and keeps its shape.
    derivative : its derivative g', the same way; it takes Z, not A.
    lowest, highest : the ends of the range of g, both counted as reachable.
    layer : the layer it stands in, which its errors then name; 0 if it knows of none.

    Raises
    ------
    ValueError
        If g or its derivative is no function, or the name no word.
    """

    name: str
    g: Callable[[Array], ArrayLike] = field(repr=False)
    derivative: Callable[[Array], ArrayLike] = field(repr=False)
    lowest: float = field(default=-math.inf, repr=False)
    highest: float = field(default=math.inf, repr=False)
    layer: int = field(default=0, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.name, str):
            raise ValueError(f"name is {self.name!r}, but it must be a word.")
        for name, function in {"g": self.g, "derivative": self.derivative}.items():
            if not callable(function):
                raise ValueError(
                    f"{name} is {function!r}, but it must be a function of a matrix Z, "
                    "for example np.sin."
                )

    def __call__(self, Z: ArrayLike) -> Array:
        """Return g(Z), of the shape and the float type of Z.

        Raises
        ------
        ValueError
            If Z is not of numbers.
        ActivationError
            If g is one of your own that fails on a matrix, or does not give one real
            number for each entry of Z, and a finite one where the entry is finite.
        """
        return self._of("The activation function", self.g, Z)

    def prime(self, Z: ArrayLike) -> Array:
        """Return g'(Z), of the shape and the float type of Z. Raises as g(Z) does."""
        return self._of("The derivative of the activation function", self.derivative, Z)

    def _of(
        self, what: str, function: Callable[[Array], ArrayLike], Z: ArrayLike
    ) -> Array:
        Z = floats("Z", Z)
        if _of_the_book(self):  # finite for every z, and writes nowhere
            return cast(Array, function(Z))
        place = f" in layer {self.layer}" * (self.layer > 0)
        return _careful(f"{what} {self.name}{place}", function, Z)


def _careful(name: str, function: Callable[[Array], ArrayLike], Z: Array) -> Array:
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


def _sigmoid(Z: Array) -> Array:
    # e^-|z| never overflows, and both branches equal 1 / (1 + e^-z).
    E: Array = np.exp(-np.abs(Z))
    return np.where(Z >= 0, np.ones_like(E), E) / (1 + E)


def _sigmoid_prime(Z: Array) -> Array:
    A = _sigmoid(Z)
    return A * (1 - A)


def _relu(Z: Array) -> Array:
    return np.maximum(Z, 0)


def _relu_prime(Z: Array) -> Array:
    # ReLU has no derivative at 0; the book's convention there is 0.
    return np.where(Z > 0, np.ones_like(Z), np.zeros_like(Z))


def _tanh_prime(Z: Array) -> Array:
    return 1 - np.tanh(Z) ** 2


sigmoid = Activation("sigmoid", _sigmoid, _sigmoid_prime, lowest=0, highest=1)
relu = Activation("relu", _relu, _relu_prime, lowest=0)
tanh = Activation("tanh", np.tanh, _tanh_prime, lowest=-1, highest=1)
identity = Activation("identity", np.positive, np.ones_like)

KNOWN = {g.name: g for g in (sigmoid, relu, tanh, identity)}


def activation(g: str | Activation) -> Activation:
    """Return the activation function called ``g``, or ``g`` itself if it is one.

    Raises
    ------
    ValueError
        If no activation function has that name; the message lists the known ones.
    """
    if isinstance(g, Activation):
        return g
    if not isinstance(g, str) or g not in KNOWN:
        raise ValueError(
            f"{g!r} is not a known activation function. Known: {', '.join(KNOWN)}. "
            "For one of your own, make an Activation from g and its derivative."
        )
    return KNOWN[g]


def in_layers(g: dict[int, Activation]) -> dict[int, Activation]:
    """Return the same functions, of which a reader's own know their layer."""
    return {l: g[l] if _of_the_book(g[l]) else _in_layer(g[l], l) for l in g}


def _in_layer(g: Activation, l: int) -> Activation:
    g = copy(g)
    object.__setattr__(g, "layer", l)  # it is frozen for everybody else
    return g


def _of_the_book(g: Activation) -> bool:
    return KNOWN.get(g.name) in (g,)  # the same one, or a copy
