"""Weights to find: a bump from two sigmoid nodes."""

import numpy as np

from nnlib.activations import sigmoid
from nnlib.exercises import slips
from nnlib.exercises.paper import Blanks, PaperExercise


def _agrees(given: Blanks) -> bool:
    """Whether the network of sigmoids makes the predictions of the one of tanhs."""
    W1 = np.asarray(given["W1"], dtype=float)
    W2 = np.asarray(given["W2"], dtype=float)
    if W1.shape != (2, 2) or W2.shape != (2, 1):
        return False
    x = np.linspace(-2, 2, 81)[:, np.newaxis]
    wanted = 0.65 * np.tanh(1 + 4 * x) - 0.65 * np.tanh(-1 + 4 * x)
    with np.errstate(all="ignore"):
        predicted = sigmoid(np.hstack([np.ones_like(x), x]) @ W1) @ W2
    return np.allclose(predicted, wanted, atol=1e-6)


bump_of_sigmoids = PaperExercise(
    name="bump-of-sigmoids",
    title="A bump from sigmoids",
    task=r"""
Two tanh nodes make a bump:

$$
\hat{y} = 0.65 \tanh(1 + 4x) - 0.65 \tanh(-1 + 4x).
$$

As a network with the inputs $(1, x)^\top$, tanh in layer 1 and the identity in layer 2,
its weights are

$$
W^{[1]} = \begin{pmatrix} 1 & -1 \\ 4 & 4 \end{pmatrix}, \qquad
W^{[2]} = \begin{pmatrix} 0.65 \\ -0.65 \end{pmatrix}.
$$

Now let layer 1 have the sigmoid $\sigma(z) = \frac{1}{1 + \mathrm{e}^{-z}}$ instead.
Find weights with which the network makes exactly the same predictions for every $x$.
You may use that $\tanh(z) = 2 \sigma(2z) - 1$. Write each matrix as a list of its rows:
the two above are `[[1, -1], [4, 4]]` and `[[0.65], [-0.65]]`. More than one answer is
right.
""",
    hints=(
        r"Put $\tanh(z) = 2 \sigma(2z) - 1$ into the formula for $\hat{y}$, once with "
        "$z = 1 + 4x$ and once with $z = -1 + 4x$.",
        r"Each tanh brings a $-1$ with it. What becomes of the two when the second is "
        "subtracted from the first?",
        r"What stands inside $\sigma$ goes into $W^{[1]}$: the constant in the first "
        r"row, what multiplies $x$ in the second. What stands before $\sigma$ goes "
        r"into $W^{[2]}$.",
    ),
    derivation=r"""
With $\tanh(z) = 2 \sigma(2z) - 1$ the two nodes are

$$
\tanh(1 + 4x) = 2 \sigma(2 + 8x) - 1, \qquad
\tanh(-1 + 4x) = 2 \sigma(-2 + 8x) - 1.
$$

In their difference the two ones cancel:

$$
\hat{y} = 0.65 \left( 2 \sigma(2 + 8x) - 1 - 2 \sigma(-2 + 8x) + 1 \right)
= 1.3 \, \sigma(2 + 8x) - 1.3 \, \sigma(-2 + 8x).
$$

Read off the weights:

$$
W^{[1]} = \begin{pmatrix} 2 & -2 \\ 8 & 8 \end{pmatrix}, \qquad
W^{[2]} = \begin{pmatrix} 1.3 \\ -1.3 \end{pmatrix}.
$$

All of them are twice what they were. The factor in $W^{[1]}$ is the $2$ inside
$\sigma(2z)$, that in $W^{[2]}$ the $2$ before it.

Other answers are right too. The two nodes may change places, that is, the columns of
$W^{[1]}$ and with them the rows of $W^{[2]}$. And since $\sigma(-z) = 1 - \sigma(z)$,
both nodes may have all their signs turned round, in $W^{[1]}$ and $W^{[2]}$: the two
ones that this brings in cancel again.
""",
    blanks={"W1": [[2, -2], [8, 8]], "W2": [[1.3], [-1.3]]},
    agrees=_agrees,
    slips=slips.of_blanks("""
W2=(1.3, -1.3)
    W[2] is a matrix with two rows and one column. Write it as a list of its rows.
W1=[[1, -1], [4, 4]], W2=[[1.3], [-1.3]]
    the 2 inside the sigmoid is missing. It multiplies the whole of z, the constant as
    well as the x.
W1=[[1, -1], [8, 8]], W2=[[1.3], [-1.3]]
    the 2 inside the sigmoid multiplies the constant too, not x alone.
W1=[[2, -2], [8, 8]], W2=[[0.65], [-0.65]]
    the bump is half as high as it should be: the 2 before the sigmoid is missing.
W1=[[1, -1], [4, 4]], W2=[[0.65], [-0.65]]
    these are the weights of the tanh nodes. A sigmoid with the same weights is lower
    and less steep.
W1=[[2, 8], [-2, 8]]
    W[1] is transposed. Each node is a column: its weight on the constant is in the
    first row, its weight on x in the second.
W1=[[2, -2], [8, 8]], W2=[[1.3], [1.3]]
    the second node must be subtracted.
W1=[[0.5, -0.5], [2, 2]], W2=[[0.325], [-0.325]]
    halved where it should be doubled. Tanh is written with the sigmoid here, not the
    sigmoid with tanh.
"""),
)
