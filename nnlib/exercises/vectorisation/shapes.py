"""Shapes to fill in."""

from nnlib.exercises.exercise import Slip
from nnlib.exercises.paper import PaperExercise

shapes = PaperExercise(
    name="shapes",
    title="Which shape?",
    task=r"""
A data set has 442 patients with 10 measurements each and one target. A network has
layers of 8, 4 and 1 nodes. Fill in the shapes, such as `(442, 10)` for $X$, and the
number of all weights.
""",
    hints=(
        r"$m = 442$ and $n^{[0]}, \dots, n^{[3]} = 10, 8, 4, 1$.",
        r"$W^{[l]}$ is $n^{[l-1]} \times n^{[l]}$; $Z^{[l]}$ is $m \times n^{[l]}$.",
    ),
    derivation=r"""
$m = 442$ and $n^{[0]}, \dots, n^{[3]} = 10, 8, 4, 1$. $W^{[l]}$ is
$n^{[l-1]} \times n^{[l]}$, and $Z^{[l]}$ and $A^{[l]}$ are $m \times n^{[l]}$. There
are $80 + 32 + 4 = 116$ weights. The number of examples does not matter for that.
""",
    blanks={
        "W1": (10, 8),
        "W2": (8, 4),
        "Z2": (442, 4),
        "A3": (442, 1),
        "weights": 116,
    },
    slips=(
        Slip({"W1": (8, 10)}, "W has one column a node, so it has 8 columns."),
        Slip({"Z2": (4, 442)}, "an example is a row of Z, not a column."),
        Slip(
            {"A3": (442,)},
            "A[3] is a matrix: it has rows and columns, even if it has one column.",
        ),
        Slip({"weights": 442 * 116}, "weights are shared by all examples."),
    ),
)
