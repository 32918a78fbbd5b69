"""The rules of matrix calculus (chapter 3), each a map G beside its pullback.

f is a scalar that depends on X through G(X). Given df/dG, of the shape of G(X), a
pullback answers with df/dX, of the shape of X. Elsewhere it is called a
vector-Jacobian product or an adjoint.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from nnlib.activations import Activation, activation
from nnlib.checks import Array, matrix, multipliable, number, same_shape


@dataclass(frozen=True)
class Rule:
    """A map and what it does to a derivative.

    Attributes
    ----------
    name : the map as the book writes it.
    value : X -> G(X), the map itself.
    pull : (X, df/dG) -> df/dX.
    variable : the symbol of the variable.
    """

    name: str
    value: Callable[[Array], Array] = field(repr=False)
    pull: Callable[[Array, Array], Array] = field(repr=False)
    variable: str = field(default="X", repr=False)

    def G(self, X: ArrayLike) -> Array:
        """Return G(X).

        Raises ValueError if X is not a matrix of finite numbers that fits the rule.
        """
        return self.value(matrix(self.variable, X))

    def pullback(self, X: ArrayLike, dG: ArrayLike) -> Array:
        """Return df/dX, of the shape of X, given df/dG, of the shape of G(X).

        Raises
        ------
        ValueError
            If dG does not have the shape of G(X), or X does not fit the rule, or
            either holds anything but finite numbers.
        """
        X = matrix(self.variable, X)
        G = np.asarray(self.value(X))
        if G.ndim == 0:  # f itself, such as a norm: df/dG is a number
            return self.pull(X, np.asarray(number("df/dG", dG), dtype=G.dtype))
        dG = matrix("df/dG", dG)
        same_shape("df/dG", dG, "G(X)", G)
        return self.pull(X, dG)


def right_multiplication(W: ArrayLike) -> Rule:
    """G(X) = X W. df/dX = df/dG W^T. Shapes: X m x n, W n x p, G m x p."""
    W = matrix("W", W)

    def G(X: Array) -> Array:
        multipliable("X", X, "W", W)
        return X @ W

    return Rule("X W", G, lambda X, dG: dG @ W.T)


def left_multiplication(W: ArrayLike) -> Rule:
    """G(X) = W X. df/dX = W^T df/dG. Shapes: X m x n, W p x m, G p x n."""
    W = matrix("W", W)

    def G(X: Array) -> Array:
        multipliable("W", W, "X", X)
        return W @ X

    return Rule("W X", G, lambda X, dG: W.T @ dG)


def elementwise(g: str | Activation) -> Rule:
    """G(X) = g(X), entry by entry. df/dX = df/dG odot g'(X)."""
    g = activation(g)
    return Rule("g(X)", g, lambda X, dG: dG * g.prime(X))


def addition(C: ArrayLike) -> Rule:
    """G(X) = X + C. df/dX = df/dG. C has the shape of X."""
    C = matrix("C", C)

    def G(X: Array) -> Array:
        same_shape("X", X, "C", C)
        return X + C

    return Rule("X + C", G, lambda X, dG: dG)


def squared_norm() -> Rule:
    """G(X) = ||X||_F^2, a scalar f. df/dX = 2 X; df/df = 1 starts the pullback."""
    return Rule("||X||_F^2", lambda X: (X * X).sum(), lambda X, df: df * 2 * X)


def scaling(c: float) -> Rule:
    """G(X) = c X, c a number. df/dX = c df/dG."""
    c = number("c", c)
    return Rule("c X", lambda X: c * X, lambda X, dG: c * dG)


def transposition() -> Rule:
    """G(X) = X^T. df/dX = (df/dG)^T."""
    return Rule("X^T", lambda X: X.T, lambda X, dG: dG.T)


def elementwise_product(C: ArrayLike) -> Rule:
    """G(X) = X odot C. df/dX = df/dG odot C. C has the shape of X."""
    C = matrix("C", C)

    def G(X: Array) -> Array:
        same_shape("X", X, "C", C)
        return X * C

    return Rule("X odot C", G, lambda X, dG: dG * C)


def row_addition(X: ArrayLike) -> Rule:
    """G(b) = X with the row b added to each of its rows. df/db = column sums of df/dG.

    Here b, 1 x n, is the variable and X, m x n, the constant. For X as the variable
    the rule is that of `addition`.
    """
    X = matrix("X", X)

    def G(b: Array) -> Array:
        same_shape("b", b, "one row of X", X[:1])
        return X + b

    return Rule("X + b", G, lambda b, dG: dG.sum(axis=0, keepdims=True), "b")


def compose(*rules: Rule) -> Rule:
    """The rules one after another, the innermost first: a composition is a rule.

    The derivative is pulled back through them from the outside in, each pullback
    taken at the input that its own map received on the way out.
    """

    def value(X: Array) -> Array:
        for rule in rules:
            X = rule.value(X)
        return X

    def pull(X: Array, dG: Array) -> Array:
        inputs = []
        for rule in rules:
            inputs.append(X)
            X = rule.value(X)
        for rule, X in zip(reversed(rules), reversed(inputs), strict=True):
            dG = rule.pull(X, dG)
        return dG

    name = ", then ".join(rule.name for rule in rules)
    return Rule(name, value, pull, rules[0].variable if rules else "X")


def inner(A: Array, B: Array) -> float:
    """<A, B> = trace(A^T B), the sum of the products of matching entries.

    Raises ValueError if they are not matrices of finite numbers, or their shapes
    differ.
    """
    A, B = matrix("A", A), matrix("B", B)
    same_shape("A", A, "B", B)
    return float((A * B).sum())
