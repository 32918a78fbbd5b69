"""The rule for a map that the chapter does not have: centring the columns."""

from collections.abc import Iterator
from typing import Any

from numpy.random import Generator

from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences


def centred_columns(dG: Matrix) -> Any:
    """Return dU, p x q, for G = U with the mean of each column taken from the column.

    dG is df/dG, p x q.
    """
    return dG - dG.mean(axis=0, keepdims=True)


def _cases(rng: Generator) -> Iterator[Case]:
    smallest = [(1, 1), (2, 1), (2, 2), (1, 2), (3, 1), (3, 3)]
    for p, q in [*smallest, *(sizes(rng, 2) for _ in range(4))]:
        yield (matrix(rng, p, q),)


def _measured(dG: Matrix) -> Matrix:
    # Any U, since G is linear in it: zeros are where rounding is least.
    return central_differences(
        lambda U: float((dG * (U - U.mean(axis=0))).sum()), 0 * dG
    )


centred_columns_exercise = FunctionExercise(
    name="centred-columns",
    title="A rule of your own: columns that are centred",
    task=r"""
Inputs are often centred before they are used: of every column its mean is taken away.
For a $p \times q$ matrix $U$, with $\bar{u}_t$ for the mean of column $t$,

$$
G_{st} = U_{st} - \bar{u}_t, \qquad
\bar{u}_t = \frac{1}{p} \sum_{k=1}^{p} U_{kt} .
$$

A number $f$ depends on $U$ through $G$. No rule of the chapter speaks of this map, and
that is no obstacle: they all came from the same chain rule. Given
$\frac{\partial f}{\partial G}$, which is `dG` in the code, return
$\frac{\partial f}{\partial U}$, called `dU`. It is judged by central differences.
""",
    hints=(
        r"Which entries of $G$ move when $U_{ij}$ moves? More than one: the mean of "
        r"column $j$ moves, and with it the whole column.",
        r"$\frac{\partial G_{st}}{\partial U_{ij}}$ is zero unless $t = j$. In column "
        r"$j$ it is $-\frac{1}{p}$, and in row $i$ there is a $1$ more.",
        r"Put into the chain rule, the $1$ leaves one entry of "
        r"$\frac{\partial f}{\partial G}$, and the $-\frac{1}{p}$ a sum over its "
        r"column $j$.",
    ),
    derivation=r"""
**What moves.** $U_{ij}$ is in $G_{st}$ in two ways: by itself if $(s, t) = (i, j)$, and
through the mean if $t = j$, whatever $s$. So

$$
\frac{\partial G_{st}}{\partial U_{ij}} =
\begin{cases}
1 - \frac{1}{p} & \text{if } t = j \text{ and } s = i, \\
- \frac{1}{p} & \text{if } t = j \text{ and } s \ne i, \\
0 & \text{if } t \ne j.
\end{cases}
$$

**The chain rule** {eq}`eq-chain-rule`. Of the sum over $t$ only $t = j$ remains:

$$
\frac{\partial f}{\partial U_{ij}}
= \frac{\partial f}{\partial G_{ij}}
- \frac{1}{p} \sum_{s=1}^{p} \frac{\partial f}{\partial G_{sj}} .
$$

So the derivative is centred, column by column, just as $U$ was: the way back is the
same map as the way forward.

There is another way to see it. Centring is a product from the left, $G = K U$, with
$K = I - \frac{1}{p} \mathbf{1} \mathbf{1}^\top$, where $I$ has ones on its diagonal and
zeros elsewhere and $\mathbf{1}$ is the column of $p$ ones. By {eq}`eq-rule-left`,
$\frac{\partial f}{\partial U} = K^\top \frac{\partial f}{\partial G}$, and $K^\top =
K$.

The columns of the result add up to zero, and so they must: if all of column $j$ of $U$
is raised by the same number, $G$ does not change at all.
""",
    function=centred_columns,
    returns="dU",
    cases=_cases,
    expected=_measured,
    slips=slips.of_function(
        centred_columns,
        """
mean-taken-for-constant: dG - dG.mean(axis=0, keepdims=True) -> dG
    the mean is taken for a constant. It is made from U, and moves with every entry of
    its column.
sum-for-mean: dG.mean( -> dG.sum(
    the sum of the column is taken away. Each entry moves the mean by a part of its own
    change only.
mean-added: dG - dG.mean -> dG + dG.mean
    a sign. When an entry of U rises, the mean rises, and what is left in the rest of
    the column falls.
along-the-rows: axis=0 -> axis=1
    the mean is taken along the rows. An entry of U moves what stands in its column.
    see: bias, j=3
mean-of-all: dG.mean(axis=0, keepdims=True) -> dG.mean()
    the mean is that of all entries. Each column of U has a mean of its own.
    see: bias, j=3
diagonal-alone: dG - dG.mean(axis=0, keepdims=True) -> dG * (1 - 1 / len(dG))
    an entry of U moves the other entries of its column too. You have followed it to its
    own place only.
    see: bias, j=3
mean-alone: dG - dG.mean(axis=0, keepdims=True)
-> 0 * dG - dG.mean(axis=0, keepdims=True)
    you have followed an entry of U through the mean alone. It also stands in G by
    itself.
dimension-lost: dG - dG.mean(axis=0, keepdims=True) -> -dG.mean(axis=0)
    there is one number for each column. The derivative has an entry for each entry of
    U.
""",
    ),
)
