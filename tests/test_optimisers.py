import math

import numpy as np
import pytest
from samples import frozen, numbers

from nnlib import Adam, GradientDescent, Momentum

# One weight under the derivatives of five steps: by hand, then by the optimiser.
DERIVATIVES = [0.5, -2.0, 3.0, 0.0, -0.25]


def walk(optimiser, w=1.0):
    path = []
    optimiser.start({1: np.array([[w]])})
    for dw in DERIVATIVES:
        w = optimiser.step({1: np.array([[w]])}, {1: np.array([[dw]])})[1].item()
        path.append(w)
    return path


def test_gradient_descent():
    w, path = 1.0, []
    for dw in DERIVATIVES:
        w -= 0.1 * dw
        path.append(w)
    assert walk(GradientDescent(0.1)) == pytest.approx(path, rel=1e-14)


@pytest.mark.parametrize("beta", [0, 0.5, 0.9])
def test_momentum(beta):
    w, v, path = 1.0, 0.0, []
    for dw in DERIVATIVES:
        v = beta * v + dw
        w -= 0.1 * v
        path.append(w)
    assert walk(Momentum(0.1, beta)) == pytest.approx(path, rel=1e-14)


@pytest.mark.parametrize(
    "beta1, beta2, epsilon", [(0.9, 0.999, 1e-8), (0.5, 0.8, 0.1), (0, 0, 1e-3)]
)
def test_adam(beta1, beta2, epsilon):
    w, r, s, path = 1.0, 0.0, 0.0, []
    for t, dw in enumerate(DERIVATIVES, start=1):
        r = beta1 * r + (1 - beta1) * dw
        s = beta2 * s + (1 - beta2) * dw**2
        r_hat, s_hat = r / (1 - beta1**t), s / (1 - beta2**t)
        w -= 0.1 * r_hat / (math.sqrt(s_hat) + epsilon)
        path.append(w)
    adam = Adam(0.1, beta1, beta2, epsilon)
    assert walk(adam) == pytest.approx(path, rel=1e-13)


def test_defaults():
    assert Momentum(0.1).beta == 0.9
    assert Adam() == Adam(0.001, 0.9, 0.999, 1e-8)


def test_first_step_of_adam_is_alpha_in_the_direction_of_the_sign():
    W = {1: numbers(2, 3), 2: numbers(3, 1)}
    dW = {l: 10.0 ** numbers(*W[l].shape, seed=l) * np.sign(W[l]) for l in W}
    after = Adam(0.01).step(W, dW)
    for l in W:
        np.testing.assert_allclose(after[l] - W[l], -0.01 * np.sign(dW[l]), rtol=1e-5)


def test_adam_stands_still_where_there_is_no_slope():
    W = {1: numbers(2, 3)}
    np.testing.assert_array_equal(Adam().step(W, {1: 0 * W[1]})[1], W[1])


OPTIMISERS = [GradientDescent(0.1), Momentum(0.1), Adam(0.1)]


@pytest.mark.parametrize("optimiser", OPTIMISERS, ids=repr)
def test_every_layer_and_entry_on_its_own(optimiser):
    shapes = {1: (2, 3), 2: (3, 1)}
    W = {l: numbers(*shapes[l], seed=l) for l in shapes}
    gradients = [
        {l: numbers(*shapes[l], seed=10 * k + l) for l in shapes} for k in range(3)
    ]
    optimiser.start(W)
    together = W
    for dW in gradients:
        together = optimiser.step(together, dW)
    for l in shapes:
        for i, j in np.ndindex(shapes[l]):
            one = {1: W[l][i : i + 1, j : j + 1]}
            optimiser.start(one)
            for dW in gradients:
                one = optimiser.step(one, {1: dW[l][i : i + 1, j : j + 1]})
            assert one[1].item() == pytest.approx(together[l][i, j], rel=1e-13)


@pytest.mark.parametrize("optimiser", OPTIMISERS, ids=repr)
def test_starts_at_zero_and_afresh(optimiser):
    first = walk(optimiser)
    assert walk(optimiser) == first
    # Without a call of start, too, and whether or not it was used before.
    fresh = type(optimiser)(optimiser.alpha)
    w = 1.0
    for dw, expected in zip(DERIVATIVES, first, strict=True):
        w = fresh.step({1: np.array([[w]])}, {1: np.array([[dw]])})[1].item()
        assert w == expected


@pytest.mark.parametrize("optimiser", OPTIMISERS, ids=repr)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_float_types_are_kept_and_nothing_is_changed_in_place(optimiser, dtype):
    optimiser = type(optimiser)(np.float64(0.1))
    W = {1: frozen(numbers(2, 3).astype(dtype))}
    dW = {1: frozen(numbers(2, 3, seed=1).astype(dtype))}
    for _ in range(3):
        after = optimiser.step(W, dW)
        assert after[1].dtype == dtype
        assert not np.shares_memory(after[1], W[1])


@pytest.mark.parametrize("optimiser", OPTIMISERS, ids=repr)
@pytest.mark.parametrize("shape", [(1, 3), (2, 1), (3, 2)])
def test_no_derivative_is_stretched(optimiser, shape):
    W = {1: np.ones((1, 1)), 2: np.ones((2, 3))}
    with pytest.raises(ValueError, match=r"W\[2\] .*\(2, 3\) but df/dW\[2\] "):
        optimiser.step(W, {1: np.ones((1, 1)), 2: np.ones(shape)})


# What is remembered


def test_what_is_remembered_of_two_steps_by_hand():
    momentum, adam = Momentum(0.1, 0.5), Adam(0.1, 0.5, 0.75)
    for dw in [2.0, -1.0]:
        for optimiser in (momentum, adam):
            optimiser.step({1: np.ones((1, 1))}, {1: np.array([[dw]])})
    assert momentum.V[1] == 0.5 * 2 - 1
    assert adam.t == 2
    assert adam.R[1] == 0.5 * (0.5 * 2) + 0.5 * -1
    assert adam.S[1] == 0.75 * (0.25 * 4) + 0.25 * 1
    for optimiser in (momentum, adam):
        optimiser.start({1: np.ones((2, 3), np.float32)})
    for M in (momentum.V, adam.R, adam.S):
        assert M[1].dtype == np.float32
        np.testing.assert_array_equal(M[1], np.zeros((2, 3)))
    assert adam.t == 0


@pytest.mark.parametrize("optimiser", [Momentum(0.1), Adam(0.1)], ids=repr)
@pytest.mark.parametrize(
    "others, message",
    [
        (
            {1: (1, 3), 2: (3, 1)},
            r"W\[1\] has shape \(1, 3\) but {}\[1\] has shape \(2, 3\)",
        ),
        (
            {1: (2, 3), 2: (3, 3)},
            r"W\[2\] has shape \(3, 3\) but {}\[2\] has shape \(3, 1\)",
        ),
        ({1: (1, 1), 2: (1, 1)}, r"W\[1\] has shape \(1, 1\) but {}\[1\]"),
        ({1: (2, 3)}, r"W\[2\] has no matrix but {}\[2\] has shape \(3, 1\)"),
        (
            {1: (2, 3), 2: (3, 1), 3: (1, 1)},
            r"W\[3\] has shape \(1, 1\) but {}\[3\] has no matrix",
        ),
    ],
)
def test_steps_of_another_network_are_not_mixed_in(optimiser, others, message):
    def step(shapes):
        M = {l: np.ones(shape) for l, shape in shapes.items()}
        return optimiser.step(M, M)

    first = {1: (2, 3), 2: (3, 1)}
    optimiser.start({l: np.ones(shape) for l, shape in first.items()})
    step(first)
    name = "V" if isinstance(optimiser, Momentum) else "R"
    before = {key: value for key, value in vars(optimiser).items()}
    with pytest.raises(ValueError, match=message.format(name)) as error:
        step(others)
    assert "call start(W) first, or make a new optimiser" in str(error.value)
    assert vars(optimiser) == before  # and the memory is left as it was
    step(first)
    optimiser.start({l: np.ones(shape) for l, shape in others.items()})
    step(others)


def test_a_memory_set_by_hand():
    adam, W = Adam(), {1: np.ones((2, 3))}
    adam.step(W, W)
    adam.S = {1: np.ones((1, 3))}
    with pytest.raises(ValueError, match=r"but S\[1\] has shape \(1, 3\)"):
        adam.step(W, W)


@pytest.mark.parametrize("kind", [GradientDescent, Momentum, Adam])
def test_derivatives_of_all_layers_and_in_a_dictionary(kind):
    W = {1: np.ones((2, 3)), 2: np.ones((3, 1))}
    for dW, message in [
        ({1: W[1]}, r"W\[2\] has shape \(3, 1\) but df/dW\[2\] has no matrix"),
        ({0: W[1], **W}, r"W\[0\] has no matrix but df/dW\[0\] has shape"),
        (list(W.values()), r"^dW must be a dictionary.*backprop\(network, X, Y\)\.dW"),
        ((W, W), "^dW must be a dictionary"),
    ]:
        with pytest.raises(ValueError, match=message):
            kind(0.1).step(W, dW)
    with pytest.raises(ValueError, match=r"^W must be a dictionary"):
        kind(0.1).step(W[1], W[1])


@pytest.mark.parametrize("optimiser", [GradientDescent(0.1), Momentum(0.1), Adam(0.1)])
def test_lists_and_integers_are_made_floats(optimiser):
    W, dW = {1: [[1, 2]], 2: [[3]]}, {1: [[0.5, 1]], 2: [[2]]}
    listed = optimiser.step(W, dW)
    optimiser.start(W)
    made = [{l: np.array(M[l], dtype=float) for l in M} for M in (W, dW)]
    expected = optimiser.step(*made)
    for l in W:
        np.testing.assert_array_equal(listed[l], expected[l])


@pytest.mark.parametrize(
    "kind, name, value, message",
    [
        (Adam, "t", -1, "^t is -1, but it must be a whole number, 0 or more"),
        (Adam, "t", 2.5, r"^t is 2\.5, but it must be a whole"),
        (Adam, "t", True, "^t is True, but"),
        (Adam, "R", 3, "^R must be a dictionary .* but it is 3"),
        (Adam, "S", [np.ones((1, 1))], "^S must be a dictionary"),
        (Momentum, "V", 3, "^V must be a dictionary with a matrix for each layer"),
        (Momentum, "V", {1: "a"}, r"^V\[1\] .*real numbers"),
    ],
)
def test_what_is_remembered_is_refused_where_it_cannot_be(kind, name, value, message):
    optimiser = kind(0.1)
    optimiser.start({1: np.ones((1, 1))})
    before = getattr(optimiser, name)
    with pytest.raises(ValueError, match=message):
        setattr(optimiser, name, value)
    assert getattr(optimiser, name) is before


@pytest.mark.parametrize("kind", [GradientDescent, Momentum, Adam])
@pytest.mark.parametrize("name", ["apha", "step", "learning_rate"])
def test_a_name_that_nothing_reads(kind, name):
    with pytest.raises(
        AttributeError, match=f"^{kind.__name__} has no {name} to set. It has alpha"
    ):
        setattr(kind(0.1), name, 3)

    class Mine(kind):
        pass

    mine = Mine(0.1)
    setattr(mine, name, 3)
    assert getattr(mine, name) == 3


def test_an_optimiser_is_shown_by_its_numbers():
    momentum, adam, W = Momentum(0.1), Adam(), {1: np.ones((1, 1))}
    momentum.step(W, W), adam.step(W, W)
    assert repr(momentum) == "Momentum(alpha=0.1, beta=0.9)"
    assert repr(adam) == "Adam(alpha=0.001, beta1=0.9, beta2=0.999, epsilon=1e-08)"


# Numbers that cannot be


@pytest.mark.parametrize("kind", [GradientDescent, Momentum, Adam])
@pytest.mark.parametrize("value", [-1, 0, np.nan, np.inf, "0.1", None, [0.1]])
def test_a_number_set_later_is_refused_as_it_is_in_the_beginning(kind, value):
    optimiser = kind(0.5)
    with pytest.raises(ValueError, match=r"^alpha is .*finite number above 0") as error:
        optimiser.alpha = value
    assert repr(value) in str(error.value)
    assert optimiser.alpha == 0.5
    optimiser.alpha = np.float32(0.25)
    assert type(optimiser.alpha) is float


@pytest.mark.parametrize(
    "optimiser, name, value",
    [
        (Momentum(0.1), "beta", 1),
        (Momentum(0.1), "beta", -0.5),
        (Adam(), "beta1", 1.5),
        (Adam(), "beta2", "0.9"),
        (Adam(), "epsilon", 0),
    ],
)
def test_so_are_the_others(optimiser, name, value):
    before = getattr(optimiser, name)
    with pytest.raises(ValueError, match=f"^{name} is {value!r}, but it must be"):
        setattr(optimiser, name, value)
    assert getattr(optimiser, name) == before


def test_a_subclass_may_have_numbers_of_its_own():
    class Decay(GradientDescent):
        def __init__(self, alpha, beta):
            super().__init__(alpha)
            self.beta = beta

    assert Decay(0.1, beta=2).beta == 2
    with pytest.raises(ValueError, match=r"^alpha is -1"):
        Decay(-1, beta=2)


@pytest.mark.parametrize("kind", [GradientDescent, Momentum, Adam])
@pytest.mark.parametrize("alpha", [0, -0.1, np.nan, np.inf, "0.1", None, True, [0.1]])
def test_bad_alpha(kind, alpha):
    with pytest.raises(ValueError, match=r"^alpha is .*finite number above 0") as error:
        kind(alpha)
    assert repr(alpha) in str(error.value)


@pytest.mark.parametrize("value", [1, 1.5, -0.1, np.nan, "0.9", None])
def test_bad_betas(value):
    for name, make in [
        ("beta", lambda: Momentum(0.1, value)),
        ("beta1", lambda: Adam(0.1, beta1=value)),
        ("beta2", lambda: Adam(0.1, beta2=value)),
    ]:
        with pytest.raises(ValueError, match=rf"^{name} is .*at least 0 and below 1"):
            make()


@pytest.mark.parametrize("value", [0, -1e-8, np.inf, "1e-8"])
def test_bad_epsilon(value):
    with pytest.raises(ValueError, match=r"^epsilon is .*finite number above 0"):
        Adam(epsilon=value)
