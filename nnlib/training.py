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
from nnlib.fast.descent import Descent
from nnlib.fast.examples import NotFinite
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
    running_loss : ``running_loss[k]`` is the loss met on the way in epoch k + 1: the
        mean over all training examples of their squared errors, each measured just
        before the step that it had a part in. Without mini-batches this is the loss
        after k epochs; with them the weights have moved in between, so it is the loss
        of no weights in particular. It costs next to nothing.
    loss : the loss over all training examples, with the weights as they were at the
        end of the epochs that ``measured`` lists. ``train(..., loss_every=1)`` measures
        it after every epoch, so that ``loss[k]`` is the loss after k epochs, and
        ``loss[0]`` that of the first weights. It costs a forward pass each time.
    measured : the epochs after which ``loss`` was measured.
    held_out_loss : ``held_out_loss[k]`` is the loss over the held-out examples after k
        epochs; empty without any.
    epochs : how many epochs were completed.
    stopped : why training ended, as a sentence, and what explains a poor fit, if
        something does.

    Raises
    ------
    AttributeError
        If ``loss`` is read, but was not measured.
    """

    running_loss: list[float] = field(default_factory=list)
    held_out_loss: list[float] = field(default_factory=list)
    measured: list[int] = field(default_factory=list)
    epochs: int = 0
    stopped: str = ""
    _loss: list[float] = field(default_factory=list)

    @property
    def loss(self) -> list[float]:
        """The loss over all training examples, where it was measured."""
        if not self.measured:
            raise AttributeError(
                "This history has no loss over all examples, since train was not asked "
                "to measure it. Ask for it with train(..., loss_every=1), or for every "
                "tenth epoch with loss_every=10. What it met on the way is in "
                "history.running_loss."
            )
        return self._loss

    def _cut(self, epochs: int) -> None:
        """Keep what was measured up to the end of this epoch."""
        self.epochs = epochs
        del self.running_loss[epochs:], self.held_out_loss[epochs + 1 :]
        self.measured = [k for k in self.measured if k <= epochs]
        del self._loss[len(self.measured) :]

    def __repr__(self) -> str:
        name = "loss" if self.measured else "running loss"
        losses = self._loss or self.running_loss
        if not losses and not self.stopped:
            return "<History: no epochs>"
        fell = f", {name} {losses[0]:.4g} -> {losses[-1]:.4g}" if losses else ""
        return f"<History: {self.epochs} epochs{fell}. {self.stopped}>"


def train(
    network: Network,
    X: ArrayLike,
    Y: ArrayLike,
    optimiser: Optimiser,
    *,
    epochs: int,
    batch_size: int | None = None,
    seed: int | np.random.Generator = 0,
    loss_every: int | None = None,
    held_out: tuple[ArrayLike, ArrayLike] | None = None,
    callback: Callable[[Network, History], object] | None = None,
) -> History:
    """Train a network: its weights are replaced, and the history returned.

    Parameters
    ----------
    network : a `Network`, whose forward pass is that of the book.
    X, Y : training examples, m x n, and targets, m x n^[L]. They are not copied, unless
        their float type is not that of the weights, or their rows do not lie behind
        one another in memory.
    optimiser : `GradientDescent`, `Momentum` or `Adam`, or one of your own with the
        same methods and an attribute ``alpha``. It starts afresh. Those three have a
        memory for each run, and show a copy of it (V; R, S and t) when the callback is
        called and at the end; what is set there is not read.
    epochs : passes over all examples; without mini-batches an epoch is one step.
    batch_size : examples a step, drawn anew each epoch; None takes all of them.
    seed : for the order of the examples in mini-batches.
    loss_every : measures the loss over all training examples before the first epoch,
        after every so many epochs, and after the last of ``epochs``; None measures it
        never. What is met on the way is in the history in any case: see `History`.
    held_out : X and Y that are measured after each epoch but never trained on.
    callback : called with the network and the history so far, before the first epoch
        and after each; True stops training, False or None lets it go on. It may change
        the network's W and g and the optimiser's alpha: training goes on from there.

    Raises
    ------
    ValueError
        If the matrices do not fit or are not finite, a count is below 1, the first
        weights have no finite loss, the network has a forward pass or a ``__call__`` of
        its own, or ``network``, ``optimiser``, ``seed``, ``held_out`` or ``callback``
        is not what it should be; also if the callback leaves W or g unsound or gives no
        yes or no.

        Whatever is raised once training has begun, in a callback of yours say, or a
        warning that is made an error: the network keeps the steps taken, and the error
        has the history so far as its attribute ``history``.

    Warns
    -----
    DivergenceWarning
        If a loss or a weight is no longer finite, or an activation function of your
        own gives no number. The network keeps the weights of the last epoch that ended
        with a finite loss, and the history tells of the epochs up to there.
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
    loss_every = None if loss_every is None else count("loss_every", loss_every)
    m = len(X)
    batch_size = m if batch_size is None else min(count("batch_size", batch_size), m)
    rng = generator(seed)
    history = History()
    callers = np.geterr()  # what the callback is to hear of
    epoch, begun = 0, False
    try:
        # Overflow is looked for where it can be explained.
        with np.errstate(over="ignore", invalid="ignore"):
            run = Descent(network, optimiser, X, Y, batch_size, held_out)
            try:
                for epoch in range(epochs + 1):
                    last = epoch == epochs
                    due = loss_every and (last or epoch % loss_every == 0)
                    try:
                        running_loss = [run.epoch(rng)] if epoch > 0 else []
                        loss = [run.loss()] if due else []
                        held_out_loss = run.held_out_loss()
                        if last and not due:
                            run.look()
                    except (NotFinite, ActivationError) as error:
                        try:
                            kept = run.go_back(epoch)
                        except (NotFinite, ActivationError) as first:
                            begun = False
                            raise _no_start(first) from first.__cause__
                        history._cut(kept)
                        advice = far_from_one(X, Y) or _smaller_steps(optimiser)
                        history.stopped = _why(error, kept + 1, advice)
                        warnings.warn(history.stopped, DivergenceWarning, stacklevel=2)
                        return history
                    history.epochs, begun = epoch, True
                    history.running_loss += running_loss
                    history.held_out_loss += held_out_loss
                    if due:
                        history.measured.append(epoch)
                        history._loss += loss
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
            losses = history._loss or history.running_loss
            history.stopped += poor_fit(network, X, Y, losses, run.loss)
    except BaseException as error:
        if begun:
            _attach(history, error)
        raise
    return history


def _attach(history: History, error: BaseException) -> None:
    """Attach the history so far to an error."""
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
