"""Where the book treats what an exercise or a derivation asks for: a section of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase

CHAPTERS = {
    1: ("01-neurons", "chapter 1"),
    2: ("02-vectorisation", "chapter 2"),
    3: ("03-matrix-calculus", "chapter 3"),
    4: ("04-backpropagation", "chapter 4"),
    5: ("05-gradient-descent", "chapter 5"),
    7: ("07-new-ground", 'the appendix "New ground"'),
    8: ("08-numbers", 'the appendix "Numbers in a computer"'),
    9: ("09-any-network", 'the appendix "From rules to any network"'),
}
"""Of each part of the book its file, and what it is called in a sentence."""


@dataclass(frozen=True)
class Passage:
    """A section of the book.

    Attributes
    ----------
    part : the number of its chapter or appendix, a key of `CHAPTERS`.
    heading : its heading, without the signs that set a formula in it.
    """

    part: int
    heading: str

    @property
    def address(self) -> str:
        """Its address within the built book."""
        return f"chapters/{CHAPTERS[self.part][0]}.html#{anchor(self.heading)}"

    @property
    def words(self) -> str:
        """Where it is, for whoever has no link to follow."""
        return f'"{self.heading}" in {CHAPTERS[self.part][1]}'


def anchor(heading: str) -> str:
    """Return the name that a heading has in an address."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


EXERCISES = {
    "sigmoid-prime": Passage(1, "Sigmoid"),
    "by-hand/z-*": Passage(1, "One layer"),
    "by-hand/a-*": Passage(1, "ReLU"),
    "by-hand": Passage(1, "A network by hand"),
    "tanh-by-sigmoid": Passage(1, "Tanh"),
    "leaky-relu": Passage(1, "ReLU"),
    "last-activation": Passage(1, "The last layer"),
    "weighted-line": Passage(1, "The best line in closed form"),
    "bump-of-sigmoids": Passage(1, "A bump from two neurons"),
    "layer": Passage(2, "One product holds every z"),
    "loss": Passage(2, "The loss in one expression"),
    "shapes": Passage(2, "The shape of every matrix"),
    "shuffled/loss-*": Passage(2, "The loss in one expression"),
    "shuffled": Passage(2, "Row i belongs to example i, column j to node j"),
    "broadcast": Passage(8, "A target without columns"),
    "distances": Passage(2, "One product holds every z"),
    "examples-in-columns": Passage(2, "Why the examples are rows"),
    "left-rule": Passage(3, "Multiplication from the left"),
    "left-order": Passage(3, "Multiplication from the left"),
    "find-the-error": Passage(3, "The chain rule, path by path"),
    "choosing-h/formula-*": Passage(8, "The error of the formula"),
    "choosing-h/square-*": Passage(8, "The error of the formula"),
    "choosing-h/halved-*": Passage(8, "The error of the formula"),
    "choosing-h/float32-*": Passage(8, "float32 and float64"),
    "choosing-h": Passage(8, "How far a central difference can be trusted"),
    "centred-columns": Passage(3, "The chain rule, path by path"),
    "twice": Passage(3, "When U appears twice"),
    "mirrored": Passage(3, "When U appears twice"),
    "backward": Passage(4, "The four equations"),
    "brackets": Passage(4, "The brackets matter"),
    "failing-check": Passage(4, "What a mistake looks like"),
    "mended": Passage(4, "One layer back"),
    "another-loss": Passage(4, "The last layer"),
    "cost-of-a-pass/da1-*": Passage(4, "Shapes"),
    "cost-of-a-pass/kept-*": Passage(4, "What must be kept"),
    "cost-of-a-pass": Passage(4, "Counting"),
    "columns-back": Passage(3, "The other factor, and both at once"),
    "with-biases": Passage(3, "A bias: one row added to every row"),
    "training-loop/layer-by-layer": Passage(5, "Every layer at once"),
    "training-loop": Passage(5, "The whole method in a few lines"),
    "adam": Passage(5, "Adam"),
    "which-alpha/limit-*": Passage(5, "One weight and a bowl"),
    "which-alpha": Passage(5, "Two weights and a longer bowl"),
    "fading": Passage(4, "When derivatives fade"),
    "will-not-learn/causes-*": Passage(5, "Where to start"),
    "will-not-learn/zero-*": Passage(5, "Dead ReLUs"),
    "will-not-learn/cure-*": Passage(5, "Dead ReLUs"),
    "will-not-learn": Passage(1, "The last layer"),
    "clipped/layer-by-layer": Passage(5, "Every layer at once"),
    "clipped": Passage(5, "No other direction leads down faster"),
    "learnt-or-memorised/stop-*": Passage(5, "Stopping early"),
    "learnt-or-memorised/ends-*": Passage(5, "Stopping early"),
    "learnt-or-memorised": Passage(5, "Overfitting"),
    "own-network/by-the-others": Passage(5, "Data as you have them"),
    "own-network/other-scale": Passage(5, "Data as you have them"),
    "own-network/straight": Passage(1, "Why the activation function must bend"),
    "own-network/by-heart": Passage(5, "Overfitting"),
    "own-network": Passage(5, "A real data set: handwritten digits"),
}
"""Of each exercise, and before it of some of its slips (``exercise/slip``)."""

DERIVATIONS = {
    "sigmoid-slope": Passage(1, "Sigmoid"),
    "tanh-slope": Passage(1, "Tanh"),
    "neuron-weights": Passage(1, "One neuron"),
    "line": Passage(1, "The best line in closed form"),
    "right-rule": Passage(3, "Multiplication from the right"),
    "left-rule": Passage(3, "Multiplication from the left"),
    "elementwise-rule": Passage(3, "A function of every entry"),
    "sum-rule": Passage(3, "Adding a constant"),
    "norm-rule": Passage(3, "The squared norm"),
    "scaling-rule": Passage(3, "Scaling by a constant"),
    "transpose-rule": Passage(3, "The transpose"),
    "bias-rule": Passage(3, "A bias: one row added to every row"),
    "hadamard-rule": Passage(3, "The elementwise product with a constant"),
    "composition": Passage(3, "Composition: from the outside in"),
    "right-by-changes": Passage(3, "Every rule in one line"),
    "left-by-changes": Passage(3, "Every rule in one line"),
    "elementwise-by-changes": Passage(3, "Every rule in one line"),
    "loss-by-changes": Passage(3, "Every rule in one line"),
    "last-activations": Passage(4, "The predictions"),
    "pre-activations": Passage(4, "The pre-activations of the last layer"),
    "layer-weights": Passage(4, "The weights of the last layer"),
    "layer-back": Passage(4, "One layer back"),
    "two-layers": Passage(4, "One layer back"),
    "layer-with-bias": Passage(3, "A bias: one row added to every row"),
    "columns": Passage(2, "Why the examples are rows"),
    "both-variable": Passage(3, "The product of two variables"),
    "quadratic": Passage(3, "When U appears twice"),
    "quadratic-form": Passage(3, "When U appears twice"),
    "inverse": Passage(3, "Every rule in one line"),
    "softmax": Passage(9, "A rule of its own: the softmax"),
    "skip": Passage(9, "A skip connection"),
    "shared-weights": Passage(9, "Weights that are shared"),
    "absolute-loss": Passage(3, "A function of every entry"),
    "cross-entropy": Passage(5, "What loss should it be?"),
    "softmax-cross-entropy": Passage(5, "Several classes: softmax"),
    "ridge": Passage(3, "The squared norm"),
}
"""Of each derivation."""


def of_exercise(name: str, slip: str = "") -> Passage:
    """Return where the book treats an exercise, or one of its slips.

    Raises
    ------
    KeyError
        If there is no such exercise.
    """
    asked = f"{name}/{slip}"
    found = (EXERCISES[key] for key in EXERCISES if fnmatchcase(asked, key))
    return next(found, None) or EXERCISES[name]
