"""The rule for a row that is added to every row."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.exercise import Slip
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences


def bias_rule(dG: Matrix) -> Any:
    """Return db, 1 x n, for G = X + b, where the row b is added to each row of X.

    dG is df/dG, m x n. X, m x n, is constant.
    """
    return dG.sum(axis=0, keepdims=True)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    smallest = [(1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3)]
    for m, n in [*smallest, *(sizes(rng, 2) for _ in range(4))]:
        yield (matrix(rng, m, n),)


def _measured(dG: Matrix) -> Matrix:
    X, b = np.ones(dG.shape), np.ones((1, dG.shape[1]))
    return central_differences(lambda b: float((dG * (X + b)).sum()), b)


bias_rule_exercise = FunctionExercise(
    name="bias-rule",
    title="A bias",
    task=r"""
A row $b$, $1 \times n$, is added to each row of a constant matrix $X$, $m \times n$:
$G_{kl} = X_{kl} + b_l$. A number $f$ depends on $b$ through $G$. Given
$\frac{\partial f}{\partial G}$, which is `dG` in the code, return
$\frac{\partial f}{\partial b}$, called `db`. Try to do it from the chain rule, without
looking the rule up.
""",
    hints=(
        r"Which entries of $G$ move when $b_j$ moves? How many are there?",
        r"Each of these entries moves just as much as $b_j$. So of the chain rule "
        r"remains $\frac{\partial f}{\partial b_j} = \sum_k "
        r"\frac{\partial f}{\partial G_{kj}}$: for each column one number.",
        r"Along which axis do you have to add so that one number is left for each "
        r"column? And what keeps a row a $1 \times n$ matrix? Look at the options of "
        r"`np.sum`.",
    ),
    derivation=r"""
**What moves.** $b_j$ occurs in $G_{kl} = X_{kl} + b_l$ if $l = j$, whatever the row
$k$. So $\partial G_{kl} / \partial b_j$ is $1$ if $l = j$ and $0$ otherwise: $b_j$
moves the whole column $j$ of $G$.

**The chain rule.** Of the sum over $l$ in {eq}`eq-chain-rule` only $l = j$ remains, but
the sum over all rows stays:

$$
\frac{\partial f}{\partial b_j}
= \sum_{k=1}^{m} \sum_{l=1}^{n} \frac{\partial f}{\partial G_{kl}}
\frac{\partial G_{kl}}{\partial b_j}
= \sum_{k=1}^{m} \frac{\partial f}{\partial G_{kj}} .
$$

That is {eq}`eq-rule-bias`: add up each column of $\frac{\partial f}{\partial G}$.

In NumPy, axis 0 counts the rows, and `sum(axis=0)` adds along it, so that one number is
left for each column. Alone it returns an array of shape $(n,)$, which is neither a row
nor a column. `keepdims=True` keeps the axis, with one row. $X$ does not occur: adding a
constant changes no derivative.

Take the mean in place of the sum, and every derivative is $m$ times too small. That
mistake hides as long as there is only one row.
""",
    function=bias_rule,
    returns="db",
    cases=_cases,
    expected=_measured,
    slips=(
        Slip(
            lambda dG: dG.sum(axis=0),
            "the sums are right, but a dimension is lost. b is a 1 x n matrix, and db "
            "has its shape.",
        ),
        Slip(
            lambda dG: dG.sum(axis=1, keepdims=True),
            "the sum runs along the rows. b has one entry for each column of G, so "
            "each column must be added up.",
        ),
        Slip(
            lambda dG: dG.sum(axis=1),
            "the sum runs along the rows, and a dimension is lost. b is 1 x n: one "
            "entry for each column of G.",
        ),
        Slip(
            lambda dG: dG.mean(axis=0, keepdims=True),
            "this is the mean of each column. The chain rule adds up the paths and "
            "does not divide by their number.",
        ),
        Slip(
            lambda dG: dG,
            "this is the derivative by X. One entry of b moves a whole column of G, so "
            "it has many paths to f.",
        ),
        Slip(
            lambda dG: dG.sum(),
            "everything is added up to one number. Each entry of b moves its own "
            "column only.",
        ),
        Slip(
            lambda dG: np.ones((1, dG.shape[1])),
            "an entry of G moves just as much as the entry of b, but f reacts to it "
            "with the strength that dG holds.",
        ),
    ),
)
