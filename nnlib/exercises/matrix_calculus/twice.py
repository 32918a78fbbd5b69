"""A map in which U occurs twice."""

from collections.abc import Iterator

import numpy as np

from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences


def twice(dG: Matrix, U: Matrix) -> Matrix:
    """Return dU, p x q, for G = U U^T.

    dG is df/dG, p x p, and U is p x q.
    """
    return dG @ U + dG.T @ U


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    smallest = [(1, 1), (2, 2), (1, 2), (2, 1), (3, 3)]
    for p, q in [*smallest, *(sizes(rng, 2) for _ in range(5))]:
        yield matrix(rng, p, p), matrix(rng, p, q)


def _measured(dG: Matrix, U: Matrix) -> Matrix:
    return central_differences(lambda U: float((dG * (U @ U.T)).sum()), U)


twice_exercise = FunctionExercise(
    name="twice",
    title="When U occurs twice",
    task=r"""
Let $G = U U^\top$, where $U$ is $p \times q$, so that $G$ is $p \times p$. Entry
$(s, t)$ of $G$ says how alike rows $s$ and $t$ of $U$ are. A number $f$ depends on $U$
through $G$. Given $\frac{\partial f}{\partial G}$, which is `dG` in the code and need
not be symmetric, return $\frac{\partial f}{\partial U}$, called `dU`.
""",
    hints=(
        r"Treat the two places as two variables: $U$ on the left, and on the right "
        r"$M = U^\top$. Find what each place contributes while the other is held "
        r"constant, and add the two.",
        r"For the first place $U^\top$ is a constant on the right. For the second, "
        r"find first $\frac{\partial f}{\partial M}$, with $U$ as a constant on the "
        r"left of $M$.",
        r"$M$ is a transpose, so $\frac{\partial f}{\partial M}$ must be transposed to "
        r"become a derivative with respect to $U$. The transpose of a product of two "
        r"matrices is the product of their transposes, in the other order.",
    ),
    derivation=r"""
Treat the two places as two variables: $U$ on the left, and $M = U^\top$ on the right.
The chain rule {eq}`eq-chain-rule` has one term for each path, so the contributions of
the two places are added.

**First place.** The left $U$ varies, and $K = U^\top$ is a constant on its right. By
{eq}`eq-rule-right` it contributes
$\frac{\partial f}{\partial G} K^\top = \frac{\partial f}{\partial G} U$.

**Second place.** $M$ varies, and $K = U$ is a constant on its left. By
{eq}`eq-rule-left`,
$\frac{\partial f}{\partial M} = U^\top \frac{\partial f}{\partial G}$, which is
$q \times p$, the shape of $M$. Since $M = U^\top$, {eq}`eq-rule-transpose` takes it to
$\bigl( U^\top \frac{\partial f}{\partial G} \bigr)^{\!\top} =
\bigl( \frac{\partial f}{\partial G} \bigr)^{\!\top} U$.

Together:

$$
\frac{\partial f}{\partial U}
= \frac{\partial f}{\partial G} U
+ \Bigl( \frac{\partial f}{\partial G} \Bigr)^{\!\top} U .
$$

The code adds the two terms. Three things to compare it with. If everything is
$1 \times 1$, this is $2 U$ times $\frac{\partial f}{\partial G}$, and $2 u$ is the
derivative of $u^2$. If $\frac{\partial f}{\partial G}$ is symmetric, it is
$2 \frac{\partial f}{\partial G} U$; a check with a symmetric
$\frac{\partial f}{\partial G}$ could not tell that from the right answer. And for
$G = U U$ the chapter found another rule, {eq}`eq-twice`,

$$
\frac{\partial f}{\partial U}
= \frac{\partial f}{\partial G} U^\top + U^\top \frac{\partial f}{\partial G} .
$$
""",
    function=twice,
    returns="dU",
    cases=_cases,
    expected=_measured,
    slips=slips.of_function(
        twice,
        """
first-place-only: dG @ U + dG.T @ U -> dG @ U
    this is the contribution of the first U only. U occurs in a second place.
second-place-only: dG @ U + dG.T @ U -> dG.T @ U
    this is the contribution of the second U only. U occurs in the first place too.
first-place-doubled: dG @ U + dG.T @ U -> 2 * dG @ U
    the two places do not contribute the same, unless dG is symmetric. Work the second
    place out by itself.
derivative-of-the-norm: dG @ U + dG.T @ U -> 2 * U
    this is the derivative of a squared norm. Here f is any function of G, and dG says
    how it reacts.
    see: rules, rule=‖U‖²
rule-for-a-square: dG @ U + dG.T @ U -> dG @ U.T + U.T @ dG
    this is the rule for G = U U. Here the second factor is a transpose, which changes
    both contributions.
transposed-once-too-often: dG @ U + dG.T @ U -> dG @ U.T + dG.T @ U.T
    U is transposed once too often. The constant of the first place is already a
    transpose.
second-place-not-transposed: dG @ U + dG.T @ U -> dG @ U + U.T @ dG
    the second term is the derivative with respect to the transpose of U. It has to be
    turned into one with respect to U.
    see: rules, rule=Uᵀ, i=1, j=3
""",
    ),
)
