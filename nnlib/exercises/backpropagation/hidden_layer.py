"""One layer back."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlib.activations import Activation, sigmoid, tanh
from nnlib.exercises import slips
from nnlib.exercises.backpropagation.hard_coded import in_one_layer
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences


def hidden_layer(
    dZ_next: Matrix, W_next: Matrix, Z: Matrix, A_before: Matrix, g: Activation
) -> tuple[Matrix, Matrix]:
    """Return dZ, m x q, and dW, p x q, of a hidden layer of q nodes.

    The layer has Z = A_before W and A = g(Z); A_before is m x p, and Z is m x q. The
    next layer of r nodes has Z_next = A W_next; W_next is q x r, and dZ_next, m x r,
    is df/dZ_next. g(M) is g of every entry of M, and g.prime(M) its derivative there.
    """
    dA = dZ_next @ W_next.T
    dZ = dA * g.prime(Z)
    return dZ, A_before.T @ dZ


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    # m, p, q, r
    smallest = [(1, 1, 1, 1), (2, 2, 2, 2), (3, 1, 1, 1), (1, 2, 3, 2), (3, 3, 3, 3)]
    shapes = [*smallest, *(sizes(rng, 4) for _ in range(5))]
    for k, (m, p, q, r) in enumerate(shapes):
        # Small weights, so that g does not get flat.
        A_before, W = matrix(rng, m, p), matrix(rng, p, q) / 5
        dZ_next, W_next = matrix(rng, m, r), matrix(rng, q, r)
        yield dZ_next, W_next, A_before @ W, A_before, (tanh, sigmoid)[k % 2]


def _measured(
    dZ_next: Matrix, W_next: Matrix, Z: Matrix, A_before: Matrix, g: Activation
) -> tuple[Matrix, Matrix]:
    def f(Z: Any) -> float:
        return float((dZ_next * (g(Z) @ W_next)).sum())

    no_change = np.zeros((A_before.shape[1], Z.shape[1]))
    return (
        central_differences(f, Z),
        # A change of W by delta_W changes Z by A_before delta_W.
        central_differences(lambda delta_W: f(Z + A_before @ delta_W), no_change),
    )


SLOPE = "g.prime(Z)"

hidden_layer_exercise = FunctionExercise(
    name="hidden-layer",
    title="One layer back",
    task=r"""
A hidden layer $l$ computes $Z^{[l]} = A^{[l-1]} W^{[l]}$ and
$A^{[l]} = g^{[l]}(Z^{[l]})$, and the next layer $Z^{[l+1]} = A^{[l]} W^{[l+1]}$. What
follows, up to the loss $f$, is not known to you, except for one thing:
$\frac{\partial f}{\partial Z^{[l+1]}}$. Return
$\frac{\partial f}{\partial Z^{[l]}}$ and $\frac{\partial f}{\partial W^{[l]}}$.

In the code these are `dZ` and `dW`. You are given
$\frac{\partial f}{\partial Z^{[l+1]}}$ as `dZ_next`, $W^{[l+1]}$ as `W_next`, $Z^{[l]}$
as `Z`, $A^{[l-1]}$ as `A_before` and $g^{[l]}$ as `g`, with its derivative `g.prime`.
The layers $l-1$, $l$ and $l+1$ have $p$, $q$ and $r$ nodes.
""",
    hints=(
        r"Go one link at a time: from $Z^{[l+1]}$ back to $A^{[l]}$, from there to "
        r"$Z^{[l]}$, from there to $W^{[l]}$. Give the derivative with respect to "
        r"$A^{[l]}$ a name.",
        r"In $Z^{[l+1]} = A^{[l]} W^{[l+1]}$ the constant $W^{[l+1]}$ stands on the "
        r"right. On the way back it keeps its side and is transposed.",
        r"In $Z^{[l]} = A^{[l-1]} W^{[l]}$ the variable is $W^{[l]}$, and the constant "
        r"$A^{[l-1]}$ stands on its left. The result has the shape of $W^{[l]}$, "
        r"$p \times q$.",
    ),
    derivation=r"""
**To $A^{[l]}$.** In $Z^{[l+1]} = A^{[l]} W^{[l+1]}$, $A^{[l]}$ varies and the constant
stands on its right. By {eq}`eq-rule-right`,

$$
\frac{\partial f}{\partial A^{[l]}} =
\frac{\partial f}{\partial Z^{[l+1]}}\, W^{[l+1]\top} .
$$

$m \times r$ times $r \times q$ is $m \times q$, the shape of $A^{[l]}$.

**To $Z^{[l]}$.** $A^{[l]} = g^{[l]}(Z^{[l]})$ entry by entry. By
{eq}`eq-rule-elementwise`,

$$
\frac{\partial f}{\partial Z^{[l]}} = \frac{\partial f}{\partial A^{[l]}} \odot
g^{[l]\prime}\bigl( Z^{[l]} \bigr) .
$$

**To $W^{[l]}$.** In $Z^{[l]} = A^{[l-1]} W^{[l]}$, $W^{[l]}$ varies and the constant
stands on its left. By {eq}`eq-rule-left`,

$$
\frac{\partial f}{\partial W^{[l]}} = A^{[l-1]\top}\,
\frac{\partial f}{\partial Z^{[l]}} .
$$

$p \times m$ times $m \times q$ is $p \times q$, the shape of $W^{[l]}$.

These are {eq}`eq-backprop-dA`, {eq}`eq-backprop-dZ` and {eq}`eq-backprop-dW`, and the
code has one line for each. There is no factor $\frac{1}{m}$ here. It belongs to the
loss and is already in $\frac{\partial f}{\partial Z^{[l+1]}}$. In some books the loss
is differentiated without it, for one example at a time, and then it appears in the line
for $\frac{\partial f}{\partial W^{[l]}}$ instead.
""",
    function=hidden_layer,
    returns=("dZ", "dW"),
    cases=_cases,
    expected=_measured,
    slips=(
        *slips.of_function(
            hidden_layer,
            """
not-transposed: dZ_next @ W_next.T -> dZ_next @ W_next
    W_next is not transposed. On the way forward it leads from layer l to the next; here
    the way goes back.
    see: transpose, j=2
wrong-side: dZ_next @ W_next.T -> W_next.T @ dZ_next
    W_next stands on the wrong side. In Z_next = A W_next it stands on the right, and it
    keeps its side.
    see: transpose, j=2
wrong-side-not-transposed: dZ_next @ W_next.T -> W_next @ dZ_next
    W_next stands on the wrong side and must be transposed. Which rule belongs to a
    constant on the right?
    see: transpose, j=2
entry-by-entry-to-a: dZ_next @ W_next.T -> dZ_next * W_next.T
or: dZ_next @ W_next.T -> dZ_next * W_next
    on the way to A, * multiplies entry by entry, stretches what has one row or column,
    and refuses other shapes. A node hears from all nodes that it feeds, and that is a
    sum.
    see: transpose, j=2
slope-at-a: g.prime(Z) -> g.prime(g(Z))
    the derivative of g is taken at A. It belongs to the matrix that goes into g.
    see: entrywise, i=1, j=3, g=tanh
no-slope: dA * g.prime(Z) -> dA
    this is the derivative with respect to A, not yet the one with respect to Z. Between
    the two lies the activation function.
    see: entrywise, i=1, j=3, g=tanh
matrix-product-to-z: dA * g -> dA @ g
    from A to Z one entry moves one entry and nothing is added up. That is not a matrix
    product.
    see: entrywise, i=1, j=3, g=tanh
m-again-in-dz: g.prime(Z) -> g.prime(Z) / len(Z)
    dZ, and dW with it, is divided by m once more. The factor 1/m of the loss comes in
    at the last layer, and it is in dZ_next already.
    see: opened, stage=12
m-again-in-both: g.prime(Z) -> g.prime(Z) / len(Z)
and: A_before.T @ dZ -> A_before.T @ dZ / len(Z)
    dZ is divided by m, and dW by m twice. Every layer would shrink all layers below it.
    The loss has one factor 1/m, which is in dZ_next.
    see: opened, stage=13
m-again-in-dw: A_before.T @ dZ -> A_before.T @ dZ / len(dZ)
    dZ is right. dW is divided by m once more, but the factor 1/m of the loss is in
    dZ_next already.
    see: opened, stage=13
factor-again-in-dw: A_before.T @ dZ -> A_before.T @ dZ * 2 / len(dZ)
    dZ is right. dW is multiplied by 2/m once more, but that factor of the loss is in
    dZ_next already.
    see: opened, stage=13
dw-not-transposed: A_before.T @ dZ -> A_before @ dZ
    dZ is right. In dW the transpose of the constant factor is missing.
    see: left, i=1, j=2
dw-transposed: A_before.T @ dZ -> dZ.T @ A_before
    dZ is right, and dW is the transpose of what is wanted: it has the shape of W, p x
    q.
    see: left, i=1, j=2
entry-by-entry-to-w: A_before.T @ dZ -> A_before.T * dZ
    dZ is right. In dW, * multiplies entry by entry, stretches what has one row or
    column, and refuses other shapes. Every example adds its share to a weight's
    derivative, and that is a sum.
    see: left, i=1, j=2
activations-of-the-layer: A_before.T @ dZ -> g(Z).T @ dZ
    dZ is right. dW is made with the activations of the layer itself. Which activations
    do its weights multiply?
    see: opened, stage=13
no-brackets: A_before.T @ dZ -> A_before.T @ dA * g.prime(Z)
    dZ is right. In dW the brackets are missing: NumPy takes @ and * from left to right,
    so the matrix product comes before the elementwise one.
    see: opened, stage=13
""",
        ),
        *in_one_layer(
            hidden_layer,
            SLOPE,
            "g(Z)",
            "the derivative is that of {}, whatever g is. g brings its own along.",
        ),
    ),
)
