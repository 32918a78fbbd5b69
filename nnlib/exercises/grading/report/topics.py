"""Slips of one kind, whichever exercise or derivation they are made in.

A slip of an exercise is called ``exercise/slip``. The kinds that a derivation and a
small change of a function have in common (`nnlib.exercises.kinds`) are ``kind/...``.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from nnlib.exercises.grading.report.passages import Passage
from nnlib.exercises.sights import FIGURES, Sight, sight

COURSE = 5
"""Its chapters are read in order. What comes after them is open to all."""


@dataclass(frozen=True)
class Topic:
    """What a teacher can talk about: slips that come of one thought.

    Attributes
    ----------
    words : what was done, to follow "3 students".
    slips : the names of the slips, as patterns, with spaces between them.
    passages : where the book treats it; for whoever has come to none of these, it is
        where the book treats the exercises in which it was made.
    see : a figure that shows it, and its state, as in `nnlib.exercises.sights.sight`.
    """

    words: str
    slips: str
    passages: tuple[Passage, ...] = ()
    see: str = ""

    @property
    def sight(self) -> Sight | None:
        """The figure that shows it."""
        return sight(self.see) if self.see else None

    def read_by(self, part: int) -> tuple[Passage, ...]:
        """Return those of its passages that a reader of a chapter has come to."""
        return tuple(p for p in self.passages if p.part <= part or p.part > COURSE)

    def seen_by(self, part: int) -> Sight | None:
        """Return its figure, if a reader of a chapter has come to it."""
        seen = self.sight
        return seen if seen and int(FIGURES[seen.figure][0][:2]) <= part else None

    def holds(self, slip: str) -> bool:
        """Whether a slip, ``exercise/slip`` or ``kind/...``, is of this kind."""
        return any(fnmatchcase(slip, pattern) for pattern in self.slips.split())


LOSS = Passage(2, "The loss in one expression")
START = Passage(3, "The loss of a network")
ROWS = Passage(2, "Row i belongs to example i, column j to node j")
LAST = Passage(4, "The pre-activations of the last layer")
EVERY = Passage(3, "A function of every entry")

TOPICS = (
    Topic(
        "left out 1/m: the sum over the examples stands where their mean belongs",
        "*/no-mean shuffled/loss-x-23 last-activation/least-0-5-4-1 "
        "broadcast/perfect-8 broadcast/level-4",
        (LOSS, START),
        "opened, stage=8",
    ),
    Topic(
        "divided by another number than m, which counts the examples and nothing else",
        "*/mean-over-all-entries */half-a-mean-over-all-entries */columns-for-m "
        "*/outputs-for-m */inputs-for-m broadcast/perfect-4 broadcast/level-2",
        (LOSS,),
    ),
    Topic(
        "took m from the chapter's own example instead of reading it from the data",
        "*/m-from-outside",
        (LOSS,),
    ),
    Topic(
        "put in the factor of the loss, 1/m or 2/m, a second time further back",
        "*/m-again-* */factor-again-*",
        (Passage(4, "The predictions"), Passage(4, "The four equations")),
        "opened, stage=13",
    ),
    Topic(
        "took the loss with 1/(2m), as other books do",
        "loss/half examples-in-columns/half",
        (LOSS,),
    ),
    Topic(
        "lost the constant factor that the loss brings at the start, 2 or 2/m",
        "backward/half */half-dw */half-db with-biases/half columns-back/half "
        "another-loss/half another-loss/half-for-large-errors */no-factor "
        "which-alpha/w1-0-0625 which-alpha/limit-0-4",
        (START, Passage(4, "The predictions")),
        "opened, stage=8",
    ),
    Topic(
        "had a transpose missing, or one too many",
        "kind/transpose */not-transposed */dw-not-transposed */dw-transposed "
        "*/no-transpose left-rule/result-transposed left-order/order-dfaec "
        "twice/transposed-once-too-often twice/second-place-not-transposed "
        "layer/transposed examples-in-columns/transposed shapes/w2-4-8 "
        "bump-of-sigmoids/w1-2-8-minus-2-8",
        (
            Passage(3, "Multiplication from the right"),
            Passage(3, "Multiplication from the left"),
        ),
        "right, i=1, j=2",
    ),
    Topic(
        "put a factor of a matrix product on the wrong side",
        "kind/order kind/arrangement layer/other-order */wrong-side "
        "left-rule/rule-for-the-other-side left-rule/other-side-and-no-transpose "
        "left-order/order-dbagc left-order/order-dbaec columns-back/*as-for-rows "
        "examples-in-columns/order-for-rows",
        (Passage(3, "The other factor, and both at once"),),
        "left, i=1, j=2",
    ),
    Topic(
        "mixed up the matrix product and the product entry by entry, @ and *",
        "kind/product layer/entry-by-entry examples-in-columns/entry-by-entry "
        "columns-back/entry-by-entry */entry-by-entry-to-* */star-for-at* "
        "*/matrix-product */matrix-product-to-z",
        (
            Passage(3, "One entry moves a whole row"),
            Passage(8, "The wrong product"),
        ),
        "entrywise, i=1, j=3",
    ),
    Topic(
        "left out the derivative of an activation function on the way back",
        "*/no-slope */no-slope-at-the-end */no-slope-below",
        (LAST, EVERY),
        "scalar, w=1.5",
    ),
    Topic(
        "took the derivative of an activation function at A instead of Z",
        "*/slope-at-a sigmoid-prime/prime-at-a",
        (LAST,),
        "entrywise, i=1, j=3, g=tanh",
    ),
    Topic(
        "took a function for its derivative, or the other way round",
        "kind/prime mended/function-for-its-derivative another-loss/h-itself",
        (EVERY,),
        "entrywise, i=1, j=3, g=tanh",
    ),
    Topic(
        "gave layers the derivative of a function that is not their own",
        "backward/always-* with-biases/always-* mended/last-function-for-all "
        "mended/tanh-for-all",
        (Passage(4, "The four equations"),),
        "entrywise, i=1, j=3, g=relu",
    ),
    Topic(
        "began the way back with the errors alone, as only cross-entropy allows",
        "*/error-for-dz",
        (Passage(5, "One line of backpropagation changes"), LAST),
        "opened, stage=9",
    ),
    Topic(
        "took a matrix of another layer than the one that belongs there",
        "kind/layer */wrong-weights */no-such-layer */activations-of-the-layer "
        "mended/both-of-the-layer-above mended/other-one-changed "
        "mended/weights-of-the-layer-below",
        (Passage(4, "The four equations"),),
        "opened, stage=11",
    ),
    Topic(
        "went from A to A of the layer below without passing Z",
        "*/from-a-to-a with-biases/db-from-da",
        (Passage(4, "One layer back"),),
        "opened, stage=11",
    ),
    Topic(
        "averaged the errors before they go back",
        "backward/mean-error* with-biases/mean-error*",
        (START,),
        "opened, stage=8",
    ),
    Topic(
        "let errors of different sign cancel, for they were not squared first",
        "loss/square-of-* loss/mean-error broadcast/level-0 will-not-learn/mean-0",
        (LOSS,),
    ),
    Topic(
        "moved brackets past a product entry by entry, or lost them",
        "kind/brackets backward/no-brackets brackets/line-6 brackets/first-* "
        "brackets/second-*",
        (Passage(4, "The brackets matter"),),
        "opened, stage=13",
    ),
    Topic(
        "added up a bias's derivative wrongly over the examples",
        "with-biases/mean-for-db with-biases/no-sum-in-db with-biases/db-from-dw "
        "with-biases/one-number-for-db",
        (Passage(3, "A bias: one row added to every row"),),
        "bias, j=3",
    ),
    Topic(
        "added along the wrong axis",
        "kind/axis with-biases/db-along-the-rows centred-columns/along-the-rows "
        "centred-columns/mean-of-all distances/column-sums distances/sum-of-all "
        "loss/one-for-each-*",
        (ROWS,),
        "bias, j=3",
    ),
    Topic(
        "lost a dimension, or kept one that should go",
        "kind/dimension */db-without-rows */dimension-lost */no-column "
        "loss/y-without-columns loss/matrix-for-a-number shapes/a3-442 "
        "broadcast/shape-*",
        (
            Passage(8, "An array that is neither row nor column"),
            Passage(8, "A target without columns"),
        ),
    ),
    Topic(
        "took an example for a column: in this book it is a row",
        "layer/result-transposed shapes/z2-4-442 shapes/a3-1-442 "
        "own-network/transposed cost-of-a-pass/da1-50-64 distances/columns-for-rows",
        (ROWS,),
        "order, k=3, targets=move along",
    ),
    Topic(
        "followed a variable to one of the places where it stands, and not to all",
        "*/first-place-only */second-place-only */first-place-doubled "
        "centred-columns/mean-taken-for-constant centred-columns/diagonal-alone "
        "centred-columns/mean-alone kind/product-rule",
        (
            Passage(3, "When U appears twice"),
            Passage(3, "The product of two variables"),
        ),
    ),
    Topic(
        "gave a derivative another shape than that of its matrix",
        "cost-of-a-pass/da1-64-10 cost-of-a-pass/da1-100-50",
        (Passage(3, "A derivative the shape of its matrix"),),
    ),
    Topic(
        "forgot that all examples share the same weights",
        "shapes/weights-51272 cost-of-a-pass/doubled-acde cost-of-a-pass/doubled-abcde",
        (Passage(2, "The shape of every matrix"),),
    ),
    Topic(
        "left out an activation function on the way forward, or applied it too early",
        "layer/no-activation layer/activation-too-early "
        "examples-in-columns/no-activation-at-the-end by-hand/a-0-5-2-minus-3 "
        "by-hand/prediction-14",
        (Passage(1, "One neuron"),),
    ),
    Topic(
        "forgot which values an activation function can take",
        "by-hand/a-0-5-2-3 by-hand/prediction-8 last-activation/least-0-1-6667* "
        "last-activation/least-0-0-0-0 last-activation/tasks-*",
        (Passage(1, "The last layer"),),
    ),
    Topic(
        "went uphill: a step goes against the derivative",
        "*/uphill which-alpha/w1-6-25",
        (Passage(5, "No other direction leads down faster"),),
        "rate, alpha=0.1",
    ),
    Topic(
        "changed one layer before the derivatives of the others were taken",
        "training-loop/layer-by-layer",
        (Passage(5, "Every layer at once"),),
    ),
    Topic(
        "took derivatives, or began a step, at other weights than the present ones",
        "training-loop/gradients-of-the-start training-loop/always-from-the-start",
        (Passage(5, "The whole method in a few lines"),),
    ),
    Topic(
        "began with nodes that are alike, or did not see that these stay alike",
        "training-loop/starts-from-zeros own-network/alike "
        "will-not-learn/causes-geabfc will-not-learn/causes-gadbfc",
        (Passage(5, "Equal nodes stay equal for ever"),),
        "equal, spread=0",
    ),
    Topic(
        "had a sign wrong",
        "kind/sign sigmoid-prime/other-sign sigmoid-prime/negative-prime "
        "leaky-relu/other-sign by-hand/z-* backward/other-sign with-biases/other-sign "
        "another-loss/other-sign another-loss/sign-* */mean-added */product-added",
    ),
    Topic(
        "swapped the two indices of an entry",
        "kind/entry",
        (Passage(3, "The transpose"), Passage(3, "Multiplication from the right")),
        "right, i=1, j=2",
    ),
    Topic(
        "left out a sum, or summed over the wrong index",
        "kind/sum kind/sum-index kind/index",
        (Passage(3, "The chain rule, path by path"),),
        "right, i=1, j=2",
    ),
    Topic(
        "had the wrong entries move: only where two indices are equal is there a share",
        "kind/case kind/test",
        (Passage(3, "One entry moves one entry"),),
        "entrywise, i=1, j=3",
    ),
    Topic(
        "took a matrix for its small change, or the other way round",
        "kind/change",
        (Passage(3, "Every rule in one line"),),
    ),
    Topic(
        "wrote a product or a sum whose shapes do not fit",
        "kind/misfit",
        (Passage(2, "The shape of every matrix"),),
    ),
    Topic(
        "wrote a line that could not be read",
        "kind/unread",
        (Passage(7, "How lines are written"),),
    ),
    Topic(
        "began or ended a loop one too early or too late, or ran it the wrong way",
        "kind/loop kind/direction */loop-too-short */last-layer-left-out */upwards "
        "training-loop/one-step-too-few",
    ),
    Topic(
        "wrote over matrices that whoever called the function still needs",
        "*/writes-into-*",
    ),
    Topic(
        "returned the right results in the wrong order",
        "sigmoid-prime/other-order leaky-relu/other-order another-loss/other-order "
        "with-biases/other-order",
    ),
    Topic(
        "gave a matrix to what takes one number, such as math.exp or if",
        "*/math-* leaky-relu/with-if",
    ),
    Topic(
        "took a mean for a sum, or a sum for a mean", "kind/mean clipped/mean-for-sum"
    ),
    Topic("had a constant factor missing, or one too many", "kind/factor"),
    Topic("had a power wrong", "kind/power"),
    Topic("made a comparison the wrong way", "kind/comparison"),
    Topic("put one matrix or number in the place of another", "kind/symbol"),
    Topic("had a function missing, or one too many", "kind/function"),
    Topic("had a term missing, or one too many", "kind/term"),
    Topic("had a factor of a product missing, or one too many", "kind/part"),
)
"""In this order if as many students make them. A slip is of one of them at most."""


def topic(slip: str) -> Topic | None:
    """Return what a slip, ``exercise/slip`` or ``kind/...``, is of, if of anything."""
    return next((one for one in TOPICS if one.holds(slip)), None)
