"""Both passes of a network with a bias in every layer."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from nnlib.activations import Activation, identity, sigmoid, tanh
from nnlib.checks import Array, Layers
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.exercise import Slip
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences

Functions = dict[int, Activation]


def backprop_with_biases(
    X: Array, Y: Matrix, W: Layers, b: Layers, g: Functions
) -> tuple[dict[int, Any], dict[int, Any]]:
    """Return the dictionaries dW and db: df/dW[l] and df/db[l], for l from 1 to L.

    X, m x n, holds the examples and Y the targets. Layer l has the weights W[l], the
    bias b[l], a row with one entry a node, and the activation function g[l] with its
    derivative g[l].prime. f = (1/m) ||A[L] - Y||_F^2.
    """
    m, L = len(Y), len(W)
    Z, A = {}, {0: X}
    for l in range(1, L + 1):
        Z[l] = A[l - 1] @ W[l] + b[l]
        A[l] = g[l](Z[l])
    dW, db = {}, {}
    dA = 2 / m * (A[L] - Y)
    for l in range(L, 0, -1):
        dZ = dA * g[l].prime(Z[l])
        dW[l] = A[l - 1].T @ dZ
        db[l] = dZ.sum(axis=0, keepdims=True)
        dA = dZ @ W[l].T
    return dW, db


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    # m, and the nodes of layers 0 to L
    smallest = [(1, 1, 1), (3, 1, 1, 1), (2, 2, 2), (3, 2, 2, 2), (3, 3, 3, 3)]
    for k, (m, *n) in enumerate(
        [*smallest, (1, 3, 2), *(sizes(rng, layers + 2, 5) for layers in (1, 2, 3))]
    ):
        X, Y = matrix(rng, m, n[0]), matrix(rng, m, n[-1])
        W = {l: matrix(rng, n[l - 1], n[l]) / 4 for l in range(1, len(n))}
        b = {l: matrix(rng, 1, n[l]) / 2 for l in W}
        g = {l: (tanh, sigmoid, identity)[(k + len(W) - l) % 3] for l in W}
        yield X, Y, W, b, g


def _measured(
    X: Matrix, Y: Matrix, W: Layers, b: Layers, g: Functions
) -> tuple[Layers, Layers]:
    def f(W: Layers, b: Layers) -> float:
        A: Any = X
        for l in W:
            A = g[l](A @ W[l] + b[l])
        return float(((A - Y) ** 2).mean(axis=0).sum())

    def f_of_W(l: int, M: Array) -> float:
        return f({**W, l: M}, b)

    def f_of_b(l: int, row: Array) -> float:
        return f(W, {**b, l: row})

    # From the last layer on: the first that is wrong says where to look.
    return (
        {l: central_differences(partial(f_of_W, l), W[l]) for l in reversed(W)},
        {l: central_differences(partial(f_of_b, l), b[l]) for l in reversed(W)},
    )


def _with(
    Z: Callable[..., Any] = lambda A, W, b: A @ W + b,
    db: Callable[..., Any] = lambda dZ, dA: dZ.sum(axis=0, keepdims=True),
    dW: Callable[..., Any] = lambda A, dZ: A.T @ dZ,
    slope: Callable[..., Any] = lambda g, Z, A: g.prime(Z),
    factor: Callable[..., Any] = lambda m: 2 / m,
) -> Callable[..., Any]:
    """Return the solution with one of its steps put differently."""

    def answer(
        X: Array, Y: Matrix, W: Layers, b: Layers, g: Functions
    ) -> tuple[Layers, Layers]:
        Z_, A, dW_, db_ = {}, {0: X}, {}, {}
        for l in W:
            Z_[l] = Z(A[l - 1], W[l], b[l])
            A[l] = g[l](Z_[l])
        dA = factor(len(Y)) * (A[len(W)] - Y)
        for l in range(len(W), 0, -1):
            dZ = dA * slope(g[l], Z_[l], A[l])
            dW_[l], db_[l] = dW(A[l - 1], dZ), db(dZ, dA)
            dA = dZ @ W[l].T
        return dW_, db_

    return answer


with_biases = FunctionExercise(
    name="with-biases",
    title="A bias in every layer",
    task=r"""
Now a network as you meet it elsewhere, with a bias in every layer. $b^{[l]}$ is a
$1 \times n^{[l]}$ row, and it is added to each row: for $l = 1, \dots, L$

$$
Z^{[l]} = A^{[l-1]} W^{[l]} + \mathbf{1}\, b^{[l]}, \qquad
A^{[l]} = g^{[l]}\bigl(Z^{[l]}\bigr), \qquad A^{[0]} = X,
$$

where $\mathbf{1}$ is the column of $m$ ones. The loss is
$f = \frac{1}{m} \lVert A^{[L]} - Y \rVert_F^2$. Write both passes: go forward from $X$,
then back, and return $\frac{\partial f}{\partial W^{[l]}}$ and
$\frac{\partial f}{\partial b^{[l]}}$ for every layer, in two dictionaries `dW` and `db`
whose keys are the layers. Decide first, on paper, which of the equations of
backpropagation change.
""",
    hints=(
        r"Forward, NumPy adds a $1 \times n^{[l]}$ row to each row of an $m \times "
        r"n^{[l]}$ matrix with a plain `+`. Keep every $Z^{[l]}$ and $A^{[l]}$.",
        r"While $W^{[l]}$ or $A^{[l-1]}$ is the variable, $b^{[l]}$ is a constant that "
        r"is added. What does that do to a derivative?",
        r"While $b^{[l]}$ is the variable, its entry $j$ moves the whole column $j$ of "
        r"$Z^{[l]}$. So one line more is needed, made from "
        r"$\frac{\partial f}{\partial Z^{[l]}}$. It must leave a $1 \times n^{[l]}$ "
        r"row.",
    ),
    derivation=r"""
**What does not change.** With $b^{[l]}$ held fixed, $\mathbf{1}\, b^{[l]}$ is a
constant that is added, and by {eq}`eq-rule-sum` that changes no derivative. So
{eq}`eq-backprop-dA` and {eq}`eq-backprop-dW` stay as they are.
{eq}`eq-backprop-dA-last` and {eq}`eq-backprop-dZ` do not see how $Z^{[l]}$ was made.
All four stay.

**What is new.** With everything else held fixed, $Z^{[l]}$ is a constant matrix to
whose rows $b^{[l]}$ is added. $b^{[l]}$ acts on $f$ only through $Z^{[l]}$, and by
{eq}`eq-rule-bias`

$$
\frac{\partial f}{\partial b^{[l]}} =
\mathbf{1}^\top \frac{\partial f}{\partial Z^{[l]}} :
$$

the column sums. Every example adds its share, as it does for a weight.

The code first goes forward and keeps $Z$ and $A$ of every layer, then goes back with
one more line. The biases themselves occur on the way forward only. They matter on the
way back all the same, since $g^{[l]\prime}$ is taken at a $Z^{[l]}$ that holds them.
""",
    function=backprop_with_biases,
    returns=("dW", "db"),
    cases=_cases,
    expected=_measured,
    slips=(
        Slip(
            _with(Z=lambda A, W, b: A @ W),
            "the biases are left out on the way forward, so every Z is another one.",
        ),
        Slip(
            _with(db=lambda dZ, dA: dZ.sum(axis=0)),
            "each db[l] has lost a dimension. It has the shape of b[l], a row.",
        ),
        Slip(
            _with(db=lambda dZ, dA: dZ.mean(axis=0, keepdims=True)),
            "db[l] is a mean over the examples. The chain rule adds up the paths; the "
            "factor 1/m of the loss is in dZ already.",
        ),
        Slip(
            _with(db=lambda dZ, dA: dZ.sum(axis=1, keepdims=True)),
            "db[l] adds along the rows. b[l] has one entry a node, so a sum over the "
            "examples is wanted.",
        ),
        Slip(
            _with(db=lambda dZ, dA: dZ),
            "db[l] has a row for each example. All examples share one bias, so their "
            "contributions are added.",
        ),
        Slip(
            _with(db=lambda dZ, dA: dA.sum(axis=0, keepdims=True)),
            "db[l] is made from the derivative by A[l]. The bias is added before the "
            "activation function.",
        ),
        Slip(
            _with(db=lambda dZ, dA: dZ.sum()),
            "db[l] adds up everything. Each node has a bias of its own.",
        ),
        Slip(
            _with(slope=lambda g, Z, A: g.prime(A)),
            "the derivative of the activation function is taken at A[l]. It belongs to "
            "Z[l].",
        ),
        Slip(
            _with(factor=lambda m: 1),
            "at the start of the way back the factor 2/m is missing.",
        ),
        Slip(
            lambda *arguments: backprop_with_biases(*arguments)[::-1],
            "the two dictionaries are swapped. Return dW first, then db.",
        ),
    ),
)
