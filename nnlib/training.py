"""Training: steps of an optimiser, repeated, and the history they leave (chapter 5)."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike

from nnlib.backprop import check_examples
from nnlib.checks import count, generator
from nnlib.checks.entrywise import ActivationError
from nnlib.fast.descent import Descent, NotFinite
from nnlib.network import Network
from nnlib.optimisers import Optimiser
from nnlib.signs import far_from_one, poor_fit


class DivergenceWarning(RuntimeWarning):
    """Training stopped because a number on the way was no longer finite."""


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
    network : a `Network`, whose forward pass is that of the book.
    X, Y : training examples, m x n, and targets, m x n^[L].
    optimiser : `GradientDescent`, `Momentum` or `Adam`, or one of your own with the
        same methods and an attribute ``alpha``. It starts afresh. Those three have a
        memory for each run, and show a copy of it (V; R, S and t) when the callback is
        called and at the end; what is set there is not read.
    epochs : passes over all examples; without mini-batches an epoch is one step.
    batch_size : examples a step, drawn anew each epoch; None takes all of them.
    seed : for the order of the examples in mini-batches.
    held_out : X and Y that are measured but never trained on.
    callback : called with the network and the history so far, before the first epoch
        and after each; True stops training, False or None lets it go on. It may change
        the network's W and g and the optimiser's alpha: training goes on from there.

    Raises
    ------
    ValueError
        If the matrices do not fit or are not finite, a count is below 1, the network
        has a forward pass or a ``__call__`` of its own, or ``network``,
        ``optimiser``, ``seed``, ``held_out`` or ``callback`` is not what it should be;
        also if the callback leaves W or g unsound or gives no yes or no.

        Whatever is raised after the first loss was measured, in a callback of yours
        say, or a warning that is made an error: the network keeps the steps taken, and
        the error has the history so far as its attribute ``history``.

    Warns
    -----
    DivergenceWarning
        If the loss or a weight is no longer finite, or an activation function of your
        own gives no number. The network keeps its last finite weights, and the history
        all losses before.
    UnreachableTargetWarning
        If the last activation function can never reach a target.
    StuckWarning
        If it fits poorly and a whole layer is dead, saturated or constant; see `signs`.

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
    members = ("alpha", "start", "step")
    if isinstance(optimiser, type) or not all(hasattr(optimiser, a) for a in members):
        raise ValueError(
            f"{optimiser!r} is not an optimiser. Give one with its alpha, for example "
            "GradientDescent(0.1)."
        )
    if callback is not None and not callable(callback):
        raise ValueError(
            f"callback is {callback!r}, but it must be a function of two arguments, "
            "the network and the history."
        )
    epochs = count("epochs", epochs)
    m = len(X)
    batch_size = m if batch_size is None else min(count("batch_size", batch_size), m)
    rng = generator(seed)
    history = History()
    callers = np.geterr()  # what the callback is to hear of
    epoch = 0
    try:
        # Overflow is looked for where it can be explained.
        with np.errstate(over="ignore", invalid="ignore"):
            run = Descent(network, optimiser, X, Y, batch_size, held_out)
            try:
                for epoch in range(epochs + 1):
                    try:
                        if epoch > 0:
                            run.epoch(rng)
                        loss, *held_out_loss = run.losses()
                    except (NotFinite, ActivationError) as error:
                        if epoch == 0:
                            raise _no_start(error) from error.__cause__
                        run.go_back()
                        advice = far_from_one(X, Y) or _smaller_steps(optimiser)
                        history.stopped = _why(error, epoch, advice)
                        warnings.warn(history.stopped, DivergenceWarning, stacklevel=2)
                        return history
                    history.held_out_loss += held_out_loss
                    history.loss.append(loss)
                    if callback is not None:
                        run.hand_over()
                        with np.errstate(**callers):
                            stop = _yes_or_raise(callback(network, history))
                        run.take_back()
                        if stop:
                            history.stopped = (
                                f"Stopped by the callback after epoch {epoch}."
                            )
                            break
                else:
                    history.stopped = f"Finished after epoch {epochs}."
            except KeyboardInterrupt:
                history.stopped = f"Interrupted in epoch {epoch}."
            finally:
                run.hand_over()
        history.stopped += poor_fit(network, X, Y, history.loss)
    except BaseException as error:
        _attach(history, error)
        raise
    return history


def _attach(history: History, error: BaseException) -> None:
    """Attach the history so far, if there is one, to an error."""
    if history.loss:
        ended = f"Ended by an error after epoch {history.epochs}."
        history.stopped = history.stopped or ended
        vars(error)["history"] = history
        error.add_note(
            "The network keeps the steps taken before this, and the error has the "
            "history of the losses as its attribute history."
        )


def _no_start(error: Exception) -> Exception:
    """Say why the first weights have no loss, and what to do."""
    if isinstance(error, ActivationError):
        return error
    return ValueError(
        "The loss of the first weights is too large for a number. Start from smaller "
        "weights, or bring X and Y to about the size of 1."
    )


def _why(error: Exception, epoch: int, advice: str) -> str:
    """Say why an epoch could not be completed, and what to do."""
    kept = f"the weights of epoch {epoch - 1} are kept"
    if isinstance(error, ActivationError):
        return f"Stopped in epoch {epoch}, and {kept}. {error}"
    return f"Diverged in epoch {epoch}: {kept}. {advice.rstrip()}"


def _smaller_steps(optimiser: Optimiser) -> str:
    try:
        return f"Try an alpha smaller than {optimiser.alpha:g}."
    except (TypeError, ValueError):  # an optimiser of the reader's own
        return "Try smaller steps."


def _yes_or_raise(answer: object) -> bool:
    """Return whether a callback's answer is a yes; raise ValueError if it is neither.

    Numbers other than 0 and 1, words and the like are no answer: they are more often
    returned by mistake.
    """
    if isinstance(answer, np.ndarray) and answer.ndim == 0:
        answer = answer.item()
    if answer is None:
        return False
    if isinstance(answer, Real | np.bool_) and answer in (0, 1):
        return bool(answer)
    raise ValueError(
        f"The callback returned {answer!r:.80}, but training asks it for a yes or no: "
        "True stops, False or nothing goes on."
    )
