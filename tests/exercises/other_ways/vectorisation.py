"""Right answers to the exercises of chapter 2, written in other ways."""

import numpy as np


def layer_with_loops(X, W):
    A = np.empty((len(X), W.shape[1]))
    for i, x in enumerate(X):
        for j in range(W.shape[1]):
            A[i, j] = np.tanh(sum(x[k] * W[k, j] for k in range(len(x))))
    return A


def layer_with_einsum(X, W):
    return np.tanh(np.einsum("ik,kj->ij", X, W))


def forward_example_by_example(X, W, g):
    Z = {l: np.empty((len(X), W[l].shape[1])) for l in W}
    A = {l: np.empty((len(X), W[l].shape[1])) for l in W}
    for i, a in enumerate(X):
        for l in W:
            for j in range(W[l].shape[1]):
                Z[l][i, j] = sum(a[k] * W[l][k, j] for k in range(len(a)))
                A[l][i, j] = g[l](Z[l][i, j])
            a = A[l][i]
    return [Z, {0: X} | A]


def forward_with_einsum(X, W, g):
    Z, A, into = {}, {0: X.copy()}, X
    for l in sorted(W):
        Z[l] = np.einsum("ik,kj->ij", into, W[l])
        into = A[l] = g[l](Z[l])
    return Z, A


def forward_in_columns(X, W, g):
    Z, A = {}, {0: X}
    for l in range(1, len(W) + 1):
        Z[l] = (W[l].T @ A[l - 1].T).T
        A[l] = g[l](Z[l].T).T
    return Z, A


def loss_with_a_sum(A, Y):
    return np.sum((A - Y) ** 2) / A.shape[0]


def loss_as_a_mean_over_examples(A, Y):
    return np.mean(np.sum(np.square(Y - A), axis=1))


def loss_as_a_trace(A, Y):
    return np.trace((A - Y).T @ (A - Y)) / len(A)


def loss_with_loops(A, Y):
    f = 0
    for i in range(len(A)):
        for j in range(len(A[i])):
            f += float(A[i, j] - Y[i, j]) ** 2 / len(A)
    return f


def columns_by_transposes(X, Y, W, g):
    A = X.T
    for l in sorted(W):
        A = g[l](A @ W[l].T)
    return A.T, np.linalg.norm(A - Y.T) ** 2 / len(A)


def columns_one_by_one(X, Y, W, g):
    predictions, f = np.empty(Y.shape), 0
    for i in range(X.shape[1]):
        a = X[:, [i]]
        for l in range(1, len(W) + 1):
            a = g[l](np.einsum("jk,ki->ji", W[l], a))
        predictions[:, [i]] = a
        f += np.sum((a - Y[:, [i]]) ** 2)
    return predictions, f / X.shape[1]


VARIANTS = {
    "layer": [layer_with_loops, layer_with_einsum],
    "forward": [
        forward_example_by_example,
        forward_with_einsum,
        forward_in_columns,
    ],
    "loss": [
        loss_with_a_sum,
        loss_as_a_mean_over_examples,
        loss_as_a_trace,
        loss_with_loops,
    ],
    "examples-in-columns": [columns_by_transposes, columns_one_by_one],
}
