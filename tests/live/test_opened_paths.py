"""What the opened network says of its numbers is true, of any network."""

import inspect

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nnlib import data
from nnlib.backprop import backprop, backward
from nnlib.live.figures.opened import opened
from nnlib.live.opened.origins import BACK, FORWARD, origins
from nnlib.live.opened.paths import counts, multiplications, products
from nnlib.live.opened.problems import (
    ALPHA,
    PROBLEMS,
    network_of,
    problem_of,
    weights_after,
)
from nnlib.live.opened.state import EDGE, TURNS, numbered, state
from nnlib.live.opened.steps import STAGES
from nnlib.loss import mean_squared_error
from nnlib.network import Network, forward
from nnlib.numerical import central_differences
from nnlib.optimisers import GradientDescent
from nnlib.training import train

sizes = st.lists(st.integers(1, 4), min_size=2, max_size=5)


def passes(n, m, seed):
    """Return a random network, its examples and its derivatives."""
    rng = np.random.default_rng(seed)
    g = [*rng.choice(["tanh", "sigmoid", "relu"], len(n) - 2), "identity"]
    network = Network(n, g, seed=seed)
    X, Y = rng.standard_normal((m, n[0])), rng.standard_normal((m, n[-1]))
    d = backprop(network, X, Y)
    slope = {l: network.g[l].prime(d.Z[l]) for l in network.g}
    return network, X, d, slope


@given(sizes, st.integers(1, 5), st.integers(0, 999))
def test_the_products_over_all_paths_sum_to_what_backpropagation_gives(n, m, seed):
    network, X, d, slope = passes(n, m, seed)
    for l in network.W:
        found = products(network.W, {**d.A, 0: X}, slope, d.dA[network.L], l)
        assert found.shape == (m, n[l - 1], *n[l:])
        total = found.reshape(*found.shape[:3], -1).sum(axis=(0, -1))
        np.testing.assert_allclose(total, d.dW[l], rtol=1e-9, atol=1e-12)


@given(sizes, st.integers(1, 5), st.integers(0, 999))
def test_a_product_is_that_of_the_factors_met_on_the_way(n, m, seed):
    network, X, d, slope = passes(n, m, seed)
    rng = np.random.default_rng(seed)
    for l in network.W:
        found = products(network.W, {**d.A, 0: X}, slope, d.dA[network.L], l)
        e, i, *nodes = (int(rng.integers(size)) for size in found.shape)
        product = (X if l == 1 else d.A[l - 1])[e, i]
        for k, node in enumerate(nodes, start=l):
            if k > l:
                product *= network.W[k][nodes[k - l - 1], node]
            product *= slope[k][e, node]
        product *= d.dA[network.L][e, nodes[-1]]
        np.testing.assert_allclose(found[(e, i, *nodes)], product, rtol=1e-9)


@given(sizes)
def test_factors_are_counted_as_one_would_by_walking_every_path(n):
    L = len(n) - 1
    for l in range(1, L + 1):
        ways = list(np.ndindex(*n[l + 1 :]))
        walks = []
        for way in ways:
            nodes = [0, *way]
            met = [("A", l - 1, 0)]
            for k, node in enumerate(nodes, start=l):
                met += [("W", k, nodes[k - l - 1], node)] * (k > l)
                met.append(("g'", k, node))
            walks.append([*met, ("dA", L, nodes[-1])])
        different = {factor for walk in walks for factor in walk}
        assert counts(n, l) == (len(ways), sum(map(len, walks)), len(different))


@given(sizes, st.integers(1, 5))
def test_backpropagation_never_multiplies_more_often_than_a_sum_over_paths(n, m):
    naive, back = multiplications(n, m)
    assert back <= naive
    longer, more = multiplications([*n[:-1], 4, 4, 4, n[-1]], m)
    assert longer / more > naive / back or len(n) == 2


def test_every_quoted_line_stands_where_it_is_said_to():
    sources = {
        FORWARD: inspect.getsource(forward),
        BACK: inspect.getsource(backward),
    }
    for name, origin in origins(8).items():
        assert bool(origin.code) == bool(origin.file), name
        if origin.code:
            assert origin.code in sources[origin.file], name


def test_what_is_said_to_make_an_array_does():
    for problem in PROBLEMS:
        arrays = state(problem, 15)
        for name, origin in origins(len(arrays["X"])).items():
            if origin.product:
                left, right = (
                    arrays[one.strip("'")].T if "'" in one else arrays[one]
                    for one in origin.product
                )
                np.testing.assert_allclose(arrays[name], left @ right, atol=1e-14)
                needed = [one.strip("'") for one in origin.product]
            else:
                needed = []
            for one in needed:
                assert STAGES.get(one, 0) < STAGES[name], "known before it is used"
        for l in (1, 2, 3):
            np.testing.assert_array_equal(
                arrays[f"next{l}"], arrays[f"W{l}"] - ALPHA * arrays[f"dW{l}"]
            )
            np.testing.assert_allclose(
                arrays[f"share{l}"].sum(axis=0), arrays[f"dW{l}"], atol=1e-14
            )


def test_it_learns_by_the_gradient_descent_of_the_book():
    for name in PROBLEMS:
        X, Y = problem_of(name)
        network = network_of(name)
        train(network, X, Y, GradientDescent(ALPHA), epochs=30)
        for l, W in weights_after(name, 30).items():
            np.testing.assert_allclose(network.W[l], W, rtol=1e-10, atol=1e-12)


def test_it_solves_each_of_its_problems():
    for name in PROBLEMS:
        assert state(name, 1500)["f"].item() < 0.003, name


def test_a_turned_weight_changes_f_as_is_drawn():
    for name in ("sine", "spiral"):
        arrays = state(name, 40)
        middle = list(TURNS).index(0)
        turned = arrays["turned"][:, middle]
        np.testing.assert_allclose(turned, arrays["f"].item(), rtol=1e-12)
        slopes = numbered({l: arrays[f"dW{l}"] for l in (1, 2, 3)})
        f = arrays["f"] + slopes[:, None] * TURNS
        np.testing.assert_allclose(arrays["promised"], f, rtol=1e-12)
        weights = numbered({l: arrays[f"W{l}"] for l in (1, 2, 3)})
        np.testing.assert_array_equal(arrays["weights"], weights)


def test_the_promise_is_the_slope_of_the_truth():
    X, Y = problem_of("rings")
    W = weights_after("rings", 40)
    network = network_of("rings", dict(W))
    for l in W:

        def f(M, l=l):
            network.W = {**W, l: M}
            return mean_squared_error(network(X), Y)

        dW = state("rings", 40)[f"dW{l}"]
        np.testing.assert_allclose(central_differences(f, W[l]), dW, atol=1e-8)


def test_a_node_s_line_is_where_its_pre_activation_is_0():
    seen = 0
    for name in ("rings", "two moons", "spiral"):
        for update in (0, 100, 1500):
            arrays = state(name, update)
            for j in (1, 2, 3):
                x, y = arrays[f"line{j}_x"], arrays[f"line{j}_y"]
                if np.isnan(x).any():
                    continue
                seen += 1
                Z = np.column_stack([np.ones(2), x, y]) @ arrays["W1"][:, j - 1]
                np.testing.assert_allclose(Z, 0, atol=1e-9)
                assert np.maximum(abs(x), abs(y)).max() <= EDGE + 1e-9
                np.testing.assert_allclose(np.maximum(abs(x), abs(y)), EDGE)
    assert seen > 15


def test_it_opens_before_the_first_step_and_ends_with_the_update():
    figure = opened()
    assert figure.start["stage"] == 0
    stages = [origin.stage for origin in figure.origins.values()]
    last = next(c for c in figure.controls if c.name == "stage").values[-1]
    assert max(stages) == last - 1
    assert min(origin.stage for n, origin in figure.origins.items() if n[0] in "ZAd")


def test_its_pictures_are_the_first_threes_and_eights_of_the_digits():
    X, Y = data.digits()
    threes, eights = (np.flatnonzero(Y[:, digit])[:4] for digit in (3, 8))
    pictures, sides = problem_of("digits 3 and 8")
    np.testing.assert_array_equal(pictures[::2], X[threes])
    np.testing.assert_array_equal(pictures[1::2], X[eights])
    np.testing.assert_array_equal(sides.ravel(), [-1, 1] * 4)
