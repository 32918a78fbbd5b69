"""Right answers to the exercises of chapter 1, written in other ways."""

import itertools
import math

import numpy as np


def sigmoid_by_the_quotient(Z):
    power = np.exp(-Z)
    return 1 / (1 + power), power / (1 + power) ** 2


def sigmoid_as_tanh(Z):
    A = np.tanh(Z / 2)
    return (1 + A) / 2, (1 - A**2) / 4


def sigmoid_with_loops(Z):
    A, prime = np.empty(Z.shape), np.empty(Z.shape)
    for i, j in np.ndindex(Z.shape):
        A[i, j] = 1 / (1 + math.exp(-Z[i, j]))
        prime[i, j] = A[i, j] - A[i, j] ** 2
    return A, prime


def leaky_relu_as_a_maximum(Z, c):
    return np.maximum(Z, c * Z), (Z > 0) + c * (Z <= 0)


def leaky_relu_with_loops(Z, c):
    A, prime = np.empty(Z.shape), np.empty(Z.shape)
    for i, j in np.ndindex(Z.shape):
        prime[i, j] = 1 if Z[i, j] > 0 else c
        A[i, j] = prime[i, j] * Z[i, j]
    return A, prime


def leaky_relu_with_a_mask(Z, c):
    prime = np.ones(Z.shape)
    prime[Z <= 0] = c
    return prime * Z, prime


def best_weights_with_the_inverse(X, Y):
    return np.linalg.inv(X.T @ X) @ X.T @ Y


def best_weights_by_least_squares(X, Y):
    w, *_ = np.linalg.lstsq(X, Y)
    return w


def best_weights_with_einsum(X, Y):
    M = np.einsum("ij,ik->jk", X, X)
    return np.linalg.solve(M, np.einsum("ij,ik->jk", X, Y))


def best_weights_by_qr(X, Y):
    Q, R = np.linalg.qr(X)
    return np.linalg.solve(R, Q.T @ Y)


def collapse_from_the_identity(W):
    M = np.eye(len(W[1]))
    for l in sorted(W):
        M = M @ W[l]
    return M


def collapse_from_the_last(W):
    M = W[len(W)]
    for l in range(len(W) - 1, 0, -1):
        M = W[l] @ M
    return M


def collapse_over_all_paths(W):
    """Entry (i, j) adds up, over all paths from i to j, the products of weights."""
    L = len(W)
    M = np.zeros((len(W[1]), W[L].shape[1]))
    for i, j in np.ndindex(M.shape):
        for inner in itertools.product(*(range(len(W[l])) for l in range(2, L + 1))):
            path = [i, *inner, j]
            M[i, j] += math.prod(W[l][path[l - 1], path[l]] for l in range(1, L + 1))
    return M


VARIANTS = {
    "sigmoid-prime": [sigmoid_by_the_quotient, sigmoid_as_tanh, sigmoid_with_loops],
    "leaky-relu": [
        leaky_relu_as_a_maximum,
        leaky_relu_with_loops,
        leaky_relu_with_a_mask,
    ],
    "normal-equations": [
        best_weights_with_the_inverse,
        best_weights_by_least_squares,
        best_weights_with_einsum,
        best_weights_by_qr,
    ],
    "collapse": [
        collapse_from_the_identity,
        collapse_from_the_last,
        collapse_over_all_paths,
    ],
}
