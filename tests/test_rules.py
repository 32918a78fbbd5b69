import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import NAMES, frozen, matrices, numbers, off_the_kink, problems, seeds

from nnlib import backprop, central_differences, more_rules, rules


def off_zero(U):
    return frozen(np.where(np.abs(U) < 0.01, 0.01, U))


def constant(U, rows, columns, seed):
    """A constant of the float type of the variable U."""
    return frozen(numbers(rows, columns, seed=seed).astype(U.dtype))


# A rule whose variable has the shape of U, its constants drawn from a seed.
LINEAR = {
    "right multiplication": lambda U, seed: rules.right_multiplication(
        constant(U, U.shape[1], 1 + seed % 4, seed=seed)
    ),
    "left multiplication": lambda U, seed: rules.left_multiplication(
        constant(U, 1 + seed % 4, U.shape[0], seed=seed)
    ),
    "scaling": lambda U, seed: rules.scaling(seed % 7 - 2.5),
    "transposition": lambda U, seed: rules.transposition(),
    "elementwise product": lambda U, seed: rules.elementwise_product(
        constant(U, *U.shape, seed=seed)
    ),
    "picking": lambda U, seed: more_rules.picking(
        np.random.default_rng(seed).integers(0, U.size, (2, 1 + seed % 4))
    ),
}
OTHER = {
    "addition": lambda U, seed: rules.addition(constant(U, *U.shape, seed=seed)),
    "row addition": lambda U, seed: rules.row_addition(
        constant(U, 1 + seed % 4, U.shape[1], seed=seed)
    ),
    **{name: lambda U, seed, name=name: rules.elementwise(name) for name in NAMES},
    "softmax": lambda U, seed: more_rules.softmax(),
    "layer normalisation": lambda U, seed: more_rules.layer_normalisation(0.1),
    "composition": lambda U, seed: rules.compose(
        rules.transposition(),
        rules.elementwise("tanh"),
        rules.right_multiplication(constant(U, U.shape[0], 3, seed=seed)),
        rules.elementwise("sigmoid"),
    ),
}
RULES = LINEAR | OTHER


@st.composite
def cases(draw, name):
    U = draw(matrices())
    if name == "row addition":
        U = U[:1]
    U = off_zero(U)
    rule = RULES[name](U, draw(seeds))
    return rule, U, numbers(*rule.G(U).shape, seed=draw(seeds))


# What every rule must satisfy


@pytest.mark.parametrize("name", RULES)
@given(data=st.data())
def test_pullback_agrees_with_central_differences(name, data):
    rule, U, dG = data.draw(cases(name))
    dU = rule.pullback(U, dG)
    measured = central_differences(lambda U: (dG * rule.G(U)).sum(), U)
    assert dU.shape == U.shape
    np.testing.assert_allclose(dU, measured, rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("name", RULES)
@given(data=st.data())
def test_df_is_the_inner_product_of_the_derivative_and_the_change(name, data):
    rule, U, dG = data.draw(cases(name))
    delta_U = numbers(*U.shape, seed=data.draw(seeds))
    h = 1e-6
    change = (rule.G(U + h * delta_U) - rule.G(U - h * delta_U)) / (2 * h)
    assert rules.inner(dG, change) == pytest.approx(
        rules.inner(rule.pullback(U, dG), delta_U), rel=1e-6, abs=1e-6
    )


@pytest.mark.parametrize("name", LINEAR)
@given(data=st.data())
def test_pullback_of_a_linear_map_is_its_adjoint(name, data):
    rule, U, dG = data.draw(cases(name))
    assert rules.inner(dG, rule.G(U)) == pytest.approx(
        rules.inner(rule.pullback(U, dG), U), rel=1e-12, abs=1e-12
    )


@pytest.mark.parametrize("name", RULES)
@given(data=st.data())
def test_pullback_is_linear_in_the_derivative(name, data):
    rule, U, dG = data.draw(cases(name))
    other = numbers(*dG.shape, seed=data.draw(seeds))
    np.testing.assert_allclose(
        rule.pullback(U, dG + 2 * other),
        rule.pullback(U, dG) + 2 * rule.pullback(U, other),
        rtol=1e-12,
        atol=1e-12,
    )


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_float_types_are_kept(name, dtype):
    U = numbers(1, 3).astype(dtype)
    rule = RULES[name](U, np.int64(1))
    G = rule.G(U)
    assert G.dtype == rule.pullback(U, G).dtype == dtype


# Values, entry by entry


@given(matrices(), matrices())
def test_products_equal_loops(left, right):
    right = numbers(left.shape[1], right.shape[1])
    (p, q), r = left.shape, right.shape[1]
    product = [
        [sum(left[s, k] * right[k, t] for k in range(q)) for t in range(r)]
        for s in range(p)
    ]
    U_K = rules.right_multiplication(right).G(left)
    K_U = rules.left_multiplication(left).G(right)
    np.testing.assert_allclose(U_K, product, atol=1e-13)
    np.testing.assert_allclose(K_U, product, atol=1e-13)


def test_values_worked_by_hand():
    U = [[1, -2, 3], [-4, 5, -6]]
    assert rules.elementwise("relu").G(U).tolist() == [[1, 0, 3], [0, 5, 0]]
    assert rules.addition(U).G(U).tolist() == [[2, -4, 6], [-8, 10, -12]]
    assert rules.scaling(-2).G(U).tolist() == [[-2, 4, -6], [8, -10, 12]]
    assert rules.transposition().G(U).tolist() == [[1, -4], [-2, 5], [3, -6]]
    assert rules.elementwise_product(U).G(U).tolist() == [[1, 4, 9], [16, 25, 36]]
    assert rules.row_addition(C=U).G([[1, 2, 3]]).tolist() == [[2, 0, 6], [-3, 7, -3]]
    assert rules.squared_norm().G(U) == 1 + 4 + 9 + 16 + 25 + 36
    assert rules.inner(U, [[1, 1, 1], [1, 1, 2]]) == -9


def test_pullbacks_worked_by_hand():
    U, dG = [[1, -2], [-3, 4]], [[5, 6], [7, 8]]
    K = C = [[1, 2], [3, 4]]
    pulled = {
        rule.name: rule.pullback(U, dG).tolist()
        for rule in [
            rules.right_multiplication(K),
            rules.left_multiplication(K),
            rules.elementwise("relu"),
            rules.addition(C),
            rules.scaling(3),
            rules.transposition(),
            rules.elementwise_product(C),
        ]
    }
    assert pulled == {
        "U K": [[17, 39], [23, 53]],
        "K U": [[26, 30], [38, 44]],
        "g(U)": [[5, 0], [0, 8]],
        "U + C": dG,
        "c U": [[15, 18], [21, 24]],
        "U^T": [[5, 7], [6, 8]],
        "U odot C": [[5, 12], [21, 32]],
    }
    bias = rules.row_addition(C)
    assert bias.name == "C + 1 b"
    assert bias.pullback([[0, 0]], dG).tolist() == [[12, 14]]


# The norm


@given(matrices())
def test_norm(U):
    rule = rules.squared_norm()
    assert rule.G(U) == pytest.approx(np.linalg.norm(U) ** 2)
    dU = rule.pullback(U, 1)
    np.testing.assert_allclose(dU, central_differences(rule.G, U), atol=1e-8)
    np.testing.assert_allclose(rule.pullback(U, -3.5), -3.5 * dU)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("df", [1, 1.0, np.float64(1), np.array(1)])
def test_norm_keeps_the_float_type(dtype, df):
    U = numbers(2, 3).astype(dtype)
    rule = rules.compose(rules.scaling(np.float64(2)), rules.squared_norm())
    assert rule.G(U).dtype == rule.pullback(U, df).dtype == dtype


@pytest.mark.parametrize("df", [[1.0], [[1.0]], np.ones((2, 3)), "1", np.nan, None])
def test_the_derivative_of_a_scalar_must_be_a_number(df):
    with pytest.raises(ValueError, match=r"^df/dG"):
        rules.squared_norm().pullback(numbers(2, 3), df)


# Softmax and cross-entropy


def targets(rows, columns, seed=0):
    """Rows of shares: 0 or more, and adding up to 1."""
    Y = np.random.default_rng(seed).random((rows, columns)) + 0.01
    return frozen(Y / Y.sum(axis=1, keepdims=True))


@given(matrices(), seeds)
def test_cross_entropy(U, seed):
    rule = more_rules.cross_entropy(targets(*U.shape, seed=seed))
    dU = rule.pullback(U, 1)
    np.testing.assert_allclose(dU, central_differences(rule.G, U), atol=1e-8)
    np.testing.assert_allclose(rule.pullback(U, -3.5), -3.5 * dU)
    np.testing.assert_allclose(dU.sum(axis=1), 0, atol=1e-15)


@given(matrices(), seeds)
def test_cross_entropy_is_a_softmax_and_then_logarithms(U, seed):
    Y, G = targets(*U.shape, seed=seed), more_rules.softmax().G(U)
    rule = more_rules.cross_entropy(Y)
    assert rule.G(U) == pytest.approx(-(Y * np.log(G)).sum() / len(U))
    in_two = more_rules.softmax().pullback(U, -Y / (len(U) * G))
    np.testing.assert_allclose(rule.pullback(U, 1), in_two, rtol=1e-10, atol=1e-14)


def test_shares_worked_by_hand():
    U = np.log([[5.0, 3.0, 2.0]])
    rule = more_rules.softmax()
    np.testing.assert_allclose(rule.G(U), [[0.5, 0.3, 0.2]])
    np.testing.assert_allclose(rule.pullback(U, [[1, 0, 0]]), [[0.25, -0.15, -0.1]])
    f = more_rules.cross_entropy([[0, 1, 0]])
    assert f.G(U) == pytest.approx(-np.log(0.3))
    np.testing.assert_allclose(f.pullback(U, 1), [[0.5, -0.7, 0.2]])


def test_scores_too_large_for_an_exponential():
    U, Y = [[1000.0, -1000.0]], [[0.0, 1.0]]
    assert more_rules.softmax().G(U).tolist() == [[1, 0]]
    assert more_rules.cross_entropy(Y).G(U) == 2000
    assert more_rules.cross_entropy(Y).pullback(U, 1).tolist() == [[1, -1]]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_cross_entropy_keeps_the_float_type(dtype):
    U = numbers(2, 3).astype(dtype)
    rule = more_rules.cross_entropy(targets(2, 3).astype(dtype))
    assert rule.G(U).dtype == rule.pullback(U, 1).dtype == dtype


@pytest.mark.parametrize(
    "Y, message",
    [
        ([[0, 1], [1, 1]], r"^Row 1 of Y adds up to 2,.*one_hot"),
        ([[0, 0.5], [1, 0]], r"^Row 0 of Y adds up to 0\.5,"),
        ([[0, 1], [2, -1]], r"^Row 1 of Y holds a negative number,"),
        ([0, 1], "^Y .*one-dimensional"),
        ([[0, np.nan]], "^Y holds nan"),
    ],
)
def test_targets_that_are_no_shares(Y, message):
    with pytest.raises(ValueError, match=message):
        more_rules.cross_entropy(Y)


def test_targets_of_another_shape_than_the_scores():
    with pytest.raises(ValueError, match=r"U .*\(2, 3\) but Y .*\(1, 3\)"):
        more_rules.cross_entropy([[0, 1, 0]]).G(numbers(2, 3))


# Layer normalisation


def test_normalised_rows_worked_by_hand():
    rule = more_rules.layer_normalisation(1e-12)
    np.testing.assert_allclose(rule.G([[1, 3], [-5, -5]]), [[-1, 1], [0, 0]])


@given(matrices(columns=st.integers(2, 5)), seeds)
def test_what_normalising_takes_away_changes_nothing(U, seed):
    """A row moved as a whole, or made longer from its mean, stays what it is."""
    rule = more_rules.layer_normalisation(1e-20)
    dU = rule.pullback(U, numbers(*U.shape, seed=seed))
    scale = max(1, np.abs(dU).max())
    np.testing.assert_allclose(dU.sum(axis=1) / scale, 0, atol=1e-9)
    np.testing.assert_allclose((dU * rule.G(U)).sum(axis=1) / scale, 0, atol=1e-6)


@pytest.mark.parametrize("epsilon", [0, -1, np.nan, "1"])
def test_layer_normalisation_needs_a_number_above_zero(epsilon):
    with pytest.raises(ValueError, match=r"^epsilon is .*above 0"):
        more_rules.layer_normalisation(epsilon)


# Picking


def test_picking_worked_by_hand():
    U = [[1, 2, 3], [4, 5, 6]]
    rule = more_rules.picking([[5, 0], [0, 2]])
    assert rule.G(U).tolist() == [[6, 1], [1, 3]]
    assert rule.pullback(U, [[1, 2], [3, 4]]).tolist() == [[5, 0, 4], [0, 0, 1]]


def test_picking_from_a_transpose():
    """Entries are counted as they stand in the matrix, not in memory."""
    U = np.array([[1.0, 2], [3, 4]]).T
    rule = more_rules.picking([[1]])
    assert rule.G(U).tolist() == [[3]]
    assert rule.pullback(U, [[7.0]]).tolist() == [[0, 7], [0, 0]]


@pytest.mark.parametrize(
    "places, message",
    [
        ([[0, 9]], "^places holds 9, but U has shape .*end at 5"),
        ([[-1]], "^places holds -1, but it counts from 0"),
        ([0, 1], r"^places has shape \(2,\).*matrix of whole numbers"),
        ([[0.5]], r"^places .*float64.*matrix of whole numbers"),
        ([[True]], r"^places .*bool.*matrix of whole numbers"),
        (np.empty((0, 2), dtype=int), "^places .*matrix of whole numbers"),
    ],
)
def test_places_that_do_not_fit(places, message):
    with pytest.raises(ValueError, match=message):
        more_rules.picking(places).G(numbers(2, 3))


# Composition


@given(matrices(), seeds)
def test_the_worked_example_of_chapter_3(U, seed):
    """f = ||g(U K) + C||^2, by the rules in one and by hand in four."""
    K, C = numbers(U.shape[1], 2, seed=seed), numbers(len(U), 2, seed=seed + 1)
    f = rules.compose(
        rules.right_multiplication(K),
        rules.elementwise("sigmoid"),
        rules.addition(C),
        rules.squared_norm(),
    )
    A = 1 / (1 + np.exp(-U @ K))
    assert f.G(U) == pytest.approx(((A + C) ** 2).sum())
    dU = (2 * (A + C) * A * (1 - A)) @ K.T
    np.testing.assert_allclose(f.pullback(U, 1), dU, rtol=1e-12, atol=1e-12)


def test_compositions_compose():
    U = numbers(2, 3)
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
        np.testing.assert_array_equal(nested.G(U), flat.G(U))
        dG = numbers(2, 3, seed=1)
        np.testing.assert_array_equal(nested.pullback(U, dG), flat.pullback(U, dG))
        assert nested.name == flat.name == "U K, then g(U), then K U"


def test_composition_of_nothing_and_of_one():
    U = numbers(2, 3)
    np.testing.assert_array_equal(rules.compose().G(U), U)
    np.testing.assert_array_equal(rules.compose().pullback(U, U), U)
    alone = rules.compose(rules.scaling(2))
    np.testing.assert_array_equal(alone.G(U), 2 * U)
    np.testing.assert_array_equal(alone.pullback(U, U), 2 * U)


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
    (rules.right_multiplication(C), (2, 3), r"U K .*\(2, 3\).*\(2, 3\).*as many"),
    (rules.right_multiplication(C), (2,), r"^U has shape \(2,\).*reshape"),
    (rules.right_multiplication(C), (4, 1, 2), r"^U .*3 dimensions"),
    (rules.left_multiplication(C), (2, 3), r"K U .*\(2, 3\).*\(2, 3\).*as many"),
    (rules.left_multiplication(C), (3,), r"^U has shape \(3,\).*reshape"),
    (rules.addition(C), (1, 3), r"U .*\(1, 3\) but C .*\(2, 3\)"),
    (rules.elementwise_product(C), (2, 1), r"U .*\(2, 1\) but C .*\(2, 3\)"),
    (rules.row_addition(C), (1, 1), r"b .*\(1, 1\) but one row of C .*\(1, 3\)"),
    (rules.row_addition(C), (2, 3), r"b .*\(2, 3\) but one row of C .*\(1, 3\)"),
    (rules.row_addition(C), (3,), r"^b has shape \(3,\).*reshape"),
    (rules.compose(rules.row_addition(C), rules.scaling(2)), (3,), "^b has shape"),
    (
        rules.compose(rules.squared_norm(), rules.right_multiplication([[1]])),
        (2, 3),
        r"U K does not exist: U has shape \(\)",
    ),
]


@pytest.mark.parametrize("rule, U, message", MISFITS)
def test_variables_that_do_not_fit(rule, U, message):
    with pytest.raises(ValueError, match=message):
        rule.G(np.ones(U))
    with pytest.raises(ValueError, match=message):
        rule.pullback(np.ones(U), np.ones((2, 3)))


@pytest.mark.parametrize("dG", [(3, 2), (1, 3), (2, 1), (1, 1)])
@pytest.mark.parametrize("name", ["tanh", "scaling", "addition", "elementwise product"])
def test_derivatives_that_do_not_fit(name, dG):
    U = numbers(2, 3)
    with pytest.raises(ValueError, match=r"df/dG .* but G\(U\) has shape \(2, 3\)"):
        RULES[name](U, 0).pullback(U, np.ones(dG))
    if dG != (1, 3):
        with pytest.raises(ValueError, match=r"df/dG .* but G\(b\) has shape \(1, 3\)"):
            rules.row_addition(U[:1]).pullback(U[1:], np.ones(dG))


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_numbers_that_are_not_finite(bad):
    U, wrong = numbers(1, 2), [[0, bad]]
    for call, symbol in [
        (lambda: rules.elementwise("tanh").G(wrong), "U"),
        (lambda: rules.elementwise("tanh").pullback(wrong, U), "U"),
        (lambda: rules.elementwise("tanh").pullback(U, wrong), "df/dG"),
        (lambda: rules.right_multiplication(wrong), "K"),
        (lambda: rules.left_multiplication(wrong), "K"),
        (lambda: rules.addition(wrong), "C"),
        (lambda: rules.elementwise_product(wrong), "C"),
        (lambda: rules.row_addition(wrong), "C"),
        (lambda: rules.row_addition(U).G(wrong), "b"),
        (lambda: rules.inner(wrong, U), "M"),
        (lambda: rules.inner(U, wrong), "U"),
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
    M, U = numbers(2, 3), numbers(2, 3, seed=1)
    assert rules.inner(M, U) == pytest.approx(np.trace(M.T @ U))
    assert type(rules.inner(M, U)) is float
    wide = np.full((2, 2), 200, dtype=np.uint8)
    assert rules.inner(wide, wide) == 4 * 200**2
    for bad in [(3, 2), (1, 3), (2, 1)]:
        with pytest.raises(ValueError, match=r"M .*\(2, 3\) but U has shape"):
            rules.inner(M, np.ones(bad))
    with pytest.raises(ValueError, match=r"M .*one-dimensional"):
        rules.inner([1, 2], [3, 4])


def test_integers_of_a_byte_do_not_wrap_around():
    U = np.array([[200, 100]], dtype=np.uint8)
    assert rules.squared_norm().G(U) == 50000
    assert rules.scaling(2).G(U).tolist() == [[400, 200]]
    assert rules.scaling(2).pullback(U, U).tolist() == [[400, 200]]
    assert rules.addition(U).G(U).tolist() == [[400, 200]]
    assert rules.right_multiplication(U.T).G(U).tolist() == [[50000]]
