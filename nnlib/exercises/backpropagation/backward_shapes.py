"""The shapes of the derivatives of a network."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

backward_shapes = PaperExercise(
    name="backward-shapes",
    title="The shapes of the way back",
    task=r"""
A network has 6 inputs and layers of 5, 3 and 2 nodes; it is given 20 examples. As
always, the examples are the rows of $X = A^{[0]}$, the weights of a node are a column
of $W^{[l]}$, and for $l = 1, 2, 3$

$$
Z^{[l]} = A^{[l-1]} W^{[l]}, \qquad A^{[l]} = g^{[l]}\bigl(Z^{[l]}\bigr) .
$$

The loss is a number $f$, and `dM` stands for $\frac{\partial f}{\partial M}$. Fill in
the shapes, such as `(20, 6)` for $X$, of

- `dA3`, `dZ2` and `dA1`: the derivatives with respect to $A^{[3]}$, $Z^{[2]}$ and
  $A^{[1]}$,
- `dW1` and `dW3`: the derivatives with respect to $W^{[1]}$ and $W^{[3]}$.

An entry of a matrix product is a sum. How many terms are added up in each entry of

- $A^{[1]\top} \frac{\partial f}{\partial Z^{[2]}}$, as `terms_dW2`,
- $\frac{\partial f}{\partial Z^{[2]}} W^{[2]\top}$, as `terms_dA1`?
""",
    hints=(
        r"The derivative of a number with respect to a matrix has one entry for each "
        r"entry of that matrix. What is the shape of $W^{[1]}$?",
        r"$n^{[0]}, \dots, n^{[3]} = 6, 5, 3, 2$ and $m = 20$. $W^{[l]}$ is "
        r"$n^{[l-1]} \times n^{[l]}$; $Z^{[l]}$ and $A^{[l]}$ are $m \times n^{[l]}$.",
        r"In a product of a $p \times q$ and a $q \times r$ matrix each entry has $q$ "
        r"terms. Write the shapes of both factors side by side.",
    ),
    derivation=r"""
A derivative has the shape of its matrix, {eq}`eq-derivative-by-matrix`. With $m = 20$
and $n^{[0]}, \dots, n^{[3]} = 6, 5, 3, 2$,

- $\frac{\partial f}{\partial A^{[3]}}$ is $20 \times 2$,
  $\frac{\partial f}{\partial Z^{[2]}}$ is $20 \times 3$ and
  $\frac{\partial f}{\partial A^{[1]}}$ is $20 \times 5$: a row for each example, a
  column for each node of the layer;
- $\frac{\partial f}{\partial W^{[1]}}$ is $6 \times 5$ and
  $\frac{\partial f}{\partial W^{[3]}}$ is $3 \times 2$: no example is left in them.

Where have the examples gone? $A^{[1]\top}$ is $5 \times 20$ and
$\frac{\partial f}{\partial Z^{[2]}}$ is $20 \times 3$. The product
{eq}`eq-backprop-dW` is $5 \times 3$, and each of its entries is a sum of 20 terms:
every example adds its share to the derivative of a weight.

$\frac{\partial f}{\partial Z^{[2]}}$ is $20 \times 3$ and $W^{[2]\top}$ is
$3 \times 5$. The product {eq}`eq-backprop-dA` is $20 \times 5$, and each of its entries
is a sum of 3 terms: a node of layer 1 hears from each of the 3 nodes that it feeds.
""",
    blanks={
        "dA3": (20, 2),
        "dZ2": (20, 3),
        "dA1": (20, 5),
        "dW1": (6, 5),
        "dW3": (3, 2),
        "terms_dW2": 20,
        "terms_dA1": 3,
    },
    slips=slips.of_blanks("""
dA3=(2,)
    dA3 has one entry for each entry of A[3], and each example has its own predictions.
    see: opened, stage=8
dZ2=(3, 20)
    an example is a row of Z[2], so it is a row of its derivative too.
    see: opened, stage=12
dA1=(20, 3)
    this is the shape of Z[2], from which dA1 is computed. The derivative with respect
    to A[1] has the shape of A[1].
    see: opened, stage=14
dW1=(5, 6)
    W[1] has one column a node, and its derivative has the same shape.
    see: opened, stage=16
dW3=(20, 2)
    this is the shape of Z[3]. Weights belong to all examples together: no example is
    left in their derivative.
    see: opened, stage=10
terms_dW2=15
    this is how many entries the product has. How many terms are in one?
    see: left, i=1, j=2
terms_dW2=5
    5 is the number of rows of the product. The terms are counted by the size that both
    factors share.
    see: left, i=1, j=2
terms_dA1=5
    5 is the number of columns of the product. A node of layer 1 hears from the nodes
    that it feeds.
    see: transpose, j=2
terms_dA1=20
    no example is added to another here: row i of the product is made from row i of dZ2
    alone.
    see: transpose, j=2
"""),
)
