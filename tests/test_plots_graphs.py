import matplotlib
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from samples import numbers

from nnlib import more_rules, rules
from nnlib.plots.graphs import draw_graph, spelt
from nnlib.tape import Node, step

matplotlib.use("Agg")


def drawn(ax, kind):
    return [patch for patch in ax.patches if isinstance(patch, kind)]


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_boxes_arrows_and_rules_are_those_of_the_tape(ax):
    tape = []
    X, W = Node(numbers(5, 3), tape), Node(numbers(3, 3), tape)
    Z = X @ W
    A = X + step(rules.elementwise("tanh"), Z)
    f = step(rules.squared_norm(), A)
    draw_graph(
        ax,
        {X: ("$X$", 0, 0), W: ("$W$", 0, 1), Z: ("$Z$", 2, 1)}
        | {A: ("$A$", 4, 0), f: ("$f$", 6, 0)},
    )
    boxes = drawn(ax, FancyBboxPatch)
    given = [box for box in boxes if box.get_facecolor() != (1, 1, 1, 1)]
    assert (len(boxes), len(given)) == (5, 2)
    # From X and W to Z, from X to A and from A to f; tanh(Z) is not drawn.
    assert len(drawn(ax, FancyArrowPatch)) == 4
    for text in ("$X$", "5 × 3", "3 × 3", "a number", "$U K$", "$K U$", "$U + C$"):
        assert text in texts(ax)
    assert r"$\|U\|_F^2$" in texts(ax) and "$g(U)$" not in texts(ax)


def test_two_arrows_between_the_same_two_are_one_with_both_rules(ax):
    U = Node(numbers(2, 2), [])
    draw_graph(ax, {U: ("$U$", 0, 0), U @ U: ("$G$", 2, 0)})
    assert len(drawn(ax, FancyArrowPatch)) == 1
    assert "$U K$, $K U$" in texts(ax)


def test_names_are_set_as_mathematics_or_as_words():
    assert spelt("U odot C") == r"$U \odot C$"
    for rule in (more_rules.softmax(), more_rules.picking([[0]])):
        assert spelt(rule.name) == rule.name
