"""Backpropagation in the other convention, with the examples in columns."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlib.activations import Activation
from nnlib.checks import Layers
from nnlib.exercises import slips
from nnlib.exercises.backpropagation.backward import measured, networks
from nnlib.exercises.cases import Matrix
from nnlib.exercises.function import Case, FunctionExercise

Functions = dict[int, Activation]


def columns_back(
    W: Layers, g: Functions, Z: Layers, A: Layers, Y: Matrix
) -> dict[int, Any]:
    """Return dW, a dictionary: dW[l] is df/dW[l], for every layer l from 1 to L.

    One example a column: Y is n[L] x m, Z[l] and A[l] are n[l] x m, and A[0] is X. W[l]
    is n[l] x n[l - 1], one row a node, and Z[l] = W[l] A[l - 1]. g[l] is the activation
    function of layer l, with its derivative g[l].prime.
    """
    L = len(W)
    m = Y.shape[1]
    dW = {}
    dA = 2 / m * (A[L] - Y)
    for l in range(L, 0, -1):
        dZ = dA * g[l].prime(Z[l])
        dW[l] = dZ @ A[l - 1].T
        dA = W[l].T @ dZ
    return dW


def _turned(M: Layers) -> Layers:
    return {l: np.ascontiguousarray(M[l].T) for l in M}


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    for W, g, Z, A, Y in networks(rng):
        yield _turned(W), g, _turned(Z), _turned(A), np.ascontiguousarray(Y.T)


def _by_rows(W: Layers, g: Functions, Z: Layers, A: Layers, Y: Matrix) -> Layers:
    """Measure every weight of this book's network, the transpose of that one."""
    return _turned(measured(_turned(W), g, _turned(Z), _turned(A), Y.T))


columns_back_exercise = FunctionExercise(
    name="columns-back",
    title="Backpropagation in another book",
    task=r"""
Another book, and most older ones, puts the examples into columns. There $X = A^{[0]}$
is $n^{[0]} \times m$, $Y$ is $n^{[L]} \times m$, and $W^{[l]}$ is
$n^{[l]} \times n^{[l-1]}$, with one *row* for each node. For $l = 1, \dots, L$

$$
Z^{[l]} = W^{[l]} A^{[l-1]}, \qquad A^{[l]} = g^{[l]}\bigl( Z^{[l]} \bigr), \qquad
f = \frac{1}{m} \bigl\lVert A^{[L]} - Y \bigr\rVert_F^2 .
$$

Write backpropagation in that book's convention, without turning anything into this
book's first: return $\frac{\partial f}{\partial W^{[l]}}$ for every layer, in a
dictionary `dW`. `W`, `g`, `Z` and `A` are dictionaries with the layers as keys. Every
weight is compared with central differences.
""",
    hints=(
        "Do not transpose the four equations by memory: take the rules. In "
        r"$Z^{[l]} = W^{[l]} A^{[l-1]}$, on which side of $W^{[l]}$ does the constant "
        r"stand, and on which side of $A^{[l-1]}$?",
        "A constant keeps its side and is transposed. The elementwise rule and the "
        "norm do not know what a row means.",
        r"Check with shapes: $\frac{\partial f}{\partial W^{[l]}}$ is "
        r"$n^{[l]} \times n^{[l-1]}$ and is made of an $n^{[l]} \times m$ and an "
        r"$n^{[l-1]} \times m$ matrix. And where are the $m$ examples to be counted?",
    ),
    derivation=r"""
**What stays.** The norm, scaling and sum rules do not know what a row means, so
$\frac{\partial f}{\partial A^{[L]}} = \frac{2}{m} (A^{[L]} - Y)$ as in
{eq}`eq-backprop-dA-last`; but $m$ is the number of columns, `Y.shape[1]`. The
elementwise rule does not know it either, and {eq}`eq-backprop-dZ` stays as it is.

**What changes.** In $Z^{[l]} = W^{[l]} A^{[l-1]}$ the two factors have changed places.
With $W^{[l]}$ as the variable, the constant $A^{[l-1]}$ stands on the right, and
{eq}`eq-rule-right` gives

$$
\frac{\partial f}{\partial W^{[l]}} = \frac{\partial f}{\partial Z^{[l]}} \,
A^{[l-1]\top} .
$$

With $A^{[l-1]}$ as the variable, the constant $W^{[l]}$ stands on the left, and
{eq}`eq-rule-left` gives

$$
\frac{\partial f}{\partial A^{[l-1]}} = W^{[l]\top} \,
\frac{\partial f}{\partial Z^{[l]}} .
$$

The rules have done all of it: nobody had to ask what the transpose of an equation is.
The transposes agree all the same, by {eq}`eq-transpose-product`: the first is the
transpose of {eq}`eq-backprop-dW`, the second that of {eq}`eq-backprop-dA`.
""",
    function=columns_back,
    returns="dW",
    cases=_cases,
    expected=_by_rows,
    slips=slips.of_function(
        columns_back,
        """
as-for-rows: dZ @ A[l - 1].T -> A[l - 1].T @ dZ
and: W[l].T @ dZ -> dZ @ W[l].T
    these are the products for examples in rows. On which side of W[l] does A[l - 1]
    stand in that book?
dw-as-for-rows: dZ @ A[l - 1].T -> A[l - 1].T @ dZ
    dW[l] is made as for examples in rows. In that book the constant stands on the other
    side of W[l].
    see: right, i=1, j=2
dw-transposed: dZ @ A[l - 1].T -> A[l - 1] @ dZ.T
    each dW[l] is the transpose of what is wanted. In that book a node is a row of W[l].
way-down-as-for-rows: W[l].T @ dZ -> dZ @ W[l].T
    the last layer is right. On the way to the layer below, the weights stand on the
    side where this book has them.
    see: left, i=1, j=2
not-transposed: W[l].T @ dZ -> W[l] @ dZ
    the last layer is right. On the way to the layer below, the weights are not
    transposed: a constant is, in every convention.
    see: left, i=1, j=2
dw-not-transposed: dZ @ A[l - 1].T -> dZ @ A[l - 1]
    in dW the transpose of the constant is missing.
    see: right, i=1, j=2
outputs-for-m: Y.shape[1] -> len(Y)
    len counts the rows, and these are the outputs here. The examples are columns.
inputs-for-m: Y.shape[1] -> len(A[0])
    m has come out as the number of inputs. The examples are columns.
no-mean: 2 / m * (A[L] - Y) -> 2 * (A[L] - Y)
    the loss is a mean over the examples, here too. At the start a factor is missing
    that depends on their number.
no-factor: 2 / m * (A[L] - Y) -> A[L] - Y
    the factor of the loss is missing at the start. All layers inherit it.
half: 2 / m * (A[L] - Y) -> 1 / m * (A[L] - Y)
    all is half of what it should be: the square in the loss brings a factor, in every
    convention.
no-slope: g[l].prime(Z[l]) -> 1
    no activation function is differentiated, as if all were the identity.
slope-at-a: g[l].prime(Z[l]) -> g[l].prime(A[l])
    the derivative of the activation function is taken at A. It belongs to Z.
entry-by-entry: dZ @ A[l - 1].T -> dZ * A[l - 1]
    in dW, * multiplies entry by entry. Every example adds its share to a weight, and
    that is a sum.
from-a-to-a: W[l].T @ dZ -> W[l].T @ dA
    the last layer is right. The way to the layer below starts from the derivative with
    respect to Z, not from that with respect to A.
loop-too-short: range(L, 0, -1) -> range(L, 1, -1)
    the loop never comes to layer 1. range leaves out its second number.
""",
    ),
)
