"""The loss that is none: a target without columns."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

broadcast = PaperExercise(
    name="broadcast",
    title="A loss that looks like one",
    task=r"""
Two targets, $1$ and $3$, come as a NumPy array `y` of shape `(2,)`. The predictions `A`
have shape `(2, 1)`. Somebody computes `np.mean((A - y)**2)` and calls it the loss. Work
out on paper, without running it,

- `shape`: the shape of `A - y`, written like `(2, 1)`;
- `perfect`: what comes out for the predictions $1$ and $3$, which are exactly right;
- `level`: what comes out if both predictions are $2$, the mean of the targets;
- `cured`: what comes out for the exactly right predictions if `y` is replaced by
  `y.reshape(-1, 1)`, which has shape `(2, 1)`.
""",
    hints=(
        "NumPy reads an array of shape `(2,)` as a single row. A column minus a row: "
        "both are stretched until they have the same shape.",
        r"The entry in row $i$ and column $j$ is $\hat{y}^{(i)} - y^{(j)}$, with the "
        r"prediction for example $i$ and the target of example $j$: every prediction "
        r"meets every target. Write down all of them.",
        "`np.mean` adds the squares of all entries and divides by how many entries "
        "there are. With `y` as a column, how many are there?",
    ),
    derivation=r"""
NumPy reads `y` as a row and stretches the column of predictions $\hat{y}^{(i)}$ and
the row of targets $y^{(j)}$ to $2 \times 2$. The entries of `A - y` are
$\hat{y}^{(i)} - y^{(j)}$.

**Perfect predictions**, $1$ and $3$:

$$
\begin{pmatrix} 1 - 1 & 1 - 3 \\ 3 - 1 & 3 - 3 \end{pmatrix}
= \begin{pmatrix} 0 & -2 \\ 2 & 0 \end{pmatrix}.
$$

The errors that were wanted are on the diagonal. The mean of the squares of all four
entries is $\frac{0 + 4 + 4 + 0}{4} = 2$.

**Both predictions $2$:**

$$
\begin{pmatrix} 2 - 1 & 2 - 3 \\ 2 - 1 & 2 - 3 \end{pmatrix}
= \begin{pmatrix} 1 & -1 \\ 1 & -1 \end{pmatrix},
$$

and the mean of the squares is $\frac{4}{4} = 1$. So predictions that are right get a
worse value than predictions that ignore the example. By {eq}`eq-wrong-loss` the value
is the mean square of the predictions about $\bar{y} = 2$, plus that of the targets
about $\bar{y}$: $1 + 1$ for the perfect predictions, $0 + 1$ for the level ones. A
network trained on it learns to predict $2$, whatever it is given.

**Cured.** With `y` as a column, `A - y` is $2 \times 1$ and holds the two errors, $0$
and $0$. The mean of their squares is $0$, as it should be.
""",
    blanks={"shape": (2, 2), "perfect": 2, "level": 1, "cured": 0},
    slips=slips.of_blanks("""
shape=(2, 1)
    this would be so if y were a column. An array with one dimension is read as a row.
shape=(2,)
    the result has as many dimensions as the one of the two that has more.
shape=(1, 2)
    y is read as a row, but A is still a column. Both are stretched.
perfect=0
    this would be the loss. But each prediction is compared with the other's target as
    well.
perfect=8
    this is the sum of the squares. np.mean divides it by the number of entries.
perfect=4
    the squares are divided by the number of examples. np.mean divides by the number of
    entries, and there are more of them.
level=4
    this is the sum of the squares. np.mean divides by the number of the entries it has
    added.
level=2
    the sum of four squares is divided by 2. How many entries does np.mean see?
level=0
    the errors cancel only if they are not squared.
cured=2
    a column minus a column of the same shape is taken row by row. Nothing is stretched
    any more.
"""),
)
