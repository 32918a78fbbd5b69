"""Class labels made one-hot rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib.checks import Array
from nnlib.checks.labels import labels_in
from nnlib.checks.tables import shown


def one_hot(labels: ArrayLike, classes: Iterable[Any] | None = None) -> Array:
    """Return a matrix with a column for each class: 1 where a label names it, else 0.

    Parameters
    ----------
    labels : one class an example: m whole numbers or words, or a column of them.
    classes : the classes, in the order of the columns: a list, or range(10);
        without it, those among the labels, sorted.

    Returns
    -------
    Y : m x (number of classes). ``np.argmax(Y, axis=1)`` counts the classes from 0.

    Raises
    ------
    ValueError
        If a label is missing, is a number with decimals or is none of the classes, or
        the classes have no order.
    """
    found = labels_in("labels", labels)
    if classes is not None and not isinstance(classes, Iterable):
        raise ValueError(
            f"classes is {shown(classes)}, but it must list them, as range(10) does."
        )
    if isinstance(classes, set | frozenset):  # in another order at the next run
        raise ValueError(
            "classes is a set, which has no order, but each class must keep its "
            "column: use sorted(classes)."
        )
    columns = _sorted(found) if classes is None else labels_in("classes", list(classes))
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
