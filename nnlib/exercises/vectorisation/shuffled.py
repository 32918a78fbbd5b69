"""What becomes of predictions and loss when rows or columns change places."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

shuffled = PaperExercise(
    name="shuffled",
    title="Rows out of order",
    task=r"""
A network has two layers with the weights $W^{[1]}$ and $W^{[2]}$, one column a node. It
is given the matrix $X$ with four examples, one a row. Its predictions and the targets
are

$$
A^{[2]} = \begin{pmatrix} 1 \\ 2 \\ 4 \\ 0 \end{pmatrix}, \qquad
Y = \begin{pmatrix} 1 \\ 3 \\ 4 \\ 2 \end{pmatrix},
$$

and the loss, the mean of the squared errors, is $\frac{1}{4}(0 + 1 + 0 + 4) = 1.25$.
Now somebody shuffles the rows of $X$: the new first row is the old row 2, then come the
old rows 4, 1 and 3. Fill in

- `predictions`: what the network predicts for the new $X$, from top to bottom, written
  like `(1, 2, 4, 0)`;
- `loss_X`: the loss if only $X$ was shuffled;
- `loss_both`: the loss if $Y$ was shuffled in the same way.

Another day somebody shuffles the *columns* of $X$, the inputs, and wants the old
predictions all the same. What must be brought into the same new order? Give the letter
as `columns`, such as `columns="D"`.

- **A.** the rows of $W^{[1]}$
- **B.** the columns of $W^{[1]}$
- **C.** the rows of $A^{[2]}$
- **D.** nothing: the predictions do not change
""",
    hints=(
        "Row $i$ of every matrix in the network depends on row $i$ of $X$ and on no "
        "other row. So what does the network say to the old example 2, wherever it "
        "stands?",
        "The loss compares row by row. With $Y$ unshuffled, the prediction for the "
        "old example 2 is compared with the target of example 1, and so on.",
        r"The pre-activation of node $j$ for example $i$ is "
        r"$\sum_k X_{ik} W^{[1]}_{kj}$. If the inputs $k$ are taken in another order, "
        "which index of the weights has to follow?",
    ),
    derivation=r"""
Row $i$ of $Z^{[1]}$ is row $i$ of $X$ times $W^{[1]}$, {eq}`eq-row-of-Z`, and the
activation function works entry by entry. Then the same holds for layer 2. So the
prediction for an example does not ask where in $X$ it stands or which others are there:
the rows of $A^{[2]}$ come in the same new order 2, 4, 1, 3, which is $(2, 0, 1, 4)$.

**Only $X$ shuffled.** These predictions now meet the targets $1, 3, 4, 2$. The errors
are $1, -3, -3, 2$, and the loss is $\frac{1}{4}(1 + 9 + 9 + 4) = 5.75$. No matrix has a
wrong shape, and nothing warns.

**Both shuffled.** The targets come as $3, 2, 1, 4$, the errors are $-1, -2, 0, 0$, and
the loss is $1.25$ as before: {eq}`eq-loss` adds the same four squares in another order.

**The columns.** $Z^{[1]}_{ij} = \sum_k X_{ik} W^{[1]}_{kj}$. The sum does not depend on
the order of its terms, as long as input $k$ still meets its own weight. The index $k$
counts the columns of $X$ and the rows of $W^{[1]}$. So the rows of $W^{[1]}$ have to
follow, A.
""",
    blanks={
        "predictions": (2, 0, 1, 4),
        "loss_X": 5.75,
        "loss_both": 1.25,
        "columns": "A",
    },
    slips=slips.of_blanks("""
predictions=(1, 2, 4, 0)
    these are the old predictions in their old places. The example that now comes first
    is the old example 2.
predictions=(4, 1, 0, 2)
    the order is undone instead of applied. The first row of the new X is the old row 2;
    which prediction belongs to it?
loss_X=1.25
    this holds only if every prediction still meets its own target. Y was left as it
    was.
    see: order, k=3, targets=stay behind
loss_X=23
    this is the sum of the squared errors. The loss is their mean.
loss_both=5.75
    if Y is in the new order too, every prediction meets its own target again.
    see: order, k=3, targets=move along
columns="B"
    the columns of W[1] are its nodes. An input has a row of weights there.
columns="C"
    the rows of A[2] are examples, and their order has not changed. The nodes of layer 1
    now take one input for another.
columns="D"
    an input that changes its column meets the weights of another input.
"""),
)
