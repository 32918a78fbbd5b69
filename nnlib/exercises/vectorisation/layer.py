"""One layer, all examples at once."""

from collections.abc import Iterator

import numpy as np

from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise


def tanh_layer(X: Matrix, W: Matrix) -> Matrix:
    """Return A, m x p: the activations of a tanh layer with weights W, n x p."""
    Z = X @ W
    return np.tanh(Z)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    for m, n, p in [(1, 1, 1), (1, 2, 2), (2, 2, 2), (1, 2, 3), (3, 2, 1)]:
        yield matrix(rng, m, n), matrix(rng, n, p)
    for _ in range(4):
        m, n, p = sizes(rng, 3)
        yield matrix(rng, m, n), matrix(rng, n, p)


def _by_entry(X: Matrix, W: Matrix) -> Matrix:
    return np.array([[np.tanh(sum(x * w)) for w in W.T] for x in X])


layer = FunctionExercise(
    name="layer",
    title="One layer, all examples at once",
    warm_up=True,
    task=r"""
Write a layer of $p$ nodes, with tanh as its activation function, for $m$ examples at
once. $X$ is $m \times n$, one example a row; $W$ is $n \times p$, one column a node.
Return the activations $A$, $m \times p$: entry $(i, j)$ belongs to example $i$ and node
$j$. Do without a loop.
""",
    hints=(
        "The pre-activation of node $j$ for example $i$ is a sum of inputs times "
        "weights. Which row of $X$ and which column of $W$ does it need?",
        "`@` is the matrix product. Which of the two matrices has the examples in its "
        "rows? That one stands on the left.",
        "`np.tanh` works on every entry of a matrix. Apply it once the sums are "
        "complete.",
    ),
    derivation=r"""
Node $j$ multiplies the inputs of example $i$ by its weights, column $j$ of $W$, and
adds up:

$$
\sum_{k=1}^{n} x_k^{(i)} W_{kj} = \sum_{k=1}^{n} X_{ik} W_{kj} .
$$

The last sum is entry $(i, j)$ of the product $X W$, by the definition of a matrix
product. So $Z = X W$ holds every pre-activation at once, {eq}`eq-Z1`. Then tanh is
applied to each entry, {eq}`eq-A1`, which keeps the shape: $A = \tanh(Z)$ is
$m \times p$.

If all sizes differ, NumPy refuses a wrong order or a needless transpose. If $X$ and $W$
are square, it returns numbers, and they are wrong. That is why square matrices are
among the cases that are tried.
""",
    function=tanh_layer,
    returns="A",
    cases=_cases,
    expected=_by_entry,
    slips=slips.of_function(
        tanh_layer,
        """
transposed: Z = X @ W -> Z = X @ W.T
    W is transposed. Its columns are the nodes already.
other-order: Z = X @ W -> Z = W @ X
    the order of the product. Row i of the result must belong to example i, so the
    matrix with the examples in its rows stands on the left.
entry-by-entry: Z = X @ W -> Z = X * W
    * multiplies entry by entry. The matrix product is @.
math-tanh: return np.tanh(Z) -> return math.tanh(Z)
    math.tanh, like math.exp, takes one number. Z is a matrix, even if it has one entry,
    and NumPy's functions work on every entry.
no-activation: return np.tanh(Z) -> return Z
    the activation function is missing: this is Z, not A.
activation-too-early: Z = X @ W -> Z = np.tanh(X) @ W
and: return np.tanh(Z) -> return Z
    the activation function comes too early. A node first adds up, and then applies it
    to the sum.
result-transposed: return np.tanh(Z) -> return np.tanh(Z).T
    rows and columns have changed places. An example is a row of A, a node a column.
""",
    ),
)
