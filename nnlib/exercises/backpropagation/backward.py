"""Backpropagation for any number of layers."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from nnlib.activations import Activation, identity, sigmoid, tanh
from nnlib.checks import Array, Layers
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.exercise import Slip
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


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    # m, and the nodes of layers 0 to L
    smallest = [(1, 1, 1), (3, 1, 1, 1), (2, 2, 2), (2, 2, 2, 2), (3, 3, 3, 3, 3)]
    for k, (m, *n) in enumerate(
        [*smallest, (1, 3, 2), *(sizes(rng, layers + 2, 5) for layers in (1, 2, 3))]
    ):
        # Small weights, so that no function gets flat.
        W = {l: matrix(rng, n[l - 1], n[l]) / 4 for l in range(1, len(n))}
        g = {l: (tanh, sigmoid, identity)[(k + len(W) - l) % 3] for l in W}
        Z, A = forward(dict(W), g, matrix(rng, m, n[0]))
        yield W, g, Z, A, matrix(rng, m, n[-1])


def _measured(W: Layers, g: Functions, Z: Layers, A: Layers, Y: Matrix) -> Layers:
    def f(l: int, M: Array) -> float:
        _, B = forward({**W, l: M}, g, A[0])
        return float(((B[len(W)] - Y) ** 2).mean(axis=0).sum())

    # From the last layer on: the first that is wrong says where to look.
    return {l: central_differences(partial(f, l), W[l]) for l in reversed(W)}


def _with(
    last: Callable[..., Any] = lambda A, Y: 2 / len(Y) * (A - Y),
    slope: Callable[..., Any] = lambda g, Z, A, l, L: g.prime(Z),
    dW: Callable[..., Any] = lambda before, dZ, dA, slope, after: before.T @ dZ,
    dA: Callable[..., Any] = lambda dZ, W, l, dA: dZ @ W[l].T,
    stop: int = 0,
) -> Callable[..., Any]:
    """Return the solution with one of its steps put differently."""

    def answer(W: Layers, g: Functions, Z: Layers, A: Layers, Y: Matrix) -> Layers:
        L, dW_ = len(W), {}
        dA_ = last(A[L], Y)
        for l in range(L, stop, -1):
            slope_ = slope(g[l], Z[l], A[l], l, L)
            dZ_ = dA_ * slope_
            dW_[l] = dW(A[l - 1], dZ_, dA_, slope_, A[l])
            if l > 1:
                dA_ = dA(dZ_, W, l, dA_)
        return dW_

    return answer


def _in_place(A: Matrix, Y: Matrix) -> Matrix:
    A -= Y
    return 2 / len(Y) * A


def _without_last(W: Layers, *rest: Any) -> Layers:
    dW = my_backward(W, *rest)
    return {l: dW[l] for l in range(1, len(W))}


def _upwards(W: Layers, g: Functions, Z: Layers, A: Layers, Y: Matrix) -> Layers:
    dZ: dict[int, Any] = {}
    for l in W:
        dA = dZ[l + 1] @ W[l + 1].T if l < len(W) else 2 / len(Y) * (A[l] - Y)
        dZ[l] = dA * g[l].prime(Z[l])
    return {l: A[l - 1].T @ dZ[l] for l in W}


backward_exercise = FunctionExercise(
    name="backward",
    title="Backpropagation",
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
    cases=_cases,
    expected=_measured,
    slips=(
        Slip(
            _with(last=lambda A, Y: A - Y),
            "the factor of the loss is missing at the start. All layers inherit it. "
            "With two examples it is 1 and hides.",
        ),
        Slip(
            _with(last=lambda A, Y: (A - Y) / len(Y)),
            "everything is half of what it should be: the square in the loss brings a "
            "factor.",
        ),
        Slip(
            _with(last=lambda A, Y: 2 * (A - Y)),
            "the loss is a mean over the examples. At the start a factor is missing "
            "that depends on their number.",
        ),
        Slip(
            _with(last=lambda A, Y: 2 / len(Y) * (Y - A)),
            "the sign is turned at the start. Where a prediction is too large, the "
            "loss grows with it.",
        ),
        Slip(
            _with(last=lambda A, Y: 2 / A.size * (A - Y)),
            "at the start this divides by the number of all entries. m is the number "
            "of examples, the rows.",
        ),
        Slip(
            _with(slope=lambda g, Z, A, l, L: g.prime(A)),
            "the derivative of the activation function is taken at A. It belongs to "
            "the matrix that goes into the function.",
        ),
        Slip(
            _with(slope=lambda g, Z, A, l, L: g.prime(Z) if l < L else 1 + 0 * Z),
            "the last layer is treated as if its activation function were the "
            "identity. It has a derivative too.",
        ),
        Slip(
            _with(slope=lambda g, Z, A, l, L: g.prime(Z) if l == L else 1 + 0 * Z),
            "the last layer is right. In the layers below, the way from A[l] to Z[l] "
            "leaves out the activation function.",
        ),
        Slip(
            _with(dA=lambda dZ, W, l, dA: dZ @ W[l]),
            "the last layer is right. On the way to the layer below, the weights are "
            "not transposed.",
        ),
        Slip(
            _with(dA=lambda dZ, W, l, dA: W[l].T @ dZ),
            "the last layer is right. On the way to the layer below, the weights stand "
            "on the wrong side.",
        ),
        Slip(
            _with(dA=lambda dZ, W, l, dA: dA @ W[l].T),
            "the last layer is right. The way to the layer below starts from the "
            "derivative by A. It must start from the one by Z.",
        ),
        Slip(
            _with(dA=lambda dZ, W, l, dA: dZ @ W[l - 1].T),
            "the last layer is right. On the way to the layer below stand the weights "
            "of the wrong layer: those that made Z[l + 1] of A[l] lead back.",
        ),
        Slip(
            _with(dW=lambda before, dZ, dA, slope, after: before @ dZ),
            "in dW the transpose of the constant factor is missing.",
        ),
        Slip(
            _with(dW=lambda before, dZ, dA, slope, after: dZ.T @ before),
            "each dW[l] is the transpose of what is wanted. It has the shape of W[l].",
        ),
        Slip(
            _with(dW=lambda before, dZ, dA, slope, after: after.T @ dZ),
            "dW[l] is made with the activations of layer l itself. Which activations "
            "does W[l] multiply?",
        ),
        Slip(
            _with(dW=lambda before, dZ, dA, slope, after: before.T @ dA * slope),
            "in dW the brackets are missing. NumPy takes @ and * from left to right, "
            "so the matrix product comes before the elementwise one.",
        ),
        Slip(
            _with(dW=lambda before, dZ, dA, slope, after: before.T @ dZ / len(dZ)),
            "each dW[l] is divided by m once more. The factor 1/m of the loss comes in "
            "at the start and is handed down.",
        ),
        Slip(
            _with(stop=1),
            "the loop stops before layer 1. range leaves out its second number.",
        ),
        Slip(
            _without_last,
            "the last layer is left out. It has weights like any other.",
        ),
        Slip(
            _upwards,
            "the loop goes from the first layer to the last. What a layer needs comes "
            "from the layer after it, so that one must have had its turn.",
        ),
        Slip(
            _with(last=_in_place),
            "A[L] -= Y writes into the matrix of the forward pass. A new matrix for "
            "the difference leaves it alone.",
        ),
    ),
)
