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
    w, m, s, path = 1.0, 0.0, 0.0, []
    for t, dw in enumerate(DERIVATIVES, start=1):
        m = beta1 * m + (1 - beta1) * dw
        s = beta2 * s + (1 - beta2) * dw**2
        m_hat, s_hat = m / (1 - beta1**t), s / (1 - beta2**t)
        w -= 0.1 * m_hat / (math.sqrt(s_hat) + epsilon)
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
