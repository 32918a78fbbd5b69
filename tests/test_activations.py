import math
from copy import deepcopy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import NAMES, frozen, matrices, numbers

from nnlib import (
    Activation,
    Adam,
    GradientDescent,
    Network,
    backprop,
    central_differences,
    identity,
    relu,
    sigmoid,
    tanh,
    train,
)
from nnlib.activations import KNOWN, activation, in_layers
from nnlib.checks.entrywise import ActivationError

# Each function and derivative again, for one number, from the book's formulas.
BY_HAND = {
    "sigmoid": (lambda z: 1 / (1 + math.exp(-z)), lambda z, a: a * (1 - a)),
    "relu": (lambda z: max(0.0, z), lambda z, a: 1.0 if z > 0 else 0.0),
    "tanh": (math.tanh, lambda z, a: 1 - a**2),
    "identity": (lambda z: z, lambda z, a: 1.0),
}


@pytest.mark.parametrize("name", NAMES)
@given(Z=matrices())
def test_every_entry_follows_the_formula(name, Z):
    g, prime = BY_HAND[name]
    A, slope = KNOWN[name](Z), KNOWN[name].prime(Z)
    assert A.shape == slope.shape == Z.shape
    for i, z in np.ndenumerate(Z):
        assert A[i] == pytest.approx(g(z), rel=1e-14)
        assert slope[i] == pytest.approx(prime(z, g(z)), rel=1e-13, abs=1e-15)


@pytest.mark.parametrize("name", NAMES)
@given(Z=matrices())
def test_derivative_agrees_with_central_differences(name, Z):
    Z = np.where(np.abs(Z) < 0.01, 0.01, Z)  # off the kink of ReLU
    g = KNOWN[name]
    measured = central_differences(lambda Z: g(Z).sum(), Z)
    np.testing.assert_allclose(g.prime(Z), measured, atol=1e-8)


def test_at_zero():
    zero = np.zeros((1, 1))
    assert [g(zero).item() for g in KNOWN.values()] == [0.5, 0, 0, 0]
    # ReLU has no derivative at 0; the book takes 0.
    assert [g.prime(zero).item() for g in KNOWN.values()] == [0.25, 0, 1, 1]


@given(z=st.floats(-745, 745))
def test_sigmoid_identities(z):
    a, mirrored = sigmoid(z), sigmoid(-z)
    assert a == pytest.approx(1 - mirrored, rel=1e-14, abs=1e-15)
    assert sigmoid.prime(z) == pytest.approx(sigmoid.prime(-z), rel=1e-9, abs=1e-15)
    assert a == pytest.approx((1 + math.tanh(z / 2)) / 2, rel=1e-14, abs=1e-15)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_sigmoid_is_exact_far_out(dtype):
    far = np.array([[-1000, 1000], [-1e30, 1e30], [-np.inf, np.inf]], dtype=dtype)
    np.testing.assert_array_equal(sigmoid(far), [[0, 1]] * 3)
    np.testing.assert_array_equal(sigmoid.prime(far), np.zeros((3, 2)))


@pytest.mark.parametrize("z", [-40, -100, -700])
def test_sigmoid_keeps_its_digits_near_zero(z):
    assert sigmoid(z) == pytest.approx(math.exp(z), rel=1e-15)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_nothing_overflows_and_float_types_stay(name, dtype):
    g = KNOWN[name]
    Z = np.array([[-1000, -1, 0, 1, 1000]], dtype=dtype)
    for values in [g(Z), g.prime(Z)]:
        assert values.dtype == dtype
        assert np.isfinite(values).all()
    assert Z.tolist() == [[-1000, -1, 0, 1, 1000]]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dtype", ["i8", "u1", "i1", "?", "f2"])
def test_other_types_become_float64(name, dtype):
    g = KNOWN[name]
    Z = np.array([[0, 1, 1]], dtype=dtype)
    for function in [g, g.prime]:
        assert function(Z).dtype == np.float64
        np.testing.assert_array_equal(function(Z), function(Z.astype(float)))


@pytest.mark.parametrize("name", NAMES)
def test_numbers_and_lists_will_do(name):
    g = KNOWN[name]
    for function in [g, g.prime]:
        expected = function(np.array([[-2.0, 3.0]]))
        np.testing.assert_array_equal(function([[-2, 3]]), expected)
        assert [function(-2), function(3)] == pytest.approx(expected[0])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("Z", ["a", [["1"]], 1j, [[1, 2], [3]]])
def test_no_numbers(name, Z):
    for function in [KNOWN[name], KNOWN[name].prime]:
        with pytest.raises(ValueError, match=r"^Z .*(real numbers|different lengths)"):
            function(Z)


@pytest.mark.parametrize(
    "g, lowest, highest",
    [(sigmoid, 0, 1), (tanh, -1, 1), (relu, 0, np.inf), (identity, -np.inf, np.inf)],
)
def test_range(g, lowest, highest):
    assert (g.lowest, g.highest) == (lowest, highest)
    assert (g(-np.inf), g(np.inf)) == (lowest, highest)


@pytest.mark.parametrize("g", KNOWN.values(), ids=KNOWN)
def test_activation_by_name_or_as_it_is(g):
    assert activation(g.name) is g
    assert activation(g) is g


@pytest.mark.parametrize("unknown", ["Tanh", "", None, 1, ["tanh"], np.tanh])
def test_unknown_activation_lists_the_known(unknown):
    with pytest.raises(ValueError, match="sigmoid, relu, tanh, identity") as error:
        activation(unknown)
    assert str(error.value).startswith(f"{unknown!r} is not a known activation")


def test_one_of_your_own():
    softplus = Activation("softplus", lambda Z: np.log1p(np.exp(Z)), sigmoid)
    assert softplus([[0]]) == pytest.approx(math.log(2))
    assert softplus.prime([[0]]) == 0.5
    assert (softplus.lowest, softplus.highest) == (-np.inf, np.inf)


# What one of your own may do, and what it may not


def elu(Z):
    """Writes into what it is given, as many published versions do."""
    below = Z < 0
    Z[below] = np.exp(Z[below]) - 1
    return Z


def elu_prime(Z):
    below = Z < 0
    Z[below] = np.exp(Z[below])
    Z[~below] = 1
    return Z


ELU = Activation("elu", elu, elu_prime)


@given(Z=matrices())
def test_one_that_writes_into_z_changes_nothing_of_yours(Z):
    for values, expected in [
        (ELU(Z), np.where(Z < 0, np.exp(Z) - 1, Z)),
        (ELU.prime(Z), np.where(Z < 0, np.exp(Z), 1)),
    ]:  # Z refuses to be written to
        np.testing.assert_array_equal(values, expected)
        assert not np.shares_memory(values, Z)
    writable = Z.copy()
    ELU(writable), ELU.prime(writable)
    np.testing.assert_array_equal(writable, Z)


def test_one_that_writes_its_values_into_one_matrix_again_and_again():
    room = np.empty((2, 3))
    mine = Activation("mine", lambda Z: np.sin(Z, out=room), np.cos)
    first = mine(np.ones((2, 3)))
    mine(np.zeros((2, 3)))
    np.testing.assert_array_equal(first, np.sin(np.ones((2, 3))))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(
    "g, expected",
    [
        (lambda Z: (Z > 0).astype(int), [[0, 1]]),
        (lambda Z: Z > 0, [[0, 1]]),
        (lambda Z: Z.astype(np.float64) / 3, [[-1 / 3, 2 / 3]]),
        (lambda Z: Z.tolist(), [[-1, 2]]),
    ],
)
def test_one_of_your_own_gives_numbers_of_the_type_of_z(g, expected, dtype):
    Z = np.array([[-1, 2]], dtype=dtype)
    for values in [
        Activation("mine", g, np.ones_like)(Z),
        Activation("mine", np.positive, g).prime(Z),
    ]:
        assert type(values) is np.ndarray
        assert values.dtype == dtype
        np.testing.assert_array_equal(values, np.array(expected, dtype=dtype))


def test_one_of_your_own_that_takes_a_number():
    assert Activation("exp", math.exp, math.exp)(1.0) == math.e


def both_ways(function):
    """A function as the activation function, then as the derivative."""
    return [
        (Activation("mine", function, np.ones_like), "^The activation function mine "),
        (
            Activation("mine", np.positive, function).prime,
            "^The derivative of the activation function mine ",
        ),
    ]


@pytest.mark.parametrize(
    "wrong, message",
    [
        (
            lambda Z: Z.sum(axis=1, keepdims=True),
            r"made shape \(2, 1\) of Z, .*\(2, 3\)",
        ),
        (
            lambda Z: 1.0,
            r"made shape \(\) of Z, which has .*\(2, 3\)\. It must take every",
        ),
        (len, r"made shape \(\) of Z"),
        (np.emath.sqrt, "gave complex numbers, but a network is of real"),
        (lambda Z: Z + 0j, "gave complex numbers"),
        (
            lambda Z: Z.astype(str),
            r"gave values of dtype <U32, but .*: return one for every entry of Z\.$",
        ),
        (
            np.frompyfunc(math.sin, 1, 1),
            r"gave an array of Python objects .*frompyfunc are, .*\.astype\(float\)\.$",
        ),
        (lambda Z: None, "gave None. Does it end with return"),
        (
            lambda z: 1 / (1 + math.exp(-z)),
            r"failed on a matrix Z of shape \(2, 3\).*np.exp",
        ),
        (lambda z: z if z > 0 else 0, r"failed on a matrix Z of shape .*np\.where"),
        (lambda z: max(0, z), "failed on a matrix"),
        (np.sqrt, r"gave nan for z = -0\.25\. Write it so that it gives a finite"),
        (np.ma.log, r"gave nan for z = -0\.25\."),
        (lambda Z: Z / np.abs(Z) / (Z != 2), r"gave inf for z = 2\."),
        (
            lambda Z: np.exp(400 * Z),
            r"gave inf for z = 2\. Write it so .*number for every z\.$",
        ),
    ],
)
def test_one_of_your_own_must_take_every_entry_to_a_real_number(wrong, message):
    Z = frozen(np.array([[1, -3, -0.25], [2, 3, 1]]))
    for function, name in both_ways(wrong):
        with pytest.raises(ActivationError, match=name + message):
            function(Z)


def test_where_z_is_large_the_advice_is_to_keep_it_small_too():
    for function, name in both_ways(lambda Z: np.exp(Z) / (1 + np.exp(Z))):
        with pytest.raises(ActivationError, match=name + "gave nan for z = 800.*alpha"):
            function(np.array([[1.0, 900], [800, 2]]))


def test_nothing_finite_is_asked_where_z_is_not():
    for function, _ in both_ways(np.exp):
        values = function(np.array([[np.inf, -np.inf, np.nan, 1]]))
        np.testing.assert_array_equal(values, [[np.inf, 0, np.nan, np.exp(1)]])


def test_an_activation_within_one_of_your_own_speaks_for_itself():
    inner = Activation("inner", np.sqrt, np.ones_like)
    outer = Activation("outer", lambda Z: inner(Z), np.ones_like)
    with pytest.raises(ActivationError, match=r"^The activation function inner gave"):
        outer(np.array([[-1.0]]))


def test_an_error_of_another_kind_is_your_own():
    def g(Z):
        raise RuntimeError("mine")

    with pytest.raises(RuntimeError, match="mine"):
        Activation("mine", g, np.ones_like)(np.ones((1, 1)))


@pytest.mark.parametrize(
    "arguments, message",
    [
        (("mine", 3, np.cos), "^g is 3, but it must be a function"),
        (("mine", np.sin, "cos"), "^derivative is 'cos', but it must be a function"),
        ((np.sin, np.cos, np.sin), "^name is <ufunc 'sin'>, but"),
    ],
)
def test_what_an_activation_is_made_of(arguments, message):
    with pytest.raises(ValueError, match=message):
        Activation(*arguments)


def test_an_activation_is_shown_by_its_name():
    for g in [tanh, Activation("tanh", np.sin, np.cos)]:
        assert repr(g) == "Activation(name='tanh')"


class Steep(Activation):
    """One with numbers of its own, and a value that they enter."""

    def __init__(self, times):
        super().__init__("steep", np.sqrt, np.ones_like)
        object.__setattr__(self, "times", times)

    def __call__(self, Z):
        return self.times * super().__call__(Z)


def test_in_layers_one_of_your_own_names_its_layer():
    twin = deepcopy(tanh)
    g = in_layers({1: ELU, 2: tanh, 4: twin, 5: Steep(3)})
    assert (g[2], g[4]) == (tanh, tanh)
    Z = numbers(3, 2)
    np.testing.assert_array_equal(g[1](Z), ELU(Z))
    np.testing.assert_array_equal(g[1].prime(Z), ELU.prime(Z))
    assert g[5](4.0) == 6
    with pytest.raises(
        ActivationError, match=r"^In layer 5, the activation function steep gave nan"
    ):
        g[5]([[-1.0]])


# Entries by themselves


def softmax(Z, axis=1):
    E = np.exp(Z - Z.max(axis=axis, keepdims=True))
    return E / E.sum(axis=axis, keepdims=True)


NOISE = np.random.default_rng(0)
MIXING = {
    "softmax": softmax,
    "softmax of a column": lambda Z: softmax(Z, axis=0),
    "softmax of all": lambda Z: softmax(Z, axis=None),
    "centred": lambda Z: Z - Z.mean(axis=0),
    "scaled": lambda Z: Z / np.abs(Z).max(),
    "sums": lambda Z: np.cumsum(Z, axis=1),
    "turned": lambda Z: Z[:, ::-1] + 0,
    "noisy": lambda Z: Z * NOISE.random(Z.shape),
}


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("size", [1e-3, 1, 100])  # at 100 softmax is 0 or 1
@pytest.mark.parametrize("mixing", MIXING.values(), ids=MIXING)
def test_an_activation_that_mixes_entries_is_none(mixing, size, dtype):
    Z = (size * numbers(4, 2, seed=2)).astype(dtype)
    for function, name in both_ways(mixing):
        with pytest.raises(ActivationError, match=f"{name}mixes the ent.* Softmax, wh"):
            function(Z)


@pytest.mark.parametrize("act", [Network.forward, backprop, train])
def test_in_a_network_it_is_none_either(act):
    network = Network([2, 3, 3], ["tanh", Activation("own", softmax, sigmoid)], seed=0)
    more = {backprop: [np.eye(3)], train: [np.eye(3), Adam()]}.get(act, [])
    options = {"epochs": 1} if act is train else {}
    with pytest.raises(ActivationError, match=r"^In layer 2, .* own mixes the entries"):
        act(network, numbers(3, 2), *more, **options)


slopes = np.array([0.1, 0.5, 2])
UNMIXED = {
    "a slope for each node": lambda Z: np.where(Z > 0, Z, Z * slopes),
    "cancelling": lambda Z: (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z)),
    "overflowing": lambda Z: np.log1p(np.exp(np.minimum(Z, 9))),
    "complex elsewhere": lambda Z: np.emath.arcsin(Z / 2.4),
    "refusing": lambda Z: np.arange(3.0)[np.abs(Z).astype(int)],  # where z is large
    "step": lambda Z: Z > 0,
    "constant": np.ones_like,
}


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("m", [1, 2, 7])
@pytest.mark.parametrize("g", UNMIXED.values(), ids=UNMIXED)
def test_one_that_does_not_is_let_be(g, m, dtype):
    Z = numbers(m, 3).astype(dtype)
    np.testing.assert_array_equal(
        Activation("own", g, np.ones_like)(Z), np.asarray(g(Z), dtype=dtype)
    )


def test_it_is_tried_once_for_each_shape():
    calls = []

    def g(Z):
        calls.append(Z.shape)
        return np.tanh(Z)

    own = Activation("own", g, np.ones_like)
    for m in (4, 4, 2, 4, 2):
        own(np.zeros((m, 2)))
    assert calls == [(4, 2)] * 3 + [(2, 2)] * 2 + [(4, 2), (2, 2)]
    network = Network([2, 2, 1], [own, "identity"], seed=0)
    calls.clear()
    train(network, numbers(4, 2), numbers(4, 1) / 99, GradientDescent(1e-9), epochs=9)
    assert len(calls) in (10, 11)  # and a look for signs of a poor fit
