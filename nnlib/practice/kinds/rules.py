"""The rules: df/dU from df/dG, and which entries of G move with one of U."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.language import say
from nnlib.practice import drawing
from nnlib.practice.kinds.mistakes import first_term_alone, signs_lost
from nnlib.practice.problem import Draft, Kind, Slips
from nnlib.practice.writing import factor, matrix, number, paragraphs, product, row

DU = r"\frac{\partial f}{\partial U}"
DG = r"\frac{\partial f}{\partial G}"
TRANSPOSED = "these are the right numbers, with rows and columns exchanged."
ENTRYWISE = "the matrices are multiplied entry by entry. Here it is a matrix product."


def moved(random: Random) -> Draft:
    """Return by how much G = U K or G = K U moves with one entry of U."""
    right = random.random() < 0.5
    p, q = random.choice([(2, 2), (2, 3), (3, 2), (3, 3)])
    other = random.choice([2, 3])
    K = drawing.matrix(random, *((q, other) if right else (other, p)), 4)
    i, j = random.randrange(p), random.randrange(q)
    t = random.choice([2, 3, -2, -1])
    change = np.zeros((p, q), dtype=int)
    change[i, j] = t
    G = change @ K if right else K @ change
    one = np.zeros_like(G)
    one[np.unravel_index(np.argmax(G != 0), G.shape)] = G[G != 0][0]
    every = np.zeros_like(G) + (G.sum(0) if right else G.sum(1)[:, None])
    slips: Slips = [
        (
            "one-entry",
            "one entry of G moves here. In how many sums does the entry of U stand?",
            {"change": one},
        ),
        (
            "every-entry",
            "everything moves here. In which sums does the entry of U not stand?",
            {"change": every},
        ),
        (
            "size-forgotten",
            "this is what an entry that grows by 1 would do.",
            {"change": G // t},
        ),
    ]
    away = np.zeros_like(G)
    if right and j < p and i != j:
        away[j] = G[i]
    elif not right and i < q and i != j:
        away[:, i] = G[:, j]
    if away.any():
        cause = (
            "the wrong row moves. Its number is not the column of the entry."
            if right
            else "the wrong column moves. Its number is not the row of the entry."
        )
        slips.append(("wrong-place", cause, {"change": away}))
    if K.shape[0] == K.shape[1]:
        across = t * (K[:, j] if right else K[i])
        swapped = np.zeros_like(G)
        if right:
            swapped[i] = across
        else:
            swapped[:, j] = across
        cause = (
            "the right entries move, but by a column of K. Which entries meet it?"
            if right
            else "the right entries move, but by a row of K. Which entries meet it?"
        )
        slips.append(("other-line-of-k", cause, {"change": swapped}))
    map_ = "U K" if right else "K U"
    change_map = r"\delta U\, K" if right else r"K\, \delta U"
    entry = f"$U_{{{i + 1}{j + 1}}}$"
    return Draft(
        task=say(
            r"$U$ is ${p} \times {q}$, and $G = {map}$ with"
            "\n\n{K}\n\n"
            "The entry {entry} changes by ${t}$, and no other entry of $U$ does. By "
            "how much does each entry of $G$ change?",
            p=p,
            q=q,
            map=map_,
            K=f"$$K = {matrix(K)}.$$",
            entry=entry,
            t=t,
        ),
        blanks={"change": (r"\delta G", G)},
        slips=slips,
        steps=[
            say(
                r"$\delta U$ has ${t}$ in row {row}, column {column}, and 0 elsewhere. "
                r"The map is linear, so $\delta G = {change}$.",
                t=t,
                row=i + 1,
                column=j + 1,
                change=change_map,
            ),
            say(
                "{entry} stands in the sums of row {at} of $G$ alone, and there it "
                "meets row {met} of $K$: ${t}$ times that is what these entries change "
                "by."
                if right
                else "{entry} stands in the sums of column {at} of $G$ alone, and "
                "there it meets column {met} of $K$: ${t}$ times that is what these "
                "entries change by.",
                entry=entry,
                at=(i if right else j) + 1,
                met=(j if right else i) + 1,
                t=t,
            ),
        ],
    )


def product_rule(random: Random) -> Draft:
    """Return df/dU of G = U K or of G = K U."""
    right = random.random() < 0.5
    p, q, r = random.choice(
        [(2, 2, 2), (2, 2, 2), (3, 2, 2), (2, 3, 2), (2, 2, 3), (1, 2, 2), (1, 3, 2)]
    )
    if right:
        K, dG = drawing.matrix(random, q, r), drawing.matrix(random, p, r)
        dU, worked = dG @ K.T, (dG, K.T)
    else:
        p, q = q, p
        K, dG = drawing.matrix(random, r, p), drawing.matrix(random, r, q)
        dU, worked = K.T @ dG, (K.T, dG)
    rule = rf"{DG} K^\top" if right else rf"K^\top {DG}"
    slips: Slips = [
        ("result-transposed", TRANSPOSED, {"dU": dU.T}),
        signs_lost("dU", *worked),
        first_term_alone("dU", *worked),
    ]
    if K.shape[0] == K.shape[1]:
        cause = "K is not transposed on the way back."
        slips.append(("not-transposed", cause, {"dU": dG @ K if right else K @ dG}))
    if K.shape == dG.shape:
        slips.append(("entry-by-entry", ENTRYWISE, {"dU": dG * K}))
    if p == q:
        cause = "K stands on the wrong side of df/dG."
        slips.append(("order", cause, {"dU": K.T @ dG if right else dG @ K.T}))
    return Draft(
        task=paragraphs(
            say(
                "$G = {map}$ with a constant $K$, and $f$ depends on $U$ through $G$ "
                "alone.",
                map="U K" if right else "K U",
            ),
            f"$$K = {matrix(K)}, \\quad {DG} = {matrix(dG)}$$",
        ),
        blanks={"dU": (DU, dU)},
        slips=slips,
        steps=[
            say(
                "$K$ stands on the right of the variable, so it stays there, "
                "transposed: {rule}."
                if right
                else "$K$ stands on the left of the variable, so it stays there, "
                "transposed: {rule}.",
                rule=f"${DU} = {rule}$",
            ),
            f"$${DU} = {matrix(worked[0])} {matrix(worked[1])} = {product(*worked)} = "
            f"{matrix(dU)}$$",
        ],
    )


Map = Callable[[NDArray[Any]], NDArray[Any]]

FUNCTIONS: dict[str, tuple[str, str, Map, Map]] = {
    "square": (r"g(u) = u^2", "2u", lambda U: U**2, lambda U: 2 * U),
    "cube": (r"g(u) = u^3", "3u^2", lambda U: U**3, lambda U: 3 * U**2),
    "ReLU": (
        r"g(u) = \max(0, u)",
        r"1 \text{ for } u > 0 \text{ and } 0 \text{ for } u < 0",
        lambda U: np.maximum(U, 0),
        lambda U: (U > 0) * 1,
    ),
}


def elementwise(random: Random) -> Draft:
    """Return df/dU of G = g(U)."""
    name = random.choice(list(FUNCTIONS))
    map_, slope, g, prime = FUNCTIONS[name]
    p, q = random.choice([(2, 2), (2, 2), (2, 3), (3, 2), (1, 3), (1, 4)])
    most = 4 if name == "ReLU" else 2
    U, dG = drawing.matrix(random, p, q, most), drawing.matrix(random, p, q)
    dU = dG * prime(U)
    slips: Slips = [
        (
            "function-for-slope",
            "g itself stands where its derivative belongs.",
            {"dU": dG * g(U)},
        ),
        (
            "slope-alone",
            "these are the slopes. What f makes of G is not in it.",
            {"dU": prime(U)},
        ),
        (
            "slope-at-dg",
            "the derivative of g is taken at df/dG. The map was applied to U.",
            {"dU": dG * prime(dG)},
        ),
        (
            "slope-at-g",
            "the derivative of g is taken at g(U). It is taken where g was applied.",
            {"dU": dG * prime(g(U))},
        ),
    ]
    if name == "ReLU":
        slips.pop()  # ReLU leaves the sign of what is positive
        cause = "df/dG goes through as it is. What does g do to entries below 0?"
        slips.append(("no-slope", cause, {"dU": dG}))
    if p == q:
        cause = "this is a matrix product. Each entry of G knows one entry of U."
        slips.append(("matrix-product", cause, {"dU": dG @ prime(U)}))
    return Draft(
        task=paragraphs(
            say("$G = g(U)$, entry by entry, with ${map}$.", map=map_),
            f"$$U = {matrix(U)}, \\quad {DG} = {matrix(dG)}$$",
        ),
        blanks={"dU": (DU, dU)},
        slips=slips,
        steps=[
            say(
                "The derivative is $g'(u) = {slope}$, and at the entries of $U$ it is"
                "\n\n{values}",
                slope=say(slope),
                values=f"$$g'(U) = {matrix(prime(U))}.$$",
            ),
            say(
                "Each entry of $G$ depends on one entry of $U$, the one in its own "
                "place, so {rule}: the entries in the same place are multiplied.",
                rule=rf"${DU} = {DG} \odot g'(U)$",
            ),
        ],
    )


def bias(random: Random) -> Draft:
    """Return df/db of a bias that is added to every row."""
    p, q = random.choice([(2, 2), (3, 2), (2, 3), (3, 3), (4, 2)])
    dG = drawing.matrix(random, p, q, 5)
    db = dG.sum(0)
    slips: Slips = [
        (
            "over-columns",
            "these are the sums along the rows. In which entries of G does one entry "
            "of b stand?",
            {"db": dG.sum(1)},
        ),
        (
            "mean",
            "these are means. An entry of b that grows moves all of its entries of G, "
            "each fully.",
            {"db": db / p},
        ),
        (
            "all-in-one",
            "everything is added up. An entry of b does not stand in every column.",
            {"db": np.full(q, dG.sum())},
        ),
        (
            "first-row",
            "this is the first row alone. b is added to the other rows too.",
            {"db": dG[0]},
        ),
        (
            "signs-lost",
            "the signs are gone.",
            {"db": np.abs(dG).sum(0)},
        ),
    ]
    columns = ", ".join(
        f"${' + '.join(map(factor, dG[:, j]))} = {db[j]}$" for j in range(q)
    )
    return Draft(
        task=paragraphs(
            say(
                "To every row of $U$ the same row $b$ is added, {map}.",
                map=r"$G = U + \mathbf{1} b$",
            ),
            f"$${DG} = {matrix(dG)}$$",
            say("Write the derivative by $b$ as a row."),
        ),
        blanks={"db": (r"\frac{\partial f}{\partial b}", db)},
        slips=slips,
        steps=[
            say(
                "Entry $j$ of $b$ stands in all of column $j$ of $G$, once in each row "
                "and with the factor 1. So its derivative is the sum of that column: "
                "{sums}.",
                sums=columns,
            ),
        ],
    )


SLOPES: dict[str, tuple[str, str, Map, Map]] = {
    "sigmoid": (
        r"g = \sigma",
        "g'(z) = a (1 - a)",
        lambda a: a * (1 - a),
        lambda a: 1 - a * a,
    ),
    "tanh": (
        r"g = \tanh",
        "g'(z) = 1 - a^2",
        lambda a: 1 - a * a,
        lambda a: a * (1 - a),
    ),
}


def slope(random: Random) -> Draft:
    """Return df/dz from df/da, where only the activations are known."""
    name = random.choice(list(SLOPES))
    function, formula, prime, other = SLOPES[name]
    count = random.choice([2, 3])
    tenths = [1, 2, 3, 4, 6, 7, 8, 9]
    a = np.array(random.sample(tenths, count)) / 10
    if name == "tanh":
        a = a * [random.choice([-1, 1]) for _ in range(count)]
    da = drawing.row(random, count, 5) * random.choice([1, 2, 10])
    dz = da * prime(a)
    slips: Slips = [
        (
            "other-function",
            "this is the slope of the other activation function.",
            {"dz": da * other(a)},
        ),
        (
            "activation-for-slope",
            "a itself stands where the slope belongs.",
            {"dz": da * a},
        ),
        (
            "slope-alone",
            "these are the slopes. What f makes of a is not in it.",
            {"dz": prime(a)},
        ),
        (
            "half-a-slope",
            "there is only 1 - a here. A factor is missing.",
            {"dz": da * (1 - a)},
        ),
        (
            "slope-at-slope",
            "the formula is applied twice: these are slopes of slopes.",
            {"dz": da * prime(prime(a))},
        ),
    ]
    worked = ", ".join(
        say("at $a = {a}$ it is {slope}", a=number(one), slope=number(prime(one)))
        for one in a.tolist()
    )
    return Draft(
        task=paragraphs(
            say(
                "A layer has the activation function {name}, ${function}$. For one "
                "example its nodes have these activations, and $f$ has these "
                "derivatives by them:",
                name=name,
                function=function,
            ),
            f"$$a = {row(a)}, \\quad \\frac{{\\partial f}}{{\\partial a}} = "
            f"{row(da)}$$",
            say("Write the derivatives by $z$ as a row."),
        ),
        blanks={"dz": (r"\frac{\partial f}{\partial z}", dz)},
        slips=slips,
        steps=[
            say(
                "The slope of {name} follows from its value, ${formula}$: {worked}.",
                name=name,
                formula=formula,
                worked=worked,
            ),
            say(
                "Each is multiplied with its {derivative}.",
                derivative=r"$\frac{\partial f}{\partial a}$",
            ),
        ],
    )


KINDS = [
    Kind("moved-entries", "Which entries move", moved),
    Kind("product-rule", "The rule for a product", product_rule),
    Kind("elementwise-rule", "The rule for a function, entry by entry", elementwise),
    Kind("bias-rule", "The rule for a bias", bias),
    Kind("slope", "A slope from an activation", slope),
]
