"""Right answers to the exercises of chapter 4, written in other ways."""

import numpy as np


def backward_as_in_the_chapter(W, g, Z, A, Y):
    m, L = len(Y), len(W)
    dA, dZ, dW = {}, {}, {}
    dA[L] = 2 / m * (A[L] - Y)
    for l in range(L, 0, -1):
        if l < L:
            dA[l] = dZ[l + 1] @ W[l + 1].T
        dZ[l] = dA[l] * g[l].prime(Z[l])
        dW[l] = A[l - 1].T @ dZ[l]
    return dW


def backward_one_example_at_a_time(W, g, Z, A, Y):
    L = max(W)
    dW = {l: np.zeros(W[l].shape) for l in W}
    for i in range(len(Y)):
        da = 2 * (A[L][i] - Y[i]) / len(Y)
        for l in reversed(range(1, L + 1)):
            dz = da * g[l].prime(Z[l])[i]
            dW[l] += np.outer(A[l - 1][i], dz)
            da = W[l] @ dz
    return dW


def with_biases_by_a_column_of_ones(X, Y, W, b, g):
    m = len(Y)
    ones = np.ones((m, 1))
    b_and_W = {l: np.vstack([b[l], W[l]]) for l in W}
    into, slope, A = {}, {}, X
    for l in W:
        into[l] = np.hstack([ones, A])
        Z = into[l] @ b_and_W[l]
        slope[l] = g[l].prime(Z)
        A = g[l](Z)
    dW, db = {}, {}
    dA = 2 / m * (A - Y)
    for l in reversed(W):
        dZ = dA * slope[l]
        both = into[l].T @ dZ
        db[l], dW[l] = both[:1], both[1:]
        dA = (dZ @ b_and_W[l].T)[:, 1:]
    return dW, db


def with_biases_by_recursion(X, Y, W, b, g):
    dW, db = {}, {}

    def back_through(l, A):
        if l > len(W):
            return 2 / len(Y) * (A - Y)
        Z = A @ W[l] + b[l]
        dZ = back_through(l + 1, g[l](Z)) * g[l].prime(Z)
        dW[l] = np.einsum("ij,ik->jk", A, dZ)
        db[l] = np.ones((1, len(Y))) @ dZ
        return dZ @ W[l].T

    back_through(1, X)
    return dW, db


def all_derivatives_with_names(W, g, Z, A, Y):
    L, dW = len(W), {}
    dA = 2 * (A[L] - Y) / len(Y)
    for l in reversed(range(1, L + 1)):
        dZ = dA * g[l].prime(Z[l])
        dW[l] = A[l - 1].T @ dZ
        dA = dZ @ W[l].T
    return dW


def all_derivatives_by_recursion(W, g, Z, A, Y):
    def dZ(l):
        if l == len(W):
            return 2 / len(Y) * (A[l] - Y) * g[l].prime(Z[l])
        return np.einsum("ik,jk->ij", dZ(l + 1), W[l + 1]) * g[l].prime(Z[l])

    return {l: np.einsum("ij,ik->jk", A[l - 1], dZ(l)) for l in W}


def huber_in_pieces(A, Z, Y, g):
    E = A - Y
    slope = np.where(np.abs(E) <= 1, 2 * E, 2 * np.sign(E))
    dA = slope / Y.shape[0]
    return [dA, g.prime(Z) * dA]


def huber_entry_by_entry(A, Z, Y, g):
    dA = np.empty(A.shape)
    for i, j in np.ndindex(A.shape):
        dA[i, j] = 2 * max(-1, min(1, A[i, j] - Y[i, j])) / len(A)
    return dA, dA * g.prime(Z)


def columns_by_transposes(W, g, Z, A, Y):
    def turned(M):
        return {l: M[l].T for l in M}

    return turned(backward_as_in_the_chapter(turned(W), g, turned(Z), turned(A), Y.T))


def columns_one_example_at_a_time(W, g, Z, A, Y):
    L, m = len(W), Y.shape[1]
    dW = {l: np.zeros(W[l].shape) for l in W}
    for i in range(m):
        da = 2 * (A[L][:, i] - Y[:, i]) / m
        for l in range(L, 0, -1):
            dz = da * g[l].prime(Z[l])[:, i]
            dW[l] += np.outer(dz, A[l - 1][:, i])
            da = dz @ W[l]
    return dW


VARIANTS = {
    "backward": [backward_as_in_the_chapter, backward_one_example_at_a_time],
    "with-biases": [with_biases_by_a_column_of_ones, with_biases_by_recursion],
    "mended": [all_derivatives_with_names, all_derivatives_by_recursion],
    "another-loss": [huber_in_pieces, huber_entry_by_entry],
    "columns-back": [columns_by_transposes, columns_one_example_at_a_time],
}
