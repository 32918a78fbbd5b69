import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import NAMES, frozen, matrices, numbers, problems, seeds, sizes
from test_activations import ELU

from nnlib import Activation, Network, sigmoid

ALONE = {
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "relu": lambda z: max(0.0, z),
    "tanh": math.tanh,
    "identity": lambda z: z,
}


def small(**options):
    return Network([2, 3, 1], ["tanh", "sigmoid"], **{"seed": 0, **options})


# The forward pass


@given(problems())
def test_forward_equals_loops_over_examples_and_nodes(problem):
    network, X, _ = problem
    Z, A = network.forward(X)
    assert list(Z) == list(range(1, network.L + 1))
    assert list(A) == list(range(network.L + 1))
    assert A[0] is X
    for i in range(len(X)):
        a = list(X[i])
        for l in range(1, network.L + 1):
            W, g = network.W[l], ALONE[network.g[l].name]
            z = [
                sum(a[k] * W[k, j] for k in range(network.n[l - 1]))
                for j in range(network.n[l])
            ]
            a = [g(z_j) for z_j in z]
            assert Z[l].shape == A[l].shape == (len(X), network.n[l])
            assert Z[l][i] == pytest.approx(z, rel=1e-12, abs=1e-12)
            assert A[l][i] == pytest.approx(a, rel=1e-12, abs=1e-12)


@given(problems())
def test_predictions_are_the_activations_of_the_last_layer(problem):
    network, X, _ = problem
    np.testing.assert_array_equal(network(X), network.forward(X)[1][network.L])


@given(problems(), seeds)
def test_each_row_depends_on_its_example_alone(problem, seed):
    network, X, _ = problem
    i = seed % len(X)
    others = numbers(*X.shape, seed=seed).copy()
    others[i] = X[i]
    np.testing.assert_allclose(
        network(others)[i], network(X)[i], rtol=1e-12, atol=1e-13
    )
    np.testing.assert_allclose(
        network(X[i : i + 1])[0], network(X)[i], rtol=1e-12, atol=1e-13
    )


@given(problems(), seeds)
def test_examples_in_another_order_give_rows_in_that_order(problem, seed):
    network, X, _ = problem
    order = np.random.default_rng(seed).permutation(len(X))
    np.testing.assert_allclose(
        network(X[order]), network(X)[order], rtol=1e-12, atol=1e-13
    )


@given(matrices(), sizes, seeds)
def test_identity_layers_collapse_to_one_matrix(X, nodes, seed):
    network = Network([X.shape[1], nodes, 2], ["identity"] * 2, seed=seed)
    W = network.W[1] @ network.W[2]
    np.testing.assert_allclose(network(X), X @ W, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_float_types_are_kept(name, dtype):
    network = Network([2, 3, 1], [name, name], seed=0, dtype=dtype)
    X = numbers(4, 2).astype(dtype)
    Z, A = network.forward(X)
    assert {M.dtype for M in [*network.W.values(), *Z.values(), *A.values()]} == {
        np.dtype(dtype)
    }
    assert network.W[1] == pytest.approx(
        Network([2, 3, 1], [name, name], seed=0).W[1], rel=1e-6
    )


def test_integer_and_nested_list_examples_are_converted():
    network = small()
    expected = network(np.array([[1.0, 2.0]]))
    np.testing.assert_array_equal(network([[1, 2]]), expected)
    np.testing.assert_array_equal(network(np.array([[1, 2]], dtype="u1")), expected)


def test_sigmoid_layer_far_out_says_nothing():
    network = Network([1, 1], ["sigmoid"], seed=0)
    network.W[1] = np.array([[1000.0]])
    np.testing.assert_array_equal(network([[-1], [1]]), [[0], [1]])


@pytest.mark.parametrize(
    "X, message",
    [
        (np.ones((4, 3)), r"X W\[1\] .*X has shape \(4, 3\) and W\[1\] .*\(2, 3\)"),
        (np.ones(2), r"X has shape \(2,\).*reshape"),
        ([[1, np.nan]], "X holds nan at row 0, column 1"),
        ([[1, 2], [3]], "X .*different lengths"),
        ([["1", "2"]], "X holds .1. at row 0"),
        (np.ones((0, 2)), "X .*empty"),
    ],
)
def test_bad_examples(X, message):
    with pytest.raises(ValueError, match=message):
        small().forward(X)
    with pytest.raises(ValueError, match=message):
        small()(X)


def test_numbers_too_large_are_named():
    network = Network([1, 1, 1], ["relu", "identity"], seed=0)
    network.W = {1: np.array([[1e200]]), 2: np.array([[1e200]])}
    with pytest.raises(ValueError, match=r"A\[2\] is not finite"):
        network([[1.0]])


# The weights, when made


def test_attributes():
    network = Network((4, 3, 2), ("relu", sigmoid), seed=0)
    assert network.L == 2
    assert network.n == {0: 4, 1: 3, 2: 2}
    assert {l: g.name for l, g in network.g.items()} == {1: "relu", 2: "sigmoid"}
    assert {l: W.shape for l, W in network.W.items()} == {1: (4, 3), 2: (3, 2)}
    assert repr(network) == "<Network n=[4, 3, 2] g=['relu', 'sigmoid']>"
    with pytest.raises(KeyError):
        network.W[0]


def exact_weights(seed, n, numerator):
    """The weights from a generator's raw bits, in exact fractions until the end."""
    bits = np.random.PCG64(seed)
    W = {}
    for l in range(1, len(n)):
        r = Fraction(math.sqrt(numerator / n[l - 1]))
        W[l] = [
            # 53 random bits are a number from 0 to 1; float() rounds once.
            [float(r * (Fraction(bits.random_raw() >> 11, 2**52) - 1)) for _ in columns]
            for columns in [range(n[l])] * n[l - 1]
        ]
    return W


@pytest.mark.parametrize("variance, numerator", [("1/n", 3), ("2/n", 6)])
@pytest.mark.parametrize("seed", [0, 1, 12345])
def test_the_same_seed_gives_these_weights_to_the_last_bit(variance, numerator, seed):
    n = [3, 7, 50, 2]
    network = Network(n, ["tanh"] * 3, seed=seed, variance=variance)
    for l, W in exact_weights(seed, n, numerator).items():
        assert network.W[l].tolist() == W


def test_the_same_seed_gives_these_weights_on_every_machine():
    network = Network([2, 2, 1], ["tanh", "identity"], seed=0)
    W1 = [
        [0.33548624824817913, -0.5639050832878074],
        [-1.124380644784199, -1.1842605976919982],
    ]
    assert network.W[1].tolist() == W1
    assert network.W[2].tolist() == [[0.7673522376402999], [1.0110405528183286]]


def test_seeds_and_generators():
    W = small(seed=7).W
    for seed in [7, np.int64(7), np.random.default_rng(7)]:
        again = small(seed=seed).W
        for l in W:
            np.testing.assert_array_equal(again[l], W[l])
    assert not (small(seed=8).W[1] == W[1]).any()
    rng = np.random.default_rng(7)
    small(seed=rng)
    assert not (small(seed=rng).W[1] == W[1]).any()  # it goes on from where it was


@pytest.mark.parametrize("rows", [3, 12, 300])
@pytest.mark.parametrize("options, times", [({}, 1), ({"variance": "2/n"}, 2)])
def test_mean_and_variance_of_the_weights(rows, options, times):
    W = Network([rows, 5000], ["tanh"], seed=0, **options).W[1]
    r = np.sqrt(3 * times / rows)
    assert -r <= W.min() < -0.99 * r < 0.99 * r < W.max() <= r
    assert W.mean() == pytest.approx(0, abs=0.02 * r)
    assert W.var() == pytest.approx(times / rows, rel=0.02)


@pytest.mark.parametrize("name, suits", [("identity", "1/n"), ("relu", "2/n")])
@pytest.mark.parametrize("variance", ["1/n", "2/n"])
def test_the_variance_that_suits_g_keeps_the_size_of_z(name, suits, variance):
    network = Network([100] * 11, [name] * 10, seed=0, variance=variance)
    Z, _ = network.forward(numbers(200, 100))
    # Beside what the other variance does in nine layers: a factor 2^4.5 = 23 or 1/23.
    kept = np.sqrt((Z[10] ** 2).mean() / (Z[1] ** 2).mean())
    assert (0.5 < kept < 2) == (variance == suits)


@pytest.mark.parametrize("variance", ["1", "2/m", 2, None, ["1/n"], 1.0])
def test_bad_variance(variance):
    with pytest.raises(ValueError, match=r"'1/n', which suits tanh.*'2/n', .* relu"):
        small(variance=variance)


@pytest.mark.parametrize(
    "n", [[2, 3, 1], (2, 3, 1), [2.0, 3.0, 1.0], np.array([2, 3, 1])]
)
def test_whole_numbers_of_nodes_of_any_type(n):
    network = Network(n, np.array(["tanh", "relu"]), seed=0)
    assert repr(network) == "<Network n=[2, 3, 1] g=['tanh', 'relu']>"
    assert network.W[1].shape == (2, 3)


@pytest.mark.parametrize(
    "n, g",
    [
        ([2, 3, 1], ["tanh"]),
        ([2, 1], ["tanh", "tanh"]),
        ([2, 1], "tanh"),
        ([5, 1, 1, 1, 1], "tanh"),
        ([2, 1], sigmoid),
        ([2], []),
        ([], []),
        (2, ["tanh"]),
        (None, ["tanh"]),
        ([2, 1], None),
        ({0: 2, 1: 1}, ["tanh"]),
        ([2, 1], {1: "tanh"}),
        ("21", ["tanh"]),
    ],
)
def test_lists_that_do_not_fit(n, g):
    with pytest.raises(ValueError, match="g must be one shorter than n") as error:
        Network(n, g, seed=0)
    assert f"n = {n} and g = {g} do not fit" in str(error.value)


def test_the_example_of_the_message_can_be_run():
    with pytest.raises(ValueError, match="For example") as error:
        Network([2, 8, 1], ["tanh"], seed=0)
    example = str(error.value).partition("For example ")[2].rstrip(".")
    assert eval(example).L == 2


@pytest.mark.parametrize("nodes", [0, -1, 2.5, "3", True, None, np.nan, [3]])
def test_bad_number_of_nodes(nodes):
    with pytest.raises(ValueError, match=r"n\[1\] is .*whole number, 1 or more"):
        Network([2, nodes, 1], ["tanh", "tanh"], seed=0)


def test_unknown_activation():
    with pytest.raises(ValueError, match=r"'Relu' is not .*sigmoid, relu, tanh, id"):
        Network([2, 1], ["Relu"], seed=0)


@pytest.mark.parametrize(
    "dtype", [int, np.float16, complex, "U1", "foo", "f,", 7, [], {}, "M8[x]", 10**400]
)
def test_bad_dtype(dtype):
    with pytest.raises(ValueError, match=r"dtype is .*float32 or float64"):
        small(dtype=dtype)


def test_bad_seed():
    with pytest.raises(ValueError, match=r"seed is None.*whole number"):
        small(seed=None)
    with pytest.raises(TypeError, match="seed"):
        Network([2, 1], ["tanh"])


# The weights, when set by hand


@given(problems(), st.integers(-3, 3))
def test_integer_weights_are_converted_not_truncated(problem, w):
    network, X, _ = problem
    whole = {l: np.full(network.W[l].shape, w) for l in network.W}
    network.W = dict(whole)
    predictions = network(X)
    assert {W.dtype for W in network.W.values()} == {np.dtype(np.float64)}
    network.W = {l: whole[l].astype(float) for l in whole}
    np.testing.assert_array_equal(predictions, network(X))


def test_weights_as_nested_lists_and_in_another_order():
    network, X = small(), numbers(4, 2)
    expected = network(X)
    network.W = {l: network.W[l].tolist() for l in [2, 1]}
    np.testing.assert_array_equal(network(X), expected)


def test_an_entry_set_in_place_counts():
    network = small()
    network([[1, 1]])
    network.W[2][:] = 0
    assert network([[1, 1]]) == 0.5


@pytest.mark.parametrize("l", [1, 2])
@pytest.mark.parametrize(
    "change, message",
    [
        (lambda W: W.T, r"W\[{l}\] has shape .* so it must have shape {shape}"),
        (lambda W: np.ones((5, 5)), r"W\[{l}\] has shape \(5, 5\).*shape {shape}"),
        (lambda W: W[:1, :1] + W[0], r"W\[{l}\] has shape"),
        (lambda W: W[:, 0], r"W\[{l}\] .*one-dimensional"),
        (lambda W: W * np.nan, r"W\[{l}\] holds nan at row 0, column 0"),
        (lambda W: W.astype(str), r"W\[{l}\] holds .-?[0-9.e-]+. at row 0"),
        (lambda W: None, r"W\[{l}\] is None"),
    ],
)
def test_bad_weights(l, change, message):
    network = Network([2, 3, 4], ["tanh", "sigmoid"], seed=0)
    shape = str(network.W[l].shape).replace("(", r"\(").replace(")", r"\)")
    network.W[l] = change(network.W[l])
    with pytest.raises(ValueError, match=message.format(l=l, shape=shape)):
        network([[1.0, 2.0]])


def test_weights_that_fit_each_other_but_not_the_network():
    network = small()
    network.W = {1: np.ones((2, 7)), 2: np.ones((7, 1))}
    with pytest.raises(ValueError, match=r"W\[1\] .*\(2, 7\).*layer 1 has 3.*\(2, 3\)"):
        network([[1, 2]])


@pytest.mark.parametrize("keys", [[1], [2], [0, 1, 2], [1, 2, 3], [1, "2"], []])
def test_missing_and_surplus_layers(keys):
    network = small()
    network.W = {l: np.ones((2, 3)) for l in keys}
    with pytest.raises(ValueError, match=r"W .*keys \[1, 2\], but") as error:
        network.check()
    assert f"its keys are {keys}." in str(error.value)


@pytest.mark.parametrize("name", ["W", "g"])
def test_layers_in_no_dictionary(name):
    network = small()
    setattr(network, name, list(getattr(network, name).values()))
    message = rf"{name} must be a dictionary.*keys \[1, 2\], but its keys are none"
    with pytest.raises(ValueError, match=message):
        network([[1, 2]])


def test_activation_functions_set_by_hand():
    network, X = small(), numbers(4, 2)
    network.g = {2: "relu", 1: "relu"}
    other = Network([2, 3, 1], ["relu", "relu"], seed=0)
    np.testing.assert_array_equal(network(X), other(X))
    network.g[2] = "softmax"
    with pytest.raises(ValueError, match="'softmax' is not a known"):
        network(X)
    del network.g[1]
    with pytest.raises(ValueError, match=r"g .*keys \[1, 2\], but its keys are \[2\]"):
        network(X)


@pytest.mark.parametrize(
    "g, shown",
    [
        ({1: "relu", 2: sigmoid}, "['relu', 'sigmoid']"),
        ({2: "relu", 1: "tanh"}, "['tanh', 'relu']"),
        ({1: None}, "[None, None]"),
        (["tanh"], "['tanh']"),
        (None, "None"),
    ],
)
def test_a_network_can_be_shown_whatever_is_set_by_hand(g, shown):
    network = small()
    network.g = g
    assert repr(network) == f"<Network n=[2, 3, 1] g={shown}>"
    network = small()
    network.g[1] = "relu"
    assert repr(network) == "<Network n=[2, 3, 1] g=['relu', 'sigmoid']>"


def test_an_activation_of_your_own_must_keep_the_shape():
    total = Activation("total", lambda Z: Z.sum(axis=0), np.ones_like)
    with pytest.raises(
        ValueError, match=r"^In layer 1, the activation function total .*every e"
    ):
        Network([2, 2], [total], seed=0)(frozen(np.ones((3, 2))))


def test_an_activation_of_your_own_that_writes_into_z():
    network = Network([2, 3, 1], [ELU, ELU], seed=0)
    X = numbers(9, 2)
    Z, A = network.forward(X)
    for l in Z:
        np.testing.assert_array_equal(Z[l], A[l - 1] @ network.W[l])
        np.testing.assert_array_equal(A[l], np.where(Z[l] < 0, np.exp(Z[l]) - 1, Z[l]))


@pytest.mark.parametrize("layer", [1, 2])
def test_the_layer_whose_activation_gives_no_number_is_named(layer):
    root = Activation("root", np.sqrt, np.ones_like)
    square = Activation("square", np.square, lambda Z: 2 * Z)
    g = [square, square, "identity"]
    g[layer - 1] = root
    network = Network([1, 1, 1, 1], g, seed=0)
    network.W = {1: [[1]], 2: [[1]], 3: [[1]]}
    network.W[layer] = [[-1]]
    message = rf"^In layer {layer}, the activation function root gave nan for z = -4\."
    with pytest.raises(ValueError, match=message):
        network([[4 if layer == 1 else 2]])


def test_a_network_of_complex_numbers_is_none():
    network = Network(
        [2, 3, 1], [Activation("e", np.emath.sqrt, np.ones_like)] * 2, seed=0
    )
    with pytest.raises(ValueError, match=r"In layer 1, .* e gave complex numbers"):
        network(numbers(5, 2))
