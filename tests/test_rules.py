import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import NAMES, frozen, matrices, numbers, off_the_kink, problems, seeds

from nnlib import backprop, central_differences, rules


def off_zero(X):
    return frozen(np.where(np.abs(X) < 0.01, 0.01, X))


def constant(X, rows, columns, seed):
    """A constant of the float type of the variable X."""
    return frozen(numbers(rows, columns, seed=seed).astype(X.dtype))


# A rule whose variable has the shape of X, its constants drawn from a seed.
LINEAR = {
    "right multiplication": lambda X, seed: rules.right_multiplication(
        constant(X, X.shape[1], 1 + seed % 4, seed=seed)
    ),
    "left multiplication": lambda X, seed: rules.left_multiplication(
        constant(X, 1 + seed % 4, X.shape[0], seed=seed)
    ),
    "scaling": lambda X, seed: rules.scaling(seed % 7 - 2.5),
    "transposition": lambda X, seed: rules.transposition(),
    "elementwise product": lambda X, seed: rules.elementwise_product(
        constant(X, *X.shape, seed=seed)
    ),
}
OTHER = {
    "addition": lambda X, seed: rules.addition(constant(X, *X.shape, seed=seed)),
    "row addition": lambda X, seed: rules.row_addition(
        constant(X, 1 + seed % 4, X.shape[1], seed=seed)
    ),
    **{name: lambda X, seed, name=name: rules.elementwise(name) for name in NAMES},
    "composition": lambda X, seed: rules.compose(
        rules.transposition(),
        rules.elementwise("tanh"),
        rules.right_multiplication(constant(X, X.shape[0], 3, seed=seed)),
        rules.elementwise("sigmoid"),
    ),
}
RULES = LINEAR | OTHER


@st.composite
def cases(draw, name):
    X = draw(matrices())
    if name == "row addition":
        X = X[:1]
    X = off_zero(X)
    rule = RULES[name](X, draw(seeds))
    return rule, X, numbers(*rule.G(X).shape, seed=draw(seeds))


# What every rule must satisfy


@pytest.mark.parametrize("name", RULES)
@given(data=st.data())
def test_pullback_agrees_with_central_differences(name, data):
    rule, X, dG = data.draw(cases(name))
    dX = rule.pullback(X, dG)
    measured = central_differences(lambda X: (dG * rule.G(X)).sum(), X)
    assert dX.shape == X.shape
    np.testing.assert_allclose(dX, measured, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("name", RULES)
@given(data=st.data())
def test_df_is_the_inner_product_of_the_derivative_and_the_change(name, data):
    rule, X, dG = data.draw(cases(name))
    E = numbers(*X.shape, seed=data.draw(seeds))
    h = 1e-6
    change = (rule.G(X + h * E) - rule.G(X - h * E)) / (2 * h)
    assert rules.inner(dG, change) == pytest.approx(
        rules.inner(rule.pullback(X, dG), E), rel=1e-6, abs=1e-6
    )


@pytest.mark.parametrize("name", LINEAR)
@given(data=st.data())
def test_pullback_of_a_linear_map_is_its_adjoint(name, data):
    rule, X, dG = data.draw(cases(name))
    assert rules.inner(dG, rule.G(X)) == pytest.approx(
        rules.inner(rule.pullback(X, dG), X), rel=1e-12, abs=1e-12
    )


@pytest.mark.parametrize("name", RULES)
@given(data=st.data())
def test_pullback_is_linear_in_the_derivative(name, data):
    rule, X, dG = data.draw(cases(name))
    dH = numbers(*dG.shape, seed=data.draw(seeds))
    np.testing.assert_allclose(
        rule.pullback(X, dG + 2 * dH),
        rule.pullback(X, dG) + 2 * rule.pullback(X, dH),
        rtol=1e-12,
        atol=1e-12,
    )


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_float_types_are_kept(name, dtype):
    X = numbers(1, 3).astype(dtype)
    rule = RULES[name](X, np.int64(1))
    G = rule.G(X)
    assert G.dtype == rule.pullback(X, G).dtype == dtype


# Values, entry by entry


@given(matrices(), matrices())
def test_products_equal_loops(X, W):
    W = numbers(X.shape[1], W.shape[1])
    (m, n), p = X.shape, W.shape[1]
    product = [
        [sum(X[i, k] * W[k, j] for k in range(n)) for j in range(p)] for i in range(m)
    ]
    np.testing.assert_allclose(rules.right_multiplication(W).G(X), product, atol=1e-13)
    np.testing.assert_allclose(rules.left_multiplication(X).G(W), product, atol=1e-13)


def test_values_worked_by_hand():
    X = [[1, -2, 3], [-4, 5, -6]]
    assert rules.elementwise("relu").G(X).tolist() == [[1, 0, 3], [0, 5, 0]]
    assert rules.addition(X).G(X).tolist() == [[2, -4, 6], [-8, 10, -12]]
    assert rules.scaling(-2).G(X).tolist() == [[-2, 4, -6], [8, -10, 12]]
    assert rules.transposition().G(X).tolist() == [[1, -4], [-2, 5], [3, -6]]
    assert rules.elementwise_product(X).G(X).tolist() == [[1, 4, 9], [16, 25, 36]]
    assert rules.row_addition(X).G([[1, 2, 3]]).tolist() == [[2, 0, 6], [-3, 7, -3]]
    assert rules.squared_norm().G(X) == 1 + 4 + 9 + 16 + 25 + 36
    assert rules.inner(X, [[1, 1, 1], [1, 1, 2]]) == -9


def test_pullbacks_worked_by_hand():
    X, dG = [[1, -2], [-3, 4]], [[5, 6], [7, 8]]
    W = [[1, 2], [3, 4]]
    pulled = {
        rule.name: rule.pullback(X, dG).tolist()
        for rule in [
            rules.right_multiplication(W),
            rules.left_multiplication(W),
            rules.elementwise("relu"),
            rules.addition(W),
            rules.scaling(3),
            rules.transposition(),
            rules.elementwise_product(W),
        ]
    }
    assert pulled == {
        "X W": [[17, 39], [23, 53]],
        "W X": [[26, 30], [38, 44]],
        "g(X)": [[5, 0], [0, 8]],
        "X + C": dG,
        "c X": [[15, 18], [21, 24]],
        "X^T": [[5, 7], [6, 8]],
        "X odot C": [[5, 12], [21, 32]],
    }
    assert rules.row_addition(W).pullback([[0, 0]], dG).tolist() == [[12, 14]]


# The norm


@given(matrices())
def test_norm(X):
    rule = rules.squared_norm()
    assert rule.G(X) == pytest.approx(np.linalg.norm(X) ** 2)
    dX = rule.pullback(X, 1)
    np.testing.assert_allclose(dX, central_differences(rule.G, X), atol=1e-8)
    np.testing.assert_allclose(rule.pullback(X, -3.5), -3.5 * dX)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("df", [1, 1.0, np.float64(1), np.array(1)])
def test_norm_keeps_the_float_type(dtype, df):
    X = numbers(2, 3).astype(dtype)
    rule = rules.compose(rules.scaling(np.float64(2)), rules.squared_norm())
    assert rule.G(X).dtype == rule.pullback(X, df).dtype == dtype


@pytest.mark.parametrize("df", [[1.0], [[1.0]], np.ones((2, 3)), "1", np.nan, None])
def test_the_derivative_of_a_scalar_must_be_a_number(df):
    with pytest.raises(ValueError, match=r"^df/dG"):
        rules.squared_norm().pullback(numbers(2, 3), df)


# Composition


@given(matrices(), seeds)
def test_the_worked_example_of_chapter_3(X, seed):
    """f = ||g(X W) + C||^2, by the rules in one and by hand in four."""
    W, C = numbers(X.shape[1], 2, seed=seed), numbers(len(X), 2, seed=seed + 1)
    f = rules.compose(
        rules.right_multiplication(W),
        rules.elementwise("sigmoid"),
        rules.addition(C),
        rules.squared_norm(),
    )
    A = 1 / (1 + np.exp(-X @ W))
    assert f.G(X) == pytest.approx(((A + C) ** 2).sum())
    dX = (2 * (A + C) * A * (1 - A)) @ W.T
    np.testing.assert_allclose(f.pullback(X, 1), dX, rtol=1e-12, atol=1e-12)


def test_compositions_compose():
    X = numbers(2, 3)
    first, second, third = (
        rules.right_multiplication(numbers(3, 3)),
        rules.elementwise("tanh"),
        rules.left_multiplication(numbers(2, 2)),
    )
    flat = rules.compose(first, second, third)
    for nested in [
        rules.compose(rules.compose(first, second), third),
        rules.compose(first, rules.compose(second, third)),
    ]:
        np.testing.assert_array_equal(nested.G(X), flat.G(X))
        dG = numbers(2, 3, seed=1)
        np.testing.assert_array_equal(nested.pullback(X, dG), flat.pullback(X, dG))
        assert nested.name == flat.name == "X W, then g(X), then W X"


def test_composition_of_nothing_and_of_one():
    X = numbers(2, 3)
    np.testing.assert_array_equal(rules.compose().G(X), X)
    np.testing.assert_array_equal(rules.compose().pullback(X, X), X)
    alone = rules.compose(rules.scaling(2))
    np.testing.assert_array_equal(alone.G(X), 2 * X)
    np.testing.assert_array_equal(alone.pullback(X, X), 2 * X)


@given(problems())
def test_backpropagation_is_composed_rules(problem):
    """Every df/dW[l], with W[l] as the variable, from rules alone."""
    network, X, Y = problem
    W, g, L = network.W, network.g, network.L
    Z, A, _, _, dW = backprop(network, X, Y)
    for l in range(1, L + 1):
        steps = [rules.left_multiplication(A[l - 1]), rules.elementwise(g[l])]
        for k in range(l + 1, L + 1):
            steps += [rules.right_multiplication(W[k]), rules.elementwise(g[k])]
        f = rules.compose(
            *steps, rules.addition(-Y), rules.squared_norm(), rules.scaling(1 / len(X))
        )
        np.testing.assert_allclose(f.pullback(W[l], 1), dW[l], rtol=1e-12, atol=1e-12)
        if off_the_kink(network, Z):
            measured = central_differences(f.G, W[l])
            np.testing.assert_allclose(dW[l], measured, rtol=1e-6, atol=1e-7)


# Bad input


C = np.ones((2, 3))
MISFITS = [
    (rules.right_multiplication(C), (2, 3), r"X W .*\(2, 3\).*\(2, 3\).*as many"),
    (rules.right_multiplication(C), (2,), r"^X has shape \(2,\).*reshape"),
    (rules.right_multiplication(C), (4, 1, 2), r"^X .*3 dimensions"),
    (rules.left_multiplication(C), (2, 3), r"W X .*\(2, 3\).*\(2, 3\).*as many"),
    (rules.left_multiplication(C), (3,), r"^X has shape \(3,\).*reshape"),
    (rules.addition(C), (1, 3), r"X .*\(1, 3\) but C .*\(2, 3\)"),
    (rules.elementwise_product(C), (2, 1), r"X .*\(2, 1\) but C .*\(2, 3\)"),
    (rules.row_addition(C), (1, 1), r"b .*\(1, 1\) but one row of X .*\(1, 3\)"),
    (rules.row_addition(C), (2, 3), r"b .*\(2, 3\) but one row of X .*\(1, 3\)"),
    (rules.row_addition(C), (3,), r"^b has shape \(3,\).*reshape"),
    (rules.compose(rules.row_addition(C), rules.scaling(2)), (3,), "^b has shape"),
    (
        rules.compose(rules.squared_norm(), rules.right_multiplication([[1]])),
        (2, 3),
        r"X W does not exist: X has shape \(\)",
    ),
]


@pytest.mark.parametrize("rule, X, message", MISFITS)
def test_variables_that_do_not_fit(rule, X, message):
    with pytest.raises(ValueError, match=message):
        rule.G(np.ones(X))
    with pytest.raises(ValueError, match=message):
        rule.pullback(np.ones(X), np.ones((2, 3)))


@pytest.mark.parametrize("dG", [(3, 2), (1, 3), (2, 1), (1, 1)])
@pytest.mark.parametrize("name", ["tanh", "scaling", "addition", "elementwise product"])
def test_derivatives_that_do_not_fit(name, dG):
    X = numbers(2, 3)
    with pytest.raises(ValueError, match=r"df/dG .* but G\(X\) has shape \(2, 3\)"):
        RULES[name](X, 0).pullback(X, np.ones(dG))


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_numbers_that_are_not_finite(bad):
    X, B = numbers(1, 2), [[0, bad]]
    for call, symbol in [
        (lambda: rules.elementwise("tanh").G(B), "X"),
        (lambda: rules.elementwise("tanh").pullback(B, X), "X"),
        (lambda: rules.elementwise("tanh").pullback(X, B), "df/dG"),
        (lambda: rules.right_multiplication(B), "W"),
        (lambda: rules.left_multiplication(B), "W"),
        (lambda: rules.addition(B), "C"),
        (lambda: rules.elementwise_product(B), "C"),
        (lambda: rules.row_addition(B), "X"),
        (lambda: rules.row_addition(X).G(B), "b"),
        (lambda: rules.inner(B, X), "A"),
        (lambda: rules.inner(X, B), "B"),
    ]:
        with pytest.raises(
            ValueError, match=f"^{symbol} holds {bad} at row 0, column 1"
        ):
            call()


@pytest.mark.parametrize("c", ["2", None, [[1.0, 2.0]], np.ones(2), 1j, np.nan, np.inf])
def test_scaling_needs_a_number(c):
    with pytest.raises(ValueError, match=r"^c is .*must be a finite number"):
        rules.scaling(c)


def test_elementwise_needs_a_known_function():
    with pytest.raises(ValueError, match="sigmoid, relu, tanh, identity"):
        rules.elementwise("softmax")


def test_inner_product():
    A, B = numbers(2, 3), numbers(2, 3, seed=1)
    assert rules.inner(A, B) == pytest.approx(np.trace(A.T @ B))
    assert type(rules.inner(A, B)) is float
    wide = np.full((2, 2), 200, dtype=np.uint8)
    assert rules.inner(wide, wide) == 4 * 200**2
    for bad in [(3, 2), (1, 3), (2, 1)]:
        with pytest.raises(ValueError, match=r"A .*\(2, 3\) but B has shape"):
            rules.inner(A, np.ones(bad))
    with pytest.raises(ValueError, match=r"A .*one-dimensional"):
        rules.inner([1, 2], [3, 4])


def test_integers_of_a_byte_do_not_wrap_around():
    X = np.array([[200, 100]], dtype=np.uint8)
    assert rules.squared_norm().G(X) == 50000
    assert rules.scaling(2).G(X).tolist() == [[400, 200]]
    assert rules.scaling(2).pullback(X, X).tolist() == [[400, 200]]
    assert rules.addition(X).G(X).tolist() == [[400, 200]]
    assert rules.right_multiplication(X.T).G(X).tolist() == [[50000]]
