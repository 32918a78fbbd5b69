"""An activation function that the book does not have, and its derivative."""

from collections.abc import Iterator

import numpy as np

from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise

Two = tuple[Matrix, Matrix]


def leaky_relu(Z: Matrix, c: float) -> Two:
    """Return two matrices of the shape of Z, one after the other.

    The first, A, is leaky ReLU of every entry of Z. The second, prime, is its
    derivative at every entry of Z. The entries of Z may be whole numbers; those of A
    and prime need not be.
    """
    A = np.where(Z > 0, Z, c * Z)
    return A, np.where(Z > 0, 1.0, c)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    for z in (2.0, -1.0, 0.0):
        yield np.array([[z]]), 0.5
    for m, n in [(1, 3), (3, 1), (2, 2), (3, 3)]:
        yield matrix(rng, m, n), float(rng.integers(1, 9)) / 10
    for _ in range(3):
        yield matrix(rng, *sizes(rng, 2)), float(rng.integers(1, 9)) / 10
    yield np.array([[-3, 0, 2], [1, -1, -2]]), 0.1


def _from_the_left(Z: Matrix, c: float) -> Two:
    """The values one by one, and their slopes measured from the left."""

    def value(z: float) -> float:
        return z if z > 0 else c * z

    h = 1e-6
    A = [[value(z) for z in row] for row in Z]
    prime = [[(value(z) - value(z - h)) / h for z in row] for row in Z]
    return np.array(A), np.array(prime)


leaky_relu_exercise = FunctionExercise(
    name="leaky-relu",
    title="An activation function of your own",
    task=r"""
A ReLU node with a negative pre-activation is switched off and has the slope $0$. Leaky
ReLU lets a little through instead:

$$
g(z) = \begin{cases} z & \text{if } z > 0, \\ c z & \text{if } z \le 0, \end{cases}
$$

with a fixed number $c$ between $0$ and $1$. Derive $g'(z)$. At $z = 0$ there is a
corner; let the slope there be the one on its left. Then write a function that takes a
matrix $Z$ and the number $c$ and returns two matrices of the shape of $Z$: $A$ with the
entries $g(Z_{ij})$, and `prime` with the entries $g'(Z_{ij})$. It must not change $Z$.
""",
    hints=(
        "To the left of $0$ and to the right of it $g$ is a straight line. What are "
        "the slopes of the two?",
        "`Z > 0` is a matrix of the shape of `Z` that says, for every entry, whether "
        "it is above $0$.",
        "`np.where(condition, this, that)` takes an entry of `this` where the "
        "condition is true and one of `that` where it is not. `this` and `that` may be "
        "numbers.",
    ),
    derivation=r"""
For $z > 0$ the function is $z$, with slope $1$. For $z < 0$ it is $c z$, with slope
$c$. At $0$ the slope from the left is $c$ and that from the right $1$. The task settles
on the left one, as the book does for ReLU, where it is $0$. So

$$
g'(z) = \begin{cases} 1 & \text{if } z > 0, \\ c & \text{if } z \le 0. \end{cases}
$$

With $c = 0$ this is ReLU and its derivative, {eq}`eq-relu-prime`.

Both functions make one choice for each entry, and `np.where` makes it for a whole
matrix. It returns a new matrix, so $Z$ stays as it was. Its result can also hold
fractions when $Z$ holds whole numbers. A matrix made with `np.ones_like(Z)` or as a
copy of $Z$ cannot: it takes over the type of $Z$, and NumPy cuts off what comes after
the point and says nothing.
""",
    function=leaky_relu,
    returns=("A", "prime"),
    cases=_cases,
    expected=_from_the_left,
    slips=slips.of_function(
        leaky_relu,
        """
relu: np.where(Z > 0, Z, c * Z) -> np.where(Z > 0, Z, 0)
and: np.where(Z > 0, 1.0, c) -> np.where(Z > 0, 1.0, 0)
    this is ReLU without the leak. For negative z something is let through.
prime-of-relu: np.where(Z > 0, 1.0, c) -> np.where(Z > 0, 1.0, 0)
    the derivative is still that of ReLU. To the left of 0 the graph of leaky ReLU is
    not level.
corner-on-the-right: np.where(Z > 0, 1.0, c) -> np.where(Z >= 0, 1.0, c)
    the corner. At z = 0 the slope on its left is wanted.
other-sign: np.where(Z > 0, Z, c * Z) -> np.where(Z > 0, Z, -c * Z)
and: np.where(Z > 0, 1.0, c) -> np.where(Z > 0, 1.0, -c)
    a sign. z is negative there already; c is not.
level: np.where(Z > 0, Z, c * Z) -> np.where(Z > 0, Z, c)
    to the left of 0, A has the same value everywhere. c is the slope there, not the
    value.
sides-exchanged: np.where(Z > 0, Z, c * Z) -> np.where(Z > 0, c * Z, Z)
and: np.where(Z > 0, 1.0, c) -> np.where(Z > 0, c, 1.0)
    the two sides have changed places.
with-if: np.where(Z > 0, Z, c * Z) -> Z if Z > 0 else c * Z
and: np.where(Z > 0, 1.0, c) -> np.full(Z.shape, 1.0 if Z > 0 else c)
    if, and Python's max, ask about one number. Of a matrix every entry has to be asked;
    NumPy has functions that do.
as-integers: np.where(Z > 0, Z, c * Z) -> np.where(Z > 0, Z, c * Z).astype(Z.dtype)
and: np.where(Z > 0, 1.0, c) -> np.where(Z > 0, 1.0, c).astype(Z.dtype)
    whole numbers. A copy of Z, or a matrix made by ones_like, zeros_like or empty_like,
    has the type of Z. If that is whole numbers, fractions put into it are cut off.
writes-into-z: A = np.where(Z > 0, Z, c * Z) -> Z[Z <= 0] *= c; A = Z
    Z itself is written to. Whoever called the function still needs it; put the results
    into new matrices.
other-order: A, np.where(Z > 0, 1.0, c) -> np.where(Z > 0, 1.0, c), A
    the two results are in the wrong order: first A, then prime.
""",
    ),
)
