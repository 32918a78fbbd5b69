"""Errors that are averaged before they go back."""

from __future__ import annotations

from itertools import product

from nnlib.exercises.backpropagation.hard_coded import Function, slip
from nnlib.exercises.exercise import Slip

FACTORS = ("2 * ", "2 / m * ", "", "1 / m * ")


def of_errors(
    function: Function, start: str, A: str, one: str, each: str, times: str
) -> tuple[Slip, ...]:
    """Return the slips of the start, with every factor that readers put before them.

    Parameters
    ----------
    start : the code of the start, whose errors are A - Y.
    one, each : the cause where the errors become one number, or one for each node.
    times : the cause where such a mean is multiplied by the errors.
    """
    E = f"({A} - Y)"
    over_all = (f"np.mean{E}", f"np.sum{E} / m")
    over_rows = (f"np.mean({E}, axis=0)", f"np.mean({E}, axis=0, keepdims=True)")
    multiplied = [f"{mean} * {E}" for mean in (*over_all, *over_rows)]
    return tuple(
        slip(function, name, start, [c + M for M, c in product(means, FACTORS)], cause)
        for name, means, cause in (
            ("mean_error", over_all, one),
            ("mean_error_of_each_node", over_rows, each),
            ("mean_error_times_error", multiplied, times),
        )
    )
