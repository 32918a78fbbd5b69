"""What a function does with its arguments: the results by name, or what went wrong."""

from __future__ import annotations

import copy
import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.activations import Activation
from nnlib.exercises.words import listed
from nnlib.language import say, say_count

Names = str | tuple[str, ...]
"""How a function's result is called, or each of its results."""

UNEQUAL = re.compile(
    r"matmul: .*\(size (?P<rows>\d+) is different from (?P<columns>\d+)\)"
    r"|not aligned: (?P<inner>\d+) \(dim 1\) != (?P<other>\d+) \(dim 0\)"
)
"""What NumPy says of a product whose inner sizes differ, by @ and by dot."""

ONE_NUMBER = re.compile(r"only (length-1|size-1|0-dimensional) arrays can be converted")
"""What NumPy says where a function of one number, such as math.exp, gets a matrix."""

TOLERANCE = {"f4": 1e-5, "f2": 4e-3}
"""Beside what is expected, for results of lower precision.

Solutions that calculate in float32 throughout miss by 4e-6 at most, those that are
brought to float16 in the end by 5e-4.
"""


@dataclass(frozen=True)
class Outcome:
    """The results by name; or a kind of failure, and what to say of it."""

    results: dict[str, NDArray[Any]]
    failure: str = ""
    text: str = ""

    def is_like(self, other: Outcome) -> bool:
        """Whether the same came out, or the same went wrong."""
        return (
            self.failure == other.failure
            and self.results.keys() == other.results.keys()
            and all(same(M, other.results[name]) for name, M in self.results.items())
        )


def same(received: NDArray[Any], expected: NDArray[Any]) -> bool:
    """Whether two results agree, as far as the precision of the first allows."""
    if received.shape != expected.shape:
        return False
    tolerance = TOLERANCE.get(received.dtype.str[1:], 1e-6)
    scale = 1 + np.nanmax(np.abs(expected), initial=0)
    # What agrees is found so in a tenth of the time.
    with np.errstate(invalid="ignore"):
        near = np.abs(received - expected) <= tolerance * scale
    if np.isfinite(scale) and near.all():
        return True
    return np.allclose(
        received, expected, rtol=0, atol=tolerance * scale, equal_nan=True
    )


def call(
    function: Callable[..., Any], arguments: Mapping[str, Any], names: Names
) -> Outcome:
    """Call a function with arguments that it cannot spoil, and see what comes of it."""
    given = {name: _copied(value) for name, value in arguments.items()}
    try:
        value = function(*given.values())
        if value is None or value is ...:
            return Outcome({}, "nothing")
        results = matrices(value, names)
    except NotImplementedError:
        return Outcome({}, "nothing")
    except (Exception, SystemExit) as error:
        # Not any TypeError, so that a slip is told from others that raise one.
        kind = "one number" if ONE_NUMBER.search(str(error)) else type(error).__name__
        return Outcome({}, kind, _told(error, function))
    for name in arguments:
        if not _equal(given[name], arguments[name]):
            return Outcome(results, f"changed {name}")
    return Outcome(results)


def matrices(value: Any, names: Names) -> dict[str, NDArray[Any]]:
    """Return each matrix of a result under its name; layers as ``"dW[1]"``.

    Raises
    ------
    ResultError
        If the result is not made of as many things as there are names, or of
        anything but numbers.
    """
    if isinstance(names, tuple):
        if not isinstance(value, tuple | list) or len(value) != len(names):
            raise ResultError(
                say(
                    "{n} results are wanted: return {names}.",
                    n=len(names),
                    names=", ".join(names),
                )
            )
        parts = dict(zip(names, value, strict=True))
    elif isinstance(value, tuple):
        raise ResultError(
            say_count(
                len(value),
                "A tuple came back that holds one result. Return {name} by itself: is "
                "there a comma behind it?",
                "{n} results came back, but one is wanted: {name}.",
                name=names,
            )
        )
    else:
        parts = {names: value}
    results = {}
    for name, part in parts.items():
        layers = part if isinstance(part, Mapping) else {None: part}
        for key, entry in layers.items():
            full = name if key is None else f"{name}[{key}]"
            results[full] = _numbers(full, entry)
    return results


class ResultError(Exception):
    """A result that is no matrix of numbers, or not as many as are wanted."""


def _numbers(name: str, value: Any) -> NDArray[Any]:
    try:
        M = np.asarray(value)
    except ValueError:
        raise ResultError(
            say(
                "{name} should be a matrix of numbers, but is a {kind} whose parts "
                "have different sizes.",
                name=name,
                kind=type(value).__name__,
            )
        ) from None
    if M.dtype.kind == "f":
        return M
    if M.dtype.kind in "iub":
        return M.astype(float)  # True counts as 1, and no difference can overflow
    raise ResultError(
        say(
            "{name} should be a matrix of numbers, but is {what}.",
            name=name,
            what=_kind(value, M),
        )
    )


def _kind(value: Any, M: NDArray[Any]) -> str:
    """Say what a value is and, if it has entries, what these are."""
    kind = say("a {type}", type=type(value).__name__)
    if not isinstance(value, np.ndarray | list | tuple):
        return kind
    if isinstance(value, np.ndarray):
        kind = say("an array of dtype {dtype}", dtype=M.dtype)
    held = dict.fromkeys(type(entry).__name__ for entry in M.ravel().tolist())
    if not held:
        return say("{kind}, which holds nothing", kind=kind)
    return say("{kind}, which holds {what}", kind=kind, what=listed(list(held)))


def _copied(value: Any) -> Any:
    """Return a copy, as deepcopy does; of what is usual, in less time."""
    if type(value) is np.ndarray:
        return value.copy(order="K")
    if isinstance(value, Activation):
        return value  # it is frozen
    if type(value) is dict:
        return {key: _copied(entry) for key, entry in value.items()}
    return copy.deepcopy(value)


def _equal(after: Any, before: Any) -> bool:
    if isinstance(before, Mapping):
        return after.keys() == before.keys() and all(
            _equal(after[key], before[key]) for key in before
        )
    if isinstance(before, np.ndarray):
        return isinstance(after, np.ndarray) and np.array_equal(after, before)
    return True


def _told(error: BaseException, function: Callable[..., Any]) -> str:
    if isinstance(error, ResultError):
        return str(error)
    own = getattr(getattr(function, "__code__", None), "co_filename", None)
    lines = [
        frame.line
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == own and frame.line
    ]
    told = f"{type(error).__name__}: {_plainly(error)}"
    return f"{told}\n{say('in the line')}\n  {lines[-1]}" if lines else told


def _plainly(error: BaseException) -> str:
    """Say what is commonest in the book's words, not in Python's or NumPy's."""
    if isinstance(error, SystemExit):
        return say("exit ends the whole program. A function ends with return.")
    text = str(error)
    if ONE_NUMBER.search(text):
        return say(
            "a function of one number is given a matrix. Those of Python's math module "
            "take one number; NumPy's, such as np.exp, work on every entry of a matrix."
        )
    sizes = UNEQUAL.search(text)
    if sizes is None:
        return text
    columns, rows = sizes["columns"] or sizes["inner"], sizes["rows"] or sizes["other"]
    return say(
        "this product does not exist: the number of columns of the left matrix is "
        "{columns}, and the number of rows of the right one is {rows}.",
        columns=columns,
        rows=rows,
    )
