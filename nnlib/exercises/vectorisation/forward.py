"""The whole forward pass."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlib.activations import Activation, identity, relu, sigmoid, tanh
from nnlib.checks import Array, Layers
from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.network import Network

Functions = dict[int, Activation]
Pass = tuple[Layers, Layers]


def forward(X: Array, W: Layers, g: Functions) -> Any:
    """Return two dictionaries: Z with the keys 1 .. L, and A with the keys 0 .. L.

    X is m x n[0], one example a row. W[1] .. W[L] are the weights: W[l] is
    n[l - 1] x n[l], one column a node. g[1] .. g[L] are the activation functions: call
    one of them with a matrix, and it works on every entry. Z[l] and A[l] are m x n[l],
    and A[0] is X.
    """
    Z, A = {}, {0: X}
    for l in range(1, len(W) + 1):
        Z[l] = A[l - 1] @ W[l]
        A[l] = g[l](Z[l])
    return Z, A


def _case(rng: np.random.Generator, m: int, n: list[int], g: list[Activation]) -> Case:
    W = {l: matrix(rng, n[l - 1], n[l]) for l in range(1, len(n))}
    return matrix(rng, m, n[0]), W, dict(enumerate(g, start=1))


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield _case(rng, 1, [1, 1], [tanh])
    yield _case(rng, 2, [2, 2], [sigmoid])
    yield _case(rng, 1, [1, 1, 1], [tanh, sigmoid])
    yield _case(rng, 2, [2, 2, 2], [sigmoid, tanh])
    yield _case(rng, 1, [2, 3, 1], [relu, tanh])
    yield _case(rng, 3, [3, 3, 3, 3], [tanh, relu, sigmoid])
    for _ in range(2):
        m, *n = sizes(rng, 4)
        yield _case(rng, m, n, [relu, sigmoid])
        m, *n = sizes(rng, 5, 5)
        yield _case(rng, m, n, [tanh, sigmoid, identity])


def _by_network(X: Matrix, W: Layers, g: Functions) -> Pass:
    n = [X.shape[1], *(W[l].shape[1] for l in W)]
    network = Network(n, list(g.values()), seed=0)
    network.W = dict(W)
    return network.forward(X)


forward_exercise = FunctionExercise(
    name="forward",
    title="The forward pass",
    task=r"""
Send all examples through a network of any number $L$ of layers. $X$ holds the $m$
examples, one a row. Layer $l$ has the weights $W^{[l]}$, one column a node, and the
activation function $g^{[l]}$, each layer its own. `W` and `g` are dictionaries with the
keys $1, \dots, L$, so `len(W)` is $L$; `g[1](M)` applies $g^{[1]}$ to every entry of a
matrix $M$.

Return two dictionaries: first $Z$ with the pre-activations $Z^{[1]}, \dots, Z^{[L]}$,
then $A$ with the activations $A^{[0]}, \dots, A^{[L]}$, where $A^{[0]} = X$. The later
chapters need all of them, not the predictions alone. A loop over the layers is fine;
one over the examples is not needed.
""",
    hints=(
        "What is $X$ to layer 1? And what plays that part for layer 2? Give $X$ the "
        "name $A^{[0]}$ and one formula covers all layers.",
        "Begin with an empty dictionary `{}` for $Z$ and with `{0: X}` for $A$. One "
        "turn of the loop adds one entry to each.",
        "`range(1, L + 1)` runs from $1$ to $L$. In turn $l$ you need $A$ of the layer "
        "before, and $W$ and $g$ of this one.",
    ),
    derivation=r"""
Row $i$ of $A^{[l-1]}$ holds what comes into layer $l$ for example $i$; for layer 1 that
is $X = A^{[0]}$. Column $j$ of $W^{[l]}$ holds the weights of node $j$. So entry
$(i, j)$ of the product is the pre-activation of node $j$ for example $i$,

$$
Z^{[l]}_{ij} = \sum_{k} A^{[l-1]}_{ik} W^{[l]}_{kj},
$$

that is, $Z^{[l]} = A^{[l-1]} W^{[l]}$, {eq}`eq-forward-Z`. The node then puts out
$g^{[l]}$ of it, $A^{[l]} = g^{[l]}(Z^{[l]})$, {eq}`eq-forward-A`.

The two lines in the loop are these two formulas. When turn $l$ begins, `A[l - 1]` is
there: for $l = 1$ it was put there before the loop, and for every later layer by the
turn before. `range` leaves out its end, so the loop must run to `len(W) + 1` to include
layer $L$.
""",
    function=forward,
    returns=("Z", "A"),
    cases=_cases,
    expected=_by_network,
    slips=slips.of_function(
        forward,
        """
last-layer-left-out: range(1, len(W) + 1) -> range(1, len(W))
    the loop does not reach layer L. range leaves out its end.
no-layer-0: return Z, A -> del A[0]; return Z, A
    A lacks the layer 0: its entry there is X.
other-order: return Z, A -> return A, Z
    the two dictionaries are in the wrong order. Z comes first.
no-activation-at-the-end: g[l](Z[l]) -> g[l](Z[l]) if l < len(W) else Z[l]
    the last layer has an activation function too. It need not be the identity.
no-activation: g[l](Z[l]) -> Z[l]
    no activation function is applied: A is the same as Z.
always-the-first: g[l](Z[l]) -> g[1](Z[l])
    every layer uses the activation function of layer 1. Each has its own.
always-tanh: g[l](Z[l]) -> np.tanh(Z[l])
    every layer uses tanh. g says which function a layer has.
always-sigmoid: g[l](Z[l]) -> 1 / (1 + np.exp(-Z[l]))
    every layer uses the sigmoid. g says which function a layer has.
always-relu: g[l](Z[l]) -> np.maximum(Z[l], 0)
    every layer uses ReLU. g says which function a layer has.
x-for-all: A[l - 1] @ W[l] -> X @ W[l]
    every layer is given X. Only layer 1 sees the examples themselves.
z-handed-on: A[l - 1] @ W[l] -> (Z[l - 1] if l > 1 else X) @ W[l]
    a layer hands on its Z. What leaves a node, and enters the next layer, is its
    activation.
transposed: A[l - 1] @ W[l] -> A[l - 1] @ W[l].T
    the weights are transposed. A node is a column of W[l] already.
product-in-other-order: A[l - 1] @ W[l] -> W[l] @ A[l - 1]
    the order of the product. Row i of Z must belong to example i, so the matrix with
    the examples in its rows stands on the left.
entry-by-entry: A[l - 1] @ W[l] -> A[l - 1] * W[l]
    * multiplies entry by entry, stretches what has one row or column, and refuses other
    shapes. A node adds up what comes in, each number times its weight.
no-such-layer: A[l - 1] @ W[l] -> A[l - 1] @ W[0]
    a key that is not there. W and g have the keys 1 to L: neither 0 nor L + 1 is among
    them. Z and A have only what has been put into them so far.
""",
    ),
)
