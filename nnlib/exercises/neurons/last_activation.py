"""What the last activation function lets a network say."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

last_activation = PaperExercise(
    name="last-activation",
    title="What a network can say at all",
    task=r"""
The loss is the mean of the squared errors. The last layer has one node, whose
activation function is one of

- **A.** the identity,
- **B.** the sigmoid,
- **C.** tanh,
- **D.** ReLU.

Three examples have the targets $-1$, $0.5$ and $3$. Suppose the layers before are so
good that they can give the last node any pre-activation for any example.

- `least`: for A, B, C and D in this order, the number below which the loss cannot fall,
  however the network is trained. (It may be a number that is approached and never
  quite reached.) Write four numbers in a row, such as `(1, 1 / 3, 2, 0)`.

Now five tasks:

1. the rain of tomorrow in millimetres: none, or up to any number;
2. the share of the sky that is covered by clouds;
3. what a shop gains in a day, or loses;
4. an opinion, from $-1$, wholly against, to $1$, wholly for;
5. whether a patient has a disease: $1$ for yes, $0$ for no.

- `tasks`: one letter for each, in this order, such as `tasks="ABCDA"`. Take the
  function whose values reach from the smallest possible target to the largest, as near
  to both as one likes, and no further. But where this would be ReLU, take the identity:
  a last ReLU node has no slope while its pre-activation is negative, so it may get
  stuck at $0$.
""",
    hints=(
        "Which numbers can come out of each function? Those of the sigmoid lie between "
        "$0$ and $1$, those of tanh between $-1$ and $1$.",
        "For a target that cannot be reached, the best prediction is the nearest "
        "number that can. Square the error that is left.",
        "The loss is a mean: three squared errors, divided by $3$. Targets that can be "
        "reached bring $0$.",
    ),
    derivation=r"""
**The least loss.** Each example can be treated by itself, and where the target is out
of reach the nearest value is best.

| last function | values | nearest to $-1$, $0.5$, $3$ | squared errors | least loss |
|---|---|---|---|---|
| identity | all | $-1$, $0.5$, $3$ | $0, 0, 0$ | $0$ |
| sigmoid | between $0$ and $1$ | $0$, $0.5$, $1$ | $1, 0, 4$ | $5/3$ |
| tanh | between $-1$ and $1$ | $-1$, $0.5$, $1$ | $0, 0, 4$ | $4/3$ |
| ReLU | $0$ and above | $0$, $0.5$, $3$ | $1, 0, 0$ | $1/3$ |

Sigmoid and tanh come as near to their ends as one likes and never arrive, so their
least loss is approached only. No training can go below these numbers, and nothing in a
run of training says so: the loss falls, levels off, and looks like one that needs more
patience.

**The tasks.** Rain is never negative. ReLU would have just these values, but it may get
stuck at $0$, and the identity can reach every target too: A. A share lies between $0$
and $1$: B. Gain and loss may be any number: A. The opinion lies between $-1$ and $1$:
C. Yes or no is $1$ or $0$, which are the ends of the sigmoid: B. In order: ABACB.
""",
    blanks={"least": (0, 5 / 3, 4 / 3, 1 / 3), "tasks": "ABACB"},
    slips=slips.of_blanks("""
least=(0, 5, 4, 1)
    these are the sums of the squared errors. The loss is their mean.
least=(0, 1.6667, 1.3333, 0)
    no ReLU node puts out a number below 0, so one of the targets is out of its reach.
least=(0, 1.6667, 1.6667, 0.3333)
    tanh reaches further down than the sigmoid does. What is its value for a very
    negative pre-activation?
least=(0, 1, 0.6667, 0.3333)
    an error of 2 is still to be squared.
least=(0, 0, 0, 0)
    not every function takes every value. What is the largest number that comes out of a
    sigmoid?
tasks="DBACB"
    ReLU has just the values that rain has. Read on in the task what to take where this
    is so.
tasks="ABACC"
    yes and no are 1 and 0 here. A function that goes down to -1 can say what is
    neither.
tasks="ABDCB"
    a day may bring a loss, and no ReLU node can predict one.
tasks="ABABB"
    an opinion against is a negative number, and the sigmoid has none.
tasks="ACACB"
    no share is negative. Which function stays between 0 and 1?
"""),
)
