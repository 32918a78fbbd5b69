import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import NAMES, matrices

from nnlib import Activation, central_differences, identity, relu, sigmoid, tanh
from nnlib.activations import KNOWN, activation

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


@pytest.mark.parametrize(
    "wrong, shape",
    [(lambda Z: Z.sum(axis=1, keepdims=True), (2, 1)), (lambda Z: 1.0, ()), (len, ())],
)
def test_one_of_your_own_must_keep_the_shape(wrong, shape):
    for function in [
        Activation("mine", wrong, np.ones_like),
        Activation("mine", np.positive, wrong).prime,
    ]:
        with pytest.raises(ValueError, match=r"mine.*every entry") as error:
            function(np.ones((2, 3)))
        assert f"shape {shape} of Z, which has shape (2, 3)" in str(error.value)
