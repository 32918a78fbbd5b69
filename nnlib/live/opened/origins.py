"""Where each number of the opened network comes from: equation, rule, line of nnlib."""

from __future__ import annotations

from nnlib.live.linked import Origin
from nnlib.live.opened.problems import ALPHA
from nnlib.live.opened.steps import STAGES, L

FORWARD, BACK = "nnlib/network.py", "nnlib/backprop.py"
EQUATIONS = {
    "Z": "{Z:l} = {A:l−1} {W:l}",
    "A": "{A:l} = *g*^{[l]}({Z:l})",
    "dA_L": "{dA:L} = (2/*m*) ({A:L} − {Y:})",
    "dA": "{dA:l} = {dZ:l+1} {W:l+1'}",
    "dZ": "{dZ:l} = {dA:l} ⊙ *g*^{[l]}′({Z:l})",
    "dW": "{dW:l} = {A:l−1'} {dZ:l}",
    "W": "{W:l} ← {W:l} − *α* {dW:l}",
}
"""The passes, the four equations of chapter 4 and the update of chapter 5."""


def origins(m: int) -> dict[str, Origin]:
    """Return the origin of each array of a network of L layers and m examples."""
    found = {
        "X": Origin("*X*", "X", "given: a row of *X* = *A*^{[0]} is an example"),
        "Y": Origin("*Y*", "Y", "given: the target of an example"),
    }
    for l in range(1, L + 1):
        before = "X" if l == 1 else f"A{l - 1}"
        found[f"W{l}"] = Origin(
            symbol(f"W{l}"),
            spoken(f"W{l}"),
            "the update of chapter 5, after both passes",
            "W",
            entry=f"<W{l}:3> − {ALPHA} · (<dW{l}:3>) = <next{l}:3> after one update",
            examples=False,
        )
        found[f"Z{l}"] = _origin(
            f"Z{l}",
            "a row times a column: chapter 2",
            product=(before, f"W{l}"),
            code="Z[l] = A[l - 1] @ W[l]",
            file=FORWARD,
        )
        found[f"A{l}"] = _origin(
            f"A{l}",
            "the activation function, entry by entry: chapter 1",
            entry=f"*g*(<Z{l}:3>) = <A{l}:3>",
            code="A[l] = g[l](Z[l])",
            file=FORWARD,
        )
        found[f"dA{l}"] = _origin(
            f"dA{l}",
            "multiplication from the right: chapter 3",
            product=(f"dZ{l + 1}", f"W{l + 1}'"),
            code="dA[l] = dZ[l + 1] @ W[l + 1].T",
            file=BACK,
        )
        found[f"dZ{l}"] = _origin(
            f"dZ{l}",
            "a function of every entry: chapter 3",
            entry=f"<dA{l}:3> · *g*′(<Z{l}:3>) = <dA{l}:3> · <slope{l}:3> = <dZ{l}:3>",
            code="dZ[l] = dA[l] * g[l].prime(Z[l])",
            file=BACK,
        )
        found[f"dW{l}"] = _origin(
            f"dW{l}",
            "multiplication from the left, a term for each example: chapter 3",
            product=(f"{before}'", f"dZ{l}"),
            code="dW[l] = A[l - 1].T @ dZ[l]",
            file=BACK,
            examples=False,
        )
    found[f"dA{L}"] = _origin(
        f"dA{L}",
        "a constant that is added, then the squared norm: chapter 3",
        equation="dA_L",
        entry=f"(2/{m}) (<A{L}:3> − <Y:3>) = <dA{L}:3>",
        code="dA[L] = 2 / m * (A[L] - Y)",
        file=BACK,
    )
    return found


def _origin(
    name: str,
    rule: str,
    equation: str = "",
    product: tuple[str, ...] = (),
    entry: str = "",
    code: str = "",
    file: str = "",
    examples: bool = True,
) -> Origin:
    return Origin(
        symbol(name),
        spoken(name),
        rule,
        equation or name[:-1],
        product,
        entry,
        code,
        file,
        stage=STAGES[name],
        examples=examples,
    )


def symbol(name: str) -> str:
    """Return the symbol of an array, such as dW2, in the markup of drawings."""
    if name[0] == "d":
        return "∂*f*/∂" + symbol(name[1:])
    return f"*{name[0]}*^{{[{name[1:]}]}}"


def spoken(name: str) -> str:
    """Return the name of an array, such as dW2, as one says it."""
    if name[0] == "d":
        return f"the derivative of f with respect to {spoken(name[1:])}"
    return f"{name[0]} of layer {name[1:]}"
