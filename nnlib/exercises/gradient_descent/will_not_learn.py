"""Six networks that do not learn, and why, from their numbers."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

will_not_learn = PaperExercise(
    name="will-not-learn",
    title="Why will it not learn?",
    task=r"""
Six networks have been trained on the same 40 examples. The input is one number between
$-1$ and $1$, with a column of ones beside it. The targets are a smooth curve of that
number. Their mean is $2$, their mean square $5$, and they lie between $0.5$ and
$3.5$. Each network has one hidden layer of 8 nodes and a last layer of one. A seventh,
with tanh in the hidden layer, the identity in the last one and $\alpha = 0.1$, came
down to a loss of $0.02$ in 1000 steps. Each of the six was built or trained in another
way, and that is why it fails. None has an error in its backward pass.

Begin with two losses to compare with. What is the loss, the mean of the squared errors,
of a network that predicts

- `mean`: $2$ for every example?
- `zero`: $0$ for every example?

Here is what each of the six printed: the losses after 0, 10, 100 and 1000 steps, and
then, after the last one, the mean size of the entries of `Z[1]`, how many of those of
`A[1]` are zero, by how much two nodes of layer 1 `differ` at most for the same example,
the largest entry of `dW[1]`, and the smallest and the largest prediction.

| run | losses | size of `Z[1]` | zeros in `A[1]` | `differ` | `dW[1]` | predictions |
|---|---|---|---|---|---|---|
| 1 | 4.52, 1.01, 1.00, 1.00 | 0.70 | 0 % | 1.6 | 0.0003 | 1.98 to 2.01 |
| 2 | 7.01, 5.00, 5.00, 5.00 | 5.8 | 100 % | 0 | 0 | 0 to 0 |
| 3 | 1.96, 1.00, 0.94, 0.94 | 0.70 | 0 % | 0 | 0.0005 | 1.57 to 2.37 |
| 4 | 4.71, 4.66, 4.67, 4.67 | 243 | 0 % | 2.0 | 0.0003 | -0.58 to 0.58 |
| 5 | 3.14, 2.52, 2.03, 2.00 | 1.03 | 0 % | 1.8 | 0.001 | 1.00 to 1.00 |
| 6 | 4.46, 1e17, 2e227, nan | nan | nan | nan | nan | nan |

The causes, of which one is left over:

- **A.** the ReLUs of the hidden layer have died;
- **B.** the hidden layer is saturated, because the input was given in thousandths of
  its unit and so is a thousand times as large;
- **C.** $\alpha$ is too large, and the steps diverge;
- **D.** $\alpha$ is too small;
- **E.** all nodes of the hidden layer started with the same weights;
- **F.** the last activation function cannot reach the targets;
- **G.** the targets have the shape `(40,)` in place of `(40, 1)`, and NumPy compares
  each prediction with every target.

Fill in

- `causes`: the cause of 1 to 6, such as `causes="ABCDEF"`;
- `cure`: the network with cause A is to be trained once more from the same start, with
  the same functions. Which of these will help? **A.** more steps; **B.** a smaller
  $\alpha$; **C.** a larger $\alpha$; **D.** fewer nodes.
""",
    hints=(
        "The loss of a constant prediction $c$ is the mean of $(c - y)^2$, that is "
        "$c^2$, less $2 c$ times the mean of $y$, plus the mean of $y^2$. Compare the "
        "last losses of the table with what you get.",
        "Each column has one number that stands out. Where are all activations zero? "
        "Where are all nodes the same, but not zero? Where is `Z[1]` so large that "
        "tanh is flat?",
        "Two networks predict the same for every example, though their hidden nodes "
        "differ and react. The one has stopped at the end of what a function can say. "
        "The other has found the one number that is nearest to all targets at once.",
    ),
    derivation=r"""
**Two losses.** Always $2$: $4 - 2 \cdot 2 \cdot 2 + 5 = 1$. Always $0$: $5$.

**1 is G.** The predictions are $2$ for everybody, with the loss $1$: it has learnt the
mean of the targets and nothing else. The nodes differ, nothing is flat and nothing is
dead. So the loss itself must want this, and a loss that compares every prediction with
every target does, {eq}`eq-wrong-loss`.

**2 is A.** The loss is that of predicting $0$, all activations are $0$, and the
derivatives are exactly $0$, not only small. That is what dead ReLUs do: $Z^{[1]}$ is
negative for all examples. No number of steps helps, since a step of length $0$ leads
nowhere. Look at the loss before the first step: the nodes were alive then, and one long
step has killed them. A smaller $\alpha$ is the cure, B. A larger one kills faster.

**3 is E.** Activations are alive and yet two nodes never differ. By
{eq}`eq-equal-nodes` nodes that start alike get the same derivatives and stay alike: the
layer has one node, eight times. One tanh node does a little better than the mean.

**4 is B.** With pre-activations in the hundreds, tanh is $1$ or $-1$ and its slope is
nothing. Two nodes differ by $2$, from one end to the other, and the network can say two
numbers, $0.58$ and $-0.58$: what the sign of the input tells. The loss cannot fall and
`dW[1]` is small. Scaling the input cures it.

**5 is F.** All predictions are $1.00$, the upper end of the sigmoid, where the targets
go on to $3.5$. The best it can do is to say $1$ wherever the target is larger.

**6 is C.** The loss grows by many powers of ten, until it can no longer be stored.
`nan` stands for what is no number any more.

D is left over. With too small an $\alpha$ the loss falls from step to step and has not
come far, derivatives are large, and nothing else is amiss. More steps would help there,
and nowhere else.
""",
    blanks={"mean": 1, "zero": 5, "causes": "GAEBFC", "cure": "B"},
    slips=slips.of_blanks("""
mean=0
    the errors cancel, but their squares do not.
mean=5
    this is the mean square of the targets themselves. What is left of it when 2 is
    taken from each?
zero=4
    this is the square of the mean. The mean of the squares is another number.
zero=1
    this is how far the targets are from their mean. Here they are compared with 0.
causes="DAEBFC"
    network 1 has come to rest in ten steps, with tiny derivatives. Where has it come to
    rest?
causes="FAEBGC"
    1 and 5 have changed places. Which of them says the mean of the targets, and which
    the largest number that a function can give?
causes="GEABFC"
    2 and 3 have changed places. Nodes that are alike need not be zero.
    see: equal, spread=0
causes="GAEDFC"
    in network 4 the derivatives are small. Why they are can be seen from the size of
    Z[1], and alpha has no part in it.
    see: slow, w=2
causes="GAEBDC"
    network 5 has slowed down at a very round number. Look at its predictions.
causes="GBEAFC"
    2 and 4 have changed places. Which function is 0 where its slope is 0, and which is
    1 or -1?
causes="GAEBFD"
    a loss that grows is no sign of steps that are too short.
    see: rate, alpha=0.35
causes="GADBFC"
    in network 3 two nodes never differ, whatever the example. A short step would not
    make them alike.
    see: equal, spread=0
cure="A"
    every derivative is 0, and a step of length 0 leads nowhere, however often it is
    taken.
    see: dead, w1=-1.5
cure="C"
    look at the loss before the first step and after it: what has killed the nodes?
cure="D"
    fewer nodes would have died of the same step.
"""),
)
