"""A network of the reader's own, on real data."""

import numpy as np

from nnlib.exercises.gradient_descent import digits, marks
from nnlib.exercises.gradient_descent.digits import LIMIT, good
from nnlib.exercises.held_out import HeldOutExercise
from nnlib.exercises.trial import Sign

SLIPS = (
    Sign(
        lambda X: np.nan * good(X),
        "has the training diverged? Then start once more from random weights, with a "
        "smaller learning rate. Or is something divided by 0, such as a pixel that is "
        "the same in all images by its standard deviation?",
        seen=marks.not_finite,
    ),
    Sign(
        lambda X: np.argmax(good(X), axis=1),
        "predict returns one number for each image, such as the digit itself. What is "
        "wanted is the whole row of ten activations, from which the digit is read off "
        "later.",
        seen=marks.one_number,
    ),
    Sign(
        lambda X: good(X).T,
        "rows and columns have changed places. An image is a row of X, and its ten "
        "activations are a row of A.",
        seen=marks.transposed,
    ),
    Sign(
        lambda X: good(digits.split()[1][0]),
        "predict always returns the same predictions. It must make them from the X "
        "that it is given, which need not be `X_held`.",
        seen=marks.fixed,
    ),
    Sign(
        digits.mean,
        "every image gets the same prediction, whatever its pixels. Are all weights "
        "zero at the start, or so large that every node is stuck in its flat part?",
        seen=marks.alike,
    ),
    Sign(
        digits.noisy,
        "asked twice about the same images, predict returns other predictions. Is "
        "something random in it, or is it trained anew in every call?",
        seen=marks.unsteady,
    ),
    Sign(
        digits.reversed_rows,
        "the predictions are in another order than the images. Row i of A belongs to "
        "row i of X.",
        seen=marks.other_order,
    ),
    Sign(
        digits.centred,
        "the prediction for an image depends on which other images come with it. If X "
        "is centred or scaled, take the means and scales of the training examples.",
        seen=marks.by_the_others,
    ),
    Sign(
        digits.by_memory,
        "the predictions are good for these very images, and no longer if every pixel "
        "changes by one part in a million. predict must work for images that it has "
        "not met.",
        seen=marks.by_memory,
    ),
    Sign(
        digits.swapped,
        "the held-out examples are known better than the training ones, by more than "
        "chance explains. Have the two changed places? `data.split` returns the "
        "training examples first.",
        seen=marks.sets_swapped,
    ),
    Sign(
        lambda X: good(X)[:, ::-1],
        "the predictions are good once their columns are put in another order. Column "
        "1 of A belongs to the digit 0, column 2 to the digit 1, as in Y.",
        seen=marks.other_columns,
    ),
    Sign(
        lambda X: 100 * good(X),
        "is it the scale? Multiplied by one number and moved by another, the same "
        "predictions have less than a third of this loss. If the targets were scaled "
        "for training, predict must undo that.",
        seen=marks.other_scale,
    ),
    Sign(
        digits.line,
        "the predictions are linear in the pixels. However many layers there are, a "
        "network bends only if an activation function does.",
        seen=marks.straight,
    ),
    Sign(
        lambda X: (digits.line(X) + good(X)) / 2,
        "on the training examples the loss would not do either, and that comes first. "
        "Train longer, or with another learning rate, or with more nodes. If something "
        "keeps the weights small, let it do less.",
        seen=marks.unfinished,
    ),
    Sign(
        lambda X: 0.4 * digits.line(X) + 0.6 * good(X),
        "the training examples have more than half of this loss, too, so more of the "
        "same may be enough: some more epochs, or some more nodes.",
        seen=marks.near,
    ),
    Sign(
        lambda X: good(X, slice(None, None, 6)),
        "overfitting. On the training examples the loss is less than half of this, so "
        "what was learnt from them does not carry over well enough. Try another number "
        "of nodes or epochs, or another start.",
        seen=marks.by_heart,
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
    doubt=marks.doubt,
    begin=digits.BEGIN,
    code=digits.CODE,
)
