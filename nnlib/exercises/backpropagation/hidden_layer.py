"""One layer back."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from nnlib.activations import Activation, sigmoid, tanh
from nnlib.exercises.backpropagation.hard_coded import in_one_layer
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.changed import Changed
from nnlib.exercises.exercise import Slip
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


_changed = partial(Changed, hidden_layer)
BACK = "dZ_next @ W_next.T"
SLOPE = "g.prime(Z)"
WEIGHTS = "A_before.T @ dZ"

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
        Slip(
            _changed("not_transposed", {BACK: "dZ_next @ W_next"}),
            "W_next is not transposed. On the way forward it leads from layer l to the "
            "next; here the way goes back.",
        ),
        Slip(
            _changed("wrong_side", {BACK: "W_next.T @ dZ_next"}),
            "W_next stands on the wrong side. In Z_next = A W_next it stands on the "
            "right, and it keeps its side.",
        ),
        Slip(
            _changed("wrong_side_not_transposed", {BACK: "W_next @ dZ_next"}),
            "W_next stands on the wrong side and must be transposed. Which rule "
            "belongs to a constant on the right?",
        ),
        Slip(
            _changed("entry_by_entry_to_A", {BACK: "dZ_next * W_next.T"}),
            "on the way to A, * multiplies entry by entry, stretches what has one row "
            "or column, and refuses other shapes. A node hears from all nodes that it "
            "feeds, and that is a sum.",
            also=(
                _changed("entry_by_entry_to_A_as_it_is", {BACK: "dZ_next * W_next"}),
            ),
        ),
        Slip(
            _changed("slope_at_A", {SLOPE: "g.prime(g(Z))"}),
            "the derivative of g is taken at A. It belongs to the matrix that goes "
            "into g.",
        ),
        Slip(
            _changed("no_slope", {"dA * g.prime(Z)": "dA"}),
            "this is the derivative with respect to A, not yet the one with respect to "
            "Z. Between the two lies the activation function.",
        ),
        Slip(
            _changed("matrix_product_to_Z", {"dA * g": "dA @ g"}),
            "from A to Z one entry moves one entry and nothing is added up. That is "
            "not a matrix product.",
        ),
        *in_one_layer(
            _changed,
            SLOPE,
            "g(Z)",
            "the derivative is that of {}, whatever g is. g brings its own along.",
        ),
        Slip(
            _changed("m_again_in_dZ", {SLOPE: "g.prime(Z) / len(Z)"}),
            "dZ, and dW with it, is divided by m once more. The factor 1/m of the loss "
            "comes in at the last layer, and it is in dZ_next already.",
        ),
        Slip(
            _changed(
                "m_again_in_both",
                {SLOPE: "g.prime(Z) / len(Z)", WEIGHTS: "A_before.T @ dZ / len(Z)"},
            ),
            "dZ is divided by m, and dW by m twice. Every layer would shrink all "
            "layers below it. The loss has one factor 1/m, which is in dZ_next.",
        ),
        Slip(
            _changed("m_again_in_dW", {WEIGHTS: "A_before.T @ dZ / len(dZ)"}),
            "dZ is right. dW is divided by m once more, but the factor 1/m of the loss "
            "is in dZ_next already.",
        ),
        Slip(
            _changed("factor_again_in_dW", {WEIGHTS: "A_before.T @ dZ * 2 / len(dZ)"}),
            "dZ is right. dW is multiplied by 2/m once more, but that factor of the "
            "loss is in dZ_next already.",
        ),
        Slip(
            _changed("dW_not_transposed", {WEIGHTS: "A_before @ dZ"}),
            "dZ is right. In dW the transpose of the constant factor is missing.",
        ),
        Slip(
            _changed("dW_transposed", {WEIGHTS: "dZ.T @ A_before"}),
            "dZ is right, and dW is the transpose of what is wanted: it has the shape "
            "of W, p x q.",
        ),
        Slip(
            _changed("entry_by_entry_to_W", {WEIGHTS: "A_before.T * dZ"}),
            "dZ is right. In dW, * multiplies entry by entry, stretches what has one "
            "row or column, and refuses other shapes. Every example adds its share to "
            "a weight's derivative, and that is a sum.",
        ),
        Slip(
            _changed("activations_of_the_layer", {WEIGHTS: "g(Z).T @ dZ"}),
            "dZ is right. dW is made with the activations of the layer itself. Which "
            "activations do its weights multiply?",
        ),
        Slip(
            _changed("no_brackets", {WEIGHTS: "A_before.T @ dA * g.prime(Z)"}),
            "dZ is right. In dW the brackets are missing: NumPy takes @ and * from "
            "left to right, so the matrix product comes before the elementwise one.",
        ),
    ),
)
