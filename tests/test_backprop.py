import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from hypothesis import assume, given
from hypothesis import strategies as st
from samples import NAMES, frozen, numbers, off_the_kink, problems, sizes
from test_activations import ELU

from nnlib import (
    Activation,
    Adam,
    Network,
    backprop,
    central_differences,
    mean_squared_error,
    relu,
    sigmoid,
    tanh,
    train,
)
from nnlib.backprop import UnreachableTargetWarning
from nnlib.data import split

# The activation functions again, for the automatic differentiator.
AUTOGRAD = {
    "sigmoid": lambda Z: 1 / (1 + anp.exp(-Z)),
    "relu": lambda Z: Z * (Z > 0),
    "tanh": anp.tanh,
    "identity": lambda Z: Z,
    "softplus": lambda Z: anp.log(1 + anp.exp(Z)),
}


def small(name="sigmoid", outputs=1, **options):
    return Network([2, 3, outputs], ["tanh", name], **{"seed": 0, **options})


def loss(network, A, Y, after):
    """The loss, from the activations A of layer ``after`` on."""
    for l in range(after + 1, network.L + 1):
        A = network.g[l](A @ network.W[l])
    return mean_squared_error(A, Y)


def assert_same(a, b, rtol=1e-12):
    """That two matrices for each layer agree, beside the largest entry of all."""
    assert set(a) == set(b)
    scale = max(np.abs(M).max() for M in b.values())
    for l in a:
        assert a[l].shape == b[l].shape
        np.testing.assert_allclose(a[l], b[l], rtol=rtol, atol=rtol * scale)


# Right derivatives


@given(problems())
def test_every_derivative_agrees_with_central_differences(problem):
    network, X, Y = problem
    W, g = network.W, network.g
    Z, A, dA, dZ, dW = backprop(network, X, Y)
    assume(off_the_kink(network, Z))
    at_zero = any((Z[l] == 0).any() for l in Z)
    for l in W:
        measured = central_differences(
            lambda W_l, l=l: loss(network, g[l](A[l - 1] @ W_l), Y, l), W[l]
        )
        np.testing.assert_allclose(dW[l], measured, rtol=1e-6, atol=1e-8)
        if at_zero:  # where a nudge to Z or A itself, though none to W, meets the kink
            continue
        measured = central_differences(lambda A_l, l=l: loss(network, A_l, Y, l), A[l])
        np.testing.assert_allclose(dA[l], measured, rtol=1e-6, atol=1e-8)
        measured = central_differences(
            lambda Z_l, l=l: loss(network, g[l](Z_l), Y, l), Z[l]
        )
        np.testing.assert_allclose(dZ[l], measured, rtol=1e-6, atol=1e-8)


def autograd_loss(W, names, X, Y):
    A = X
    for W_l, name in zip(W, names, strict=True):
        A = AUTOGRAD[name](anp.dot(A, W_l))
    return anp.sum((A - Y) ** 2) / len(Y)


@given(problems(max_L=6), st.integers(1, 30))
def test_gradient_equals_that_of_an_automatic_differentiator(problem, copies):
    network, X, Y = problem
    X, Y = np.tile(X, (copies, 1)), np.tile(Y, (copies, 1))
    X = frozen(X + 0.1 * numbers(*X.shape))
    names = [g.name for g in network.g.values()]
    dW = grad(autograd_loss)(list(network.W.values()), names, X, Y)
    assert_same(backprop(network, X, Y).dW, dict(enumerate(dW, start=1)))


@pytest.mark.parametrize("name", NAMES)
def test_gradient_of_a_large_network(name):
    """Random weights of random size, not only those a new network starts with."""
    n = [7, 30, 20, 10, 5]
    network = Network(n, [name, "tanh", name, "identity"], seed=1)
    network.W = {l: numbers(n[l - 1], n[l], seed=l) for l in network.W}
    X, Y = numbers(50, 7), numbers(50, 5, seed=9)
    names = [g.name for g in network.g.values()]
    dW = grad(autograd_loss)(list(network.W.values()), names, X, Y)
    assert_same(backprop(network, X, Y).dW, dict(enumerate(dW, start=1)))


def test_gradient_with_an_activation_of_your_own():
    softplus = Activation("softplus", lambda Z: np.log(1 + np.exp(Z)), sigmoid)
    network = Network([2, 3, 1], [softplus, "sigmoid"], seed=0)
    X, Y = numbers(4, 2), np.full((4, 1), 0.5)
    dW = grad(autograd_loss)(list(network.W.values()), ["softplus", "sigmoid"], X, Y)
    assert_same(backprop(network, X, Y).dW, dict(enumerate(dW, start=1)))


@given(problems())
def test_gradient_with_an_activation_that_writes_into_z(problem):
    network, X, Y = problem
    network.g[1] = ELU
    Z, _, _, _, dW = backprop(network, X, Y)
    np.testing.assert_array_equal(Z[1], X @ network.W[1])
    assume(off_the_kink(network, Z) and (np.abs(Z[1]) > 1e-3).all())
    measured = central_differences(
        lambda W: loss(network, ELU(X @ W), Y, 1), network.W[1]
    )
    np.testing.assert_allclose(dW[1], measured, rtol=1e-6, atol=1e-8)


def test_numbers_worked_by_hand():
    """One example, one ReLU, one output: 2 w1 = 6, then 6 w2 = -3, and y = 1."""
    network = Network([1, 1, 1], ["relu", "identity"], seed=0)
    network.W = {1: [[3]], 2: [[-0.5]]}
    Z, A, dA, dZ, dW = backprop(network, [[2]], [[1]])
    assert {l: M.item() for l, M in Z.items()} == {1: 6, 2: -3}
    assert {l: M.item() for l, M in A.items()} == {0: 2, 1: 6, 2: -3}
    assert {l: M.item() for l, M in dA.items()} == {2: -8, 1: 4}
    assert {l: M.item() for l, M in dZ.items()} == {2: -8, 1: 4}
    assert {l: M.item() for l, M in dW.items()} == {2: -48, 1: 8}


@given(problems())
def test_forward_pass_is_that_of_the_network(problem):
    network, X, Y = problem
    derivatives = backprop(network, X, Y)
    for kept, expected in zip(derivatives, network.forward(X), strict=False):
        assert list(kept) == list(expected)
        for l in kept:
            np.testing.assert_array_equal(kept[l], expected[l])


@given(problems())
def test_layers_and_shapes(problem):
    network, X, Y = problem
    Z, A, dA, dZ, dW = backprop(network, X, Y)
    layers = set(range(1, network.L + 1))
    assert set(Z) == set(dA) == set(dZ) == set(dW) == layers
    assert set(A) == layers | {0}
    for l in layers:
        assert Z[l].shape == dZ[l].shape == dA[l].shape == (len(X), network.n[l])
        assert dW[l].shape == network.W[l].shape


# What follows from the formulas


@given(problems(), sizes)
def test_gradients_of_mini_batches_average_to_the_full_one(problem, b):
    network, X, Y = problem
    m = len(X)
    parts = [slice(start, start + b) for start in range(0, m, b)]
    batches = [backprop(network, X[rows], Y[rows]).dW for rows in parts]
    average = {
        l: sum(len(X[p]) / m * dW[l] for p, dW in zip(parts, batches, strict=True))
        for l in network.W
    }
    dW = backprop(network, X, Y).dW
    assert_same(average, {l: dW[l] for l in network.W}, rtol=1e-11)


@given(problems())
def test_examples_given_twice_change_no_gradient(problem):
    network, X, Y = problem
    twice = backprop(network, np.vstack([X, X]), np.vstack([Y, Y])).dW
    assert_same(twice, backprop(network, X, Y).dW, rtol=1e-11)


@given(problems())
def test_examples_in_another_order_change_no_gradient(problem):
    network, X, Y = problem
    dW = backprop(network, X, Y).dW
    assert_same(backprop(network, X[::-1], Y[::-1]).dW, dW, rtol=1e-11)


@given(problems())
def test_twice_the_same_and_nothing_changed_in_place(problem):
    network, X, Y = problem  # all of them refuse to be written to
    before = dict(network.W)
    first, second = backprop(network, X, Y), backprop(network, X, Y)
    for one, other in zip(first, second, strict=True):
        for l in one:
            np.testing.assert_array_equal(one[l], other[l])
    assert all(network.W[l] is before[l] for l in before)


def test_at_the_minimum_the_gradient_is_zero():
    network, X = small(outputs=2), numbers(4, 2)
    dW = backprop(network, X, network(X)).dW
    assert not any(dW[l].any() for l in dW)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_float_types_are_kept(name, dtype):
    network = Network([2, 3, 1], [name, name], seed=0, dtype=dtype)
    X, Y = numbers(4, 2).astype(dtype), np.full((4, 1), 0.5, dtype=dtype)
    derivatives = backprop(network, X, Y)
    assert {M.dtype for Ms in derivatives for M in Ms.values()} == {np.dtype(dtype)}
    exact = backprop(Network([2, 3, 1], [name, name], seed=0), numbers(4, 2), Y).dW
    assert_same(derivatives.dW, exact, rtol=1e-5)


@pytest.mark.parametrize("dtype", ["i8", "i1", "u1", "?"])
def test_integers_are_converted_not_truncated(dtype):
    X = np.array([[0, 1], [1, 1], [1, 0]])
    Y = np.array([[1], [0], [0]])
    expected = backprop(small(), X.astype(float), Y.astype(float))
    given_integers = backprop(small(), X.astype(dtype), Y.astype(dtype))
    assert_same(given_integers.dW, expected.dW, rtol=1e-15)
    assert given_integers.dA[2].dtype == np.float64
    nested = backprop(small(), X.tolist(), Y.tolist())
    assert_same(nested.dW, expected.dW, rtol=1e-15)


def test_integer_weights_are_converted():
    whole, floats = small("identity"), small("identity")
    whole.W = {1: np.array([[1, -2, 3], [0, 1, 1]]), 2: np.array([[1], [2], [-1]])}
    floats.W = {l: whole.W[l].astype(float) for l in whole.W}
    X, Y = numbers(4, 2), numbers(4, 1)
    assert_same(backprop(whole, X, Y).dW, backprop(floats, X, Y).dW, rtol=1e-15)


def test_saturated_sigmoids_say_nothing():
    network = Network([1, 1], ["sigmoid"], seed=0)
    network.W[1] = np.array([[1000.0]])
    derivatives = backprop(network, [[-1], [1]], [[1], [0]])
    assert derivatives.A[1].tolist() == [[0], [1]]
    assert derivatives.dW[1] == 0


# Bad input


@pytest.mark.parametrize(
    "X, Y, message",
    [
        (
            (4, 3),
            (4, 1),
            r"X W\[1\] .*X has shape \(4, 3\) and W\[1\] has shape \(2, 3\)",
        ),
        ((4, 2), (3, 1), r"Y .*\(3, 1\), but X .*\(4, 2\) .*1 node,.*shape \(4, 1\)"),
        ((4, 2), (1, 1), r"Y .*\(1, 1\), but X .*\(4, 2\).*shape \(4, 1\)"),
        ((4, 2), (4, 2), r"Y .*\(4, 2\), but X .*1 node,.*shape \(4, 1\)"),
        ((4, 2), (1, 4), r"Y .*\(1, 4\), but X .*shape \(4, 1\)"),
        ((4, 2), (4,), r"Y .*one-dim.*column.*\(4, 1\)\. Use Y\.reshape\(-1, 1\)"),
        ((2,), (1, 1), r"X .*one-dimensional.*X\.reshape"),
        ((0, 2), (0, 1), "X .*empty"),
        ((4, 2), (4, 1, 1), "Y .*3 dimensions"),
    ],
)
def test_shapes_that_do_not_fit(X, Y, message):
    with pytest.raises(ValueError, match=message):
        backprop(small(), np.zeros(X), np.zeros(Y))


def test_shapes_of_several_outputs():
    with pytest.raises(ValueError, match=r"last layer has 3 nodes,.*shape \(4, 3\)"):
        backprop(small(outputs=3), numbers(4, 2), numbers(4, 2))


@pytest.mark.parametrize("Y", [[0.5] * 8, np.full(8, 0.3), np.full((8, 1), 0.3)])
def test_one_measured_value_an_example_for_several_nodes(Y):
    with pytest.raises(ValueError, match=r"^Y holds one value an .*3 nodes.*\(8, 3\)"):
        backprop(small(outputs=3), numbers(8, 2), Y)
    backprop(small(), numbers(8, 2), np.reshape(Y, (8, 1)))  # one of the two ways out
    backprop(small(outputs=3), numbers(8, 2), np.tile(np.reshape(Y, (8, 1)), 3))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_numbers_that_are_not_finite(bad):
    with pytest.raises(ValueError, match=rf"^X holds {bad} at row 1, column 0"):
        backprop(small(), [[0, 0], [bad, 0]], [[0], [0]])
    with pytest.raises(ValueError, match=rf"^Y holds {bad} at row 1, column 0"):
        backprop(small(), [[0, 0], [0, 0]], [[0], [bad]])
    network = small()
    network.W[2] = np.array([[0], [bad], [0]])
    with pytest.raises(ValueError, match=rf"^W\[2\] holds {bad} at row 1, column 0"):
        backprop(network, [[0, 0]], [[0]])


@pytest.mark.parametrize("name", NAMES)
def test_derivatives_too_large_are_named(name):
    network = Network([2, 3, 1], [name, "identity"], seed=0)
    network.W = {l: 1e300 * network.W[l] for l in network.W}
    with pytest.raises(ValueError, match=r"df/dW\[[12]\] is not finite"):
        backprop(network, numbers(4, 2), numbers(4, 1))


@pytest.mark.parametrize(
    "g, Y, reach",
    [
        (sigmoid, [[0.5], [1.01]], "from 0 to 1"),
        (sigmoid, [[0.5], [-0.01]], "from 0 to 1"),
        (tanh, [[0], [1.01]], "from -1 to 1"),
        (tanh, [[0], [-1.01]], "from -1 to 1"),
        (relu, [[5], [-0.01]], "from 0 to inf"),
    ],
)
def test_targets_out_of_reach_warn(g, Y, reach):
    with pytest.warns(UnreachableTargetWarning) as caught:
        derivatives = backprop(small(g), [[1, 2], [3, 4]], Y)
    (warning,) = caught
    low, high = min(Y)[0], max(Y)[0]
    assert f"Y runs from {low} to {high}" in str(warning.message)
    assert f"{g.name}, only reaches {reach}" in str(warning.message)
    assert warning.filename == __file__
    assert all(np.isfinite(dW).all() for dW in derivatives.dW.values())


@pytest.mark.parametrize(
    "name, Y",
    [
        ("sigmoid", [[0], [1]]),
        ("tanh", [[-1], [1]]),
        ("relu", [[0], [1e9]]),
        ("identity", [[-1e9], [1e9]]),
    ],
)
def test_targets_at_the_ends_of_the_range_are_within_reach(name, Y):
    backprop(small(name), [[1, 2], [3, 4]], Y)  # a warning would be an error


# Functions and networks of a reader's own


@pytest.mark.parametrize("l", [1, 2])
def test_the_layer_whose_derivative_is_no_number_is_named(l):
    odd = Activation("odd", np.cbrt, lambda Z: 1 / (3 * np.cbrt(Z) ** 2))
    network = Network([2, 3, 1], ["tanh", "identity"], seed=0)
    network.g[l] = odd
    message = rf"^In layer {l}, the derivative of the activation function odd gave inf"
    with pytest.raises(ValueError, match=rf"{message} for z = 0\."):
        backprop(network, [[0, 0]], [[1]])


class Skipping(Network):
    """A forward pass of its own: the inputs are added to the outputs."""

    def forward(self, X):
        Z, A = super().forward(X)
        A[self.L] = A[self.L] + X
        return Z, A


def test_a_forward_pass_of_its_own_is_not_the_one_derived():
    network = Skipping([2, 2], ["tanh"], seed=0)
    patched = Network([2, 2], ["tanh"], seed=0)
    patched.forward = network.forward
    for each, name in [(network, "Skipping"), (patched, "Network")]:
        with pytest.raises(ValueError, match=f"^This {name} has a forward of its own"):
            backprop(each, numbers(4, 2), numbers(4, 2))


def test_a_call_of_its_own_neither():
    class Scaled(Network):
        def __call__(self, X):
            return 9 * super().__call__(X)

    for act in (backprop, lambda *data: train(*data, Adam(), epochs=1)):
        with pytest.raises(ValueError, match=r"^This Scaled has a __call__ of its own"):
            act(Scaled([2, 2], ["tanh"], seed=0), numbers(4, 2), numbers(4, 2))


def test_any_other_method_of_its_own_will_do():
    class Named(Network):
        def __repr__(self):
            return "mine"

    network, plain = (kind([2, 1], ["tanh"], seed=0) for kind in (Named, Network))
    X, Y = numbers(4, 2), np.zeros((4, 1))
    assert_same(backprop(network, X, Y).dW, backprop(plain, X, Y).dW)


@pytest.mark.parametrize("network", ["net", None, Network, {1: np.ones((2, 1))}])
def test_no_network(network):
    with pytest.raises(ValueError, match=r"is not a network. Make one .* Network\(\["):
        backprop(network, numbers(4, 2), numbers(4, 1))


@pytest.mark.parametrize("inputs", [1, 2])
def test_pairs_of_examples_and_targets_are_to_be_taken_apart(inputs):
    network = Network([inputs, 1], ["identity"], seed=0)
    with pytest.raises(ValueError, match=r"^X is a pair of matrices.*\(X_train, Y_tr"):
        backprop(network, *split(numbers(8, inputs), numbers(8, 1)))
    both = split(numbers(8, inputs), numbers(8, 1))
    with pytest.raises(ValueError, match=r"^X is two pairs of .*\(X_train, Y_tr"):
        backprop(network, both, numbers(8, 1))
    with pytest.raises(ValueError, match=r"^X is two pairs of .*\(X_train, Y_tr"):
        backprop(network, list(both), numbers(8, 1))
    nested = [[[1.0, 2.0], [3.0]], [[1.0]]]
    with pytest.raises(ValueError, match=r"^X is not a matrix: its rows"):
        backprop(network, nested, [[1], [2]])
