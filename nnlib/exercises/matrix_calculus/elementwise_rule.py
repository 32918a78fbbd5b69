"""The rule for a function of every entry."""

from collections.abc import Iterator

import numpy as np

from nnlib.activations import Activation, identity, relu, sigmoid, tanh
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.exercise import Slip
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences


def elementwise_rule(dG: Matrix, X: Matrix, g: Activation) -> Matrix:
    """Return dX, m x n, for G = g(X), entry by entry.

    dG is df/dG, m x n, and X is m x n. g(X) is the function of every entry of X, and
    g.prime(X) its derivative there.
    """
    return dG * g.prime(X)


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
    for (m, n), g in zip(shapes, functions, strict=True):
        yield matrix(rng, m, n), matrix(rng, m, n), g


def _measured(dG: Matrix, X: Matrix, g: Activation) -> Matrix:
    return central_differences(lambda X: float((dG * g(X)).sum()), X)


elementwise_rule_exercise = FunctionExercise(
    name="elementwise-rule",
    title="A function of every entry",
    task=r"""
Let $G = g(X)$, where the function $g$ takes a number to a number and is applied to
every entry of $X$, $m \times n$. A number $f$ depends on $X$ through $G$. Given
$\frac{\partial f}{\partial G}$, which is `dG` in the code, return
$\frac{\partial f}{\partial X}$, called `dX`. The function must work for any $g$: you
are given it as `g`, where `g(M)` is $g$ of every entry of a matrix $M$, and
`g.prime(M)` is $g'$ of every entry of $M$.
""",
    hints=(
        r"$G_{kl} = g(X_{kl})$. Which entries of $G$ move with $X_{ij}$, and at what "
        r"rate?",
        r"One term of the chain rule remains: $\frac{\partial f}{\partial X_{ij}} = "
        r"\frac{\partial f}{\partial G_{ij}}\, g'(X_{ij})$. All three entries stand in "
        r"the same place.",
        r"Which operator of NumPy multiplies the entries that stand in the same place? "
        r"And at which matrix is $g'$ taken, at the one that goes into $g$ or at the "
        r"one that comes out?",
    ),
    derivation=r"""
**What moves.** $G_{kl} = g(X_{kl})$ depends on the one entry $X_{kl}$. So
$\partial G_{kl} / \partial X_{ij}$ is $g'(X_{ij})$ if $(k, l) = (i, j)$, and $0$
otherwise.

**The chain rule.** Of the double sum in {eq}`eq-chain-rule` one term remains,

$$
\frac{\partial f}{\partial X_{ij}} =
\frac{\partial f}{\partial G_{ij}}\, g'(X_{ij}) ,
$$

and without indices this is {eq}`eq-rule-elementwise`:

$$
\frac{\partial f}{\partial X} = \frac{\partial f}{\partial G} \odot g'(X) .
$$

The product $\odot$ is `*` in NumPy. Nothing is added up, so `@` has no place here.

$g'$ is taken at $X$, the matrix that went into $g$. Formulas such as
$\sigma'(x) = a (1 - a)$ with $a = \sigma(x)$ invite a confusion: they *compute* $g'(X)$
from the values $g(X)$, but it is still the derivative at $X$. `g.prime` does that
inside, so it wants $X$. With ReLU a wrong argument goes unseen, since $g(x)$ is
positive exactly when $x$ is; with tanh and the sigmoid it shows at once.
""",
    function=elementwise_rule,
    returns="dX",
    cases=_cases,
    expected=_measured,
    slips=(
        Slip(
            lambda dG, X, g: dG * g.prime(g(X)),
            "the derivative is taken at G, the values that come out of g. It belongs "
            "to the numbers that go in.",
        ),
        Slip(
            lambda dG, X, g: dG * g(X),
            "this multiplies by g itself. How strongly an entry of G moves is the "
            "derivative of g.",
        ),
        Slip(
            lambda dG, X, g: g.prime(X),
            "dG is forgotten. This says how G moves with X, but not yet how f moves "
            "with G.",
        ),
        Slip(
            lambda dG, X, g: dG @ g.prime(X),
            "@ adds up along a row and a column. Here one entry moves one entry, and "
            "nothing is added up.",
        ),
        Slip(
            lambda dG, X, g: dG * (1 - np.tanh(X) ** 2),
            "this is right for tanh only. The function is handed in as g, with its "
            "derivative.",
        ),
        Slip(
            lambda dG, X, g: dG * g.prime(dG),
            "the derivative is taken at dG. The derivative of g belongs to the numbers "
            "that go into g.",
        ),
    ),
)
