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


def distances_with_loops(X):
    D = np.zeros((len(X), len(X)))
    for i in range(len(X)):
        for j in range(i):
            D[i, j] = D[j, i] = np.linalg.norm(X[i] - X[j]) ** 2
    return D


def distances_from_all_differences(X):
    return ((X[:, np.newaxis] - X[np.newaxis]) ** 2).sum(axis=2)


def distances_from_the_products(X):
    G = X @ X.T
    return np.diag(G)[:, np.newaxis] + np.diag(G) - 2 * G


VARIANTS = {
    "layer": [layer_with_loops, layer_with_einsum],
    "loss": [
        loss_with_a_sum,
        loss_as_a_mean_over_examples,
        loss_as_a_trace,
        loss_with_loops,
    ],
    "examples-in-columns": [columns_by_transposes, columns_one_by_one],
    "distances": [
        distances_with_loops,
        distances_from_all_differences,
        distances_from_the_products,
    ],
}
