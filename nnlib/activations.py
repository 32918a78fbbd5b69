"""Activation functions, each beside its derivative (chapter 1).

An activation function g takes one number to one number. Given a matrix, it works
on every entry. ``g(Z)`` is its value and ``g.prime(Z)`` its derivative there, both
of the shape of ``Z``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

import numpy as np
from numpy.typing import ArrayLike

from nnlib.checks import Array, floats
from nnlib.checks.entrywise import ActivationError, entrywise, unmixed


@dataclass(frozen=True)
class Activation:
    """An activation function and its derivative.

    Attributes
    ----------
    name : how you ask for it.
    g : the function, entry by entry; it is given a whole matrix Z and keeps its shape.
    derivative : its derivative g', the same way; it takes Z, not A.
    lowest, highest : the ends of the range of g, both counted as reachable.

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
    _tried: set[object] = field(
        default_factory=set, init=False, repr=False, compare=False
    )

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
            If g is one of your own that fails on a matrix, does not give one real
            number for each entry of Z, and a finite one where the entry is finite, or
            mixes the entries, as softmax does.
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
        A = entrywise(f"{what} {self.name}", function, Z)
        if (what, Z.shape) not in self._tried:  # once will do
            unmixed(f"{what} {self.name}", function, Z, A)
            self._tried.add((what, Z.shape))
        return A


class _InLayer(Activation):
    """One of a reader's own, whose errors name the layer."""

    def _of(
        self, what: str, function: Callable[[Array], ArrayLike], Z: ArrayLike
    ) -> Array:
        try:
            return cast(Array, function(cast(Array, Z)))
        except ActivationError as error:
            text = str(error)
            raise ActivationError(
                f"In {self.name}, {text[:1].lower()}{text[1:]}"
            ) from error.__cause__


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
    """Return the same functions, of which a reader's own name their layer in errors."""
    return {
        l: g[l]
        if _of_the_book(g[l])
        else _InLayer(f"layer {l}", g[l].__call__, g[l].prime)
        for l in g
    }


def _of_the_book(g: Activation) -> bool:
    return KNOWN.get(g.name) == g  # a copy is as good
