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


def _with(
    name: str,
    E: Callable[..., Any] = lambda A, C: A + C,
    dE: Callable[..., Any] = lambda E: 2 * E,
    slope: Callable[..., Any] = lambda g, Z: g.prime(Z),
    dX: Callable[..., Any] = lambda dE, slope, W: (dE * slope) @ W.T,
    dW: Callable[..., Any] = lambda dE, slope, X: X.T @ (dE * slope),
) -> Callable[..., Any]:
    """Return the solution with one of its steps put differently, under a name."""

    def answer(X: Matrix, W: Matrix, C: Matrix, g: Activation) -> tuple[Any, Any]:
        Z = X @ W
        changed = dE(E(g(Z), C)), slope(g, Z)
        return dX(*changed, W), dW(*changed, X)

    answer.__name__ = answer.__qualname__ = name
    return answer


def _results_swapped(X: Matrix, W: Matrix, C: Matrix, g: Activation) -> Any:
    return composed(X, W, C, g)[::-1]


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
    slips=(
        Slip(
            _with("factor_2_missing", dE=lambda E: E),
            "a factor 2 is missing. What is the derivative of the square of one entry?",
        ),
        Slip(
            _with("mean_for_sum", dE=lambda E: 2 * E / len(E)),
            "this is divided by the number of rows. Here f is the sum of the squares "
            "and not a mean.",
        ),
        Slip(
            _with("C_left_out", E=lambda A, C: A),
            "C is left out. It is constant, but it is added before the squares are "
            "taken, so the norm rule meets it.",
        ),
        Slip(
            _with("C_subtracted", E=lambda A, C: A - C),
            "C is subtracted. In this f it is added, before the squares are taken.",
        ),
        Slip(
            _with("slope_at_A", slope=lambda g, Z: g.prime(g(Z))),
            "the derivative of g is taken at A. It belongs to Z, which goes into g.",
        ),
        Slip(
            _with("slope_left_out", slope=lambda g, Z: 1),
            "the way back leaves out g. Between E and Z lies a function of every "
            "entry.",
        ),
        Slip(
            _with("slope_of_tanh_always", slope=lambda g, Z: 1 - np.tanh(Z) ** 2),
            "the derivative of g is taken to be that of tanh. The function is handed "
            "in, and it is not always tanh.",
        ),
        Slip(
            _with("slope_of_tanh_from_A", slope=lambda g, Z: 1 - g(Z) ** 2),
            "1 - A^2 is the derivative of tanh, and of no other g. The g that is "
            "handed in brings its own derivative along.",
        ),
        Slip(
            _with("slope_of_sigmoid_always", slope=lambda g, Z: sigmoid.prime(Z)),
            "the derivative of g is taken to be that of the sigmoid. The function is "
            "handed in, and it is not always the sigmoid.",
        ),
        Slip(
            _with("slope_of_sigmoid_from_A", slope=lambda g, Z: g(Z) * (1 - g(Z))),
            "A (1 - A) is the derivative of the sigmoid, and of no other g. The g that "
            "is handed in brings its own derivative along.",
        ),
        Slip(
            _with("slope_of_relu_always", slope=lambda g, Z: Z > 0),
            "1 where Z is positive and 0 elsewhere is the derivative of ReLU, and of "
            "no other g. The g that is handed in brings its own derivative along.",
        ),
        Slip(
            _with(
                "brackets_moved",
                dX=lambda dE, slope, W: dE * (slope @ W.T),
                dW=lambda dE, slope, X: X.T @ dE * slope,
            ),
            "the brackets have moved. The elementwise product belongs to g and comes "
            "first on the way back, the matrix product comes second.",
        ),
        Slip(
            _with("brackets_missing_in_dW", dW=lambda dE, slope, X: X.T @ dE * slope),
            "in dW the brackets are missing. NumPy takes @ and * from left to right, "
            "so the matrix product comes first there.",
        ),
        Slip(
            _with(
                "transposes_missing",
                dX=lambda dE, slope, W: (dE * slope) @ W,
                dW=lambda dE, slope, X: X @ (dE * slope),
            ),
            "the transposes are missing. On the way back through a product the "
            "constant factor is transposed.",
        ),
        Slip(
            _with("transpose_missing_in_dX", dX=lambda dE, slope, W: (dE * slope) @ W),
            "in dX the transpose is missing. dW is right.",
        ),
        Slip(
            _with("transpose_missing_in_dW", dW=lambda dE, slope, X: X @ (dE * slope)),
            "in dW the transpose is missing. dX is right.",
        ),
        Slip(
            _with("order_swapped_in_dW", dW=lambda dE, slope, X: dE * slope @ X.T),
            "in dW the order is swapped. A constant keeps the side on which it stands "
            "in Z.",
        ),
        Slip(
            _with(
                "star_for_at",
                dX=lambda dE, slope, W: dE * slope * W.T,
                dW=lambda dE, slope, X: X.T * (dE * slope),
            ),
            "the last product is taken entry by entry. Z is a matrix product, and its "
            "way back is one too: @.",
        ),
        Slip(
            _results_swapped,
            "the two results are swapped. Return dX first, then dW.",
        ),
    ),
)
