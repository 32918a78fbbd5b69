"""A map that turns the rows round, and multiplies."""

from collections.abc import Iterator
from typing import Any

from numpy.random import Generator

from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences


def mirrored(dG: Matrix, U: Matrix) -> Any:
    """Return dU, p x q, for G_st = U_st times U_rt, where r = p + 1 - s.

    dG is df/dG, p x q, and U is p x q. U[::-1] is U with its rows in reverse order.
    """
    first = dG * U[::-1]
    second = (dG * U)[::-1]
    return first + second


def _cases(rng: Generator) -> Iterator[Case]:
    smallest = [(1, 1), (2, 1), (3, 1), (2, 2), (3, 3), (1, 2)]
    for p, q in [*smallest, *(sizes(rng, 2) for _ in range(4))]:
        yield matrix(rng, p, q), matrix(rng, p, q)


def _measured(dG: Matrix, U: Matrix) -> Matrix:
    return central_differences(lambda U: float((dG * U * U[::-1]).sum()), U)


mirrored_exercise = FunctionExercise(
    name="mirrored",
    title="Rows in reverse order",
    task=r"""
Let $R(U)$ be the $p \times q$ matrix $U$ with its rows in reverse order: its entry
$(s, t)$ is $U_{rt}$ with $r = p + 1 - s$. In NumPy it is `U[::-1]`. Now let

$$
G = U \odot R(U) ,
$$

so that every entry is multiplied by the one that stands opposite. A number $f$ depends
on $U$ through $G$. Given $\frac{\partial f}{\partial G}$, which is `dG` in the code and
any matrix at all, return $\frac{\partial f}{\partial U}$, called `dU`.

Begin with a rule for $R$ alone: if $f$ depends on $M$ through $R(M)$, what is
$\frac{\partial f}{\partial M}$?
""",
    hints=(
        r"$R$ alone only moves entries to other places. Where an entry has gone, the "
        r"derivative with respect to it is found, and it has to come home: what is the "
        r"way back?",
        r"$U$ stands in two places. Treat the second as a variable of its own, "
        r"$M = R(U)$, find what each place contributes while the other is held "
        r"constant, and add the two.",
        r"With $M$ constant, $U \odot M$ gives $\frac{\partial f}{\partial G} \odot "
        r"M$. With $U$ constant it gives $\frac{\partial f}{\partial M}$, which is "
        r"still to be taken back through $R$.",
    ),
    derivation=r"""
**The rule for $R$.** Entry $(i, j)$ of $M$ stands in $R(M)$ at row $p + 1 - i$, column
$j$, with the factor $1$, and nowhere else. So of the chain rule {eq}`eq-chain-rule` one
term remains, and $\frac{\partial f}{\partial M}$ is the derivative with respect to
$R(M)$ with its rows in reverse order: the way back through $R$ is $R$. Whatever moves
entries about is undone on the way back.

**The two places.** Write $G = U \odot M$ with $M = R(U)$. By {eq}`eq-rule-product` the
first place contributes $\frac{\partial f}{\partial G} \odot M$, while
$\frac{\partial f}{\partial M} = \frac{\partial f}{\partial G} \odot U$, which goes back
through $R$. Together:

$$
\frac{\partial f}{\partial U}
= \frac{\partial f}{\partial G} \odot R(U)
+ R\Bigl( \frac{\partial f}{\partial G} \odot U \Bigr) .
$$

Taking the rows in reverse order one by one, the second term is
$R\bigl(\frac{\partial f}{\partial G}\bigr) \odot R(U)$, so that you may also write
$\bigl( \frac{\partial f}{\partial G} + R\bigl(\frac{\partial f}{\partial G}\bigr)
\bigr) \odot R(U)$.

With one row $R$ does nothing, and this is $2 U \odot \frac{\partial f}{\partial G}$:
the derivative of a square. With three rows the middle one is its own opposite, and it
has that factor $2$ as well, without anybody having thought of it.
""",
    function=mirrored,
    returns="dU",
    cases=_cases,
    expected=_measured,
    slips=slips.of_function(
        mirrored,
        """
first-place-only: return first + second -> return first
    this is what the U on the left contributes. U stands in a second place.
second-place-only: return first + second -> return second
    this is what the second place contributes. U stands in the first one too.
first-place-doubled: return first + second -> return 2 * first
    the two places do not contribute the same, unless dG is the same read from above and
    from below.
not-brought-home: (dG * U)[::-1] -> dG * U
    the second contribution is the derivative with respect to the reversed matrix. It
    has to be brought back to the places that the entries of U had.
nothing-reversed: dG * U[::-1] -> dG * U
and: (dG * U)[::-1] -> dG * U
    this is the derivative of U times itself, entry by entry. Nothing is reversed in it.
reversed-once-too-often: (dG * U)[::-1] -> (dG * U[::-1])[::-1]
    in the second contribution the factor beside dG is the one that is held constant
    there, and that is U as it stands.
matrix-product: dG * U[::-1] -> dG @ U[::-1].T
and: (dG * U)[::-1] -> (dG @ U.T)[::-1]
    each entry of G is a product of two numbers, and nothing is added up. That is no
    matrix product.
columns-reversed: dG * U[::-1] -> dG * U[:, ::-1]
and: (dG * U)[::-1] -> (dG * U)[:, ::-1]
    the columns are reversed, and the rows are left as they are.
difference: return first + second -> return first - second
    the contributions of the two places are added, since f feels both.
""",
    ),
)
