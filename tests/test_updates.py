"""Each run of training remembers its own steps, whoever else uses the optimiser."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from samples import frozen, numbers, train

from nnlib import Adam, GradientDescent, Momentum, Network, backprop
from nnlib.fast.updates import Stepwise, updater

X = numbers(6, 2)
Y = frozen(np.random.default_rng(1).random((6, 1)))
MAKE = [lambda: GradientDescent(0.1), lambda: Momentum(0.05), lambda: Adam(0.05)]
NAMES = ["gradient descent", "momentum", "Adam"]


def fresh(seed=0, width=3):
    return Network([2, width, 1], ["tanh", "sigmoid"], seed=seed)


def assert_same(W, V):
    assert set(W) == set(V)
    for l in V:
        np.testing.assert_array_equal(W[l], V[l])


@pytest.mark.parametrize("make", MAKE, ids=NAMES)
@pytest.mark.parametrize("width", [3, 5])
def test_a_run_within_a_callback_of_another(make, width):
    shared, outer, inner = make(), fresh(), fresh(1, width)

    def callback(network, history):
        if history.epochs == 4:
            train(inner, X, Y, shared, epochs=7)

    history = train(outer, X, Y, shared, epochs=10, callback=callback)
    alone, other = fresh(), fresh(1, width)
    assert history.loss == train(alone, X, Y, make(), epochs=10).loss
    train(other, X, Y, make(), epochs=7)
    assert_same(outer.W, alone.W)
    assert_same(inner.W, other.W)


@pytest.mark.parametrize("make", MAKE, ids=NAMES)
def test_two_runs_in_two_threads(make):
    shared, together = make(), threading.Barrier(2)
    networks = [fresh(seed) for seed in (0, 1)]

    def run(network):
        train(network, X, Y, shared, epochs=30, callback=lambda *_: together.wait() < 0)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, networks))
    for seed, network in enumerate(networks):
        alone = fresh(seed)
        train(alone, X, Y, make(), epochs=30)
        assert_same(network.W, alone.W)


def test_the_optimiser_shows_what_the_run_remembers():
    seen, momentum, adam = [], Momentum(0.05), Adam(0.05)

    def callback(network, history):
        V, R, S = momentum.V, adam.R, adam.S
        seen.append([(M, {l: M[l].copy() for l in M}) for M in (V, R, S) if M])

    by_hand = Adam(0.05)
    slow = fresh()
    for optimiser in (momentum, adam):
        train(fresh(), X, Y, optimiser, epochs=5, callback=callback)
    for _ in range(5):
        slow.W = by_hand.step(slow.W, backprop(slow, X, Y).dW)
    assert adam.t == by_hand.t == 5
    for name in "RS":
        for l, M in getattr(by_hand, name).items():
            np.testing.assert_allclose(getattr(adam, name)[l], M, rtol=1e-12)
    # In a callback too, and what is kept there does not change later.
    assert [len(kept) for kept in seen] == [1] * 6 + [3] * 6
    assert not seen[0][0][1][1].any() and seen[5][0][1][1].any()
    for kept in seen:
        for M, copy in kept:
            assert_same(M, copy)


def test_what_the_optimiser_shows_can_go_on_by_step():
    momentum, network, slow = Momentum(0.05), fresh(), fresh()
    train(network, X, Y, momentum, epochs=5)
    network.W = momentum.step(network.W, backprop(network, X, Y).dW)
    by_hand = Momentum(0.05)
    for _ in range(6):
        slow.W = by_hand.step(slow.W, backprop(slow, X, Y).dW)
    for l in slow.W:
        np.testing.assert_allclose(network.W[l], slow.W[l], rtol=1e-12, atol=1e-15)
    with pytest.raises(ValueError, match=r"V\[1\] has shape \(2, 3\).*start\(W\)"):
        other = fresh(width=4)
        momentum.step(other.W, backprop(other, X, Y).dW)


# Optimisers of a reader's own


class Mine(Momentum):
    """Momentum by its own formula, so that it is not taken for the book's."""

    def step(self, W, dW):
        return super().step(W, dW)


def test_one_of_your_own_has_one_memory_and_says_so():
    shared = Mine(0.05)

    def callback(network, history):
        if history.epochs == 4:
            train(fresh(1), X, Y, shared, epochs=7)

    network = fresh()
    with pytest.raises(
        ValueError, match=r"^Mine\(.*\) has been started again"
    ) as error:
        train(network, X, Y, shared, epochs=10, callback=callback)
    assert "Give each run an optimiser of its own" in str(error.value)
    assert error.value.history.epochs == 4
    alone = fresh()
    train(alone, X, Y, Momentum(0.05), epochs=4)
    for l in alone.W:
        np.testing.assert_allclose(network.W[l], alone.W[l], rtol=1e-12, atol=1e-15)
    train(network, X, Y, shared, epochs=3)  # one after the other is well


def test_one_that_remembers_nothing_may_serve_two_runs():
    class Halved(GradientDescent):
        def step(self, W, dW):
            return {l: W[l] - self.alpha / 2 * dW[l] for l in W}

    shared, network, alone = Halved(0.2), fresh(), fresh()
    train(
        network,
        X,
        Y,
        shared,
        epochs=5,
        callback=lambda *_: train(fresh(1), X, Y, shared, epochs=1) is None,
    )
    train(alone, X, Y, GradientDescent(0.1), epochs=5)
    for l in alone.W:
        np.testing.assert_allclose(network.W[l], alone.W[l], rtol=1e-12, atol=1e-15)


class Own:
    """Derives from nothing; ``act`` makes what its step returns."""

    alpha = 0.1

    def __init__(self, act):
        self.act = act

    def start(self, W):
        pass

    def step(self, W, dW):
        return self.act(W)


@pytest.mark.parametrize(
    "act, message",
    [
        (
            lambda W: None,
            r"Own\.step must return .*keys \[1, 2\], .* None\. Does it end",
        ),
        (lambda W: list(W.values()), r"Own\.step must return a dictionary"),
        (lambda W: {1: W[1]}, r"Own\.step must return a dictionary"),
        (lambda W: W | {3: W[2]}, r"Own\.step must return a dictionary"),
        (
            lambda W: {l: W[l].T for l in W},
            r"W\[1\] has shape \(2, 3\) but .* \(3, 2\)",
        ),
        (lambda W: W | {2: [[1, 2]]}, r"W\[2\] has shape \(3, 1\) but .* \(1, 2\)"),
        (
            lambda W: W | {1: W[1] * 1j},
            r"Own\.step's W\[1\] holds complex128 .*: W\[1\]\.real or abs\(W",
        ),
        (lambda W: W | {1: None}, r"Own\.step's W\[1\] is None"),
    ],
)
def test_what_a_step_must_return(act, message):
    with pytest.raises(ValueError, match=message):
        train(fresh(), X, Y, Own(act), epochs=1)


def test_lists_and_integers_will_do():
    network = fresh()
    train(network, X, Y, Own(lambda W: {2: [[1], [2], [3]], 1: W[1] * 0 + 1}), epochs=1)
    assert network.W[1].tolist() == [[1] * 3] * 2
    assert network.W[2].tolist() == [[1.0], [2.0], [3.0]]
    assert network.W[2].dtype == np.float64


def test_one_that_writes_into_what_it_is_given():
    class Wild(Own):
        def start(self, W):
            for l in W:
                W[l][:] = np.nan
            W.clear()

        def step(self, W, dW):
            for l in W:
                W[l] -= self.alpha * dW[l]
                dW[l][:] = np.nan
            self.kept = W
            return W

    wild, network, alone = Wild(None), fresh(), fresh()
    before, copies = network.W, {l: W.copy() for l, W in network.W.items()}
    train(network, X, Y, wild, epochs=5)
    train(alone, X, Y, GradientDescent(0.1), epochs=5)
    for l in alone.W:
        np.testing.assert_allclose(network.W[l], alone.W[l], rtol=1e-12, atol=1e-15)
        wild.kept[l][:] = np.nan
        assert np.isfinite(network.W[l]).all()
    assert_same(before, copies)


@pytest.mark.parametrize(
    "optimiser, fast",
    [(make(), True) for make in MAKE] + [(Mine(0.1), False), (Own(None), False)],
)
def test_only_the_books_own_are_taken_at_speed(optimiser, fast):
    assert isinstance(updater(optimiser, fresh().W), Stepwise) != fast
