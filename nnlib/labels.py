"""Class labels: one word or whole number an example, and the one-hot rows of them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib.checks import Array
from nnlib.tables import array, shown, symbol


def one_hot(labels: ArrayLike, classes: Iterable[Any] | None = None) -> Array:
    """Return a matrix with a column for each class: 1 where a label names it, else 0.

    Parameters
    ----------
    labels : one class an example: m whole numbers or words, or a column of them.
    classes : the classes, in the order of the columns; without it, those among the
        labels, sorted.

    Returns
    -------
    Y : m x (number of classes). ``np.argmax(Y, axis=1)`` counts the classes from 0.

    Raises
    ------
    ValueError
        If a label is missing, is a number with decimals or is none of the classes.
    """
    found = labels_in("labels", labels)
    if classes is not None and not isinstance(classes, Iterable):
        raise ValueError(
            f"classes is {shown(classes)}, but it must list them, as range(10) does."
        )
    columns = _sorted(found) if classes is None else list(classes)
    if len(set(columns)) < len(columns):
        raise ValueError(f"classes names a class twice: {shown(columns)}.")
    column = {label: j for j, label in enumerate(columns)}
    for i, label in enumerate(found):
        if label not in column:
            raise ValueError(
                f"labels holds {shown(label)} at row {i} (counted from 0), which is "
                f"none of the classes {shown(columns)}."
            )
    Y = np.zeros((len(found), len(columns)))
    Y[np.arange(len(found)), [column[label] for label in found]] = 1
    return Y


def _sorted(labels: list[Any]) -> list[Any]:
    if len({isinstance(label, str) for label in labels}) > 1:
        number, word = (
            next(label for label in labels if isinstance(label, str) == is_word)
            for is_word in (False, True)
        )
        raise ValueError(
            f"labels holds numbers and words, such as {shown(number)} and "
            f"{shown(word)}: write every label the same way, or name all classes."
        )
    return sorted(set(labels))


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


def not_labels(name: str, value: ArrayLike, m: int, nodes: int) -> None:
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
    code = f"{y} = data.one_hot({y})"
    if classes <= set(range(nodes)):
        code = f"{y} = data.one_hot({y}, classes=range({nodes}))"
    elif len(classes) != nodes:
        code += f", and as many nodes in the last layer, {len(classes)}"
    words = any(isinstance(label, str) for label in classes)
    raise ValueError(
        f"{name} holds one value an example, such as {shown(labels[-1])}, but the last "
        f"layer has {nodes} nodes. If these are class labels, make one column a class: "
        f"{code}."
        + ("" if words else f" If {y} is a measured number, give the layer one node.")
    )
