"""Whole passes: a chain of two neurons, a dense layer, a small network, their cost."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import numpy as np

from nnlib.exercises.words import listed
from nnlib.language import say
from nnlib.practice import drawing
from nnlib.practice.kinds.mistakes import signs_lost
from nnlib.practice.problem import Again, Draft, Kind, Slips
from nnlib.practice.writing import column, factor, matrix, paragraphs, product

D = r"\frac{{\partial f}}{{\partial {}}}".format
TWO = "the square leaves a factor 2, which is missing here."


def chain(random: Random) -> Draft:
    """Return both passes through two neurons in a row."""
    x, w1, w2, e = (drawing.nonzero(random, 4) for _ in range(4))
    z1 = w1 * x
    a1 = z1 * z1
    z2 = w2 * a1
    y = z2 - e
    if abs(z1) > 6 or abs(z2) > 40:
        raise Again
    dz2 = 2 * e
    dw2 = dz2 * a1
    da1 = dz2 * w2
    dz1 = da1 * 2 * z1
    dw1 = dz1 * x
    return Draft(
        task=paragraphs(
            say(
                "Two neurons stand in a row, with one number between them: "
                "$z_1 = w_1 x$, $a_1 = z_1^2$, $z_2 = w_2 a_1$ and $f = (z_2 - y)^2$. "
                "(The first has the square as its activation function, so that its "
                "slope can be seen.)"
            ),
            f"$$x = {x}, \\quad w_1 = {w1}, \\quad w_2 = {w2}, \\quad y = {y}$$",
        ),
        blanks={
            "f": ("f", e * e),
            "dw2": (D("w_2"), dw2),
            "dz1": (D("z_1"), dz1),
            "dw1": (D("w_1"), dw1),
        },
        slips=[
            ("not-squared", "this is the error. The loss squares it.", {"f": e}),
            (
                "no-activation",
                "the second neuron got z of the first, not its activation.",
                {"f": (w2 * z1 - y) ** 2},
            ),
            ("two-forgotten", TWO, {"dw2": e * a1}),
            (
                "z-for-a",
                "w2 was multiplied with the activation. Here it is z.",
                {"dw2": dz2 * z1},
            ),
            (
                "weight-for-input",
                "the derivative by a weight has what the weight was multiplied with.",
                {"dw2": dz2 * w2},
            ),
            (
                "no-slope",
                "the slope of the square is missing between a1 and z1.",
                {"dz1": da1},
            ),
            (
                "slope-at-a",
                "the slope is taken at a1. It is taken where the function was applied.",
                {"dz1": da1 * 2 * a1},
            ),
            (
                "function-for-slope",
                "the square itself stands where its derivative belongs.",
                {"dz1": da1 * a1},
            ),
            (
                "weight-skipped",
                "on the way from z2 back to a1 there is a weight.",
                {"dz1": dz2 * 2 * z1},
            ),
            (
                "input-forgotten",
                "this is still the derivative by z1. What was w1 multiplied with?",
                {"dw1": dz1},
            ),
            (
                "own-weight",
                "it is multiplied with the weight itself, not with what it met.",
                {"dw1": dz1 * w1},
            ),
        ],
        steps=[
            say(
                r"Forwards: $z_1 = {w1} \cdot {x} = {z1}$, $a_1 = {a1}$, "
                r"$z_2 = {w2} \cdot {a1} = {z2}$. The error is $z_2 - y = {e}$, and "
                "$f = {f}$.",
                w1=factor(w1),
                x=factor(x),
                z1=z1,
                a1=a1,
                w2=factor(w2),
                z2=z2,
                e=e,
                f=e * e,
            ),
            say(
                "Backwards it begins with {dz2}. $w_2$ was multiplied with $a_1$: "
                "{dw2}.",
                dz2=f"${D('z_2')} = 2 (z_2 - y) = {dz2}$",
                dw2=rf"${D('w_2')} = {factor(dz2)} \cdot {a1} = {dw2}$",
            ),
            say(
                "$a_1$ was multiplied with $w_2$: {da1}. The slope of the square at "
                "$z_1$ is $2 z_1 = {slope}$: {dz1}.",
                da1=rf"${D('a_1')} = {factor(dz2)} \cdot {factor(w2)} = {da1}$",
                slope=2 * z1,
                dz1=rf"${D('z_1')} = {factor(da1)} \cdot {factor(2 * z1)} = {dz1}$",
            ),
            say(
                "$w_1$ was multiplied with $x$: {dw1}.",
                dw1=rf"${D('w_1')} = {factor(dz1)} \cdot {factor(x)} = {dw1}$",
            ),
        ],
    )


def dense(random: Random) -> Draft:
    """Return df/dW and df/dA of Z = A W."""
    m, n, p = random.choice(
        [(2, 2, 2), (3, 2, 2), (2, 3, 2), (2, 2, 1), (3, 2, 1), (2, 3, 1), (4, 2, 1)]
    )
    A, W = drawing.matrix(random, m, n), drawing.matrix(random, n, p)
    dZ = drawing.matrix(random, m, p)
    dW, dA = A.T @ dZ, dZ @ W.T
    slips: Slips = [
        (
            "averaged",
            "it is divided by the number of examples. That factor came in where the "
            "loss was differentiated.",
            {"dW": dW / m},
        ),
        (
            "first-example",
            "this is what the first example gives. The others add to it.",
            {"dW": A[:1].T @ dZ[:1]},
        ),
        signs_lost("dW", A.T, dZ),
        (
            "activations-transposed",
            "these are the right numbers, with rows and columns exchanged. The shape "
            "is that of A.",
            {"dA": dA.T},
        ),
    ]
    if p > 1:
        cause = "rows and columns are exchanged. The shape is that of W, so look at W."
        slips.append(("weights-transposed", cause, {"dW": dW.T}))
    if m == n:
        cause = "A is not transposed."
        slips.append(("not-transposed", cause, {"dW": A @ dZ}))
    if m == n == p:
        cause = "the matrices are multiplied entry by entry. The examples are summed."
        slips.append(("entry-by-entry", cause, {"dW": A * dZ}))
    if n == p:
        cause = "W is not transposed on the way to the layer below."
        slips.append(("w-not-transposed", cause, {"dA": dZ @ W}))
    return Draft(
        task=paragraphs(
            say(
                "A layer computes $Z = A W$ for {m} examples, and {dZ} is known.",
                m=m,
                dZ=f"${D('Z')}$",
            ),
            f"$$A = {matrix(A)}, \\quad W = {matrix(W)}, \\quad {D('Z')} = "
            f"{matrix(dZ)}$$",
        ),
        blanks={"dW": (D("W"), dW), "dA": (D("A"), dA)},
        slips=slips,
        steps=[
            say("For $W$, the constant $A$ stands on the left:"),
            rf"$${D('W')} = A^\top {D('Z')} = {product(A.T, dZ)} = {matrix(dW)}$$",
            say("For $A$, the constant $W$ stands on the right:"),
            rf"$${D('A')} = {D('Z')} W^\top = {product(dZ, W.T)} = {matrix(dA)}$$",
        ],
    )


def backward(random: Random) -> Draft:
    """Return the whole backward pass of a small ReLU network, for one example."""
    n, h = random.choice([(2, 2), (2, 2), (3, 2), (2, 3)])
    X, W1 = drawing.matrix(random, 1, n, 2), drawing.matrix(random, n, h, 2)
    W2, e = drawing.matrix(random, h, 1), drawing.nonzero(random, 3)
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    if not Z1.min() < 0 < Z1.max() or not Z1.all():
        raise Again
    a = int((A1 @ W2).item())
    y = a - e
    dZ2 = 2 * e
    dW2 = A1.T * dZ2
    dA1 = dZ2 * W2.T
    slopes = (Z1 > 0) * 1
    dZ1 = dA1 * slopes
    dW1 = X.T @ dZ1
    slips: Slips = [
        (
            "no-relu",
            "ReLU is still to be applied in the hidden layer.",
            {"a": (Z1 @ W2).item()},
        ),
        (
            "absolute",
            "a negative z has lost its sign. This is not what ReLU does to it.",
            {"a": (np.abs(Z1) @ W2).item()},
        ),
        ("two-forgotten", TWO, {"dW2": A1.T * e}),
        (
            "z-for-a",
            "Z of the hidden layer stands where its activations belong.",
            {"dW2": Z1.T * dZ2},
        ),
        (
            "sign",
            "every sign is the wrong one: the error is prediction minus target.",
            {"dW2": -dW2},
        ),
        (
            "no-slope",
            "the derivative of ReLU is missing. What comes back to a node whose z "
            "was negative?",
            {"dZ1": dA1},
        ),
        (
            "weights-skipped",
            "on the way back to the hidden layer there are the weights of the last "
            "layer.",
            {"dZ1": dZ2 * slopes},
        ),
        (
            "function-for-slope",
            "ReLU itself stands where its derivative belongs.",
            {"dZ1": dA1 * A1},
        ),
        (
            "two-forgotten-below",
            TWO,
            {"dZ1": dZ1 / 2},
        ),
        (
            "weights-for-inputs",
            "the derivative by the weights has what they were multiplied with: the "
            "inputs.",
            {"dW1": W1 * dZ1},
        ),
        (
            "transposed",
            "rows and columns are exchanged: the shape is that of the weights.",
            {"dW1": dW1.T},
        ),
    ]
    return Draft(
        task=paragraphs(
            say(
                "A network has {n} inputs, {h} hidden nodes with ReLU and one last "
                "node with the identity. There is one example, so $m = 1$ and "
                "$f = (a - y)^2$, where {a} is the prediction.",
                n=n,
                h=h,
                a="$a = A^{[2]}$",
            ),
            f"$$X = {matrix(X)}, \\quad W^{{[1]}} = {matrix(W1)}, \\quad "
            f"W^{{[2]}} = {matrix(W2)}, \\quad y = {y}$$",
        ),
        blanks={
            "a": ("a", a),
            "dW2": (D("W^{[2]}"), dW2),
            "dZ1": (D("Z^{[1]}"), dZ1),
            "dW1": (D("W^{[1]}"), dW1),
        },
        slips=slips,
        steps=[
            f"$$Z^{{[1]}} = X W^{{[1]}} = {product(X, W1)} = {matrix(Z1)}$$",
            f"$$A^{{[1]}} = {matrix(A1)}, \\quad a = A^{{[1]}} W^{{[2]}} = {a}$$",
            say(
                "It begins with the loss, {da}, and the last node passes it on as it "
                "is: {dZ2}.",
                da=f"${D('a')} = 2 (a - y) = {dZ2}$",
                dZ2=f"${D('Z^{[2]}')} = {dZ2}$",
            ),
            rf"$${D('W^{[2]}')} = A^{{[1]\top}} {D('Z^{[2]}')} = {column(A1[0])} "
            rf"\cdot {factor(dZ2)} = {matrix(dW2)}$$",
            rf"$${D('A^{[1]}')} = {D('Z^{[2]}')} W^{{[2]\top}} = {matrix(dA1)}, \quad "
            rf"{D('Z^{[1]}')} = {matrix(dA1)} \odot {matrix(slopes)} = {matrix(dZ1)}$$",
            rf"$${D('W^{[1]}')} = X^\top {D('Z^{[1]}')} = {product(X.T, dZ1)} = "
            f"{matrix(dW1)}$$",
        ],
    )


def cost(random: Random) -> Draft:
    """Return the multiplications that a forward and a backward pass take."""
    layers = random.choice([2, 2, 3])
    widths = [*random.sample(range(2, 8), layers), 1]
    m = random.choice([2, 4, 5, 10, 20])
    sizes = [one * other for one, other in pairwise(widths)]
    forward = m * sum(sizes)
    back = m * (2 * sum(sizes) - sizes[0])
    terms = " + ".join(rf"{one} \cdot {other}" for one, other in pairwise(widths))
    shown = listed([str(nodes) for nodes in widths[1:]])
    return Draft(
        task=say(
            "A network has {n} inputs and layers of {nodes} nodes; there are {m} "
            "examples. How many multiplications do the matrix products take, $F$ in a "
            "forward pass and $B$ in a backward pass that finds every {derivative} and "
            "computes nothing that is not needed for that?",
            n=widths[0],
            nodes=shown,
            m=m,
            derivative=f"${D('W^{[l]}')}$",
        ),
        blanks={"F": ("F", forward), "B": ("B", back)},
        slips=[
            (
                "one-example",
                "this is what one example takes.",
                {"F": sum(sizes)},
            ),
            (
                "nodes",
                "every node multiplies each of its inputs with a weight. Here it is "
                "counted once for each node.",
                {"F": m * sum(widths[1:])},
            ),
            (
                "last-layer-left-out",
                "the last layer multiplies too.",
                {"F": m * sum(sizes[:-1])},
            ),
            (
                "inputs-differentiated",
                "there is a product too many: nobody needs the derivative by the "
                "inputs.",
                {"B": 2 * forward},
            ),
            (
                "weights-alone",
                "the way back through the layers takes products too.",
                {"B": forward},
            ),
            (
                "way-back-alone",
                "the derivatives by the weights are not in it.",
                {"B": back - forward},
            ),
        ],
        steps=[
            say(
                r"A product of a $p \times q$ and a $q \times r$ matrix takes "
                r"$p\,q\,r$ multiplications. Forwards there is one for each layer: "
                r"$F = {m} \cdot ({terms}) = {forward}$.",
                m=m,
                terms=terms,
                forward=forward,
            ),
            say(
                "Backwards, {dW} takes as many for each layer, and so does {dA}, which "
                r"the first layer does without: $B = 2 \cdot {forward} - {m} \cdot "
                "{size} = {back}$.",
                dW=rf"$A^{{[l-1]\top}} {D('Z^{[l]}')}$",
                dA=rf"${D('Z^{[l]}')} W^{{[l]\top}}$",
                forward=forward,
                m=m,
                size=sizes[0],
                back=back,
            ),
        ],
    )


KINDS = [
    Kind("scalar-network", "Forward and back through two neurons", chain),
    Kind("dense-layer", "Back through one layer", dense),
    Kind("backward-pass", "A whole backward pass", backward),
    Kind("cost", "What a pass costs", cost),
]
