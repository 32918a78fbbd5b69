"""Layers without a bend collapse to one matrix."""

from collections.abc import Iterator

import numpy as np

from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.network import Network

Layers = dict[int, Matrix]


def collapse(W: Layers) -> Matrix:
    """Return M: one matrix that does what all the layers do together.

    W is a dictionary: W[1] .. W[L] are the weights of layers 1 .. L, and W[l] has as
    many rows as W[l - 1] has columns. L may be 1. M has a row for each row of W[1] and
    a column for each column of W[L].
    """
    M = W[1]
    for l in range(2, len(W) + 1):
        M = M @ W[l]
    return M


def _layers(rng: np.random.Generator, *n: int) -> Case:
    return ({l: matrix(rng, n[l - 1], n[l]) for l in range(1, len(n))},)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    for n in [(1, 1), (2, 1), (1, 1, 1), (1, 2, 1), (2, 2, 2), (2, 2, 2, 2)]:
        yield _layers(rng, *n)
    for count in (3, 4, 4, 5):
        yield _layers(rng, *sizes(rng, count, 5))


def _by_unit_vectors(W: Layers) -> Matrix:
    """Row i is what a network of identity layers predicts for the i-th unit vector."""
    n = [len(W[1]), *(W[l].shape[1] for l in W)]
    network = Network(n, ["identity"] * len(W), seed=0)
    network.W = dict(W)
    return np.array([network(row[np.newaxis])[0] for row in np.eye(n[0])])


collapse_exercise = FunctionExercise(
    name="collapse",
    title="Many layers that are one",
    task=r"""
A network has $L$ layers, and every one of them has the identity as its activation
function. Layer $l$ has the weights $W^{[l]}$, one column a node. So for an example $x$,
layer 1 gives the row $a^{[1]\top} = x^\top W^{[1]}$, and each later layer gives
$a^{[l]\top} = a^{[l-1]\top} W^{[l]}$. Find one matrix $M$ with

$$
a^{[L]\top} = x^\top M \qquad \text{for every } x.
$$

Write a function that makes $M$ from the weights, for any number of layers. They come in
a dictionary with the keys $1, \dots, L$: `W[1]` is $W^{[1]}$, and `len(W)` is $L$. The
matrices in it must stay as they are.
""",
    hints=(
        r"Begin with two layers. Put $a^{[1]\top} = x^\top W^{[1]}$ into "
        r"$a^{[2]\top} = a^{[1]\top} W^{[2]}$. What stands behind $x^\top$?",
        "A third layer multiplies what you have by its weights, from the right. So one "
        "matrix grows in a loop over the layers.",
        "`range(2, L + 1)` runs from $2$ to $L$. Which matrix do you have before the "
        "loop begins?",
    ),
    derivation=r"""
Put the first layer into the second: $a^{[2]\top} = x^\top W^{[1]} W^{[2]}$. Brackets do
not matter in a matrix product, so $W^{[1]} W^{[2]}$ may be computed first, without
knowing $x$. Suppose the first $l - 1$ layers together are one matrix $M^{[l-1]}$, that
is, $a^{[l-1]\top} = x^\top M^{[l-1]}$. Then

$$
a^{[l]\top} = a^{[l-1]\top} W^{[l]} = x^\top M^{[l-1]} W^{[l]},
$$

so the first $l$ layers together are $M^{[l]} = M^{[l-1]} W^{[l]}$. Begin with
$M^{[1]} = W^{[1]}$ and go on to layer $L$:

$$
M = W^{[1]} W^{[2]} \cdots W^{[L]},
$$

as in {eq}`eq-collapse`. The code does this step by step. `M = M @ W[l]` makes a new
matrix each time and leaves `W[1]` alone.

The order follows from the shapes too: $W^{[l-1]}$ has a column for each node of layer
$l - 1$, and $W^{[l]}$ has a row for each. Only when all layers have equally many nodes
does a wrong order go through unseen, with wrong numbers.
""",
    function=collapse,
    returns="M",
    cases=_cases,
    expected=_by_unit_vectors,
    slips=slips.of_function(
        collapse,
        """
other-order: M = M @ W[l] -> M = W[l] @ M
    the order of the product. An example is a row and meets W[1] first, so which matrix
    stands on the left?
entry-by-entry: M = M @ W[l] -> M = M * W[l]
    * multiplies entry by entry. Two layers in a row make a matrix product, which Python
    writes @.
sum: M = M @ W[l] -> M = M + W[l]
    the matrices are added. A layer weighs what the layer before it gives; that is a
    product.
transposed: M = M @ W[l] -> M = M @ W[l].T
    a transpose too many. W[l] has a row for each column of W[l - 1], so the two fit
    together as they are.
writes-into-w: M = M @ W[l] -> M = W[1] = M @ W[l]
    W[1] is written over, and the network has lost its first layer. Give the matrix that
    grows a name of its own.
last-layer-left-out: range(2, len(W) + 1) -> range(2, len(W))
    the loop stops one layer too early. range leaves out its end.
two-layers-alone: range(2, len(W) + 1) -> range(2, min(2, len(W)) + 1)
    only two layers are used. There may be more of them.
first-layer-twice: range(2, len(W) + 1) -> range(1, len(W) + 1)
    W[1] is used twice: before the loop and in it.
no-such-layer: M = W[1] -> M = W[0]
    there is no layer with this number. The keys run from 1 to L: neither 0 nor L + 1 is
    among them.
""",
    ),
)
