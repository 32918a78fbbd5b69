"""What the cases go down on: losses of small networks, and their derivatives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnlib.backprop import backprop
from nnlib.checks import Layers
from nnlib.exercises.cases import Matrix, matrix
from nnlib.language import say
from nnlib.loss import mean_squared_error
from nnlib.network import Network

SIZES = (
    ((1, 1), 1, 1),
    ((1, 1), 1, 2),
    ((1, 1, 1), 1, 2),
    ((2, 2), 2, 3),
    ((2, 2, 2), 2, 3),
    ((2, 3, 1), 4, 4),
    ((3, 2, 4, 1), 5, 3),
)
"""Nodes of the layers, examples, and steps, from the smallest case on."""


def small(rng: np.random.Generator, rows: int, columns: int) -> Matrix:
    """Return random numbers with one digit, of a size from 0.5 to 1."""
    return matrix(rng, rows, columns, smallest=0.5, largest=1)


def weights(rng: np.random.Generator, n: Sequence[int]) -> Layers:
    """Return weights for layers of n[0], n[1], .. nodes."""
    return {l: small(rng, n[l - 1], n[l]) for l in range(1, len(n))}


def network(W: Layers) -> Network:
    """Return the network with these weights: tanh, and identity in the last layer."""
    L = len(W)
    n = [W[1].shape[0], *(W[l].shape[1] for l in range(1, L + 1))]
    made = Network(n, [*["tanh"] * (L - 1), "identity"], seed=0)
    made.W = dict(W)
    return made


def words(L: int) -> str:
    """Return the loss of a network of L layers, in words."""
    layers = [f"A[{l}] = tanh(A[{l - 1}] W[{l}])" for l in range(1, L)]
    layers += [f"A[{L}] = A[{L - 1}] W[{L}]"]
    first = layers[0].replace("A[0]", "X")
    return f"(1/m) ||A[{L}] - Y||_F^2,\n  {', '.join([first, *layers[1:]])}"


@dataclass(frozen=True)
class Loss:
    """f as a function of W, for given examples."""

    X: Matrix
    Y: Matrix
    L: int

    @property
    def name(self) -> str:
        """The loss in words, with its numbers."""
        examples = {"X": self.X, "Y": self.Y}
        lines = [f"{key} = {np.round(M, 1).tolist()}" for key, M in examples.items()]
        told = say("the function from W to {loss}", loss=words(self.L))
        return "\n  ".join([told, *lines])

    def __call__(self, W: Layers) -> float:
        """Return f(W)."""
        return mean_squared_error(network(W)(self.X), self.Y)


@dataclass(frozen=True)
class Gradients:
    """The derivatives of a loss, as a function of W."""

    loss: Loss
    brief: bool = False

    @property
    def name(self) -> str:
        """What it takes and gives, in words."""
        told = say(
            "the function from W to the derivatives dW of this f"
            if self.brief
            else "the function from W to the derivatives dW of f"
        )
        return told if self.brief else f"{told},\nf = {self.loss.name}"

    def __call__(self, W: Layers) -> Layers:
        """Return dW."""
        return backprop(network(W), self.loss.X, self.loss.Y).dW


def problem(
    rng: np.random.Generator, n: Sequence[int], m: int
) -> tuple[Layers, Gradients]:
    """Return weights of a network, and derivatives of its loss on m examples."""
    loss = Loss(small(rng, m, n[0]), small(rng, m, n[-1]), len(n) - 1)
    return weights(rng, n), Gradients(loss)
