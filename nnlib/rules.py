"""The rules of matrix calculus (chapter 3), each a map G beside its pullback.

f is a scalar that depends on the variable U through G(U). Given df/dG, of the shape
of G(U), a pullback answers with df/dU, of the shape of U. Elsewhere it is called a
vector-Jacobian product or an adjoint. U, K, C, c and b are the letters of chapter 3:
any matrix of a network can be the variable U, and any other one the constant K.
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
    value : U -> G(U), the map itself.
    pull : (U, df/dG) -> df/dU.
    variable : the symbol of the variable.
    """

    name: str
    value: Callable[[Array], Array] = field(repr=False)
    pull: Callable[[Array, Array], Array] = field(repr=False)
    variable: str = field(default="U", repr=False)

    def G(self, U: ArrayLike) -> Array:
        """Return G(U).

        Raises ValueError if U is not a matrix of finite numbers that fits the rule.
        """
        return self.value(matrix(self.variable, U))

    def pullback(self, U: ArrayLike, dG: ArrayLike) -> Array:
        """Return df/dU, of the shape of U, given df/dG, of the shape of G(U).

        Raises
        ------
        ValueError
            If dG does not have the shape of G(U), or U does not fit the rule, or
            either holds anything but finite numbers.
        """
        U = matrix(self.variable, U)
        G = np.asarray(self.value(U))
        if G.ndim == 0:  # f itself, such as a norm: df/dG is a number
            return self.pull(U, np.asarray(number("df/dG", dG), dtype=G.dtype))
        dG = matrix("df/dG", dG)
        same_shape("df/dG", dG, f"G({self.variable})", G)
        return self.pull(U, dG)


def right_multiplication(K: ArrayLike) -> Rule:
    """G(U) = U K. df/dU = df/dG K^T. Shapes: U p x q, K q x r, G p x r.

    Raises ValueError if K is not a matrix of finite numbers.
    """
    K = matrix("K", K)

    def G(U: Array) -> Array:
        multipliable("U", U, "K", K)
        return U @ K

    return Rule("U K", G, lambda U, dG: dG @ K.T)


def left_multiplication(K: ArrayLike) -> Rule:
    """G(U) = K U. df/dU = K^T df/dG. Shapes: U p x q, K r x p, G r x q.

    Raises ValueError if K is not a matrix of finite numbers.
    """
    K = matrix("K", K)

    def G(U: Array) -> Array:
        multipliable("K", K, "U", U)
        return K @ U

    return Rule("K U", G, lambda U, dG: K.T @ dG)


def elementwise(g: str | Activation) -> Rule:
    """G(U) = g(U), entry by entry. df/dU = df/dG odot g'(U).

    Raises ValueError if g is no activation function and no name of one.
    """
    g = activation(g)
    return Rule("g(U)", g, lambda U, dG: dG * g.prime(U))


def addition(C: ArrayLike) -> Rule:
    """G(U) = U + C. df/dU = df/dG. C has the shape of U.

    Raises ValueError if C is not a matrix of finite numbers.
    """
    C = matrix("C", C)

    def G(U: Array) -> Array:
        same_shape("U", U, "C", C)
        return U + C

    return Rule("U + C", G, lambda U, dG: dG)


def squared_norm() -> Rule:
    """G(U) = ||U||_F^2, a scalar f. df/dU = 2 U; df/df = 1 starts the pullback."""
    return Rule("||U||_F^2", lambda U: (U * U).sum(), lambda U, df: df * 2 * U)


def scaling(c: float) -> Rule:
    """G(U) = c U, c a number. df/dU = c df/dG.

    Raises ValueError if c is not a finite number.
    """
    c = number("c", c)
    return Rule("c U", lambda U: c * U, lambda U, dG: c * dG)


def transposition() -> Rule:
    """G(U) = U^T. df/dU = (df/dG)^T. Shapes: U p x q, G q x p."""
    return Rule("U^T", lambda U: U.T, lambda U, dG: dG.T)


def elementwise_product(C: ArrayLike) -> Rule:
    """G(U) = U odot C. df/dU = df/dG odot C. C has the shape of U.

    Raises ValueError if C is not a matrix of finite numbers.
    """
    C = matrix("C", C)

    def G(U: Array) -> Array:
        same_shape("U", U, "C", C)
        return U * C

    return Rule("U odot C", G, lambda U, dG: dG * C)


def row_addition(C: ArrayLike) -> Rule:
    """G(b) = C + 1 b, the row b added to each row of C. df/db = column sums of df/dG.

    Here b, 1 x q, is the variable and C, p x q, the constant. For a matrix as the
    variable and a constant row the rule is that of `addition`.

    Raises ValueError if C is not a matrix of finite numbers.
    """
    C = matrix("C", C)

    def G(b: Array) -> Array:
        same_shape("b", b, "one row of C", C[:1])
        return C + b

    return Rule("C + 1 b", G, lambda b, dG: dG.sum(axis=0, keepdims=True), "b")


def compose(*rules: Rule) -> Rule:
    """The rules one after another, the innermost first: a composition is a rule.

    The derivative is pulled back through them from the outside in, each pullback
    taken at the input that its own map received on the way out.
    """

    def value(U: Array) -> Array:
        for rule in rules:
            U = rule.value(U)
        return U

    def pull(U: Array, dG: Array) -> Array:
        inputs = []
        for rule in rules:
            inputs.append(U)
            U = rule.value(U)
        for rule, U in zip(reversed(rules), reversed(inputs), strict=True):
            dG = rule.pull(U, dG)
        return dG

    name = ", then ".join(rule.name for rule in rules)
    return Rule(name, value, pull, rules[0].variable if rules else "U")


def inner(M: ArrayLike, U: ArrayLike) -> float:
    """<M, U> = trace(M^T U), the sum of the products of matching entries.

    Raises ValueError if they are not matrices of finite numbers, or their shapes
    differ.
    """
    M, U = matrix("M", M), matrix("U", U)
    same_shape("M", M, "U", U)
    return float((M * U).sum())
