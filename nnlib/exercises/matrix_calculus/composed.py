"""Rules chained from the outside in."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from nnlib.activations import Activation, sigmoid, tanh
from nnlib.checks import Array
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.exercise import Slip
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences


def composed(X: Matrix, W: Matrix, C: Matrix, g: Activation) -> tuple[Matrix, Matrix]:
    """Return dX, m x n, and dW, n x p, for f = ||g(X W) + C||_F^2.

    X is m x n, W is n x p, C is m x p. g(Z) is g of every entry of Z, and g.prime(Z)
    its derivative there.
    """
    Z = X @ W
    R = g(Z) + C
    dR = 2 * R
    dZ = dR * g.prime(Z)
    return dZ @ W.T, X.T @ dZ


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    # m, n, p
    smallest = [(1, 1, 1), (2, 2, 2), (1, 2, 1), (2, 1, 2), (1, 3, 2), (3, 3, 3)]
    for k, (m, n, p) in enumerate([*smallest, *(sizes(rng, 3) for _ in range(4))]):
        # Small weights, so that g does not get flat.
        X, W, C = matrix(rng, m, n), matrix(rng, n, p) / 5, matrix(rng, m, p)
        yield X, W, C, (tanh, sigmoid)[k % 2]


def _measured(X: Matrix, W: Matrix, C: Matrix, g: Activation) -> tuple[Matrix, Matrix]:
    def f(X: Array, W: Array) -> float:
        return float(((g(X @ W) + C) ** 2).sum())

    return (
        central_differences(lambda X: f(X, W), X),
        central_differences(lambda W: f(X, W), W),
    )


def _with(
    R: Callable[..., Any] = lambda A, C: A + C,
    dR: Callable[..., Any] = lambda R: 2 * R,
    dZ: Callable[..., Any] = lambda dR, g, Z: dR * g.prime(Z),
    dX: Callable[..., Any] = lambda dZ, W, dR, slope: dZ @ W.T,
    dW: Callable[..., Any] = lambda X, dZ, dR, slope: X.T @ dZ,
) -> Callable[..., Any]:
    """Return the solution with one of its steps put differently."""

    def answer(X: Matrix, W: Matrix, C: Matrix, g: Activation) -> tuple[Any, Any]:
        Z = X @ W
        dR_, slope = dR(R(g(Z), C)), g.prime(Z)
        dZ_ = dZ(dR_, g, Z)
        return dX(dZ_, W, dR_, slope), dW(X, dZ_, dR_, slope)

    return answer


composed_exercise = FunctionExercise(
    name="composed",
    title="From the outside in",
    task=r"""
Let $f = \lVert g(X W) + C \rVert_F^2$, where $X$ is $m \times n$, $W$ is $n \times p$
and $C$ is $m \times p$. The function $g$ is applied to every entry, and
$\lVert M \rVert_F^2$ is the sum of the squares of all entries of $M$. Return
$\frac{\partial f}{\partial X}$ and $\frac{\partial f}{\partial W}$, called `dX` and
`dW`: each time one of them is the variable and the rest is constant. `g(Z)` is $g$ of
every entry of a matrix $Z$, and `g.prime(Z)` is $g'$ of every entry.

Give every intermediate result a name before you differentiate.
""",
    hints=(
        r"On the way forward: $Z = X W$, $A = g(Z)$, $R = A + C$, $f = \lVert R "
        r"\rVert_F^2$. Begin with $\frac{\partial f}{\partial R}$, the derivative by "
        r"the outermost.",
        r"Each line uses the one before it: the norm gives $2 R$, adding a constant "
        r"changes nothing, and $g$ multiplies entry by entry with $g'(Z)$. That is "
        r"$\frac{\partial f}{\partial Z}$, and it serves both results.",
        r"In $Z = X W$, $W$ stands on the right of $X$, and $X$ on the left of $W$. A "
        r"constant keeps its side and is transposed.",
    ),
    derivation=r"""
Name the steps: $Z = X W$, $A = g(Z)$, $R = A + C$ and $f = \lVert R \rVert_F^2$. From
the outside in:

$$
\begin{aligned}
\frac{\partial f}{\partial R} &= 2 R && \text{norm,} \\
\frac{\partial f}{\partial A} &= \frac{\partial f}{\partial R} && \text{sum,} \\
\frac{\partial f}{\partial Z} &= \frac{\partial f}{\partial A} \odot g'(Z)
&& \text{elementwise.}
\end{aligned}
$$

These are {eq}`eq-rule-norm`, {eq}`eq-rule-sum` and {eq}`eq-rule-elementwise`. They do
not ask which of $X$ and $W$ is the variable. Only the last step does. If $X$ varies,
the constant $W$ stands on its right, and {eq}`eq-rule-right` gives

$$
\frac{\partial f}{\partial X} = \frac{\partial f}{\partial Z} W^\top .
$$

If $W$ varies, the constant $X$ stands on its left, and {eq}`eq-rule-left` gives

$$
\frac{\partial f}{\partial W} = X^\top \frac{\partial f}{\partial Z} .
$$

The code has one line for each step. Because $\frac{\partial f}{\partial Z}$ has a name,
no brackets can go wrong. Written in one line, the elementwise product must come before
the matrix product, and NumPy takes `@` and `*` from left to right: `X.T @ dR * slope`
would multiply the matrices first.
""",
    function=composed,
    returns=("dX", "dW"),
    cases=_cases,
    expected=_measured,
    slips=(
        Slip(
            _with(dR=lambda R: R),
            "a factor 2 is missing. What is the derivative of the square of one entry?",
        ),
        Slip(
            _with(R=lambda A, C: A),
            "C is left out. It is constant, but it is added before the squares are "
            "taken, so the norm rule meets it.",
        ),
        Slip(
            _with(dZ=lambda dR, g, Z: dR * g.prime(g(Z))),
            "the derivative of g is taken at A. It belongs to Z, which goes into g.",
        ),
        Slip(
            _with(dZ=lambda dR, g, Z: dR),
            "the way back leaves out g. Between R and Z lies a function of every "
            "entry.",
        ),
        Slip(
            _with(
                dX=lambda dZ, W, dR, slope: dR * (slope @ W.T),
                dW=lambda X, dZ, dR, slope: X.T @ dR * slope,
            ),
            "the brackets have moved. The elementwise product belongs to g and comes "
            "first on the way back, the matrix product comes second.",
        ),
        Slip(
            _with(dW=lambda X, dZ, dR, slope: X.T @ dR * slope),
            "in dW the brackets are missing. NumPy takes @ and * from left to right, "
            "so the matrix product comes first there.",
        ),
        Slip(
            _with(
                dX=lambda dZ, W, dR, slope: dZ @ W,
                dW=lambda X, dZ, dR, slope: X @ dZ,
            ),
            "the transposes are missing. On the way back through a product the "
            "constant factor is transposed.",
        ),
        Slip(
            _with(dX=lambda dZ, W, dR, slope: dZ @ W),
            "in dX the transpose is missing. dW is right.",
        ),
        Slip(
            _with(dW=lambda X, dZ, dR, slope: X @ dZ),
            "in dW the transpose is missing. dX is right.",
        ),
        Slip(
            _with(dW=lambda X, dZ, dR, slope: dZ @ X.T),
            "in dW the order is swapped. A constant keeps the side on which it stands "
            "in Z.",
        ),
        Slip(
            lambda X, W, C, g: composed(X, W, C, g)[::-1],
            "the two results are swapped. Return dX first, then dW.",
        ),
    ),
)
