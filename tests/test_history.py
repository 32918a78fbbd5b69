"""What a history holds: what was met on the way, and what was asked for."""

import tracemalloc
import warnings

import numpy as np
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from samples import Interrupted, numbers, problems

from nnlib import (
    Activation,
    Adam,
    DivergenceWarning,
    GradientDescent,
    History,
    Momentum,
    Network,
    StuckWarning,
    backprop,
    mean_squared_error,
    train,
)
from nnlib.checks import BLOCK, matrix
from nnlib.fast import batches, examples

# Networks drawn at random may be born dead, and rightly said to be.
pytestmark = pytest.mark.filterwarnings("ignore::nnlib.signs.StuckWarning")

X, Y = numbers(7, 2), np.random.default_rng(1).uniform(0, 1, (7, 1))
BATCHES = pytest.mark.parametrize("batch_size", [None, 3])


def small():
    return Network([2, 3, 1], ["tanh", "sigmoid"], seed=0)


def line(weight=None):
    network = Network([1, 1], ["identity"], seed=0)
    if weight is not None:
        network.W[1] = np.array([[weight]])
    return network


def by_hand(network, X, Y, epochs, size, alpha):
    """Train by backprop; return the running losses, and the loss after each epoch."""
    rng, m = np.random.default_rng(0), len(X)
    running, losses = [], [mean_squared_error(network(X), Y)]
    for _ in range(epochs):
        order = rng.permutation(m) if size < m else np.arange(m)
        squares = 0.0
        for start in range(0, m, size):
            rows = order[start : start + size]
            squares += ((network(X[rows]) - Y[rows]) ** 2).sum()
            dW = backprop(network, X[rows], Y[rows]).dW
            network.W = {l: network.W[l] - alpha * dW[l] for l in dW}
        running.append(squares / m)
        losses.append(mean_squared_error(network(X), Y))
    return running, losses


# What is in it


@given(problem=problems(), size=st.integers(1, 4), every=st.integers(1, 4))
def test_both_losses_are_those_of_a_loop_by_hand(problem, size, every):
    network, X, Y = problem
    W, size = network.W, min(size, len(X))
    try:
        running, losses = by_hand(network, X, Y, 5, size, 0.01)
    except ValueError:  # it diverges
        reject()
    network.W = W
    options = {"epochs": 5, "batch_size": size, "loss_every": every}
    history = train(network, X, Y, GradientDescent(0.01), **options)
    measured = sorted({*range(0, 6, every), 5})
    assert history.measured == measured
    np.testing.assert_allclose(history.running_loss, running, rtol=1e-11, atol=1e-13)
    expected = [losses[k] for k in measured]
    np.testing.assert_allclose(history.loss, expected, rtol=1e-11, atol=1e-13)


def test_without_mini_batches_the_running_loss_is_that_after_so_many_epochs():
    history = train(small(), X, Y, Adam(0.1), epochs=6, loss_every=1)
    assert history.running_loss == history.loss[:-1]


@pytest.mark.parametrize("size", [1, 4, 10, 37])
@pytest.mark.parametrize("together", [1, 200, 10**6])
def test_however_many_examples_are_worked_on_together(monkeypatch, size, together):
    X, Y = numbers(37, 3), numbers(37, 2)
    monkeypatch.setattr(batches, "GATHERED", together)
    monkeypatch.setattr(examples, "MEASURED", together)
    monkeypatch.setattr(examples, "ROWS", together // 10 + 1)
    slow, fast = (Network([3, 4, 2], ["relu", "identity"], seed=1) for _ in "12")
    running, losses = by_hand(slow, X, Y, 4, size, 0.05)
    options = {"epochs": 4, "batch_size": size, "held_out": (X, Y), "loss_every": 1}
    history = train(fast, X, Y, GradientDescent(0.05), **options)
    np.testing.assert_allclose(history.running_loss, running, rtol=1e-12)
    np.testing.assert_allclose(history.loss, losses, rtol=1e-12)
    np.testing.assert_allclose(history.held_out_loss, losses, rtol=1e-12)
    for l in slow.W:
        np.testing.assert_allclose(fast.W[l], slow.W[l], rtol=1e-12, atol=1e-15)


@BATCHES
@pytest.mark.parametrize("optimiser", [GradientDescent(0.1), Momentum(0.1), Adam(0.1)])
def test_what_is_measured_changes_no_weight(batch_size, optimiser):
    plain = small()
    history = train(plain, X, Y, optimiser, epochs=5, batch_size=batch_size)
    for options in (
        {"loss_every": 1},
        {"loss_every": 2},
        {"held_out": (X, Y)},
        {"callback": lambda *_: None},
    ):
        network = small()
        options |= {"epochs": 5, "batch_size": batch_size}
        other = train(network, X, Y, optimiser, **options)
        assert other.running_loss == history.running_loss
        for l in plain.W:
            np.testing.assert_array_equal(network.W[l], plain.W[l])


@BATCHES
def test_the_loss_is_not_there_unless_it_was_asked_for(batch_size):
    options = {"epochs": 2, "batch_size": batch_size, "held_out": (X, Y)}
    history = train(small(), X, Y, Adam(), **options)
    assert history.measured == []
    assert len(history.running_loss) == history.epochs == 2
    assert len(history.held_out_loss) == 3
    with pytest.raises(AttributeError, match=r"train\(\.\.\., loss_every=1\).*running"):
        history.loss.append(0)


def test_the_callback_sees_it_grow():
    seen = []

    def callback(network, history):
        lists = (history.running_loss, history.held_out_loss, history.measured)
        seen.append((history.epochs, *map(len, lists)))

    options = {"callback": callback, "held_out": (X, Y), "loss_every": 2}
    train(small(), X, Y, Adam(), epochs=3, **options)
    assert seen == [(0, 0, 1, 1), (1, 1, 2, 1), (2, 2, 3, 2), (3, 3, 4, 3)]


def test_in_a_line():
    assert repr(History()) == "<History: no epochs>"
    history = train(line(2.0), [[1.0]], [[0.0]], GradientDescent(0.25), epochs=2)
    assert repr(history) == (
        "<History: 2 epochs, running loss 4 -> 1. Finished after epoch 2.>"
    )
    options = {"epochs": 2, "loss_every": 2}
    history = train(line(2.0), [[1.0]], [[0.0]], GradientDescent(0.25), **options)
    assert (
        repr(history) == "<History: 2 epochs, loss 4 -> 0.25. Finished after epoch 2.>"
    )
    options = {"epochs": 2, "callback": lambda *_: True}
    history = train(line(), [[1.0]], [[0.0]], GradientDescent(0.25), **options)
    assert (
        repr(history) == "<History: 0 epochs. Stopped by the callback after epoch 0.>"
    )


# What survives


@BATCHES
@pytest.mark.parametrize("epoch", [0, 3])
def test_an_error_brings_the_history(batch_size, epoch):
    kept = []

    def callback(network, history):
        if history.epochs == epoch:
            kept.append(dict(network.W))
            raise RuntimeError("mine")

    network = small()
    options = {"epochs": 5, "batch_size": batch_size, "callback": callback}
    with pytest.raises(RuntimeError, match="mine") as caught:
        train(network, X, Y, Adam(), **options)
    history = caught.value.history
    assert len(history.running_loss) == history.epochs == epoch
    assert history.stopped == f"Ended by an error after epoch {epoch}."
    for l in network.W:
        np.testing.assert_array_equal(network.W[l], kept[0][l])


@BATCHES
@pytest.mark.parametrize("callback", [None, lambda network, history: False])
@pytest.mark.parametrize("optimiser", [GradientDescent(1e3), Momentum(25)], ids=repr)
def test_after_a_divergence_the_weights_have_a_finite_loss(
    batch_size, callback, optimiser
):
    network = Network([2, 1], ["identity"], seed=0)
    options = {"batch_size": batch_size, "callback": callback}
    with pytest.warns(DivergenceWarning, match="^Diverged") as caught:
        history = train(network, X, Y, optimiser, epochs=5000, **options)
    k = history.epochs
    assert str(caught[0].message) == history.stopped
    assert f"in epoch {k + 1}: the weights of epoch {k} are kept" in history.stopped
    assert 0 < k < 5000
    assert len(history.running_loss) == k
    assert np.isfinite(history.running_loss).all()
    mean_squared_error(network(X), Y)  # which raises if it is not finite
    # They are those of a training that ends there, and one more epoch is too many.
    other = Network([2, 1], ["identity"], seed=0)
    train(other, X, Y, optimiser, epochs=k, batch_size=batch_size)
    np.testing.assert_array_equal(network.W[1], other.W[1])
    with pytest.warns(DivergenceWarning, match=f"^Diverged in epoch {k + 1}:"):
        again = Network([2, 1], ["identity"], seed=0)
        train(again, X, Y, optimiser, epochs=k + 1, batch_size=batch_size)


@pytest.mark.parametrize("epochs", [1, 2, 3])
@pytest.mark.parametrize("batch_size", [None, 1])
def test_a_single_leap_too_far(epochs, batch_size):
    """Also where it is the last step, which no other step looks back upon."""

    class Leap(GradientDescent):
        def step(self, W, dW):
            return {1: np.array([[1e200]])}

    network, options = line(2.0), {"epochs": epochs, "batch_size": batch_size}
    with pytest.warns(DivergenceWarning, match=r"in epoch 1: the weights of epoch 0"):
        history = train(network, [[1.0], [2]], [[0.0], [0]], Leap(0.1), **options)
    assert network.W[1] == 2
    assert history.epochs == len(history.running_loss) == 0


@pytest.mark.parametrize("batch_size", [None, 1])
def test_first_weights_without_a_loss(batch_size):
    network = line(1e200)
    options = {"epochs": 2, "batch_size": batch_size}
    with pytest.raises(ValueError, match="loss of the first weights") as error:
        train(network, [[1.0], [2]], [[0.0], [0]], GradientDescent(0.1), **options)
    assert not hasattr(error.value, "history")
    assert network.W[1] == 1e200


@pytest.mark.parametrize("batch_size", [None, 1])
def test_an_activation_function_that_ends_somewhere(batch_size):
    """The weight falls below 0, where the root ends. What is left can predict."""
    root = Activation("root", np.sqrt, lambda Z: 0.5 / np.sqrt(Z))
    X, Y = [[1.0], [1.0]], [[-0.1], [-0.1]]
    for epochs in range(1, 40):
        network = Network([1, 1], [root], seed=0)
        network.W = {1: [[1.0]]}
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            options = {"epochs": epochs, "batch_size": batch_size}
            history = train(network, X, Y, GradientDescent(0.1), **options)
        assert np.isfinite(network(X)).all()
        if any(w.category is DivergenceWarning for w in caught):
            break
    k = history.epochs
    assert epochs == k + 1 < 39  # it is noticed at once
    assert history.stopped.startswith(f"Stopped in epoch {k + 1}, and the weights of")


def test_interrupted_on_the_way():
    network, other = small(), small()
    history = train(network, X, Y, Interrupted(0.1), epochs=5, batch_size=3)
    assert history.stopped == "Interrupted in epoch 2."
    assert history.epochs == len(history.running_loss) == 1
    once = train(other, X, Y, GradientDescent(0.1), epochs=1, batch_size=3)
    assert history.running_loss == once.running_loss


# What is said of a poor fit


def test_a_fit_that_came_with_the_last_epoch_is_not_called_poor():
    """On the way the loss was poor: what counts is the loss at the end."""
    X = np.array([[-30.0], [30], [40]])
    Y = np.array([[0.0], [1], [1]])

    class Solve(GradientDescent):
        def step(self, W, dW):
            return {1: np.array([[10.0]])}

    network = Network([1, 1], ["sigmoid"], seed=0)
    network.W[1] = np.array([[-1.0]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        history = train(network, X, Y, Solve(0.1), epochs=1)
    assert history.running_loss[0] > 0.9
    assert history.stopped == "Finished after epoch 1."


@BATCHES
def test_a_network_that_died_in_the_last_epoch_is_heard_of(batch_size):
    class Kill(GradientDescent):
        def step(self, W, dW):
            return {1: -np.abs(W[1]), 2: W[2]}

    network = Network([2, 3, 1], ["relu", "identity"], seed=0)
    network.W[1] = np.abs(network.W[1])
    options = {"epochs": 1, "batch_size": batch_size}
    with pytest.warns(StuckWarning, match="dead"):
        train(network, np.abs(X), Y - Y.mean(), Kill(0.1), **options)


def test_a_loss_that_has_grown_is_said_to_have():
    step = GradientDescent(1.2)
    history = train(line(1.0), [[1.0], [-1]], [[0.0], [1]], step, epochs=3)
    assert history.stopped.endswith("The loss has grown. Try a smaller alpha.")


# Memory


@pytest.mark.parametrize("size, share", [(20000, 0.5), (128, 0.1)])
def test_no_copy_of_the_examples_is_made(size, share):
    m = 20000
    X = np.random.default_rng(0).random((m, 400), dtype=np.float32)
    Y = X[:, :5].copy()
    options = {"epochs": 2, "batch_size": size, "loss_every": 1}

    def fresh():
        return Network([400, 64, 5], ["relu", "identity"], seed=0, dtype=np.float32)

    train(fresh(), X[:500], Y[:500], GradientDescent(0.01), **options)
    network = fresh()
    tracemalloc.start()
    try:
        train(network, X, Y, GradientDescent(0.01), **options)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < share * X.nbytes


@pytest.mark.parametrize("place", [(0, 0), (700, 99), (-1, -1)])
def test_whatever_is_not_finite_is_found_in_many_rows(place):
    M = np.zeros((3 * BLOCK // 100, 100))
    assert matrix("X", M) is M
    M[place] = np.nan
    row, column = place[0] % len(M), place[1] % 100
    with pytest.raises(ValueError, match=f"X holds nan at row {row}, column {column}"):
        matrix("X", M)
