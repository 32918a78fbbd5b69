"""Class labels: one word or whole number an example."""

from __future__ import annotations

import math
from decimal import Decimal
from numbers import Real
from typing import Any

from numpy.typing import ArrayLike

from nnlib.checks.tables import array, shown, symbol


def labels_in(name: str, value: ArrayLike) -> list[Any]:
    """Return class labels, whole numbers or words, as a list, one for each example.

    Raises
    ------
    ValueError
        If there are none, they are neither one-dimensional nor a column, or one of them
        is missing or is no whole number and no word.
    """
    M = array(name, value)
    if M.size == 0 or M.ndim not in (1, 2) or M.shape[1:] not in ((), (1,)):
        raise ValueError(
            f"{name} has shape {M.shape}, but class labels are one for each example: "
            "one-dimensional, or a single column."
        )
    found = [_label(entry) for entry in M.ravel().tolist()]
    for i, label in enumerate(found):
        if label is None:
            raise ValueError(
                f"{name} holds {shown(M.ravel()[i])} at row {i} (counted from 0): no "
                "class label, which is a whole number or a word."
            )
    return found


def _label(entry: Any) -> int | str | None:
    """Return a label as an int or a str, and None if it is neither."""
    if isinstance(entry, str):
        return entry
    if not isinstance(entry, Real | Decimal) or not math.isfinite(entry):
        return None
    number = int(entry)  # type: ignore[arg-type]  # Real numbers can be made int
    return number if number == entry else None


def refuse_labels(name: str, value: ArrayLike, m: int, nodes: int) -> None:
    """Raise ValueError if Y holds one label an example, for a layer of several nodes.

    ``m`` is the number of examples, ``nodes`` that of the last layer.
    """
    if nodes == 1:
        return
    try:
        labels = labels_in(name, value)
    except ValueError:
        return  # no labels: what is wrong with them, if anything, is said elsewhere
    if len(labels) != m:
        return
    y, classes = symbol(name), set(labels)
    first = 0 if 0 in classes else 1
    code = f"{y} = data.one_hot({y})"
    if classes <= set(range(first, first + nodes)):
        named = f"range({nodes})" if first == 0 else f"range(1, {nodes + 1})"
        code = f"{y} = data.one_hot({y}, classes={named})"
    elif len(classes) != nodes:
        # Fewer classes than nodes: some may have no example here.
        code += (
            f", and as many nodes in the last layer, {len(classes)}; or name all of "
            "them, in the order of the columns, with classes="
        )
    words = any(isinstance(label, str) for label in classes)
    raise ValueError(
        f"{name} holds one value an example, such as {shown(labels[-1])}, but the last "
        f"layer has {nodes} nodes. If these are class labels, make one column a class: "
        f"{code}."
        + ("" if words else f" If {y} is a measured number, give the layer one node.")
    )
