"""The forward pass and the loss in the other convention."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlib.activations import Activation, identity, relu, sigmoid, tanh
from nnlib.checks import Array, Layers
from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.loss import mean_squared_error
from nnlib.network import Network

Functions = dict[int, Activation]


def in_columns(X: Array, Y: Array, W: Layers, g: Functions) -> Any:
    """Return A, n[L] x m, the activations of the last layer, and f, the loss.

    X is n[0] x m and Y is n[L] x m, both with one example a column. W[1] .. W[L] are
    the weights: W[l] is n[l] x n[l - 1], one row a node. g[1] .. g[L] are the
    activation functions: call one with a matrix, and it works on every entry.
    """
    A = X
    for l in range(1, len(W) + 1):
        A = g[l](W[l] @ A)
    m = X.shape[1]
    return A, np.sum((A - Y) ** 2) / m


def _case(rng: np.random.Generator, m: int, n: list[int], g: list[Activation]) -> Case:
    W = {l: matrix(rng, n[l], n[l - 1]) for l in range(1, len(n))}
    functions = dict(enumerate(g, start=1))
    return matrix(rng, n[0], m), matrix(rng, n[-1], m), W, functions


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield _case(rng, 1, [1, 1], [identity])
    yield _case(rng, 2, [1, 1], [tanh])
    yield _case(rng, 1, [2, 1], [tanh])
    yield _case(rng, 2, [2, 2], [identity])
    yield _case(rng, 2, [2, 2, 2], [tanh, sigmoid])
    yield _case(rng, 3, [2, 3, 1], [relu, tanh])
    for _ in range(2):
        m, *n = sizes(rng, 4)
        yield _case(rng, m, n, [tanh, sigmoid])
        m, *n = sizes(rng, 5, 5)
        yield _case(rng, m, n, [sigmoid, relu, tanh])


def _by_rows(X: Matrix, Y: Matrix, W: Layers, g: Functions) -> Any:
    """Return what this book's network makes of all the transposes."""
    n = [len(X), *(len(W[l]) for l in W)]
    network = Network(n, list(g.values()), seed=0)
    network.W = {l: W[l].T for l in W}
    return network(X.T).T, mean_squared_error(network(X.T), Y.T)


examples_in_columns = FunctionExercise(
    name="examples-in-columns",
    title="Another book's convention",
    task=r"""
Another book puts the examples into columns and calls the matrix $X$ all the same. There
$X$ is $n^{[0]} \times m$ and $Y$ is $n^{[L]} \times m$, with one example a column, and
$W^{[l]}$ is $n^{[l]} \times n^{[l-1]}$, with one *row* for each node of layer $l$.

Write the forward pass and the loss in that book's convention. The activations of the
last layer, $A$, are to be $n^{[L]} \times m$ like $Y$, and the loss is, as in this
book, the mean over the $m$ examples of their squared errors, added over the $n^{[L]}$
outputs. `W` and `g` are dictionaries with the keys $1, \dots, L$, and `g[1](M)` applies
the activation function of layer 1 to every entry of a matrix $M$. Return $A$ and $f$.
""",
    hints=(
        "In this book a layer computes the product $Z = A W$. Every matrix of the "
        r"other book is the transpose of ours. What is $(A W)^\top$?",
        "Check with shapes: layer 1 must turn an $n^{[0]} \\times m$ matrix into an "
        "$n^{[1]} \\times m$ one with the help of an $n^{[1]} \\times n^{[0]}$ one. No "
        "transpose is needed for that.",
        "In the loss, only one thing depends on the convention: where do you read off "
        "$m$? `len` of a matrix counts its rows.",
    ),
    derivation=r"""
Write $\tilde{X}$, $\tilde{W}^{[l]}$, $\tilde{Z}^{[l]}$ and $\tilde{A}^{[l]}$ for this
book's matrices. The other book has $X = \tilde{X}^\top$,
$W^{[l]} = \tilde{W}^{[l]\top}$ and wants $A^{[l]} = \tilde{A}^{[l]\top}$. Transpose
$\tilde{Z}^{[l]} = \tilde{A}^{[l-1]} \tilde{W}^{[l]}$, {eq}`eq-forward-Z`. By
{eq}`eq-transpose-product` the order turns round:

$$
Z^{[l]} = \left( \tilde{A}^{[l-1]} \tilde{W}^{[l]} \right)^\top
= \tilde{W}^{[l]\top} \tilde{A}^{[l-1]\top} = W^{[l]} A^{[l-1]} .
$$

The shapes agree: $(n^{[l]} \times n^{[l-1]})$ times $(n^{[l-1]} \times m)$ gives
$n^{[l]} \times m$. Activation functions work entry by entry, so nothing changes for
them: $A^{[l]} = g^{[l]}(Z^{[l]})$.

The loss, {eq}`eq-loss`, adds the squares of all entries of
$\tilde{A}^{[L]} - \tilde{Y}$. The transpose has the same entries, so the sum is the
same. It is divided by the number of examples, which are columns here: $m$ is
`X.shape[1]`. The habit of writing `len(Y)` counts outputs in this convention, and no
error message tells.
""",
    function=in_columns,
    returns=("A", "f"),
    cases=_cases,
    expected=_by_rows,
    slips=slips.of_function(
        in_columns,
        """
order-for-rows: W[l] @ A) -> A @ W[l])
    this is the order for examples in rows. Transposing a product turns its order round.
transposed: W[l] @ A) -> W[l].T @ A)
    one transpose too many. In that book the weights of a node are a row of W already.
entry-by-entry: W[l] @ A) -> W[l] * A)
    * multiplies entry by entry, stretches what has one row or column, and refuses other
    shapes. In both books a node adds up what comes in.
a-in-rows: return A, -> return A.T,
    A has one example a row. Everything else in that book has one a column.
outputs-for-m: X.shape[1] -> len(Y)
    the sum is divided by the number of outputs. Examples are columns here, so len does
    not count them.
inputs-for-m: X.shape[1] -> len(X)
    the sum is divided by the number of inputs, the rows of X. Where are the examples?
mean-over-all-entries: np.sum((A - Y) ** 2) / m -> np.mean((A - Y) ** 2)
    np.mean divides by the number of all entries of A. The mean is over the examples,
    the sum over the outputs.
no-mean: np.sum((A - Y) ** 2) / m -> np.sum((A - Y) ** 2)
    f is the sum over the examples, and their mean is wanted.
half: np.sum((A - Y) ** 2) / m -> np.sum((A - Y) ** 2) / (2 * m)
    f is half of what is wanted. Other books may put 2m below the line; the task says
    what is wanted here.
no-activation-at-the-end: g[l](W[l] @ A) -> (g[l] if l < len(W) else identity)(W[l] @ A)
    the activation function of the last layer is left out.
""",
    ),
)
