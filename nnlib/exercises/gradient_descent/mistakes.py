"""Mistakes that can be made with any descent: what they take is a right answer."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlib.checks import Array, Layers

Descent = Callable[..., Any]
"""Takes the first weights W and more; returns the last ones, or a tuple with them."""


def writing_into_w(descent: Descent) -> Descent:
    """Return the same descent, which writes the new weights into the old dictionary."""

    def answer(W: Layers, *more: Any) -> Any:
        result = descent(W, *more)
        W.update(result[0] if isinstance(result, tuple) else result)
        return result

    return answer


def with_gradients_of_the_start(descent: Descent) -> Descent:
    """Return the same descent, whose derivatives are calculated once."""

    def answer(W: Layers, *more: Any) -> Any:
        at = [hasattr(value, "loss") for value in more].index(True)
        dW = more[at](W)
        return descent(W, *more[:at], lambda W: dW, *more[at + 1 :])

    return answer


def always_from_the_start(W: Layers, f: Any, gradients: Any, a: float, k: int) -> Any:
    """Descend, but take every step from the first weights."""
    dW, new, losses = gradients(W), W, [f(W)]
    for _ in range(k):
        new = {l: W[l] - a * dW[l] for l in W}
        losses.append(f(new))
    return new, losses


def layer_by_layer(W: Layers, f: Any, gradients: Any, a: float, k: int) -> Any:
    """Descend, but take new derivatives for each layer."""
    losses = [f(W)]
    for _ in range(k):
        for l in W:
            W = {**W, l: W[l] - a * gradients(W)[l]}
        losses.append(f(W))
    return W, losses


def with_losses(descent: Descent, some: slice) -> Descent:
    """Return the same descent with some of the losses."""

    def answer(W: Layers, *more: Any) -> Any:
        W, losses = descent(W, *more)
        return W, losses[some]

    return answer


def other_momentum(
    keep: Callable[[float], float] = lambda beta: beta,
    add: Callable[[float], float] = lambda beta: 1.0,
    sign: int = -1,
    first: float = 0.0,
    late: bool = False,
) -> Callable[..., Layers]:
    """Return momentum with other factors, another start, or a step along the old V."""

    def answer(W: Layers, gradients: Any, a: float, beta: float, k: int) -> Layers:
        V = {l: first * dM for l, dM in gradients(W).items()}
        for _ in range(k):
            dW = gradients(W)
            new = {l: keep(beta) * V[l] + add(beta) * dW[l] for l in W}
            W = {l: W[l] + sign * a * (V if late else new)[l] for l in W}
            V = new
        return W

    return answer


def other_adam(
    square: Callable[[Array, Array], Array] = lambda G, M: G**2,
    time: Callable[[int, int, int], float] = lambda t, l, L: t,
    divisor: Callable[[Array, float], Array] = lambda S, e: np.sqrt(S) + e,
    kept: bool = False,
) -> Callable[..., Layers]:
    """Return Adam with something else in one place."""

    def answer(
        W: Layers, gradients: Any, a: float, b1: float, b2: float, e: float, k: int
    ) -> Layers:
        M: Any = dict.fromkeys(W, 0.0)
        S: Any = dict.fromkeys(W, 0.0)
        for t in range(1, k + 1):
            new, dW = {}, gradients(W)
            for l in W:
                M[l] = b1 * M[l] + (1 - b1) * dW[l]
                S[l] = b2 * S[l] + (1 - b2) * square(dW[l], M[l])
                s = time(t, l, len(W))
                with np.errstate(all="ignore"):
                    M_hat, S_hat = M[l] / (1 - b1**s), S[l] / (1 - b2**s)
                    new[l] = W[l] - a * M_hat / divisor(S_hat, e)
                if kept:
                    M[l], S[l] = M_hat, S_hat
            W = new
        return W

    return answer


def with_rows(descent: Descent, change: Callable[[Any, int], Any]) -> Descent:
    """Return the same epoch, for another order of the rows."""
    return lambda W, df, X, Y, alpha, size, order: descent(
        W, df, X, Y, alpha, size, change(order, size)
    )


def weighed(descent: Descent) -> Descent:
    """Return the same epoch, whose derivatives are weighed by the batch's share."""

    def answer(W: Layers, df: Any, X: Any, *more: Any) -> Any:
        def shared(W: Layers, X_B: Any, Y_B: Any) -> Layers:
            return {l: len(X_B) / len(X) * M for l, M in df(W, X_B, Y_B).items()}

        return descent(W, shared, X, *more)

    return answer


def with_slices_that_end_too_soon(descent: Descent) -> Descent:
    """Return the same epoch, whose batches all end where the first one does."""

    def answer(
        W: Layers, df: Any, X: Any, Y: Any, alpha: Any, size: int, o: Any
    ) -> Any:
        for start in range(0, len(o), size):
            W = descent(W, df, X, Y, alpha, size, o[start:size])
            if start + size < len(o):
                df(W, X[:0], Y[:0])
        return W

    return answer
