"""The answers to a problem, computed anew from what its task says.

Numbers are read from the task, as a reader reads them, and what comes of them is found
by nnlib, by central differences or by loops, never by the formulas of the kinds.
"""

import re

import numpy as np

from nnlib import Network, backprop
from nnlib.activations import activation
from nnlib.loss import mean_squared_error, mean_squared_error_derivative
from nnlib.numerical import central_differences

NUMBER = r"-?\d+(?:\.\d+)?"
GIVEN = re.compile(
    r"(?P<name>\\frac\{\\partial f\}\{\\partial \w\}|[A-Za-z\\]+(?:_\d|\^\{[^}]*\})?)"
    rf" = (?P<value>\\begin{{pmatrix}}.*?\\end{{pmatrix}}|{NUMBER}|\([^)$]*\))"
)
ENTRY = r"(?P<rows>[A-Z])_\{(?P<i>\d)(?P<j>\d)\}"


def numbers(tex):
    """Return the numbers in a formula, as a matrix, a row or a number."""
    rows = [
        [float(one) for one in re.findall(NUMBER, row)] for row in tex.split("\\\\")
    ]
    if "pmatrix" in tex:
        return np.array(rows)
    return np.array(rows[0]) if "(" in tex else rows[0][0]


def given(task):
    """Return what a task gives, by the names in its formulas; derivatives as "dG"."""
    found = {}
    for match in GIVEN.finditer(task):
        name = re.sub(r"\\frac\{\\partial f\}\{\\partial (\w)\}", r"d\1", match["name"])
        found[name] = numbers(match["value"])
    return found


def slopes(of, at):
    """Return the derivatives of a function of a matrix, by central differences."""
    return central_differences(of, np.asarray(at, dtype=float))


def some(rows, columns):
    return np.random.default_rng(0).normal(size=(rows, columns))


def neuron(task):
    one = given(task)
    z = [sum(np.ravel(one[x]) * np.ravel(one["w"])) for x in ("x^{(1)}", "x^{(2)}")]
    return {"z": z, "a": activation("relu")(np.array(z))}


def layer(task):
    X, W = given(task).values()
    network = Network([*W.shape], ["identity"], seed=0)
    network.W[1] = W
    return {"Z": network(X)}


def shapes(task):
    layers, m, n, *nodes = map(int, re.findall(r"\d+", task))
    assert len(nodes) == layers
    network = Network([n, *nodes], ["identity"] * layers, seed=0)
    Z, A = network.forward(np.ones((m, n)))
    W = network.W
    P = sum(one.size for one in W.values())
    last = {"WL": W[layers].shape, "AL": A[layers].shape}
    return {"W1": W[1].shape, "Z1": Z[1].shape, **last, "P": P}


def loss(task):
    one = given(task)
    A, Y = one["A"], one["Y"]
    dA = mean_squared_error_derivative(A, Y)
    return {"f": mean_squared_error(A, Y), "dA": dA}


def moved_entries(task):
    p, q = map(int, re.search(r"(\d) \\times (\d)", task).groups())
    K, right = given(task)["K"], "G = U K" in task
    entry = re.search(ENTRY, task)
    U = some(p, q)
    V = U.copy()
    V[int(entry["i"]) - 1, int(entry["j"]) - 1] += float(
        re.search(rf"changes by \$({NUMBER})\$", task)[1]
    )
    return {"change": V @ K - U @ K if right else K @ V - K @ U}


def product_rule(task):
    K, dG = given(task).values()
    if "G = U K" in task:
        U = some(len(dG), len(K))
        return {"dU": slopes(lambda U: (dG * (U @ K)).sum(), U)}
    U = some(K.shape[1], dG.shape[1])
    return {"dU": slopes(lambda U: (dG * (K @ U)).sum(), U)}


def elementwise_rule(task):
    U, dG = given(task).values()
    functions = {"u^2": np.square, "u^3": lambda U: U**3, r"\max": activation("relu")}
    g = next(one for words, one in functions.items() if f"g(u) = {words}" in task)
    return {"dU": slopes(lambda U: (dG * g(U)).sum(), U)}


def bias_rule(task):
    (dG,) = given(task).values()
    U, b = some(*dG.shape), some(1, dG.shape[1])
    return {"db": slopes(lambda b: (dG * (U + b)).sum(), b)[0]}


def slope(task):
    a, da = given(task).values()
    name = "sigmoid" if "sigmoid" in task else "tanh"
    z = np.log(a / (1 - a)) if name == "sigmoid" else np.arctanh(a)
    return {"dz": slopes(lambda z: (da * activation(name)(z)).sum(), [z])[0]}


def scalar_network(task):
    one = {name: value for name, value in given(task).items() if name != "f"}
    x, w, v, y = one["x"], one["w_1"], one["w_2"], one["y"]

    def f(w, v):
        return (v * (w * x) ** 2 - y) ** 2

    return {
        "f": f(w, v),
        "dw2": slopes(lambda M: f(w, M.item()), [[v]]).item(),
        "dz1": slopes(lambda M: (v * M.item() ** 2 - y) ** 2, [[w * x]]).item(),
        "dw1": slopes(lambda M: f(M.item(), v), [[w]]).item(),
    }


def dense_layer(task):
    A, W, dZ = given(task).values()
    return {
        "dW": slopes(lambda W: (dZ * (A @ W)).sum(), W),
        "dA": slopes(lambda A: (dZ * (A @ W)).sum(), A),
    }


def backward_pass(task):
    one = given(task)
    X, W, V, y = one["X"], one["W^{[1]}"], one["W^{[2]}"], one["y"]
    network = Network([*W.shape, 1], ["relu", "identity"], seed=0)
    network.W.update({1: W, 2: V})
    found = backprop(network, X, [[y]])
    dW, dZ = found.dW, found.dZ
    return {"a": found.A[2].item(), "dW2": dW[2], "dZ1": dZ[1], "dW1": dW[1]}


def cost(task):
    n, *nodes, m = map(int, re.findall(r"\d+", task.partition("How many")[0]))
    widths = [n, *nodes]
    forward = backward = 0
    for l in range(1, len(widths)):
        A, W = np.ones((m, widths[l - 1])), np.ones((widths[l - 1], widths[l]))
        dZ = A @ W
        forward += multiplications(A, W)
        backward += multiplications(A.T, dZ)
        if l > 1:
            backward += multiplications(dZ, W.T)
    return {"F": forward, "B": backward}


def multiplications(left, right):
    assert left.shape[1] == right.shape[0]
    return left.shape[0] * left.shape[1] * right.shape[1]


def bowl(task):
    c = float(re.search(r"f\(w\) = (\d*)w\^2", task)[1] or 1)
    one = given(task)
    alpha, w = one["\\alpha"], one["w_0"]
    ways = [w]
    for _ in range(2000):
        slope = slopes(lambda M: c * M.item() ** 2, [[ways[-1]]]).item()
        ways.append(ways[-1] - alpha * slope)
        if abs(ways[-1]) > 1e6 or abs(ways[-1]) < 1e-6:
            break
    return {"w1": ways[1], "q": ways[1] / w, "converges": abs(ways[-1]) < 1e-6}


def central_difference(task):
    term = re.search(r"u\^3(?: ([+-]) (\d?)u\^2)?\$", task)
    k = 0 if term[1] is None else float(f"{term[1]}{term[2] or 1}")
    u = float(re.search(rf"at \$u = ({NUMBER})\$", task)[1])
    h = float(re.search(rf"h = ({NUMBER})\$", task)[1])
    f = np.polynomial.Polynomial([0, 0, k, 1])
    d = (f(u + h) - f(u - h)) / (2 * h)
    return {"d": d, "error": d - f.deriv()(u)}


def answers(problem):
    """Return the answers to a problem, by the names of its blanks."""
    return globals()[problem.name.replace("-", "_")](problem.task)
