"""The rule for a function of every entry."""

from collections.abc import Iterator

import numpy as np

from nnlib.activations import Activation, identity, relu, sigmoid, tanh
from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences


def elementwise_rule(dG: Matrix, U: Matrix, g: Activation) -> Matrix:
    """Return dU, p x q, for G = g(U), entry by entry.

    dG is df/dG, p x q, and U is p x q. g(U) is the function of every entry of U, and
    g.prime(U) its derivative there.
    """
    return dG * g.prime(U)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    smallest = [(1, 1), (2, 2), (2, 2), (1, 2), (2, 1), (3, 3)]
    shapes = [*smallest, *(sizes(rng, 2) for _ in range(4))]
    functions = [
        tanh,
        sigmoid,
        tanh,
        sigmoid,
        tanh,
        relu,
        identity,
        sigmoid,
        relu,
        tanh,
    ]
    for (p, q), g in zip(shapes, functions, strict=True):
        yield matrix(rng, p, q), matrix(rng, p, q), g


def _measured(dG: Matrix, U: Matrix, g: Activation) -> Matrix:
    return central_differences(lambda U: float((dG * g(U)).sum()), U)


elementwise_rule_exercise = FunctionExercise(
    name="elementwise-rule",
    title="A function of every entry",
    task=r"""
Let $G = g(U)$, where the function $g$ takes a number to a number and is applied to
every entry of $U$, $p \times q$. A number $f$ depends on $U$ through $G$. Given
$\frac{\partial f}{\partial G}$, which is `dG` in the code, return
$\frac{\partial f}{\partial U}$, called `dU`. The function must work for any $g$: you
are given it as `g`, where `g(M)` is $g$ of every entry of a matrix $M$, and
`g.prime(M)` is $g'$ of every entry of $M$.
""",
    hints=(
        r"$G_{st} = g(U_{st})$. Which entries of $G$ move with $U_{ij}$, and at what "
        r"rate?",
        r"One term of the chain rule remains: $\frac{\partial f}{\partial U_{ij}} = "
        r"\frac{\partial f}{\partial G_{ij}}\, g'(U_{ij})$. All three entries stand in "
        r"the same place.",
        r"Which operator of NumPy multiplies the entries that stand in the same place? "
        r"And at which matrix is $g'$ taken, at the one that goes into $g$ or at the "
        r"one that comes out?",
    ),
    derivation=r"""
**What moves.** $G_{st} = g(U_{st})$ depends on the one entry $U_{st}$. So
$\partial G_{st} / \partial U_{ij}$ is $g'(U_{ij})$ if $(s, t) = (i, j)$, and $0$
otherwise.

**The chain rule.** Of the double sum in {eq}`eq-chain-rule` one term remains,

$$
\frac{\partial f}{\partial U_{ij}} =
\frac{\partial f}{\partial G_{ij}}\, g'(U_{ij}) ,
$$

and without indices this is {eq}`eq-rule-elementwise`:

$$
\frac{\partial f}{\partial U} = \frac{\partial f}{\partial G} \odot g'(U) .
$$

The product $\odot$ is `*` in NumPy. Nothing is added up, so `@` has no place here.

$g'$ is taken at $U$, the matrix that went into $g$. Formulas such as
$g'(z) = a (1 - a)$ with $a = g(z)$, for the sigmoid, invite a confusion: they *compute*
$g'(z)$ from the value $g(z)$, but it is still the derivative at $z$. `g.prime` does
that inside, so it wants $U$. With ReLU a wrong argument goes unseen, since $g(z)$ is
positive exactly when $z$ is; with tanh and the sigmoid it shows at once.
""",
    function=elementwise_rule,
    returns="dU",
    cases=_cases,
    expected=_measured,
    slips=slips.of_function(
        elementwise_rule,
        """
slope-at-g: dG * g.prime(U) -> dG * g.prime(g(U))
    the derivative is taken at G, the values that come out of g. It belongs to the
    numbers that go in.
    see: entrywise, i=1, j=3, g=tanh
g-for-its-derivative: dG * g.prime(U) -> dG * g(U)
    this multiplies by g itself. How strongly an entry of G moves is the derivative of
    g.
    see: entrywise, i=1, j=3, g=tanh
dg-not-used: dG * g.prime(U) -> g.prime(U)
    dG is forgotten. This says how G moves with U, but not yet how f moves with G.
    see: entrywise, i=1, j=3, g=tanh
g-left-out: dG * g.prime(U) -> dG
    this hands dG on as it came. An entry of G does not move as much as the entry of U
    does: g lies between them.
    see: entrywise, i=1, j=3, g=tanh
matrix-product: dG * g.prime(U) -> dG @ g.prime(U)
    @ adds up along a row and a column. Here one entry moves one entry, and nothing is
    added up.
    see: entrywise, i=1, j=3, g=tanh
slope-of-tanh-always: dG * g.prime(U) -> dG * (1 - np.tanh(U) ** 2)
    this is right for tanh only. The function is handed in as g, with its derivative.
    see: entrywise, i=1, j=3, g=relu
slope-of-tanh-from-g: dG * g.prime(U) -> dG * (1 - g(U) ** 2)
    1 - a^2 is the derivative of tanh, and of no other g. Each function brings its own
    derivative along.
    see: entrywise, i=1, j=3, g=relu
slope-of-sigmoid-always: dG * g.prime(U) -> dG * sigmoid.prime(U)
    this is right for the sigmoid only. The function is handed in as g, with its
    derivative.
    see: entrywise, i=1, j=3, g=tanh
slope-of-sigmoid-from-g: dG * g.prime(U) -> dG * g(U) * (1 - g(U))
    a (1 - a) is the derivative of the sigmoid, and of no other g. Each function brings
    its own derivative along.
    see: entrywise, i=1, j=3, g=tanh
slope-of-relu-always: dG * g.prime(U) -> dG * (U > 0)
    1 where an entry is positive and 0 elsewhere is the derivative of ReLU, and of no
    other g. Each function brings its own derivative along.
    see: entrywise, i=1, j=3, g=tanh
slope-at-dg: dG * g.prime(U) -> dG * g.prime(dG)
    the derivative is taken at dG. The derivative of g belongs to the numbers that go
    into g.
    see: entrywise, i=1, j=3, g=tanh
""",
    ),
)
