import numpy as np
import pytest
from samples import numbers

from nnlib import data

MADE = {
    data.line: lambda x: 0.5 + 0.8 * x,
    data.sine: lambda x: np.sin(np.pi * x),
    data.bump: lambda x: np.exp(-8 * x**2),
    data.step: lambda x: (x >= 0) * 1.0,
    data.noisy_mixture: lambda x: (
        0.6 * np.sin(1.5 * np.pi * x) + 0.8 * np.exp(-20 * (x - 0.4) ** 2)
    ),
}
NOISE = {
    data.line: 0.1,
    data.sine: 0.1,
    data.bump: 0.05,
    data.step: 0.05,
    data.noisy_mixture: 0.25,
}
made = pytest.mark.parametrize("make", MADE)


@made
def test_without_noise_the_formula(make):
    X, Y = make(11, noise=0)
    np.testing.assert_allclose(X[:, 0], np.linspace(-1, 1, 11))
    np.testing.assert_allclose(Y, MADE[make](X), atol=1e-15)
    assert X.shape == Y.shape == (11, 1)


@made
def test_the_noise_has_the_size_asked_for(make):
    for noise, options in [(NOISE[make], {}), (2, {"noise": 2})]:
        X, Y = make(4000, **options)
        error = Y - MADE[make](X)
        assert error.std() == pytest.approx(noise, rel=0.05)
        assert error.mean() == pytest.approx(0, abs=0.05 * noise)


@made
def test_seeds(make):
    assert make()[0].shape == (40, 1)
    np.testing.assert_array_equal(make()[1], make(seed=0)[1])
    np.testing.assert_array_equal(make(seed=3)[1], make(seed=3)[1])
    assert not (make(seed=3)[1] == make(seed=4)[1]).any()


def test_the_same_seed_gives_this_noise_on_every_machine():
    _, Y = data.line(3, noise=1)
    noise = [[0.1257302210933933], [-0.1321048632913019], [0.6404226504432821]]
    expected = np.array([[-0.3], [0.5], [1.3]]) + noise
    np.testing.assert_allclose(Y, expected, rtol=1e-12)


@made
def test_one_example(make):
    X, Y = make(1)
    assert X.shape == Y.shape == (1, 1)


@made
def test_bad_options(make):
    for m in [0, -1, 2.5, "40", None]:
        with pytest.raises(ValueError, match=r"^m is .*whole number, 1 or more"):
            make(m)
    for noise in [-0.1, np.nan, np.inf, "0.1"]:
        with pytest.raises(ValueError, match=r"^noise is"):
            make(noise=noise)
    with pytest.raises(ValueError, match=r"^seed is None"):
        make(seed=None)
    assert make(5.0, noise=np.float32(0))[0].shape == (5, 1)


def test_diabetes():
    X, Y = data.diabetes()
    assert (X.shape, Y.shape) == ((442, 10), (442, 1))
    assert X.dtype == Y.dtype == np.float64
    # As measured: ages in years, and how far the illness went as it was written down.
    assert (X[:, 0].min(), X[:, 0].max()) == (19, 79)
    assert (Y.min(), Y.max()) == (25, 346)
    # How body mass index and progression go together is known.
    assert np.corrcoef(X[:, 2], Y[:, 0])[0, 1] == pytest.approx(0.586, abs=1e-3)


def test_digits():
    X, Y = data.digits()
    assert (X.shape, Y.shape) == ((1797, 64), (1797, 10))
    assert (X.min(), X.max()) == (0, 1)
    assert set(np.unique(Y)) == {0, 1}
    np.testing.assert_array_equal(Y.sum(axis=1), 1)
    assert Y[:10].argmax(axis=1).tolist() == list(range(10))
    assert X[0].reshape(8, 8)[4].tolist() == [0, 0.3125, 0.5, 0, 0, 0.5625, 0.5, 0]


def test_wines_are_as_they_were_measured():
    X, labels = data.wines()
    assert X.shape == (178, 13)
    assert np.bincount(labels).tolist() == [59, 71, 48]
    assert X[0, [0, 12]].tolist() == [14.23, 1065]
    assert data.one_hot(labels).sum(axis=0).tolist() == [59, 71, 48]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_add_ones(dtype):
    X = numbers(3, 2).astype(dtype)
    with_ones = data.add_ones(X)
    assert (with_ones.shape, with_ones.dtype) == ((3, 3), dtype)
    np.testing.assert_array_equal(with_ones[:, 0], 1)
    np.testing.assert_array_equal(with_ones[:, 1:], X)
    with pytest.raises(ValueError, match=r"^X .*one-dimensional"):
        data.add_ones([1, 2])


@pytest.mark.parametrize("m, share, k", [(40, 0.25, 10), (7, 0.5, 4), (2, 0.4, 1)])
def test_split(m, share, k):
    X, Y = np.arange(2 * m).reshape(m, 2), np.arange(m).reshape(m, 1)
    (X1, Y1), (X2, Y2) = data.split(X, Y, held_out=share)
    assert (len(X1), len(X2)) == (m - k, k)
    assert (len(Y1), len(Y2)) == (m - k, k)
    together = np.vstack([Y1, Y2])[:, 0]
    assert sorted(together) == list(range(m))  # each example once
    np.testing.assert_array_equal(np.vstack([X1, X2])[:, 0], 2 * together)
    assert X1.dtype == np.float64


def test_split_by_seed():
    X, Y = numbers(40, 2), numbers(40, 1)
    (_, _), (once, _) = data.split(X, Y, seed=1)
    (_, _), (again, _) = data.split(X, Y, seed=1)
    (_, _), (other, _) = data.split(X, Y, seed=2)
    np.testing.assert_array_equal(once, again)
    assert not np.array_equal(once, other)
    assert len(once) == 10
    assert not np.array_equal(once, X[:10])  # drawn, not cut off


def test_split_copies():
    X, Y = numbers(8, 2).copy(), numbers(8, 1).copy()
    for M in [M for part in data.split(X, Y) for M in part]:
        M[:] = 0
    assert X.all()
    assert Y.all()


@pytest.mark.parametrize(
    "X, Y, options, message",
    [
        ((4, 2), (3, 1), {}, r"X has shape \(4, 2\) and Y has shape \(3, 1\)"),
        ((4, 2), (4,), {}, r"^Y .*column.*\(4, 1\)"),
        ((4,), (4, 1), {}, r"^X .*one-dimensional"),
        ((4, 2), (4, 1), {"held_out": 0}, "puts 0 of 4 examples aside"),
        ((4, 2), (4, 1), {"held_out": 0.95}, "puts 4 of 4 examples aside"),
        ((1, 2), (1, 1), {}, "puts 0 of 1 examples aside"),
        ((4, 2), (4, 1), {"held_out": 1}, "held_out is 1, .*at least 0 and below 1"),
        ((4, 2), (4, 1), {"held_out": -0.5}, "held_out is -0.5"),
        ((4, 2), (4, 1), {"held_out": "0.5"}, "held_out is '0.5'"),
        ((4, 2), (4, 1), {"seed": None}, "seed is None"),
    ],
)
def test_bad_split(X, Y, options, message):
    with pytest.raises(ValueError, match=message):
        data.split(np.zeros(X), np.zeros(Y), **options)
