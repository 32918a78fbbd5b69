"""What training says of a poor fit: facts, each proved here in another way."""

import warnings

import numpy as np
import pytest
from samples import numbers, plainly, train, tried

from nnlib import (
    Activation,
    Adam,
    GradientDescent,
    Momentum,
    Network,
    StuckWarning,
    backprop,
    data,
    mean_squared_error,
)
from nnlib.fast.examples import FEW
from nnlib.signs import far_from_one, poor_fit


def cars(m=392):
    """A table like that of cars' miles per gallon: its columns, their sizes."""
    rng = np.random.default_rng(0)
    size, year = rng.random(m), rng.integers(70, 83, m)

    def measured(low, high, large):
        share = large + 0.1 * rng.standard_normal(m)
        return low + (high - low) * np.clip(share, 0, 1)

    X = np.column_stack(
        [
            measured(68, 455, size),
            measured(46, 230, size),
            measured(1613, 5140, size),
            measured(8, 25, 1 - size),
            year,
        ]
    )
    mpg = 9 + 30 * np.exp(-2 * size) + 0.6 * (year - 70) + rng.standard_normal(m)
    return X, mpg.reshape(-1, 1)


def heard(network, X, Y, optimiser, epochs=300, **options):
    """Train; return the history and the words of the warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        history = train(network, X, Y, optimiser, epochs=epochs, **options)
    return history, [str(w.message) for w in caught if w.category is StuckWarning]


def hidden(g, n=5, last="identity", seed=0):
    return Network([n, 8, 1], [g, last], seed=seed)


# Cars, as they come


OPTIMISERS = [GradientDescent(0.1), GradientDescent(1e-7), Momentum(1e-3), Adam()]


@pytest.mark.parametrize("optimiser", OPTIMISERS, ids=repr)
def test_saturated_nodes(optimiser):
    X, Y = cars()
    network = hidden("tanh")
    history, said = heard(network, X, Y, optimiser)
    assert not backprop(network, X, Y).dW[1].any()  # as is said
    assert len(said) == 1
    assert "At all 8 nodes of layer 1 (tanh), the derivative is 0 for" in said[0]
    assert "(saturated)" in said[0]
    assert "no further step changes W[1]." in said[0]
    assert "from 16 (column 3) to" in said[0]
    assert "(column 2)" in said[0]
    assert "data.standardise(X)" in said[0]
    assert "data.standardise(Y)" in said[0]
    assert "alpha" not in said[0]  # no alpha helps as long as X is so
    assert history.stopped == f"Finished after epoch 300. {said[0]}"
    assert said[0] in repr(history)


@pytest.mark.parametrize("alpha", [1, 1e-3])
def test_dead_nodes(alpha):
    X, Y = cars()
    network = hidden("relu")
    _, said = heard(network, X, Y, GradientDescent(alpha))
    assert not any(dW.any() for dW in backprop(network, X, Y).dW.values())
    assert len(said) == 1
    assert "At all 8 nodes of layer 1 (relu), the derivative is 0 for" in said[0]
    assert "and so is a (dead): no further step changes W[1]." in said[0]


def test_no_further_step_changes_what_is_said():
    X, Y = cars()
    network = hidden("tanh")
    heard(network, X, Y, GradientDescent(0.1))
    stuck = network.W[1]
    for optimiser in OPTIMISERS:
        heard(network, X, Y, optimiser, batch_size=10, epochs=3)
        np.testing.assert_array_equal(network.W[1], stuck)


def test_sigmoids_far_below_0_are_saturated_too():
    X, Y = cars()
    network = hidden("sigmoid")
    network.W[1] = -np.abs(network.W[1])
    _, said = heard(network, X, Y, GradientDescent(1e-3))
    assert "layer 1 (sigmoid), the derivative is 0 for every example, since" in said[0]
    stuck = network.W[1]
    for optimiser in OPTIMISERS:
        heard(network, X, Y, optimiser, epochs=3)
        np.testing.assert_array_equal(network.W[1], stuck)


def test_constant_nodes():
    X = np.linspace(100, 300, 50).reshape(-1, 1)
    Y = np.sin(np.linspace(0, 6, 50)).reshape(-1, 1)
    network = Network([1, 4, 1], ["sigmoid", "identity"], seed=1)
    _, said = heard(network, X, Y, Adam(0.01))
    assert "At all 4 nodes of layer 1 (sigmoid), a is the same for every" in said[0]
    assert "the prediction cannot depend on X. X has the size 200" in said[0]
    assert np.ptp(network(X)) < 1e-5
    later, _ = heard(network, X, Y, Adam(0.01), 3000)  # which is no help
    assert later.loss[-1] > 0.99 * later.loss[0]


def test_divergence_for_want_of_scale():
    X, Y = cars()
    with pytest.warns(RuntimeWarning, match=r"^Diverged.*\(column 2\).*standardise\(X"):
        history = train(
            Network([5, 1], ["identity"], seed=0),
            X,
            Y,
            GradientDescent(1e-3),
            epochs=300,
        )
    assert "alpha" not in history.stopped


def test_a_poor_fit_for_want_of_scale_is_no_cause_for_a_warning():
    X, Y = cars()
    history, said = heard(hidden("relu"), X, Y, GradientDescent(1e-10))
    assert not said
    assert history.stopped.startswith("Finished after epoch 300. The columns of X have")


@pytest.mark.parametrize("name", ["tanh", "relu", "sigmoid"])
def test_what_is_advised_leads_to_a_fit(name):
    X, Y = cars()
    (X, Y), held_out = data.split(X, Y)
    alpha, network = 1.0, hidden(name)
    history, _ = heard(network, X, Y, GradientDescent(alpha))
    scaled = False
    for _ in range(6):
        if history.stopped == "Finished after epoch 300.":
            break
        if "data.standardise(X)" in history.stopped:
            assert not scaled
            X, X_held = data.standardise(X, held_out[0])
            Y, Y_held = data.standardise(Y, held_out[1])
            scaled = True
        elif "smaller" in history.stopped:
            alpha /= 10
        network = hidden(name)
        history, said = heard(network, X, Y, GradientDescent(alpha))
        assert not said or "alpha" in said[0]
    assert scaled
    assert mean_squared_error(network(X_held), Y_held) < 0.25  # 1 is the mean's


# Facts of single layers


def stuck(network, X, Y):
    # A step too small to change what is there.
    _, said = heard(network, X, Y, GradientDescent(1e-12), epochs=1)
    return said[0] if said else ""


X, Y = numbers(30, 2), numbers(30, 1, seed=1)


def test_a_dead_last_node():
    network = Network([2, 3, 1], ["sigmoid", "relu"], seed=0)
    network.W[2] = -np.abs(network.W[2])
    said = stuck(network, X, np.abs(Y))
    assert "At the only node of layer 2 (relu), the derivative is 0" in said
    assert "and so is a (dead)" in said
    assert "no further step changes W[1] to W[2]" in said
    assert "from another seed or with a smaller alpha" in said


def test_a_saturated_layer_whose_nodes_differ():
    network = hidden("tanh", n=2)
    network.W[1] = network.W[1] * 1e6
    assert np.ptp(network(X)) > 0.1
    assert not backprop(network, X, Y).dW[1].any()
    assert "(saturated)" in stuck(network, X, Y)


def test_an_activation_that_has_no_slope_anywhere():
    step = Activation("step", lambda Z: (Z > 0) * 1.0, np.zeros_like)
    said = stuck(hidden(step, n=2), X, Y)
    assert "8 nodes of layer 1 (step), the derivative is 0 for every example:" in said


def test_float32_saturates_sooner():
    signs = np.sign(X) * [1, 2]
    for dtype, expected in [(np.float32, True), (np.float64, False)]:
        network = Network([2, 8, 1], ["tanh", "identity"], seed=0, dtype=dtype)
        network.W[1] = 12 * np.sign(network.W[1])  # z is 12 or 36, or their negatives
        assert (not backprop(network, signs.astype(dtype), Y).dW[1].any()) == expected
        assert ("(saturated)" in stuck(network, signs, Y)) == expected


def test_one_living_example_is_enough():
    network = Network([1, 2, 1], ["relu", "identity"], seed=0)
    network.W[1] = np.array([[1.0, 1.0]])
    X = -np.ones((500, 1)) * np.linspace(1, 2, 500).reshape(-1, 1)
    Y = numbers(500, 1)
    assert "dead" in stuck(network, X, Y)
    X[300] = 1  # beyond the first examples
    assert not stuck(network, X, Y)


def test_one_living_node_is_enough():
    network = Network([2, 2, 1], ["relu", "identity"], seed=0)
    network.W[1] = np.array([[1.0, -1.0], [1.0, -1.0]])
    assert not stuck(network, np.abs(X), Y)
    network.W[1] = np.array([[-1.0, -1.0], [-1.0, -1.0]])
    assert "dead" in stuck(network, np.abs(X), Y)


def far_out(z, g="sigmoid"):
    """Two hidden nodes whose z is about z; X has a column of ones."""
    network = Network([2, 2, 1], [g, "identity"], seed=0)
    network.W[1] = np.array([[z, z], [1.0, -1.0]])
    return network


ONES = np.column_stack([np.ones(30), np.linspace(-1, 1, 30)])


@pytest.mark.parametrize("z, g", [(-20, "sigmoid"), (20, "sigmoid"), (-9, "tanh")])
def test_nodes_alike_beside_their_range(z, g):
    said = stuck(far_out(z, g), ONES, Y)
    assert f"At all 2 nodes of layer 1 ({g}), a is the same for every example" in said
    assert "to 4 digits of its range" in said


@pytest.mark.parametrize("z, g", [(-7, "sigmoid"), (7, "sigmoid"), (-5, "tanh")])
def test_nodes_not_so_far_out(z, g):
    assert not stuck(far_out(z, g), ONES, Y)


def test_large_weights_may_tell_such_nodes_apart():
    network = far_out(-20)
    network.W[2] = 1e9 * np.ones((2, 1))
    assert np.ptp(network(ONES)) > 1
    assert not stuck(network, ONES, Y)


def test_nodes_of_your_own_that_are_alike_beside_their_size():
    elu = Activation(
        "elu",
        lambda Z: 1e3 * np.where(Z > 0, Z, np.expm1(np.minimum(Z, 0))),
        lambda Z: 1e3 * np.exp(np.minimum(Z, 0)),
    )
    said = stuck(far_out(-20, elu), ONES, Y)
    assert "(elu), a is the same for every example, to 4 digits, and" in said


# What must not be accused


def test_a_column_of_times_hides_none_beside_it():
    t, h = 1.7e9 + np.linspace(0, 1000, 50), np.linspace(0, 23, 50)
    X, Y = np.column_stack([t, h]), h.reshape(-1, 1) / 10
    network = Network([2, 8, 1], ["relu", "identity"], seed=1)
    history, said = heard(network, X, Y, GradientDescent(1e-22), epochs=3)
    assert np.ptp(network(X)) > 400
    assert not said
    assert "1.7e+09 (column 0)" in history.stopped


@pytest.mark.parametrize("g", ["relu", "identity", "tanh", "sigmoid"])
def test_a_constant_node_hides_none_beside_it(g):
    network = Network([2, 2, 1], [g, "identity"], seed=0)
    network.W = {1: np.array([[3e6, 1], [0, 1.0]]), 2: np.array([[1e-6], [1]])}
    assert np.ptp(network(ONES)) > 0.3
    assert not stuck(network, ONES, Y)


def noisy(seed, inputs):
    """X of about 40, Y of about 100, nearly all of it noise."""
    rng = np.random.default_rng(seed)
    X = 40 + 5 * rng.standard_normal((60, inputs))
    return X, 100 + X[:, :1] + 20 * rng.standard_normal((60, 1))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("inputs", [1, 3, 60, 70])  # with 60 or more it fits
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_best_possible_fit_needs_no_scale(seed, inputs, dtype):
    X, Y = noisy(seed, inputs)
    network = Network([inputs, 1], ["identity"], seed=0, dtype=dtype)
    network.W[1] = np.linalg.lstsq(X, Y)[0].astype(dtype)
    history, _ = heard(network, X, Y, GradientDescent(1e-12), epochs=3)
    assert history.stopped == "Finished after epoch 3."
    deep = Network([inputs, 2, 1], ["identity"] * 2, seed=0)
    history, _ = heard(deep, X, Y, GradientDescent(1e-12), epochs=3)
    assert "standardise(X)" in history.stopped


def test_where_a_network_bends_no_line_is_the_best():
    X, Y = noisy(0, 1)
    W = np.linalg.lstsq(X, Y)[0]
    loss = mean_squared_error(X @ W, Y)
    for g, silent in [("identity", True), ("relu", False), ("tanh", False)]:
        network = Network([1, 8, 1], [g, "identity"], seed=0)
        network.W[1] = network.W[1] / 40
        said = poor_fit(network, X, Y, [loss], lambda loss=loss: loss)
        assert ("standardise" not in said) == silent


def test_twice_the_same_column_has_a_best_fit_too():
    X, Y = noisy(0, 1)
    X = np.hstack([X, X, np.ones_like(X)])
    network = Network([3, 1], ["identity"], seed=0)
    network.W[1] = np.linalg.lstsq(X, Y)[0]
    for shift, silent in [(0, True), (10, False)]:
        network.W[1] = network.W[1] + shift * np.array([[0], [0], [1]])
        history, _ = heard(network, X, Y, GradientDescent(1e-12), epochs=1)
        assert ("standardise" not in history.stopped) == silent


def dead():
    network = Network([2, 3, 1], ["relu", "identity"], seed=0)
    network.W[1] = -np.abs(network.W[1])
    return network


POSITIVE = np.abs(X)


@pytest.mark.parametrize(
    "X, Y",
    [
        (POSITIVE[:1], Y[:1]),  # one example
        (np.repeat(POSITIVE[:1], 9, axis=0), Y[:9]),  # the same nine times
        (POSITIVE, np.ones((30, 1))),  # always the same target
        (POSITIVE, np.zeros((30, 1))),  # which the dead network fits
    ],
)
def test_a_constant_prediction_may_be_right(X, Y):
    assert stuck(dead(), POSITIVE, numbers(30, 1))  # only these examples excuse it
    history, said = heard(dead(), X, Y, GradientDescent(1e-12), epochs=1)
    assert not said
    assert history.stopped == "Finished after epoch 1."


def test_a_flat_line_may_be_the_best():
    x = np.linspace(-1, 1, 21).reshape(-1, 1)
    network = Network([2, 1], ["identity"], seed=0)
    history, said = heard(network, data.add_ones(x), x**2, GradientDescent(0.3))
    assert np.ptp(network(data.add_ones(x))) < 1e-9
    assert not said
    assert history.stopped == "Finished after epoch 300."


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", ["tanh", "sigmoid", "relu"])
def test_nothing_is_said_of_what_learns(name, seed):
    x, Y = data.sine(seed=seed)
    network = hidden(name, n=2, seed=seed)
    history, said = heard(network, data.add_ones(x), Y, GradientDescent(0.05), 200)
    assert not said
    assert history.stopped == "Finished after epoch 200."


@pytest.mark.parametrize("seed", range(5))
def test_nothing_is_said_where_there_is_nothing_but_noise(seed):
    X, Y = numbers(50, 3, seed=seed), numbers(50, 1, seed=100 + seed)
    history, said = heard(hidden("tanh", n=3, seed=seed), X, Y, GradientDescent(0.01))
    assert not said
    assert history.stopped == "Finished after epoch 300."


def test_nothing_is_said_of_a_fit_without_scale():
    X, Y = 100 * numbers(50, 1), 100 * numbers(50, 1)
    history, _ = heard(Network([1, 1], ["identity"], seed=0), X, Y, Adam(0.1), 500)
    assert history.loss[-1] < Y.var() / 100
    assert history.stopped == "Finished after epoch 500."


# A loss that grew, and scales


def test_a_loss_that_has_grown():
    history, said = heard(
        Network([2, 1], ["identity"], seed=0), X, Y, GradientDescent(1.5), 50
    )
    assert history.loss[-1] > 2 * history.loss[0]
    assert not said
    assert history.stopped.endswith("The loss has grown. Try a smaller alpha.")


@pytest.mark.parametrize(
    "before, after, grown", [(2, 4.1, True), (2, 3.9, False), (4, 4, False)]
)
def test_a_loss_has_grown_from_twice_the_first_on(before, after, grown):
    X, Y = np.array([[-1.0], [1]]), np.array([[1.0], [-1]])
    network = Network([1, 1], ["tanh"], seed=0)
    said = poor_fit(network, X, Y, [before, 9.0, after], lambda: after)
    assert said == " The loss has grown. Try a smaller alpha." * grown


@pytest.mark.parametrize(
    "X, Y, words",
    [
        ([[1, 3000], [1, 5000]], [[1], [0]], ["X has the size 4000 (column 1)"]),
        ([[5, 30, 1], [6, 50, 1]], [[1], [0]], ["5.5 (column 0) to 40 (column 1)"]),
        ([[0.01], [0.02]], [[1], [0]], ["0.015 (column 0)"]),
        ([[1], [2]], [[2000], [30]], ["targets have the size 1000", "(Y)"]),
    ],
)
def test_far_from_one(X, Y, words):
    said = far_from_one(np.array(X, dtype=float), np.array(Y, dtype=float))
    for word in words:
        assert word in said


@pytest.mark.parametrize(
    "X",
    [
        numbers(50, 3),
        data.add_ones(numbers(50, 3)),
        np.eye(50),  # one-hot columns are 0 nearly everywhere
        np.full((5, 2), 1e6),  # constant columns do not count
        [[0.0], [255 / 256]],
    ],
)
def test_near_one(X):
    assert far_from_one(np.array(X, dtype=float), numbers(50, 1)) == ""


# How and when it is said


def test_the_warning_points_at_the_call():
    with pytest.warns(StuckWarning) as caught:
        plainly(dead(), POSITIVE, Y, Adam(), epochs=1)
    assert caught[0].filename == __file__


def test_a_callback_that_stops():
    history, said = heard(dead(), POSITIVE, Y, Adam(), callback=lambda *_: True)
    assert history.stopped == f"Stopped by the callback after epoch 0. {said[0]}"


def test_a_few_examples_show_that_a_network_is_sound():
    looked = []

    def g(Z):
        looked.append(len(Z))
        return np.tanh(Z)

    own = Activation("own", g, lambda Z: 1 - np.tanh(Z) ** 2)
    tried(own, (FEW, 8))
    looked.clear()
    X, Y = numbers(5000, 2), 9 * numbers(5000, 1)
    assert poor_fit(hidden(own, n=2), X, Y, [81.0], pytest.fail) == ""
    assert looked == [FEW]
