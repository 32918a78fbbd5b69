"""The way back begins: the last layer."""

from collections.abc import Iterator

import numpy as np

from nnlib.activations import Activation, identity, sigmoid, tanh
from nnlib.exercises import slips
from nnlib.exercises.backpropagation.hard_coded import in_one_layer
from nnlib.exercises.backpropagation.means import of_errors
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences


def output_layer(
    A: Matrix, Z: Matrix, Y: Matrix, g: Activation
) -> tuple[Matrix, Matrix]:
    """Return dA and dZ, both m x p, for f = (1/m) ||A - Y||_F^2 and A = g(Z).

    A, Z and Y are m x p, one row an example. g(M) is g of every entry of M, and
    g.prime(M) its derivative there.
    """
    m = len(Y)
    dA = 2 / m * (A - Y)
    return dA, dA * g.prime(Z)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    smallest = [(1, 1), (2, 2), (3, 1), (1, 3), (3, 3)]
    shapes = [*smallest, *(sizes(rng, 2) for _ in range(5))]
    for k, (m, p) in enumerate(shapes):
        g = (tanh, sigmoid, identity)[k % 3]
        Z = matrix(rng, m, p)
        yield g(Z), Z, matrix(rng, m, p), g


def _measured(A: Matrix, Z: Matrix, Y: Matrix, g: Activation) -> tuple[Matrix, Matrix]:
    examples = Y.shape[0]
    return (
        central_differences(lambda A: float(((A - Y) ** 2).sum()) / examples, A),
        central_differences(lambda Z: float(((g(Z) - Y) ** 2).sum()) / examples, Z),
    )


START = "2 / m * (A - Y)"
SLOPE = "g.prime(Z)"

output_layer_exercise = FunctionExercise(
    name="output-layer",
    title="The last layer",
    task=r"""
The last layer of a network makes the predictions $A = g(Z)$, and the loss compares them
with the targets $Y$:

$$
f = \frac{1}{m} \lVert A - Y \rVert_F^2 .
$$

All matrices are $m \times p$: $m$ examples, $p$ nodes. Return
$\frac{\partial f}{\partial A}$ and $\frac{\partial f}{\partial Z}$, called `dA` and
`dZ`. The activation function is handed in as `g`: `g(M)` is $g$ of every entry of a
matrix $M$, and `g.prime(M)` is $g'$ of every entry.
""",
    hints=(
        r"Take the loss from the outside in: a number $\frac{1}{m}$ times a squared "
        r"norm, the norm of a difference.",
        r"$\lVert E \rVert_F^2$ has the derivative $2 E$ with respect to $E$, and "
        r"subtracting the constant $Y$ changes no derivative. $m$ counts the rows.",
        r"From $A$ to $Z$ one entry moves one entry, at the rate $g'$. At which of the "
        r"two matrices is $g'$ taken, at the one that goes into $g$ or the one that "
        r"comes out?",
    ),
    derivation=r"""
Put $E = A - Y$ and $u = \lVert E \rVert_F^2$, so that $f = \frac{1}{m} u$. From the
outside in:

$$
\begin{aligned}
\frac{\partial f}{\partial u} &= \frac{1}{m} && \text{scaling,} \\
\frac{\partial f}{\partial E} &= \frac{1}{m} \cdot 2 E && \text{norm,} \\
\frac{\partial f}{\partial A} &= \frac{2}{m} (A - Y) && \text{sum,} \\
\frac{\partial f}{\partial Z} &= \frac{\partial f}{\partial A} \odot g'(Z)
&& \text{elementwise.}
\end{aligned}
$$

The last two are {eq}`eq-backprop-dA-last` and {eq}`eq-backprop-dZ` for $l = L$. In the
code $m$ is the number of rows, `len(Y)`, however many columns there are. `np.mean`
would divide by the number of all entries, which is another loss as soon as $p > 1$.

Two mistakes hide in some cases: with $m = 2$ the factor $\frac{2}{m}$ is 1, and with
the identity as activation function $g'$ is 1 wherever it is taken.
""",
    function=output_layer,
    returns=("dA", "dZ"),
    cases=_cases,
    expected=_measured,
    slips=(
        *slips.of_function(
            output_layer,
            """
no-factor: 2 / m * (A - Y) -> A - Y
    the factor in front is missing. The squares bring one part of it and the mean over
    the examples the other. With two examples they cancel.
    see: opened, stage=8
half: 2 / m * (A - Y) -> 1 / m * (A - Y)
    dA is half of what it should be. Did the square bring its factor?
    see: opened, stage=8
no-mean: 2 / m * (A - Y) -> 2 * (A - Y)
    the loss is a mean: one of m examples counts for one part in m.
    see: opened, stage=8
mean-over-all-entries: 2 / m * (A - Y) -> 2 / A.size * (A - Y)
    this divides by the number of all entries. m is the number of examples, which are
    the rows.
    see: opened, stage=8
half-a-mean-over-all-entries: 2 / m * (A - Y) -> (A - Y) / A.size
    this divides by the number of all entries, where m is the number of the examples
    alone. And the square has not brought its factor.
    see: opened, stage=8
columns-for-m: len(Y) -> Y.shape[1]
    m has come out as the number of columns. Here the examples are the rows.
    see: opened, stage=8
m-from-outside: len(Y) -> 5
    m is always 5 here, as in the chapter's own example. Whoever calls the function
    brings other examples, so m must be read from A or Y in it.
other-sign: 2 / m * (A - Y) -> 2 / m * (Y - A)
    the sign. Where a prediction is too large, a still larger one would make the loss
    grow, so the derivative is positive there.
    see: opened, stage=8
slope-at-a: g.prime(Z) -> g.prime(A)
    dA is right. In dZ the derivative of g is taken at A. It belongs to the matrix that
    goes into g.
    see: entrywise, i=1, j=3, g=tanh
matrix-product: dA * g -> dA @ g
    dA is right. In dZ one entry moves one entry and nothing is added up, so the matrix
    product has no place there.
    see: entrywise, i=1, j=3, g=tanh
no-slope: dA * g.prime(Z) -> dA
    dA is right, but dZ is the same matrix. Between Z and A lies the activation
    function.
    see: entrywise, i=1, j=3, g=tanh
slope-alone: dA * g.prime(Z) -> g.prime(Z)
    dA is right. dZ says how A moves with Z, but not yet how f moves with A.
    see: entrywise, i=1, j=3, g=tanh
error-for-dz: dA * g.prime(Z) -> A - Y
    dA is right. dZ is the errors alone. That formula belongs to another loss, the
    cross-entropy with a sigmoid, where much cancels.
    see: opened, stage=9
error-by-m-for-dz: dA * g.prime(Z) -> (A - Y) / m
    dA is right. dZ is the errors divided by m, as for a sigmoid with another loss, the
    cross-entropy. With squares the way from A to Z counts.
    see: opened, stage=9
other-order: return dA, dA * g.prime(Z) -> return dA * g.prime(Z), dA
    the two results are in the wrong order: first dA, then dZ.
""",
        ),
        *of_errors(
            output_layer,
            START,
            "A",
            one="the errors are averaged before they go back, so dA has become a "
            "single number. Each prediction has a derivative of its own.",
            each="the errors are averaged over the examples before they go back. Each "
            "example has a derivative of its own: a row of dA.",
            times="the mean of the errors times the errors. The derivative of a square "
            "has the error in it once, and the mean is one over the squares.",
        ),
        *in_one_layer(
            output_layer,
            SLOPE,
            "A",
            "dA is right. dZ takes g for {}, whatever it is. g brings its own "
            "derivative along.",
        ),
    ),
)
