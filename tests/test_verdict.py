"""A right formula is never called wrong, nor a wrong one right."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import NAMES, matrices

from nnlib import Network, backprop, check
from nnlib.network import forward
from nnlib.numerical.measured import Reading


def sum_of_squares(U):
    return float((U**2).sum())


def wave(size, about=1.0):
    """A function whose derivatives at 1 are about as large as size; and that one."""
    return lambda U: about + size * np.sin(U[0, 0] + 0.3), size * np.cos(1.3)


def verdict(formula, f, U, h=None):
    return check("df/dU", formula, f, U, h=h).verdict


# right and wrong


@given(matrices())
def test_a_right_formula_agrees(U):
    comparison = check("df/dU", 2 * U, sum_of_squares, U)
    assert comparison.agrees
    assert repr(comparison) == (
        f"df/dU: agrees with central differences in all {U.shape[0]} x {U.shape[1]} "
        "entries"
    )
    off = np.abs(comparison.measured - 2 * U)
    assert (off <= comparison.uncertainty).all()
    assert comparison.uncertainty.max() < 1e-8


@given(matrices())
def test_a_wrong_formula_does_not(U):
    for wrong in [U, -2 * U, 2 * U + 1e-4, 2.000001 * U, U**2]:
        assert verdict(wrong, sum_of_squares, U) == "DISAGREES"


def test_one_wrong_entry_is_pointed_out():
    U = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    formula = 2 * U
    formula[1, 2] = -12
    comparison = check("df/dU", formula, sum_of_squares, U)
    assert repr(comparison) == (
        "df/dU: DISAGREES, most at [1, 2]: formula -12, measured 12"
    )
    assert (comparison.verdicts == "DISAGREES").sum() == 1


def test_of_entries_that_are_as_wrong_the_first_is_named():
    formula = [[2, 6], [9, 0]]
    comparison = check(
        "", formula, lambda U: 9 * U[0, 1] + 6 * U[1, 0], np.ones((2, 2))
    )
    assert "most at [0, 1]: formula 6, measured 9" in repr(comparison)


def test_numbers_that_differ_are_shown_to_differ():
    comparison = check("", [[2 + 1e-8]], lambda U: 2 * U[0, 0], [[0]])
    shown = re.search("formula (.*), measured (.*)", repr(comparison)).groups()
    assert shown == ("2.00000001", "2")
    comparison = check("", [[0.123456789]], lambda U: 2 * U[0, 0], [[0]])
    assert "formula 0.123457, measured 2" in repr(comparison)


@pytest.mark.parametrize("shape", [(3, 2), (1, 3), (3,), ()])
def test_a_formula_of_another_shape_never_agrees(shape):
    comparison = check("df/dU", np.zeros(shape), lambda U: 0.0, np.ones((2, 3)))
    assert not comparison.agrees
    assert repr(comparison) == (
        f"df/dU: DISAGREES: shape of the formula {shape}, of the variable (2, 3)"
    )


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_formula_that_is_not_finite_never_agrees(bad):
    comparison = check("df/dU", [[5, bad]], sum_of_squares, [[1, 2]])
    assert f"DISAGREES, most at [0, 1]: formula {bad}" in repr(comparison)
    assert (comparison.verdicts == "DISAGREES").all()


@pytest.mark.parametrize("formula", [[["a"]], [[1], [1, 2]], [[1j]]])
def test_a_formula_that_is_no_matrix_of_numbers(formula):
    with pytest.raises(
        ValueError, match=r"^formula .*(real numbers|different lengths)"
    ):
        check("df/dU", formula, sum_of_squares, [[1]])


@pytest.mark.parametrize("h", [0, -1e-5, np.nan, np.inf, "1e-5"])
def test_h_must_be_positive(h):
    with pytest.raises(ValueError, match=r"^h is .*finite number above 0"):
        check("df/dU", [[2, 4]], sum_of_squares, [[1, 2]], h=h)


# what cannot be told


def test_small_derivatives_of_a_small_function():
    f = lambda U: 4e-7 * sum_of_squares(U)  # noqa: E731
    assert verdict([[0.0]], f, [[1.0]]) == "DISAGREES"
    assert verdict([[8e-7]], f, [[1.0]]) == "agrees"


def test_a_large_constant():
    f = lambda U: 1e6 + sum_of_squares(U)  # noqa: E731
    assert verdict([[2.0]], f, [[1.0]]) == "agrees"
    assert verdict([[2.02]], f, [[1.0]]) == "DISAGREES"


@pytest.mark.parametrize("about", [10.0**k for k in range(15)])
@pytest.mark.parametrize("taken", [0, 1, 1.001])
def test_the_larger_the_constant_the_less_can_be_told(about, taken):
    # Where it is taken away again, f is small, and its rounding is as large.
    f = lambda U: (about + sum_of_squares(U)) - taken * about  # noqa: E731
    right, twice = verdict([[2.0]], f, [[1.0]]), verdict([[4.0]], f, [[1.0]])
    assert right == "agrees" or (right == "CANNOT TELL" and about > 1e9)
    assert twice == "DISAGREES" or (twice == "CANNOT TELL" and about > 1e9)
    assert about < 1e13 or right == "CANNOT TELL"


@pytest.mark.parametrize("size", [10.0**-k for k in range(7, 15)])
def test_small_derivatives_of_a_function_of_about_1(size):
    f, right = wave(size)
    assert verdict([[right]], f, [[1]]) == ("agrees" if size > 2e-10 else "CANNOT TELL")
    for factor in [0, 2, -1]:
        assert verdict([[factor * right]], f, [[1]]) == (
            "DISAGREES" if size > 5e-13 else "CANNOT TELL"
        )
    assert verdict([[1.01 * right]], f, [[1]]) == (
        "DISAGREES" if size > 5e-11 else "CANNOT TELL"
    )


def test_what_hides_in_rounding_is_said_and_what_helps():
    f, right = wave(1e-3, about=1e9)
    assert repr(check("df/dU", [[right]], f, [[1]])).startswith(
        "df/dU: CANNOT TELL in 1 of 1 entries. At [0, 0]: formula 0.000267499, measured"
    )
    message = repr(check("df/dU", [[right]], f, [[1]]))
    # How much exactly, the last bits of a sine decide: machines differ in them.
    told = r"give or take [4-9]e-05\. f is about 1e\+09 here, and its rounding"
    assert re.search(told, message)
    assert "Subtract a constant from f" in message
    f, right = wave(1e-3, about=0)
    assert verdict([[right]], f, [[1]]) == "agrees"


def test_each_entry_is_judged_by_its_own_size():
    f = lambda U: 1e3 * U[0, 0] + 1e-6 * U[0, 1]  # noqa: E731
    assert verdict([[1e3, 1e-6]], f, [[1, 1]]) == "agrees"
    for wrong in [0, 2e-6, -1e-6, 1.01e-6]:
        assert verdict([[1e3, wrong]], f, [[1, 1]]) == "DISAGREES"
    f = lambda U: 1e6 * U[0, 0] + 1e-8 * U[0, 1]  # noqa: E731
    comparison = check("", [[1e6, 2e-8]], f, [[1, 1]])
    assert list(comparison.verdicts.flat) == ["agrees", "CANNOT TELL"]
    assert "CANNOT TELL in 1 of 2 entries. At [0, 1]" in repr(comparison)


def test_an_entry_without_a_digit_left():
    comparison = check("", [[2e20, 2]], sum_of_squares, [[1e20, 1]])
    assert list(comparison.verdicts.flat) == ["agrees", "CANNOT TELL"]


def test_readings_that_contradict_each_other():
    values = (0.0, 1.0, 2.0, 3.0, 4.0)
    one = Reading(3.0, 0.5, 0.25, 0.25, h=1e-5, values=values, steep=1e5)
    for slope, contradicts in [(1.0, False), (5.0, False), (0.9, True), (5.1, True)]:
        other = one._replace(slope=slope)
        assert one.contradicts(other) is other.contradicts(one) is contradicts
    # Waves as long as the long step: it sees a straight line, of slope 1.
    wave = lambda U: U[0, 0] + 0.01 * np.sin(200 * np.pi * U[0, 0])  # noqa: E731
    assert verdict([[1 + 2 * np.pi]], wave, [[0]]) == "agrees"
    comparison = check("", [[1]], wave, [[0]])
    assert comparison.measured == pytest.approx(1)
    assert comparison.uncertainty == pytest.approx(2 * np.pi, rel=0.01)
    assert comparison.verdict == "CANNOT TELL"


def test_an_exact_reading_is_not_overruled_by_slopes_further_away():
    f = lambda U: np.exp(40 * U).sum()  # noqa: E731
    for wrong in [0, 20, 39.6, 80, 500, 600, -500]:
        assert verdict([[wrong]], f, [[0]]) == "DISAGREES"
    assert verdict([[40]], f, [[0]]) == "agrees"
    f = lambda U: (U**10).sum()  # noqa: E731
    assert verdict([[1e-17]], f, [[0.01]]) == "agrees"
    for wrong in [0, 2e-17, -1e-17, 1e-14]:
        assert verdict([[wrong]], f, [[0.01]]) == "DISAGREES"


# zero


@pytest.mark.parametrize(
    "f, U",
    [
        (lambda U: U[0, 0] ** 2, [[0.0]]),
        (lambda U: U[0, 0] ** 3, [[0.0]]),
        (lambda U: U[0, 0] ** 4, [[0.0]]),
        (lambda U: math.cos(U[0, 0]), [[0.0]]),
        (lambda U: 0.006 + (U[0, 0] - 0.494) ** 2, [[0.494]]),
        (lambda U: max(U[0, 0], 0.0), [[-0.3]]),  # a ReLU that is off
    ],
)
def test_a_derivative_of_zero(f, U):
    assert verdict([[0]], f, U) == "agrees"
    assert verdict([[1e-3]], f, U) == "DISAGREES"


def test_zeros_beside_other_entries():
    G = np.array([[1.0, 2.0], [0.3, -0.7]])
    K = np.array([[0.2, 0.4, 0.0], [0.3, -0.2, 0.0]])
    right = G.T @ (G @ K)
    right[:, 2] = 0
    f = lambda U: ((G @ U) ** 2).sum() / 2  # noqa: E731
    assert verdict(right, f, K) == "agrees"
    assert verdict(right + 1e-17, f, K) == "agrees"
    assert verdict(right + 1e-9, f, K) == "DISAGREES"
    # 0 by cancellation, in a function that is no curve.
    f = lambda U: 3 * U[0, 0] - 1.7 * U[0, 0] - 1.3 * U[0, 0] + U[0, 1]  # noqa: E731
    assert verdict([[0, 1]], f, [[0.7, 0.2]]) == "agrees"


@pytest.mark.parametrize("f", [lambda U: 5.0, lambda U: int(U[0, 0]), lambda U: 0.7])
def test_an_f_that_stands_still_hides_its_slope(f):
    comparison = check("df/dU", [[0]], f, [[1.5]])
    assert comparison.verdict == "CANNOT TELL"
    assert "f does not change in any digit here" in repr(comparison)
    assert verdict([[1e-3]], f, [[1.5]]) == "DISAGREES"


def test_zero_of_an_unused_entry_where_f_is_a_round_number():
    f = lambda U: U[0, 0] ** 2 + 3 * U[0, 1]  # noqa: E731
    assert verdict([[2, 3, 0]], f, [[1, 7, 5]]) == "agrees"
    assert verdict([[2, 3, 1e-6]], f, [[1, 7, 5]]) == "DISAGREES"


@pytest.mark.parametrize("about", [0, 0.7, 100])
def test_zeros_of_entries_that_do_not_count(about):
    X, K = np.array([[1.0, -2.0], [0.5, 1.5]]), np.array([[1.3], [-0.4], [2.1]])

    def f(U):  # Neuron 0 is on, 1 is off; nothing depends on neuron 2.
        A = np.maximum(X @ U, 0) * [1, 1, 0]
        return about + (A @ K).sum()

    U = np.array([[0.3, -0.7, 0.2], [0.9, 0.1, 0.4]])
    right = np.zeros((2, 3))
    right[:, 0] = 1.3 * X.T @ (X @ U[:, 0] > 0)
    assert check("df/dU", right, f, U).agrees


def deep():
    """A network whose weights are so small that the first hardly count."""
    network = Network([2] * 7 + [1], ["tanh"] * 6 + ["identity"], seed=0)
    network.W = {l: 0.005 * W for l, W in network.W.items()}
    X = np.random.default_rng(0).normal(size=(5, 2))
    return network, X, 100 * np.random.default_rng(1).normal(size=(5, 1))


@pytest.mark.parametrize("l", [1, 2, 3])
@pytest.mark.filterwarnings("ignore:Y runs from")
def test_zero_is_not_right_for_what_f_is_too_large_to_show(l):
    network, X, Y = deep()
    right = backprop(network, X, Y).dW[l]
    assert right.all()

    def f(W_l):
        _, A = forward(network.W | {l: W_l}, network.g, X)
        return ((A[7] - Y) ** 2).sum() / 5

    for factor in [0, 1, 2, -1]:
        assert verdict(factor * right, f, network.W[l]) == "CANNOT TELL"


@pytest.mark.parametrize("w", [10, 15, 18, 25])
def test_of_a_saturated_neuron_no_wrong_slope_is_right(w):
    f = lambda U: 3 + np.tanh(U[0, 0])  # noqa: E731
    right = 1 / np.cosh(w) ** 2
    for factor in [0, 0.5, 1.01, 2, -1]:
        assert verdict([[factor * right]], f, [[w]]) != "agrees"
    assert verdict([[right]], f, [[w]]) != "DISAGREES"


def test_a_zero_beside_noise_is_not_called_right():
    f, _ = wave(1e-14)
    assert verdict([[0]], f, [[1]]) == "CANNOT TELL"


# corners and bends


def relu(U):
    return np.maximum(U, 0).sum()


def test_a_corner_is_named():
    comparison = check("relu at 0", [[0.0]], relu, [[0.0]])
    assert repr(comparison) == (
        "relu at 0: CANNOT TELL in 1 of 1 entries. At [0, 0]: formula 0, measured 0.5, "
        "give or take 1. The slope is 0 below and 1 above: f may have a corner here, "
        "as ReLU has at 0. Move U a little."
    )
    assert verdict([[3.0]], relu, [[0.0]]) == "CANNOT TELL"


@pytest.mark.parametrize("u", [3e-6, 9e-6, 1.2e-5, 1.9e-5, 2.1e-5])
def test_a_corner_nearby_is_avoided(u):
    for sign in (1, -1):
        right = float(sign > 0)
        assert verdict([[right]], relu, [[sign * u]]) == "agrees"
        assert verdict([[1 - right]], relu, [[sign * u]]) == "DISAGREES"
        assert verdict([[right]], relu, [[sign * u]], h=1e-5) != "DISAGREES"


def test_a_step_of_ones_own_is_kept():
    seen = []

    def f(U):
        seen.append(U[0, 0])
        return math.exp(U[0, 0])

    comparison = check("e^x, h = 0.1", [[math.e]], f, [[1.0]], h=0.1)
    assert comparison.verdict == "CANNOT TELL"
    assert comparison.measured.item() == pytest.approx(math.e * math.sinh(0.1) / 0.1)
    assert "Within the step h = 0.1, f bends too much" in repr(comparison)
    nudges = {round(abs(x - 1), 3) for x in seen}
    assert nudges == {0, 0.1, 0.2}
    assert verdict([[3.0]], f, [[1.0]], h=0.1) == "DISAGREES"
    assert verdict([[math.e]], f, [[1.0]], h=1e-5) == "agrees"


@pytest.mark.parametrize("u", [1, 1e-2, 1e-3, 1e-4])
def test_a_function_that_bends_on_a_small_scale(u):
    f = lambda U: np.log(U[0, 0])  # noqa: E731
    assert verdict([[1 / u]], f, [[u]]) == "agrees"
    assert verdict([[1.01 / u]], f, [[u]]) == "DISAGREES"


@pytest.mark.parametrize("error", [ValueError, ZeroDivisionError, OverflowError])
def test_a_function_that_is_defined_nearby_alone(error):
    def f(U):
        if abs(U[0, 0] - 1) > 1e-4:
            raise error
        return 1 + 1e-12 * U[0, 0]

    assert verdict([[1e-12]], f, [[1]]) == "CANNOT TELL"
    assert verdict([[1.0]], lambda U: math.log(U[0, 0]), [[1.0]]) == "agrees"


def test_a_slope_too_steep_for_any_step():
    f = lambda U: math.tanh(1e10 * (U[0, 0] - 1))  # noqa: E731
    comparison = check("", [[1e10]], f, [[1]])
    assert comparison.verdict == "CANNOT TELL"
    assert f"{comparison.measured.item():.6g}, give or take" in repr(comparison)


# other numbers


def test_float32():
    def f(U):
        return (U.astype(np.float32) ** 2).sum()

    assert verdict([[2, 4]], f, [[1, 2]]) == "agrees"
    assert verdict([[2.02, 4]], f, [[1, 2]]) == "DISAGREES"
    # A matrix of float32 numbers is not blamed for its rounding.
    U = np.array([[1.1, 20.7, 1e-4]])
    formula = (2 * U).astype(np.float32)
    assert verdict(formula, sum_of_squares, U) == "agrees"
    formula[0, 2] += np.float32(2e-6)
    comparison = check("", formula, sum_of_squares, U)
    assert comparison.verdict == "CANNOT TELL"
    assert "Work the formula out in float64" in repr(comparison)
    formula[0, 1] *= np.float32(1.01)
    assert verdict(formula, sum_of_squares, U) == "DISAGREES"


def test_what_cancels_in_float32():
    W, X = np.float32([[1.9], [-3.6]]), np.float32([[1.1, -1.6]])
    A = np.tanh(X @ W)
    formula = 2 * X.T @ ((A + 7) * (1 - A**2))  # 1 - A^2 keeps one digit
    f = lambda W: float(((np.tanh(X.astype(float) @ W) + 7) ** 2).sum())  # noqa: E731
    comparison = check("dW", formula, f, W)
    assert comparison.verdict == "CANNOT TELL"
    assert "Work the formula out in float64" in repr(comparison)
    A = np.tanh(X.astype(float) @ W)
    exact = 2 * X.T @ ((A + 7) * (1 - A**2))
    assert verdict(exact, f, W) == "agrees"
    assert verdict(2 * exact, f, W) == "DISAGREES"
    # Of ordinary sizes, mistakes are found in float32 too.
    W = np.float32([[0.4], [-0.3]])
    A = np.tanh(X @ W)
    formula = 2 * X.T @ ((A + 7) * (1 - A**2))
    assert formula.dtype == np.float32
    assert verdict(formula, f, W) == "agrees"
    for wrong in [2 * formula, -formula, 0 * formula, formula[::-1], 1.01 * formula]:
        assert verdict(np.float32(wrong), f, W) == "DISAGREES"


def test_a_float32_formula_that_is_off_by_little():
    U = np.array([[0.3, -1.7]])
    right = np.float32(2 * U)
    assert verdict(np.float32(1.003) * right, sum_of_squares, U) == "CANNOT TELL"
    assert verdict(np.float32(1.00001) * right, sum_of_squares, U) == "agrees"
    # Beside a larger entry, also where f is not defined on the way to U.
    f = lambda U: np.log(U).sum()  # noqa: E731
    U = np.array([[1e-4, 1e4]])
    assert verdict(np.float32([[1e4, 1.1e-4]]), f, U) == "CANNOT TELL"
    assert verdict([[1e4, 1.1e-4]], f, U) == "DISAGREES"


@pytest.mark.parametrize("y", [-0.5, 0.999])
def test_what_cancels_in_float32_where_f_is_as_large_at_0(y):
    W, X = np.float32([[0.3], [-0.7], [-5.6]]), np.float32([[0.9, 1.7, 1.5]])
    A = np.tanh(X @ W)
    formula = 2 * X.T @ ((A - np.float32(y)) * (1 - A**2))
    f = lambda W: float(((np.tanh(X.astype(float) @ W) - y) ** 2).sum())  # noqa: E731
    assert verdict(formula, f, W) == "CANNOT TELL"


@pytest.mark.parametrize("u", [2.905448979465131, 0.001, 0.3, 1.0, 2.5, 700.0])
@pytest.mark.parametrize("about", [0, 1, 1000])
@pytest.mark.parametrize("scale", [1, 1.1])
def test_f_that_rounds_to_float32_on_the_way(u, about, scale):
    c = np.float32(0.1040043600968369)

    def f(U):  # times 1.1, its values are no float32 numbers
        return scale * float(np.float32(about) + (c * U.astype(np.float32)).sum())

    right = scale * float(c)
    assert verdict([[right]], f, [[u]]) != "DISAGREES"
    assert about or verdict([[right]], f, [[u]]) == "agrees"
    for factor in [0, 2, -1]:
        assert verdict([[factor * right]], f, [[u]]) != "agrees"
        assert about == 1000 or verdict([[factor * right]], f, [[u]]) == "DISAGREES"


def test_a_float32_f_that_no_step_moves():
    U = np.array([[-2.0, 3e4]])
    f = lambda U: float((U.astype(np.float32) ** 2).sum())  # noqa: E731
    assert verdict(2 * U, f, U) != "DISAGREES"


def test_whole_numbers():
    assert verdict([[1]], lambda U: int(U[0, 0]), [[1.5]]) == "DISAGREES"
    assert verdict([[1]], lambda U: int(U[0, 0]), [[1.0]]) == "CANNOT TELL"
    assert verdict([[2, 10**9]], sum_of_squares, [[1, 5 * 10**8]]) != "DISAGREES"


def test_a_function_that_gives_another_number_each_time():
    rng = np.random.default_rng(0)
    f = lambda U: sum_of_squares(U) + 1e-3 * rng.random()  # noqa: E731
    assert verdict([[2.0]], f, [[1.0]]) == "CANNOT TELL"


# networks


@st.composite
def networks(draw):
    """A network of 1 to 10 layers, some of them hard to measure, and examples."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    L = draw(st.integers(1, 10))
    n = draw(st.lists(st.integers(1, 5), min_size=L + 1, max_size=L + 1))
    g = draw(st.lists(st.sampled_from(NAMES), min_size=L, max_size=L))
    weights = 10 ** draw(st.sampled_from([0, 0]) | st.floats(-3, 1.5))
    targets = 10 ** draw(st.just(0) | st.floats(-2, 6))
    network = Network(n, g, seed=rng)
    # Also as float32 numbers are, which float64 holds exactly.
    dtype = draw(st.sampled_from([np.float64, np.float32]))
    network.W = {
        l: (weights * W).astype(dtype).astype(float) for l, W in network.W.items()
    }
    m = draw(st.integers(1, 5))
    X, Y = 2 * rng.random((m, n[0])) - 1, targets * (2 * rng.random((m, n[-1])) - 1)
    return network, X, Y, draw(st.integers(1, L))


@pytest.mark.filterwarnings("ignore:Y runs from")
@given(networks(), st.integers(0, 10**6))
def test_derivatives_of_any_network(problem, place):
    network, X, Y, l = problem
    formula = backprop(network, X, Y).dW[l]
    calls = []

    def f(W_l):
        calls.append(1)
        _, A = forward(network.W | {l: W_l}, network.g, X)
        return ((A[network.L] - Y) ** 2).sum() / len(X)

    U = network.W[l]
    right = check("", formula, f, U)
    assert right.verdict != "DISAGREES"
    # 22 to know the rounding of f, and for each entry 1 step or 3.
    assert len(calls) <= 22 + 12 * U.size
    # So small a derivative changes no digit of f, and nobody can see it.
    if np.abs(formula).max() < 1e-13 * f(U):
        return
    one = formula.copy()
    one.flat[place % one.size] *= 1.01
    for wrong in [2 * formula, -formula, formula * 0, one]:
        if np.abs(wrong - formula).max() > 1e-12 * np.abs(formula).max():
            assert not check("", wrong, f, U).agrees


def test_an_ordinary_network_takes_about_twice_the_calls_of_central_differences():
    network = Network([3, 8, 8, 1], ["tanh", "tanh", "identity"], seed=1)
    rng = np.random.default_rng(0)
    X, Y = 2 * rng.random((6, 3)) - 1, rng.random((6, 1))
    calls = []

    def f(W_2):
        calls.append(1)
        _, A = forward(network.W | {2: W_2}, network.g, X)
        return ((A[3] - Y) ** 2).sum() / len(X)

    assert check("", backprop(network, X, Y).dW[2], f, network.W[2]).agrees
    assert len(calls) == 22 + 4 * network.W[2].size
