"""A map in which X occurs twice."""

from collections.abc import Iterator

import numpy as np

from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.exercise import Slip
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences


def twice(dG: Matrix, X: Matrix) -> Matrix:
    """Return dX, m x n, for G = X X^T.

    dG is df/dG, m x m, and X is m x n.
    """
    return dG @ X + dG.T @ X


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    smallest = [(1, 1), (2, 2), (1, 2), (2, 1), (3, 3)]
    for m, n in [*smallest, *(sizes(rng, 2) for _ in range(5))]:
        yield matrix(rng, m, m), matrix(rng, m, n)


def _measured(dG: Matrix, X: Matrix) -> Matrix:
    return central_differences(lambda X: float((dG * (X @ X.T)).sum()), X)


twice_exercise = FunctionExercise(
    name="twice",
    title="When X occurs twice",
    task=r"""
Let $G = X X^\top$, where $X$ is $m \times n$, so that $G$ is $m \times m$. Entry
$(k, l)$ of $G$ says how alike rows $k$ and $l$ of $X$ are. A number $f$ depends on $X$
through $G$. Given $\frac{\partial f}{\partial G}$, which is `dG` in the code and need
not be symmetric, return $\frac{\partial f}{\partial X}$, called `dX`.
""",
    hints=(
        r"Treat the two places as two variables: $G = X V$ with $V = X^\top$. Find "
        r"what each place contributes while the other is held constant, and add the "
        r"two.",
        r"For the first place $X^\top$ is a constant on the right. For the second, "
        r"find first the derivative of $f$ by $V$, with $X$ as a constant on the left "
        r"of $V$.",
        r"$V$ is a transpose, so the derivative by $V$ must be transposed to become a "
        r"derivative by $X$. Use $(P Q)^\top = Q^\top P^\top$.",
    ),
    derivation=r"""
Write $D = \frac{\partial f}{\partial G}$, and treat the two places as two variables:
$G = X V$ with $V = X^\top$. The chain rule {eq}`eq-chain-rule` has one term for each
path, so the contributions of the two places are added.

**First place.** $X$ varies and $V$ is a constant on its right. By {eq}`eq-rule-right`
it contributes $D V^\top = D (X^\top)^\top = D X$.

**Second place.** $V$ varies and $X$ is a constant on its left. By {eq}`eq-rule-left`
the derivative by $V$ is $X^\top D$, which is $n \times m$, the shape of $V$. Since
$V = X^\top$, {eq}`eq-rule-transpose` takes it to $(X^\top D)^\top = D^\top X$.

Together:

$$
\frac{\partial f}{\partial X} = D X + D^\top X = (D + D^\top) X .
$$

The code adds the two terms. Three things to compare it with. If everything is
$1 \times 1$, this is $2 x$ times $D$, the derivative of $x^2$. If $D$ is symmetric, it
is $2 D X$; a check with a symmetric $D$ could not tell $2 D X$ from the right answer.
And for $G = X X$ the chapter found $D X^\top + X^\top D$, {eq}`eq-twice`: another map,
with another rule.
""",
    function=twice,
    returns="dX",
    cases=_cases,
    expected=_measured,
    slips=(
        Slip(
            lambda dG, X: dG @ X,
            "this is the contribution of the first X only. X occurs in a second place.",
        ),
        Slip(
            lambda dG, X: dG.T @ X,
            "this is the contribution of the second X only. X occurs in the first "
            "place too.",
        ),
        Slip(
            lambda dG, X: 2 * dG @ X,
            "the two places do not contribute the same, unless dG is symmetric. Work "
            "the second place out by itself.",
        ),
        Slip(
            lambda dG, X: 2 * X,
            "this is the derivative of a squared norm. Here f is any function of G, "
            "and dG says how it reacts.",
        ),
        Slip(
            lambda dG, X: dG @ X.T + X.T @ dG,
            "this is the rule for G = X X. Here the second factor is a transpose, "
            "which changes both contributions.",
        ),
        Slip(
            lambda dG, X: dG @ X.T + dG.T @ X.T,
            "X is transposed once too often. The constant of the first place is "
            "already a transpose.",
        ),
        Slip(
            lambda dG, X: dG @ X + X.T @ dG,
            "the second term is the derivative by the transpose of X. It has to be "
            "turned into one by X.",
        ),
    ),
)
