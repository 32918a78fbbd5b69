"""Training: steps of an optimiser, repeated, and the history they leave (chapter 5)."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from nnlib.backprop import check_examples
from nnlib.checks import count, generator
from nnlib.descent import Descent, NotFinite
from nnlib.network import Network
from nnlib.optimisers import Optimiser
from nnlib.signs import far_from_one, poor_fit


class DivergenceWarning(RuntimeWarning):
    """Training stopped because the loss or a weight was no longer finite."""


@dataclass
class History:
    """What training leaves behind.

    Attributes
    ----------
    loss : ``loss[k]`` is the loss over all training examples after k epochs, so
        ``loss[0]`` is that of the first weights.
    held_out_loss : the same over the held-out examples; empty without any.
    stopped : why training ended, as a sentence, and what explains a poor fit, if
        something does.
    """

    loss: list[float] = field(default_factory=list)
    held_out_loss: list[float] = field(default_factory=list)
    stopped: str = ""

    @property
    def epochs(self) -> int:
        """How many epochs were completed."""
        return max(len(self.loss) - 1, 0)

    def __repr__(self) -> str:
        if not self.loss:
            return "<History: no epochs>"
        return (
            f"<History: {self.epochs} epochs, loss {self.loss[0]:.4g} -> "
            f"{self.loss[-1]:.4g}. {self.stopped}>"
        )


def train(
    network: Network,
    X: ArrayLike,
    Y: ArrayLike,
    optimiser: Optimiser,
    *,
    epochs: int,
    batch_size: int | None = None,
    seed: int | np.random.Generator = 0,
    held_out: tuple[ArrayLike, ArrayLike] | None = None,
    callback: Callable[[Network, History], object] | None = None,
) -> History:
    """Train a network: its weights are replaced, and the history returned.

    Parameters
    ----------
    X, Y : training examples, m x n, and targets, m x n^[L].
    optimiser : `GradientDescent`, `Momentum` or `Adam`; it starts afresh.
    epochs : passes over all examples; without mini-batches an epoch is one step.
    batch_size : examples a step, drawn anew each epoch; None takes all of them.
    seed : for the order of the examples in mini-batches.
    held_out : X and Y that are measured but never trained on.
    callback : called with the network and the history so far, before the first epoch
        and after each; a true answer stops training.

    Raises
    ------
    ValueError
        If the matrices do not fit or are not finite, a count is below 1, or
        ``optimiser``, ``seed`` or ``held_out`` is not what it should be.

    Warns
    -----
    DivergenceWarning
        If the loss or a weight is no longer finite. The network keeps its last finite
        weights, and the history all losses before.
    UnreachableTargetWarning
        If the last activation function can never reach a target.
    StuckWarning
        If the network cannot learn any more: dead or saturated nodes, see `signs`.

    Notes
    -----
    Chapter 5, gradient descent. Interrupting a notebook cell ends training between
    two steps: the history so far is returned.
    """
    X, Y = check_examples(network, X, Y)
    if held_out is not None:
        if not isinstance(held_out, tuple | list) or len(held_out) != 2:
            raise ValueError("held_out must be a pair: held_out=(X, Y).")
        held_out = check_examples(network, *held_out, prefix="held-out ")
    if isinstance(optimiser, type) or not isinstance(optimiser, Optimiser):
        raise ValueError(
            f"{optimiser!r} is not an optimiser. Give one with its alpha, for example "
            "GradientDescent(0.1)."
        )
    epochs = count("epochs", epochs)
    m = len(X)
    batch_size = m if batch_size is None else min(count("batch_size", batch_size), m)
    rng = generator(seed)
    history = History()
    optimiser.start(network.W)
    callers = np.geterr()  # what the callback is to hear of
    epoch = 0
    # Overflow is looked for where it can be explained.
    with np.errstate(over="ignore", invalid="ignore"):
        run = Descent(network, optimiser, X, Y, batch_size, held_out)
        try:
            for epoch in range(epochs + 1):
                if epoch > 0:
                    run.epoch(rng)
                loss, *held_out_loss = run.losses()
                history.held_out_loss += held_out_loss
                history.loss.append(loss)
                if callback is not None:
                    run.hand_over()
                    with np.errstate(**callers):
                        stop = callback(network, history)
                    run.take_back()
                    if stop:
                        history.stopped = (
                            f"Stopped by the callback after epoch {epoch}."
                        )
                        break
            else:
                history.stopped = f"Finished after epoch {epochs}."
        except NotFinite:
            if epoch == 0:
                raise ValueError(
                    "The loss of the first weights is too large for a number. Start "
                    "from smaller weights, or bring X and Y to about the size of 1."
                ) from None
            run.go_back()
            kept = f"the weights of epoch {epoch - 1} are kept"
            advice = far_from_one(X, Y).rstrip()
            advice = advice or f"Try an alpha smaller than {optimiser.alpha:g}."
            history.stopped = f"Diverged in epoch {epoch}: {kept}. {advice}"
            warnings.warn(history.stopped, DivergenceWarning, stacklevel=2)
        except KeyboardInterrupt:
            history.stopped = f"Interrupted in epoch {epoch}."
        finally:
            run.hand_over()
    if not history.stopped.startswith("Diverged"):
        history.stopped += poor_fit(network, X, Y, history.loss)
    return history
