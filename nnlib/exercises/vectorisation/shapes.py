"""Shapes to fill in."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

shapes = PaperExercise(
    name="shapes",
    title="Which shape?",
    task=r"""
A data set has 442 patients with 10 measurements each and one target. A network without
biases has layers of 8, 4 and 1 nodes. $X$ holds one patient a row. $W^{[l]}$ holds the
weights of layer $l$, one column a node. $Z^{[l]}$ holds the pre-activations and
$A^{[l]}$ the activations of layer $l$, for all patients.

Fill in the shapes of $W^{[1]}$, $W^{[2]}$, $Z^{[2]}$ and $A^{[3]}$, written as
`(442, 10)` is for $X$, and the number of all weights in the network.
""",
    hints=(
        "A node has one weight for each number that comes in. So a matrix of weights "
        "has as many rows as the layer before it has nodes.",
        r"There are $m = 442$ patients, and the layers have $n^{[0]}, \dots, n^{[3]} = "
        r"10, 8, 4, 1$ nodes, where layer 0 is the inputs. $W^{[l]}$ is "
        r"$n^{[l-1]} \times n^{[l]}$, and $Z^{[l]}$ is $m \times n^{[l]}$.",
        "Each matrix of weights has rows times columns entries. Add the three up.",
    ),
    derivation=r"""
$m = 442$ and $n^{[0]}, \dots, n^{[3]} = 10, 8, 4, 1$. A node of layer $l$ has one
weight for each of the $n^{[l-1]}$ numbers that come in, and its weights are a column.
So $W^{[l]}$ is $n^{[l-1]} \times n^{[l]}$: $W^{[1]}$ is $10 \times 8$, $W^{[2]}$ is
$8 \times 4$ and $W^{[3]}$ is $4 \times 1$.

By {eq}`eq-forward-Z` the product $Z^{[l]} = A^{[l-1]} W^{[l]}$ has a row for each
patient and a column for each node, $m \times n^{[l]}$. The activation function works
entry by entry and keeps the shape, so $A^{[l]}$ is $m \times n^{[l]}$ too:

- $A^{[0]} = X$ is $442 \times 10$;
- $Z^{[1]}$ and $A^{[1]}$ are $442 \times 8$;
- $Z^{[2]}$ and $A^{[2]}$ are $442 \times 4$;
- $Z^{[3]}$ and $A^{[3]}$ are $442 \times 1$, the shape of $Y$.

There are $80 + 32 + 4 = 116$ weights. The number of patients does not matter for that:
all of them go through the same network.
""",
    blanks={
        "W1": (10, 8),
        "W2": (8, 4),
        "Z2": (442, 4),
        "A3": (442, 1),
        "weights": 116,
    },
    slips=slips.of_blanks("""
W1=(8, 10)
    W[1] has one column a node, so it has 8 columns.
W1=(442, 8)
    this is the shape of Z[1]. Weights belong to inputs and nodes, not to patients.
W2=(10, 4)
    layer 2 does not see the measurements. What comes in is what layer 1 puts out.
W2=(4, 8)
    W[2] is transposed: the nodes of layer 2 are its columns.
Z2=(4, 442)
    an example is a row of Z, not a column.
Z2=(442, 8)
    this is the shape of what goes into layer 2. Z[2] has a column for each node of
    layer 2.
A3=(442,)
    A[3] is a matrix: it has rows and columns, even if it has one column.
A3=(1, 442)
    an example is a row of A, and there is one output.
A3=(1, 1)
    this would be one prediction. A[3] holds one for every patient.
weights=51272
    weights are shared by all examples.
weights=129
    this counts a bias for each of the 13 nodes. The network has none.
weights=13
    this is the number of nodes. Each node has as many weights as numbers come in.
"""),
)
