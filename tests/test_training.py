import math
import re
import warnings

import numpy as np
import pytest
from hypothesis import given
from samples import NAMES, frozen, numbers, problems, seeds, tried

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
    identity,
    mean_squared_error,
    relu,
)
from nnlib import train as plainly
from nnlib.backprop import UnreachableTargetWarning
from nnlib.checks.entrywise import ActivationError
from nnlib.data import split
from nnlib.fast.examples import NotFinite

# Networks drawn at random may be born dead, and rightly said to be.
pytestmark = pytest.mark.filterwarnings("ignore::nnlib.signs.StuckWarning")

X = numbers(7, 2)
Y = frozen(np.random.default_rng(1).uniform(0, 1, (7, 1)))


def train(*arguments, **options):
    """Train as in `samples`, but with warnings that point to this file."""
    return plainly(*arguments, **{"loss_every": 1, **options})


def same(number):
    """The same number but for the rounding of another order of arithmetic."""
    return pytest.approx(number, rel=1e-13)


def small(**options):
    return Network([2, 3, 1], ["tanh", "sigmoid"], **{"seed": 0, **options})


def line(n=1):
    """One identity layer: linear regression, its loss a quadratic function of W."""
    return Network([n, 1], ["identity"], seed=0)


class Recorder(GradientDescent):
    """Gradient descent that keeps each derivative it is given."""

    def start(self, W):
        self.gradients = []

    def step(self, W, dW):
        self.gradients.append(dW)
        return super().step(W, dW)


# Right steps


@given(problems())
def test_an_epoch_without_mini_batches_is_one_step_of_backprop(problem):
    network, X, Y = problem
    W = dict(network.W)
    for _ in range(3):
        dW = backprop(network, X, Y).dW
        network.W = {l: network.W[l] - 0.1 * dW[l] for l in W}
    by_hand, network.W = network.W, W
    train(network, X, Y, GradientDescent(0.1), epochs=3)
    for l in W:
        np.testing.assert_allclose(network.W[l], by_hand[l], rtol=1e-12, atol=1e-15)


@given(seeds)
def test_gradient_descent_on_a_quadratic_against_its_closed_form(seed):
    X, Y = numbers(6, 2, seed=seed), numbers(6, 1, seed=seed + 1)
    network, alpha, k = line(2), 0.05, 20
    W0, best = network.W[1], np.linalg.solve(X.T @ X, X.T @ Y)
    shrink = np.eye(2) - alpha * 2 / 6 * X.T @ X
    history = train(network, X, Y, GradientDescent(alpha), epochs=k)
    W = best + np.linalg.matrix_power(shrink, k) @ (W0 - best)
    np.testing.assert_allclose(network.W[1], W, rtol=1e-9, atol=1e-12)
    assert history.loss[k] == pytest.approx(mean_squared_error(X @ W, Y))


@pytest.mark.parametrize(
    "optimiser", [GradientDescent(0.3), Momentum(0.05), Adam(0.05)], ids=repr
)
@pytest.mark.parametrize("batch_size", [None, 3])
def test_each_optimiser_finds_the_least_squares_solution(optimiser, batch_size):
    Y = X @ [[2], [-1]]  # a line fits, so that mini-batches come to rest too
    network = line(2)
    train(network, X, Y, optimiser, epochs=600, batch_size=batch_size)
    np.testing.assert_allclose(network.W[1], [[2], [-1]], atol=1e-4)


@pytest.mark.parametrize("name", ["relu", "tanh", "sigmoid"])
def test_equal_columns_of_weights_stay_equal(name):
    network = Network([2, 3, 3, 1], [name, name, "identity"], seed=1)
    network.W = {
        l: np.repeat(np.abs(network.W[l][:, :1]), network.n[l], axis=1)
        for l in network.W
    }
    network.W[2][:] = network.W[2][0]
    network.W[3][:] = network.W[3][0]
    before = dict(network.W)
    train(network, np.abs(X), Y, Adam(0.1), epochs=20)
    for l in [1, 2]:
        W = network.W[l]
        assert (W != before[l]).any()
        equal = np.repeat(W[:, :1], W.shape[1], axis=1)
        np.testing.assert_allclose(W, equal, rtol=1e-9)


def test_weights_that_differ_do_not_become_equal():
    network = small()
    train(network, X, Y, Adam(0.1), epochs=20)
    assert len(set(network.W[1][0])) == 3


@pytest.mark.parametrize("optimiser", [Momentum(0.1), Adam(0.1)], ids=repr)
def test_an_optimiser_starts_afresh(optimiser):
    losses = [train(small(), X, Y, optimiser, epochs=3).loss for _ in range(2)]
    assert losses[0] == losses[1]


# Mini-batches


@pytest.mark.parametrize("batch_size", [1, 2, 3, 6])
def test_mini_batches_visit_each_example_once_an_epoch(batch_size):
    # Example i is row i of the identity matrix: with respect to w_i, only it has a
    # derivative.
    m, epochs = 7, 3
    network, recorder = line(m), Recorder(0.01)
    train(
        network,
        np.eye(m),
        np.full((m, 1), 9),
        recorder,
        epochs=epochs,
        batch_size=batch_size,
    )
    visits = [set(np.flatnonzero(dW[1])) for dW in recorder.gradients]
    steps = -(-m // batch_size)
    assert len(visits) == epochs * steps
    orders = [visits[e * steps : (e + 1) * steps] for e in range(epochs)]
    for order in orders:
        *full, last = [len(batch) for batch in order]
        assert set(full) <= {batch_size}
        assert last == m - batch_size * (steps - 1)
        assert set().union(*order) == set(range(m))
    assert orders[0] != orders[1] != orders[2] != orders[0]


def test_each_step_has_the_gradient_of_its_mini_batch():
    m, network, recorder = 7, line(7), Recorder(0.01)
    W, Y = network.W[1], np.arange(1.0, 8.0).reshape(7, 1)
    train(network, np.eye(m), Y, recorder, epochs=1, batch_size=3)
    for dW in recorder.gradients:
        rows = np.flatnonzero(dW[1])
        one = line(m)
        one.W[1] = W
        expected = backprop(one, np.eye(m)[rows], Y[rows]).dW[1]
        np.testing.assert_allclose(dW[1], expected)
        W = W - 0.01 * dW[1]
    np.testing.assert_array_equal(network.W[1], W)


def weights_after(**options):
    network = small()
    train(network, X, Y, GradientDescent(0.5), epochs=3, **options)
    return network.W[1]


def test_order_of_mini_batches_comes_from_the_seed():
    once = weights_after(batch_size=3, seed=5)
    np.testing.assert_array_equal(once, weights_after(batch_size=3, seed=5))
    rng = np.random.default_rng(5)
    np.testing.assert_array_equal(once, weights_after(batch_size=3, seed=rng))
    assert not np.array_equal(once, weights_after(batch_size=3, seed=6))
    assert not np.array_equal(once, weights_after(batch_size=3, seed=rng))
    default = weights_after(batch_size=3)
    np.testing.assert_array_equal(default, weights_after(batch_size=3, seed=0))


@pytest.mark.parametrize("batch_size", [7, 8, 1000])
def test_a_batch_of_all_examples_is_no_mini_batch(batch_size):
    rng = np.random.default_rng(3)
    once = weights_after(batch_size=batch_size, seed=rng)
    np.testing.assert_array_equal(once, weights_after())
    assert rng.random() == np.random.default_rng(3).random()  # no order was drawn


# The history and the callback


@pytest.mark.parametrize("batch_size", [None, 3])
def test_history_holds_the_loss_after_each_epoch(batch_size):
    held_out = numbers(4, 2, seed=5), np.full((4, 1), 0.3)
    snapshots = []
    history = train(
        small(),
        X,
        Y,
        Momentum(0.1),
        epochs=5,
        batch_size=batch_size,
        held_out=held_out,
        callback=lambda network, _: snapshots.append(dict(network.W)),
    )
    assert len(snapshots) == len(history.loss) == len(history.held_out_loss) == 6
    assert history.epochs == 5
    for k, W in enumerate(snapshots):
        network = small()
        network.W = W
        assert history.loss[k] == same(mean_squared_error(network(X), Y))
        out_X, out_Y = held_out
        held_out_loss = mean_squared_error(network(out_X), out_Y)
        assert history.held_out_loss[k] == same(held_out_loss)
    assert history.loss[0] == same(mean_squared_error(small()(X), Y))
    assert len(set(history.loss)) == 6
    assert history.stopped == "Finished after epoch 5."


def test_held_out_examples_are_never_trained_on():
    alone, beside = small(), small()
    train(alone, X, Y, Adam(0.1), epochs=3)
    train(beside, X, Y, Adam(0.1), epochs=3, held_out=(X[:2] + 1, Y[:2] / 2))
    np.testing.assert_array_equal(alone.W[1], beside.W[1])
    assert train(small(), X, Y, Adam(0.1), epochs=1).held_out_loss == []


def test_callback_sees_the_state_before_the_first_epoch_and_after_each():
    network, seen = small(), []
    first = dict(network.W)

    def callback(given_network, history):
        assert given_network is network
        seen.append((history.epochs, list(history.loss), dict(network.W)))

    history = train(network, X, Y, GradientDescent(0.1), epochs=3, callback=callback)
    assert [epochs for epochs, _, _ in seen] == [0, 1, 2, 3]
    assert [losses for _, losses, _ in seen] == [history.loss[:k] for k in range(1, 5)]
    assert all(seen[0][2][l] is first[l] for l in first)
    assert all(seen[3][2][l] is network.W[l] for l in first)


@pytest.mark.parametrize("stop", [0, 2, 5])
def test_callback_can_stop(stop):
    network = small()
    history = train(
        network,
        X,
        Y,
        GradientDescent(0.1),
        epochs=5,
        callback=lambda _, history: history.epochs == stop,
    )
    assert history.epochs == stop
    assert history.stopped == f"Stopped by the callback after epoch {stop}."
    assert history.loss[-1] == same(mean_squared_error(network(X), Y))


def after(epoch, act):
    """A callback that does one thing after this epoch, and notes the weights before."""

    def callback(network, history):
        if history.epochs == epoch:
            callback.W = {l: network.W[l].copy() for l in network.W}
            return act(network)

    return callback


def fail(error, first=lambda network: None):
    def act(network):
        first(network)
        raise error

    return act


def assert_nothing_lost(error, network, callback, epochs):
    """That the error brings the history, and the network has its weights still."""
    history = error.history
    assert history.epochs == epochs
    assert history.stopped == f"Ended by an error after epoch {epochs}."
    assert any("attribute history" in note for note in error.__notes__)
    assert {l: g.name for l, g in network.g.items()} == {1: "tanh", 2: "sigmoid"}
    assert set(network.W) == set(callback.W)
    for l in callback.W:
        np.testing.assert_array_equal(network.W[l], callback.W[l])
    assert history.loss[-1] == same(mean_squared_error(network(X), Y))
    train(network, X, Y, Adam(), epochs=1)  # it goes on from there


@pytest.mark.parametrize("epoch", [0, 3])
@pytest.mark.parametrize("batch_size", [None, 3])
def test_an_error_in_the_callback_is_the_callbacks_own(epoch, batch_size):
    for error in (FloatingPointError("mine"), ActivationError("mine"), NotFinite()):
        network, callback = small(), after(epoch, fail(error))
        with pytest.raises(type(error)) as caught:
            train(
                network,
                X,
                Y,
                Adam(),
                epochs=5,
                callback=callback,
                batch_size=batch_size,
            )
        assert caught.value is error
        assert_nothing_lost(error, network, callback, epoch)


def pop(network):
    del network.W[1]


def as_list(network):
    network.W = list(network.W.values())


def no_number(network):
    network.W[2][0, 0] = np.nan


def other_shape(network):
    network.W[1] = np.ones((3, 3))


def unknown(network):
    network.g[2] = "softmax"


def no_nodes(network):
    network.n = {}


def other_nodes(network):
    network.n[1] = "3"


def no_layers(network):
    network.L = None


def functions_as_list(network):
    network.g = ["tanh", "sigmoid"]
    network.W[1] = None


SPOILT = [
    (pop, r"^W must be a dictionary .*keys \[1, 2\], but its keys are \[2\]"),
    (as_list, "^W must be a dictionary .*its keys are none"),
    (no_number, r"^W\[2\] holds nan at row 0, column 0"),
    (other_shape, r"^W\[1\] has shape \(3, 3\)"),
    (unknown, "^'softmax' is not a known activation"),
    (functions_as_list, "^g must be a dictionary"),
    (no_nodes, r"^n must be a dictionary .*keys \[0, 1, 2\], but its keys are \[\]"),
    (other_nodes, r"^n\[1\] is '3', but it must be a whole number"),
    (no_layers, "^L is None, but it must be a whole number"),
]


@pytest.mark.parametrize("spoil, message", SPOILT)
@pytest.mark.parametrize("batch_size", [None, 3])
def test_a_callback_that_spoils_the_network_hears_of_it(spoil, message, batch_size):
    network, callback = small(), after(3, spoil)
    with pytest.raises(ValueError, match=message) as error:
        train(network, X, Y, Adam(), epochs=5, callback=callback, batch_size=batch_size)
    assert_nothing_lost(error.value, network, callback, 3)


def without_w(network):
    del network.W, network.g


@pytest.mark.parametrize("kind", [RuntimeError, SystemExit, GeneratorExit])
@pytest.mark.parametrize("spoil", [without_w, *(spoil for spoil, _ in SPOILT)])
def test_a_callback_that_spoils_the_network_and_fails(spoil, kind):
    error, network = kind("mine"), small()
    callback = after(3, fail(error, spoil))
    with pytest.raises(kind, match="mine"):
        train(network, X, Y, Adam(), epochs=5, callback=callback)
    assert_nothing_lost(error, network, callback, 3)


@pytest.mark.parametrize(
    "answer",
    [
        *(np.zeros(3), np.ones((2, 2)), np.ones(1), [0.5], (), [[1, 2], [3]]),
        *(np.nan, np.array(np.nan), 0.37, np.float32(-1e-9), 2, 1j),
        *("no", "", "stop", small(), History(), Network, {}, print),
    ],
    ids=repr,
)
def test_a_callback_gives_a_yes_or_a_no(answer):
    network, callback = small(), after(3, lambda network: answer)
    with pytest.raises(
        ValueError,
        match=r"(?s)^The callback returned .*yes or no: True stops, False or nothing g",
    ) as e:
        train(network, X, Y, Adam(), epochs=5, callback=callback)
    assert_nothing_lost(e.value, network, callback, 3)


@pytest.mark.parametrize(
    "answer, yes",
    [
        (True, 1),
        (np.True_, 1),
        (1, 1),
        (None, 0),
        (0.0, 0),
        (np.array(False), 0),
        (np.float64(), 0),
    ],
)
def test_what_counts_as_a_yes(answer, yes):
    history = train(small(), X, Y, Adam(), epochs=5, callback=lambda *_: answer)
    assert history.epochs == (0 if yes else 5)


def test_an_alpha_that_cannot_be_is_refused_where_it_is_set():
    network, adam = small(), Adam(0.5)
    callback = after(3, lambda network: setattr(adam, "alpha", -0.1))
    with pytest.raises(ValueError, match=r"^alpha is -0\.1, but it must be") as error:
        train(network, X, Y, adam, epochs=5, callback=callback)
    assert_nothing_lost(error.value, network, callback, 3)


def test_an_error_before_the_first_loss_has_no_history():
    network = line()
    network.W[1] = np.array([[1e200]])
    with pytest.raises(ValueError, match="too large") as error:
        train(network, [[1.0]], [[0.0]], GradientDescent(0.1), epochs=1)
    assert not hasattr(error.value, "history")
    assert not hasattr(error.value, "__notes__")


def test_warnings_of_numpy_are_heard_in_the_callback():
    with pytest.warns(RuntimeWarning, match="overflow"):
        train(small(), X, Y, Adam(), epochs=1, callback=lambda n, h: np.exp(1e4) < 0)


# Interruption


@pytest.mark.parametrize("epoch", [0, 2])
def test_interrupted_between_epochs(epoch):
    def callback(network, history):
        if history.epochs == epoch:
            raise KeyboardInterrupt

    network = small()
    history = train(network, X, Y, Adam(0.1), epochs=5, callback=callback)
    assert history.epochs == epoch
    assert history.stopped == f"Interrupted in epoch {epoch}."
    assert history.loss[-1] == same(mean_squared_error(network(X), Y))


def test_interrupted_between_steps():
    class Interrupted(Recorder):
        def step(self, W, dW):
            if len(self.gradients) == 4:
                raise KeyboardInterrupt
            return super().step(W, dW)

    network, optimiser = small(), Interrupted(0.1)
    history = train(network, X, Y, optimiser, epochs=5, batch_size=3)
    assert history.epochs == 1
    assert history.stopped == "Interrupted in epoch 2."
    once = small()
    train(once, X, Y, GradientDescent(0.1), epochs=1, batch_size=3)
    assert history.loss[-1] == same(mean_squared_error(once(X), Y))
    step = optimiser.gradients[-1][1]  # the steps taken are kept
    np.testing.assert_array_equal(network.W[1], once.W[1] - 0.1 * step)


# Divergence


@pytest.mark.parametrize("batch_size", [None, 3])
@pytest.mark.parametrize("optimiser", [GradientDescent(1e3), Momentum(25)], ids=repr)
def test_divergence_is_said_and_the_last_finite_weights_are_kept(optimiser, batch_size):
    network, snapshots = line(2), []
    with pytest.warns(DivergenceWarning) as caught:
        history = train(
            network,
            X,
            Y,
            optimiser,
            epochs=5000,
            batch_size=batch_size,
            held_out=(X[:2], Y[:2]),
            callback=lambda network, _: snapshots.append(network.W[1]),
        )
    k = history.epochs
    (warning,) = caught
    assert str(warning.message) == history.stopped
    assert warning.filename == __file__
    assert f"Diverged in epoch {k + 1}: the weights of epoch {k}" in history.stopped
    assert f"Try an alpha smaller than {optimiser.alpha:g}." in history.stopped
    assert 0 < k < 5000
    assert len(history.loss) == len(history.held_out_loss) == len(snapshots)
    assert np.isfinite(history.loss).all()
    assert history.loss[-1] > history.loss[0]
    assert network.W[1] is snapshots[-1]
    assert np.isfinite(network.W[1]).all()
    assert history.loss[-1] == same(mean_squared_error(network(X), Y))


def test_divergence_of_the_held_out_loss_alone():
    """The history keeps as many held-out losses as losses."""
    far = np.array([[1e143]])
    network = line()
    network.W[1] = np.array([[1.0]])
    with pytest.warns(DivergenceWarning, match="Diverged in epoch 2"):
        history = train(
            network,
            [[1e-3]],
            [[3e6]],
            GradientDescent(1e7),
            epochs=2,
            held_out=(far, [[0]]),
        )
    assert len(history.loss) == len(history.held_out_loss) == 2
    assert network.W[1].item() == pytest.approx(6e10)


def test_a_weight_that_is_no_longer_finite():
    """The loss stays finite behind a saturated sigmoid; the weight does not."""

    class Leap(GradientDescent):
        def step(self, W, dW):
            return {l: W[l] + np.inf for l in W}

    network = Network([1, 1], ["sigmoid"], seed=0)
    before = network.W[1]
    with pytest.warns(DivergenceWarning, match=r"epoch 1: .*epoch 0 are kept"):
        history = train(network, [[1]], [[1]], Leap(0.1), epochs=2)
    assert network.W[1] is before
    assert history.epochs == 0


def test_first_weights_whose_loss_is_no_number():
    network = line()
    network.W[1] = np.array([[1e200]])
    with pytest.raises(ValueError, match="loss of the first weights is too large"):
        train(network, [[1.0]], [[0.0]], GradientDescent(0.1), epochs=1)
    assert network.W[1] == 1e200


# Types


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", [GradientDescent, Momentum, Adam])
@pytest.mark.parametrize("weights", [np.float32, np.float64])
@pytest.mark.parametrize("examples", [np.float32, np.float64])
def test_weights_keep_their_float_type(name, kind, weights, examples):
    network = Network([2, 3, 1], [name, name], seed=0, dtype=weights)
    x, y = X.astype(examples), Y.astype(examples)
    history = train(network, x, y, kind(np.float64(0.01)), epochs=2, batch_size=3)
    assert {W.dtype for W in network.W.values()} == {np.dtype(weights)}
    assert {type(f) for f in history.loss} == {float}


def test_integer_weights_and_examples_are_converted():
    whole, floats = line(2), line(2)
    whole.W = {1: np.array([[1], [2]])}
    floats.W = {1: np.array([[1.0], [2.0]])}
    x, y = np.array([[1, 2], [3, 1]], dtype=np.uint8), np.array([[0], [1]], dtype="u1")
    train(whole, x, y, GradientDescent(0.01), epochs=3)
    train(floats, x.astype(float), y.astype(float), GradientDescent(0.01), epochs=3)
    np.testing.assert_array_equal(whole.W[1], floats.W[1])
    assert (whole.W[1] % 1).all()


@pytest.mark.parametrize("batch_size", [None, 3])
def test_nothing_is_changed_in_place(batch_size):
    network = small()  # X and Y refuse to be written to; so shall the weights
    before = {l: frozen(network.W[l]) for l in network.W}
    kept = {l: before[l].copy() for l in before}
    train(network, X, Y, Adam(0.1), epochs=2, batch_size=batch_size, held_out=(X, Y))
    for l in before:
        assert network.W[l] is not before[l]
        np.testing.assert_array_equal(before[l], kept[l])


# Bad input


@pytest.mark.parametrize(
    "options, message",
    [
        ({"X": np.ones((7, 3))}, r"X W\[1\] .*\(7, 3\).*\(2, 3\)"),
        ({"X": X * np.nan}, "^X holds nan"),
        ({"Y": Y[:3]}, r"Y .*\(3, 1\), but X .*\(7, 2\)"),
        ({"Y": Y[:, 0]}, r"Y\.reshape\(-1, 1\)"),
        (
            {"held_out": (X[:3], Y[:2])},
            r"held-out Y .*\(2, 1\), but held-out X .*\(3, 2\)",
        ),
        ({"held_out": (X[:, :1], Y)}, r"held-out X W\[1\] does not exist"),
        ({"held_out": (X, Y + np.inf)}, "held-out Y holds inf"),
        ({"held_out": (X, Y[:, 0])}, r"held-out Y .*one-dimensional"),
        ({"held_out": X}, r"held_out must be a pair: held_out=\(X, Y\)"),
        ({"held_out": (X,)}, "held_out must be a pair"),
        ({"held_out": 0.25}, "held_out must be a pair"),
        ({"epochs": 0}, "^epochs is 0, but it must be a whole number, 1 or more"),
        ({"epochs": 2.5}, "^epochs is 2.5"),
        ({"epochs": "3"}, "^epochs is '3'"),
        ({"epochs": True}, "^epochs is True"),
        ({"batch_size": 0}, "^batch_size is 0, .*a whole number, 1 or more"),
        ({"batch_size": 2.5}, "^batch_size is 2.5"),
        ({"batch_size": "3"}, "^batch_size is '3'"),
        ({"loss_every": 0}, "^loss_every is 0, .*a whole number, 1 or more"),
        ({"loss_every": "all"}, "^loss_every is 'all'"),
        ({"seed": None}, "^seed is None"),
        ({"seed": 1.5}, "^seed is 1.5"),
        ({"optimiser": 0.1}, r"^0.1 is not an optimiser.*GradientDescent\(0.1\)"),
        ({"optimiser": "adam"}, "^'adam' is not an optimiser"),
        ({"optimiser": Adam}, "Adam'> is not an optimiser"),
        ({"optimiser": GradientDescent}, "GradientDescent'> is not an optimiser"),
        ({"callback": 5}, "^callback is 5, but it must be a function of two arguments"),
        ({"callback": "print"}, "^callback is 'print'"),
        ({"X": (X, Y), "Y": (X, Y)}, r"^X is a pair of matrices.*\(X_train, Y_train\)"),
        ({"held_out": [(X, Y), (X, Y)]}, "^held-out X is a pair of matrices"),
    ],
)
def test_bad_input_leaves_the_weights_alone(options, message):
    network = small()
    before = dict(network.W)
    options = {"X": X, "Y": Y, "optimiser": Adam(), "epochs": 1, **options}
    with pytest.raises(ValueError, match=message):
        train(network, **options)
    assert all(network.W[l] is before[l] for l in before)


def test_targets_out_of_reach_warn():
    for options, symbol in [
        ({"Y": Y + 1}, "Y"),
        ({"Y": Y, "held_out": (X, Y + 1)}, "held-out Y"),
    ]:
        with pytest.warns(UnreachableTargetWarning, match=rf"^{symbol} runs") as caught:
            train(small(), X, **options, optimiser=Adam(), epochs=1)
        assert [warning.filename for warning in caught] == [__file__]


def test_a_network_without_a_word_when_all_is_well():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        train(small(), X, Y, Adam(), epochs=2, held_out=(X, Y))


@pytest.mark.parametrize("network", ["net", None, Network])
def test_no_network(network):
    with pytest.raises(ValueError, match="is not a network"):
        train(network, X, Y, Adam(), epochs=1)


def test_both_pairs_of_a_split():
    with pytest.raises(ValueError, match=r"^X is a pair of matrices"):
        train(small(), *split(X, Y), Adam(), epochs=1)


def test_a_forward_pass_of_its_own():
    class Mine(Network):
        def forward(self, X):
            return super().forward(X)

    with pytest.raises(ValueError, match=r"^This Mine has a forward of its own"):
        train(Mine([2, 1], ["sigmoid"], seed=0), X, Y, Adam(), epochs=1)


# Activation functions of a reader's own, where they give no number


def test_first_weights_where_an_activation_function_is_no_number():
    log = Activation("log", np.log, lambda Z: 1 / Z)
    network = Network([2, 2, 1], ["tanh", log], seed=0)
    message = (
        r"^In layer 2, the activation function log gave nan for z = -0\.\d+\. Write"
    )
    with pytest.raises(ValueError, match=message):
        train(network, X, Y, Adam(), epochs=1)


def test_an_activation_function_that_takes_no_matrix():
    exp = Activation("exp", lambda z: math.exp(z), np.exp)
    network = Network([2, 3, 1], [exp, "identity"], seed=0)
    with pytest.raises(
        ValueError, match=r"In layer 1, .* exp failed on a matr"
    ) as error:
        train(network, X, Y, Adam(), epochs=1)
    assert isinstance(error.value.__cause__, TypeError)  # where it failed is shown


@pytest.mark.parametrize("batch_size", [None, 3])
@pytest.mark.parametrize("epoch", [1, 2, 3])
def test_a_derivative_that_is_no_number_is_not_called_divergence(epoch, batch_size):
    calls = ["trial"]

    def prime(Z):
        calls.append(0)
        steps = 1 if batch_size is None else 3
        good = calls[0] == "trial" or len(calls) <= (epoch - 1) * steps
        return np.cos(Z) if good else np.cos(Z) * np.nan

    odd = Activation("odd", np.sin, prime)
    tried(odd, *((m, 3) for m in (len(X), 3, len(X) % 3)))
    calls.clear()
    network = Network([2, 3, 1], [odd, "identity"], seed=0)
    with pytest.warns(DivergenceWarning) as caught:
        history = train(
            network, X, Y, GradientDescent(1e-9), epochs=5, batch_size=batch_size
        )
    assert str(caught[0].message) == history.stopped
    assert history.stopped.startswith(
        f"Stopped in epoch {epoch}, and the weights of epoch {epoch - 1} are kept. In "
        "layer 1, the derivative of the activation function odd gave nan for z = "
    )
    assert "smaller" not in history.stopped
    assert history.epochs == epoch - 1
    assert history.loss[-1] == same(mean_squared_error(network(X), Y))
    plain = Network([2, 3, 1], [Activation("sin", np.sin, np.cos), "identity"], seed=0)
    if epoch > 1:
        options = {"epochs": epoch - 1, "batch_size": batch_size}
        train(plain, X, Y, GradientDescent(1e-9), **options)
    for l in plain.W:
        np.testing.assert_array_equal(network.W[l], plain.W[l])


@pytest.mark.parametrize("with_held_out", [False, True])
def test_a_value_that_is_no_number_later_on(with_held_out):
    """The weight falls below 0, where the root ends."""
    root = Activation("root", np.sqrt, lambda Z: 0.5 / np.sqrt(Z))
    network = Network([1, 1], [root], seed=0)
    network.W = {1: [[1.0]]}
    with pytest.warns(DivergenceWarning):
        history = train(
            network,
            [[1.0]],
            [[-0.1]],
            GradientDescent(0.1),
            epochs=99,
            held_out=([[2.0]], [[0.0]]) if with_held_out else None,
        )
    k = history.epochs
    assert 0 < k < 99
    message = (
        rf"^Stopped in epoch {k + 1}, .* epoch {k} are kept\. In layer 1, .* root g"
    )
    assert re.search(message, history.stopped)
    assert history.loss[-1] == same(mean_squared_error(network([[1.0]]), [[-0.1]]))
    assert len(history.held_out_loss) == (k + 1) * with_held_out


def test_divergence_with_an_activation_of_your_own_is_still_divergence():
    line = Activation("line", lambda Z: 2 * Z, lambda Z: 2 + 0 * Z)
    network = Network([2, 1], [line], seed=0)
    with pytest.warns(
        DivergenceWarning, match=r"^Diverged in .*alpha smaller than 100"
    ):
        train(network, X, Y, GradientDescent(100), epochs=5000)


def test_large_z_of_a_large_alpha_is_said_to_be_one():
    exp = Activation("exp", np.exp, np.exp)
    network = Network([1, 1], [exp], seed=0)
    network.W = {1: [[-1.0]]}
    with pytest.warns(DivergenceWarning, match=r"gave inf for z = .* X or alpha\.$"):
        train(network, [[1.0]], [[20.0]], GradientDescent(60), epochs=99)


def test_a_warning_made_an_error_loses_nothing_either():
    network = line(2)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(DivergenceWarning, match="Diverged") as error:
            train(network, X, Y, GradientDescent(1e3), epochs=5000)
    history = error.value.history
    assert history.epochs > 0
    assert str(error.value) == history.stopped
    assert history.loss[-1] == same(mean_squared_error(network(X), Y))


def test_so_for_the_warning_of_a_network_that_is_stuck():
    network = small()
    network.g, network.W[1] = {1: relu, 2: identity}, -np.ones((2, 3))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(StuckWarning, match="dead") as error:
            train(network, np.abs(X), Y, GradientDescent(0.1), epochs=3)
    assert error.value.history.epochs == 3
    assert error.value.history.stopped == "Finished after epoch 3."
    expected = same(mean_squared_error(network(np.abs(X)), Y))
    assert error.value.history.loss[-1] == expected


@pytest.mark.parametrize("alpha", [None, "0.1", [0.1]])
def test_an_optimiser_of_your_own_without_a_number_alpha(alpha):
    class Leap:
        def start(self, W):
            self.alpha = alpha

        def step(self, W, dW):
            return {l: W[l] * 1e200 for l in W}

    Leap.alpha = alpha
    with pytest.warns(DivergenceWarning, match=r"Try smaller steps\.$"):
        train(line(2), X, Y, Leap(), epochs=9)
