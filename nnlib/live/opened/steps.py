"""The steps of an update, in order: both passes, and the weights that change."""

from __future__ import annotations

L = 3


def _steps() -> list[tuple[str, str, str, str]]:
    layers, back = range(1, L + 1), range(L, 0, -1)
    found = [("", "Before the first step", "*X*, *Y* and the weights are known.", "")]
    for l in layers:
        before = "*X*" if l == 1 else f"*A*^{{[{l - 1}]}}"
        a, b = f"<n{l - 1}:0>", f"<n{l}:0>"
        found += [
            (
                f"Z{l}",
                f"Forward, layer {l}",
                f"*Z*^{{[{l}]}} = {before} *W*^{{[{l}]}}",
                f"(<m:0> × {a}) · ({a} × {b}) → <m:0> × {b}",
            ),
            (
                f"A{l}",
                f"Forward, layer {l}",
                f"*A*^{{[{l}]}} = *g*^{{[{l}]}}(*Z*^{{[{l}]}})",
                f"<m:0> × {b} → <m:0> × {b}",
            ),
        ]
    found.append(
        (
            "f",
            "The loss",
            f"*f* = (1/*m*) ‖*A*^{{[{L}]}} − *Y*‖_{{F}}^{{2}} = <f:3>",
            f"<m:0> × <n{L}:0> → a number",
        )
    )
    for l in back:
        a, b = f"<n{l - 1}:0>", f"<n{l}:0>"
        d = f"∂*f*/∂*A*^{{[{l}]}}"
        if l == L:
            formula = f"(2/*m*) (*A*^{{[{L}]}} − *Y*)"
            shapes = f"(<m:0> × {b}) − (<m:0> × {b}) → <m:0> × {b}"
        else:
            c = f"<n{l + 1}:0>"
            formula = f"∂*f*/∂*Z*^{{[{l + 1}]}} *W*^{{[{l + 1}]⊤}}"
            shapes = f"(<m:0> × {c}) · ({c} × {b}) → <m:0> × {b}"
        before = "*X*^{⊤}" if l == 1 else f"*A*^{{[{l - 1}]⊤}}"
        found += [
            (f"dA{l}", f"Back, layer {l}", f"{d} = {formula}", shapes),
            (
                f"dZ{l}",
                f"Back, layer {l}",
                f"∂*f*/∂*Z*^{{[{l}]}} = {d} ⊙ *g*^{{[{l}]}}′(*Z*^{{[{l}]}})",
                f"(<m:0> × {b}) ⊙ (<m:0> × {b}) → <m:0> × {b}",
            ),
            (
                f"dW{l}",
                f"Back, layer {l}",
                f"∂*f*/∂*W*^{{[{l}]}} = {before} ∂*f*/∂*Z*^{{[{l}]}}",
                f"({a} × <m:0>) · (<m:0> × {b}) → {a} × {b}",
            ),
        ]
    update = "*W*^{[l]} ← *W*^{[l]} − *α* ∂*f*/∂*W*^{[l]}"
    return [
        *found,
        (
            "W",
            "The update",
            update,
            "for every layer *l*; *α* is 0.3",
        ),
    ]


STEPS = _steps()
"""What each step computes: the array, and in words, as a formula and as shapes."""
STAGES = {name: k for k, (name, *_) in enumerate(STEPS)}
"""The number of the step that computes an array."""


def lines() -> dict[str, list[str]]:
    """Return what is said at each step."""
    last = len(STEPS) - 1
    return {
        str(k): [f"Step {k} of {last}. {what}", formula, shapes or " "]
        for k, (_, what, formula, shapes) in enumerate(STEPS)
    }
