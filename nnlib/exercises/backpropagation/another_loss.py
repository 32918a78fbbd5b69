"""Another loss: of the four equations, the first alone changes."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlib.activations import Activation, identity, sigmoid, tanh
from nnlib.checks import Array
from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences


def last_layer(A: Matrix, Z: Matrix, Y: Matrix, g: Activation) -> Any:
    """Return dA and dZ, m x p: df/dA and df/dZ of the last layer.

    A = g(Z) are the predictions and Y the targets, all m x p: one row an example.
    g.prime(Z) is the derivative of g at every entry of Z. f is the mean over the
    examples of the sum of h(A_ij - Y_ij).
    """
    E = A - Y
    dA = 2 / len(Y) * np.clip(E, -1, 1)
    dZ = dA * g.prime(Z)
    return dA, dZ


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    functions = [identity, identity, tanh, sigmoid, identity, tanh, sigmoid]
    smallest = [(1, 1), (2, 1), (2, 2), (1, 2), (3, 3), (3, 1)]
    shapes = [*smallest, *(sizes(rng, 2) for _ in range(5))]
    for k, (m, p) in enumerate(shapes):
        g = functions[k % len(functions)]
        Z = matrix(rng, m, p)
        # Errors on both sides of 1 and -1, never just there.
        E = matrix(rng, m, p, 0.1, 2.4) + 0.05
        A = np.asarray(g(Z))
        yield A, Z, A - E, g


def _h(E: Array) -> Array:
    return np.where(np.abs(E) <= 1, E**2, 2 * np.abs(E) - 1)


def _measured(A: Matrix, Z: Matrix, Y: Matrix, g: Activation) -> Any:
    def f(A: Array) -> float:
        return float(_h(A - Y).sum() / len(Y))

    return central_differences(f, A), central_differences(lambda Z: f(g(Z)), Z)


another_loss = FunctionExercise(
    name="another-loss",
    title="A loss that forgives",
    task=r"""
A single target with a gross mistake in it, a comma in the wrong place, can spoil a fit,
because squares make much of large errors. So here is a loss that is a square near $0$
and goes straight on from there:

$$
f = \frac{1}{m} \sum_{i=1}^{m} \sum_{j=1}^{p} h(A_{ij} - Y_{ij}), \qquad
h(u) = \begin{cases} u^2 & \text{if } |u| \le 1, \\ 2 |u| - 1 & \text{if } |u| > 1.
\end{cases}
$$

(It is called the Huber loss.) $A = g(Z)$ are the predictions and $Y$ the targets, all
$m \times p$: $m$ examples, $p$ nodes. The activation function is handed in as `g`, with
its derivative `g.prime`. Return $\frac{\partial f}{\partial A}$ and
$\frac{\partial f}{\partial Z}$, called `dA` and `dZ`. Decide first which of the four
equations of backpropagation know anything of the loss.
""",
    hints=(
        "Differentiate $h$ in three pieces: between $-1$ and $1$, above $1$ and below "
        "$-1$. A sketch of $h$ helps: where are its slopes positive, and where do they "
        "stop growing?",
        r"$h(A_{ij} - Y_{ij})$ knows one entry of $A$ alone, and its slope there is "
        r"that of $h$. What does the $\frac{1}{m}$ do?",
        "`np.clip(E, -1, 1)` puts $1$ in the place of all that is larger and $-1$ in "
        "the place of all that is smaller. `np.where` and `np.sign` will do as well.",
    ),
    derivation=r"""
**The slope of $h$.** Between $-1$ and $1$ it is $2u$. Above $1$, $h(u) = 2u - 1$ has
the slope $2$, and below $-1$, $h(u) = -2u - 1$ has the slope $-2$. At $1$ the pieces
meet: $u^2$ and $2u - 1$ are both $1$ there, and both slopes are $2$. So $h'(u) =
2c(u)$, where $c$ leaves $u$ alone between $-1$ and $1$ and puts the nearer of these
ends in its place otherwise.

**The first equation.** $f$ is the sum of all $h(A_{ij} - Y_{ij})$, divided by $m$, and
$A_{ij}$ stands in one of them. So

$$
\frac{\partial f}{\partial A_{ij}} = \frac{2}{m} \, c(A_{ij} - Y_{ij}) .
$$

With squares, {eq}`eq-backprop-dA-last`, the error itself would stand there. An example
with a gross mistake now pulls no harder than one that is off by $1$: its error is still
seen, but it cannot shout the others down.

**The others.** {eq}`eq-backprop-dZ` leads from $A$ to $Z$ and does not ask where
$\frac{\partial f}{\partial A}$ has come from:
$\frac{\partial f}{\partial Z} = \frac{\partial f}{\partial A} \odot g'(Z)$. The same
goes for {eq}`eq-backprop-dA` and {eq}`eq-backprop-dW`. Whoever wants to train with
another loss changes one line.
""",
    function=last_layer,
    returns=("dA", "dZ"),
    cases=_cases,
    expected=_measured,
    slips=slips.of_function(
        last_layer,
        """
squares-everywhere: np.clip(E, -1, 1) -> E
    dA is right for small errors. For large ones h is no square any more, and its slope
    has stopped growing.
sign-lost: np.clip(E, -1, 1) -> np.where(np.abs(E) <= 1, E, 1)
    a large error may be negative. The slope of h is negative there: less of an error
    means a smaller loss.
large-errors-left-out: np.clip(E, -1, 1) -> np.where(np.abs(E) <= 1, E, 0)
    large errors get no derivative at all. h goes on rising there, along a straight
    line.
sign-turned: np.clip(E, -1, 1) -> np.where(np.abs(E) <= 1, E, -np.sign(E))
    for large errors the sign is turned: h rises to both sides.
half-for-large-errors: np.clip(E, -1, 1) -> np.where(np.abs(E) <= 1, E, np.sign(E) / 2)
    for large errors dA is half of what it should be. What is the slope of 2|u| - 1?
h-itself: 2 / len(Y) * np.clip(E, -1, 1)
-> np.where(np.abs(E) <= 1, E**2, 2 * np.abs(E) - 1) / len(Y)
    dA holds the values of h. Its slopes are wanted.
sizes-alone: np.clip(E, -1, 1) -> np.minimum(np.abs(E), 1)
    dA is nowhere negative. Where a prediction is too small, the loss falls as it rises.
half: 2 / len(Y) * np.clip -> 1 / len(Y) * np.clip
    dA is half of what it should be. What is the slope of a square?
no-mean: 2 / len(Y) * np.clip -> 2 * np.clip
    the mean over the examples is forgotten: a factor is missing that depends on their
    number.
mean-over-all-entries: 2 / len(Y) * np.clip -> 2 / Y.size * np.clip
    the sum is divided by the number of all entries. The mean is over the examples, the
    rows.
columns-for-m: 2 / len(Y) * np.clip -> 2 / Y.shape[1] * np.clip
    m has come out as the number of nodes. The examples are rows.
other-sign: E = A - Y -> E = Y - A
    the sign. Where a prediction is too large, the loss grows with it.
no-slope: dA * g.prime(Z) -> dA
    dA is right, but dZ is the same matrix. Between Z and A lies the activation
    function, whatever the loss is.
    see: entrywise, i=1, j=3, g=tanh
slope-at-a: g.prime(Z) -> g.prime(A)
    dA is right. In dZ the derivative of g is taken at A, and it belongs to what goes
    into g.
    see: entrywise, i=1, j=3, g=tanh
slope-alone: dA * g.prime(Z) -> g.prime(Z)
    dA is right. dZ says how A moves with Z, but not how f moves with A.
    see: entrywise, i=1, j=3, g=tanh
error-for-dz: dA * g.prime(Z) -> E / len(Y)
    dA is right. dZ holds the errors divided by m, as for a sigmoid with cross-entropy.
    Here the loss is another one.
    see: opened, stage=9
other-order: return dA, dZ -> return dZ, dA
    the two results are in the wrong order: first dA, then dZ.
""",
    ),
)
