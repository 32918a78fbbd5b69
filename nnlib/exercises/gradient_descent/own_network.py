"""A network of the reader's own, on real data."""

import numpy as np

from nnlib.exercises.gradient_descent import digits, marks
from nnlib.exercises.gradient_descent.digits import LIMIT, good
from nnlib.exercises.held_out import HeldOutExercise, Sign

SLIPS = (
    Sign(
        lambda X: np.nan * good(X),
        "training has diverged. Start once more from random weights, with a smaller "
        "learning rate.",
        marks.not_finite,
    ),
    Sign(
        lambda X: np.argmax(good(X), axis=1),
        "predict returns the digit itself. What is wanted is the whole row of ten "
        "activations, from which the digit is read off later.",
        marks.one_number,
    ),
    Sign(
        lambda X: good(X).T,
        "rows and columns have changed places. An image is a row of X, and its ten "
        "activations are a row of A.",
        marks.transposed,
    ),
    Sign(
        lambda X: good(digits.split()[1][0]),
        "predict always returns the same predictions. It must make them from the X "
        "that it is given, which need not be `X_held`.",
        marks.fixed,
    ),
    Sign(
        digits.mean,
        "every image gets the same prediction, as if the targets had been averaged. "
        "Are all weights zero at the start, or so large that every node is stuck in "
        "its flat part?",
        marks.alike,
    ),
    Sign(
        digits.reversed_rows,
        "the predictions are in another order than the images. Row i of A belongs to "
        "row i of X.",
        marks.other_order,
    ),
    Sign(
        digits.centred,
        "the prediction for an image depends on which other images come with it. If X "
        "is centred or scaled, take the means and scales of the training examples.",
        marks.by_the_others,
    ),
    Sign(
        lambda X: good(X, leak=True),
        "so low a loss, no higher than that on the training examples, means that the "
        "held-out examples were trained on. Train with `X_train` and `Y_train` alone.",
        marks.seen_before,
    ),
    Sign(
        lambda X: 100 * good(X),
        "the predictions are right but for their scale. If the targets were scaled for "
        "training, predict must undo that.",
        marks.other_scale,
    ),
    Sign(
        digits.line,
        "the predictions are linear in the pixels. However many layers there are, a "
        "network bends only if an activation function does.",
        marks.straight,
    ),
    Sign(
        lambda X: (digits.line(X) + good(X)) / 2,
        "the training examples are not fitted well enough yet either. Train longer, or "
        "with another learning rate, or with more nodes.",
        marks.unfinished,
    ),
    Sign(
        lambda X: good(X, slice(None, None, 6)),
        "overfitting. The training examples are fitted well, but what was learnt from "
        "them does not carry over well enough. Try another number of nodes or epochs, "
        "or another start.",
        marks.by_heart,
    ),
)

own_network = HeldOutExercise(
    name="own-network",
    title="A network of your own",
    task=rf"""
Now all of it together: read handwritten digits with a network of your own.
`data.digits` returns 1797 images. Each is a row of $X$ with 64 numbers, its pixels. $Y$
has ten columns, with a 1 in the column of the right digit and 0 elsewhere. The lines
below split off 449 images. These **held-out** examples judge your network, so they must
not be trained on. To choose between networks, or the moment to stop, split off a part
of the training examples once more.

Write `predict`, which takes $k$ images, $k \times 64$, to the predictions $A$,
$k \times 10$. The check calls it with the held-out images and calculates the loss
$f = \frac{{1}}{{k}} \lVert A - Y \rVert_F^2$ with $Y$ their targets. Beat **{LIMIT}**.

For comparison, on the same held-out examples: the mean of all targets has a loss of
0.90, the best straight lines 0.35, one layer of sigmoids about 0.13, and a network with
32 hidden nodes, trained for 30 epochs, about 0.06. A network that beats {LIMIT}
trains in a few seconds. Train it outside of `predict`, once. You may use `Network` and
`train`, or your own functions from the exercises before. The images ship with
scikit-learn, which must be installed.
""",
    hints=(
        "Begin with something that works: `Network([65, 32, 10], ['tanh', 'sigmoid'], "
        "seed=0)`, with `data.add_ones(X_train)` for its inputs, trained by "
        "`Adam(0.01)` for 30 epochs with a `batch_size` of 50. What does the check say "
        "of it?",
        "Compare the two losses that the check tells. If that on the training examples "
        "is high too, more epochs or more nodes help. If it is far below the other, "
        "the network knows the training examples too well.",
        "A wider hidden layer can see more in an image. Try two or three widths "
        "and twice the epochs, and let some of the training examples, split off by "
        "`data.split(X_train, Y_train, seed=1)`, say which is best.",
    ),
    derivation=r"""
There is no formula here, so this is how the choice was made. The targets lie between 0
and 1, so the last activation function is the sigmoid. The column of ones gives the
first layer its bias. Of the training examples a quarter was split off, and three
networks were trained on the rest: 32 nodes for 30 epochs, 64 for 60, 100 for 60. On the
quarter the first had a loss of about 0.055, the two others about 0.04. The widest of
them was taken and trained on all training examples. Its held-out loss is 0.043.

Was it luck? With eight different seeds its held-out loss lay between 0.043 and 0.053,
and that of the first network between 0.059 and 0.070. So the difference is real, and
the third decimal is not.

And the baseline? Here is one that learns nothing at all: look for the training image
that is nearest to the new one, by the sum of squared differences of the pixels, and
return its target. On these held-out examples it reaches 0.018, less than half of the
network's loss. On small, clean images that is hard to beat. It has to keep every
training image, though, and to compare with each of them for every prediction.
""",
    slips=SLIPS,
    split=digits.split,
    limit=LIMIT,
    begin=digits.BEGIN,
    code=digits.CODE,
)
