"""What two curves say: learnt, memorised, or measured in the wrong place."""

from nnlib.exercises import slips
from nnlib.exercises.paper import PaperExercise

learnt_or_memorised = PaperExercise(
    name="learnt-or-memorised",
    title="Learnt, or learnt by heart?",
    task=r"""
A network is trained on 200 examples, and its loss is looked at on these and on 50
held-out ones. The targets have noise in them that costs any model $0.06$ on average on
examples it has not seen; a model that always predicts the mean of the targets has the
loss $1$.

| epoch | 0 | 10 | 20 | 40 | 80 | 160 | 320 | 640 |
|---|---|---|---|---|---|---|---|---|
| training loss | 1.05 | 0.60 | 0.40 | 0.25 | 0.12 | 0.04 | 0.01 | 0.00 |
| held-out loss | 1.02 | 0.65 | 0.48 | 0.39 | 0.44 | 0.42 | 0.60 | 0.81 |

- `stop`: the epoch of the table whose weights should be kept;
- `gap`: how much larger the held-out loss is than the training loss there;
- `ends`: somebody looks at the epochs of the table as they come by, and stops as soon
  as three looks in a row have brought no held-out loss below the lowest so far. At
  which epoch does the training end?

Four other networks have ended like this:

| network | training loss | held-out loss |
|---|---|---|
| A | 0.97 | 1.01 |
| B | 0.001 | 0.95 |
| C | 0.001 | 0.002 |
| D | 0.07 | 0.08 |

- `runs`: the letters in this order: the one that has learnt what there is to learn; the
  one that has learnt its examples by heart; the one that has learnt nothing; the one
  whose held-out examples cannot have been held out.

Three people have each cut 300 examples into three parts, 200 to train on, 50 to choose
by, and 50 to judge by in the end.

- **A.** scales all inputs with means that were taken of the 200, and chooses the epoch
  by the first 50.
- **B.** trains with 40 learning rates, takes the one that is best on the last 50, and
  reports its loss there.
- **C.** chooses the epoch and the number of nodes by the first 50, and looks at the
  last 50 once.

Fill in

- `misused`: who has misused a part?
- `promise`: is the loss that this person reports, on average, **A.** too small, **B.**
  too large, or **C.** just right?
""",
    hints=(
        "What the network is for are examples it has not seen. Which of the two rows "
        "speaks of these?",
        "Keep the lowest held-out loss so far in mind and count the looks since. A new "
        "lowest one begins the count anew.",
        "No model gets below the noise on examples that it has not seen. Where one "
        "does, what must have happened? And whoever takes the best of 40 numbers takes "
        "the luckiest one too.",
    ),
    derivation=r"""
**When to stop.** The held-out loss is lowest at epoch $40$, with $0.39$. The training
loss there is $0.25$, and the gap $0.14$. The training loss goes on falling for ever,
and says nothing of it.

**Patience.** After $40$ come $80$, $160$ and $320$. The second of them is lower than
the one before, but none is below $0.39$. So the third look without a new lowest value
is at $320$: there it ends, and the weights of epoch $40$ are kept.

**Four runs.** D has come near to the noise on both: it has learnt what there is to
learn. B is perfect on its own examples and hardly better than the mean on others: it
knows them by heart. A is no better than the mean anywhere: it has learnt nothing. C has
a held-out loss of $0.002$, where noise alone costs $0.06$. Nobody can predict noise, so
these examples, or copies of them, must have been among those it was trained on. In
order: D, B, A, C.

**The parts.** B has chosen by the last 50, so nothing is left to judge by. A choice
made with a set must be judged by another. Of 40 losses on 50 examples the smallest is
small partly by luck, and what is reported is too small on average: A. The two others
have used each part for what it was cut for; to take means from the training part alone
is just what one should do, since the other parts stand for examples that nobody has
seen.
""",
    blanks={
        "stop": 40,
        "gap": 0.14,
        "ends": 320,
        "runs": "DBAC",
        "misused": "B",
        "promise": "A",
    },
    slips=slips.of_blanks("""
stop=640
    this is where the training loss is lowest. It speaks of examples that the network
    has seen.
stop=320
    the training loss is very low there. What does the network do with other examples?
stop=160
    the held-out loss has fallen once more, but it was lower before.
stop=0
    there the two losses are nearest to each other, because nothing has been learnt yet.
gap=-0.14
    the held-out loss is the larger of the two.
gap=0.81
    this is the gap at the end. It is asked for at the epoch whose weights are kept.
ends=40
    at that epoch nobody can know that it is the lowest. Three more looks are needed.
ends=80
    that is the first look without a new lowest value. Three are waited for.
ends=160
    that is the second look without a new lowest value.
ends=640
    the count has begun anew somewhere. The loss at 160 is lower than that at 80, but
    not below the lowest so far.
runs="CBAD"
    a loss far below the noise, on examples never seen, is too good to be true.
runs="DCAB"
    to know the training examples by heart helps with no others. Which network is
    perfect on the ones and poor on the others?
runs="DABC"
    which of the two has a small training loss?
misused="A"
    the means are taken of the training part, so the other parts are as new as examples
    that come tomorrow.
misused="C"
    whoever chooses much by one part may have bad luck with it, but the last part was
    left alone until the end.
promise="B"
    the best of 40 numbers has been picked. In which direction does luck help?
promise="C"
    it would be right on examples that had no part in the choice.
"""),
)
