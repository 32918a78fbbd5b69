"""The fast path of training: the numbers of the readable one, without its arrays."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from samples import NAMES, Interrupted, frozen, numbers, problems, train, tried
from test_activations import ELU

from nnlib import (
    Activation,
    Adam,
    GradientDescent,
    Momentum,
    Network,
    backprop,
    mean_squared_error,
    relu,
)
from nnlib.activations import KNOWN
from nnlib.checks import floats
from nnlib.fast.batches import Batches
from nnlib.fast.buffers import CACHE_LINE, buffer
from nnlib.fast.descent import Descent
from nnlib.fast.inplace import InPlace, in_place
from nnlib.fast.stepping import Pass, Weights, one_vector, split

# Networks drawn at random may be born dead, and rightly said to be.
pytestmark = pytest.mark.filterwarnings("ignore::nnlib.signs.StuckWarning")

OPTIMISERS = [GradientDescent(0.05), Momentum(0.02), Adam(0.01)]
SOFT = Activation("softplus", lambda Z: np.log1p(np.exp(Z)), KNOWN["sigmoid"].g)


def readable(network, X, Y, optimiser, steps, batch_size, seed=0):
    """Train by backprop and the optimiser's own formula; return weights and losses."""
    rng = np.random.default_rng(seed)
    optimiser.start(network.W)
    losses, order = [], []
    for _ in range(steps):
        if batch_size == len(X):
            rows = slice(None)
            losses.append(mean_squared_error(network(X), Y))
        else:
            if not len(order):
                losses.append(mean_squared_error(network(X), Y))
                order = rng.permutation(len(X))
            rows, order = order[:batch_size], order[batch_size:]
        dW = backprop(network, X[rows], Y[rows]).dW
        network.W = optimiser.step(network.W, dW)
    losses.append(mean_squared_error(network(X), Y))
    return network.W, losses


def assert_equal_weights(W, V):
    for l in V:
        scale = np.abs(V[l]).max()
        np.testing.assert_allclose(W[l], V[l], rtol=0, atol=1e-12 * scale)


def assert_equal_losses(losses, expected):
    """That their roots agree beside the first: those are the lengths of the errors E.

    Where a rounding changes E by d, its length changes by d at most. Near a fit, where
    E is short, d is all there is of it, and the losses themselves differ widely.
    """
    lengths, expected = np.sqrt(losses), np.sqrt(expected)
    scale = max(1, expected[0])  # Y is of the size of 1
    np.testing.assert_allclose(lengths, expected, rtol=0, atol=1e-13 * scale)


@pytest.mark.parametrize("optimiser", OPTIMISERS, ids=repr)
@given(problem=problems(), batch=st.integers(1, 4))
def test_100_steps_are_those_of_backprop(optimiser, problem, batch):
    network, X, Y = problem
    batch = min(batch, len(X))
    epochs = -(-100 // -(-len(X) // batch))
    steps = epochs * -(-len(X) // batch)
    W = network.W
    try:
        expected, losses = readable(network, X, Y, optimiser, steps, batch)
    except ValueError:  # it diverges
        reject()
    network.W = W
    history = train(network, X, Y, optimiser, epochs=epochs, batch_size=batch)
    assert_equal_weights(network.W, expected)
    assert_equal_losses(history.loss, losses)


@pytest.mark.parametrize("name", [*NAMES, "own"])
@pytest.mark.parametrize("optimiser", OPTIMISERS, ids=repr)
@pytest.mark.parametrize("batch", [37, 10])  # of 37: all at once, and with 7 left over
def test_every_activation_with_every_optimiser(name, optimiser, batch):
    X, Y = numbers(37, 5), frozen(np.random.default_rng(1).uniform(0, 1, (37, 3)))
    g = SOFT if name == "own" else name

    def fresh():
        return Network([5, 7, 6, 3], [g, g, g], seed=3)

    epochs = 25 if batch == 10 else 100
    expected, losses = readable(fresh(), X, Y, optimiser, 100, batch)
    network = fresh()
    history = train(network, X, Y, optimiser, epochs=epochs, batch_size=batch)
    assert_equal_weights(network.W, expected)
    np.testing.assert_allclose(history.loss, losses, rtol=1e-11)
    assert (network.W[1] != fresh().W[1]).all()  # it did go somewhere


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_activations_in_place(name, dtype):
    g = KNOWN[name]
    Z = np.concatenate([np.linspace(-40, 40, 401), [-1e4, 1e4, 0]]).astype(dtype)
    Z, dA = Z.reshape(2, -1), numbers(2, 202).astype(dtype)
    fast = in_place(g, Z)
    assert type(fast) is not InPlace  # one made for it
    A, dZ = Z.copy(), dA.copy()
    with np.errstate(over="ignore"):
        fast.forward(A)
    few = 8 * np.finfo(dtype).eps
    np.testing.assert_allclose(A, g(Z), rtol=few, atol=few)
    fast.backward(dZ, A)
    assert A.dtype == dZ.dtype == dtype
    np.testing.assert_allclose(dZ, dA * g.prime(Z), rtol=few, atol=10 * few)


def test_an_activation_of_your_own_with_a_known_name():
    """What counts is the functions, not what they are called."""
    odd = Activation("tanh", np.sin, np.cos)
    network = Network([2, 3, 1], [odd, "identity"], seed=0)
    X, Y, W = numbers(5, 2), numbers(5, 1), network.W
    expected, _ = readable(network, X, Y, GradientDescent(0.1), 100, 5)
    network.W = W
    train(network, X, Y, GradientDescent(0.1), epochs=100)
    assert_equal_weights(network.W, expected)


def test_an_activation_that_makes_float64_of_float32():
    wide = Activation("wide", lambda Z: Z * np.ones(1), lambda Z: np.ones(Z.shape))
    network = Network([2, 3, 1], [wide, "identity"], seed=0, dtype=np.float32)
    plain = Network([2, 3, 1], ["identity"] * 2, seed=0, dtype=np.float32)
    for each in (network, plain):
        train(each, numbers(5, 2), numbers(5, 1), GradientDescent(0.1), epochs=9)
    for l in plain.W:
        np.testing.assert_array_equal(network.W[l], plain.W[l])


def test_an_activation_of_your_own_must_keep_the_shape():
    flat = Activation("flat", lambda Z: Z.sum(axis=1), np.ones_like)
    with pytest.raises(
        ValueError, match=r"In layer 1, the activation function flat made sh"
    ):
        network = Network([2, 2, 1], [flat, "identity"], seed=0)
        train(network, numbers(2, 2), numbers(2, 1), Adam(), epochs=1)


@pytest.mark.parametrize("batch", [5, 2])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_an_activation_that_writes_into_z(batch, dtype):
    careful = Activation(
        "careful",
        lambda Z: np.where(Z < 0, np.expm1(Z), Z),
        lambda Z: np.where(Z < 0, np.exp(Z), 1),
    )
    X, Y = numbers(5, 2), numbers(5, 1)
    one, other = (
        Network([2, 3, 3, 1], [g, g, "identity"], seed=0, dtype=dtype)
        for g in (ELU, careful)
    )
    for network in (one, other):
        train(network, X, Y, GradientDescent(0.1), epochs=50, batch_size=batch)
    few = 100 * np.finfo(dtype).eps
    for l in other.W:
        assert one.W[l].dtype == dtype
        np.testing.assert_allclose(one.W[l], other.W[l], rtol=few, atol=few)


def test_one_vector_and_its_views():
    W = {1: numbers(2, 3), 2: numbers(3, 1)}
    vector, views = one_vector(W)
    assert vector.tolist() == [0] * 9
    vector[:] = range(9)
    assert views[1].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert views[2].tolist() == [[6], [7], [8]]
    assert all(np.shares_memory(view, vector) for view in views.values())
    assert split(vector, W)[2].tolist() == [[6], [7], [8]]
    mixed, _ = one_vector({1: W[1].astype(np.float32), 2: W[2]})
    assert mixed.dtype == np.float64


@pytest.mark.parametrize("factor", [1.0, 0.3])
@given(problem=problems())
def test_a_pass_gives_what_backprop_gives(factor, problem):
    network, X, Y = problem
    expected = backprop(network, X, Y)
    examples = Pass(network.W, network.g, X, Y)
    examples.forward(network.W)
    _, dW = one_vector(network.W)
    f = mean_squared_error(network(X), Y)
    assert examples.squares() / len(X) == pytest.approx(f)
    for l in network.W:
        np.testing.assert_allclose(examples.A[l], expected.A[l], atol=1e-14)
    examples.backward({l: network.W[l].T for l in network.W}, dW, factor)
    for l in network.W:
        np.testing.assert_allclose(dW[l], factor * expected.dW[l], atol=1e-13)
    assert 0 not in examples.dA  # nobody asks for df/dA[0]


@pytest.mark.parametrize(
    "entries, finite",
    [
        ([1, 2, 3], True),
        ([1, np.nan, 3], False),
        ([1, -np.inf, 3], False),
        ([1e200, -1e300, 3], True),  # though the sum of the squares overflows
        ([1e200, np.nan, 3], False),
        ([1e200, np.inf, 3], False),
    ],
)
def test_whether_weights_are_finite(entries, finite):
    weights = Weights({1: numbers(2, 1), 2: numbers(1, 1)})
    with np.errstate(over="ignore"):
        weights.load({1: np.array(entries[:2]).reshape(2, 1), 2: [[entries[2]]]})
        assert weights.finite() == finite


def test_large_weights_behind_a_saturated_sigmoid_are_no_divergence():
    network = Network([1, 1, 1], ["sigmoid", "identity"], seed=0)
    network.W[1] = np.array([[1e200]])
    history = train(network, [[1]], [[1]], GradientDescent(0.1), epochs=3)
    assert history.stopped == "Finished after epoch 3."


# Memory


@given(
    shape=st.lists(st.integers(1, 5), max_size=3).map(tuple),
    dtype=st.sampled_from(["float32", "float64"]),
)
def test_a_buffer_begins_where_a_cache_line_does(shape, dtype):
    M = buffer(shape, dtype)
    assert M.ctypes.data % CACHE_LINE == 0
    assert M.flags.c_contiguous
    assert M.dtype == dtype
    np.testing.assert_array_equal(M, np.zeros(shape))


def test_what_a_step_writes_begins_where_a_cache_line_does():
    network = Network([3, 5, 2], ["relu", "sigmoid"], seed=0)
    w, W = one_vector(network.W)
    X, Y = numbers(20, 3), numbers(20, 2)
    batches = Batches(W, network.g, X, Y, 8)
    passes = [Pass(W, network.g, X, Y), *batches.passes.values()]
    hidden = [
        M
        for batch in passes
        for M in (batch.A[1], batch.A[2], *batch.dA.values(), batch.g[1].on)
    ]
    assert len(passes) == 3  # a batch of 4 is left over
    for M in (w, passes[0].E, batches.x, batches.y, batches.e, *hidden):
        assert M.ctypes.data % CACHE_LINE == 0


@pytest.mark.parametrize("optimiser", OPTIMISERS, ids=repr)
@pytest.mark.parametrize("batch", [None, 300])  # 300 leaves 100 over
@pytest.mark.parametrize("g", NAMES)
def test_an_epoch_after_the_first_allocates_next_to_nothing(optimiser, batch, g):
    m = 1000
    X, Y = numbers(m, 20), np.full((m, 2), 0.5)
    network = Network([20, 30, 2], [g, g], seed=0)
    optimiser.start(network.W)
    run = Descent(network, optimiser, X, Y, batch or m, (X[:50], Y[:50]))
    rng = np.random.default_rng(0)
    run.loss(), run.held_out_loss()
    run.epoch(rng)
    run.loss(), run.held_out_loss()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        run.epoch(rng)
        run.loss(), run.held_out_loss()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    order = 0 if batch is None else 8 * m  # one number an example and epoch
    assert peak - before <= 2048 + order


def test_a_longer_run_takes_no_more_memory():
    X, Y = numbers(500, 4), numbers(500, 1)

    def peak(epochs):
        network = Network([4, 50, 1], ["tanh", "identity"], seed=0)
        tracemalloc.start()
        train(network, X, Y, GradientDescent(1e-3), epochs=epochs)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(1)  # what is imported and cached once
    # A loss in the history is a float of 24 bytes and a place in a list. There are two
    # an epoch, and the epoch's number has a place too.
    assert peak(210) - peak(10) <= 200 * 88 + 2048


@pytest.mark.parametrize("batch", [None, 3])
def test_the_forward_pass_of_the_loss_is_not_done_twice(batch):
    calls = []

    def g(Z):
        calls.append(len(Z))
        return np.tanh(Z)

    own = Activation("own", g, lambda Z: 1 - np.tanh(Z) ** 2)
    tried(own, (7, 1), (3, 1), (1, 1))
    calls.clear()
    network = Network([2, 1], [own], seed=0)
    train(network, numbers(7, 2), numbers(7, 1) / 9, Adam(), epochs=2, batch_size=batch)
    last_look = [7]  # for signs of a training that went wrong
    steps = [7, 7, 7] if batch is None else [7, *[3, 3, 1, 7] * 2]
    assert calls == steps + last_look


# Whose weights are whose


def callback_that(change):
    """A callback that changes the weights after epoch 3."""

    def callback(network, history):
        if history.epochs == 3:
            change(network)

    return callback


def halve_in_place(network):
    network.W[1] *= 0.5


def halve_one(network):
    network.W[1] = network.W[1] / 2


def halve_anew(network):
    network.W = {1: network.W[1] / 2, 2: network.W[2]}


def relu_in_place(network):
    network.g[1] = "relu"


def relu_anew(network):
    network.g = {2: network.g[2], 1: relu}


def own_and_halved(network):
    network.g[1] = Activation("own", np.sin, np.cos)
    network.W[1] *= 0.5


@pytest.mark.parametrize("change", [relu_in_place, relu_anew, own_and_halved])
@pytest.mark.parametrize("batch", [5, 2])
def test_a_callback_may_change_the_activation_functions(change, batch):
    X, Y = numbers(5, 2), numbers(5, 1)
    held_out = numbers(3, 2, seed=3), numbers(3, 1, seed=4)
    first, network = (Network([2, 3, 1], ["tanh", "identity"], seed=0) for _ in "12")
    rng = np.random.default_rng(0)
    step, per_epoch = GradientDescent(0.1), -(-5 // batch)
    readable(first, X, Y, step, 3 * per_epoch, batch, rng)
    change(first)
    readable(first, X, Y, step, 2 * per_epoch, batch, rng)
    options = {"epochs": 5, "batch_size": batch, "callback": callback_that(change)}
    history = train(network, X, Y, step, **options, held_out=held_out)
    assert_equal_weights(network.W, first.W)
    for losses, (x, y) in [(history.loss, (X, Y)), (history.held_out_loss, held_out)]:
        assert losses[-1] == pytest.approx(mean_squared_error(first(x), y), rel=1e-12)
    assert network.g == first.g


@pytest.mark.parametrize("change", [halve_in_place, halve_one, halve_anew])
@pytest.mark.parametrize("batch", [5, 2])
def test_a_callback_may_change_the_weights(change, batch):
    X, Y = numbers(5, 2), numbers(5, 1)
    first, network = (Network([2, 3, 1], ["tanh", "identity"], seed=0) for _ in "12")
    rng = np.random.default_rng(0)
    step, per_epoch = GradientDescent(0.1), -(-5 // batch)
    readable(first, X, Y, step, 3 * per_epoch, batch, rng)
    first.W = {1: first.W[1] / 2, 2: first.W[2]}
    readable(first, X, Y, step, 2 * per_epoch, batch, rng)
    options = {"epochs": 5, "batch_size": batch, "callback": callback_that(change)}
    train(network, X, Y, step, **options, seed=0)
    assert_equal_weights(network.W, first.W)


@pytest.mark.parametrize("stop", [False, True])
def test_a_change_by_the_last_callback_stays(stop):
    def callback(network, history):
        if history.epochs == 2:
            network.W = {1: np.array([[7]])}
            return stop

    network = Network([1, 1], ["identity"], seed=0)
    train(network, [[1]], [[1]], GradientDescent(0.1), epochs=2, callback=callback)
    assert network.W[1] == 7


def grow(network):
    """Leave a network that is sound, of other shapes."""
    network.n[1] = 1
    network.W = {1: np.ones((2, 1)), 2: np.ones((1, 1))}


def deepen(network):
    network.L, network.n[3] = 3, 1
    network.W[3], network.g[3] = np.ones((1, 1)), "tanh"


@pytest.mark.parametrize(
    "change, message",
    [
        (
            grow,
            r"shapes \{1: \(2, 1\), 2: \(1, 1\)\}, but training began with \{1: \(2,",
        ),
        (deepen, r"shapes \{1: .*, 3: \(1, 1\)\}, but training began with"),
    ],
)
def test_shapes_stay_the_same_within_a_run(change, message):
    network = Network([2, 3, 1], ["tanh", "identity"], seed=0)
    X, Y, step = numbers(5, 2), numbers(5, 1), GradientDescent(0.1)
    with pytest.raises(ValueError, match=message) as error:
        train(network, X, Y, step, epochs=5, callback=callback_that(change))
    assert error.value.history.epochs == 3
    train(network, X, Y, step, epochs=2)  # the network is as the callback left it
    assert (network.W[1].shape == (2, 1)) == (change is grow)


def test_weights_a_callback_keeps_do_not_change_later():
    kept, copies = [], []

    def callback(network, history):
        kept.append(network.W)
        copies.append({l: network.W[l].copy() for l in network.W})

    network = Network([2, 3, 1], ["tanh", "identity"], seed=0)
    for _ in range(2):
        X, Y = numbers(5, 2), numbers(5, 1)
        train(network, X, Y, Momentum(0.1), epochs=4, callback=callback)
    assert len({id(W[1]) for W in kept}) == 9  # the second run begins with the last
    for W, copy in zip(kept, copies, strict=True):
        for l in copy:
            np.testing.assert_array_equal(W[l], copy[l])


@pytest.mark.parametrize("callback", [None, lambda network, history: False])
def test_the_weights_are_ordinary_matrices_afterwards(callback):
    X, Y = numbers(5, 2), numbers(5, 1)
    network = Network([2, 3, 1], ["tanh", "identity"], seed=0)
    other = Network([2, 3, 1], ["tanh", "identity"], seed=0)
    other.W = network.W  # two networks, one dictionary
    train(network, X, Y, Adam(0.1), epochs=3, callback=callback)
    after = network.W
    copies = {l: after[l].copy() for l in after}
    for l in after:
        assert after[l].flags.owndata and after[l].flags.writeable
        assert after[l].flags.c_contiguous
    assert not np.shares_memory(after[1], after[2])
    assert other.W[1] is not after[1]
    train(network, X, Y, Adam(0.1), epochs=3, callback=callback)
    for l in after:
        np.testing.assert_array_equal(after[l], copies[l])
    network.W[1][:] = 0
    train(network, X, Y, Adam(0.1), epochs=1)
    assert (network.W[1] != 0).any()


def test_a_network_trained_in_parts_is_one_trained_at_once():
    X, Y = numbers(5, 2), numbers(5, 1)
    once, parts = (Network([2, 3, 1], ["tanh", "identity"], seed=0) for _ in "12")
    whole = train(once, X, Y, GradientDescent(0.1), epochs=12).loss
    losses = [
        train(parts, X, Y, GradientDescent(0.1), epochs=epochs).loss
        for epochs in (5, 1, 6)
    ]
    assert whole == [*losses[0], *losses[1][1:], *losses[2][1:]]
    for l in once.W:
        np.testing.assert_array_equal(once.W[l], parts.W[l])


def test_alpha_may_change_on_the_way():
    X, Y = numbers(5, 2), numbers(5, 1)
    for kind in (GradientDescent, Momentum, Adam):
        changing, two = (Network([2, 1], ["identity"], seed=0) for _ in "12")
        optimiser = kind(0.1)

        def callback(network, history, optimiser=optimiser):
            optimiser.alpha = 0.01 if history.epochs >= 3 else 0.1

        train(changing, X, Y, optimiser, epochs=6, callback=callback)
        by_hand = kind(0.1)
        by_hand.start(two.W)
        for k in range(6):
            by_hand.alpha = 0.1 if k < 3 else 0.01
            two.W = by_hand.step(two.W, backprop(two, X, Y).dW)
        assert_equal_weights(changing.W, two.W)


@pytest.mark.parametrize(
    "kind, name, later",
    [
        (Momentum, "beta", 0.2),
        (Adam, "beta1", 0.2),
        (Adam, "beta2", 0.5),
        (Adam, "epsilon", 1.0),
    ],
)
def test_so_may_the_other_numbers(kind, name, later):
    X, Y = numbers(5, 2), numbers(5, 1)
    changing, two = (Network([2, 1], ["identity"], seed=0) for _ in "12")
    optimiser, by_hand = kind(0.1), kind(0.1)

    def callback(network, history):
        if history.epochs == 3:
            setattr(optimiser, name, later)

    train(changing, X, Y, optimiser, epochs=6, callback=callback)
    for k in range(6):
        if k == 3:
            setattr(by_hand, name, later)
        two.W = by_hand.step(two.W, backprop(two, X, Y).dW)
    assert_equal_weights(changing.W, two.W)


# Optimisers of a reader's own


class Signs(GradientDescent):
    """A step of alpha in the direction of the sign: not what its parent does."""

    def step(self, W, dW):
        return {l: W[l] - self.alpha * np.sign(dW[l]) for l in W}


def copied(W):
    return {l: W[l].copy() for l in W}


class Alone:
    """An optimiser that derives from nothing, and keeps all it is given."""

    alpha = 0.1

    def start(self, W):
        self.seen = [(W, copied(W))]

    def step(self, W, dW):
        self.seen += [(W, copied(W)), (dW, copied(dW))]
        return {l: W[l] - self.alpha * dW[l] for l in W}


def test_an_optimiser_with_a_step_of_its_own_is_obeyed():
    X, Y = numbers(5, 2), numbers(5, 1)
    fast, slow = (Network([2, 3, 1], ["tanh", "identity"], seed=0) for _ in "12")
    train(fast, X, Y, Signs(0.01), epochs=20)
    readable(slow, X, Y, Signs(0.01), 20, 5)
    assert_equal_weights(fast.W, slow.W)


@pytest.mark.parametrize("batch", [5, 2])
def test_what_an_optimiser_keeps_does_not_change_later(batch):
    X, Y = numbers(5, 2), numbers(5, 1)
    alone, plain = (Network([2, 3, 1], ["tanh", "identity"], seed=0) for _ in "12")
    optimiser, before = Alone(), alone.W
    train(alone, X, Y, optimiser, epochs=5, batch_size=batch)
    train(plain, X, Y, GradientDescent(0.1), epochs=5, batch_size=batch)
    assert_equal_weights(alone.W, plain.W)
    steps = 5 * -(-5 // batch)
    assert len({id(kept[1]) for kept, _ in optimiser.seen}) == 1 + 2 * steps
    for kept, copy in optimiser.seen:
        for l in copy:
            np.testing.assert_array_equal(kept[l], copy[l])
    for l in before:  # at the start, and at the first step
        np.testing.assert_array_equal(optimiser.seen[0][0][l], before[l])
        np.testing.assert_array_equal(optimiser.seen[1][0][l], before[l])


def test_a_step_that_changes_a_shape_is_an_error():
    class Wrong(GradientDescent):
        def step(self, W, dW):
            return {l: W[l].T for l in W}

    network = Network([2, 3, 1], ["tanh", "identity"], seed=0)
    with pytest.raises(ValueError, match="same shape"):
        train(network, numbers(5, 2), numbers(5, 1), Wrong(0.1), epochs=1)


@pytest.mark.parametrize("optimiser", OPTIMISERS[1:], ids=repr)
def test_what_an_optimiser_remembers_has_the_shape_of_the_weights(optimiser):
    X, Y = numbers(5, 2), numbers(5, 1)
    fast, slow = (Network([2, 3, 1], ["tanh", "identity"], seed=0) for _ in "12")
    train(fast, X, Y, optimiser, epochs=20)
    memories = [vars(optimiser).get(name) for name in ("V", "R", "S")]
    readable(slow, X, Y, optimiser, 20, 5)
    for kept, name in zip(memories, ("V", "R", "S"), strict=True):
        if kept is not None:
            assert_equal_weights(kept, vars(optimiser)[name])


# Types and layouts


def test_mixed_float_types_of_weights_are_kept():
    network = Network([2, 3, 1], ["tanh", "identity"], seed=0)
    network.W[1] = network.W[1].astype(np.float32)
    train(network, numbers(5, 2), numbers(5, 1), Adam(0.1), epochs=3)
    assert (network.W[1].dtype, network.W[2].dtype) == (np.float32, np.float64)


@pytest.mark.parametrize("batch", [None, 2])
def test_any_layout_of_the_examples_will_do(batch):
    X, Y = numbers(5, 4), numbers(5, 2)
    losses = [
        train(
            Network([2, 3, 1], ["tanh", "identity"], seed=0),
            x,
            y,
            Adam(0.1),
            epochs=3,
            batch_size=batch,
        ).loss
        for x, y in [
            (X[:, ::2].copy(), Y[:, :1].copy()),
            (X[:, ::2], Y[:, :1]),
            (np.asfortranarray(X[:, ::2]), np.asfortranarray(Y[:, :1])),
        ]
    ]
    assert losses[0] == losses[1] == losses[2]


def test_float32_stays_float32_inside():
    network = Network([2, 3, 1], ["tanh", "sigmoid"], seed=0, dtype=np.float32)
    X, Y = numbers(5, 2), floats("Y", np.full((5, 1), 0.5))
    optimiser = GradientDescent(0.1)
    run = Descent(network, optimiser, X, Y, 5, None)
    batch = run.examples.batch
    arrays = [*batch.A.values(), *batch.dA.values(), run.dw, run.now.vector]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}


# Interruption within an epoch


def test_interrupted_while_diverging_keeps_the_last_finite_weights():
    class Diverging(Interrupted):
        def step(self, W, dW):
            W = super().step(W, dW)
            return {l: W[l] + np.inf for l in W} if self.steps == 4 else W

    network = Network([2, 1], ["sigmoid"], seed=0)
    X, Y = numbers(6, 2), np.full((6, 1), 0.5)
    history = train(network, X, Y, Diverging(0.1), epochs=9, batch_size=2)
    assert history.stopped == "Interrupted in epoch 2."
    assert history.epochs == 1
    assert history.loss[-1] == pytest.approx(mean_squared_error(network(X), Y))


def test_an_error_on_the_way_leaves_the_steps_already_taken():
    calls = []

    def g(Z):
        calls.append(0)
        if len(calls) == 4:
            raise RuntimeError("mine")
        return Z + 0

    own = Activation("own", g, np.ones_like)
    tried(own, (5, 1))
    calls.clear()
    network = Network([2, 1], [own], seed=0)
    plain = Network([2, 1], ["identity"], seed=0)
    X, Y = numbers(5, 2), numbers(5, 1)
    with pytest.raises(RuntimeError, match="mine"):
        train(network, X, Y, GradientDescent(0.1), epochs=9)
    train(plain, X, Y, GradientDescent(0.1), epochs=3)
    np.testing.assert_allclose(network.W[1], plain.W[1])
