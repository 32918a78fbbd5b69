"""A function that is wrong in one line, which the check shows and the code hides."""

from typing import Any

from nnlib.activations import Activation
from nnlib.checks import Layers
from nnlib.exercises import slips
from nnlib.exercises.backpropagation.backward import measured, networks
from nnlib.exercises.cases import Matrix
from nnlib.exercises.function import FunctionExercise

Functions = dict[int, Activation]


def all_derivatives(
    W: Layers, g: Functions, Z: Layers, A: Layers, Y: Matrix
) -> dict[int, Any]:
    """Return dW, a dictionary: dW[l] is df/dW[l], for every layer l from 1 to L.

    W, g, Z, A and Y are those of a network after its forward pass, with one example a
    row, and f = (1/m) ||A[L] - Y||_F^2.
    """
    m, L = len(Y), len(W)
    dZ = {L: 2 / m * (A[L] - Y) * g[L].prime(Z[L])}
    for l in range(L, 1, -1):
        dA = dZ[l] @ W[l].T
        dZ[l - 1] = dA * g[l - 1].prime(Z[l - 1])
    return {l: A[l - 1].T @ dZ[l] for l in W}


mended = FunctionExercise(
    name="mended",
    title="Mend it",
    task=r"""
This backpropagation was used for a year, and every check that was made of it agreed.
Then somebody took another function in one layer. Here is what the check says now of a
network of three layers, `dW` beside central differences:

| $g^{[1]}, g^{[2]}, g^{[3]}$ | `dW[1]` | `dW[2]` | `dW[3]` |
|---|---|---|---|
| tanh, tanh, tanh | right | right | right |
| sigmoid, sigmoid, sigmoid | right | right | right |
| tanh, tanh, identity | wrong | wrong | right |
| sigmoid, tanh, tanh | wrong | right | right |
| identity, identity, tanh | wrong | wrong | right |
| tanh, identity, identity | wrong | right | right |

Say first, from the table alone, what must be wrong: which of the four equations, and
what of it. Then find the line and mend it. **One** line has to change. No shape can
help you, and neither can running it on a network whose layers are all alike.
""",
    hints=(
        "It all depends on the activation functions, so look where they come in. When "
        "all are the same, what is confused goes unseen.",
        "In the fourth row only layer 1 is wrong, and it is layer 1 that differs from "
        "its neighbour. In the third row layer 2 differs from layer 3. Whose function "
        "does the wrong layer get?",
        "The loop makes the derivatives of layer $l - 1$ in the turn that is called "
        "$l$. Read each index in that light.",
    ),
    derivation=r"""
**From the table.** The last layer is always right, so the start is. All is right where
all layers have the same function, so the products are, and the factor. What is left is
{eq}`eq-backprop-dZ` in the hidden layers, and of it the question *whose* derivative is
taken.

In the fourth row, sigmoid, tanh, tanh, layer 2 is right, though layer 1 below it has
another function; and layer 1 is wrong. In the last row layer 2 and layer 3 have the
same function, and layer 2 is right. So layer 2 is wrong where its function differs from
that of layer 3, and layer 1 where its own differs from that of layer 2 (or where it
inherits a mistake from above). Each hidden layer has been given the function of the
layer *after* it.

**The line.** In the turn $l$ of the loop, the derivatives of layer $l - 1$ are made.
There `g[l].prime(Z[l - 1])` stands, with the function of one layer and the
pre-activations of another. Both belong to layer $l - 1$:

$$
\frac{\partial f}{\partial Z^{[l-1]}} = \frac{\partial f}{\partial A^{[l-1]}} \odot
g^{[l-1]\prime}\bigl( Z^{[l-1]} \bigr) .
$$

A check is worth as much as the cases that it is given. This one had only ever seen
networks with one function in all layers.
""",
    function=all_derivatives,
    broken=("g[l - 1].prime(Z[l - 1])", "g[l].prime(Z[l - 1])"),
    returns="dW",
    cases=networks,
    expected=measured,
    slips=slips.of_function(
        all_derivatives,
        """
both-of-the-layer-above: g[l - 1].prime(Z[l - 1]) -> g[l].prime(Z[l])
    now the function and the pre-activations belong together, but they are those of the
    layer above. Whose derivatives does this turn of the loop make?
    see: opened, stage=12
other-one-changed: g[l - 1].prime(Z[l - 1]) -> g[l - 1].prime(Z[l])
    the pre-activations have come to be of the wrong layer. They were right.
    see: opened, stage=12
last-function-for-all: g[l - 1].prime(Z[l - 1]) -> g[L].prime(Z[l - 1])
    every hidden layer has been given the function of the last one. Each has its own.
    see: entrywise, i=1, j=3, g=tanh
function-for-its-derivative: g[l - 1].prime(Z[l - 1]) -> g[l - 1](Z[l - 1])
    it is the right function now, but its derivative is wanted there, as before.
    see: entrywise, i=1, j=3, g=tanh
slope-at-a: g[l - 1].prime(Z[l - 1]) -> g[l - 1].prime(A[l - 1])
    the derivative is taken at A now. It belongs to what goes into the function, as
    before.
    see: entrywise, i=1, j=3, g=tanh
no-slope: dA * g[l - 1].prime(Z[l - 1]) -> dA
    the slopes are gone from the hidden layers. They were needed; it was whose they were
    that was wrong.
    see: scalar, w=1.5
tanh-for-all: g[l - 1].prime(Z[l - 1]) -> (1 - A[l - 1] ** 2)
    this is right where the hidden layers have tanh, and wrong for every other function.
    see: entrywise, i=1, j=3, g=relu
weights-of-the-layer-below: dZ[l] @ W[l].T -> dZ[l] @ W[l - 1].T
and: g[l - 1].prime(Z[l - 1]) -> g[l].prime(Z[l - 1])
    the weights were the right ones: those that made Z[l] of A[l - 1] lead back. Look at
    another line.
    see: opened, stage=11
factor-at-the-start: 2 / m * (A[L] - Y) -> 1 / m * (A[L] - Y)
and: g[l - 1].prime(Z[l - 1]) -> g[l].prime(Z[l - 1])
    the start was right: the last layer agreed in every row of the table.
    see: opened, stage=8
""",
    ),
)
