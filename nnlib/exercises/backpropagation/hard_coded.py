"""Derivatives that are written out, where each layer brings its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

from nnlib.exercises.changed import Changed
from nnlib.exercises.exercise import Slip
from nnlib.exercises.sights import Sight, sight

Function = Callable[..., Any]

NAMES = {
    "sigmoid": "the sigmoid",
    "tanh": "tanh",
    "relu": "ReLU",
    "identity": "the identity",
}
CURVED = ("sigmoid", "tanh", "relu")


def slopes(A: str, Z: str) -> dict[str, tuple[str, ...]]:
    """Return the ways of writing out the derivative of a function with A = g(Z)."""
    sigmoid = f"1 / (1 + np.exp(-{Z}))"
    return {
        "sigmoid": (f"({A} * (1 - {A}))", f"({sigmoid} * (1 - {sigmoid}))"),
        "tanh": (f"(1 - {A} ** 2)", f"(1 - np.tanh({Z}) ** 2)"),
        "relu": (f"({Z} > 0)", f"({A} > 0)"),
        "identity": ("1",),
    }


def slip(
    function: Function,
    name: str,
    piece: str,
    ways: Iterable[str],
    cause: str,
    seen: Sight | None = None,
) -> Slip:
    """Return the slip of which a piece of the solution is replaced in several ways."""
    first, *also = (
        Changed(function, name if k == 0 else f"{name}_{k + 1}", {piece: way})
        for k, way in enumerate(ways)
    )
    return Slip(first, cause, also=tuple(also), sight=seen)


def _other_slopes(g: str) -> Sight:
    """Return the figure with the slopes of another function than this one."""
    return sight(f"entrywise, i=1, j=3, g={'relu' if g == 'tanh' else 'tanh'}")


def in_all_layers(function: Function, slope: str, begin: str = "") -> tuple[Slip, ...]:
    """Return the slips of a network: one function for all, or another one at the end.

    Parameters
    ----------
    begin : the beginning of each cause.
    """
    written = slopes("A[l]", "Z[l]")
    slips = [
        slip(
            function,
            f"always_{g}",
            slope,
            written[g],
            f"{begin}every layer has the derivative of {NAMES[g]}. Each has an "
            "activation function of its own, g[l], which brings its derivative along.",
            _other_slopes(g),
        )
        for g in CURVED
    ]
    for last, g in product(("sigmoid", "identity"), CURVED):
        if g != last:
            ways = product(written[g], written[last])
            code = (f"({below} if l < L else {end})" for below, end in ways)
            cause = (
                f"{begin}the last layer has the derivative of {NAMES[last]}, all "
                f"others that of {NAMES[g]}. Here any layer may have any function: "
                "g[l]."
            )
            slips.append(slip(function, f"always_{g}_then_{last}", slope, code, cause))
    return tuple(slips)
