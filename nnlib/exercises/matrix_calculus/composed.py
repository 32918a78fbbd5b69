"""Rules chained from the outside in."""

from collections.abc import Iterator

import numpy as np

from nnlib.activations import Activation, sigmoid, tanh
from nnlib.checks import Array
from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences


def composed(X: Matrix, W: Matrix, C: Matrix, g: Activation) -> tuple[Matrix, Matrix]:
    """Return dX, m x n, and dW, n x r, for f = ||g(X W) + C||_F^2.

    X is m x n, W is n x r, C is m x r. g(Z) is g of every entry of Z, and g.prime(Z)
    its derivative there.
    """
    Z = X @ W
    E = g(Z) + C
    dE = 2 * E
    dZ = dE * g.prime(Z)
    return dZ @ W.T, X.T @ dZ


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    # m, n, r
    smallest = [(1, 1, 1), (2, 2, 2), (1, 2, 1), (2, 1, 2), (1, 3, 2), (3, 3, 3)]
    for k, (m, n, r) in enumerate([*smallest, *(sizes(rng, 3) for _ in range(4))]):
        # Small weights, so that g does not get flat.
        X, W, C = matrix(rng, m, n), matrix(rng, n, r) / 5, matrix(rng, m, r)
        yield X, W, C, (tanh, sigmoid)[k % 2]


def _measured(X: Matrix, W: Matrix, C: Matrix, g: Activation) -> tuple[Matrix, Matrix]:
    def f(X: Array, W: Array) -> float:
        return float(((g(X @ W) + C) ** 2).sum())

    return (
        central_differences(lambda X: f(X, W), X),
        central_differences(lambda W: f(X, W), W),
    )


composed_exercise = FunctionExercise(
    name="composed",
    title="From the outside in",
    task=r"""
Let $f = \lVert g(X W) + C \rVert_F^2$, where $X$ is $m \times n$, $W$ is $n \times r$
and $C$ is $m \times r$. The function $g$ is applied to every entry, and
$\lVert M \rVert_F^2$ is the sum of the squares of all entries of a matrix $M$. But for
$\frac{1}{m}$, this is the loss of one layer, if $C = -Y$.

Return $\frac{\partial f}{\partial X}$ and $\frac{\partial f}{\partial W}$, called `dX`
and `dW`. For the first, $X$ is the variable of the rules, $U$, and $W$ the constant,
$K$. For the second it is the other way round. `g(Z)` is $g$ of every entry of a matrix
$Z$, and `g.prime(Z)` is $g'$ of every entry.

Give every intermediate result a name before you differentiate.
""",
    hints=(
        r"On the way forward: $Z = X W$, $A = g(Z)$, $E = A + C$, $f = \lVert E "
        r"\rVert_F^2$. Begin with $\frac{\partial f}{\partial E}$, the derivative with "
        r"respect to the last of them.",
        r"Each line uses the one before it: the norm gives $2 E$, adding a constant "
        r"changes nothing, and $g$ multiplies entry by entry with $g'(Z)$. That is "
        r"$\frac{\partial f}{\partial Z}$, and it serves both results.",
        r"In $Z = X W$, $W$ stands on the right of $X$, and $X$ on the left of $W$. A "
        r"constant keeps its side and is transposed.",
    ),
    derivation=r"""
Name the steps: $Z = X W$, $A = g(Z)$, $E = A + C$ and $f = \lVert E \rVert_F^2$. From
the outside in:

$$
\begin{aligned}
\frac{\partial f}{\partial E} &= 2 E && \text{norm,} \\
\frac{\partial f}{\partial A} &= \frac{\partial f}{\partial E} && \text{sum,} \\
\frac{\partial f}{\partial Z} &= \frac{\partial f}{\partial A} \odot g'(Z)
&& \text{elementwise.}
\end{aligned}
$$

These are {eq}`eq-rule-norm`, {eq}`eq-rule-sum` and {eq}`eq-rule-elementwise`. They do
not ask which of $X$ and $W$ is the variable. Only the last step does. For
$\frac{\partial f}{\partial X}$, read $Z = X W$ as $G = U K$: the constant stands on the
right, and {eq}`eq-rule-right` gives

$$
\frac{\partial f}{\partial X} = \frac{\partial f}{\partial Z} W^\top .
$$

For $\frac{\partial f}{\partial W}$, read it as $G = K U$: now $W$ is $U$, and $X$ is
the constant on its left. {eq}`eq-rule-left` gives

$$
\frac{\partial f}{\partial W} = X^\top \frac{\partial f}{\partial Z} .
$$

The code has one line for each step, but for the sum rule, which changes nothing.
Because $\frac{\partial f}{\partial Z}$ has a name, no brackets can go wrong. Written in
one line, the elementwise product must come before the matrix product, and NumPy takes
`@` and `*` from left to right: `X.T @ dE * slope` would multiply the matrices first.
""",
    function=composed,
    returns=("dX", "dW"),
    cases=_cases,
    expected=_measured,
    slips=slips.of_function(
        composed,
        """
factor-2-missing: dE = 2 * E -> dE = E
    a factor 2 is missing. What is the derivative of the square of one entry?
    see: inwards, step=1
mean-for-sum: dE = 2 * E -> dE = 2 * E / len(E)
    this is divided by the number of rows. Here f is the sum of the squares and not a
    mean.
    see: inwards, step=1
c-left-out: g(Z) + C -> g(Z)
    C is left out. It is constant, but it is added before the squares are taken, so the
    norm rule meets it.
    see: inwards, step=1
c-subtracted: g(Z) + C -> g(Z) - C
    C is subtracted. In this f it is added, before the squares are taken.
slope-at-a: dE * g.prime(Z) -> dE * g.prime(g(Z))
    the derivative of g is taken at A. It belongs to Z, which goes into g.
    see: inwards, step=3
slope-left-out: dE * g.prime(Z) -> dE
    the way back leaves out g. Between E and Z lies a function of every entry.
    see: inwards, step=3
slope-of-tanh-always: dE * g.prime(Z) -> dE * (1 - np.tanh(Z) ** 2)
    the derivative of g is taken to be that of tanh. The function is handed in, and it
    is not always tanh.
    see: entrywise, i=1, j=3, g=relu
slope-of-tanh-from-a: dE * g.prime(Z) -> dE * (1 - g(Z) ** 2)
    1 - A^2 is the derivative of tanh, and of no other g. The g that is handed in brings
    its own derivative along.
    see: entrywise, i=1, j=3, g=relu
slope-of-sigmoid-always: dE * g.prime(Z) -> dE * sigmoid.prime(Z)
    the derivative of g is taken to be that of the sigmoid. The function is handed in,
    and it is not always the sigmoid.
    see: entrywise, i=1, j=3, g=tanh
slope-of-sigmoid-from-a: dE * g.prime(Z) -> dE * g(Z) * (1 - g(Z))
    A (1 - A) is the derivative of the sigmoid, and of no other g. The g that is handed
    in brings its own derivative along.
    see: entrywise, i=1, j=3, g=tanh
slope-of-relu-always: dE * g.prime(Z) -> dE * (Z > 0)
    1 where Z is positive and 0 elsewhere is the derivative of ReLU, and of no other g.
    The g that is handed in brings its own derivative along.
    see: entrywise, i=1, j=3, g=tanh
brackets-moved: dZ @ W.T -> dE * (g.prime(Z) @ W.T)
and: X.T @ dZ -> X.T @ dE * g.prime(Z)
    the brackets have moved. The elementwise product belongs to g and comes first on the
    way back, the matrix product comes second.
    see: inwards, step=4
brackets-missing-in-dw: X.T @ dZ -> X.T @ dE * g.prime(Z)
    in dW the brackets are missing. NumPy takes @ and * from left to right, so the
    matrix product comes first there.
    see: inwards, step=5
transposes-missing: dZ @ W.T -> dZ @ W
and: X.T @ dZ -> X @ dZ
    the transposes are missing. On the way back through a product the constant factor is
    transposed.
    see: inwards, step=4
transpose-missing-in-dx: dZ @ W.T -> dZ @ W
    in dX the transpose is missing. dW is right.
    see: inwards, step=4
transpose-missing-in-dw: X.T @ dZ -> X @ dZ
    in dW the transpose is missing. dX is right.
    see: inwards, step=5
order-swapped-in-dw: X.T @ dZ -> dZ @ X.T
    in dW the order is swapped. A constant keeps the side on which it stands in Z.
    see: inwards, step=5
star-for-at: dZ @ W.T -> dZ * W.T
and: X.T @ dZ -> X.T * dZ
    the last product is taken entry by entry. Z is a matrix product, and its way back is
    one too: @.
    see: inwards, step=4
results-swapped: return dZ @ W.T, X.T @ dZ -> return X.T @ dZ, dZ @ W.T
    the two results are swapped. Return dX first, then dW.
""",
    ),
)
