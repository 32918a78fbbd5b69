"""Both passes of a network with a bias in every layer."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from nnlib.activations import Activation, identity, sigmoid, tanh
from nnlib.checks import Array, Layers
from nnlib.exercises import slips
from nnlib.exercises.backpropagation.hard_coded import in_all_layers
from nnlib.exercises.backpropagation.means import of_errors
from nnlib.exercises.cases import Matrix, matrix, sizes
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
    # m, and the nodes of layers 0 to L. One layer has equally many inputs, nodes and
    # examples, so that no needless product for layer 0 can raise there alone.
    smallest = [(1, 1, 1), (3, 1, 1, 1), (2, 2, 2), (3, 2, 2, 2), (3, 3, 3, 3)]
    for k, (m, *n) in enumerate(
        [*smallest, (1, 3, 2, 4), *(sizes(rng, layers + 2, 5) for layers in (2, 2, 3))]
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


START = "2 / m * (A[L] - Y)"
SLOPE = "g[l].prime(Z[l])"

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
        *slips.of_function(
            backprop_with_biases,
            """
no-bias: A[l - 1] @ W[l] + b[l] -> A[l - 1] @ W[l]
    the biases are left out on the way forward, so every Z is another one.
entry-by-entry-to-z: A[l - 1] @ W[l] + b[l] -> A[l - 1] * W[l] + b[l]
    on the way forward, * multiplies entry by entry, stretches what has one row or
    column, and refuses other shapes. A node adds up what comes in, each number times
    its weight.
no-factor: 2 / m * (A[L] - Y) -> A[L] - Y
    at the start of the way back the factor 2/m is missing.
    see: opened, stage=8
half: 2 / m * (A[L] - Y) -> 1 / m * (A[L] - Y)
    all of dW and db is half of what it should be: the square in the loss brings a
    factor.
    see: opened, stage=8
half-dw: A[l - 1].T @ dZ -> A[l - 1].T @ dZ / 2
    db is right, and dW is half of what it should be. The factor of the loss comes in
    once, at the start, and then all share it.
    see: opened, stage=13
half-db: dZ.sum(axis=0, keepdims=True) -> dZ.sum(axis=0, keepdims=True) / 2
    dW is right, and db is half of what it should be. The factor of the loss comes in
    once, at the start, and then all share it.
    see: bias, j=3
no-mean: 2 / m * (A[L] - Y) -> 2 * (A[L] - Y)
    the loss is a mean over the examples. At the start of the way back a factor is
    missing that depends on their number.
    see: opened, stage=8
other-sign: 2 / m * (A[L] - Y) -> 2 / m * (Y - A[L])
    the sign is turned at the start of the way back. Where a prediction is too large,
    the loss grows with it.
    see: opened, stage=8
mean-over-all-entries: 2 / m * (A[L] - Y) -> 2 / Y.size * (A[L] - Y)
    the way back starts with a division by the number of all entries. m is the number of
    examples, the rows.
    see: opened, stage=8
half-a-mean-over-all-entries: 2 / m * (A[L] - Y) -> (A[L] - Y) / Y.size
    the way back starts with a division by the number of all entries, where m counts the
    examples alone. And the square has not brought its factor.
    see: opened, stage=8
outputs-for-m: len(Y) -> Y.shape[1]
    m has come out as the number of outputs, the columns of Y. Here the examples are
    rows.
    see: opened, stage=8
inputs-for-m: len(Y) -> X.shape[1]
    m has come out as the number of inputs, the columns of X. Here the examples are
    rows.
m-from-outside: len(Y) -> 5
    m is always 5 here, as in the chapter's own network. Whoever calls the function
    brings other examples, so m must be read from X or Y in it.
db-without-rows: dZ.sum(axis=0, keepdims=True) -> dZ.sum(axis=0)
    each db[l] has lost a dimension. It has the shape of b[l], a row.
    see: bias, j=3
mean-for-db: dZ.sum(axis=0, keepdims=True) -> dZ.mean(axis=0, keepdims=True)
    db[l] is a mean over the examples. The chain rule adds up the paths; the factor 1/m
    of the loss is in dZ already.
    see: bias, j=3
db-along-the-rows: dZ.sum(axis=0, keepdims=True) -> dZ.sum(axis=1, keepdims=True)
    db[l] adds along the rows. b[l] has one entry a node, so a sum over the examples is
    wanted.
    see: bias, j=3
no-sum-in-db: dZ.sum(axis=0, keepdims=True) -> dZ
    db[l] has a row for each example. All examples share one bias, so their
    contributions are added.
    see: bias, j=3
db-from-da: dZ.sum(axis=0, keepdims=True) -> dA.sum(axis=0, keepdims=True)
    db[l] is made from the derivative with respect to A[l]. The bias is added before the
    activation function.
    see: opened, stage=9
db-from-dw: dZ.sum( -> (A[l - 1].T @ dZ).sum(
    db[l] is made from dW[l], so the activations of the layer before are in it. A bias
    does not multiply them: it is added.
one-number-for-db: dZ.sum(axis=0, keepdims=True) -> dZ.sum()
    db[l] adds up everything. Each node has a bias of its own.
    see: bias, j=3
m-again-in-dw: A[l - 1].T @ dZ -> A[l - 1].T @ dZ / m
    db is right. Each dW[l] is divided by m once more, but the factor 1/m of the loss
    comes in at the start and is handed down.
    see: opened, stage=13
factor-again-in-dw: A[l - 1].T @ dZ -> A[l - 1].T @ dZ * 2 / m
    db is right. Each dW[l] is multiplied by 2/m once more, but that factor of the loss
    comes in at the start and is handed down.
    see: opened, stage=13
factor-again-in-dw-and-db: A[l - 1].T @ dZ -> A[l - 1].T @ dZ * 2 / m
and: dZ.sum(axis=0, keepdims=True) -> 2 * dZ.mean(axis=0, keepdims=True)
    each dW[l] and db[l] is multiplied by 2/m once more. That factor of the loss comes
    in at the start and is handed down.
    see: opened, stage=13
m-again-in-dw-and-db: A[l - 1].T @ dZ -> A[l - 1].T @ dZ / m
and: dZ.sum(axis=0, keepdims=True) -> dZ.mean(axis=0, keepdims=1)
    each dW[l] and db[l] is divided by m once more. The factor 1/m of the loss comes in
    at the start and is handed down.
    see: opened, stage=13
m-again-in-da: dZ @ W[l].T -> dZ @ W[l].T / m
    the last layer is right. Each step to the layer below divides by m again, so lower
    layers get 1/m^2, 1/m^3 and so on. The loss has one factor 1/m.
    see: opened, stage=11
m-again-in-dz: g[l].prime(Z[l]) -> g[l].prime(Z[l]) / m
    each dZ is divided by m once more, and what is made from it inherits that: 1/m^2 in
    the last layer, 1/m^3 in the one below. The loss has one factor 1/m.
    see: opened, stage=12
slope-at-a: g[l].prime(Z[l]) -> g[l].prime(A[l])
    the derivative of the activation function is taken at A[l]. It belongs to Z[l].
    see: entrywise, i=1, j=3, g=tanh
no-slope: g[l].prime(Z[l]) -> 1
    no activation function is differentiated, as if all were the identity. On the way
    back, too, each layer has its g[l].
    see: scalar, w=1.5
no-slope-at-the-end: g[l].prime(Z[l]) -> (g[l].prime(Z[l]) if l < L else 1)
    on the way back the last layer is treated as if its activation function were the
    identity. It has a derivative too.
    see: scalar, w=1.5
error-for-dz: 2 / m * (A[L] - Y) -> (A[L] - Y) / m
and: g[l].prime(Z[l]) -> (g[l].prime(Z[l]) if l < L else 1)
    dZ of the last layer is its error divided by m, as for a sigmoid with another loss,
    the cross-entropy. With squares it has a factor more, and the last activation
    function counts.
    see: opened, stage=9
not-transposed: dZ @ W[l].T -> dZ @ W[l]
    the last layer is right. On the way to the layer below, the weights are not
    transposed, as a constant on the right must be.
    see: transpose, j=2
entry-by-entry-to-a: dZ @ W[l].T -> dZ * W[l].T
or: dZ @ W[l].T -> dZ * W[l]
    the last layer is right. On the way back to A of the layer below, * multiplies entry
    by entry, stretches what has one row or column, and refuses other shapes. A node
    hears from all nodes that it feeds.
    see: transpose, j=2
entry-by-entry-to-w: A[l - 1].T @ dZ -> A[l - 1].T * dZ
    in dW, * multiplies entry by entry, stretches what has one row or column, and
    refuses other shapes. A weight's derivative is a sum over the examples, as a bias's
    is.
    see: left, i=1, j=2
other-order: return dW, db -> return db, dW
    the two dictionaries are swapped. Return dW first, then db.
""",
        ),
        *of_errors(
            backprop_with_biases,
            START,
            "A[L]",
            one="the errors are averaged to one number before they go back. Each "
            "prediction has a derivative of its own.",
            each="the errors are averaged over the examples before they go back. Each "
            "example goes back with its own; they meet in dW and db.",
            times="the way back starts with the mean of the errors times the errors. "
            "The derivative of a square has the error in it once.",
        ),
        *in_all_layers(backprop_with_biases, SLOPE, "on the way back "),
    ),
)
