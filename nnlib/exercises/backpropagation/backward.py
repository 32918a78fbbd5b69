"""Backpropagation for any number of layers."""

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
from nnlib.network import forward
from nnlib.numerical import central_differences

Functions = dict[int, Activation]


def my_backward(
    W: Layers, g: Functions, Z: Layers, A: Layers, Y: Matrix
) -> dict[int, Any]:
    """Return dW, a dictionary: dW[l] is df/dW[l], for every layer l from 1 to L.

    W[1] to W[L] are the weights and g[1] to g[L] the activation functions, each with
    its derivative g[l].prime. Z[1] to Z[L] and A[0] to A[L] are what the forward pass
    has left; A[0] is X. Y, of the shape of A[L], holds the targets, and
    f = (1/m) ||A[L] - Y||_F^2.
    """
    m, L = len(Y), len(W)
    dW = {}
    dA = 2 / m * (A[L] - Y)
    for l in range(L, 0, -1):
        dZ = dA * g[l].prime(Z[l])
        dW[l] = A[l - 1].T @ dZ
        dA = dZ @ W[l].T
    return dW


def networks(rng: np.random.Generator) -> Iterator[Case]:
    """Yield W, g, Z, A and Y of small networks after their forward pass."""
    # m, and the nodes of layers 0 to L. One layer has equally many inputs, nodes and
    # examples, so that no needless product for layer 0 can raise there alone.
    smallest = [(1, 1, 1), (3, 1, 1, 1), (2, 2, 2), (2, 2, 2, 2), (3, 3, 3, 3, 3)]
    for k, (m, *n) in enumerate(
        [*smallest, (1, 3, 2, 4), *(sizes(rng, layers + 2, 5) for layers in (2, 2, 3))]
    ):
        # Small weights, so that no function gets flat.
        W = {l: matrix(rng, n[l - 1], n[l]) / 4 for l in range(1, len(n))}
        g = {l: (tanh, sigmoid, identity)[(k + len(W) - l) % 3] for l in W}
        Z, A = forward(dict(W), g, matrix(rng, m, n[0]))
        yield W, g, Z, A, matrix(rng, m, n[-1])


def measured(W: Layers, g: Functions, Z: Layers, A: Layers, Y: Matrix) -> Layers:
    """Return dW by central differences."""

    def f(l: int, M: Array) -> float:
        _, changed = forward({**W, l: M}, g, A[0])
        return float(((changed[len(W)] - Y) ** 2).mean(axis=0).sum())

    # From the last layer on: the first that is wrong says where to look.
    return {l: central_differences(partial(f, l), W[l]) for l in reversed(W)}


START = "2 / m * (A[L] - Y)"
SLOPE = "g[l].prime(Z[l])"

backward_exercise = FunctionExercise(
    name="backward",
    title="Backpropagation",
    warm_up=True,
    task=r"""
Write backpropagation for a network of any number of layers $L$. For $l = 1, \dots, L$
the forward pass has computed

$$
Z^{[l]} = A^{[l-1]} W^{[l]}, \qquad A^{[l]} = g^{[l]}\bigl(Z^{[l]}\bigr), \qquad
A^{[0]} = X,
$$

and the loss is $f = \frac{1}{m} \lVert A^{[L]} - Y \rVert_F^2$ for $m$ examples. Return
$\frac{\partial f}{\partial W^{[l]}}$ for every layer, in a dictionary `dW` whose keys
are the layers: `dW[l]` for $l = 1, \dots, L$.

`W`, `g`, `Z` and `A` are dictionaries of the same kind. Write the four equations from
memory if you can. Every weight is then compared with central differences.
""",
    hints=(
        r"Begin at $\frac{\partial f}{\partial A^{[L]}}$. A loop over the layers from "
        r"$L$ down to 1 takes the same steps in each layer; in Python that is "
        r"`range(L, 0, -1)`.",
        r"In each layer: from $\frac{\partial f}{\partial A^{[l]}}$ to "
        r"$\frac{\partial f}{\partial Z^{[l]}}$ by the elementwise rule, from there to "
        r"$\frac{\partial f}{\partial W^{[l]}}$, and to "
        r"$\frac{\partial f}{\partial A^{[l-1]}}$ for the next turn of the loop.",
        r"In $Z^{[l]} = A^{[l-1]} W^{[l]}$ each factor is the constant for the other. "
        r"A constant keeps its side and is transposed.",
        r"Check the shapes: $\frac{\partial f}{\partial W^{[l]}}$ is $n^{[l-1]} \times "
        r"n^{[l]}$, the other derivatives are $m \times n^{[l]}$.",
    ),
    derivation=r"""
**Start.** Scaling, norm and sum rule give {eq}`eq-backprop-dA-last`:

$$
\frac{\partial f}{\partial A^{[L]}} = \frac{2}{m} \bigl( A^{[L]} - Y \bigr) .
$$

**In every layer**, $l = L, \dots, 1$, the matrix $Z^{[l]}$ acts on $f$ only through
$A^{[l]} = g^{[l]}(Z^{[l]})$. The elementwise rule {eq}`eq-rule-elementwise` gives
{eq}`eq-backprop-dZ`:

$$
\frac{\partial f}{\partial Z^{[l]}} = \frac{\partial f}{\partial A^{[l]}} \odot
g^{[l]\prime}\bigl( Z^{[l]} \bigr) .
$$

Both factors of $Z^{[l]} = A^{[l-1]} W^{[l]}$ act on $f$ only through $Z^{[l]}$. With
$W^{[l]}$ as the variable the constant stands on the left, and {eq}`eq-rule-left` gives
{eq}`eq-backprop-dW`; with $A^{[l-1]}$ as the variable it stands on the right, and
{eq}`eq-rule-right` gives {eq}`eq-backprop-dA` for the layer before:

$$
\frac{\partial f}{\partial W^{[l]}} = A^{[l-1]\top}\,
\frac{\partial f}{\partial Z^{[l]}}, \qquad
\frac{\partial f}{\partial A^{[l-1]}} =
\frac{\partial f}{\partial Z^{[l]}}\, W^{[l]\top} .
$$

The code keeps only the newest `dA` and `dZ`, since nothing later needs the older ones.
Its last turn computes $\frac{\partial f}{\partial A^{[0]}}$, which nobody asks for; an
`if l > 1:` saves that product. Where the loop of the chapter begins a turn with
$\frac{\partial f}{\partial A^{[l]}}$ from layer $l + 1$, this one ends a turn with it,
for layer $l - 1$. That is the same equation with its index moved by one.

If all layers are equally wide, no shape tells a wrong line from a right one. If
$m = 2$, a missing $\frac{2}{m}$ goes unseen. That is why an answer is tried on networks
of many shapes.
""",
    function=my_backward,
    returns="dW",
    cases=networks,
    expected=measured,
    slips=(
        *slips.of_function(
            my_backward,
            """
no-factor: 2 / m * (A[L] - Y) -> A[L] - Y
    the factor of the loss is missing at the start. All layers inherit it. With two
    examples it is 1 and hides.
    see: opened, stage=8
half: 2 / m * (A[L] - Y) -> 1 / m * (A[L] - Y)
    everything is half of what it should be: the square in the loss brings a factor.
    see: opened, stage=8
no-mean: 2 / m * (A[L] - Y) -> 2 * (A[L] - Y)
    the loss is a mean over the examples. At the start a factor is missing that depends
    on their number.
    see: opened, stage=8
other-sign: 2 / m * (A[L] - Y) -> 2 / m * (Y - A[L])
    the sign is turned at the start. Where a prediction is too large, the loss grows
    with it.
    see: opened, stage=8
mean-over-all-entries: 2 / m * (A[L] - Y) -> 2 / Y.size * (A[L] - Y)
    at the start this divides by the number of all entries. m is the number of examples,
    the rows.
    see: opened, stage=8
half-a-mean-over-all-entries: 2 / m * (A[L] - Y) -> (A[L] - Y) / Y.size
    at the start this divides by the number of all entries, where m is the number of the
    examples alone. And the square has not brought its factor.
    see: opened, stage=8
columns-for-m: len(Y) -> Y.shape[1]
    m has come out as the number of columns of Y. Here the examples are rows.
    see: opened, stage=8
m-from-outside: len(Y) -> 5
    m is always 5 here, as in the chapter's own network. Whoever calls the function
    brings other examples, so m must be read from Y in it.
slope-at-a: g[l].prime(Z[l]) -> g[l].prime(A[l])
    the derivative of the activation function is taken at A. It belongs to the matrix
    that goes into the function.
    see: entrywise, i=1, j=3, g=tanh
no-slope: g[l].prime(Z[l]) -> 1
    no activation function is differentiated, as if all were the identity. Between A[l]
    and Z[l] lies g[l], in every layer.
    see: scalar, w=1.5
no-slope-at-the-end: g[l].prime(Z[l]) -> (g[l].prime(Z[l]) if l < L else 1)
    the last layer is treated as if its activation function were the identity. It has a
    derivative too.
    see: scalar, w=1.5
no-slope-below: g[l].prime(Z[l]) -> (g[l].prime(Z[l]) if l == L else 1)
    the last layer is right. In the layers below, the way from A[l] to Z[l] leaves out
    the activation function.
    see: scalar, w=1.5
error-for-dz: 2 / m * (A[L] - Y) -> (A[L] - Y) / m
and: g[l].prime(Z[l]) -> (g[l].prime(Z[l]) if l < L else 1)
    dZ of the last layer is its error divided by m, as for a sigmoid with another loss,
    the cross-entropy. With squares it has a factor more, and the way from A[L] to Z[L]
    counts.
    see: opened, stage=9
matrix-product-to-z: dA * g -> dA @ g
    from A[l] to Z[l] one entry moves one entry and nothing is added up. That is not a
    matrix product.
    see: entrywise, i=1, j=3, g=tanh
not-transposed: dZ @ W[l].T -> dZ @ W[l]
    the last layer is right. On the way to the layer below, the weights are not
    transposed.
    see: transpose, j=2
wrong-side: dZ @ W[l].T -> W[l].T @ dZ
    the last layer is right. On the way to the layer below, the weights stand on the
    wrong side.
    see: transpose, j=2
entry-by-entry-to-a: dZ @ W[l].T -> dZ * W[l].T
or: dZ @ W[l].T -> dZ * W[l]
    the last layer is right. On the way to the layer below, * multiplies entry by entry,
    stretches what has one row or column, and refuses other shapes. A node hears from
    all nodes that it feeds, and that is a sum.
    see: transpose, j=2
from-a-to-a: dZ @ W[l].T -> dA @ W[l].T
    the last layer is right. The way to the layer below starts from the derivative with
    respect to A. It must start from the one with respect to Z.
    see: opened, stage=11
wrong-weights: dZ @ W[l].T -> dZ @ W[l - 1].T if l > 1 else 0
    the last layer is right. On the way to the layer below stand the weights of the
    wrong layer: those that made Z[l] of A[l - 1] lead back.
    see: opened, stage=11
no-such-layer: dZ @ W[l].T -> dZ @ W[l + 1].T
    a key that is not there. The layers of W, g and Z go from 1 to L, those of A from 0
    to L, and a dictionary of your own has only what has been put into it so far.
dw-not-transposed: A[l - 1].T @ dZ -> A[l - 1] @ dZ
    in dW the transpose of the constant factor is missing.
    see: left, i=1, j=2
dw-transposed: A[l - 1].T @ dZ -> dZ.T @ A[l - 1]
    each dW[l] is the transpose of what is wanted. It has the shape of W[l].
    see: left, i=1, j=2
entry-by-entry-to-w: A[l - 1].T @ dZ -> A[l - 1].T * dZ
    in dW, * multiplies entry by entry, stretches what has one row or column, and
    refuses other shapes. Every example adds its share to a weight's derivative, and
    that is a sum.
    see: left, i=1, j=2
activations-of-the-layer: A[l - 1].T @ dZ -> A[l].T @ dZ
    dW[l] is made with the activations of layer l itself. Which activations does W[l]
    multiply?
    see: opened, stage=13
no-brackets: A[l - 1].T @ dZ -> A[l - 1].T @ dA * g[l].prime(Z[l])
    in dW the brackets are missing. NumPy takes @ and * from left to right, so the
    matrix product comes before the elementwise one.
    see: opened, stage=13
m-again-in-dw: A[l - 1].T @ dZ -> A[l - 1].T @ dZ / m
    each dW[l] is divided by m once more. The factor 1/m of the loss comes in at the
    start and is handed down.
    see: opened, stage=13
factor-again-in-dw: A[l - 1].T @ dZ -> A[l - 1].T @ dZ * 2 / m
    each dW[l] is multiplied by 2/m once more. That factor of the loss comes in at the
    start and is handed down.
    see: opened, stage=13
m-again-below: A[l - 1].T @ dZ -> A[l - 1].T @ dZ / (m if l < L else 1)
    the last layer is right. In the layers below, each dW[l] is divided by m once more.
    They have the factor 1/m already, from the layer above.
    see: opened, stage=13
m-again-in-da: dZ @ W[l].T -> dZ @ W[l].T / m
    the last layer is right. Each step to the layer below divides by m again, so lower
    layers get 1/m^2, 1/m^3 and so on. The loss has one factor 1/m, and it comes in at
    the start.
    see: opened, stage=11
m-again-in-dz: g[l].prime(Z[l]) -> g[l].prime(Z[l]) / m
    each dZ is divided by m once more, and what is made from it inherits that: 1/m^2 in
    the last layer, 1/m^3 in the one below. The loss has one factor 1/m, and it comes in
    at the start.
    see: opened, stage=12
m-again-in-both: g[l].prime(Z[l]) -> g[l].prime(Z[l]) / m
and: A[l - 1].T @ dZ -> A[l - 1].T @ dZ / m
    each dZ and each dW is divided by m once more, and the factors pile up from layer to
    layer. The loss has one factor 1/m, and it comes in at the start.
    see: opened, stage=13
loop-too-short: range(L, 0, -1) -> range(L, 1, -1)
    the loop stops before layer 1. range leaves out its second number.
    see: opened, stage=16
last-layer-left-out: return dW -> del dW[L]; return dW
    the last layer is left out. It has weights like any other.
    see: opened, stage=10
upwards: range(L, 0, -1) -> range(1, L + 1)
and: dW = {} -> dW, dZ = {}, {}
and: dZ = dA * -> dA = dZ[l + 1] @ W[l + 1].T if l < L else dA; dZ[l] = dA *
and: A[l - 1].T @ dZ -> A[l - 1].T @ dZ[l]
and: dA = dZ @ W[l].T -> pass
    the loop goes from the first layer to the last. What a layer needs comes from the
    layer after it, so that one must have had its turn.
    see: opened, stage=10
writes-into-a: dA = 2 / m * (A[L] - Y) -> A[L] -= Y; dA = 2 / m * A[L]
    A[L] -= Y writes into the matrix of the forward pass. A new matrix for the
    difference leaves it alone.
""",
        ),
        *of_errors(
            my_backward,
            START,
            "A[L]",
            one="at the start the errors are averaged to one number, which then goes "
            "back for all examples. Each prediction has a derivative of its own.",
            each="at the start the errors are averaged over the examples. Each example "
            "goes back with its own; they meet in dW.",
            times="at the start the mean of the errors is multiplied by the errors. "
            "The derivative of a square has the error in it once.",
        ),
        *in_all_layers(my_backward, SLOPE),
    ),
)
