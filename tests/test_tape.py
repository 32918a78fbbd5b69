"""The tape against backprop, against autograd, and against central differences."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from hypothesis import given
from hypothesis import strategies as st
from samples import NAMES, matrices, numbers, problems, seeds, sizes

from nnlib import Network, backprop, central_differences, more_rules, rules
from nnlib.tape import Node, derivatives, step

TANH = rules.elementwise("tanh")


def mean_squares(A, Y):
    norm = step(rules.squared_norm(), step(rules.addition(-Y), A))
    return step(rules.scaling(1 / len(Y)), norm)


def on_tape(compute, *given):
    """Return the derivatives with respect to matrices that f is computed from."""
    tape = []
    nodes = [Node(M, tape) for M in given]
    d = derivatives(compute(*nodes))
    return [d[node] for node in nodes]


def assert_close(found, expected, rtol=1e-10):
    scale = max(np.abs(M).max() for M in expected)
    for one, other in zip(found, expected, strict=True):
        assert one.shape == other.shape
        np.testing.assert_allclose(one, other, rtol=rtol, atol=rtol * scale)


def assert_as_autograd(ours, theirs, *given):
    """That the tape finds the derivatives that autograd finds."""
    assert_close(on_tape(ours, *given), grad(theirs, list(range(len(given))))(*given))


# Backpropagation is a special case


@given(problems(max_L=6))
def test_a_dense_network_on_the_tape_has_the_derivatives_of_backprop(problem):
    network, X, Y = problem
    tape = []
    A = Node(X, tape)
    W = {l: Node(network.W[l], tape) for l in network.W}
    Zs, As = {}, {}
    for l in W:
        Zs[l] = A @ W[l]
        As[l] = A = step(rules.elementwise(network.g[l]), Zs[l])
    d = derivatives(mean_squares(A, Y))
    expected = backprop(network, X, Y)
    for nodes, name in [(W, "dW"), (Zs, "dZ"), (As, "dA")]:
        found = [d[nodes[l]] for l in W]
        assert_close(found, [getattr(expected, name)[l] for l in W], rtol=1e-12)


def test_examples_that_are_constant_stay_off_the_tape():
    network, X, Y = Network([2, 1], ["tanh"], seed=0), numbers(4, 2), numbers(4, 1)
    W = Node(network.W[1], [])
    A = step(TANH, step(rules.left_multiplication(X), W))
    f = mean_squares(A, 0.1 * Y)
    assert len(f.tape) == 1 + 2 + 3
    assert_close([derivatives(f)[W]], [backprop(network, X, 0.1 * Y).dW[1]], 1e-12)


# What dense networks do not have, against autograd


def squared_error(A, Y):
    return anp.sum((A - Y) ** 2) / len(Y)


def soft(U):
    E = anp.exp(U - anp.max(U, axis=1, keepdims=True))
    return E / anp.sum(E, axis=1, keepdims=True)


def entropy(U, Y):
    return -anp.sum(Y * anp.log(soft(U))) / len(Y)


def normal(U):
    centred = U - anp.mean(U, axis=1, keepdims=True)
    d = anp.sqrt(anp.mean(centred**2, axis=1, keepdims=True) + 1e-5)
    return centred / d


def shares(rows, columns, seed):
    Y = np.random.default_rng(seed).random((rows, columns)) + 0.1
    return Y / Y.sum(axis=1, keepdims=True)


square = st.builds(lambda n, seed: numbers(n, n, seed=seed), sizes, seeds)


@given(square, sizes, seeds)
def test_shared_weights(W, m, seed):
    X, Y = numbers(m, len(W), seed=seed), numbers(m, len(W), seed=seed + 1)
    assert_as_autograd(
        lambda X, W: mean_squares(step(TANH, X @ W) @ W, Y),
        lambda X, W: squared_error(anp.tanh(X @ W) @ W, Y),
        X,
        W,
    )


@given(square)
def test_a_matrix_that_is_used_four_times(U):
    assert_as_autograd(
        lambda U: step(rules.squared_norm(), U @ U + U * U.T),
        lambda U: anp.sum((U @ U + U * U.T) ** 2),
        U,
    )


@given(square, sizes, seeds)
def test_a_skip_connection(W, m, seed):
    X, Y = numbers(m, len(W), seed=seed), numbers(m, len(W), seed=seed + 1)
    assert_as_autograd(
        lambda X, W: mean_squares(X + step(TANH, X @ W), Y),
        lambda X, W: squared_error(X + anp.tanh(X @ W), Y),
        X,
        W,
    )


@given(matrices(), sizes, seeds)
def test_softmax_and_cross_entropy(X, classes, seed):
    W, Y = numbers(X.shape[1], classes, seed=seed), shares(len(X), classes, seed)
    assert_as_autograd(
        lambda X, W: step(more_rules.cross_entropy(Y), X @ W),
        lambda X, W: entropy(X @ W, Y),
        X,
        W,
    )
    assert_as_autograd(
        lambda X, W: mean_squares(step(more_rules.softmax(), X @ W), Y),
        lambda X, W: squared_error(soft(X @ W), Y),
        X,
        W,
    )


@given(matrices(columns=st.integers(2, 5)), seeds)
def test_layer_normalisation(X, seed):
    Y = numbers(*X.shape, seed=seed)
    assert_as_autograd(
        lambda X: mean_squares(step(more_rules.layer_normalisation(), X), Y),
        lambda X: squared_error(normal(X), Y),
        X,
    )


@given(sizes, st.integers(1, 3), sizes, seeds)
def test_a_convolution(m, k, kernels, seed):
    q, rng = k + 3, np.random.default_rng(seed)
    X, W = rng.standard_normal((m, q)), rng.standard_normal((k, kernels))
    starts = np.arange(m)[:, None] * q + np.arange(4)
    places = starts.reshape(-1, 1) + np.arange(k)
    Y = rng.standard_normal((4 * m, kernels))

    def theirs(X, W):
        rows = [
            sum(X[i, s + j] * W[j] for j in range(k))
            for i in range(m)
            for s in range(4)
        ]
        return squared_error(anp.tanh(anp.array(rows)), Y)

    assert_as_autograd(
        lambda X, W: mean_squares(
            step(TANH, step(more_rules.picking(places), X) @ W), Y
        ),
        theirs,
        X,
        W,
    )


@given(sizes, sizes, sizes, seeds)
def test_an_attention_head_in_a_block(rows, n, d, seed):
    rng = np.random.default_rng(seed)
    X, W_V = rng.standard_normal((rows, n + 1)), rng.standard_normal((n + 1, n + 1))
    W_Q, W_K = rng.standard_normal((2, n + 1, d))
    Y = rng.standard_normal((rows, n + 1))

    def ours(X, W_Q, W_K, W_V):
        N = step(more_rules.layer_normalisation(), X)
        scores = step(rules.scaling(1 / np.sqrt(d)), (N @ W_Q) @ (N @ W_K).T)
        return mean_squares(X + step(more_rules.softmax(), scores) @ (N @ W_V), Y)

    def theirs(X, W_Q, W_K, W_V):
        N = normal(X)
        scores = (N @ W_Q) @ (N @ W_K).T / np.sqrt(d)
        return squared_error(X + soft(scores) @ (N @ W_V), Y)

    assert_as_autograd(ours, theirs, X, W_Q, W_K, W_V)


# The tape itself


@given(square, seeds)
def test_derivatives_agree_with_central_differences(U, seed):
    Y = numbers(*U.shape, seed=seed)

    def f(U):
        tape = []
        return mean_squares(step(TANH, Node(U, tape)), Y).value

    (found,) = on_tape(lambda U: mean_squares(step(TANH, U), Y), U)
    np.testing.assert_allclose(found, central_differences(f, U), rtol=1e-6, atol=1e-8)


def test_both_rules_of_a_step_give_its_value():
    tape = []
    A, B = Node(numbers(3, 3), tape), Node(numbers(3, 3, seed=1), tape)
    for node in (A @ B, A + B, A * B):
        assert len(node.made_by) == 2
        for rule, U in node.made_by:
            np.testing.assert_array_equal(rule.value(U.value), node.value)


def test_what_f_is_not_made_from_has_the_derivative_zero():
    tape = []
    U, unused = Node(numbers(2, 3), tape), Node(numbers(3, 2), tape)
    before, f = U @ unused, step(rules.squared_norm(), U)
    after = step(TANH, U)
    d = derivatives(f)
    assert set(d) == set(tape) == {U, unused, before, f, after}
    for node in (unused, before, after):
        assert d[node].shape == node.value.shape and not d[node].any()
    np.testing.assert_array_equal(d[U], 2 * U.value)
    assert d[f] == 1


def test_nothing_is_changed_in_place():
    U = Node(numbers(2, 2), [])  # which refuses to be written to
    f = step(rules.squared_norm(), U @ U)
    first, second = derivatives(f), derivatives(f)
    np.testing.assert_array_equal(first[U], second[U])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_float_types_are_kept(name, dtype):
    X, W = numbers(3, 2).astype(dtype), numbers(2, 2, seed=1).astype(dtype)
    Y = np.full((3, 2), 0.5, dtype=dtype)

    def f(X, W):
        return mean_squares(step(rules.elementwise(name), X @ W), Y)

    assert {M.dtype for M in on_tape(f, X, W)} == {np.dtype(dtype)}


def test_two_tapes_do_not_meet():
    A, B = Node(numbers(2, 2), []), Node(numbers(2, 2), [])
    for meet in (A.__matmul__, A.__add__, A.__mul__):
        with pytest.raises(ValueError, match="on two tapes"):
            meet(B)
    assert len(A.tape) == len(B.tape) == 1


def test_shapes_that_do_not_fit_are_named_by_the_rule():
    tape = []
    A, B = Node(numbers(2, 3), tape), Node(numbers(2, 3), tape)
    with pytest.raises(ValueError, match="U K does not exist"):
        A @ B
    with pytest.raises(ValueError, match="must have the same shape"):
        A + B.T


def test_f_must_be_one_number():
    with pytest.raises(ValueError, match=r"f has shape \(2, 3\).*one number"):
        derivatives(Node(numbers(2, 3), []))
    f = Node(numbers(1, 1), [])  # as a product of a row and a column is
    assert derivatives(f)[f].tolist() == [[1]]
