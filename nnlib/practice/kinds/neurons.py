"""Forwards: one neuron, a layer, the shapes of a network, the loss."""

from __future__ import annotations

from random import Random

import numpy as np

from nnlib.language import say, say_count
from nnlib.practice import drawing
from nnlib.practice.kinds.mistakes import first_term_alone, signs_lost
from nnlib.practice.problem import Again, Draft, Kind, Slips
from nnlib.practice.writing import (
    column,
    factor,
    matrix,
    number,
    paragraphs,
    product,
    products,
)
from nnlib.practice.writing import row as written_row


def neuron(random: Random) -> Draft:
    """Return z and a of one neuron, for two examples."""
    n = random.choice([2, 2, 3, 4])
    w = drawing.row(random, n)
    X = drawing.matrix(random, 2, n, 4)
    z = X @ w
    if not z.min() < 0 < z.max():
        raise Again
    a = np.maximum(z, 0)
    steps = [
        say(
            "For the first example the sum of the products is\n\n{sum}"
            if i == 0
            else "For the second example the sum of the products is\n\n{sum}",
            sum=f"$$z^{{({i + 1})}} = x^{{({i + 1})\\top}} w = "
            f"{products(X[i].tolist(), w.tolist())} = {z[i]}.$$",
        )
        for i in range(2)
    ]
    lost = w.copy()
    lost[-1] = 0
    return Draft(
        task=paragraphs(
            say(
                "A neuron has {n} weights and the activation function ReLU, "
                r"$g(z) = \max(0, z)$. There are two examples:",
                n=n,
            ),
            f"$$w = {column(w)}, \\quad x^{{(1)}} = {column(X[0])}, \\quad "
            f"x^{{(2)}} = {column(X[1])}$$",
            say("Write the values for both examples as a row."),
        ),
        blanks={"z": (r"(z^{(1)}, z^{(2)})", z), "a": (r"(a^{(1)}, a^{(2)})", a)},
        slips=[
            (
                "added",
                "inputs and weights are all added up. What is added are products.",
                {"z": X.sum(1) + w.sum()},
            ),
            (
                "signs-lost",
                "the signs of the factors are gone. See what minus times plus gives.",
                {"z": np.abs(X) @ np.abs(w)},
            ),
            (
                "last-left-out",
                "the last input does not come in with its weight.",
                {"z": X @ lost},
            ),
            (
                "sums-first",
                "the inputs are added before they meet their weights. Each input has "
                "a weight of its own.",
                {"z": X.sum(1) * w.sum()},
            ),
            (
                "no-activation",
                "a is z: the activation function is still to be applied.",
                {"a": z},
            ),
            (
                "absolute",
                "a negative z has lost its sign. This is not what ReLU does to it.",
                {"a": np.abs(z)},
            ),
            (
                "slope",
                "these are the slopes of ReLU at z, not its values.",
                {"a": (z > 0) * 1},
            ),
        ],
        steps=[
            *steps,
            say(
                "ReLU leaves what is positive and makes 0 of the rest: "
                "$g({z1}) = {a1}$ and $g({z2}) = {a2}$.",
                z1=z[0],
                a1=a[0],
                z2=z[1],
                a2=a[1],
            ),
        ],
    )


def layer(random: Random) -> Draft:
    """Return Z of a layer, for all examples at once."""
    m, n, p = random.choice(
        [(2, 2, 2), (3, 2, 2), (2, 3, 2), (2, 2, 3), (3, 2, 1), (2, 3, 3), (4, 2, 2)]
    )
    X, W = drawing.matrix(random, m, n), drawing.matrix(random, n, p)
    Z = X @ W
    slips: Slips = [
        (
            "result-transposed",
            "these are the right numbers, with rows and columns exchanged. A row is an "
            "example.",
            {"Z": Z.T},
        ),
        first_term_alone("Z", X, W),
        signs_lost("Z", X, W),
    ]
    if n == p:
        cause = (
            "the rows of X meet the rows of W. The weights of a node stand in a column."
        )
        slips.append(("rows-with-rows", cause, {"Z": X @ W.T}))
    if m == n:
        cause = "the columns of X meet the columns of W. An example is a row."
        slips.append(("columns-with-columns", cause, {"Z": X.T @ W}))
    if m == p:
        cause = "the factors are in the wrong order: look at what stands on the left."
        slips.append(("order", cause, {"Z": W @ X}))
    if m == n == p:
        cause = "the matrices are multiplied entry by entry. Z is a matrix product."
        slips.append(("entry-by-entry", cause, {"Z": X * W}))
    return Draft(
        task=paragraphs(
            say_count(
                p,
                "A layer has {n} node. There are {m} examples with {inputs} inputs "
                "each, one example a row:",
                "A layer has {n} nodes. There are {m} examples with {inputs} inputs "
                "each, one example a row:",
                m=m,
                inputs=n,
            ),
            f"$$X = {matrix(X)}, \\quad W^{{[1]}} = {matrix(W)}$$",
        ),
        blanks={"Z": (r"Z^{[1]}", Z)},
        slips=slips,
        steps=[
            say(
                "Row $i$ of $X$ meets column $j$ of $W^{[1]}$, and the sum of the "
                "products is entry $(i, j)$."
            ),
            f"$$Z^{{[1]}} = X W^{{[1]}} = {product(X, W)} = {matrix(Z)}$$",
        ],
    )


def shapes(random: Random) -> Draft:
    """Return the shapes in a network, and the number of its weights."""
    layers = random.choice([2, 3, 3])
    widths = [*random.sample(range(2, 10), layers), random.choice([1, 1, 2])]
    m = random.choice([12, 15, 20, 25, 40, 50])
    L = len(widths) - 1
    sizes = [widths[k] * widths[k + 1] for k in range(L)]
    P = sum(sizes)
    if widths[L] in widths[:L]:
        raise Again
    last = (widths[L - 1], widths[L])
    nodes = ", ".join(map(str, widths[1:-1]))
    terms = [rf"{widths[k]} \cdot {widths[k + 1]}" for k in range(L)]
    return Draft(
        task=say(
            "A network with {layers} layers and no biases gets {m} examples with {n} "
            "inputs each, one example a row. The nodes of its layers are {nodes} and, "
            "in the last, {last}. A shape is written as a row: rows, columns. $P$ is "
            "the number of all weights.",
            layers=L,
            m=m,
            n=widths[0],
            nodes=nodes,
            last=widths[L],
        ),
        blanks={
            "W1": ("W^{[1]}", (widths[0], widths[1])),
            "Z1": ("Z^{[1]}", (m, widths[1])),
            "WL": (f"W^{{[{L}]}}", last),
            "AL": (f"A^{{[{L}]}}", (m, widths[L])),
            "P": ("P", P),
        },
        slips=[
            (
                "weights-transposed",
                "rows and columns are exchanged. The weights of a node are a column.",
                {"W1": (widths[1], widths[0])},
            ),
            (
                "weights-for-examples",
                "the weights are shared by all examples: there is no row of them for "
                "each.",
                {"W1": (m, widths[1])},
            ),
            (
                "z-transposed",
                "rows and columns are exchanged. An example is a row.",
                {"Z1": (widths[1], m)},
            ),
            (
                "z-of-inputs",
                "this is the shape of the inputs. A node has one z, however many "
                "inputs it has.",
                {"Z1": (m, widths[0])},
            ),
            (
                "last-transposed",
                "rows and columns are exchanged: what comes in goes with the rows.",
                {"WL": last[::-1]},
            ),
            (
                "one-prediction",
                "every example has a prediction of its own.",
                {"AL": (1, widths[L])},
            ),
            (
                "nodes-counted",
                "these are the nodes. Each has as many weights as the layer below has "
                "nodes.",
                {"P": sum(widths[1:])},
            ),
            (
                "biases-counted",
                "there is one weight too many at every node. This network has no "
                "biases.",
                {"P": P + sum(widths[1:])},
            ),
            (
                "weights-times-examples",
                "the number of weights does not depend on how many examples there are.",
                {"P": m * P},
            ),
            (
                "last-left-out",
                "the weights of the last layer are not counted.",
                {"P": P - sizes[-1]},
            ),
        ],
        steps=[
            say(
                "{W} has a row for each node of the layer below, or for each input, "
                "and a column for each of its own nodes: {shapes}.",
                W="$W^{[l]}$",
                shapes=", ".join(
                    say(
                        "{W} is {shape}",
                        W=f"$W^{{[{k + 1}]}}$",
                        shape=rf"${widths[k]} \times {widths[k + 1]}$",
                    )
                    for k in range(L)
                ),
            ),
            say(
                "{Z} and {A} have a row for each of the {m} examples, and a column for "
                "each node.",
                Z="$Z^{[l]}$",
                A="$A^{[l]}$",
                m=m,
            ),
            say(
                "The weights are counted layer by layer: $P = {sum} = {P}$.",
                sum=" + ".join(terms),
                P=P,
            ),
        ],
    )


def loss(random: Random) -> Draft:
    """Return the loss of some predictions, and where its derivatives begin."""
    m = random.choice([4, 5])
    e, y = drawing.row(random, m), drawing.row(random, m, 5)
    A, E = (y + e)[:, None], e[:, None]
    f, dA = (e**2).sum() / m, 2 / m * E
    squares = " + ".join(f"{factor(one)}^2" for one in e)
    return Draft(
        task=paragraphs(
            say(
                "A network predicts $A$ for {m} examples whose targets are $Y$. The "
                "loss is {loss}.",
                m=m,
                loss=r"$f = \frac{1}{m} \lVert A - Y \rVert_F^2$",
            ),
            f"$$A = {matrix(A)}, \\quad Y = {column(y)}$$",
        ),
        blanks={"f": ("f", f), "dA": (r"\frac{\partial f}{\partial A}", dA)},
        slips=[
            (
                "not-a-mean",
                "this is the sum of the squares. The loss is their mean.",
                {"f": f * m},
            ),
            (
                "halved",
                "there is a half too many. This loss has none.",
                {"f": f / 2},
            ),
            (
                "summed-before-squared",
                "the errors are added before they are squared, so that some of them "
                "cancel.",
                {"f": e.sum() ** 2 / m},
            ),
            (
                "not-squared",
                "this is the mean of the errors without their signs. They are squared.",
                {"f": np.abs(e).sum() / m},
            ),
            (
                "two-forgotten",
                "the derivative of a square has a factor that is missing here.",
                {"dA": E / m},
            ),
            (
                "m-forgotten",
                "the factor in front of the loss stays in its derivative.",
                {"dA": 2 * E},
            ),
            (
                "no-factor",
                "these are the errors. Both the square and the mean leave a factor.",
                {"dA": E},
            ),
            (
                "sign",
                "every sign is the wrong one. If a prediction is too large, the loss "
                "grows with it.",
                {"dA": -dA},
            ),
            (
                "squares-differentiated",
                "the errors are still squared here. What is the derivative of a "
                "square?",
                {"dA": 2 / m * E**2},
            ),
        ],
        steps=[
            say(
                "The errors are $A - Y$, from top to bottom ${errors}$.",
                errors=written_row(e),
            ),
            rf"$$f = \frac{{1}}{{{m}}} ({squares}) = \frac{{{(e**2).sum()}}}{{{m}}} = "
            f"{number(f)}$$",
            say(
                "Each entry of $A$ is in one of the squares, whose derivative is twice "
                "the error. So {derivative}, and the factor is {factor}.",
                derivative=r"$\frac{\partial f}{\partial A} = \frac{2}{m} (A - Y)$",
                factor=number(2 / m),
            ),
        ],
    )


KINDS = [
    Kind("neuron", "A neuron", neuron),
    Kind("layer", "A layer, for all examples", layer),
    Kind("shapes", "Shapes, and the number of weights", shapes),
    Kind("loss", "The loss, and its derivative", loss),
]
