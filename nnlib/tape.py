"""A tape: every step is noted down with its rules, and one walk back serves all.

The appendix "From rules to any network" builds these lines one after another; the
networks that it differentiates need no others.
"""

from __future__ import annotations

import numpy as np

from nnlib import rules
from nnlib.checks import Array
from nnlib.rules import Rule


class Node:
    """A matrix on a tape, and how it was made.

    Attributes
    ----------
    value : the matrix, of NumPy's floats, or the number f.
    tape : the list of all matrices of one computation, in the order they were made.
    made_by : a pair (rule, input) for each input that varies; none for a matrix that
        is given.
    """

    def __init__(
        self, value: Array, tape: list[Node], *made_by: tuple[Rule, Node]
    ) -> None:
        self.value, self.tape, self.made_by = value, tape, made_by
        tape.append(self)

    def __matmul__(self, other: Node) -> Node:
        return product(self, other)

    def __mul__(self, other: Node) -> Node:
        return elementwise_product(self, other)

    def __add__(self, other: Node) -> Node:
        return addition(self, other)

    @property
    def T(self) -> Node:
        """The transpose."""
        return step(rules.transposition(), self)


def step(rule: Rule, U: Node, *others: tuple[Rule, Node]) -> Node:
    """Apply a rule to U, and note it down with the others that would give the same.

    Parameters
    ----------
    rule, U : gives the value, and the way back to U.
    others : a pair (rule, input) for each further input that varies. Seen from there,
        the rule must give the same value.

    Raises
    ------
    ValueError
        If the value does not fit the rule, or the inputs are on two tapes.
    """
    for _, other in others:
        if other.tape is not U.tape:
            raise ValueError(
                "The inputs of a step are on two tapes, so no walk back would meet "
                "both. Put all matrices of one computation on one tape."
            )
    return Node(rule.value(U.value), U.tape, (rule, U), *others)


def product(A: Node, B: Node) -> Node:
    """A B: right multiplication by B as A sees it, left multiplication by A for B."""
    right = rules.right_multiplication(B.value)
    left = rules.left_multiplication(A.value)
    return step(right, A, (left, B))


def elementwise_product(A: Node, B: Node) -> Node:
    """A odot B, of two matrices of one shape."""
    by_B = rules.elementwise_product(B.value)
    by_A = rules.elementwise_product(A.value)
    return step(by_B, A, (by_A, B))


def addition(A: Node, B: Node) -> Node:
    """A + B, of two matrices of one shape."""
    plus_B, plus_A = rules.addition(B.value), rules.addition(A.value)
    return step(plus_B, A, (plus_A, B))


def derivatives(f: Node) -> dict[Node, Array]:
    """Return df/dM for every matrix M on the tape of f, of the shape of M.

    The tape is walked once, from its end to its beginning. A matrix that f does not
    depend on has the derivative 0.

    Raises
    ------
    ValueError
        If f is not one number.
    """
    if f.value.size != 1:
        raise ValueError(
            f"f has shape {f.value.shape}, but a derivative needs one number f."
        )
    d = {M: np.zeros_like(M.value) for M in f.tape}
    d[f] = np.ones_like(f.value)
    for G in reversed(f.tape):
        for rule, U in G.made_by:
            d[U] = d[U] + rule.pull(U.value, d[G])
    return d
